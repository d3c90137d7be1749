"""How the Training panel makes its labels, buttons and number fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lossviz.model.training_config import TrainingConfig
from lossviz.theme.tokens import Theme
from lossviz.widgets.buttons import ActionButton, ButtonKind
from lossviz.widgets.field_error import FieldError
from lossviz.widgets.number_scale import Limits, Scale
from lossviz.widgets.scrub_field import ScrubField

DEFAULTS = TrainingConfig()


class SettingField(ScrubField):
    """A setting's number on its own, with the sentence below it when a text is refused."""

    def __init__(
        self,
        theme: Theme,
        setting: str,
        name: str,
        *,
        scale: Scale,
        format_value: Callable[[float], str],
        limits: Limits | None = None,
    ) -> None:
        self._error: FieldError | None = None
        default = getattr(DEFAULTS, setting)
        super().__init__(
            theme,
            default,
            name=name,
            scale=scale,
            default=default,
            format_value=format_value,
            limits=limits,
        )
        self.setObjectName(f"training.{setting}")
        self._error = FieldError(self, theme)
        self._error.setObjectName(f"training.{setting}.error")
        self.rejected.connect(self._error.explain)
        self.cleared.connect(self._error.clear)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        if self._error is not None:
            self._error.apply_theme(theme)


def button(
    theme: Theme,
    text: str,
    picture: str,
    kind: ButtonKind,
    name: str,
    pressed: SignalInstance,
    texts: tuple[str, ...] = (),
) -> ActionButton:
    """A button of the panel; `pressed` is emitted when it is clicked."""
    result = ActionButton(theme, text, picture, kind, texts)
    result.setObjectName(f"training.{name}")
    result.setAccessibleName(text)
    result.clicked.connect(pressed)
    return result


def label(text: str, role: str, name: str = "") -> QLabel:
    """A label by its role; `name` where its text changes."""
    result = QLabel(text)
    result.setProperty("role", role)
    if name:
        result.setObjectName(f"training.{name}")
    return result


def joined(*widgets: QWidget, spacing: int = 5) -> QWidget:
    """Parts of one phrase, close together."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return whole
