"""What can be set in the view Simpler models, and the pure actions on it. No Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lossviz.model.regularization import Regularization
from lossviz.panelkit.values import choice, fields_that_fit, flag, listed, row, whole
from lossviz.panels.regularization.reading import penalty_from_values

SLOPE, NOISE = 0.8, 0.3
"""Of the line behind the points, and the standard deviation around it."""
LEARNED, TESTED, JITTER = 10, 30, 0.09
LARGEST_DEGREE = 15
MOST_POINTS = 60
LARGEST_Y = 1e6
HIGH = 9
"""Degree of f1."""
FIRST_SEED = 113
AXES = ("strength", "degree")
MODELS = ("points", "templates")
"""Polynomials through points, or the templates of a classifier of images."""
Point = tuple[float, float]
Points = tuple[Point, ...]


def drawn(seed: int) -> tuple[Points, Points]:
    """Points to learn from, spread over −1 to 1, and points to test on: a line and noise."""
    rng = np.random.default_rng(seed)
    x = np.linspace(-1, 1, LEARNED) + rng.uniform(-JITTER, JITTER, LEARNED)
    x = np.clip(x, -1, 1).round(2)
    y = (SLOPE * x + rng.normal(0, NOISE, LEARNED)).round(2)
    test_x = np.sort(rng.uniform(-1, 1, TESTED)).round(2)
    test_y = (SLOPE * test_x + rng.normal(0, NOISE, TESTED)).round(2)
    return _points(x, y), _points(test_x, test_y)


def _points(x: Any, y: Any) -> Points:
    return tuple(zip((x + 0.0).tolist(), (y + 0.0).tolist(), strict=True))


FIRST, FIRST_TEST = drawn(FIRST_SEED)
PENALTY = Regularization("l2", 0.011)


@dataclass(frozen=True)
class SimplerSettings:
    """degree: of the polynomial. points: to learn from, test: those that it is tested on; (x, y)
    with x from −1 to 1."""

    penalty: Regularization = PENALTY
    degree: int = HIGH
    points: Points = FIRST
    test: Points = FIRST_TEST


@dataclass(frozen=True)
class SimplerLook:
    """axis: what the error is drawn against. model: one of `MODELS`. shows_test, shows_f1,
    shows_f2: what is drawn."""

    axis: str = "strength"
    model: str = "points"
    shows_test: bool = True
    shows_f1: bool = True
    shows_f2: bool = True


def with_degree(settings: SimplerSettings, degree: int) -> SimplerSettings:
    """Another degree; ValueError with a sentence for one that can't be."""
    if not 0 <= degree <= LARGEST_DEGREE:
        raise ValueError(f"The degree must be a whole number from 0 to {LARGEST_DEGREE}.")
    return replace(settings, degree=degree)


def with_point(settings: SimplerSettings, i: int, x: float, y: float) -> SimplerSettings:
    """Point i moved; x stays in −1 to 1."""
    points = list(settings.points)
    points[i] = _checked(x, y)
    return replace(settings, points=tuple(points))


def with_added(settings: SimplerSettings, x: float, y: float) -> SimplerSettings:
    """One point more to learn from."""
    if len(settings.points) == MOST_POINTS:
        raise ValueError(f"There are {MOST_POINTS} points at most.")
    return replace(settings, points=(*settings.points, _checked(x, y)))


def with_removed(settings: SimplerSettings, i: int) -> SimplerSettings:
    """Without point i."""
    return replace(settings, points=settings.points[:i] + settings.points[i + 1 :])


def _checked(x: float, y: float) -> Point:
    if not math.isfinite(x) or not math.isfinite(y) or abs(y) > LARGEST_Y:
        raise ValueError(f"y must be between −{LARGEST_Y:,.0f} and {LARGEST_Y:,.0f}.")
    return min(max(x, -1.0), 1.0) + 0.0, y + 0.0


def with_drawn(settings: SimplerSettings, seed: int) -> SimplerSettings:
    """Other points of the same line."""
    points, test = drawn(seed)
    return replace(settings, points=points, test=test)


def raised(settings: SimplerSettings, by: float) -> SimplerSettings:
    """So much added to every y, of the test points too: the bias alone takes it up."""
    points, test = (
        tuple(_checked(x, round(y + by, 10)) for x, y in each)
        for each in (settings.points, settings.test)
    )
    return replace(settings, points=points, test=test)


def preset(settings: SimplerSettings, name: str) -> SimplerSettings:
    """f1, which bends through every point, or f2, the line; both without a penalty."""
    degree = HIGH if name == "f1" else 1
    return replace(settings, degree=degree, penalty=replace(settings.penalty, strength=0.0))


def preset_in_force(settings: SimplerSettings) -> str:
    """f1, f2 or "" for another polynomial."""
    if settings.penalty.strength != 0:
        return ""
    return {HIGH: "f1", 1: "f2"}.get(settings.degree, "")


def with_strength(settings: SimplerSettings, strength: float) -> SimplerSettings:
    """λ for the degree of f1, where the test error is least."""
    penalty = replace(settings.penalty, strength=strength)
    return replace(settings, degree=max(settings.degree, 2), penalty=penalty)


def settings_from_values(values: Mapping[str, Any]) -> SimplerSettings:
    """The settings of last time, each that fits."""
    start = SimplerSettings()
    readers: dict[str, Any] = {
        "degree": lambda value: whole(value, 0, LARGEST_DEGREE),
        "points": _points_from_values,
        "test": _points_from_values,
    }
    penalty = penalty_from_values(values.get("penalty"), start.penalty)
    return replace(start, penalty=penalty, **fields_that_fit(values, readers))


def _points_from_values(value: object) -> Points:
    return tuple(_checked(*row(each, 2, LARGEST_Y)) for each in listed(value, 0, MOST_POINTS))


def look_from_values(values: Mapping[str, Any]) -> SimplerLook:
    """What was looked at last time."""
    readers: dict[str, Any] = {
        "axis": lambda value: choice(value, AXES),
        "model": lambda value: choice(value, MODELS),
    }
    readers |= dict.fromkeys(("shows_test", "shows_f1", "shows_f2"), flag)
    return SimplerLook(**fields_that_fit(values, readers))
