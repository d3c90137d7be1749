"""Least squares with |w|: L1 and the elastic net, for one λ after another, the largest first.

Where it is known which weights are not 0, and their signs, |w| is linear, and the rest is least
squares. From the minimum of the λ before, the weight that is pulled hardest comes in, and those
whose sign would turn go out, until nothing pulls harder than λ holds. Weights that are out are
exactly 0. It takes a few steps a λ; coordinate descent takes thousands of rounds where the powers
of x are so much alike, and stops short of the minimum.
Source: Lee, Battle, Raina and Ng 2007, "feature-sign search".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.regularized.penalty_parts import Parts

BUDGET = 200  # steps a λ
HELD = 1e-6  # share of λ by which a pull may seem above it, for rounding
ROUNDING = 3e-15  # likewise, of all that is added up in a pull


def sparse_fits(
    X: Floats, y: Floats, parts: Parts, strengths: Floats, budget: int = BUDGET
) -> tuple[Floats, NDArray[np.bool_]]:
    """w (K, D), least in |X w − y|^2 / N + λ (squares |w|^2 + sizes sum |w|) for each λ (K,).

    X (N, D), y (N,); λ above 0. With them whether the minimum was reached within the budget.
    """
    N, D = X.shape
    X, y = X / np.sqrt(N), y / np.sqrt(N)
    found, converged = np.zeros((len(strengths), D)), np.zeros(len(strengths), dtype=bool)
    w: Floats = np.zeros(D)
    for k in np.argsort(-strengths):
        lam = float(strengths[k])
        w, converged[k] = one_fit(X, y, lam * parts.squares, lam * parts.sizes, w, budget)
        found[k] = w
    return found, converged


def one_fit(
    X: Floats, y: Floats, squares: float, sizes: float, w: Floats, budget: int
) -> tuple[Floats, bool]:
    """The minimum w (D,) for one λ, from a w that is near; and whether it was reached."""
    size = float(np.abs(y).sum())
    for _ in range(budget):
        tolerance = HELD * sizes + ROUNDING * (size + float(np.abs(w).sum()))
        pull = -2 * ((X @ w - y) @ X + squares * w)  # on each weight, by the data and the squares
        signs = np.sign(w)
        inside = np.abs(pull - sizes * signs)[w != 0]
        if inside.max(initial=0) <= tolerance:
            outside = np.where(w == 0, np.abs(pull), 0)
            j = int(outside.argmax())
            if outside[j] <= sizes + tolerance:
                return w, True
            signs[j] = np.sign(pull[j])
        w = toward(X, y, squares, sizes, w, with_signs(X, y, squares, sizes, signs))
    return w, False


def with_signs(X: Floats, y: Floats, squares: float, sizes: float, signs: Floats) -> Floats:
    """Where it would be least if |w| were signs · w, and w were 0 where there is no sign.

    With more weights than points it falls for ever in some direction: then it is far out there, and
    on the way one of the weights comes to be 0.
    """
    n = signs != 0
    M = np.concatenate([X[:, n], np.sqrt(squares) * np.eye(int(n.sum()))])
    U, S, V = np.linalg.svd(M, full_matrices=False)
    S = np.maximum(S, np.finfo(np.float64).eps * max(M.shape) * S[0])
    w = np.zeros(len(signs))
    w[n] = ((y @ U[: len(y)]) / S - sizes / 2 * (V @ signs[n]) / S**2) @ V
    return w


def toward(X: Floats, y: Floats, squares: float, sizes: float, w: Floats, goal: Floats) -> Floats:
    """The best of the goal and of the places on the way there where a weight comes to be 0."""
    with np.errstate(all="ignore"):
        share = w / (w - goal)
    turns = (w != 0) & (share > 0) & (share < 1)
    places = [goal]
    for j in np.flatnonzero(turns):
        place = w + share[j] * (goal - w)
        place[j] = 0.0
        places.append(place)
    each = np.array(places)
    off = each @ X.T - y
    height = (off * off).sum(axis=1) + squares * (each * each).sum(axis=1)
    return np.asarray(each[(height + sizes * np.abs(each).sum(axis=1)).argmin()])
