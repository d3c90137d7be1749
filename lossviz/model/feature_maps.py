"""Feature maps: what a linear classifier gets to see of a point (x0, x1).

A linear classifier parts its classes by straight lines. It still does where it sees phi(x) in
place of x; back in the plane of x those lines are curves.

Conventions, the same for every map:

- X (N, 2) points; `features` is phi(X) (N, D). `names` says what the D numbers are.
- float32 and float64 stay what they are; any other numbers become float64.
- Points that are inf or nan give the limit where there is one, else inf or nan. No warnings.
- Wrong shapes raise ValueError.

Source: lecture, the slides on image features; (x, y) -> (r, theta) is its example.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import as_floats


class FeatureMap(Protocol):
    """phi: `name` is its key in `FEATURE_MAPS`, `title` is what a person reads."""

    name: ClassVar[str]
    title: ClassVar[str]
    names: ClassVar[tuple[str, ...]]

    def features(self, X: ArrayLike) -> Floats:
        """phi(X) (N, D) of points X (N, 2)."""
        ...


class Identity:
    """phi(x) = (x0, x1): the point itself."""

    name: ClassVar[str] = "identity"
    title: ClassVar[str] = "Identity (x₀, x₁)"
    names: ClassVar[tuple[str, ...]] = ("x₀", "x₁")

    def features(self, X: ArrayLike) -> Floats:
        """X, as floats."""
        return checked(X)


class Polar:
    """phi(x) = (r, theta): rings become stripes.

    r = sqrt(x0^2 + x1^2). theta is the angle from the x0 axis, anticlockwise, in radians and not
    scaled: −pi to pi, with the jump on the left, where x1 = 0 is pi. At the origin it is 0.
    """

    name: ClassVar[str] = "polar"
    title: ClassVar[str] = "Polar (r, θ)"
    names: ClassVar[tuple[str, ...]] = ("r", "θ")

    def features(self, X: ArrayLike) -> Floats:
        """r and theta of each point."""
        x0, x1 = columns(X)
        with np.errstate(all="ignore"):
            return np.stack([np.hypot(x0, x1), np.arctan2(x1, x0)], axis=1)


class Squares:
    """phi(x) = (x0, x1, x0^2, x1^2, x0 x1): borders are ellipses, hyperbolas, parabolas."""

    name: ClassVar[str] = "squares"
    title: ClassVar[str] = "Squares and product"
    names: ClassVar[tuple[str, ...]] = ("x₀", "x₁", "x₀²", "x₁²", "x₀x₁")

    def features(self, X: ArrayLike) -> Floats:
        """The five of each point."""
        x0, x1 = columns(X)
        with np.errstate(all="ignore"):
            return np.stack([x0, x1, x0**2, x1**2, x0 * x1], axis=1)


class Bumps:
    """phi(x) = (g0, ..., g8) with g_k = exp(−|x − c_k|^2 / (2 width^2)): how near to nine centres.

    Radial basis functions (RBF). The centres are those of the square's nine parts, from left to
    right and row by row, the lowest row first. Far from all of them, every feature is 0.
    """

    name: ClassVar[str] = "bumps"
    title: ClassVar[str] = "Gaussian bumps (RBF)"
    names: ClassVar[tuple[str, ...]] = ("g₀", "g₁", "g₂", "g₃", "g₄", "g₅", "g₆", "g₇", "g₈")

    centres: ClassVar[tuple[tuple[float, float], ...]] = tuple(
        (c0, c1) for c1 in (-2 / 3, 0, 2 / 3) for c0 in (-2 / 3, 0, 2 / 3)
    )
    width: ClassVar[float] = 0.4

    def features(self, X: ArrayLike) -> Floats:
        """How near each point is to each centre, 0 to 1."""
        x0, x1 = columns(X)
        with np.errstate(all="ignore"):
            squares = [(x0 - c0) ** 2 + (x1 - c1) ** 2 for c0, c1 in self.centres]
            return np.exp(-np.stack(squares, axis=1) / (2 * self.width**2))


def columns(X: ArrayLike) -> tuple[Floats, Floats]:
    """x0 and x1 (N,) of points; −0 is 0, so that the angle of (−1, −0) is that of (−1, 0)."""
    X = checked(X) + 0
    return X[:, 0], X[:, 1]


def checked(X: ArrayLike) -> Floats:
    """Points as floats (N, 2), or ValueError with what is wrong."""
    X = as_floats("points", X)
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"points must be of shape (N, 2), not {X.shape}")
    return X


FEATURE_MAPS: dict[str, FeatureMap] = {
    feature_map.name: feature_map for feature_map in (Identity(), Polar(), Squares(), Bumps())
}
