"""A number that the person predicts: dragged or typed, and "?" until then."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lossviz.panelkit.explanation import Prompt
from lossviz.theme.apply import qfont
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import format_number, parse_number

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

OPEN = math.nan
"""Nothing is predicted yet."""
_INFINITE = {"∞", "inf", "infinity", "infinite", "unbounded"}
_FARTHEST = 1e12


@dataclass(frozen=True)
class PredictionScale(LinearScale):
    """Steps from `start` where there is no number yet, or none to step from, as from ∞."""

    start: float = 0.0

    def dragged(self, start: float, steps: float, factor: float = 1.0) -> float:
        """The value so many steps away."""
        return super().dragged(self._from(start), steps, factor)

    def stepped(self, value: float, count: float) -> float:
        """The value after one key press; the first one shows where it begins."""
        if math.isnan(value):
            return self.start
        return super().stepped(self._from(value), count)

    def _from(self, value: float) -> float:
        return value if math.isfinite(value) else self.start


def parse_prediction(text: str) -> float:
    """A number as people write it, or ∞; ValueError with a sentence otherwise.

    >>> parse_prediction("inf"), parse_prediction("−∞")
    (inf, -inf)
    """
    word = text.strip().lower()
    sign = -1.0 if word[:1] in ("-", "−") else 1.0
    if word.lstrip("+-−").strip() in _INFINITE:
        return sign * math.inf
    return parse_number(text, decimal_comma=QLocale().decimalPoint() == ",")


class PredictionField(ScrubField):
    """The number of one prompt, large. Its words for ∞ can be typed as they are."""

    begins = f"{ScrubField.begins}iIuU∞"

    def __init__(self, theme: Theme, prompt: Prompt, value: float) -> None:
        def written(number: float) -> str:
            return "?" if math.isnan(number) else format_number(number, prompt.decimals)

        super().__init__(
            theme,
            value,
            name=prompt.label,
            scale=PredictionScale(-_FARTHEST, _FARTHEST, prompt.step, start=prompt.start),
            default=OPEN,
            format_value=written,
            parse=parse_prediction,
            limits=Limits(),
        )
        self.setProperty("boxed", True)
        self.setObjectName(f"explain.prediction.{prompt.key}")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        self.setFont(qfont(theme, "numberCell"))


class PredictionRow(QWidget):
    """What is asked for, and the number."""

    predicted = Signal(str, float)
    """Key of the prompt and the prediction, nan when it was taken back."""

    def __init__(self, theme: Theme, prompt: Prompt, value: float) -> None:
        super().__init__()
        self._label = QLabel(prompt.label)
        self._label.setProperty("role", "secondary")
        self._label.setWordWrap(True)
        self.field = PredictionField(theme, prompt, value)
        self.entered = self.field.entered
        self._unit = QLabel(prompt.unit)
        self._unit.setProperty("role", "label")
        self._error = FieldError(self.field, theme)
        self.field.rejected.connect(self._error.explain)
        self.field.cleared.connect(self._error.clear)
        self.field.value_changed.connect(lambda number, _: self.predicted.emit(prompt.key, number))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._unit)
        self._unit.setVisible(bool(prompt.unit))
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._row.setSpacing(theme.space(2))
        self.field.setMinimumWidth(theme.px(88))
        self.field.apply_theme(theme)
        self._error.apply_theme(theme)
