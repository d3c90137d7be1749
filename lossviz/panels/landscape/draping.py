"""Walks laid over the surface in 3-D: each step follows the ground it goes over. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.numeric_error import NEARLY_FLAT
from lossviz.panels.landscape.report import MapReport
from lossviz.panels.landscape.state import Point
from lossviz.panels.landscape.walking import WalkRecord
from lossviz.widgets.map.stretches import Stretches
from lossviz.widgets.relief.relief_picture import ReliefPath

BETWEEN_STEPS = 12  # points of a path from one step to the next
ARROW, PLACES = 0.15, 24  # of the map; where an arrow touches the ground
GRAIN = 1 / 1000  # of the map: steps shorter than that are not seen


def draped(record: WalkRecord, found: MapReport, name: str = "") -> ReliefPath:
    """What was walked, over the map; each stretch once, however often it was gone."""
    points = record.points[: record.done]
    shares = np.linspace(0, 1, BETWEEN_STEPS, endpoint=False)[:, None]
    gap = np.full((BETWEEN_STEPS - 1, 2), np.nan)
    corner = np.array([found.w1[0], found.w2[0]])
    size = np.array([np.ptp(found.w1), np.ptp(found.w2)])
    ways, runs = [], Stretches(GRAIN).new((points - corner) / size)
    for run in runs:
        a, b = points[run[:-1], None], points[run[1:], None]
        ways += [(a + shares * (b - a)).reshape(-1, 2), points[run[-1:]], gap]
    arrives = bool(runs) and runs[-1][-1] == len(points) - 1  # else it stands on what was gone
    line = np.concatenate(ways[:-1] if arrives else [*ways, points[-1:]])
    path = np.column_stack([line, heights_at(line, found)])
    path.setflags(write=False)
    return ReliefPath(path, name, every=BETWEEN_STEPS)


def downhill(at: Point, slope: Floats, found: MapReport) -> Floats | None:
    """An arrow (K, 3) along −slope (2,), lying on the ground; None where it is nearly flat."""
    length = float(np.linalg.norm(slope))
    if not NEARLY_FLAT <= length < np.inf:
        return None
    reach = ARROW * min(np.ptp(found.w1), np.ptp(found.w2))
    shares = np.linspace(0, 1, PLACES + 1)[1:, None]
    line = np.array(at) - slope / length * reach * shares
    arrow = np.column_stack([line, heights_at(line, found)])
    arrow.setflags(write=False)
    return arrow


def heights_at(points: Floats, found: MapReport) -> Floats:
    """The heights of points (K, 2), straight between those of the grid; nan beyond it."""
    places = []
    for w, grid in zip(points.T, (found.w1, found.w2), strict=True):
        places.append((w - grid[0]) / (grid[-1] - grid[0]) * (len(grid) - 1))
    x, y = places
    inside = (x >= 0) & (x <= len(found.w1) - 1) & (y >= 0) & (y <= len(found.w2) - 1)
    x, y = np.where(inside, x, 0), np.where(inside, y, 0)
    i = np.minimum(x.astype(int), len(found.w1) - 2)
    j = np.minimum(y.astype(int), len(found.w2) - 2)
    right, up, z = x - i, y - j, found.heights
    low = z[j, i] * (1 - right) + z[j, i + 1] * right
    high = z[j + 1, i] * (1 - right) + z[j + 1, i + 1] * right
    heights: Floats = np.where(inside, low * (1 - up) + high * up, np.nan)
    return heights
