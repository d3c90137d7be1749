"""What a picture shows where lines are thin and slanted: no pixel then has their very colour."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

_OFF = 120  # of 765, over red, green and blue


def shows(widget: QWidget, at: QPoint, color: QColor, reach: int = 2) -> bool:
    """Whether a pixel within `reach` of a place has a colour, or nearly."""
    image = widget.grab().toImage()
    steps = range(-reach, reach + 1)
    pixels = [image.pixelColor(at + QPoint(x, y)) for x in steps for y in steps]
    return any(_distance(pixel, color) <= (_OFF if reach else 0) for pixel in pixels)


def _distance(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return sum(abs(a - b) for a, b in pairs)
