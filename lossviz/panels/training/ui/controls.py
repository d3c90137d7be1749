"""The controls of the Training panel: those of all panels, under its name, with its defaults."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit import controls
from lossviz.theme.tokens import Theme
from lossviz.widgets.numbers.number_scale import Limits, Scale

PANEL = "training"
DEFAULTS = TrainingConfig()

button = partial(controls.button, PANEL)
label = partial(controls.label, PANEL)


class SettingField(controls.NumberField):
    """A setting's number on its own; its default is that of the configuration."""

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
        default = getattr(DEFAULTS, setting)
        super().__init__(
            PANEL, theme, setting, name, default, scale=scale, format_value=format_value,
            limits=limits,
        )  # fmt: skip


def joined(*widgets: QWidget) -> QWidget:
    """Parts of one phrase, close together."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for widget in widgets:
        row.addWidget(widget)
    return whole
