"""Right in a view: the loss, a plot against what is dragged, and below it a table that compares."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panels.regularization.ui.controls import PANEL
from lossviz.panels.regularization.ui.loss_head import LossHead
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.cursor_plot import CursorPlot
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.painting.themed import Themed


class PlotColumn(QWidget):
    """A subclass makes its parts and ends with `_lay_out`.

    view: its name. plot: how the plot is read aloud; plot_name: ends its object name. heights: in
    logical px, the least of the plot, and where there is not the height for that.
    """

    def __init__(
        self, theme: Theme, view: str, plot: str, plot_name: str, heights: tuple[int, int]
    ) -> None:
        super().__init__()
        self._theme, self._heights, self._low = theme, heights, False
        self.head = LossHead(theme, view)
        self.plot = CursorPlot(theme, plot)
        self.plot.setObjectName(f"{PANEL}.{plot_name}")
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def _lay_out(
        self, above: Sequence[QWidget], below: Sequence[QWidget], themed: Sequence[Themed]
    ) -> None:
        """above: what stands over the plot, all of it. below: what follows it and a rule."""
        self._themed: tuple[Themed, ...] = (self.head, self.plot, *themed, *self._rules)
        for part in above:
            self._column.addWidget(part)
        self._column.addWidget(self.plot, 1)
        for part in (self._rules[1], *below):
            self._column.addWidget(part)
        self.apply_theme(self._theme)

    def set_low(self, low: bool) -> None:
        """A lower plot, where there is not the height for more."""
        self._low = low
        self.plot.setMinimumHeight(self._theme.px(self._heights[low]))
        self._column.setSpacing(self._theme.px(6 if low else 12))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        self.set_low(self._low)
