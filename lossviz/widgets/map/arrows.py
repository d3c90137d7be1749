"""The arrows on the heat map of the loss: analytic, numeric, and of a minibatch.

Both gradients are drawn twice, a dark casing and then the core, so that they show on every colour.
The numeric arrow is thin and lies on top of the analytic one: agreement is a dash inside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from lossviz.theme.apply import qcolor
from lossviz.widgets.numbers.ranges import FloatArray

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

ArrowKind = Literal["analytic", "numeric", "minibatch"]
Point = tuple[float, float]

_SHORTEST = 6  # logical px: below, an arrow is a dot
_LONGEST = 10_000.0  # px: no screen is wider, and dashing what no one sees takes for ever
_BESIDE = 100.0  # px that no head reaches beyond its arrow
_MINIBATCH, _NUMERIC_CASING = 1.5, 0.75  # logical px


class Head(NamedTuple):
    """Px from the tip back to where a head begins, and across it there."""

    length: float
    width: float


# Logical px; the numeric head fits into the analytic one.
_HEADS: dict[ArrowKind, Head] = {
    "analytic": Head(14, 12),
    "numeric": Head(8, 6),
    "minibatch": Head(8, 6),
}


def arrow_outline(tail: Point, tip: Point, shaft: float, head: Head) -> tuple[Point, ...]:
    """The seven corners of an arrow, from the tail's right along the tip to the tail's left.

    An arrow shorter than its head has a smaller one and no shaft. No corners when its ends are the
    same or are not finite.
    """
    length = math.dist(tail, tip)
    if length == 0 or not math.isfinite(length):
        return ()
    along = (tip[0] - tail[0]) / length, (tip[1] - tail[1]) / length
    share = min(length / head.length, 1.0)
    neck, half, wing = length - share * head.length, share * shaft / 2, share * head.width / 2
    corners = ((0, half), (neck, half), (neck, wing), (length, 0.0))
    mirrored = tuple((far, -side) for far, side in reversed(corners[:3]))
    return tuple(_from(tail, along, far, side) for far, side in corners + mirrored)


def within_reach(tail: Point, tip: Point, longest: float = _LONGEST) -> Point:
    """The tip, drawn in along the arrow to where the arrow is as long as may be painted."""
    length = math.dist(tail, tip)
    if length <= longest or not math.isfinite(length):
        return tip
    share = longest / length
    return tail[0] + (tip[0] - tail[0]) * share, tail[1] + (tip[1] - tail[1]) * share


def _from(tail: Point, along: Point, far: float, side: float) -> Point:
    """A point so far along an arrow and so far beside it."""
    return (
        tail[0] + far * along[0] - side * along[1],
        tail[1] + far * along[1] + side * along[0],
    )


class _Style(NamedTuple):
    """What an arrow of a kind is painted with, in px of a theme.

    rim: casing on each side, 0 for none. dash: lengths of dash and gap. solid: drawn as one shape.
    """

    core: QColor
    casing: QColor
    rim: float
    shaft: float
    head: Head
    dash: tuple[float, float] | None = None
    solid: bool = False

    @property
    def layers(self) -> tuple[tuple[QColor, float], ...]:
        """Colours from below, and how far each reaches beyond the core."""
        core = ((self.core, 0.0),)
        return ((self.casing, self.rim), *core) if self.rim else core


@lru_cache(maxsize=32)
def _style(theme: Theme, kind: ArrowKind) -> _Style:
    head = Head(*(each * theme.scale for each in _HEADS[kind]))
    casing = qcolor(theme, "overlay.casing", theme.amount("overlay.casingAlpha"))
    if kind == "analytic":
        rim, shaft = theme.length("line.casing"), theme.length("line.arrowAnalytic")
        return _Style(qcolor(theme, "overlay.analytic"), casing, rim, shaft, head, solid=True)
    if kind == "minibatch":
        core = qcolor(theme, "overlay.minibatch", theme.amount("overlay.minibatchAlpha"))
        return _Style(core, casing, 0.0, _MINIBATCH * theme.scale, head)
    on, off = theme.lengths("line.arrowDash")
    # A thin casing around each dash leaves white between it and the edge of the analytic arrow.
    rim, shaft = _NUMERIC_CASING * theme.scale, theme.length("line.arrowNumeric")
    return _Style(qcolor(theme, "overlay.numeric"), casing, rim, shaft, head, (on, off))


def draw_arrow(
    painter: QPainter,
    tail: QPointF,
    tip: QPointF,
    kind: ArrowKind,
    theme: Theme,
    *,
    analytic: QPointF | None = None,
) -> None:
    """Draw an arrow; a very short one as a dot at its tip, one without a length not at all.

    analytic: the tip of the analytic arrow from the same tail, when a numeric one is drawn on it.
    Inside it the dashes need no casing, and have a stronger colour on the white.
    """
    start, end = _point(tail), within_reach(_point(tail), _point(tip))
    style = _style(theme, kind)
    below = () if analytic is None else _outline(start, _point(analytic), _style(theme, "analytic"))
    if not below:
        _draw(painter, start, end, style, theme)
        return
    inside, outside = QPainterPath(), QPainterPath()
    inside.addPolygon(_polygon(below))
    inside.closeSubpath()
    outside.addPath(inside)
    outside.addRect(_around(start, end))
    plain = style._replace(core=qcolor(theme, "overlay.numericOnAnalytic"), rim=0.0)
    for area, each in ((outside, style), (inside, plain)):
        painter.save()
        painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
        _draw(painter, start, end, each, theme)
        painter.restore()


def _draw(painter: QPainter, start: Point, end: Point, style: _Style, theme: Theme) -> None:
    outline = _outline(start, end, style)
    if not outline:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if math.dist(start, end) < _SHORTEST * theme.scale:
        _draw_dot(painter, QPointF(*end), style)
    elif style.solid:
        _draw_shape(painter, outline, style)
    else:
        _draw_shaft(painter, outline, style)
        _draw_shape(painter, outline[2:5], style)


def draw_bent_arrow(painter: QPainter, places: FloatArray, theme: Theme) -> None:
    """Draw the arrow of the analytic gradient along a line of places (K, 2) in px."""
    style = _style(theme, "analytic")
    outline = bent_outline(places, style.shaft, style.head)
    if outline:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_shape(painter, outline, style)


def bent_outline(places: FloatArray, shaft: float, head: Head) -> tuple[Point, ...]:
    """The corners of an arrow whose shaft follows places (K, 2) up to its head; none if short."""
    far = np.r_[0.0, np.cumsum(np.hypot(*np.diff(places, axis=0).T))]  # (K,)
    neck = far[-1] - head.length
    if not 0 < neck < _LONGEST:
        return ()
    shares = np.append(far[far < neck], neck)
    x, y = (np.interp(shares, far, column) for column in places.T)
    tip = places[-1]
    ahead = np.diff(np.column_stack([np.append(x, tip[0]), np.append(y, tip[1])]), axis=0)
    along = ahead / np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    aside = np.column_stack([-along[:, 1], along[:, 0]])  # (K, 2)
    middle = np.column_stack([x, y])
    left, right = middle + shaft / 2 * aside, middle - shaft / 2 * aside
    wings = middle[-1] + head.width / 2 * aside[-1], middle[-1] - head.width / 2 * aside[-1]
    corners = np.vstack([left, wings[0], tip, wings[1], right[::-1]])
    return tuple((float(a), float(b)) for a, b in corners)


def _outline(start: Point, end: Point, style: _Style) -> tuple[Point, ...]:
    return arrow_outline(start, within_reach(start, end), style.shaft, style.head)


def _point(point: QPointF) -> Point:
    return point.x(), point.y()


def _polygon(corners: Sequence[Point]) -> QPolygonF:
    return QPolygonF([QPointF(*each) for each in corners])


def _around(start: Point, end: Point) -> QRectF:
    """All that an arrow may cover; with the default filling, a shape inside becomes a hole."""
    area = QRectF(QPointF(*start), QPointF(*end)).normalized()
    return area.adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE)


def _draw_shape(painter: QPainter, corners: Sequence[Point], style: _Style) -> None:
    shape = _polygon(corners)
    if style.rim:
        pen = QPen(style.casing, 2 * style.rim)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.core)
    painter.drawPolygon(shape)


def _draw_shaft(painter: QPainter, outline: Sequence[Point], style: _Style) -> None:
    """The line up to the head; dashes are dark, with a core a little shorter and thinner in each.

    A line costs half of what a shape does, which a cloud of arrows is glad of.
    """
    shaft = QLineF(_between(outline[0], outline[6]), _between(outline[1], outline[5]))
    if shaft.length() < 1:
        return
    for color, rim in style.layers:
        pen = QPen(color, style.shaft + 2 * rim)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if style.dash is not None:
            on, off = style.dash
            # Qt counts dashes in widths of the pen.
            pen.setDashPattern([(on + 2 * rim) / pen.widthF(), (off - 2 * rim) / pen.widthF()])
            pen.setDashOffset(rim / pen.widthF())
        painter.setPen(pen)
        painter.drawLine(shaft)


def _between(one: Point, other: Point) -> QPointF:
    return QPointF((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def _draw_dot(painter: QPainter, at: QPointF, style: _Style) -> None:
    radius = max(style.shaft, style.head.width / 2) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for color, rim in style.layers:
        painter.setBrush(color)
        painter.drawEllipse(at, radius + rim, radius + rim)
