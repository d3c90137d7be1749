"""The loss in hand: data and regularization, what is right, and its history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panelkit.loss_line import LossLine
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.ui.controls import icon_button
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_plot.curve_frame import Sides
from lossviz.widgets.curve_plot.curve_plot import CurvePlot
from lossviz.widgets.layout.share_bar import ShareBar
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.painting.themed import Themed

HISTORY, LOW_HISTORY, HIGH_HISTORY = 112, 104, 360  # logical px
LOW, LEAST = 640, 440  # of the column
# In a narrower column, in logical pixels, the accuracy stands beside the bar.
ROOMY = 548


class LossPart(QWidget):
    """Shows the loss, its parts and its history."""

    pin_wanted = Signal()
    unpin_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sides = theme, (0, 0)
        self._low, self._spare = False, 0
        self.line = LossLine(theme, "playground")
        self.accuracy = SteadyNumber(
            theme, "Accuracy", "",
            type_role="body", color_role="text.secondary", right=True,
        )  # fmt: skip
        self.accuracy.setObjectName("playground.accuracy")
        self.bar = ShareBar(theme, "Shares of the loss", parts=("data", "regularization"))
        self.pin = icon_button(
            theme, "pin", "pin", "Pin this run: its loss stays, to compare others with it",
            self.pin_wanted,
        )  # fmt: skip
        self.unpin = icon_button(
            theme, "trash", "unpin", "Forget the runs that were pinned", self.unpin_wanted
        )
        self.history = CurvePlot(theme, "History of the loss")
        self.history.setObjectName("playground.history")
        self._themed: tuple[Themed, ...] = (
            self.line, self.accuracy, self.bar, self.pin, self.unpin, self.history,
        )  # fmt: skip
        self._lay_out()
        self._measure(theme)

    def show_report(self, report: PlaygroundReport) -> None:
        """All numbers, and the curve."""
        found = report.evaluation.objective
        shares = (found.data, "semantic.dataLoss"), (found.penalty, "semantic.regularization")
        self.bar.show_shares(shares)
        self.unpin.setVisible(bool(report.pinned))
        self.accuracy.setText(vm.accuracy_text(report))
        self.line.show_losses(found.total, found.data, found.penalty)
        self.history.show_picture(vm.history_picture(report))
        if not report.running:
            self.accuracy.settle()
            self._column.activate()
            self.line.place()
            for part in (*self.line.numbers, self.accuracy, self.bar):
                part.tell()

    def set_sides(self, left: int, right: int) -> None:
        """Stand below the plane: as far from both edges as it is, in pixels."""
        if (left, right) != self._sides:
            self._sides = left, right
            self._history_row.setContentsMargins(0, 0, right, 0)
            self.line.set_sides(left, right)
            self._bar_row.setContentsMargins(left, 0, right, 0)
            self.history.keep_sides(Sides(left, 0))

    def set_spare(self, spare: int) -> None:
        """So many pixels more than it must have are left for the history."""
        if spare != self._spare:
            self._spare = spare
            self._fit()

    def set_height(self, column: float) -> None:
        """The history has less height in a low column of so many logical pixels, or none."""
        low, shown = column < LOW, column >= LEAST
        if (low, shown) != (self._low, not self.history.isHidden()):
            self._low = low
            self.history.setVisible(shown)
            self._fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in self._themed:
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        self._theme = theme
        self._bar_row.setSpacing(theme.space(2))
        self._column.setSpacing(theme.px(6))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the accuracy stands follows from the width of the column alone.

        If the plane's height had a say, which hangs on it, there would be two answers.
        """
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(ROOMY)
        self.line.set_ends([*[self.accuracy] * beside, self.pin, self.unpin])
        if not beside and self._bar_row.indexOf(self.accuracy) < 0:
            self._bar_row.addWidget(self.accuracy)
        elif beside and self._bar_row.indexOf(self.accuracy) >= 0:
            self._bar_row.removeWidget(self.accuracy)

    def usual_height(self) -> int:
        """With the accuracy beside the loss, and no more history than there must be."""
        history = 0 if self.history.isHidden() else self.history.minimumHeight()
        parts = (self.line.sizeHint().height(), self.bar.sizeHint().height(), history)
        return sum(parts) + 2 * self._column.spacing()

    def least_height(self) -> int:
        """Without the history, and with the accuracy in the row of the bar."""
        row = max(self.bar.sizeHint().height(), self.accuracy.sizeHint().height())
        return self.line.sizeHint().height() + self._column.spacing() + row

    def _fit(self) -> None:
        least = self._theme.px(LOW_HISTORY if self._low else HISTORY)
        most = max(self._theme.px(HIGH_HISTORY), least)
        self.history.setMinimumHeight(least)
        self.history.setMaximumHeight(min(least + self._spare, most))

    # Parts

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line)
        self._bar_row, self._history_row = QHBoxLayout(), QHBoxLayout()
        self._bar_row.addWidget(self.bar, 1)
        self._history_row.addWidget(self.history)
        self._column.addLayout(self._bar_row)
        self._column.addLayout(self._history_row)
