"""Points in the plane, of 2 to 8 classes: the course's nine, and data sets that are drawn.

    points = DATASETS["rings"].points(classes=2, count=100, noise=0.1, seed=0)
    held = held_out(points.y, share=0.25, seed=0)

The same seed gives the same points. More noise moves them, and a higher count adds to each class:
those that are there stay.
Source: the course's web demo "linear-classify" for the nine points; the usual ones for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import ArrayLike, NDArray

from lossviz.data.point_shapes import (
    Plane,
    Shape,
    blob,
    mirrored,
    moon,
    overlapping_blob,
    quadrants,
    ring,
    spiral,
)
from lossviz.model.arrays import Labels
from lossviz.model.checking import checked_classes

FEWEST_CLASSES, MOST_CLASSES = 2, 8
MOST_POINTS = 10_000
FARTHEST = 1e6  # from either axis
FULL_NOISE = 0.3  # standard deviation of how far noise 1 moves a point, along either axis
FOR_PLACES, FOR_NOISE, FOR_SPLIT = 1, 2, 3  # Not 0: to a generator, (seed, k, 0) is (seed, k).


class Points(NamedTuple):
    """Points X (N, 2) float64 and their classes y (N,) int64, 0 to 7; both read-only."""

    X: NDArray[np.float64]
    y: NDArray[np.int64]


def as_points(X: ArrayLike, y: ArrayLike) -> Points:
    """Copies of X (N, 2) and y (N,) that cannot be written; N may be 0.

    Raises ValueError if the shapes differ, a number is not finite or beyond `FARTHEST`, or a class
    is not a whole number from 0 to 7.
    """
    places = np.array(X, dtype=np.float64)
    classes = checked_classes(np.asarray(y), MOST_CLASSES).copy()
    if places.size == 0:
        places = places.reshape(-1, 2)
    if places.ndim != 2 or places.shape[1] != 2:
        raise ValueError(f"points must be of shape (N, 2), not {places.shape}")
    if classes.shape != places.shape[:1]:
        raise ValueError(f"y must be ({len(places)},), a class for each point, not {classes.shape}")
    if not (np.abs(places) <= FARTHEST).all():  # nan is refused too
        raise ValueError(f"points must lie within −{FARTHEST:,.0f} to {FARTHEST:,.0f}")
    for array in (places, classes):
        array.setflags(write=False)
    return Points(places, classes)


def default_names(C: int) -> tuple[str, ...]:
    """What C classes are called while nobody calls them otherwise."""
    return tuple(f"class {k}" for k in range(C))


# The course's demo

DEMO = as_points(
    [
        *((0.5, 0.4), (0.8, 0.3), (0.3, 0.8)),
        *((-0.4, 0.3), (-0.3, 0.7), (-0.7, 0.2)),
        *((0.7, -0.4), (0.5, -0.6), (-0.4, -0.5)),
    ],
    np.repeat(np.arange(3), 3),
)
# The weights (3, 2) and biases (3,) that it starts with.
DEMO_W = np.array([[1.0, 2.0], [2.0, -4.0], [3.0, -1.0]])
DEMO_B = np.array([0.0, 0.5, -0.5])
DEMO_W.setflags(write=False)
DEMO_B.setflags(write=False)


# Data sets


@dataclass(frozen=True)
class DatasetKind:
    """A kind of points that can be drawn, on [−1, 1]^2.

    name: its key in `DATASETS`. title: what a person reads. note: what it shows.
    classes: how many it can have. count: how many points it always has; None for any number, from
    one a class to `MOST_POINTS`.
    """

    name: str
    title: str
    note: str
    classes: tuple[int, ...]
    shape: Shape
    count: int | None = None

    def points(self, classes: int, count: int, noise: float, seed: int) -> Points:
        """Points class by class, as many of each, or one more of the first ones.

        noise: 0 to 1; each point is moved at random, along either axis by `noise · FULL_NOISE` on
        average (a standard deviation). What would leave the square is mirrored at its edge.
        seed: 0 or more. Raises ValueError for what it cannot draw.
        """
        self._check(classes, count, noise, seed)
        y = np.sort(np.arange(count) % classes)
        counts = np.bincount(y)
        X = [self._of_class(k, classes, int(n), noise, seed) for k, n in enumerate(counts)]
        return as_points(np.concatenate(X), y)

    def fitting(self, classes: int, count: int) -> tuple[int, int]:
        """The numbers of classes and points it can have that are nearest to these."""
        classes = min(self.classes, key=lambda each: abs(each - classes))
        return classes, self.count or min(max(count, classes), MOST_POINTS)

    def _of_class(self, k: int, C: int, n: int, noise: float, seed: int) -> Plane:
        exact = self.shape(k, C, n, default_rng((seed, k, FOR_PLACES)))
        moved = noise * FULL_NOISE * default_rng((seed, k, FOR_NOISE)).standard_normal((n, 2))
        return mirrored(exact + moved)

    def _check(self, classes: int, count: int, noise: float, seed: int) -> None:
        check_within(classes, self.classes[0], self.classes[-1], f"{self.title}: classes")
        check_within(
            count, self.count or classes, self.count or MOST_POINTS, f"{self.title}: points"
        )
        if not 0 <= noise <= 1:
            raise ValueError(f"noise must be 0 to 1, not {noise!r}")
        check_seed(seed)


def nine_points(k: int, C: int, n: int, rng: Generator) -> Plane:
    """The course's points of class k."""
    return np.asarray(DEMO.X[DEMO.y == k])


