"""How keys and the wheel move a number: one step, a tenth with Shift, ten with Ctrl."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

FINE = 0.1
COARSE = 10.0
_NOTCH = 120  # what Qt reports for one click of a mouse wheel


def step_factor(modifiers: Qt.KeyboardModifier) -> float:
    """What a step is multiplied by while modifiers are held."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return FINE
    return COARSE if modifiers & Qt.KeyboardModifier.ControlModifier else 1.0


WHEEL_REST_MS = 400
"""A turn of the wheel is one change; it ends when the wheel has rested for so long."""


class WheelSteps:
    """Whole steps out of wheel events; a touchpad sends many small ones."""

    def __init__(self) -> None:
        self._turned = 0.0

    def take(self, event: QWheelEvent) -> list[float]:
        """The steps that are due, each 1 or -1 times what the modifiers make of it."""
        turned = event.angleDelta()
        self._turned += (turned.y() or turned.x()) / _NOTCH  # Alt or Shift turns the axis
        notches = int(self._turned)
        self._turned -= notches
        step = (1 if notches > 0 else -1) * step_factor(event.modifiers())
        return [step] * abs(notches)
