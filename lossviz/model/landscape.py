"""A landscape: the loss of a linear classifier whose weights move in a plane.

All weights are W = W0 + w1 U + w2 V: two numbers, w1 and w2, say where in the plane one stands.
Scores are linear in W, so they are linear in w1 and w2 too,

    s(w1, w2) = S0 + w1 S1 + w2 S2        (N, C) each,

and no product with the examples is needed once these three are known.
Source: lecture, "walking down a mountain in the dark"; Li et al. 2018 for planes through W.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats, Labels
from lossviz.model.checking import Sizes
from lossviz.model.losses import Hinge, Loss, OneVsAll, Structured
from lossviz.model.regularization import Regularization

MOST_NUMBERS = 200_000  # scores that are worked out at a time


class PlaneWeights(NamedTuple):
    """Weights in a plane, W0 + w1 U + w2 V: (D,) each. The biases likewise, (C,) each, or empty.

    The penalty is of the weights alone; the biases are here for the mistake that regularizes them.
    """

    W0: Floats
    U: Floats
    V: Floats
    b0: Floats
    bu: Floats
    bv: Floats

    def weights(self, w1: float, w2: float) -> Floats:
        """The weights (D,) at a point."""
        return np.asarray(self.W0 + w1 * self.U + w2 * self.V)

    def biases(self, w1: float, w2: float) -> Floats:
        """The biases (C,) at a point."""
        return np.asarray(self.b0 + w1 * self.bu + w2 * self.bv)


@dataclass(frozen=True, eq=False)
class Landscape:
    """The objective on a plane: mean loss over the N examples, plus strength · R(W).

    S0, S1, S2 (N, C): the scores' three parts. y (N,): true classes. Implements
    `lossviz.model.surfaces.Surface`.
    """

    S0: Floats
    S1: Floats
    S2: Floats
    y: Labels
    of_scores: Loss
    plane: PlaneWeights
    regularization: Regularization

    def __post_init__(self) -> None:
        sizes = Sizes()
        for name in ("S0", "S1", "S2"):
            object.__setattr__(self, name, sizes.numbers(name, getattr(self, name), "N", "C"))
        object.__setattr__(self, "y", sizes.classes("y", self.y, "N"))

    def loss(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """L(w1, w2), in the shape that w1 and w2 broadcast to."""
        with np.errstate(all="ignore"):
            return self.data_loss(w1, w2) + self.penalty(w1, w2)

    def data_loss(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """The mean loss over the examples, without the penalty."""
        w1, w2 = self.in_its_precision(w1, w2)
        result = np.empty(w1.shape, dtype=self.S0.dtype)
        N, C = self.S0.shape
        for block, a, b in blocks(w1, w2, N * C):
            s = self.S0 + a[:, None, None] * self.S1 + b[:, None, None] * self.S2  # (K, N, C)
            y = np.tile(self.y, len(a))
            losses = self.of_scores.loss(s.reshape(-1, C), y).reshape(-1, N)
            result.reshape(-1)[block] = losses.mean(axis=1)
        return result

    def penalty(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """Strength · R(W), in the shape that w1 and w2 broadcast to."""
        w1, w2 = self.in_its_precision(w1, w2)
        points = zip(w1.ravel().tolist(), w2.ravel().tolist(), strict=True)
        each = [self.regularization.penalty(self.plane.weights(a, b)) for a, b in points]
        return np.array(each, dtype=self.S0.dtype).reshape(w1.shape)

    def gradient(self, w1: ArrayLike, w2: ArrayLike) -> tuple[Floats, Floats]:
        """dL/dw1 and dL/dw2, in the shape that w1 and w2 broadcast to."""
        w1, w2 = self.in_its_precision(w1, w2)
        points = zip(w1.ravel().tolist(), w2.ravel().tolist(), strict=True)
        slopes = np.array([self.slope(a, b) for a, b in points]).reshape(*w1.shape, 2)
        return slopes[..., 0], slopes[..., 1]

    def slope(self, w1: float, w2: float) -> Floats:
        """(dL/dw1, dL/dw2) at one point, by the chain rule over the scores."""
        with np.errstate(all="ignore"):
            data = self.example_slopes(w1, w2).mean(axis=0)
            return np.asarray(data + self.penalty_slope(w1, w2))

    def example_slopes(self, w1: float, w2: float) -> Floats:
        """The slope of each example's own loss, (N, 2); their mean is that of the data loss."""
        with np.errstate(all="ignore"):
            dS = self.of_scores.gradient(self.scores(w1, w2), self.y)  # (N, C)
            return self.along_plane(dS)

    def along_plane(self, dS: Floats) -> Floats:
        """Slopes (N, 2) along the plane, from those with respect to the scores (N, C)."""
        return np.stack([(dS * self.S1).sum(axis=1), (dS * self.S2).sum(axis=1)], axis=1)

    def penalty_slope(self, w1: float, w2: float) -> Floats:
        """The slope (2,) of strength · R(W)."""
        dR = self.regularization.gradient(self.plane.weights(w1, w2))  # (D,)
        return np.stack([dR @ self.plane.U, dR @ self.plane.V])

    def bias_slope(self, w1: float, w2: float) -> Floats:
        """The slope (2,) that the penalty does not have: of strength · R(b)."""
        dR = self.regularization.gradient(self.plane.biases(w1, w2))  # (C,)
        return np.stack([dR @ self.plane.bu, dR @ self.plane.bv])

    def scores(self, w1: float, w2: float) -> Floats:
        """s (N, C) at a point."""
        return np.asarray(self.S0 + w1 * self.S1 + w2 * self.S2)

    def accuracy(self, w1: float, w2: float) -> float:
        """The share of examples (0 to 1) whose true class has the highest score."""
        return float(np.mean(self.scores(w1, w2).argmax(axis=1) == self.y))

    def line(self, w1: float, w2: float, d1: float, d2: float) -> Landscape:
        """The landscape of one line: its w1 is how far one is from (w1, w2) along (d1, d2)."""
        plane = self.plane
        zeros, no_bias = np.zeros_like(plane.V), np.zeros_like(plane.bv)
        along = d1 * plane.U + d2 * plane.V, d1 * plane.bu + d2 * plane.bv
        weights, biases = plane.weights(w1, w2), plane.biases(w1, w2)
        return replace(
            self,
            S0=self.scores(w1, w2),
            S1=d1 * self.S1 + d2 * self.S2,
            S2=np.zeros_like(self.S2),
            plane=PlaneWeights(weights, along[0], zeros, biases, along[1], no_bias),
        )

    def minibatch(self, rows: NDArray[np.intp]) -> Landscape:
        """The landscape of some of the examples alone."""
        return replace(self, S0=self.S0[rows], S1=self.S1[rows], S2=self.S2[rows], y=self.y[rows])

    def in_its_precision(self, w1: ArrayLike, w2: ArrayLike) -> tuple[Floats, Floats]:
        """Both coordinates in the shape that they broadcast to, and in the scores' precision."""
        a, b = np.broadcast_arrays(w1, w2)
        with np.errstate(over="ignore"):  # beyond float32 it is inf
            return a.astype(self.S0.dtype), b.astype(self.S0.dtype)

    def in_precision(self, dtype: Any) -> Landscape:
        """The same in float32 or float64."""
        if self.S0.dtype == dtype:
            return self
        plane = PlaneWeights(*(each.astype(dtype) for each in self.plane))
        S0, S1, S2 = (each.astype(dtype) for each in (self.S0, self.S1, self.S2))
        return replace(self, S0=S0, S1=S1, S2=S2, plane=plane)


