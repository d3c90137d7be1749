"""The loss on a whole grid of a plane, fast: as `Landscape.loss`, but for rounding.

- A hinge term, and half of |w| in an L1 penalty, are ramps max(0, c + w1 d) along a row of the
  grid. A sum of thousands of ramps needs no evaluation of each at each point: every ramp is sorted
  into the interval of the row where it has its corner, and running sums do the rest.
- The softmax loss needs only the differences d_j = s_j − s_y to the true class, which are linear
  too: L_i = log(1 + sum over j != y of exp(d_j)).
- The L2 penalty is a quadratic form of w1 and w2: six numbers.

Each function stands beside the plain form in `lossviz.model.landscape`; tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.landscape import Landscape, PlaneWeights, kinks
from lossviz.model.losses import Hinge, OneVsAll, Softmax
from lossviz.model.surfaces import Surface
from lossviz.model.totals import finished

Row: TypeAlias = Callable[[Floats, float], Floats]
"""The loss (G,) at points of a row of the grid: at w1 (G,), equally spaced, for one w2."""

AT_A_TIME = 50_000  # differences of scores: as many as stay in the cache
REST_AFTER = 1_500_000  # of them: a few milliseconds
LARGEST_EXPONENT = 80.0  # of exp in float32


def grid(surface: Surface, w1: Floats, w2: Floats) -> Floats:
    """L (M, G) at all w1 (G,), which are equally spaced, and w2 (M,)."""
    return finished(grid_in_slices(surface, w1, w2))


def grid_in_slices(surface: Surface, w1: Floats, w2: Floats) -> Generator[None, None, Floats]:
    """The same, with a place to rest every few milliseconds."""
    if not isinstance(surface, Landscape):
        yield
        return surface.loss(w1[None, :], w2[:, None])
    data, penalty = data_row(surface), penalty_row(surface)
    L = np.empty((len(w2), len(w1)))
    piece, done = max(1, REST_AFTER // surface.S0.size), 0
    for j, b in enumerate(w2.tolist()):
        for first in range(0, len(w1), piece):
            part = w1[first : first + piece]
            with np.errstate(all="ignore"):
                L[j, first : first + piece] = data(part, b) + penalty(part, b)
            done += len(part)
            if done >= piece:
                done = 0
                yield
    return L


def data_row(f: Landscape) -> Row:
    """How the mean loss of a landscape is worked out along a row."""
    of_scores, finite = f.of_scores, all(np.isfinite(S).all() for S in (f.S0, f.S1, f.S2))
    if not finite:
        return plain_row(f)
    if isinstance(of_scores, OneVsAll) or (isinstance(of_scores, Hinge) and not of_scores.squared):
        return hinge_row(f)
    if isinstance(of_scores, Softmax):
        return softmax_row(f)
    return plain_row(f)


def plain_row(f: Landscape) -> Row:
    """Rows of the losses that have no shortcut, and of scores that are inf or nan."""
    return lambda w1, w2: f.data_loss(w1, np.float64(w2))


def hinge_row(f: Landscape) -> Row:
    """Rows of the hinge loss, or of one-vs-all: sums of ramps."""
    c, d1, d2 = (each.astype(np.float64) for each in kinks(f))
    N, C = f.S0.shape
    hinge = f.of_scores if isinstance(f.of_scores, Hinge) else Hinge()
    more = hinge.margin if hinge.include_true_class else 0.0  # of each example, from j = y
    divisor = N * hinge.divisor(C)
    return lambda w1, w2: sum_of_ramps(w1, c + w2 * d2, d1) / divisor + more / hinge.divisor(C)


def sum_of_ramps(x: Floats, c: Floats, d: Floats) -> NDArray[np.float64]:
    """The sum over k of max(0, c_k + d_k x), (G,), for equally spaced, ascending x (G,)."""
    G = len(x)
    step = (x[-1] - x[0]) / (G - 1) if G > 1 else 1.0
    with np.errstate(all="ignore"):
        corner = -c / d
        # The first point at or after the corner: rising ramps count from there, falling ones till.
        first = np.ceil((corner - x[0]) / step)
    first = np.nan_to_num(first, nan=0.0, posinf=G, neginf=0.0)
    places = np.clip(first, 0, G).astype(np.intp)
    flat, rising, falling = d == 0, d > 0, d < 0
    total = np.full(G, np.maximum(c[flat], 0.0).sum())
    for side, running in ((rising, so_far), (falling, left_over)):
        sum_c = np.asarray(np.bincount(places[side], c[side], G + 1), dtype=np.float64)
        sum_d = np.asarray(np.bincount(places[side], d[side], G + 1), dtype=np.float64)
        total += running(sum_c)[:G] + running(sum_d)[:G] * x
    return total


def so_far(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of the entries up to each place."""
    return np.cumsum(counts)


