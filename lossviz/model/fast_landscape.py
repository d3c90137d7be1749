"""The loss on a whole grid of a plane, fast: as `Landscape.loss`, but for rounding.

- A hinge term, and half of |w| in an L1 penalty, are ramps max(0, c + w1 d) along a row of the
  grid. A sum of thousands of ramps needs no evaluation of each at each point: every ramp is sorted
  into the interval of the row where it has its corner, and running sums do the rest. So a whole
  row costs no more than some of its points.
- The softmax loss needs only the differences d_j = s_j − s_y to the true class, which are linear
  too: L_i = log(1 + sum over j != y of exp(d_j)).
- The L2 penalty is a quadratic form of w1 and w2: six numbers.

Each function stands beside the plain form in `lossviz.model.landscape`; tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.landscape import Landscape, PlaneWeights, term_kinks
from lossviz.model.losses import Hinge, OneVsAll, Softmax
from lossviz.model.surfaces import Surface
from lossviz.model.totals import finished

Row: TypeAlias = Callable[[Floats, float], Floats]
"""The loss (G,) at points of a row of the grid: at w1 (G,), equally spaced, for one w2."""

AT_A_TIME = 50_000  # differences of scores: as many as stay in the cache
REST_AFTER = 1_500_000  # of them: a few milliseconds
LARGEST_EXPONENT = 80.0  # of exp in float32


def grid(surface: Surface, w1: ArrayLike, w2: ArrayLike) -> Floats:
    """L (M, G) at all w1 (G,), which are equally spaced, and w2 (M,)."""
    return finished(grid_in_slices(surface, w1, w2))


def grid_in_slices(surface: Surface, w1: ArrayLike, w2: ArrayLike) -> Generator[None, None, Floats]:
    """The same, with a place to rest every few milliseconds."""
    sizes = Sizes()
    w1, w2 = sizes.numbers("w1", w1, "G"), sizes.numbers("w2", w2, "M")
    if not isinstance(surface, Landscape):
        yield
        return surface.loss(w1[None, :], w2[:, None])
    data, penalty = data_row(surface), penalty_row(surface)
    L = np.empty((len(w2), len(w1)))
    rest_after, done = max(1, REST_AFTER // surface.S0.size), 0  # points
    piece = len(w1) if is_of_ramps(surface) else rest_after
    for j, b in enumerate(w2.tolist()):
        with np.errstate(all="ignore"):
            L[j] = penalty(w1, b)
        for first in range(0, len(w1), piece):
            part = slice(first, first + piece)
            with np.errstate(all="ignore"):
                L[j, part] += data(w1[part], b)
            done += len(w1[part])
            if done >= rest_after:
                done = 0
                yield
    return L


def data_row(f: Landscape) -> Row:
    """How the mean loss of a landscape is worked out along a row."""
    if is_of_ramps(f):
        return hinge_row(f)
    if isinstance(f.of_scores, Softmax) and all_finite(f):
        return softmax_row(f)
    return plain_row(f)


def plain_row(f: Landscape) -> Row:
    """Rows of the losses that have no shortcut, and of scores that are inf or nan."""
    return lambda w1, w2: f.data_loss(w1, np.float64(w2))


def is_of_ramps(f: Landscape) -> bool:
    """Whether the loss is a sum of ramps that can be sorted."""
    squared = isinstance(f.of_scores, Hinge) and f.of_scores.squared
    return isinstance(f.of_scores, Hinge | OneVsAll) and not squared and all_finite(f)


def all_finite(f: Landscape) -> bool:
    """Whether all parts of the scores are numbers."""
    return all(bool(np.isfinite(S).all()) for S in (f.S0, f.S1, f.S2))


def hinge_row(f: Landscape) -> Row:
    """Rows of the hinge loss, or of one-vs-all: sums of ramps."""
    corners = term_kinks(f)
    ramps = ramp_row(*(d.astype(np.float64) for d in (corners.c, corners.d1, corners.d2)))
    N, C = f.S0.shape
    hinge = f.of_scores if isinstance(f.of_scores, Hinge) else Hinge()
    more = hinge.margin if hinge.include_true_class else 0.0  # of each example, from j = y
    divisor = N * hinge.divisor(C)
    return lambda w1, w2: ramps(w1, w2) / divisor + more / hinge.divisor(C)


class Ramps(NamedTuple):
    """Ramps that all rise, or all fall, along the rows; (K,) each. inverse: −1 / d1."""

    c: Floats
    d1: Floats
    d2: Floats
    inverse: Floats


def ramp_row(c: Floats, d1: Floats, d2: Floats) -> Row:
    """Rows of the sum over k of max(0, c_k + w1 d1_k + w2 d2_k), all (K,).

    All rows share d1, so what rises and what falls is sorted out once.
    """
    rising, falling = (chosen_ramps(c, d1, d2, which) for which in (d1 > 0, d1 < 0))
    flat_c, flat_d2 = c[d1 == 0], d2[d1 == 0]

    def row(w1: Floats, w2: float) -> Floats:
        total = np.full(len(w1), np.maximum(flat_c + w2 * flat_d2, 0.0).sum())
        for ramps, running in ((rising, so_far), (falling, left_over)):
            height = ramps.c + w2 * ramps.d2  # at w1 = 0
            places = first_after(height * ramps.inverse, w1)
            sum_c, sum_d = sums_at(places, height, len(w1)), sums_at(places, ramps.d1, len(w1))
            total += running(sum_c)[:-1] + running(sum_d)[:-1] * w1
        return total

    return row


def chosen_ramps(c: Floats, d1: Floats, d2: Floats, which: NDArray[np.bool_]) -> Ramps:
    """Some of the ramps."""
    with np.errstate(all="ignore"):
        return Ramps(c[which], d1[which], d2[which], -1 / d1[which])


def first_after(corners: Floats, x: Floats) -> NDArray[np.intp]:
    """The first point of equally spaced, ascending x (G,) at or after each corner, (K,): 0 to G.

    Rising ramps count from there, falling ones until there.
    """
    G = len(x)
    step = (x[-1] - x[0]) / (G - 1) if G > 1 else 1.0
    first = np.ceil((corners - x[0]) / step)
    places: NDArray[np.intp] = np.fmin(np.fmax(first, 0), G).astype(np.intp)  # nan is 0
    return places


def sums_at(places: NDArray[np.intp], weights: Floats, G: int) -> NDArray[np.float64]:
    """The sum (G + 1,) of the weights at each place."""
    return np.asarray(np.bincount(places, weights, G + 1), dtype=np.float64)


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
    ramps = ramp_row(W0, U, V)
    return lambda a, b: 2 * ramps(a, b) - (w0 + a * u + b * v)
