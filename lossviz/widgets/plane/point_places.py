"""How large points are drawn, which of them is under the pointer, which comes next. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.widgets.map.class_looks import TEST_SHARE
from lossviz.widgets.map.window import Place
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.plane.plane_picture import Dots

USUAL = 12.0  # logical px, of a point of size 1
_LEAST = 5.0
_MOST_USUAL = 300  # points that have room at their usual size
_SMALLEST, _LARGEST = 0.5, 2.5
SIZE_STEPS = 10  # sizes are drawn in tenths


def usual_diameter(count: int) -> float:
    """Logical px of a point of size 1 where there are so many: they cover no more of the plane."""
    if count <= _MOST_USUAL:
        return USUAL
    # In whole halves, so that it rarely changes while points are added.
    return max(_LEAST, round(2 * USUAL * float(np.sqrt(_MOST_USUAL / count))) / 2)


def size_tenths(dots: Dots) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Each point's size in tenths, points to test with smaller; a NaN has the usual one."""
    size = np.nan_to_num(dots.size, nan=1.0, posinf=_LARGEST, neginf=_SMALLEST)
    size = np.clip(size, _SMALLEST, _LARGEST) * np.where(dots.test, TEST_SHARE, 1.0)
    return np.rint(size * SIZE_STEPS).astype(np.intp)


def diameters(dots: Dots) -> FloatArray:
    """Logical px of each point (N,), as they are drawn."""
    sizes: FloatArray = size_tenths(dots) * (usual_diameter(len(dots)) / SIZE_STEPS)
    return sizes


def point_at(
    places: FloatArray, radii: FloatArray, at: Place, reach: float, chosen: int | None = None
) -> int | None:
    """The point at a pixel: the topmost that covers it, else the nearest within `reach`.

    places (N, 2), radii (N,) in pixels. The chosen one is drawn on top, then later ones over
    earlier ones.
    """
    if not len(places):
        return None
    distances = np.hypot(places[:, 0] - at[0], places[:, 1] - at[1])
    covering = np.flatnonzero(distances <= radii)
    if len(covering):
        return chosen if chosen is not None and chosen in covering else int(covering[-1])
    nearest = int(len(distances) - 1 - np.argmin(distances[::-1]))
    return nearest if distances[nearest] <= reach else None


def nearest_point(dots: Dots, place: Place) -> int | None:
    """The point nearest to a place of the plane; None where there is none."""
    known = np.flatnonzero(np.isfinite(dots.X).all(axis=1))
    if not len(known):
        return None
    with np.errstate(over="ignore"):
        distances = np.hypot(*(dots.X[known] - place).T)
    return int(known[np.argmin(distances)])


def point_after(dots: Dots, chosen: int | None, count: int) -> int | None:
    """The next point (count 1) or the one before (−1), round and round; None where there is none.

    Without a chosen one, the first or the last.
    """
    known = np.flatnonzero(np.isfinite(dots.X).all(axis=1))
    if not len(known):
        return None
    if chosen is None:
        return int(known[0 if count > 0 else -1])
    before = int(np.searchsorted(known, chosen))
    stands = before < len(known) and known[before] == chosen
    after = before + count if stands or count < 0 else before
    return int(known[after % len(known)])
