"""The parts of a walk that lie over the map, as segments in space. No Qt."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lossviz.widgets.numbers.ranges import FloatArray

# A step of a walk that is about to diverge; beyond it there is nothing to see.
_FARTHEST = 1e12


def segments_inside(points: FloatArray) -> FloatArray:
    """What of the line through points (K, 3) of u, v, z lies in the square, as (S, 2, 3).

    A segment that leaves the square ends at its edge. One with a NaN is left out.
    """
    points = np.where(np.abs(points) <= _FARTHEST, points, np.nan)
    start, step = points[:-1], np.diff(points, axis=0)
    enters, leaves = np.zeros(len(start)), np.ones(len(start))
    with np.errstate(divide="ignore", invalid="ignore"):
        for axis in (0, 1):
            ends = np.stack([(side - start[:, axis]) / step[:, axis] for side in (-1, 1)])
            still = step[:, axis] == 0
            within = np.abs(start[:, axis]) <= 1
            low = np.where(still, np.where(within, 0, np.inf), ends.min(axis=0))
            high = np.where(still, 1, ends.max(axis=0))
            enters, leaves = np.maximum(enters, low), np.minimum(leaves, high)
        seen = (leaves > enters) & np.isfinite(start).all(axis=1) & np.isfinite(step).all(axis=1)
    shares = np.column_stack((enters, leaves))[seen]
    return start[seen, None, :] + shares[:, :, None] * step[seen, None, :]


def inside(points: FloatArray) -> npt.NDArray[np.bool_]:
    """Whether points (..., 3) of u, v, z are known and lie over the square."""
    known = np.isfinite(points).all(axis=-1)
    return np.asarray(known & (np.abs(points[..., :2]) <= 1).all(axis=-1))


def apart(places: FloatArray, least: float) -> FloatArray:
    """Places (K, 2) without those in the same square of `least` px as the one before."""
    squares = np.round(places / least)
    moved = (np.diff(squares, axis=0) != 0).any(axis=1)
    return places[np.concatenate((np.ones(min(len(places), 1), bool), moved))]
