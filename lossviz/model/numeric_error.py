"""How far a numeric gradient can be from the true one, and what a gradient check may say of it.

Two errors make up all of it, for each weight:

- Truncation: a step h is not 0. By Taylor's theorem (f(W + h) − f(W)) / h is off by h/2 · f'', and
  (f(W + h) − f(W − h)) / 2h by h^2/6 · f''', somewhere within the step. How curved f is, is
  measured: h is halved, again and again, and what the slope changes by each time is added up.
- Rounding: a loss comes out ε · size too large or too small, and so does the difference of two of
  them, which is divided by the step. ε is 2.2e−16 in float64 and 1.2e−7 in float32; the size is
  that of the numbers that the loss is a sum of, which may be far above the loss (`rounding`).

The one shrinks with h, the other grows. Near a minimum the slope is 0, and both are all there is.
Source: Press et al., "Numerical Recipes", numerical derivatives; Richardson 1911 for the halving.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.gradients import Slope, at

EPSILON = float(np.finfo(np.float64).eps)
ALIKE = 0.1  # of a ratio
STEADIEST = 0.95  # what changes by more than that share each time tends to nowhere soon

PASS_BELOW, WRONG_ABOVE = 1e-4, 1e-2
"""Levels of a relative error. Source: CS231n course notes, "Neural networks part 3"."""
NEARLY_FLAT = 0.02
"""A gradient that is shorter is nearly flat."""

Verdict = Literal["pass", "suspicious", "failed", "flat", "too large", "too small", "none"]
"""flat, too large, too small: nothing to compare, as the place is flat, or for the h in use."""


class NumericError(NamedTuple):
    """How far a numeric gradient can be from the true one: the lengths of both kinds of error."""

    truncation: float
    rounding: float

    @property
    def most(self) -> float:
        """Both at their worst."""
        return self.truncation + self.rounding

    @property
    def bound(self) -> float:
        """A mistake in the analytic gradient that is larger is always seen.

        It is twice the error: a mistake may hide behind an error that points the same way.
        """
        return 2 * self.most


NO_ERROR = NumericError(0.0, 0.0)


def numeric_error(
    f: Callable[[Floats], float],
    size: Callable[[Floats], float],
    W: Floats,
    slopes: Sequence[Slope],
) -> NumericError:
    """The error of a numeric gradient `slopes` at W, whichever scheme and h they were made with.

    f: the loss in float64. size: of the numbers that a loss is a sum of. W: in the precision that
    the slopes were computed in.
    """
    precision, W = np.finfo(W.dtype), W.astype(np.float64)
    truncations, roundings = [], []
    with np.errstate(all="ignore"):
        here, size_here = f(W), size(W)
        for slope in slopes:
            ends = {slope.above, slope.below} - {float(W[slope.i])}
            largest = max(size_here, *(at(size, W, slope.i, end) for end in ends))
            off = float(precision.eps) * largest + float(precision.tiny)
            roundings.append(2 * off / (slope.above - slope.below))
            truncations.append(truncation(f, W, here, slope, EPSILON * largest))
        return NumericError(length(truncations), length(roundings))


def length(parts: Sequence[float]) -> float:
    """Of a vector; inf where a part of it is not known."""
    found = float(np.linalg.norm(parts))
    return np.inf if np.isnan(found) else found


def truncation(
    f: Callable[[Floats], float], W: Floats, f_here: float, slope: Slope, off: float
) -> float:
    """How far the slope of one weight is from where it tends as its step goes to 0.

    n(h) − f' = (n(h) − n(h/2)) + (n(h/2) − n(h/4)) + ...: a forward difference of a smooth f
    changes by h/4 f'', h/8 f'', ..., in sum h/2 f''. Where each change is the same share of the one
    before it, also far ahead, what is still to come is known. f_here: f(W). off: by how much a loss
    may be; what that makes of a slope is no change.
    """
    i, here = slope.i, float(W[slope.i])
    up, down = slope.above - here, here - slope.below

    def n(share: float) -> float:
        above, below = here + share * up, here - share * down
        f_below = at(f, W, i, below) if down else f_here
        return (at(f, W, i, above) - f_below) / (above - below)

    total, change, before, ratio = 0.0, 0.0, np.inf, 0.25 if down else 0.5
    share, coarse = 1.0, n(1.0)
    while here + share / 2 * up != here:
        share /= 2
        fine = n(share)
        change = abs(coarse - fine)
        if not np.isfinite(change):
            return np.inf
        total += change
        last, ratio = ratio, share_of(change, before, ratio)
        noise = 4 * off / (share * (up + down))
        to_come = rest(change, ratio)
        steady = before < np.inf and 0 < ratio < STEADIEST and abs(ratio - last) <= ALIKE * ratio
        if change <= noise or (steady and abs(n(share / 16) - fine) <= to_come + 16 * noise):
            break
        before, coarse = change, fine
    return total + rest(change, ratio)


def share_of(change: float, before: float, expected: float) -> float:
    """The share that a change is of the one before; what is expected while there is none."""
    if np.isinf(before):
        return expected
    return min(change / before, STEADIEST) if before else 0.0


def rest(change: float, ratio: float) -> float:
    """What comes after a change, if each is this share of the one before; twice, to be safe."""
    ratio = max(ratio, 0.5)
    return 2 * change * ratio / (1 - ratio)


def verdict_on(relative: float, apart: float, long: float, error: NumericError) -> Verdict:
    """What a check may say of an analytic gradient so long, and so far apart from the numeric one.

    relative: their relative error. Within what the numeric one can err nothing is wrong: they
    agree, if that is little beside the gradient, else there is nothing to compare. Beyond,
    something is.
    """
    if np.isnan(relative):
        return "none"
    if apart > error.most:
        return "suspicious" if relative <= WRONG_ABOVE else "failed"
    if relative <= WRONG_ABOVE and long > error.most:
        return "pass"
    if long < NEARLY_FLAT:
        return "flat"
    return "too large" if error.truncation >= error.rounding else "too small"
