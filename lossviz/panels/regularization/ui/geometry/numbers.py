"""Right in the view Geometry: the loss, the weights against λ, three penalties, two slopes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.regularization.geometry import pictures
from lossviz.panels.regularization.geometry.evaluation import GeometryFound
from lossviz.panels.regularization.ui.controls import PANEL, segments
from lossviz.panels.regularization.ui.loss_head import LossHead
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.painting.themed import Themed

LEAST_PLOT, LOW_PLOT = 220, 160  # logical px
PLOTS = (("weights", "w₁ w₂"), ("losses", "data, R"))


class Numbers(QWidget):
    """Shows what was found; λ can be dragged along the plot."""

    strength_changed = Signal(float, bool)
    plot_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self.head = LossHead(theme, "geometry")
        self.plot_header = SectionHeader(theme, "Along the path", "minimum for each λ", high=True)
        self.choice = segments(theme, PLOTS, "path_plot.of", "What is drawn against λ")
        self.choice.value_changed.connect(self.plot_chosen)
        self.plot_header.add(self.choice)
        self.plot = CursorPlot(theme, "Minimum against λ")
        self.plot.setObjectName(f"{PANEL}.path_plot")
        self.plot.value_changed.connect(self.strength_changed)
        self.table_header = SectionHeader(theme, "One λ, three penalties", "the minimum of each")
        self.table = CompareTable(theme, "The minimum of each penalty")
        self.table.setObjectName(f"{PANEL}.three")
        self.balance_header = SectionHeader(theme, "The slopes at the minimum", "")
        self.balance = CompareTable(theme, "Slopes of data loss and penalty")
        self.balance.setObjectName(f"{PANEL}.balance.slopes")
        self.lamp = Lamp(theme)
        self.lamp.setAccessibleName("Whether both slopes cancel")
        self.lamp.setObjectName(f"{PANEL}.balance")
        self.balance_header.add(self.lamp)
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._themed: tuple[Themed, ...] = (
            self.head, self.plot_header, self.choice, self.plot, self.table_header, self.table,
            self.balance_header, self.balance, self.lamp, *self._rules,
        )  # fmt: skip
        self._lay_out()
        self.apply_theme(theme)

    def show_found(self, found: GeometryFound) -> None:
        """All numbers."""
        self.head.show_losses(found.now.data, found.now.R, found.settings.penalty, "w")
        self.choice.set_value(found.look.plot)
        self.plot.show_picture(pictures.path_picture(found))
        self.table.show_content(pictures.three_table(found))
        self.balance.show_content(pictures.balance_table(found))
        if found.balance.cancels:
            self.lamp.show_verdict("pass", "cancel")
        else:
            self.lamp.show_verdict("failed", "do not cancel")

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

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self._rules[0], self.plot_header):
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)
        below = (self._rules[1], self.table_header, self.table)
        for each in (*below, self.balance_header, self.balance):
            self._column.addWidget(each)
