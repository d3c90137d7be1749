"""A number with its name and a slider.

The name left, the number right, the slider below; or, inline, all three in one row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.controls.flush_field import stand_at_edge
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.controls.slider import Slider
from lossviz.widgets.painting.elided_label import ElidedLabel

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.numbers.number_scale import Limits, Scale

# Logical px where all stand in one row: where the slider begins, the number's box, and the gaps.
SLIDER_AT, INLINE_NUMBER = 118, 64
_AFTER_NAME, _BEFORE_NUMBER = 6, 18


class LabelledSlider(QWidget):
    """One value that can be dragged, stepped and typed; a refused text is explained below it.

    Object names: the caller's for the number, with ``.slider`` and ``.error`` for the other parts.
    """

    value_changed = Signal(float, bool)
    """The new value, and whether the gesture goes on; its end repeats the value with False."""
    rejected = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        value: float,
        *,
        scale: Scale,
        default: float,
        format_value: Callable[[float], str],
        name: str = "",
        limits: Limits | None = None,
        inline: bool = False,
        tight: bool = False,
        slider_at: int = SLIDER_AT,
        parent: QWidget | None = None,
    ) -> None:
        """inline: in one row, and its slider at `slider_at` logical px, in line with others.
        tight: in one row, with no more room for the name than it takes."""
        super().__init__(parent)
        self._slider_at = slider_at
        self._inline, self._tight = inline or tight, tight
        name = name or label
        self.field = ScrubField(
            theme,
            value,
            name=name,
            scale=scale,
            default=default,
            format_value=format_value,
            limits=limits,
        )
        self.slider = Slider(theme, value, name=f"{name}, slider", scale=scale, default=default)
        self._label = ElidedLabel(label)
        self._label.setProperty("role", "label")
        self._label.setBuddy(self.field)
        self._error = FieldError(self, theme)
        self._lay_out()
        self._connect()
        self._follow()
        self.apply_theme(theme)

    @property
    def value(self) -> float:
        """The value in force."""
        return self.field.value

    def set_value(self, value: float) -> None:
        """Show a value without a signal. What a person is typing stays as it is."""
        self.field.set_value(value)
        self._follow()

    def set_label(self, label: str) -> None:
        """Show another name, such as L1 λ for L2 λ."""
        self._label.setText(label)

    def apply_theme(self, theme: Theme) -> None:
        """Read colours, fonts and sizes anew."""
        for part in (self.field, self.slider, self._error):
            part.apply_theme(theme)
        self._grid.setVerticalSpacing(theme.px(4))
        if self._inline:
            self._space_row(theme)
            self.field.set_least_width(theme.px(INLINE_NUMBER))
            return
        self._grid.setHorizontalSpacing(theme.space(1))
        stand_at_edge(self.field, theme, "right")
        # The last digit stands at the slider's end.
        self._below.setContentsMargins(0, 0, self.field.inset, 0)

    def _space_row(self, theme: Theme) -> None:
        if self._tight:
            self._grid.setHorizontalSpacing(theme.space(2))
            return
        gap = theme.px(_AFTER_NAME)
        self._grid.setHorizontalSpacing(gap)
        self._label.setFixedWidth(theme.px(self._slider_at) - gap)
        # An empty column between slider and number: that gap is added to it once.
        self._grid.setColumnMinimumWidth(2, theme.px(_BEFORE_NUMBER) - gap)

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._label, 0, 0)
        self._grid.setContentsMargins(0, 0, 0, 0)
        if self._inline:
            self.field.setProperty("boxed", True)
            self._grid.addWidget(self.slider, 0, 1)
            self._grid.addWidget(self.field, 0, 3)
            self._grid.setColumnStretch(1, 1)
            return
        self._grid.addWidget(self.field, 0, 1)
        self._below = QHBoxLayout()
        self._below.addWidget(self.slider)
        self._grid.addLayout(self._below, 1, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self.field.value_changed.connect(self._from_field)
        self.field.rejected.connect(self._refuse)
        self.field.cleared.connect(self._error.clear)
        self.slider.changed.connect(self._from_slider)
        self.objectNameChanged.connect(self._name_parts)

    def _from_field(self, value: float, in_gesture: bool) -> None:
        self._follow()
        self.value_changed.emit(value, in_gesture)

    def _from_slider(self, value: float, in_gesture: bool) -> None:
        self.field.restore()  # the knob takes over from a text that was refused
        self.field.set_value(value)
        self._follow()
        self.value_changed.emit(value, in_gesture)

    def _follow(self) -> None:
        """Take the knob to the number; screen readers hear the number, not the thousandths."""
        self.slider.set_number(self.field.value)
        self.slider.setAccessibleDescription(self.field.written)

    def _refuse(self, sentence: str) -> None:
        self._error.explain(sentence)
        self.rejected.emit(sentence)

    def _name_parts(self, name: str) -> None:
        self.field.setObjectName(f"{name}.field")
        self.slider.setObjectName(f"{name}.slider")
        self._error.setObjectName(f"{name}.error")
