"""Right in the view W or 2W: the loss of kW, the losses against k, and which k to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lossviz.panels.regularization.ui.controls import PANEL, label
from lossviz.panels.regularization.ui.plot_column import PlotColumn
from lossviz.panels.regularization.w_or_2w import pictures
from lossviz.panels.regularization.w_or_2w.evaluation import WOr2WFound
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader

HEIGHTS = (240, 180)  # of the plot, in logical px


class Numbers(PlotColumn):
    """Shows what was found; k can be dragged along the plot."""

    scale_changed = Signal(float, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "w_or_2w", "Loss against k", "k_plot", HEIGHTS)
        self.plot_header = SectionHeader(theme, "Loss against k", "")
        self.plot.value_changed.connect(self.scale_changed)
        self.table_header = SectionHeader(theme, "Which one?", "")
        self.table = CompareTable(theme, "W, kW and the least total")
        self.table.setObjectName(f"{PANEL}.k_table")
        self.note = label("", "secondary", "k_note")
        self.note.setWordWrap(True)
        self._lay_out(
            above=(self.head, self._rules[0], self.plot_header),
            below=(self.table_header, self.table, self.note),
            themed=(self.plot_header, self.table_header, self.table),
        )

    def show_found(self, found: WOr2WFound) -> None:
        """All numbers."""
        self.head.show_losses(found.now.data, found.now.R, found.settings.penalty, "kW")
        self.plot_header.set_caption(pictures.k_caption(found))
        self.plot.show_picture(pictures.k_picture(found))
        self.table_header.set_caption(pictures.table_caption(found))
        self.table.show_content(pictures.k_table(found))
        set_text(self.note, pictures.note(found))