def left_over(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is still to come after each place: the sum of all later entries."""
    later = np.zeros_like(counts)
    later[:-1] = counts[:0:-1].cumsum()[::-1]
    return later


def softmax_row(f: Landscape) -> Row:
    """Rows of the softmax loss from the differences d (C − 1, N) to the true class."""
    N, C = f.S0.shape
    wrong = np.arange(C) != f.y[:, None]  # (N, C)
    d0, d1, d2 = (
        np.ascontiguousarray((S - S[np.arange(N), f.y][:, None])[wrong].reshape(N, C - 1).T)
        for S in (f.S0, f.S1, f.S2)
    )
    count = max(1, AT_A_TIME // d0.size)  # points at a time
    space = np.empty((count, C - 1, N), dtype=d0.dtype)

    def some(w1: Floats, base: Floats) -> Floats:
        d = space[: len(w1)]
        np.multiply(w1[:, None, None], d1, out=d)
        d += base
        if not d.max(initial=0.0) <= LARGEST_EXPONENT:  # nan too
            losses = log_of_sum(d)
        else:
            losses = np.log1p(np.exp(d, out=d).sum(axis=1))
        return np.asarray(losses.mean(axis=1))

    def row(w1: Floats, w2: float) -> Floats:
        base, a = d0 + d0.dtype.type(w2) * d2, w1.astype(d0.dtype)
        return np.concatenate([some(a[i : i + count], base) for i in range(0, len(a), count)])

    return row


def log_of_sum(d: Floats) -> Floats:
    """log(1 + sum over j of exp(d_j)), (K, N), from d (K, C − 1, N) of any size."""
    m = np.clip(d.max(axis=1), 0, np.finfo(d.dtype).max)  # (K, N), finite: inf − inf is nan
    result: Floats = m + np.log(np.exp(-m) + np.exp(d - m[:, None]).sum(axis=1))
    return result


def penalty_row(f: Landscape) -> Row:
    """How strength · R(W) is worked out along a row."""
    plane, regularization = f.plane, f.regularization
    if regularization.strength == 0 or regularization.kind == "none":
        return lambda w1, _w2: np.zeros(len(w1))
    squares, sizes = l2_row(plane), l1_row(plane)
    strength, beta = regularization.strength, regularization.beta
    if regularization.kind == "l2":
        return lambda w1, w2: strength * squares(w1, w2)
    if regularization.kind == "l1":
        return lambda w1, w2: strength * sizes(w1, w2)
    return lambda w1, w2: strength * (beta * squares(w1, w2) + sizes(w1, w2))


def l2_row(plane: PlaneWeights) -> Row:
    """Rows of sum W^2 = W0·W0 + 2 w1 W0·U + 2 w2 W0·V + w1^2 U·U + 2 w1 w2 U·V + w2^2 V·V."""
    W0, U, V = (each.astype(np.float64) for each in plane[:3])
    ww, wu, wv, uu, uv, vv = W0 @ W0, W0 @ U, W0 @ V, U @ U, U @ V, V @ V
    return lambda a, b: ww + 2 * a * wu + 2 * b * wv + a * a * uu + 2 * a * b * uv + b * b * vv


def l1_row(plane: PlaneWeights) -> Row:
    """Rows of sum |W|: |w| is twice the ramp max(0, w), less w."""
    W0, U, V = (each.astype(np.float64) for each in plane[:3])
    w0, u, v = W0.sum(), U.sum(), V.sum()
    return lambda a, b: 2 * sum_of_ramps(a, W0 + b * V, U) - (w0 + a * u + b * v)
