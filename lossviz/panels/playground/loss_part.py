"""The loss in hand: data and regularization, what is right, and its history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.controls import fill_row, icon_button, label
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.theme.tokens import Theme
from lossviz.widgets.curve_frame import Sides
from lossviz.widgets.curve_plot import CurvePlot
from lossviz.widgets.label_text import set_text
from lossviz.widgets.share_bar import ShareBar
from lossviz.widgets.steady_number import SteadyNumber
from lossviz.widgets.themed import Themed

HISTORY, LOW_HISTORY, HIGH_HISTORY = 112, 104, 360  # logical px
LOW, LEAST = 640, 440  # of the column
# Before the loss, before the data loss, after it, and after the penalty; where there is less room
# there are fewer.
WORDS = (
    ("Loss", "=", "data +", "regularization"),
    ("Loss", "=", "data +", "reg."),
    ("", "=", "+", ""),
)
# In a narrower place, in logical pixels, the accuracy stands one row below.
ROOMY = 500


class LossPart(QWidget):
    """Shows the loss, its parts and its history."""

    pin_wanted = Signal()
    unpin_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sides = theme, (0, 0)
        self._low = self._high = False
        self._make_numbers(theme)
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
            *self.numbers, self.accuracy, self.bar, self.pin, self.unpin, self.history,
        )  # fmt: skip
        self._lay_out()
        self.apply_theme(theme)

    def show_report(self, report: PlaygroundReport) -> None:
        """All numbers, and the curve."""
        found = report.evaluation.objective
        for number, value in zip(
            self.numbers, (found.total, found.data, found.penalty), strict=True
        ):
            number.setText(vm.loss_text(value))
        self.accuracy.setText(vm.accuracy_text(report))
        shares = (found.data, "semantic.dataLoss"), (found.penalty, "semantic.regularization")
        self.bar.show_shares(shares)
        self.unpin.setVisible(bool(report.pinned))
        self._choose_words()
        self.history.show_picture(vm.history_picture(report))
        if not report.running:
            for part in (*self.numbers, self.accuracy, self.bar):
                part.tell()

    def set_sides(self, left: int, right: int) -> None:
        """Stand below the plane: as far from both edges as it is, in pixels."""
        if (left, right) != self._sides:
            self._sides = left, right
            self._column.setContentsMargins(0, 0, right, 0)
            self._row.setContentsMargins(left, 0, 0, 0)
            self._bar_row.setContentsMargins(left, 0, 0, 0)
            self.history.keep_sides(Sides(left, 0))

    def set_high(self, high: bool) -> None:
        """Whether the history may take all height that is left."""
        if high != self._high:
            self._high = high
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
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        for row in (self._row, self._bar_row):
            row.setSpacing(theme.space(2))
        self._column.setSpacing(theme.px(6))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See how many words have room."""
        super().resizeEvent(event)
        self._choose_words()

    def _choose_words(self) -> None:
        """The longest words beside which no number is cut; what they are changes no height."""
        room = self.width() - sum(self._sides)
        row = self._row if room >= self._theme.px(ROOMY) else self._bar_row
        if row.indexOf(self.accuracy) < 0:
            fill_row(row, self.accuracy, self.pin, self.unpin)
        for words in WORDS:
            for part, text in zip(self._words, words, strict=True):
                part.setVisible(bool(text))
                set_text(part, text)
            if self._row.sizeHint().width() - self._sides[0] <= room:
                return

    def _fit(self) -> None:
        least = self._theme.px(LOW_HISTORY if self._low else HISTORY)
        self.history.setMinimumHeight(least)
        self.history.setMaximumHeight(self._theme.px(HIGH_HISTORY) if self._high else least)

    # Parts

    def _make_numbers(self, theme: Theme) -> None:
        roles = ("section", "secondary", "secondary", "secondary")
        self._words = [label(text, role) for text, role in zip(WORDS[0], roles, strict=True)]
        self.total = SteadyNumber(theme, "Loss", "0.000", type_role="numberHero")
        self.data = SteadyNumber(
            theme, "Data loss", "0.000", type_role="numberCell", color_role="semantic.dataLoss"
        )
        self.penalty = SteadyNumber(
            theme, "Regularization loss", "0.000",
            type_role="numberCell", color_role="semantic.regularization",
        )  # fmt: skip
        self.accuracy = SteadyNumber(
            theme, "Accuracy", "9 of 9 right",
            type_role="body", color_role="text.secondary", right=True,
        )  # fmt: skip
        self.numbers = (self.total, self.data, self.penalty)
        names = ("total", "data_loss", "penalty", "accuracy")
        for part, name in zip((*self.numbers, self.accuracy), names, strict=True):
            part.setObjectName(f"playground.{name}")

    def _lay_out(self) -> None:
        loss, equals, plus, penalty = self._words
        self._row = QHBoxLayout()
        fill_row(
            self._row, loss, self.total, equals, self.data, plus, self.penalty, penalty, None
        )  # fmt: skip
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._bar_row = QHBoxLayout()
        self._bar_row.addWidget(self.bar)
        self._column.addLayout(self._bar_row)
        self._column.addWidget(self.history)
