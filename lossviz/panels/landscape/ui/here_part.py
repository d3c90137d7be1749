"""Where one stands: both weights, and the loss."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lossviz.panels.landscape import words
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LARGEST_WEIGHT
from lossviz.panels.landscape.ui.controls import label, number_field
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import format_number

WEIGHTS = LinearScale(-LARGEST_WEIGHT, LARGEST_WEIGHT, 0.01)
FIELD_WIDTH = 80
LARGE, SMALL = "numberHero", "numberCell"


class HerePart(QWidget):
    """The point in numbers, to be changed."""

    moved = Signal(float, float, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = (0.0, 0.0)
        self.header = SectionHeader(theme, "Here")
        self.header.caption.setObjectName("landscape.after")
        self.names = (label("W₁", "label", "w1_name"), label("W₂", "label", "w2_name"))
        self.fields = (self._field(theme, 1), self._field(theme, 2))
        self._word = label("loss", "label")
        self.loss = SteadyNumber(theme, "Loss", "0.00000", type_role="numberHero", right=True)
        self.loss.setObjectName("landscape.loss")
        self._lay_out()
        self._measure(theme)

    def show_report(self, report: LandscapeReport) -> None:
        """The point, and the loss there."""
        self._at = report.walk.last.at
        self.header.set_caption(words.after_text(report))
        ground = report.ground
        for which, (field, name) in enumerate(zip(self.fields, self.names, strict=True)):
            field.set_value(self._at[which])
            field.default = ground.start[which]
            set_text(name, ground.symbols[which])
            name.setToolTip(ground.names[which])
            field.setAccessibleName(ground.names[which])
        loss = format_number(report.check.loss, words.LOSS_DECIMALS)
        self.loss.setText(loss)
        if not report.running:
            self.loss.settle()
        self.loss.tell()
        self._fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self.header, *self.fields, self.loss):
            part.apply_theme(theme)
        self._measure(theme)

    def _measure(self, theme: Theme) -> None:
        for field in self.fields:
            field.set_least_width(theme.px(FIELD_WIDTH))
        self._row.setSpacing(theme.space(2))
        self._column.setSpacing(theme.px(4))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """With the loss in its small form, and the weights in their fewest digits."""
        head = self.header.minimumSizeHint()
        return QSize(max(head.width(), self._needed(SMALL)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large a loss as has room, and its name where that has."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._word.setVisible(self._needed(LARGE, self._word) <= self.width())
        self.loss.set_type_role(LARGE if self._needed(LARGE) <= self.width() else SMALL)

    def _needed(self, role: str, *more: QWidget) -> int:
        """The width of the row, with the loss in a font."""
        parts = [each.minimumSizeHint().width() for each in (*self.names, *self.fields, *more)]
        return sum(parts) + self.loss.width_in(role) + (len(parts) + 1) * self._row.spacing()

    def _field(self, theme: Theme, number: int) -> ScrubField:
        field = number_field(
            theme,
            f"w{number}",
            f"Weight {number}",
            0.0,
            scale=WEIGHTS,
            format_value=words.weight_text,
            limits=Limits(-LARGEST_WEIGHT, LARGEST_WEIGHT),
            boxed=True,
        )
        field.value_changed.connect(lambda value, going: self._move(number - 1, value, going))
        return field

    def _move(self, which: int, value: float, in_gesture: bool) -> None:
        w1, w2 = self._at
        self.moved.emit(*((value, w2) if which == 0 else (w1, value)), in_gesture)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for name, field in zip(self.names, self.fields, strict=True):
            self._row.addWidget(name)
            self._row.addWidget(field)
        self._row.addStretch(1)
        self._row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.loss)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addLayout(self._row)
