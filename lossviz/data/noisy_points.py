"""Noisy points near a line, to fit polynomials to: some to learn from, others to test on.

The lecture shows such points as dots of a picture, without numbers. These are not the lecture's:
they were drawn as `noisy_points` draws them, and kept, so that everyone begins with the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SLOPE = 0.7
NOISE = 0.3


class NoisyPoints(NamedTuple):
    """x (N,) in −1 to 1, and y (N,); read-only."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]


def noisy_points(count: int, seed: int, noise: float = NOISE) -> NoisyPoints:
    """Points of the line y = 0.7 x with normal noise, two decimals each.

    Each has its own stretch of −1 to 1, so that they do not crowd in one place.
    """
    rng = np.random.default_rng(seed)
    places = (np.arange(count) + rng.uniform(0, 1, count)) / max(count, 1)
    x = 2 * places - 1
    y = SLOPE * x + noise * rng.standard_normal(count)
    return _kept(x.round(2), y.round(2))


def _kept(x: NDArray[np.float64], y: NDArray[np.float64]) -> NoisyPoints:
    for array in (x, y):
        array.setflags(write=False)
    return NoisyPoints(x, y)


TRAINING_POINTS = _kept(
    np.array([-0.98, -0.81, -0.55, -0.38, -0.08, 0.06, 0.38, 0.58, 0.78, 1.0]),
    np.array([-0.26, -0.96, -0.53, -0.07, -0.02, 0.0, -0.56, 0.36, 0.7, 1.13]),
)
TEST_POINTS = _kept(
    *np.array(
        [
            (-1.0, -0.41), (-0.92, -0.59), (-0.91, -0.8), (-0.77, -1.02), (-0.74, -0.24),
            (-0.62, -0.93), (-0.51, -0.79), (-0.41, -0.2), (-0.41, -0.32), (-0.34, -0.63),
            (-0.31, -0.33), (-0.27, -0.15), (-0.14, -0.21), (-0.01, -0.41), (0.01, -0.23),
            (0.04, 0.34), (0.29, 0.6), (0.42, 0.14), (0.44, 0.74), (0.45, 0.35),
            (0.61, 0.76), (0.61, 0.52), (0.62, 0.63), (0.75, 0.21), (0.85, 1.01),
            (0.91, 0.76), (0.92, 1.75), (0.95, 1.27), (0.96, 1.02), (0.99, 0.82),
        ]
    ).T
)  # fmt: skip
