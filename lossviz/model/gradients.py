"""The numeric gradient, slow and easy to write, to check the analytic one with."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import as_floats

Scheme = Literal["central", "forward"]
TINY = 1e-8


class Slope(NamedTuple):
    """One weight's row of the lecture's table.

    i: which weight. above, below: its two values; below is the weight as it is for "forward".
    loss_above, loss_below: f there. slope: (loss_above − loss_below) / (above − below).
    """

    i: tuple[int, ...]
    above: float
    below: float
    loss_above: float
    loss_below: float
    slope: float


def numeric_gradient(
    f: Callable[[Floats], float], W: ArrayLike, h: float = 1e-5, scheme: Scheme = "central"
) -> NDArray[np.float64]:
    """Slope of f at W, one weight at a time; in the shape of W, which stays as it is.

    "forward" is the lecture's (f(W + h) − f(W)) / h, "central" (f(W + h) − f(W − h)) / 2h,
    whose error shrinks with h^2. Divides by the step that was really taken, after rounding.
    Raises ValueError if h is not above 0, or too small or too large to move a weight.
    """
    dW = np.empty(np.shape(W))
    for slope in numeric_slopes(f, W, h, scheme):
        dW[slope.i] = slope.slope
    return dW


def numeric_slopes(
    f: Callable[[Floats], float], W: ArrayLike, h: float = 1e-5, scheme: Scheme = "central"
) -> Iterator[Slope]:
    """The numeric gradient as the lecture fills it in: yields one weight's slope after another.

    f is asked `evaluations` times: once for W itself and once a weight ("forward"), or twice a
    weight ("central"). Raises ValueError as `numeric_gradient` does.
    """
    if scheme not in ("central", "forward"):
        raise ValueError(f'scheme must be "central" or "forward", not {scheme!r}')
    W = as_floats("W", W).copy()
    with np.errstate(all="ignore"):
        up = W + W.dtype.type(h)
        down = W - W.dtype.type(h) if scheme == "central" else W
        moved = np.isfinite(up - down) & (up > W) & ((down < W) | (scheme == "forward"))
    if not (h > 0 and moved.all()):
        raise ValueError(f"h must be above 0 and of a size that changes W in {W.dtype}, not {h!r}")
    here = float(f(W)) if scheme == "forward" else np.nan
    for i in np.ndindex(W.shape):
        above, below = float(up[i]), float(down[i])
        loss_above = at(f, W, i, above)
        loss_below = here if scheme == "forward" else at(f, W, i, below)
        yield Slope(
            i, above, below, loss_above, loss_below, (loss_above - loss_below) / (above - below)
        )


def evaluations(weights: int, scheme: Scheme) -> int:
    """How often a numeric gradient asks for the loss: D + 1 times ("forward") or 2 D ("central").

    The analytic gradient asks once.
    """
    return weights + 1 if scheme == "forward" else 2 * weights


def at(f: Callable[[Floats], float], W: Floats, i: tuple[int, ...], value: float) -> float:
    """The value of f where weight i of W has another value."""
    moved = W.copy()
    moved[i] = value
    return float(f(moved))


def gradient_check(analytic: ArrayLike, numeric: ArrayLike) -> float:
    """The largest relative error of two gradients: |a − n| / max(|a|, |n|), entry by entry.

    Below 1e−7 is right, above 1e−2 is usually wrong, unless the objective has kinks. Where both
    are below 1e−8 they count as equal up to that size. Raises ValueError if the shapes differ.
    Source: CS231n course notes, "Neural networks part 3", gradient checks.
    """
    a, n = checked(analytic, numeric)
    scale = np.maximum(np.maximum(np.abs(a), np.abs(n)), TINY)
    return float(np.max(np.abs(a - n) / scale, initial=0.0))


def relative_error(analytic: ArrayLike, numeric: ArrayLike) -> float:
    """The relative error of a gradient as a whole: |a − n| / max(|a|, |n|), with |.| the length.

    Unlike `gradient_check` it does not hang on one entry that happens to be near 0. Two gradients
    that are both shorter than 1e−8 count as equal up to that size. Source: as there.
    """
    a, n = checked(analytic, numeric)
    with np.errstate(all="ignore"):
        longest = max(float(np.linalg.norm(a)), float(np.linalg.norm(n)), TINY)
        return float(np.linalg.norm(a - n) / longest)


def angle(analytic: ArrayLike, numeric: ArrayLike) -> float:
    """The angle between two gradients in degrees, 0 to 180; nan where one of them has no length."""
    a, n = (each.ravel() for each in checked(analytic, numeric))
    with np.errstate(all="ignore"):
        a, n = a / np.linalg.norm(a), n / np.linalg.norm(n)
        # Half the difference of two unit vectors is the sine of half the angle: exact near 0.
        return float(np.degrees(2 * np.arctan2(np.linalg.norm(a - n), np.linalg.norm(a + n))))


def checked(analytic: ArrayLike, numeric: ArrayLike) -> tuple[Floats, Floats]:
    """Two gradients of one shape, in float64."""
    a = as_floats("the analytic gradient", analytic).astype(np.float64, copy=False)
    n = as_floats("the numeric gradient", numeric).astype(np.float64, copy=False)
    if a.shape != n.shape:
        raise ValueError(f"the gradients must have one shape, not {a.shape} and {n.shape}")
    return a, n
