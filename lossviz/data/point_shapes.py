"""Shapes that classes of points have on [−1, 1]^2, without noise.

Each is n points of class k of C. What it draws for a point does not depend on n, so that a higher
n adds points to those that are there: it asks the generator once, a row a point.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Plane = NDArray[np.float64]
"""Points (n, 2)."""
Shape = Callable[[int, int, int, Generator], Plane]
"""shape(k, C, n, rng)."""


def blob(k: int, C: int, n: int, rng: Generator, width: float = 0.25) -> Plane:
    """A normal distribution; the classes' centres are on a circle.

    width: its standard deviation, where 1 is half the way to the next centre.
    """
    angle = 2 * np.pi * (k / C + 1 / 12)  # of three classes, about where the course's points are
    centre = 0.6 * np.array([np.cos(angle), np.sin(angle)])
    return np.asarray(centre + width * 0.6 * np.sin(np.pi / C) * rng.standard_normal((n, 2)))


def overlapping_blob(k: int, C: int, n: int, rng: Generator) -> Plane:
    """A blob as wide as to reach into the next ones."""
    return blob(k, C, n, rng, width=0.6)


def ring(k: int, C: int, n: int, rng: Generator) -> Plane:
    """A ring around the origin, class 0 the innermost; half of the radius is gaps."""
    u = rng.random((n, 2))
    return polar((k + 0.25 + 0.5 * u[:, 0]) / C, 2 * np.pi * u[:, 1])


def spiral(k: int, C: int, n: int, rng: Generator) -> Plane:
    """An arm that leaves the origin and winds three quarters round it."""
    t = np.sqrt(rng.random(n))  # so that the points are as dense outside as inside
    return polar(0.08 + 0.87 * t, 2 * np.pi * (k / C + 0.75 * t))


def quadrants(k: int, C: int, n: int, rng: Generator) -> Plane:
    """Two quadrants that face each other: x0 x1 > 0 for class 0, < 0 for class 1."""
    u = 0.08 + 0.87 * rng.random((n, 2))
    side = np.where(np.arange(n) % 2, -1.0, 1.0)
    return np.stack([side * u[:, 0], (-1) ** k * side * u[:, 1]], axis=1)


def moon(k: int, C: int, n: int, rng: Generator) -> Plane:
    """Half a circle; that of class 1 is upside down and reaches into that of class 0."""
    half = polar(np.ones(n), np.pi * rng.random(n)) - (0.5, 0.25)
    return np.asarray(0.6 * half * (-1) ** k)


def polar(r: Plane, theta: Plane) -> Plane:
    """Points (n, 2) from their radius and angle, (n,) each."""
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1)


def mirrored(X: Plane) -> Plane:
    """Points as they are on [−1, 1]^2; those beyond it are mirrored at its edges."""
    beyond = np.abs(X) > 1
    return np.asarray(np.where(beyond, 1 - np.abs((X + 1) % 4 - 2), X))
