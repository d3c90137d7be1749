"""Polynomials through noisy points: y ≈ b + w_1 x + w_2 x^2 + ... + w_D x^D, x in −1 to 1.

    L = (1/N) sum_i (b + sum_d w_d x_i^d − y_i)^2 + λ R(w)

The bias b is never penalised: with means taken off y and off each power it drops out, and adding 10
to every y moves b alone. The slope w_1 is penalised as the others are, so that as λ grows the
curve ends at the mean of y, not at a line.

Without a penalty D + 1 points and degree D are solved by a singular value decomposition: the
normal equations square the condition, and lose the weights of a polynomial that bends through
every point.
Source: lecture, "Regularization: prefer simpler models", f1 and f2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.regularization import Regularizer
from lossviz.model.regularized.penalty_parts import parts
from lossviz.model.regularized.sparse_fit import sparse_fits

XY: TypeAlias = tuple[ArrayLike, ArrayLike]
"""Points x, y (N,)."""


@dataclass(frozen=True, eq=False)
class Fits:
    """A polynomial for each λ (K,): b (K,), w (K, D), for x^1 to x^D.

    converged (K,): whether the minimum was found within the budget.
    """

    strengths: Floats
    b: Floats
    w: Floats
    converged: NDArray[np.bool_]

    def at(self, x: ArrayLike) -> Floats:
        """The polynomials (K, M) at x (M,)."""
        return np.asarray(self.b[:, None] + self.w @ powers(x, self.w.shape[1]).T)

    def errors(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """The mean square (K,) of what they miss at points x, y (M,)."""
        return np.asarray(((self.at(x) - np.asarray(y)) ** 2).mean(axis=1))


def powers(x: ArrayLike, degree: int) -> Floats:
    """x^1 to x^D (N, D); there is none for degree 0."""
    x = Sizes().numbers("x", x, "N").astype(np.float64)
    return np.asarray(x[:, None] ** np.arange(1, degree + 1))


def fits(
    x: ArrayLike, y: ArrayLike, degree: int, regularizer: Regularizer, strengths: ArrayLike
) -> Fits:
    """The best polynomial of this degree through x, y (N,) for each λ (K,), 0 or more.

    Where λ is 0 and many fit equally well, it is the one with the least sum w^2.
    """
    sizes = Sizes()
    x, y = sizes.numbers("x", x, "N"), sizes.numbers("y", y, "N").astype(np.float64)
    if len(x) == 0:
        raise ValueError("a fit needs at least one point")
    lam = Sizes().numbers("strengths", strengths, "K").astype(np.float64)
    X = powers(x, degree)
    mean_x, mean_y = X.mean(axis=0), y.mean()
    part = parts(regularizer)
    w, converged = least_squares(X - mean_x, y - mean_y, part.squares * lam)
    if part.sizes > 0 and degree > 0 and (some := lam > 0).any():
        w[some], converged[some] = sparse_fits(X - mean_x, y - mean_y, part, lam[some])
    return Fits(lam, mean_y - w @ mean_x, w, converged)


def least_squares(X: Floats, y: Floats, squares: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """w (K, D), least in |X w − y|^2 / N + squares |w|^2 for each of K; found always.

    With X = U S V: w = V' S / (S^2 + N squares) U' y; what has no S at all stays 0.
    """
    N, K = len(X), len(squares)
    U, S, V = np.linalg.svd(X, full_matrices=False)
    real = np.finfo(np.float64).eps * max(X.shape) * S.max(initial=0) < S
    U, S, V = U[:, real], S[real], V[real]
    w = (S / (S**2 + N * squares[:, None]) * (y @ U)) @ V
    return w, np.ones(K, dtype=bool)


def many_fit(x: ArrayLike, degree: int) -> bool:
    """Whether there are fewer different x than b and weights: without λ many polynomials fit."""
    return len(np.unique(np.asarray(x))) < degree + 1


def errors_by_degree(
    train: XY,
    test: XY,
    highest: int,
    regularizer: Regularizer,
    strength: float,
) -> tuple[Floats, Floats]:
    """Training and test error (highest + 1,) of degrees 0, 1, ... at one λ."""
    each = [fits(*train, degree, regularizer, [strength]) for degree in range(highest + 1)]
    errors = [[fit.errors(*points)[0] for fit in each] for points in (train, test)]
    return np.array(errors[0]), np.array(errors[1])


def least_error(
    train: XY,
    test: XY,
    degree: int,
    regularizer: Regularizer,
    strengths: Floats,
) -> float:
    """The λ with the least test error: of these, above 0, and then between its neighbours."""
    k = _best(train, test, degree, regularizer, strengths)
    low, high = strengths[max(k - 1, 0)], strengths[min(k + 1, len(strengths) - 1)]
    closer = np.append(np.geomspace(low, high, 61), strengths[k])
    return float(closer[_best(train, test, degree, regularizer, closer)])


def _best(
    train: XY,
    test: XY,
    degree: int,
    regularizer: Regularizer,
    strengths: Floats,
) -> int:
    return int(fits(*train, degree, regularizer, strengths).errors(*test).argmin())
