"""Right in the view Curvature: the loss, steps against λ, and the curvature for some λ."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.regularization.curvature import pictures
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound
from lossviz.panels.regularization.ui.controls import PANEL, label, segments
from lossviz.panels.regularization.ui.loss_head import LossHead
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed

LEAST_PLOT, LOW_PLOT = 220, 150  # logical px
PLOTS = (("steps", "steps"), ("condition", "κ"))


class Numbers(QWidget):
    """Shows what was found; λ can be dragged along the plot."""

    strength_changed = Signal(float, bool)
    plot_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self.head = LossHead(theme, "curvature")
        self.plot_header = SectionHeader(theme, "", "", high=True)
        self.choice = segments(theme, PLOTS, "steps_plot.of", "What is drawn against λ")
        self.choice.value_changed.connect(self.plot_chosen)
        self.plot_header.add(self.choice)
        self.plot = CursorPlot(theme, "Steps against λ")
        self.plot.setObjectName(f"{PANEL}.steps_plot")
        self.plot.value_changed.connect(self.strength_changed)
        self.table_header = SectionHeader(theme, "Curvature", "second slopes of the total loss")
        self.table = CompareTable(theme, "Curvature and its price")
        self.table.setObjectName(f"{PANEL}.curvature")
        self.note = label("", "secondary", "curvature_note")
        self.note.setWordWrap(True)
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._themed: tuple[Themed, ...] = (
            self.head, self.plot_header, self.choice, self.plot, self.table_header, self.table,
            *self._rules,
        )  # fmt: skip
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self._rules[0], self.plot_header):
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)
        for each in (self._rules[1], self.table_header, self.table, self.note):
            self._column.addWidget(each)
        self.apply_theme(theme)

    def show_found(self, found: CurvatureFound) -> None:
        """All numbers."""
        self.head.show_losses(found.now.data, found.now.R, found.settings.penalty, "w")
        self.choice.set_value(found.look.plot)
        self.plot_header.set_title(pictures.plot_title(found))
        self.plot_header.set_caption(pictures.plot_caption(found))
        self.plot.show_picture(pictures.plot(found))
        self.table.show_content(pictures.table(found))
        set_text(self.note, pictures.trouble(found) or pictures.note(found))

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
