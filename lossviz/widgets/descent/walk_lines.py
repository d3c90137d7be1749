"""Walks in pixels: what is done, what comes next, and where marks have room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF

from lossviz.widgets.descent.log_axes import Axis
from lossviz.widgets.descent.walk_picture import WalkLine
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.line_points import decimate
from lossviz.widgets.painting.plot_frame import PlotFrame

_PIXELS_A_POINT = 2


@dataclass(frozen=True, eq=False)
class DrawnWalk:
    """A walk in pixels. places: (K, 2), all its points; done, coming: thinned lines (M, 2).

    What lies beyond the plot, ±∞ too, is one height above or below it. apart: px from point to
    point, on average.
    """

    walk: WalkLine
    places: FloatArray
    done: FloatArray
    coming: FloatArray
    apart: float

    @property
    def end(self) -> FloatArray:
        """Where the line ends (2,)."""
        return self.places[-1]

    @property
    def now(self) -> FloatArray:
        """The last point that is done (2,); the first one before it."""
        return self.places[max(self.walk.done - 1, 0)]


def drawn_walk(walk: WalkLine, frame: PlotFrame, loss: Axis) -> DrawnWalk | None:
    """A walk in a frame; None without a point."""
    if not len(walk.x):
        return None
    places = _places(frame, walk.x, loss.places(walk.y))
    done, coming = places[: walk.done], places[max(walk.done - 1, 0) :]
    apart = float(places[-1, 0] - places[0, 0]) / max(len(places) - 1, 1)
    return DrawnWalk(walk, places, _thinned(done, frame), _thinned(coming, frame), apart)


def held_in(frame: PlotFrame, place: FloatArray) -> QPointF:
    """A place (2,) in pixels, on the plot's edge where it lies beyond."""
    x, y = place.tolist()
    return QPointF(x, min(max(y, frame.rect.top()), frame.rect.bottom()))


def end_in(frame: PlotFrame, drawn: DrawnWalk) -> QPointF:
    """Where a line ends, or left through the top for good."""
    if drawn.end[1] < frame.rect.top() - 0.5:
        return _crossing(drawn.places, frame.rect.top())
    return held_in(frame, drawn.end)


def is_inside(frame: PlotFrame, places: FloatArray) -> npt.NDArray[np.bool_]:
    """Which of the places (K, 2) are in the plot."""
    rows, reach = places[:, 1], 0.5
    return (rows >= frame.rect.top() - reach) & (rows <= frame.rect.bottom() + reach)


def leaving_place(frame: PlotFrame, drawn: DrawnWalk) -> QPointF:
    """Where what is done left through the top; above its last point if it did not."""
    done, top = drawn.places[: max(drawn.walk.done, 1)], frame.rect.top()
    return _crossing(done, top) if done[-1, 1] < top else QPointF(float(done[-1, 0]), top)


def _crossing(places: FloatArray, top: float) -> QPointF:
    """Where a line that ends above a row last came up through it; its start if it never did."""
    below = np.flatnonzero(places[:, 1] >= top)
    if not len(below):
        return QPointF(float(places[0, 0]), top)
    (x, y), (x_after, y_after) = places[below[-1] : below[-1] + 2].tolist()
    return QPointF(x + (top - y) / (y_after - y) * (x_after - x), top)


def _places(frame: PlotFrame, x: FloatArray, y: FloatArray) -> FloatArray:
    (x_low, x_high), (y_low, y_high), rect = frame.x_range, frame.y_range, frame.rect
    highest, lowest = 2 * y_high - y_low, 2 * y_low - y_high
    # A line must not break off: NaN and ∞ are losses that are too high.
    y = np.clip(np.nan_to_num(y, nan=highest, posinf=highest, neginf=lowest), lowest, highest)
    x = np.clip(np.nan_to_num(x, nan=x_high), x_low, x_high)
    columns = rect.left() + (x - x_low) / (x_high - x_low) * rect.width()
    rows = rect.bottom() - (y - y_low) / (y_high - y_low) * rect.height()
    return np.column_stack((columns, rows))


def _thinned(places: FloatArray, frame: PlotFrame) -> FloatArray:
    if len(places) < 2:
        return places
    pixels = max(int(frame.rect.width()) // _PIXELS_A_POINT, 2)
    span = (frame.rect.left(), frame.rect.right())
    return np.column_stack(decimate(places[:, 0], places[:, 1], pixels, span))
