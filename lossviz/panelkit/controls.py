"""How panels make their labels, buttons, choices and number fields; `panel` begins object names.

Each panel binds its own name: ``menu = partial(controls.menu, "landscape")``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.adaptive_choice import AdaptiveChoice
from lossviz.widgets.controls.buttons import ActionButton, ButtonKind, IconButton
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.controls.scrub_field import ScrubField
from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.numbers.number_scale import Limits, Scale

QWIDGETSIZE_MAX = 16_777_215  # Qt's own, for no limit


class NumberField(ScrubField):
    """A number on its own, with the sentence below it when a text is refused."""

    def __init__(
        self,
        panel: str,
        theme: Theme,
        part: str,
        name: str,
        value: float,
        *,
        scale: Scale,
        format_value: Callable[[float], str],
        parse: Callable[[str], float] | None = None,
        limits: Limits | None = None,
        boxed: bool = False,
    ) -> None:
        self._error: FieldError | None = None
        super().__init__(
            theme,
            value,
            name=name,
            scale=scale,
            default=value,
            format_value=format_value,
            parse=parse,
            limits=limits,
        )
        self.setObjectName(f"{panel}.{part}")
        self.setProperty("boxed", boxed)
        self._error = FieldError(self, theme)
        self._error.setObjectName(f"{panel}.{part}.error")
        self.rejected.connect(self._error.explain)
        self.cleared.connect(self._error.clear)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        if self._error is not None:
            self._error.apply_theme(theme)


class NamedNumber(QWidget):
    """A number in a box with its name before it; the number's object name is the part's."""

    value_changed = Signal(float, bool)
    """The new value, and whether the gesture goes on; its end repeats the value with False."""

    def __init__(
        self,
        panel: str,
        theme: Theme,
        part: str,
        name: str,
        value: float,
        *,
        scale: Scale,
        format_value: Callable[[float], str],
        parse: Callable[[str], float] | None = None,
        limits: Limits | None = None,
        width: int,
    ) -> None:
        """width: of the number at least, in logical pixels."""
        super().__init__()
        self._width = width
        self._label = label(panel, name, "label")
        self.field = NumberField(
            panel, theme, part, name, value,
            scale=scale, format_value=format_value, parse=parse, limits=limits, boxed=True,
        )  # fmt: skip
        self.field.value_changed.connect(self.value_changed)
        self._label.setBuddy(self.field)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        fill_row(self._row, self._label, self.field)
        self.apply_theme(theme)

    def set_value(self, value: float) -> None:
        """Show a value without a signal."""
        self.field.set_value(value)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.field.apply_theme(theme)
        self.field.set_least_width(theme.px(self._width))
        self._row.setSpacing(theme.px(6))


def button(
    panel: str,
    theme: Theme,
    text: str,
    picture: str,
    kind: ButtonKind,
    name: str,
    pressed: SignalInstance,
    texts: tuple[str, ...] = (),
) -> ActionButton:
    """A button; `pressed` is emitted when it is clicked."""
    result = ActionButton(theme, text, picture, kind, texts)
    result.setObjectName(f"{panel}.{name}")
    result.setAccessibleName(text)
    result.clicked.connect(pressed)
    return result


def icon_button(
    panel: str, theme: Theme, picture: str, name: str, tip: str, pressed: SignalInstance
) -> IconButton:
    """A picture alone; `tip` says what it does."""
    result = IconButton(theme, picture, tip)
    result.setObjectName(f"{panel}.{name}")
    result.clicked.connect(pressed)
    return result


def small_button(
    panel: str, theme: Theme, text: str, name: str, tip: str, pressed: SignalInstance
) -> ActionButton:
    """A low button for what is done now and then."""
    result = button(panel, theme, text, "", "secondary", name, pressed)
    result.setProperty("face", "small")
    result.setToolTip(tip)
    return result


def menu(
    panel: str,
    theme: Theme,
    choices: Sequence[tuple[str, str]],
    name: str,
    says: str,
    *,
    small: bool = False,
) -> MenuButton:
    """One choice of many."""
    result = MenuButton(theme, choices)
    if small:
        result.setProperty("face", "small")
    result.setObjectName(f"{panel}.{name}")
    result.setAccessibleName(says)
    result.setToolTip(says)
    return result


def segments(
    panel: str, theme: Theme, choices: Sequence[tuple[str, str]], name: str, says: str
) -> Segmented:
    """One choice of a few."""
    result = Segmented(theme, choices)
    result.setObjectName(f"{panel}.{name}")
    result.setAccessibleName(says)
    return result


def adaptive(
    panel: str, theme: Theme, choices: Sequence[tuple[str, str]], name: str, says: str
) -> AdaptiveChoice:
    """One choice of a few, that is a menu where there is no room."""
    result = AdaptiveChoice(theme, choices, choices[0][0])
    result.setObjectName(f"{panel}.{name}")
    result.setAccessibleName(says)
    return result


def widen(slider: LabelledSlider, width: int) -> None:
    """Give the number of a slider in one row at least this width; a longer one takes more."""
    slider.field.set_least_width(width)


def fill_row(row: QHBoxLayout, *parts: QWidget | None) -> None:
    """Widgets side by side; None takes the room that is left."""
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)


def label(panel: str, text: str, role: str, name: str = "") -> QLabel:
    """A label by its role; `name` where its text changes."""
    result = QLabel(text)
    result.setProperty("role", role)
    if name:
        result.setObjectName(f"{panel}.{name}")
    return result
