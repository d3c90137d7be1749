"""The controls of the Training panel: those of all panels, under its name, with its defaults."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit import controls
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.flush_field import stand_at_edge
from lossviz.widgets.numbers.number_scale import Limits, Scale

PANEL = "training"
DEFAULTS = TrainingConfig()

button = partial(controls.button, PANEL)
label = partial(controls.label, PANEL)


class SettingField(controls.NumberField):
    """A setting's number on its own; its default is that of the configuration.

    It stands close to its name, which is left of it, or else at the right end of a row.
    """

    def __init__(
        self,
        theme: Theme,
        setting: str,
        name: str,
        *,
        scale: Scale,
        format_value: Callable[[float], str],
        limits: Limits | None = None,
        side: Literal["left", "right"] = "left",
    ) -> None:
        self._side = side
        default = getattr(DEFAULTS, setting)
        super().__init__(
            PANEL, theme, setting, name, default, scale=scale, format_value=format_value,
            limits=limits,
        )  # fmt: skip
        if side == "left":
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        stand_at_edge(self, theme, self._side)


def joined(*widgets: QWidget) -> QWidget:
    """Parts of one phrase, close together."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for widget in widgets:
        row.addWidget(widget)
    return whole
