"""W or 2W: what the hinge loss and the penalty say of k W, for every k from 0 up.

A linear classifier without biases has the scores k s where it has s. With the lead of the true
class l_j = s_y − s_j, the data loss is a sum of straight lines, cut off at 0,

    sum over j != y of max(0, margin − k l_j),

and R(k W) = k^2 a + k c, with a the squares and c the sizes in R(W). So the total is made of pieces
of parabolas, and the k where it is least is found exactly.
Source: lecture, "Suppose that we found a W such that L = 0. Is this W unique?".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes, as_floats
from lossviz.model.losses import Hinge
from lossviz.model.regularization import Regularization
from lossviz.model.regularized.penalty_parts import parts, without_strength

ROUNDING = 1e-14  # of all that is added up in a slope


class ScaledLosses(NamedTuple):
    """Of k W, for each of the k (K,): the mean data loss, R(k W), λ R(k W) and the total."""

    data: Floats
    R: Floats
    penalty: Floats
    total: Floats


def scaled_losses(
    k: ArrayLike,
    s: ArrayLike,
    y: ArrayLike,
    W: ArrayLike,
    regularization: Regularization,
    margin: float = 1.0,
) -> ScaledLosses:
    """The losses of k W for each k (K,), 0 or more; s (N, C) are the scores of W itself."""
    k = as_floats("k", k).astype(np.float64)
    sizes = Sizes()
    s, y = sizes.numbers("s", s, "N", "C"), sizes.classes("y", y, "N")
    N, C = s.shape
    scaled = (k[:, None, None] * s).reshape(-1, C)  # (K N, C)
    data = Hinge(margin).loss(scaled, np.tile(y, len(k))).reshape(-1, N).mean(axis=1)
    squares, lengths = growth(W, regularization)
    R = squares * k**2 + lengths * k
    penalty = regularization.strength * R
    return ScaledLosses(data, R, penalty, data + penalty)


def growth(W: ArrayLike, regularization: Regularization) -> tuple[float, float]:
    """What in R(k W) grows with the square of k, and what with k itself."""
    W = as_floats("W", W)
    part = parts(without_strength(regularization))
    return part.squares * float(np.vdot(W, W)), part.sizes * float(np.abs(W).sum())


def leads(s: ArrayLike, y: ArrayLike) -> Floats:
    """s_y − s_j (N, C − 1): how far the true class is above each of the others."""
    sizes = Sizes()
    s = sizes.numbers("s", s, "N", "C")
    y = sizes.classes("y", y, "N")
    N, C = s.shape
    wrong = np.not_equal(np.arange(C), y[:, None])
    lead: Floats = (s[np.arange(N), y][:, None] - s)[wrong].reshape(N, C - 1)
    return lead


def closing_scale(s: ArrayLike, y: ArrayLike, margin: float = 1.0) -> float | None:
    """The k from which k W has data loss 0: where the last margin closes.

    None if there is no such k, for some wrong class is not below the true one.
    """
    lead = leads(s, y)
    if margin == 0:
        return 0.0 if (lead >= 0).all() else None
    if (lead <= 0).any():
        return None
    return float(margin / lead.min())


def least_scale(
    s: ArrayLike,
    y: ArrayLike,
    W: ArrayLike,
    regularization: Regularization,
    margin: float = 1.0,
) -> float:
    """The k, 0 or more, at which the total loss of k W is least; of several the smallest."""
    lead = leads(s, y)
    N = len(lead)
    if N == 0:
        raise ValueError("a loss is a mean over examples: it needs at least one")
    lead = lead.ravel()
    squares, lengths = (regularization.strength * part for part in growth(W, regularization))
    corners = np.unique(margin / lead[lead > 0])  # where a term comes to be 0
    level = ROUNDING * float(np.abs(lead).sum()) / N
    start = 0.0
    for end in (*corners.tolist(), np.inf):
        middle = start + 1 if end == np.inf else (start + end) / 2
        slope = -lead[margin - middle * lead > 0].sum() / N + lengths  # and 2 squares k
        if slope + 2 * squares * start >= -level:
            return start  # level or uphill from here
        if squares > 0 and (k := -slope / (2 * squares)) <= end:
            return float(k)
        start = end
    raise AssertionError("far out no term falls any more")
