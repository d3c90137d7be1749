"""The labels at the heads of walks, on a heat map and in 3-D: a letter or a name on dark ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from lossviz.widgets.map.label_places import Box
from lossviz.widgets.map.walk_looks import WalkLook
from lossviz.widgets.painting.plot_text import CENTER, PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px.
HEIGHT, GAP, _PAD = 16, 5, 4
_FAR = 14  # a label that stands farther off is tied to its head


class WalkLabels:
    """Measures and paints them."""

    def __init__(self, theme: Theme, text: PlotText) -> None:
        self._theme = theme
        self._text = text

    def size(self, label: str) -> tuple[float, float]:
        """Width and height of a label on its ground; a letter's is round."""
        px = self._theme.px
        return max(self._text.width(label, "name") + 2 * px(_PAD), px(HEIGHT)), px(HEIGHT)

    def gap(self) -> float:
        """From a head to its label, in px."""
        return self._theme.px(GAP)

    def paint(
        self,
        painter: QPainter,
        place: Box,
        head: tuple[float, float],
        label: str,
        look: WalkLook,
        strength: float = 1.0,
    ) -> None:
        """A label at its place, and a line to its head where that is not beside it."""
        area = QRectF(*place)
        if look.letter:
            self._paint_tie(painter, area, QPointF(*head), look)
            painter.setPen(QPen(self._text.color(look.color_on_map), self._theme.px(1)))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        alpha = 1.0 if look.letter else self._theme.amount("overlay.casingAlpha")
        painter.setBrush(self._text.color("overlay.casing", alpha * strength))
        radius = area.height() / 2 if look.letter else self._theme.px(_PAD)
        painter.drawRoundedRect(area, radius, radius)
        role = look.color_on_map if look.letter else "overlay.label"
        self._text.paint(painter, area, label, "name", role=role, align=CENTER)

    def _paint_tie(self, painter: QPainter, area: QRectF, head: QPointF, look: WalkLook) -> None:
        middle = area.center()
        apart = math.hypot(middle.x() - head.x(), middle.y() - head.y())
        if apart - area.height() / 2 > self._theme.px(_FAR):
            for role, width in (("overlay.casing", 3), (look.color_on_map, 1)):
                painter.setPen(QPen(self._text.color(role), self._theme.px(width)))
                painter.drawLine(QLineF(head, middle))


def box_of(rect: QRectF) -> Box:
    """A rectangle of Qt as a box."""
    return Box(rect.left(), rect.top(), rect.width(), rect.height())
