"""One point as it is drawn: the shape of its class, filled when right and hollow when wrong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lossviz.theme.apply import qcolor
from lossviz.widgets.map.markers import MARKERS, marker_polygon

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px: around a point, of a hollow one's line, of the ring of the support set and its gap.
_OUTLINE, _HOLLOW, _RING, _RING_GAP = 1.5, 2.4, 1.0, 3.0
_HOLLOW_MOST = 0.26  # of the diameter
_FAINT = 0.5
_MITER = 3.0  # times the outline that it reaches beyond the tips of a star


class Mark(NamedTuple):
    """What a point looks like. name: whose colour. y: whose shape. diameter: logical px."""

    name: str
    y: int
    diameter: float
    wrong: bool = False
    test: bool = False
    ringed: bool = False


def mark_reach(mark: Mark, theme: Theme) -> float:
    """Px from the middle of a mark that nothing of it lies beyond."""
    corners = marker_polygon(shape_name(mark), 0, 0, mark.diameter).toList()
    radius = max(math.hypot(each.x(), each.y()) for each in corners) + _MITER * _OUTLINE
    ring = mark.diameter / 2 + _RING_GAP + _RING if mark.ringed else 0.0
    return max(radius, ring + 1) * theme.scale


def shape_name(mark: Mark) -> str:
    """The shape of a class, in the order of the design."""
    return MARKERS[mark.y % len(MARKERS)]


def paint_mark(painter: QPainter, mark: Mark, theme: Theme) -> None:
    """Draw a mark around (0, 0)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.test:
        _paint_test(painter, mark, theme)
    else:
        _paint_trained(painter, mark, theme)
    if mark.ringed:
        radius = (mark.diameter / 2 + _RING_GAP) * theme.scale
        painter.setPen(QPen(qcolor(theme, "text.primary"), _RING * theme.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), radius, radius)


def _paint_trained(painter: QPainter, mark: Mark, theme: Theme) -> None:
    """With an outline of the surface; hollow ones have a thick line inside the same shape."""
    ground, color = qcolor(theme, "surface.base"), QColor(theme.class_color(mark.name))
    outline = _OUTLINE * min(1.0, mark.diameter / 8)
    _paint_shape(painter, mark, theme, ground, (ground, 2 * outline))
    if not mark.wrong:
        _paint_shape(painter, mark, theme, color, None)
        return
    line = min(_HOLLOW, mark.diameter * _HOLLOW_MOST)
    inner = mark._replace(diameter=mark.diameter - line)
    _paint_shape(painter, inner, theme, ground, (color, line))


def _paint_test(painter: QPainter, mark: Mark, theme: Theme) -> None:
    """A thin ring, half filled when right and with nothing but surface in it when wrong."""
    ground, color = qcolor(theme, "surface.base"), QColor(theme.class_color(mark.name))
    ground.setAlphaF(_FAINT)
    _paint_shape(painter, mark, theme, ground, (color, 1.0))
    if not mark.wrong:
        color.setAlphaF(_FAINT)
        _paint_shape(painter, mark, theme, color, None)


def _paint_shape(
    painter: QPainter,
    mark: Mark,
    theme: Theme,
    fill: QColor,
    line: tuple[QColor, float] | None,
) -> None:
    shape = marker_polygon(shape_name(mark), 0, 0, mark.diameter * theme.scale)
    painter.setBrush(fill)
    painter.setPen(Qt.PenStyle.NoPen)
    if line is not None:
        color, width = line
        pen = QPen(color, width * theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
    painter.drawPolygon(shape)
