"""Planes through weight space: two directions out of thousands, so that a loss can be drawn.

A map has two axes, and a linear classifier of CIFAR-10 has 30,730 weights. The map shows the loss
on a plane and nothing beside it, so `share_held` says how much of a path lies in that plane.

Weights are packed here, as the optimizers have them: W (C, D) row by row, then b (C,), one array
(M,). All results are float64.
Source: Li et al. 2018, "Visualizing the loss landscape of neural nets".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import as_floats, checked_finite
from lossviz.model.parameters import unpack

Points = Sequence[Floats] | Floats
"""Several weights: (P, M), or P arrays (M,)."""

MARGIN = 1.25  # from what matters to the edge of the map
LEAST = 0.1  # of the way to the farthest point: a map is no thinner
PARALLEL = 1e-6  # an angle (radians) that the rounding of float32 can make


class Plane(NamedTuple):
    """A plane through weight space: origin + a u + b v. All three arrays have one shape, (M,)."""

    origin: Floats
    u: Floats
    v: Floats

    def at(self, a: float, b: float) -> Floats:
        """The weights at the coordinates (a, b)."""
        return np.asarray(self.origin + a * self.u + b * self.v)


@dataclass(frozen=True, eq=False)
class Slice:
    """A plane, and what a person reads at it.

    axes: what u and v are, such as ("gradient", "momentum"). reach: how far from the origin to
    look in each coordinate, so that what matters lies well inside. note: a sentence where a
    direction could not be the wanted one, else "".
    """

    plane: Plane
    axes: tuple[str, str]
    reach: tuple[float, float]
    note: str = ""


class Direction(NamedTuple):
    """A wanted direction (M,), its name, and what to say where it is none."""

    name: str
    along: Floats
    without: str


def gradient_plane(
    parameters: Floats, gradient: Floats, velocity: Floats | None, path: Points = (), seed: int = 0
) -> Slice:
    """Downhill along the gradient, and where the momentum rolls; both of length 1.

    Without a momentum, as in plain SGD, or with one along the gradient, as after the first step,
    the second direction is random. path: weights that are to lie inside the reach.
    Raises ValueError if the shapes differ, or a number is inf or nan.
    """
    W = checked(parameters, "the weights")
    dW = checked(gradient, "the gradient", len(W))
    v = np.zeros_like(W) if velocity is None else checked(velocity, "the velocity", len(W))
    no_slope = "The gradient is 0 here, so the first direction is random."
    no_roll = "There is no momentum across the gradient, so the second direction is random."
    first, second = Direction("gradient", -dW, no_slope), Direction("momentum", v, no_roll)
    return spanned(W, first, second, checked_points(path, len(W)), seed)


def random_plane(parameters: Floats, C: int, seed: int = 0) -> Slice:
    """Two random directions, each row as long as that row of the weights (Li et al. 2018).

    So 1 along an axis is as far as the weights are from 0, whatever their size. C: classes.
    Raises ValueError if C does not fit, or a weight is inf or nan.
    """
    W = checked(parameters, "the weights")
    if C < 1 or len(W) % C or len(W) < 2 * C:
        raise ValueError(f"{len(W)} numbers are not W and b of {C} classes")
    rng = np.random.default_rng(seed)
    u, v = (random_across(rng, len(W), None) for _ in range(2))
    note = "" if W.any() else "All weights are 0, so the directions have length 1."
    if not note:
        u, v = with_row_norms(u, W, C), with_row_norms(v, W, C)
    return Slice(Plane(W, u, v), ("random 1", "random 2"), (1.0, 1.0), note)


def pca_plane(parameters: Floats, path: Points, seed: int = 0) -> Slice:
    """The two main directions of a path (P, M), seen from the weights where it ends.

    No other plane through those weights holds more of the path, which comes from below 0 on both
    axes. Raises ValueError if the shapes differ, or a weight is inf or nan.
    """
    W = checked(parameters, "the weights")
    points = checked_points(path, len(W))
    u, v = main_directions(points - W)
    no_move = "The path has not moved, so the first direction is random."
    no_bend = "The path does not bend, so the second direction is random."
    first = Direction("1st main direction", u, no_move)
    second = Direction("2nd main direction", v, no_bend)
    return spanned(W, first, second, points, seed)


def three_points_plane(start: Floats, now: Floats, best: Floats, seed: int = 0) -> Slice:
    """Through three remembered weights; the origin is now, and the start lies on the first axis.

    Raises ValueError if the shapes differ, or a weight is inf or nan.
    """
    W = checked(now, "the weights")
    W_start, W_best = checked(start, "the start", len(W)), checked(best, "the best", len(W))
    same = "The weights are those of the start, so the first direction is random."
    in_line = "The best lies in line with start and now, so the second direction is random."
    first = Direction("start to now", W - W_start, same)
    second = Direction("towards the best", W_best - W, in_line)
    return spanned(W, first, second, np.stack([W_start, W_best]), seed)


def coordinates(plane: Plane, points: Points) -> NDArray[np.float64]:
    """Where points (P, M) lie in the plane, (P, 2): least squares, the nearest point of it.

    Raises ValueError if the shapes differ, or a number is inf or nan.
    """
    origin, u, v = checked_plane(plane)
    steps = checked_points(points, len(origin)) - origin
    lengths = np.array([np.linalg.norm(u) or 1, np.linalg.norm(v) or 1])
    directions = np.stack([u, v], axis=1) / lengths
    solution = np.linalg.lstsq(directions, steps.T, rcond=None)[0]
    return np.asarray(solution.T / lengths)


def share_held(plane: Plane, points: Points) -> float:
    """How much of a path (P, M) the plane holds, 0 to 1; 1 for a path that never moved.

    1 − (squared distances from the plane) / (squared distances from its origin), both summed.
    Raises ValueError if the shapes differ, or a number is inf or nan.
    """
    origin, u, v = checked_plane(plane)
    steps = checked_points(points, len(origin)) - origin
    farthest = np.abs(steps).max(initial=0)
    if farthest == 0:
        return 1.0
    beside = steps - coordinates(plane, points) @ np.stack([u, v])
    share = 1 - np.sum((beside / farthest) ** 2) / np.sum((steps / farthest) ** 2)
    return float(np.clip(share, 0, 1))


# Directions


def spanned(
    origin: Floats, first: Direction, second: Direction, matters: Floats, seed: int
) -> Slice:
    """The plane along two directions, made orthonormal (Gram-Schmidt).

    A random direction takes the place of one that is 0, or of a second along the first.
    matters (P, M): points to lie inside the reach.
    """
    rng = np.random.default_rng(seed)
    u = unit(first.along)
    v = unit(second.along) if u is None else across(second.along, u)
    found = [(first, u is not None), (second, v is not None)]
    names = [direction.name if there else "random" for direction, there in found]
    axes = ("random 1", "random 2") if u is v is None else (names[0], names[1])
    u = random_across(rng, len(origin), v) if u is None else u
    v = random_across(rng, len(origin), u) if v is None else v
    plane = Plane(origin, u, v)
    note = " ".join(direction.without for direction, there in found if not there)
    return Slice(plane, axes, reach_of(plane, matters), note)


def unit(direction: Floats) -> NDArray[np.float64] | None:
    """A direction (M,) with length 1, or None where it is 0."""
    size = np.abs(direction).max()
    if size == 0:
        return None
    scaled = direction / size  # so that no square is too large or too small for a float
    return np.asarray(scaled / np.linalg.norm(scaled))


def across(direction: Floats, u: Floats) -> NDArray[np.float64] | None:
    """The part of a direction across u, with length 1; None where there is none. u: length 1."""
    d = unit(direction)
    if d is None:
        return None
    rest = d - (d @ u) * u
    if np.linalg.norm(rest) <= PARALLEL:
        return None
    return unit(rest - (rest @ u) * u)  # twice is enough, whatever the rounding


def random_across(rng: np.random.Generator, M: int, other: Floats | None) -> NDArray[np.float64]:
    """A random direction (M,) of length 1, at right angles to the other one, if there is one."""
    while True:
        d = rng.standard_normal(M)
        found = unit(d) if other is None else across(d, other)
        if found is not None:
            return found


def with_row_norms(direction: Floats, parameters: Floats, C: int) -> NDArray[np.float64]:
    """Filter normalisation: each row of W, and b, gets the length of those of the weights."""
    lengths = [
        np.full(len(row), np.linalg.norm(like) / np.linalg.norm(row))
        for row, like in zip(rows(direction, C), rows(parameters, C), strict=True)
    ]
    return np.asarray(direction * np.concatenate(lengths))


def rows(parameters: Floats, C: int) -> list[Floats]:
    """The rows of W, then b, as views of a packed array."""
    W, b = unpack(parameters, C)
    return [*W, b]


def main_directions(steps: Floats) -> NDArray[np.float64]:
    """The two directions (2, M) along which steps (P, M) from an origin go most; 0 where none.

    The first singular vectors, as sums of the steps: those are few, and M is large. The first
    step, which is the start of a path, lies below 0.
    """
    main = np.zeros((2, steps.shape[1]))
    if not steps.any():
        return main
    steps = steps / np.abs(steps).max()
    _, sums = np.linalg.eigh(steps @ steps.T)  # the largest come last
    found = sums[:, : -len(main) - 1 : -1].T @ steps
    lengths = np.linalg.norm(found, axis=1)
    found[lengths <= PARALLEL * lengths[0]] = 0
    found[found @ steps[0] > 0] *= -1
    main[: len(found)] = found
    return main


def reach_of(plane: Plane, points: Floats) -> tuple[float, float]:
    """How far to look in each coordinate, so that points (P, M) lie inside.

    Where there is no point but the origin: as far as the weights are from 0, or 1.
    """
    farthest = np.linalg.norm(points - plane.origin, axis=1).max(initial=0)
    if farthest == 0:
        size = float(np.linalg.norm(plane.origin)) or 1.0
        return size, size
    extent = MARGIN * np.abs(coordinates(plane, points)).max(axis=0)
    a, b = np.maximum(extent, LEAST * farthest)
    return float(a), float(b)


# What is refused


def checked(array: Floats, what: str, M: int | None = None) -> NDArray[np.float64]:
    """A packed array (M,) as float64, or ValueError with what is wrong."""
    packed: NDArray[np.float64] = as_floats(what, array).astype(np.float64, copy=False)
    if packed.ndim != 1 or len(packed) < 2 or M not in (None, len(packed)):
        wanted = "one row of two numbers or more" if M is None else f"of shape ({M},)"
        raise ValueError(f"{what} must be {wanted}, not of shape {packed.shape}")
    checked_finite(what, packed)
    return packed


def checked_points(points: Points, M: int) -> NDArray[np.float64]:
    """Points (P, M) as float64, or ValueError with what is wrong."""
    if len(points) == 0:
        return np.empty((0, M))
    if any(np.shape(point) != (M,) for point in points):
        raise ValueError(f"each point must be of shape ({M},)")
    stacked: NDArray[np.float64] = as_floats("the points", points).astype(np.float64, copy=False)
    checked_finite("the points", stacked)
    return stacked


def checked_plane(plane: Plane) -> Plane:
    """A plane as float64, or ValueError with what is wrong."""
    origin = checked(plane.origin, "the plane's origin")
    u, v = (checked(d, "a direction of the plane", len(origin)) for d in (plane.u, plane.v))
    return Plane(origin, u, v)
