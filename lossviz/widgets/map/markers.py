"""The shapes that tell walks apart, as polygons: in the plot of their losses and on the map."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

MARKERS = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "pentagon",
    "star",
    "cross",
    "plus",
    "hexagon",
    "triangleDown",
)
"""Their names, in the order of the design."""

_Corners = list[tuple[float, float]]
_CIRCLE_CORNERS = 24  # round at the few pixels that a mark has
_STAR_WAIST = 0.45  # of the star's reach
_ARM = 1 / 3  # width of a plus's arm, of the whole


def marker_polygon(name: str, x: float, y: float, diameter: float) -> QPolygonF:
    """The shape around (x, y) in pixels, closed. All cover as much as a circle of the diameter.

    Raises ValueError for a name that is not one of `MARKERS`.
    """
    return _around_zero(name, diameter).translated(x, y)


@lru_cache(maxsize=64)
def _around_zero(name: str, diameter: float) -> QPolygonF:
    corners = _corners(name)
    grow = diameter * math.sqrt(math.pi / 4 / _area(corners))
    return QPolygonF([QPointF(grow * x, grow * y) for x, y in [*corners, corners[0]]])


def _corners(name: str) -> _Corners:
    """The corners around (0, 0) in any size, y down as on the screen."""
    regular = {"circle": _CIRCLE_CORNERS, "triangle": 3, "diamond": 4, "pentagon": 5, "hexagon": 6}
    if name in regular:
        return _ring(regular[name])
    if name == "square":
        return _turned(_ring(4), 45)
    if name == "triangleDown":
        return _turned(_ring(3), 180)
    if name == "star":
        return [
            (x * reach, y * reach)
            for k, (x, y) in enumerate(_ring(10))
            for reach in (_STAR_WAIST if k % 2 else 1.0,)
        ]
    if name in ("plus", "cross"):
        return _turned(_plus(), 45 if name == "cross" else 0)
    raise ValueError(f"no marker is called {name!r}: use one of {', '.join(MARKERS)}")


def _ring(count: int) -> _Corners:
    """Corners evenly on a circle, the first on top."""
    angles = [2 * math.pi * k / count for k in range(count)]
    return [(math.sin(angle), -math.cos(angle)) for angle in angles]


def _plus() -> _Corners:
    arm = [(-_ARM, -1.0), (_ARM, -1.0), (_ARM, -_ARM)]
    return [corner for quarter in range(4) for corner in _turned(arm, 90 * quarter)]


def _turned(corners: _Corners, degrees: float) -> _Corners:
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in corners]


def _area(corners: _Corners) -> float:
    """By the shoelace formula."""
    after = [*corners[1:], corners[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(corners, after, strict=True))) / 2
