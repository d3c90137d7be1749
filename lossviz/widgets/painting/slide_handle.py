"""The round handle that a person slides along an axis."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from lossviz.widgets.painting.picture_widget import draw_ring
from lossviz.widgets.painting.plot_text import PlotText


def handle_radius(text: PlotText) -> float:
    """Half the handle, in px."""
    return text.theme.length("control.handle") / 2


def slide_handle(text: PlotText, middle: QPointF) -> QRectF:
    """Where the handle is whose middle is there."""
    r = handle_radius(text)
    return QRectF(middle.x() - r, middle.y() - r, 2 * r, 2 * r)


def paint_slide_handle(painter: QPainter, text: PlotText, handle: QRectF, focused: bool) -> None:
    """The handle with its two arrow heads, and around it the focus ring."""
    px, color = text.px, text.color("accent.base")
    ring, middle = px(2), handle.center()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = handle.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
    painter.setPen(QPen(color, ring))
    painter.setBrush(text.color("surface.base"))
    painter.drawEllipse(inner)
    pen = QPen(color, px(1.5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    reach, side = text.theme.scale * 2.2, text.theme.scale * 2.5
    for way in (-1, 1):
        tip = middle + QPointF(way * (side + reach * 0.9), 0)
        for up in (-1, 1):
            painter.drawLine(QLineF(tip, middle + QPointF(way * side, up * reach)))
    if focused:
        around = handle.adjusted(-ring, -ring, ring, ring)
        color = text.color("focus.ring")
        draw_ring(painter, around, color, width=ring, radius=around.width(), grow=ring)
