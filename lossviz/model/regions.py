"""Regions: which class wins where in the plane, and by how much.

    view = pixels(FEATURE_MAPS["identity"], (-1, 1), (-1, 1), (600, 600))
    found = regions_on(view, W, b)

A picture of the plane has a score for each class at each pixel; the class with the highest one
has the pixel. Without a feature map scores are linear in position,

    s(x0, x1) = (w0 x0) + (w1 x1 + b),

a number for each column plus one for each row: no product with the pixels is needed. With a map,
features are worked out once for a view; `Pixels` keeps them. `plain_regions` is the plain form,
and tests hold both equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.feature_maps import FeatureMap, Identity
from lossviz.model.scores import scores

Range = tuple[float, float]
"""From and to, the first below the second."""

# Pixels: what is worked out for them stays in the cache, and is less than the 128 kB that malloc
# would ask the system for each time (2.7 ms a picture in place of 1.6).
AT_A_TIME = 16_000
MOST_CLASSES = 256
SHORTEST = 1e-9  # of the view: rounding can make a line through a corner as long


class Regions(NamedTuple):
    """winner (height, width) uint8: the class with the highest score, of equals the first.

    lead, likewise, float32, 0 or more: how far its score is above the second highest. The top row
    has the highest x1. A score that is nan does not win; where a lead would be nan, as between two
    scores that are inf, it is 0.
    """

    winner: NDArray[np.uint8]
    lead: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Pixels:
    """The pixels of a view, as a classifier sees them. Worth keeping while the view stays.

    x0 (width,), x1 (height,): the centres of the columns, and of the rows from the top down.
    feature_map: what the classifier gets to see. features (D, height, width) float32: of each
    pixel; None where they are x0 and x1 themselves.
    """

    x0: Floats
    x1: Floats
    feature_map: FeatureMap
    features: NDArray[np.float32] | None

    @property
    def precision(self) -> type[np.floating[Any]]:
        """That of the scores."""
        return np.float64 if self.features is None else np.float32

    def scores(self, w: Floats, b: float, rows: slice) -> Floats:
        """The scores (n, width) of one class, w (D,) and b, at n rows."""
        if self.features is None:
            return np.asarray(np.add.outer(w[1] * self.x1[rows] + b, w[0] * self.x0))
        D, _, width = self.features.shape
        phi = self.features[:, rows].reshape(D, -1)
        return np.asarray(w.astype(np.float32) @ phi + np.float32(b)).reshape(-1, width)


def pixels(
    feature_map: FeatureMap, x_range: Range, y_range: Range, size: tuple[int, int]
) -> Pixels:
    """The pixels of a view of x_range times y_range; size: width and height of the picture.

    Raises ValueError if a range or the size makes no sense.
    """
    width, height = size
    x0, x1 = centres(x_range, width), centres(y_range, height)[::-1]
    if isinstance(feature_map, Identity):
        return Pixels(x0, x1, feature_map, None)
    D = len(feature_map.names)
    features = np.empty((D, height, width), dtype=np.float32)
    with np.errstate(over="ignore"):
        across, up = x0.astype(np.float32), x1.astype(np.float32)
    for rows in blocks(height, width):
        features[:, rows] = feature_map.features(grid(across, up[rows])).T.reshape(D, -1, width)
    return Pixels(x0, x1, feature_map, features)


def regions_on(view: Pixels, W: ArrayLike, b: ArrayLike) -> Regions:
    """Which class of W (C, D), b (C,) wins at each pixel of a view, for 2 to 256 classes.

    Raises ValueError if the shapes differ.
    """
    weights, biases = checked(W, b, view.feature_map)
    shape = len(view.x1), len(view.x0)
    found = Regions(np.zeros(shape, np.uint8), np.empty(shape, np.float32))
    for rows in blocks(*shape):
        with np.errstate(all="ignore"):
            best, second = race(view, weights, biases, rows, found.winner[rows])
            lead = np.subtract(best, second, out=found.lead[rows], casting="same_kind")
            lead[np.isnan(lead)] = 0
    return found


def race(
    view: Pixels, W: Floats, b: Floats, rows: slice, winner: NDArray[np.uint8]
) -> tuple[Floats, Floats]:
    """The best and the second best score (n, width) at n rows, one class after the other.

    winner (n, width): where the winners go; it holds 0.
    """
    best = np.full(winner.shape, -np.inf, dtype=view.precision)
    second = best.copy()
    for k, (w, bias) in enumerate(zip(W, b.tolist(), strict=True)):
        s = view.scores(w, bias, rows)
        ahead = (s > best).view(np.uint8)
        np.maximum(winner, ahead * np.uint8(k), out=winner)  # later classes are higher numbers
        np.fmax(second, np.minimum(s, best), out=second)  # fmax has no eye for nan
        np.fmax(best, s, out=best)
    return best, second


def plain_regions(
    W: Floats,
    b: Floats,
    feature_map: FeatureMap,
    x_range: Range,
    y_range: Range,
    size: tuple[int, int],
) -> Regions:
    """The same regions in the plain form: the scores of every pixel's features, and the best."""
    width, height = size
    X = grid(centres(x_range, width), centres(y_range, height)[::-1])  # (height · width, 2)
    s = scores(feature_map.features(X), W, b).reshape(height, width, -1)  # (height, width, C)
    lowest_first = np.sort(s, axis=2)
    lead = lowest_first[..., -1] - lowest_first[..., -2]
    return Regions(s.argmax(axis=2).astype(np.uint8), lead.astype(np.float32))