def two_weight_landscape(
    X: ArrayLike, y: ArrayLike, b: ArrayLike, loss: Loss, regularization: Regularization
) -> Landscape:
    """All weights (w1, w2) of a classifier of two classes with the scores (w · x + b_0, b_1).

    X (N, 2), y (N,), b (2,).
    """
    X = Sizes().numbers("X", X, "N", 2)
    b = Sizes().numbers("b", b, 2)
    zeros, no_bias = np.zeros(len(X)), np.zeros_like(b)
    S1, S2 = (np.stack([x, zeros], axis=1) for x in X.T)
    U, V = np.eye(2)
    plane = PlaneWeights(np.zeros(2), U, V, b, no_bias, no_bias)
    return Landscape(zeros[:, None] + b, S1, S2, np.asarray(y), loss, plane, regularization)


def blocks(w1: Floats, w2: Floats, numbers: int) -> Iterator[tuple[slice, Floats, Floats]]:
    """Some points at a time, so that `numbers` scores each stay in the cache."""
    a, b = w1.reshape(-1), w2.reshape(-1)
    count = max(1, MOST_NUMBERS // numbers)
    for first in range(0, len(a), count):
        block = slice(first, min(first + count, len(a)))
        yield block, a[block], b[block]


class Kinks(NamedTuple):
    """Lines of the plane on which a loss has a corner: c + w1 d1 + w2 d2 = 0, (K,) each.

    bend: the slope changes there by no more than bend (d1, d2).
    """

    c: Floats
    d1: Floats
    d2: Floats
    bend: Floats

    def crossed(self, w1: float, w2: float, h: float) -> int:
        """How many of them one meets within h of a point, along either axis."""
        height = np.abs(self.c + w1 * self.d1 + w2 * self.d2)
        reach = h * np.maximum(np.abs(self.d1), np.abs(self.d2))
        return int(np.count_nonzero((height <= reach) & (reach > 0)))

    def difference(self, w1: float, w2: float, h: float) -> float:
        """How far a numeric gradient with h can be from the analytic one for these corners."""
        height = np.abs(self.c + w1 * self.d1 + w2 * self.d2)
        steep = np.abs(np.stack([self.d1, self.d2]))  # (2, K)
        return float(np.linalg.norm(((height <= h * steep) * steep * self.bend).sum(axis=1)))

    def nearest(self, w1: float, w2: float) -> tuple[float, float] | None:
        """The nearest point that lies on one of them; None where there is none."""
        steep = self.d1**2 + self.d2**2  # (K,)
        height = self.c + w1 * self.d1 + w2 * self.d2
        with np.errstate(all="ignore"):
            distance = np.abs(height) / np.sqrt(steep)
        distance[np.isnan(distance)] = np.inf
        if not np.isfinite(distance).any():
            return None
        k = int(distance.argmin())
        share = float(height[k] / steep[k])
        return w1 - share * float(self.d1[k]), w2 - share * float(self.d2[k])


NO_KINKS = Kinks(*np.empty((4, 0)))


def kinks(landscape: Landscape, w1: float, w2: float) -> Kinks:
    """All corners that can be the first on the way from a point: of the loss, and of |w|."""
    structured = isinstance(landscape.of_scores, Structured)
    of_loss = worst_kinks(landscape, w1, w2) if structured else term_kinks(landscape)
    both = zip(of_loss, weight_kinks(landscape), strict=True)
    return Kinks(*(np.concatenate(each) for each in both))


def weight_kinks(landscape: Landscape) -> Kinks:
    """Where a weight is 0, if the penalty has |w| in it."""
    regularization, plane = landscape.regularization, landscape.plane
    if regularization.strength > 0 and regularization.kind in ("l1", "elastic"):
        both_sides = np.full(len(plane.W0), 2 * regularization.strength)  # of |w|: −1 and 1
        return Kinks(plane.W0, plane.U, plane.V, both_sides)
    return NO_KINKS


def term_kinks(landscape: Landscape) -> Kinks:
    """Where the terms of a hinge loss begin to cost. Softmax has none, nor has a squared hinge."""
    of_scores, N = landscape.of_scores, len(landscape.y)
    if isinstance(of_scores, OneVsAll):
        t = np.where(wrong_classes(landscape), -1.0, 1.0)
        c, d1, d2 = (-(t * S).ravel() for S in (landscape.S0, landscape.S1, landscape.S2))
    elif isinstance(of_scores, Hinge) and not of_scores.squared:
        wrong = wrong_classes(landscape)
        c, d1, d2 = (each[wrong] for each in above_the_true(landscape))
    else:
        return NO_KINKS
    return Kinks(c + of_scores.margin, d1, d2, np.full(len(c), 1 / N))


def worst_kinks(landscape: Landscape, w1: float, w2: float) -> Kinks:
    """Where the structured loss of an example comes to be that of another class, or 0, or more.

    It is the highest of 0 and the margins of the wrong classes. Seen from a point, what is the
    highest there stays so up to the first of the others that rises above it.
    """
    assert isinstance(landscape.of_scores, Structured)
    N, C = landscape.S0.shape
    wrong = wrong_classes(landscape)
    with np.errstate(all="ignore"):
        c, d1, d2 = above_the_true(landscape)  # (N, C); at j = y the 0 of no loss
        c = c + landscape.of_scores.margin * wrong
        highest = (c + w1 * d1 + w2 * d2).argmax(axis=1)[:, None]  # (N, 1)
        others = np.arange(C) != highest
        c, d1, d2 = ((each - np.take_along_axis(each, highest, 1))[others] for each in (c, d1, d2))
    return Kinks(c, d1, d2, np.full(len(c), 1 / N))


def above_the_true(landscape: Landscape) -> tuple[Floats, Floats, Floats]:
    """How far each score is above that of the true class: the three parts, (N, C) each."""
    true = landscape.y[:, None]
    S0, S1, S2 = (
        S - np.take_along_axis(S, true, 1) for S in (landscape.S0, landscape.S1, landscape.S2)
    )
    return S0, S1, S2


def wrong_classes(landscape: Landscape) -> NDArray[np.bool_]:
    """Which classes (N, C) are wrong."""
    C = landscape.S0.shape[1]
    return np.not_equal(np.arange(C), landscape.y[:, None])
