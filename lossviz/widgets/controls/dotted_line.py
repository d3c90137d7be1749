"""The dotted line below a number: it can be changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen


def draw_dots(painter: QPainter, left: int, right: int, y: int, color: QColor, dot: int) -> None:
    """From left to right, dots and gaps of one width."""
    pen = QPen(color, dot)
    pen.setDashPattern([1, 1])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(left, y, right, y)
