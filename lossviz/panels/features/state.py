"""What a person can set in the Features panel, where one looks, and the pure actions. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from lossviz.data.point_shapes import ring

EACH = 40
"""Points of each ring."""
COUNT, CLASSES = 2 * EACH, 2
LARGEST = 1.5
"""Of a coordinate."""
MOST_SEED = 9_999

Place = tuple[float, float]


@lru_cache(maxsize=4)
def rings(seed: int) -> tuple[Place, ...]:
    """Two rings around the origin, the inner one first, in thousandths."""
    rng = np.random.default_rng(seed)
    X = np.concatenate([ring(k, CLASSES, EACH, rng) for k in range(CLASSES)]).round(3)
    return tuple((x, y) for x, y in X.tolist())


@dataclass(frozen=True)
class FeaturesState:
    """The settings. seed: which rings were drawn. points: x and y, the inner ring first."""

    seed: int = 0
    points: tuple[Place, ...] = field(default_factory=lambda: rings(0))


@dataclass(frozen=True)
class FeaturesView:
    """Where one looks.

    chosen: the number of a point, or None. travel: how far the points of the right plane have gone
    from (x, y), 0, to (r, θ), 1.
    """

    chosen: int | None = None
    travel: float = 1.0


def with_point(state: FeaturesState, index: int, x: float, y: float) -> FeaturesState:
    """Another place of a point; ValueError with a sentence if it is none."""
    if not all(math.isfinite(each) and abs(each) <= LARGEST for each in (x, y)):
        raise ValueError(f"A coordinate is a number from −{LARGEST:g} to {LARGEST:g}.")
    if not 0 <= index < len(state.points):
        raise ValueError(f"There is no point {index + 1}.")
    points = list(state.points)
    points[index] = (float(x), float(y))
    return replace(state, points=tuple(points))


def with_polar_point(state: FeaturesState, index: int, r: float, theta: float) -> FeaturesState:
    """The same by r and θ; what is left of r = 0 is at the origin."""
    r = max(r, 0.0)
    return with_point(state, index, r * math.cos(theta), r * math.sin(theta))


def with_rings(_state: FeaturesState, seed: int) -> FeaturesState:
    """Other rings; ValueError with a sentence for a seed that is none."""
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"A seed is a whole number from 0 to {MOST_SEED:,}.")
    return FeaturesState(seed, rings(seed))
