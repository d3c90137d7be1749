"""Weights that have one score, and which of them a penalty prefers.

All w with w · x = c fit an example x equally well; the data cannot tell them apart, a penalty can.
Source: lecture, "Regularization: expressing preferences", x = [1, 1, 1, 1].
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.regularization import L2, Regularizer
from lossviz.model.regularized.penalty_parts import parts

TIE = 1e-12
"""Costs as near as this, as a share of the larger, are equal but for rounding."""


def preferred(first: float, second: float) -> int | None:
    """Which of two costs is the lower one, 0 or 1; None for a tie."""
    if abs(first - second) <= TIE * max(abs(first), abs(second)):
        return None
    return 0 if first < second else 1


# To move one weight and keep the score


def keeping_score(
    w: ArrayLike,
    x: ArrayLike,
    score: float,
    i: int,
    value: float,
    locked: Collection[int] = (),
) -> Floats | None:
    """Weights w (D,) with w_i at a value and w · x = score: the others moved as little as can be.

    Of all moves that keep the score, the one along x is the shortest (least squares):
    w_j −= x_j (w · x − score) / sum over k of x_k^2, for all j but i and those that are locked.
    None if no other weight can make up for it: all are locked, or meet x_j = 0.
    """
    sizes = Sizes()
    w, x = sizes.numbers("w", w, "D").astype(np.float64), sizes.numbers("x", x, "D")
    w[i] = value
    free = np.ones(len(w), dtype=bool)
    free[[i, *locked]] = False
    along = np.where(free, x, 0.0)
    length = float(along @ along)
    if length == 0:
        return w if abs(float(w @ x) - score) <= TIE * max(1.0, abs(score)) else None
    for _ in range(2):  # a second time for what rounding left
        w -= along * ((w @ x - score) / length)
    return w


# The cheapest weights with a score


def least_weights(x: ArrayLike, score: float, regularizer: Regularizer) -> Floats:
    """The w (D,) with w · x = score and the least R(w). ValueError if x is all 0.

    L2: x · score / |x|^2, spread out as x is. L1: one weight alone, on the largest |x|; of several
    as large the first, though any mixture of them costs the same (`tie_of_l1`).
    """
    x = Sizes().numbers("x", x, "D").astype(np.float64)
    if not x.any():
        raise ValueError("with x = 0 no weights make a score")
    if isinstance(regularizer, L2):
        return np.asarray(x * (score / (x @ x)))
    beta = parts(regularizer).squares
    size, goal = np.abs(x), abs(score)
    w = least_sizes(size, goal, beta) if beta > 0 else largest_alone(size, goal)
    return np.asarray(np.sign(score) * np.sign(x) * w)


def largest_alone(x: Floats, score: float) -> Floats:
    """All of the score by the largest x, which needs the smallest weight."""
    w = np.zeros_like(x)
    w[x.argmax()] = score / x.max()
    return w


def least_sizes(x: Floats, score: float, beta: float) -> Floats:
    """Elastic net, x and score 0 or more: w_j = max(0, v x_j − 1) / 2 beta, with v for the score.

    The slope of R, 2 beta w + 1, is v x_j where a weight is not 0. As v grows one weight after
    another comes in, the one with the largest x first; with n of them v is what the score asks.
    """
    order = np.argsort(-x, kind="stable")
    sums, squares = np.cumsum(x[order]), np.cumsum(x[order] ** 2)
    v = (2 * beta * score + sums) / squares  # (D,) if the n largest were in
    nexts = np.append(x[order][1:], 0.0)
    n = int(np.argmax(v * nexts <= 1))  # the first n for which no other one wants to come in
    w: Floats = np.maximum(0, v[n] * x - 1) / (2 * beta)
    return w


def tie_of_l1(x: ArrayLike) -> bool:
    """Whether L1 has no favourite: several |x| are the largest, and can share the score freely."""
    x = np.abs(Sizes().numbers("x", x, "D"))
    return int(np.count_nonzero(x == x.max())) > 1
