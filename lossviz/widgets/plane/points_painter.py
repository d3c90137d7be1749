"""The points of the plane, and the chosen one on top of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from lossviz.theme.apply import qcolor
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.plane.plane_picture import PlanePicture
from lossviz.widgets.plane.point_mark import paint_mark
from lossviz.widgets.plane.point_stamps import PointStamps, mark_of, stamp_codes

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_GROWN, _LEAST = 1.15, 8.0  # times its size, and logical px
_RING, _RING_GAP = 2.0, 10.0  # logical px


class PointsPainter:
    """Draws a picture's points at their pixels."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._stamps = PointStamps(theme)

    def paint(self, painter: QPainter, picture: PlanePicture, places: FloatArray) -> None:
        """All points (N, 2)."""
        self._stamps.paint(painter, picture, places)

    def paint_chosen(self, painter: QPainter, picture: PlanePicture, places: FloatArray) -> None:
        """The chosen point once more, a little larger and with a violet ring."""
        index = picture.choice
        if index is None:
            return
        mark = mark_of(int(stamp_codes(picture.dots)[index]), picture)
        mark = mark._replace(diameter=max(_GROWN * mark.diameter, _LEAST))
        radius = (mark.diameter / 2 + _RING_GAP) * self._theme.scale
        painter.save()
        painter.translate(QPointF(*places[index].tolist()))
        paint_mark(painter, mark, self._theme)
        painter.setPen(QPen(qcolor(self._theme, "focus.ring"), _RING * self._theme.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        painter.restore()
