"""The numeric gradient, slow and easy to write, to check the analytic one with."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats

Scheme = Literal["central", "forward"]
TINY = 1e-8


def numeric_gradient(
    f: Callable[[Floats], float], W: Floats, h: float = 1e-5, scheme: Scheme = "central"
) -> NDArray[np.float64]:
    """Slope of f at W, one weight at a time; in the shape of W, which stays as it is.

    "forward" is the lecture's (f(W + h) − f(W)) / h, "central" (f(W + h) − f(W − h)) / 2h,
    whose error shrinks with h^2. Divides by the step that was really taken, after rounding.
    Raises ValueError if h is not above 0, or too small or too large to move a weight.
    """
    if scheme not in ("central", "forward"):
        raise ValueError(f'scheme must be "central" or "forward", not {scheme!r}')
    W = np.array(W, dtype=np.result_type(W, np.float32))  # a copy
    with np.errstate(all="ignore"):
        up = W + W.dtype.type(h)
        down = W - W.dtype.type(h) if scheme == "central" else W
    moved = np.isfinite(up - down) & (up > W) & ((down < W) | (scheme == "forward"))
    if not (h > 0 and moved.all()):
        raise ValueError(f"h must be above 0 and of a size that changes W in {W.dtype}, not {h!r}")
    slope = np.empty(W.shape)
    for i in np.ndindex(W.shape):
        above, below = float(up[i]), float(down[i])
        slope[i] = (at(f, W, i, above) - at(f, W, i, below)) / (above - below)
    return slope


def at(f: Callable[[Floats], float], W: Floats, i: tuple[int, ...], value: float) -> float:
    """The value of f where weight i of W has another value."""
    moved = W.copy()
    moved[i] = value
    return float(f(moved))


def gradient_check(analytic: Floats, numeric: Floats) -> float:
    """The largest relative error of two gradients: |a − n| / max(|a|, |n|), entry by entry.

    Below 1e−7 is right, above 1e−2 is usually wrong, unless the objective has kinks. Where both
    are below 1e−8 they count as equal up to that size. Raises ValueError if the shapes differ.
    Source: CS231n course notes, "Neural networks part 3", gradient checks.
    """
    a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
    if a.shape != n.shape:
        raise ValueError(f"the gradients must have one shape, not {a.shape} and {n.shape}")
    scale = np.maximum(np.maximum(np.abs(a), np.abs(n)), TINY)
    return float(np.max(np.abs(a - n) / scale, initial=0.0))
