"""Right in the view W or 2W: the loss of kW, the losses against k, and which k to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.regularization.ui.controls import PANEL, label
from lossviz.panels.regularization.ui.loss_head import LossHead
from lossviz.panels.regularization.w_or_2w import pictures
from lossviz.panels.regularization.w_or_2w.evaluation import WOr2WFound
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed

LEAST_PLOT, LOW_PLOT = 240, 180  # logical px


class Numbers(QWidget):
    """Shows what was found; k can be dragged along the plot."""

    scale_changed = Signal(float, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self.head = LossHead(theme, "w_or_2w")
        self.plot_header = SectionHeader(theme, "Loss against k", "")
        self.plot = CursorPlot(theme, "Loss against k")
        self.plot.setObjectName(f"{PANEL}.k_plot")
        self.plot.value_changed.connect(self.scale_changed)
        self.table_header = SectionHeader(theme, "Which one?", "")
        self.table = CompareTable(theme, "W, kW and the least total")
        self.table.setObjectName(f"{PANEL}.k_table")
        self.note = label("", "secondary", "k_note")
        self.note.setWordWrap(True)
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._themed: tuple[Themed, ...] = (
            self.head, self.plot_header, self.plot, self.table_header, self.table, *self._rules,
        )  # fmt: skip
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        above: tuple[QWidget, ...] = (self.head, self._rules[0], self.plot_header)
        below: tuple[QWidget, ...] = (self._rules[1], self.table_header, self.table, self.note)
        for part in above:
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)
        for part in below:
            self._column.addWidget(part)
        self.apply_theme(theme)

    def show_found(self, found: WOr2WFound) -> None:
        """All numbers."""
        self.head.show_losses(found.now.data, found.now.R, found.settings.penalty, "kW")
        self.plot_header.set_caption(pictures.k_caption(found))
        self.plot.show_picture(pictures.k_picture(found))
        self.table_header.set_caption(pictures.table_caption(found))
        self.table.show_content(pictures.k_table(found))
        set_text(self.note, pictures.note(found))

    def set_low(self, low: bool) -> None:
        """A lower plot, where there is not the height for more."""
        self._low = low
        self.plot.setMinimumHeight(self._theme.px(LOW_PLOT if low else LEAST_PLOT))
        self._column.setSpacing(self._theme.px(6 if low else 12))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        self.set_low(self._low)
