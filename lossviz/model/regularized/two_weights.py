"""Data losses over two weights, w (K, 2): K pairs at a time, each with its own λ.

A loss here knows how high it is, what its slopes are, and where it is least together with a
penalty. There are three kinds, for the way to that minimum differs:

- `Quadratic`: a bowl or a valley with a centre. In closed form.
- `SmoothLoss`: softmax on examples. Newton's method, a quadratic at each step.
- `KinkedLoss`: the hinge loss on a few examples. A corner, an edge or a flat side of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.landscape import Kinks, Landscape, term_kinks
from lossviz.model.losses import Hinge
from lossviz.model.regularized.kinked_minimum import least_of_kinked
from lossviz.model.regularized.penalty_parts import Parts
from lossviz.model.regularized.smooth_minimum import least_of_quadratics, least_of_smooth

ON_THE_KINK = 1e-9


class Slopes(NamedTuple):
    """All slopes that a loss has at one point: base + sum over t of a_t steps_t, a_t in 0 to 1.

    base (2,); steps (T, 2), none where the loss is smooth.
    """

    base: Floats
    steps: Floats

    @property
    def low(self) -> Floats:
        """The least slope in each weight, (2,)."""
        return np.asarray(self.base + np.minimum(self.steps, 0).sum(axis=0))

    @property
    def high(self) -> Floats:
        """The largest slope in each weight, (2,)."""
        return np.asarray(self.base + np.maximum(self.steps, 0).sum(axis=0))


NO_STEPS = np.zeros((0, 2))


class TwoWeightLoss(Protocol):
    """A data loss over w1 and w2 that is convex."""

    def loss(self, w: Floats) -> Floats:
        """Of each pair, w (..., 2) to (...)."""
        ...

    def slopes(self, w: Floats) -> Slopes:
        """At one pair (2,)."""
        ...

    def least(self, parts: Parts, strengths: Floats, start: Floats | None = None) -> Floats:
        """w (K, 2): where loss + λ (squares sum w^2 + sizes sum |w|) is least, for each λ (K,).

        start (2,): a place that is near, if one is known; the answer does not depend on it.
        """
        ...


@dataclass(frozen=True, eq=False)
class Quadratic:
    """Least squares: floor + (w − centre) · A (w − centre), A (2, 2) symmetric, and not downhill.

    With A = 1 it is (w1 − c1)^2 + (w2 − c2)^2, and all minima are soft thresholds of the centre.
    """

    A: Floats
    centre: Floats
    floor: float = 0.0

    def loss(self, w: Floats) -> Floats:
        """Of each pair."""
        off = w - self.centre
        return np.asarray(self.floor + ((off @ self.A) * off).sum(axis=-1))

    def slopes(self, w: Floats) -> Slopes:
        """2 A (w − centre)."""
        return Slopes(2 * self.A @ (w - self.centre), NO_STEPS)

    def least(self, parts: Parts, strengths: Floats, start: Floats | None = None) -> Floats:
        """For each λ."""
        K = len(strengths)
        return self.least_of_centres(parts, strengths, np.tile(self.centre, (K, 1)))

    def least_of_centres(self, parts: Parts, strengths: Floats, centres: Floats) -> Floats:
        """The same, with a centre (K, 2) of its own for each λ."""
        H = 2 * self.A + 2 * parts.squares * strengths[:, None, None] * np.eye(2)
        return least_of_quadratics(H, centres @ (2 * self.A), parts.sizes * strengths)


@dataclass(frozen=True, eq=False)
class SmoothLoss:
    """The softmax loss of examples, as a landscape without a penalty."""

    landscape: Landscape

    def loss(self, w: Floats) -> Floats:
        """Of each pair."""
        return self.landscape.data_loss(w[..., 0], w[..., 1])

    def slopes(self, w: Floats) -> Slopes:
        """Just one."""
        return Slopes(self.landscape.example_slopes(*w.tolist()).mean(axis=0), NO_STEPS)

    def least(self, parts: Parts, strengths: Floats, start: Floats | None = None) -> Floats:
        """For each λ."""
        return least_of_smooth(self.landscape, parts, strengths, start)


@dataclass(frozen=True, eq=False)
class KinkedLoss:
    """The hinge loss of a few examples: sum over t of bend_t max(0, c_t + d_t · w)."""

    terms: Kinks

    def loss(self, w: Floats) -> Floats:
        """Of each pair."""
        return np.asarray(np.maximum(self.heights(w), 0) @ self.terms.bend)

    def heights(self, w: Floats) -> Floats:
        """c_t + d_t · w (..., T)."""
        return np.asarray(w @ self.directions.T + self.terms.c)

    @property
    def directions(self) -> Floats:
        """d (T, 2)."""
        return np.stack([self.terms.d1, self.terms.d2], axis=1)

    def slopes(self, w: Floats) -> Slopes:
        """A term on its kink may have any share of its slope."""
        height, d = self.heights(w), self.directions * self.terms.bend[:, None]
        near = ON_THE_KINK * (1 + np.abs(self.terms.c) + np.abs(self.directions) @ np.abs(w))
        return Slopes(d[height > near].sum(axis=0), d[np.abs(height) <= near])

    def least(self, parts: Parts, strengths: Floats, start: Floats | None = None) -> Floats:
        """For each λ."""
        return least_of_kinked(self.terms, parts, strengths)


def of_landscape(landscape: Landscape) -> SmoothLoss | KinkedLoss:
    """The data loss of a landscape with the softmax or the hinge loss."""
    if isinstance(landscape.of_scores, Hinge):
        return KinkedLoss(term_kinks(landscape))
    return SmoothLoss(landscape)


def bowl(centre: ArrayLike) -> Quadratic:
    """(w1 − c1)^2 + (w2 − c2)^2."""
    return Quadratic(np.eye(2), np.asarray(centre, dtype=np.float64))


def least_squares(X: ArrayLike, y: ArrayLike) -> Quadratic:
    """The mean of (x_i · w − y_i)^2 over examples X (N, 2), y (N,)."""
    sizes = Sizes()
    X, y = sizes.numbers("X", X, "N", 2), sizes.numbers("y", y, "N")
    centre = np.linalg.lstsq(X, y, rcond=None)[0]
    return Quadratic(X.T @ X / len(X), centre, float(((X @ centre - y) ** 2).mean()))
