"""All numbers of the view Curvature, worked out in the worker. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from lossviz.data.valleys import ALIKE, CONDITION_100
from lossviz.model.arrays import Floats
from lossviz.model.contours import contour, round_heights
from lossviz.model.regularization import Regularization, Regularizer
from lossviz.model.regularized.curvature import Curvature, Walk, arrivals, curvature, walk
from lossviz.model.regularized.path import path, penalties, spread
from lossviz.model.regularized.penalty_parts import parts
from lossviz.model.regularized.two_weights import Quadratic, least_squares
from lossviz.panels.regularization.curvature.settings import (
    MOST_STEPS,
    CurvatureLook,
    CurvatureSettings,
)
from lossviz.panels.regularization.geometry.evaluation import Contour
from lossviz.widgets.map.window import Place, Window

WEAKEST, STRONGEST, POINTS = 1e-3, 10.0, 121
TABLE = (0.0, 0.01, 0.1, 1.0)
"""λ of the table, besides the one in force."""
WINDOWS = {"alike": Window(0.2, 0.3, 2.1), "hundred": Window(0.0, 0.0, 1.5)}
GRID = 201


@dataclass(frozen=True, eq=False)
class At:
    """With one λ: curvature, learning rate, steps until the walk arrives (∞ if it does not), and
    at the minimum w the data loss and R."""

    strength: float
    curvature: Curvature
    rate: float
    steps: float
    w: Place
    data: float
    R: float


@dataclass(frozen=True, eq=False)
class CurvatureFound:
    """What was found.

    now, free: with λ and without. table: each λ of the table, with now among them. walk, free_walk:
    from the start, with λ and without. contours: of the total; alone: of the data loss.
    strengths (K,), steps (K,), conditions (K,): against λ; ∞ for a walk that does not arrive.
    """

    settings: CurvatureSettings
    look: CurvatureLook
    window: Window
    now: At
    free: At
    table: tuple[At, ...]
    walk: Walk
    free_walk: Walk
    contours: tuple[Contour, ...]
    alone: tuple[Contour, ...]
    strengths: Floats
    steps: Floats
    conditions: Floats


def evaluate(settings: CurvatureSettings, look: CurvatureLook) -> CurvatureFound:
    """All of it."""
    penalty = settings.penalty
    R = Regularization(penalty.kind, 1.0, penalty.beta).regularizer
    loss, window = valley(settings.valley), look.window or WINDOWS[settings.valley]
    strengths = spread(WEAKEST, STRONGEST, POINTS)
    shown = tuple(sorted({*TABLE, penalty.strength}))
    each = dict(zip(shown, at_each(settings, loss, R, np.array(shown)), strict=True))
    steps, conditions = curves(settings)
    return CurvatureFound(
        settings=settings,
        look=look,
        window=window,
        now=each[penalty.strength],
        free=each[0.0],
        table=tuple(each.values()),
        walk=_walk(settings, each[penalty.strength]),
        free_walk=_walk(settings, each[0.0]),
        contours=contours_of(settings.valley, window, penalty),
        alone=contours_of(settings.valley, window, Regularization("none", 0.0)),
        strengths=strengths,
        steps=steps,
        conditions=conditions,
    )


@lru_cache(maxsize=2)
def valley(name: str) -> Quadratic:
    """The data loss by its name."""
    return least_squares(*ALIKE) if name == "alike" else CONDITION_100


def rate_of(settings: CurvatureSettings, loss: Quadratic, R: Regularizer, strength: float) -> float:
    """The learning rate of a walk."""
    if settings.rate == "own":
        return settings.own_rate
    return curvature(loss, R, 0.0 if settings.rate == "same" else strength).best_rate


def at_each(
    settings: CurvatureSettings, loss: Quadratic, R: Regularizer, strengths: Floats
) -> list[At]:
    """What there is to say with each λ (K,)."""
    rates = np.array([rate_of(settings, loss, R, each) for each in strengths.tolist()])
    steps = arrivals(loss, R, strengths, rates, settings.start, settings.share, MOST_STEPS)
    minima = path(loss, R, strengths)
    return [
        At(
            strength=strength,
            curvature=curvature(loss, R, strength),
            rate=float(rates[k]),
            steps=float(steps[k]),
            w=(float(minima.w[k, 0]), float(minima.w[k, 1])),
            data=float(minima.data[k]),
            R=float(minima.R[k]),
        )
        for k, strength in enumerate(strengths.tolist())
    ]


@lru_cache(maxsize=8)
def walked(name: str, penalty: Regularization, start: Place, rate: float, share: float) -> Walk:
    """The walk with one penalty, step by step; that with λ = 0 is kept while λ is dragged."""
    R, strength = penalty.regularizer, penalty.strength
    return walk(valley(name), R, strength, start, rate, share, MOST_STEPS)


def _walk(settings: CurvatureSettings, at: At) -> Walk:
    penalty = replace(settings.penalty, strength=at.strength)
    return walked(settings.valley, penalty, settings.start, at.rate, settings.share)


def curves(settings: CurvatureSettings) -> tuple[Floats, Floats]:
    """Steps and condition against λ; they do not depend on the λ in force."""
    penalty = settings.penalty
    key = settings.rate, settings.own_rate, settings.start, settings.goal
    return _curves(settings.valley, penalty.kind, penalty.beta, *key)


@lru_cache(maxsize=8)
def _curves(
    name: str, kind: str, beta: float, rate: str, own_rate: float, start: Place, goal: str
) -> tuple[Floats, Floats]:
    R = Regularization(kind, 1.0, beta).regularizer
    settings = CurvatureSettings(valley=name, start=start, rate=rate, own_rate=own_rate, goal=goal)
    each = at_each(settings, valley(name), R, spread(WEAKEST, STRONGEST, POINTS))
    return np.array([at.steps for at in each]), np.array([at.curvature.condition for at in each])


@lru_cache(maxsize=8)
def contours_of(name: str, window: Window, penalty: Regularization) -> tuple[Contour, ...]:
    """At round heights, of the data loss with λ R."""
    (left, right), (low, high) = window.ranges(1.0)
    x, y = np.linspace(left, right, GRID), np.linspace(low, high, GRID)
    w = np.stack(np.meshgrid(x, y), axis=-1)
    values = valley(name).loss(w) + penalty.strength * penalties(parts(penalty.regularizer), w)
    heights = round_heights(float(values.min()), float(values.max()))
    return tuple(Contour(height, contour(values, x, y, height)) for height in heights)
