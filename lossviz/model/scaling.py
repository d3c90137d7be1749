"""W or kW: what a scale k does to the hinge loss, and which k has the least total loss.

Scores are linear in the weights: those of kW are k times those of W. So the data loss over k ≥ 0
is convex and made of straight pieces, with a corner wherever a margin closes, at
k = margin / (s_y − s_j); the penalty grows with k. Source: lecture, slides 27 to 30.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.losses import Hinge, checked
from lossviz.model.regularization import Regularization

LECTURE = Hinge()


def scaled_data_loss(k: ArrayLike, s: ArrayLike, y: ArrayLike, hinge: Hinge = LECTURE) -> Floats:
    """Mean hinge loss (K,) of the scores k s for each k (K,); s (N, C) are those of W, k = 1."""
    s, y = checked(s, y)
    scales = np.atleast_1d(np.asarray(k, dtype=np.float64))
    scaled = (scales[:, None, None] * s).reshape(-1, s.shape[1])
    losses = hinge.loss(scaled, np.tile(y, len(scales)))
    mean: Floats = losses.reshape(len(scales), len(s)).mean(axis=1)
    return mean


def scaled_penalty(k: ArrayLike, W: ArrayLike, penalty: Regularization) -> Floats:
    """The penalty λ R(kW) (K,) of the weights k W for each k (K,)."""
    W = np.asarray(W, dtype=np.float64)
    return np.array([penalty.penalty(each * W) for each in np.atleast_1d(np.asarray(k))])


def closing_scale(s: ArrayLike, y: ArrayLike, margin: float = 1.0) -> float:
    """The least k ≥ 0 from which on the hinge loss of k s is 0; ∞ where there is none.

    Scores s (N, C). A true score that is not the highest is so for every k.
    """
    leads = _leads(s, y)
    least = leads.min()
    if margin == 0:
        return 0.0 if least >= 0 else math.inf
    return float(margin / least) if least > 0 else math.inf


def least_total_scale(
    s: ArrayLike, y: ArrayLike, W: ArrayLike, penalty: Regularization, hinge: Hinge = LECTURE
) -> float:
    """The k ≥ 0 with the least mean hinge loss of k s plus λ R(kW); of several, the least.

    Between two corners the data loss is straight and the total a parabola in k, or straight too:
    its least k is where its slope is 0, or else at a corner. `hinge` sums plain terms, not squares.
    """
    corners = _corners(s, y, hinge.margin)
    one, two = _penalty_slopes(W, penalty)  # λ R(kW) = one k + two k^2 / 2
    for low, high in zip(corners, [*corners[1:], math.inf], strict=True):
        slope = _data_slope(low, high, s, y, hinge) + one
        at = math.inf if two == 0 else -slope / two
        if slope + two * low >= 0:
            return low
        if at <= high and math.isfinite(at):
            return at
    return corners[-1]


def _leads(s: ArrayLike, y: ArrayLike) -> Floats:
    """By how much the true score leads each other one (N, C − 1)."""
    s, y = checked(s, y)
    n = np.arange(len(y))
    others = np.ones(s.shape, dtype=bool)
    others[n, y] = False
    return (s[n, y][:, None] - s)[others].reshape(len(s), -1)


def _corners(s: ArrayLike, y: ArrayLike, margin: float) -> list[float]:
    """Every k > 0 at which a margin closes, ascending, with 0 before them."""
    leads = _leads(s, y).ravel()
    return [0.0, *np.unique(margin / leads[leads > 0]).tolist()]


def _data_slope(low: float, high: float, s: ArrayLike, y: ArrayLike, hinge: Hinge) -> float:
    """The slope of the mean hinge loss of k s in k, on the straight piece from low to high."""
    middle = (low + high) / 2 if math.isfinite(high) else low + 1.0
    s, y = checked(s, y)
    dS = hinge.gradient(middle * s, y)
    return float(np.vdot(dS, s) / len(s))


def _penalty_slopes(W: ArrayLike, penalty: Regularization) -> tuple[float, float]:
    """Slope and curvature in k > 0 of λ R(kW)."""
    at_one, at_two = (penalty.penalty(k * np.asarray(W, dtype=np.float64)) for k in (1.0, 2.0))
    two = at_two - 2 * at_one
    return at_one - two / 2, two