_ANY = tuple(range(FEWEST_CLASSES, MOST_CLASSES + 1))
_TWO = (2,)

_KINDS = (
    DatasetKind("demo", "Nine points", "The course's own points.", (3,), nine_points, count=9),
    DatasetKind("blobs", "Blobs", "Lines can part these classes.", _ANY, blob),
    DatasetKind(
        "overlap",
        "Overlapping blobs",
        "The classes reach into each other, so some points stay wrong.",
        _ANY,
        overlapping_blob,
    ),
    DatasetKind("rings", "Rings", "Only the radius tells these classes apart.", _ANY, ring),
    DatasetKind("spirals", "Spirals", "Radius and angle tell only together.", _ANY, spiral),
    DatasetKind("xor", "XOR", "The sign of x₀ x₁ tells these classes apart.", _TWO, quadrants),
    DatasetKind("moons", "Moons", "A line gets most of these points right.", _TWO, moon),
)

DATASETS: dict[str, DatasetKind] = {kind.name: kind for kind in _KINDS}


# Training and test


def held_out(y: Labels, share: float, seed: int) -> NDArray[np.bool_]:
    """Which of N points are held out, (N,): the same share of each class, but for rounding.

    A class keeps a point at least to learn from. Where points lie does not matter, so one that is
    dragged stays on its side.
    """
    if not 0 <= share < 1:
        raise ValueError(f"the share must be 0 or more, and less than 1, not {share!r}")
    check_seed(seed)
    held = np.zeros(len(y), dtype=bool)
    for k, n in enumerate(held_counts(np.bincount(y), share)):
        rows = np.flatnonzero(y == k)
        order = default_rng((seed, k, FOR_SPLIT)).random(len(rows)).argsort()
        held[rows[order[:n]]] = True
    return held


def held_counts(counts: Labels, share: float) -> list[int]:
    """How many points of each class are held out, where there are `counts` (C,).

    Their sum is the share of all, rounded: the classes with the largest remainders get one more.
    """
    quota = share * counts
    held = np.floor(quota).astype(np.int64)
    missing = round(share * int(counts.sum())) - int(held.sum())
    held[np.argsort(held - quota, kind="stable")[:missing]] += 1
    return [int(n) for n in np.minimum(held, np.maximum(counts - 1, 0))]


# What is refused


def is_whole(value: object) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def check_within(value: int, fewest: int, most: int, what: str) -> None:
    """Raise ValueError if a number of things is not a whole number in a range."""
    if not is_whole(value) or not fewest <= value <= most:
        allowed = f"{fewest}" if fewest == most else f"{fewest} to {most:,}"
        raise ValueError(f"{what} must be {allowed}, not {value!r}")


def check_seed(seed: int) -> None:
    """Raise ValueError if a seed is not a whole number, 0 or more."""
    if not is_whole(seed) or seed < 0:
        raise ValueError(f"the seed must be a whole number, 0 or more, not {seed!r}")
