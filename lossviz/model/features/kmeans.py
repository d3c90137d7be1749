"""k-means: which K points stand best for many. Each round goes nearer, until nothing changes.

for clusters in kmeans(patches, 100):
    print(clusters.round, clusters.distance)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes, checked_finite
from lossviz.model.features.planes import whole_number

MOST_ROUNDS = 100


@dataclass(frozen=True, eq=False)
class Clusters:
    """k-means after some rounds.

    round: how many times the means were moved; 0 is the start.
    means: (K, D). nearest: (n,) which of these means each point is nearest to.
    distance: the mean squared distance of a point to that mean. It never grows.
    empty: how many means are nearest to no point; they stay where they are.
    settled: no point changed its mean in this round, so no later one would change anything.
    """

    round: int
    means: Floats
    nearest: NDArray[np.int64]
    distance: float
    empty: int
    settled: bool


def kmeans(
    points: ArrayLike, K: int, seed: int = 0, rounds: int = MOST_ROUNDS
) -> Iterator[Clusters]:
    """Yields the start, K different points at random, and then the clusters after each round.

    points: (n, D). Ends when they settle, or after so many rounds. Raises ValueError where there
    are fewer than K different points.
    """
    points = Sizes().numbers("points", points, "n", "D", unit=", a row a point")
    points = checked_finite("points", points)
    means = first_means(points, K, seed)
    rounds = whole_number("rounds", rounds, 0, MOST_ROUNDS)
    return rounds_of_kmeans(points, means, rounds)


def rounds_of_kmeans(points: Floats, means: Floats, rounds: int) -> Iterator[Clusters]:
    """The loop of `kmeans`."""
    clusters = assigned(points, means, 0, None)
    yield clusters
    while clusters.round < rounds and not clusters.settled:
        means = moved(points, clusters)
        clusters = assigned(points, means, clusters.round + 1, clusters.nearest)
        yield clusters


def assigned(
    points: Floats, means: Floats, number: int, before: NDArray[np.int64] | None
) -> Clusters:
    """Step 1 of a round: each point to its nearest mean."""
    nearest = nearest_mean(points, means)
    distance = float(((points - means[nearest]) ** 2).sum(axis=1).mean())
    empty = len(means) - len(np.unique(nearest))
    settled = before is not None and np.array_equal(nearest, before)
    for array in (means, nearest):
        array.setflags(write=False)
    return Clusters(number, means, nearest, distance, empty, settled)


def moved(points: Floats, clusters: Clusters) -> Floats:
    """Step 2 of a round: each mean to the middle of its points. One without points stays."""
    means = clusters.means.copy()
    K = len(means)
    counts = np.bincount(clusters.nearest, minlength=K)
    order = np.argsort(clusters.nearest, kind="stable")
    filled = np.flatnonzero(counts)
    starts = (np.cumsum(counts) - counts)[filled]
    sums = np.add.reduceat(points[order], starts, axis=0)
    means[filled] = sums / counts[filled, None]
    return means


def nearest_mean(points: Floats, means: Floats) -> NDArray[np.int64]:
    """Which mean (K, D) each point (n, D) is nearest to, (n,); the first of equally near ones.

    |p − m|^2 = |p|^2 − 2 p · m + |m|^2, and |p|^2 is the same for all means: the nearest one has
    the largest p · m − |m|^2 / 2.
    """
    return np.asarray((points @ means.T - (means**2).sum(axis=1) / 2).argmax(axis=1))


def first_means(points: Floats, K: int, seed: int) -> Floats:
    """K different points (K, D), at random; ValueError where there are fewer."""
    K = whole_number("K", K, 1, max(len(points), 1))
    different: dict[bytes, int] = {}
    for i in np.random.default_rng(seed).permutation(len(points)):
        different.setdefault((points[i] + 0).tobytes(), int(i))  # −0 is 0
        if len(different) == K:
            return points[list(different.values())].copy()
    raise ValueError(f"K is {K:,}, but only {len(different):,} of the points are different")


def different_points(points: ArrayLike, most: int) -> int:
    """How many different points (n, D) there are, counted up to `most`: the largest K."""
    points = Sizes().numbers("points", points, "n", "D", unit=", a row a point")
    different: set[bytes] = set()
    for point in points:
        different.add((point + 0).tobytes())
        if len(different) >= most:
            break
    return len(different)
