"""Right in the view Curvature: the loss, steps against λ, and the curvature for some λ."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lossviz.panels.regularization.curvature import pictures
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound
from lossviz.panels.regularization.ui.controls import PANEL, label, segments
from lossviz.panels.regularization.ui.plot_column import PlotColumn
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader

HEIGHTS = (220, 150)  # of the plot, in logical px
PLOTS = (("steps", "steps"), ("condition", "κ"))


class Numbers(PlotColumn):
    """Shows what was found; λ can be dragged along the plot."""

    strength_changed = Signal(float, bool)
    plot_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "curvature", "Steps against λ", "steps_plot", HEIGHTS)
        self.plot_header = SectionHeader(theme, "", "", high=True)
        self.choice = segments(theme, PLOTS, "steps_plot.of", "What is drawn against λ")
        self.choice.value_changed.connect(self.plot_chosen)
        self.plot_header.add(self.choice)
        self.plot.value_changed.connect(self.strength_changed)
        self.table_header = SectionHeader(theme, "Curvature", "second slopes of the total loss")
        self.table = CompareTable(theme, "Curvature and its price")
        self.table.setObjectName(f"{PANEL}.curvature")
        self.note = label("", "secondary", "curvature_note")
        self.note.setWordWrap(True)
        self._lay_out(
            above=(self.head, self._rules[0], self.plot_header),
            below=(self.table_header, self.table, self.note),
            themed=(self.plot_header, self.choice, self.table_header, self.table),
        )

    def show_found(self, found: CurvatureFound) -> None:
        """All numbers."""
        self.head.show_losses(found.now.data, found.now.R, found.settings.penalty, "w")
        self.choice.set_value(found.look.plot)
        self.plot_header.set_title(pictures.plot_title(found))
        self.plot_header.set_caption(pictures.plot_caption(found))
        self.plot.show_picture(pictures.plot(found))
        self.table.show_content(pictures.table(found))
        set_text(self.note, pictures.trouble(found) or pictures.note(found))
