"""The points that a line on the screen needs, of all that its data have. No Qt.

Shapes: ``x`` and ``y`` are (N,) float arrays, ``x`` ascending.
"""

from __future__ import annotations

import numpy as np

from lossviz.widgets.numbers.ordered import each_once
from lossviz.widgets.numbers.ranges import FloatArray, Range


def decimate(
    x: FloatArray, y: FloatArray, pixels: int, span: Range | None = None
) -> tuple[FloatArray, FloatArray]:
    """Thin a line to what `pixels` columns can show: least and greatest y of each pixel pair.

    Spikes stay, as do the first and the last point. Up to `pixels` points come back as they are.
    `span` is the x range the columns cover (default: that of x); a fixed one keeps the columns, and
    so the picture, still while points are added at the end. O(N). No NaN in x or y.
    """
    if len(x) <= max(pixels, 2):
        return x, y
    low, high = (x[0], x[-1]) if span is None else span
    edges = np.linspace(low, high, max(pixels // 2, 1) + 1)[1:-1]
    starts = each_once(np.concatenate(([0], np.searchsorted(x, edges))))
    starts = starts[starts < len(x)]
    ends = np.append(starts[1:], len(x)) - 1
    least, greatest = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    # The pair runs the way the line runs, so that no stroke goes back and forth for nothing.
    rising = y[starts] <= y[ends]
    pairs_x = np.column_stack((x[starts], x[ends])).ravel()
    pairs_y = np.column_stack(
        (np.where(rising, least, greatest), np.where(rising, greatest, least))
    ).ravel()
    return _with_ends(pairs_x, x), _with_ends(pairs_y, y)


def drawable(
    x: FloatArray, y: FloatArray, x_range: Range, y_range: Range, pixels: int
) -> tuple[FloatArray, FloatArray]:
    """The points a screen line needs: thinned, and far-off y (±∞ too) brought near the range."""
    x, y = decimate(x, y, pixels, x_range)
    low, high = y_range
    # Rasterizers go wrong far outside the picture; one height beyond it the slope looks right.
    return x, np.clip(y, 2 * low - high, 2 * high - low)


def _with_ends(thinned: FloatArray, whole: FloatArray) -> FloatArray:
    return np.concatenate((whole[:1], thinned, whole[-1:]))


def nearest(x: FloatArray, value: float) -> int:
    """Index of the entry of ascending `x` nearest to `value`; the earlier of two alike."""
    if len(x) == 0:
        raise ValueError("there is no nearest of no points")
    right = int(np.searchsorted(x, value))
    if right == 0:
        return 0
    if right == len(x) or value - x[right - 1] <= x[right] - value:
        return right - 1
    return right
