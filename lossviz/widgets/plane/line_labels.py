"""Where the names of lines stand: near the upper end, over no other name, clear of lines. No Qt.

All in pixels, y down. A name tries both sides of its line at several distances from the upper end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.plane.plane_picture import Segment

_STEPS, _SIDES = 14, 2
# What a place costs: per step from the upper end, per line that crosses it, per point that it
# covers; and what the place of before is spared, so that names rest while lines move.
_STEP_COST, _LINE_COST, _POINT_COST, _REST = 0.25, 4.0, 4.0, 1.5
_IMPOSSIBLE = math.inf


@dataclass(frozen=True)
class Room:
    """Where names may stand: from left to right and top to bottom, what stands there, and gaps.

    segments (S, 4): lines and arrows as x, y, x, y. points (P, 2), each `radius` wide around.
    """

    left: float
    top: float
    right: float
    bottom: float
    segments: FloatArray
    points: FloatArray
    radius: float
    gap: float


@dataclass(frozen=True)
class Named:
    """The name of a line: which one, what of it is seen, and how large its text is."""

    key: int
    line: Segment
    width: float
    height: float


def label_places(
    names: Sequence[Named], room: Room, before: Mapping[int, int]
) -> dict[int, tuple[int, float, float]]:
    """For each key which place was taken, and its centre; a name without any room is left out.

    before: the places taken last time.
    """
    taken: list[FloatArray] = []
    result = {}
    for name in names:
        half = np.array([name.width / 2, name.height / 2])
        centres = candidates(name, room.gap)
        costs = _costs(centres, half, room, taken)
        if name.key in before:
            costs[before[name.key]] -= _REST
        best = int(np.argmin(costs))
        if costs[best] < _IMPOSSIBLE:
            taken.append(np.concatenate((centres[best], half)))
            x, y = centres[best].tolist()
            result[name.key] = (best, x, y)
    return result


def candidates(name: Named, gap: float) -> FloatArray:
    """Centres (2 · steps, 2) of places beside a line, the nearest to its upper end first."""
    upper, lower = sorted(name.line, key=lambda end: end[1])
    length = max(math.dist(upper, lower), 1.0)
    along = np.array([lower[0] - upper[0], lower[1] - upper[1]]) / length
    beside = np.array([-along[1], along[0]])
    beside = -beside if beside[1] > 0 else beside  # above the line first
    # Pushed off the line until the box just clears it.
    clear = abs(beside[0]) * name.width / 2 + abs(beside[1]) * name.height / 2 + gap
    reach = abs(along[0]) * name.width / 2 + abs(along[1]) * name.height / 2 + gap
    steps = np.linspace(min(reach, length / 2), max(length - reach, length / 2), _STEPS)
    on_line = np.array(upper) + steps[:, None] * along
    sides = np.stack([on_line + clear * beside, on_line - clear * beside], axis=1)
    centres: FloatArray = sides.reshape(-1, 2)
    return centres


def _costs(
    centres: FloatArray, half: FloatArray, room: Room, taken: list[FloatArray]
) -> FloatArray:
    costs = np.repeat(np.arange(_STEPS) * _STEP_COST, _SIDES)
    costs += _LINE_COST * crossings(centres, half, room.segments)
    costs += _POINT_COST * covered(centres, half + room.radius, room.points)
    low, high = (room.left, room.top) + half + 2, (room.right, room.bottom) - half - 2
    costs[((centres < low) | (centres > high)).any(axis=1)] = _IMPOSSIBLE
    for other in taken:
        apart = np.abs(centres - other[:2]) >= half + other[2:] + room.gap / 2
        costs[~apart.any(axis=1)] = _IMPOSSIBLE
    return costs


def crossings(centres: FloatArray, half: FloatArray, segments: FloatArray) -> FloatArray:
    """How many segments (S, 4) go through each box (C, 2) of half sizes: by separating axes."""
    start, end = segments[:, :2], segments[:, 2:]
    off = (start + end) / 2 - centres[:, None, :]
    run = (end - start) / 2
    near = (np.abs(off) <= half + np.abs(run)).all(axis=-1)
    turned = np.abs(off[..., 0] * run[:, 1] - off[..., 1] * run[:, 0])
    near &= turned <= half[0] * np.abs(run[:, 1]) + half[1] * np.abs(run[:, 0])
    count: FloatArray = near.sum(axis=1).astype(float)
    return count


def covered(centres: FloatArray, half: FloatArray, points: FloatArray) -> FloatArray:
    """How many points (P, 2) lie in each box (C, 2) of half sizes."""
    inside = (np.abs(points - centres[:, None, :]) <= half).all(axis=-1)
    count: FloatArray = inside.sum(axis=1).astype(float)
    return count
