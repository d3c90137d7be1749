"""Finds the place beside a mark where a text hides least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_text import Kind

_WORD, _OUTSIDE = 1000.0, 10000.0  # what it costs to cover words, or to stick out

_MARGIN = 2.0  # px around a text
_MOST_SAMPLES = 2000


class Label(NamedTuple):
    """A text with the place it has, how it is set, and its colour by role."""

    area: QRectF
    text: str
    kind: Kind
    role: str


def spots(mark: QPointF, width: float, height: float, gap: float) -> list[QRectF]:
    """Boxes around a mark, the favourite first: right or left of it, above, below or beside."""
    rows = (-0.9 * height - gap / 2, gap / 2 - 0.1 * height, -height / 2)
    above_below = (-height - gap * 1.4, gap * 1.4)
    beside = [(gap, rows[0]), (gap, rows[1]), (-gap - width, rows[0]), (-gap - width, rows[1])]
    further = [(-width / 2, y) for y in (*above_below, 2 * above_below[0])]
    wide = [(1.6 * gap, rows[2]), (-1.6 * gap - width, rows[2])]
    places = [*beside, *wide, *((x, 1.5 * y) for x, y in beside), *further]
    places += [(2.4 * gap if x > 0 else -2.4 * gap - width, 2.2 * y) for x, y in beside]
    return [QRectF(mark.x() + x, mark.y() + y, width, height) for x, y in places]


class ClearSpot:
    """Chooses the box that covers least, and stays with it while that covers nothing."""

    def __init__(self) -> None:
        self._chosen = 0

    def find(
        self, boxes: Sequence[QRectF], inside: QRectF, lines: FloatArray, words: Sequence[QRectF]
    ) -> QRectF:
        """One of as many boxes as before. lines: points (M, 2) of all lines; words: other boxes.

        It is moved in where even the best one sticks out of `inside`.
        """
        if self._chosen >= len(boxes) or _cost(boxes[self._chosen], inside, lines, words) > 0:
            costs = [_cost(box, inside, lines, words) for box in boxes]
            self._chosen = costs.index(min(costs))
        box = boxes[self._chosen]
        left = max(min(box.left(), inside.right() - box.width()), inside.left())
        top = max(min(box.top(), inside.bottom() - box.height()), inside.top())
        return QRectF(left, top, box.width(), box.height())


def _cost(box: QRectF, inside: QRectF, lines: FloatArray, words: Sequence[QRectF]) -> float:
    out = 0.0 if inside.contains(box) else _OUTSIDE
    return out + covered(box, lines) + _WORD * sum(box.intersects(each) for each in words)


def covered(box: QRectF, points: FloatArray) -> int:
    """How many points (M, 2) lie under a box, or touch it."""
    low = (box.left() - _MARGIN, box.top() - _MARGIN)
    high = (box.right() + _MARGIN, box.bottom() + _MARGIN)
    return int(np.count_nonzero(((points >= low) & (points <= high)).all(axis=1)))


def sampled(line: FloatArray, apart: float = 3.0) -> FloatArray:
    """Points (M, 2) evenly along a line (K, 2), about `apart` px from each other."""
    lengths = np.hypot(*np.diff(line, axis=0).T)
    way = np.concatenate(([0.0], np.cumsum(lengths)))
    steps = np.linspace(0.0, way[-1], min(int(way[-1] / apart), _MOST_SAMPLES) + 2)
    return np.column_stack([np.interp(steps, way, line[:, axis]) for axis in (0, 1)])


def between(start: QPointF, end: QPointF) -> FloatArray:
    """The same along a straight line."""
    return sampled(np.array([[start.x(), start.y()], [end.x(), end.y()]]))
