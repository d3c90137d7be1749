"""What can be set in the view Curvature, and the pure actions on it. No Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lossviz.model.regularization import Regularization
from lossviz.panelkit.values import (
    choice,
    fields_that_fit,
    flag,
    number,
    optional,
    row,
    whole,
    window,
)
from lossviz.panels.regularization.reading import penalty_from_values
from lossviz.widgets.map.window import Place, Window

VALLEYS = ("alike", "hundred")
"""Least squares on two inputs that say nearly the same, or 50 w1^2 + 0.5 w2^2."""
RATES = ("best", "same", "own")
"""The learning rate: the best for each walk, that of λ = 0 for both, or a number."""
GOALS = ("0.01", "0.0001")
"""How much of the way may be left, as a share."""
PLOTS = ("steps", "condition")
STARTS: dict[str, Place] = {"alike": (-1.2, 1.6), "hundred": (0.5, 1.2)}
LARGEST_START, LARGEST_RATE, MOST_STEPS = 100.0, 10.0, 1000
PENALTY = Regularization("l2", 0.1)


@dataclass(frozen=True)
class CurvatureSettings:
    """start: of both walks. rate: one of `RATES`; own_rate: the number. goal: one of `GOALS`."""

    penalty: Regularization = PENALTY
    valley: str = "alike"
    start: Place = STARTS["alike"]
    rate: str = "best"
    own_rate: float = 0.4
    goal: str = "0.01"

    @property
    def share(self) -> float:
        """How much of the way may be left."""
        return float(self.goal)


@dataclass(frozen=True)
class CurvatureLook:
    """data: contours of the data loss alone. free: the walk with λ = 0. plot: against λ.

    steps: how many steps of the walks are shown, None for all. window: as in Geometry.
    """

    data: bool = True
    free: bool = True
    plot: str = "steps"
    steps: int | None = None
    window: Window | None = None


def with_valley(settings: CurvatureSettings, valley: str) -> CurvatureSettings:
    """Another valley, and a start in it."""
    if valley not in VALLEYS:
        raise ValueError(f"A valley is one of {', '.join(VALLEYS)}.")
    return replace(settings, valley=valley, start=STARTS[valley])


def with_start(settings: CurvatureSettings, start: Place) -> CurvatureSettings:
    """Another start; ValueError with a sentence if it can't be."""
    if not all(math.isfinite(each) and abs(each) <= LARGEST_START for each in start):
        raise ValueError(f"A start must lie within {LARGEST_START:g} of 0.")
    return replace(settings, start=start)


def with_rate(settings: CurvatureSettings, rate: str) -> CurvatureSettings:
    """Which learning rate."""
    if rate not in RATES:
        raise ValueError(f"A rate is one of {', '.join(RATES)}.")
    return replace(settings, rate=rate)


def with_own_rate(settings: CurvatureSettings, rate: float) -> CurvatureSettings:
    """A number as the rate of both."""
    if not 0 < rate <= LARGEST_RATE:
        raise ValueError(f"A learning rate must be above 0, and at most {LARGEST_RATE:g}.")
    return replace(settings, own_rate=rate)


def with_goal(settings: CurvatureSettings, goal: str) -> CurvatureSettings:
    """How near is near enough."""
    if goal not in GOALS:
        raise ValueError(f"A goal is one of {', '.join(GOALS)}.")
    return replace(settings, goal=goal)


def settings_from_values(values: Mapping[str, Any]) -> CurvatureSettings:
    """The settings of last time, each that fits."""
    start = CurvatureSettings()
    readers = {
        "valley": lambda value: choice(value, VALLEYS),
        "start": lambda value: row(value, 2, LARGEST_START),
        "rate": lambda value: choice(value, RATES),
        "own_rate": lambda value: number(value, 1e-6, LARGEST_RATE),
        "goal": lambda value: choice(value, GOALS),
    }
    penalty = penalty_from_values(values.get("penalty"), start.penalty)
    return replace(start, penalty=penalty, **fields_that_fit(values, readers))


def look_from_values(values: Mapping[str, Any]) -> CurvatureLook:
    """Where one looked last time, each choice that fits."""
    readers = {
        "data": flag,
        "free": flag,
        "plot": lambda value: choice(value, PLOTS),
        "steps": optional(lambda value: whole(value, 0, MOST_STEPS)),
        "window": optional(window),
    }
    return replace(CurvatureLook(), **fields_that_fit(values, readers))