# Pixels


def centres(between: Range, count: int) -> Floats:
    """The centres of `count` pixels in a range, ascending."""
    low, high = checked_range(between)
    if count < 1:
        raise ValueError(f"a picture is at least one pixel wide and high, not {count}")
    return np.asarray(low + (np.arange(count) + 0.5) * ((high - low) / count))


def grid(x0: Floats, x1: Floats) -> Floats:
    """All points (height · width, 2) at x0 (width,) and x1 (height,), row by row."""
    return np.stack(np.meshgrid(x0, x1), axis=-1).reshape(-1, 2)


def blocks(height: int, width: int) -> list[slice]:
    """Some rows at a time."""
    count = max(1, AT_A_TIME // width)
    return [slice(first, min(first + count, height)) for first in range(0, height, count)]


# Where a score is 0


class Arrow(NamedTuple):
    """Where a weight vector is drawn: its foot (2,) on the zero line, and its direction w / |w|."""

    foot: Floats
    direction: Floats


def zero_line(w: ArrayLike, b: float, x_range: Range, y_range: Range) -> Floats | None:
    """Where w·x + b = 0 crosses the view: its two ends (2, 2), for w (2,).

    On the way from the first to the second, w points to the right. None where the line misses the
    view or touches but a corner, where w is 0, or where a number is inf or nan.
    """
    low, high = np.array([checked_range(x_range), checked_range(y_range)]).T
    w = Sizes().numbers("w", w, 2).astype(np.float64, copy=False)
    if not w.any() or not np.isfinite([*w, b]).all():
        return None
    n, offset = unit(w, b)
    middle = (low + high) / 2
    foot = middle - (n @ middle + offset) * n  # of the line, the nearest to the middle
    along = np.array([-n[1], n[0]])
    start, end = inside(foot, along, low, high)
    if not end - start > SHORTEST * (high - low).min():
        return None
    return np.asarray(np.clip(foot + np.outer([start, end], along), low, high))


def foot_and_arrow(
    w: ArrayLike, b: float, x_range: Range, y_range: Range, at: float = 0.5
) -> Arrow | None:
    """The weight vector w (2,) as an arrow at right angles to its zero line, None without a line.

    at: where on the visible part its foot is, 0 to 1 from the first end of `zero_line` to the
    second. The lines of a classifier often meet in the middle; away from it, their arrows do not.
    """
    ends = zero_line(w, b, x_range, y_range)
    if ends is None:
        return None
    direction, _ = unit(np.asarray(w, dtype=np.float64), b)
    return Arrow((1 - at) * ends[0] + at * ends[1], direction)


def unit(w: Floats, b: float) -> tuple[Floats, float]:
    """w / |w| and b / |w|, where w is not 0; no square is too large or too small for a float."""
    size = np.abs(w).max()
    with np.errstate(over="ignore"):
        w, b = w / size, b / size
        length = np.hypot(*w)
        return w / length, float(b / length)


def inside(foot: Floats, along: Floats, low: Floats, high: Floats) -> tuple[float, float]:
    """From where to where foot + t along is inside a box; the first is not below where it misses.

    Source: Liang and Barsky 1984.
    """
    start, end = -np.inf, np.inf
    for p, d, least, most in zip(foot, along, low, high, strict=True):
        if d == 0 and not least <= p <= most:
            return np.inf, -np.inf
        if d != 0:
            with np.errstate(over="ignore"):  # nearly along the edge
                first, last = sorted(((least - p) / d, (most - p) / d))
            start, end = max(start, first), min(end, last)
    return start, end


# What is refused


def checked(W: ArrayLike, b: ArrayLike, feature_map: FeatureMap) -> tuple[Floats, Floats]:
    """W (C, D) and b (C,) in float64, or ValueError with what is wrong."""
    sizes, D = Sizes(), len(feature_map.names)
    classes = f" with 2 to {MOST_CLASSES} classes"
    weights = sizes.numbers("W", W, "C", D, unit=classes)
    if not 2 <= len(weights) <= MOST_CLASSES:
        raise ValueError(f"W must be (C, {D}){classes}, not {weights.shape}")
    biases = sizes.numbers("b", b, "C")
    return weights.astype(np.float64, copy=False), biases.astype(np.float64, copy=False)


def checked_range(between: Range) -> Range:
    """A range, or ValueError if it is not one number and a higher one."""
    low, high = between
    if not -np.inf < low < high < np.inf or not high - low < np.inf:
        raise ValueError(f"a range goes from one finite number to a higher one, not {between}")
    return low, high
