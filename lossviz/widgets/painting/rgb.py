"""A colour as numbers."""

from __future__ import annotations

from PySide6.QtGui import QColor


def rgb(color: QColor) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return color.red(), color.green(), color.blue()
