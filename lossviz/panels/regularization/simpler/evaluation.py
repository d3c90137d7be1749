"""All numbers of the view Simpler models, worked out in the worker. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.regularization import Regularization
from lossviz.model.regularized.penalty_parts import without_strength
from lossviz.model.regularized.polynomials import (
    errors_by_degree,
    fits,
    least_error,
    many_fit,
)
from lossviz.panels.regularization.simpler.settings import (
    HIGH,
    LARGEST_DEGREE,
    Points,
    SimplerLook,
    SimplerSettings,
)

STRENGTHS = np.geomspace(1e-9, 1e2, 241)
DIRT = 1e-9  # of the largest y
CURVE_X = np.linspace(-1, 1, 241)


@dataclass(frozen=True, eq=False)
class Fit:
    """A polynomial: b, w (D,) of x^1 to x^D, its y at `CURVE_X`, its errors, and R(w).

    test: NaN without points to test on. converged: whether it was found within the budget.
    """

    degree: int
    strength: float
    b: float
    w: Floats
    y: Floats
    train: float
    test: float
    R: float
    converged: bool = True

    @property
    def largest(self) -> float:
        """The size of the largest weight; 0 of none."""
        return float(np.abs(self.w).max(initial=0.0))

    @property
    def squares(self) -> float:
        """Sum w^2."""
        return float(self.w @ self.w)


@dataclass(frozen=True, eq=False)
class SimplerFound:
    """What was found. fit, f1, f2: None without points.

    train, test (K,): errors along `STRENGTHS`, or of degrees 0 to 15; () without points. best: the
    λ of the least test error, None without any. many: whether many polynomials pass through all
    points, of which the smallest is shown.
    """

    settings: SimplerSettings
    look: SimplerLook
    fit: Fit | None
    f1: Fit | None
    f2: Fit | None
    train: Floats
    test: Floats
    best: float | None
    many: bool


def xy(points: Points) -> tuple[Floats, Floats]:
    """Points as x, y (N,)."""
    both = np.array(points, dtype=np.float64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def evaluate(settings: SimplerSettings, look: SimplerLook) -> SimplerFound:
    """All of it; what does not hang on λ is worked out once for all of them."""
    none = np.zeros(0)
    if not settings.points:
        return SimplerFound(settings, look, None, None, None, none, none, None, False)
    points, test, degree = settings.points, settings.test, settings.degree
    shape = replace(settings.penalty, strength=1.0)
    without = Regularization("l2", 0.0)
    if look.axis == "strength":
        errors = path(points, test, degree, shape)
    else:
        errors = by_degree(points, test, settings.penalty)
    return SimplerFound(
        settings=settings,
        look=look,
        fit=fitted(points, test, degree, settings.penalty),
        f1=fitted(points, test, HIGH, without),
        f2=fitted(points, test, 1, without),
        train=errors[0],
        test=errors[1],
        best=best_strength(points, test, degree, shape) if test else None,
        many=settings.penalty.strength == 0 and many_fit(xy(points)[0], degree),
    )


@lru_cache(maxsize=16)
def fitted(points: Points, test: Points, degree: int, penalty: Regularization) -> Fit:
    """One polynomial with all that is said of it."""
    R = without_strength(penalty)
    found = fits(*xy(points), degree, R, [penalty.strength])
    w = found.w[0]
    return Fit(
        degree=degree,
        strength=penalty.strength,
        b=float(found.b[0]),
        w=w,
        y=found.at(CURVE_X)[0],
        train=without_dirt(float(found.errors(*xy(points))[0]), xy(points)[1]),
        test=float(found.errors(*xy(test))[0]) if test else float("nan"),
        R=R.penalty(w),
        converged=bool(found.converged[0]),
    )


def without_dirt(error: float, y: Floats) -> float:
    """A mean square; 0 where that is all but for the rounding of binary fractions."""
    return 0.0 if error <= (DIRT * float(np.abs(y).max())) ** 2 else error


@lru_cache(maxsize=8)
def path(points: Points, test: Points, degree: int, shape: Regularization) -> tuple[Floats, Floats]:
    """Training and test error (K,) for each of `STRENGTHS`."""
    found = fits(*xy(points), degree, without_strength(shape), STRENGTHS)
    tested = found.errors(*xy(test)) if test else np.full(len(STRENGTHS), np.nan)
    return found.errors(*xy(points)), tested


@lru_cache(maxsize=8)
def by_degree(points: Points, test: Points, penalty: Regularization) -> tuple[Floats, Floats]:
    """Training and test error of degrees 0 to 15."""
    R = without_strength(penalty)
    train, tested = errors_by_degree(
        xy(points), xy(test or points), LARGEST_DEGREE, R, penalty.strength
    )
    return train, tested if test else np.full(len(train), np.nan)


@lru_cache(maxsize=8)
def best_strength(points: Points, test: Points, degree: int, shape: Regularization) -> float:
    """The λ of the least test error."""
    return least_error(xy(points), xy(test), degree, without_strength(shape), STRENGTHS)
