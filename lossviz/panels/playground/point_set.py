"""The points of the Playground: those to learn from, those held out, and room for another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.data.points import Points, as_points
from lossviz.widgets.map.window import Window

# Where a new point may stand: so many places along each axis, away from so many points.
PLACES, MOST_LOOKED_AT = 21, 500


@dataclass(frozen=True, eq=False)
class PointSet:
    """Points X (N, 2) with classes y (N,), and which are held out to test on, (N,); read-only."""

    X: NDArray[np.float64]
    y: NDArray[np.int64]
    test: NDArray[np.bool_]

    @property
    def training(self) -> Points:
        """Those to learn from."""
        return Points(self.X[~self.test], self.y[~self.test])


def point_set(points: Points, test: NDArray[np.bool_] | None = None) -> PointSet:
    """Points, none of them held out unless it is said which."""
    X, y = as_points(*points)
    held = np.zeros(len(y), dtype=bool) if test is None else test.copy()
    held.setflags(write=False)
    return PointSet(X, y, held)


def free_place(points: PointSet, window: Window) -> tuple[float, float]:
    """Where a new point has the most room around it, in what is seen."""
    x_range, y_range = window.ranges(1.0)
    across, up = (np.linspace(*between, PLACES)[1:-1].round(2) for between in (x_range, y_range))
    places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    apart = np.linalg.norm(places[:, None] - points.X[None, :MOST_LOOKED_AT], axis=2)
    x0, x1 = places[apart.min(axis=1).argmax()].tolist()
    return x0, x1
