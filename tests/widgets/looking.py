"""What a picture of a widget shows."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage


def has_color(image: QImage, area: QRect, color: str | QColor) -> bool:
    """Whether any pixel of an area has a colour."""
    wanted = QColor(color)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )
