"""All numbers of the view Curvature, worked out in the worker. No Qt."""

from __future__ import annotations

import math
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
GRID = 121


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
    shown = tuple(sorted({*TABLE, penalty.strength}))
    each = {strength: at(settings, loss, R, strength) for strength in shown}
    steps, conditions = curves(settings)
    return CurvatureFound(
        settings=settings,
        look=look,
        window=window,
        now=each[penalty.strength],
        free=each[0.0],
        table=tuple(each.values()),
        walk=walk_with(settings, penalty.strength, each[penalty.strength].rate),
        free_walk=walk_with(settings, 0.0, each[0.0].rate),
        contours=contours_of(settings.valley, window, penalty),
        alone=contours_of(settings.valley, window, Regularization("none", 0.0)),
        strengths=spread(WEAKEST, STRONGEST, POINTS),
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


def at(settings: CurvatureSettings, loss: Quadratic, R: Regularizer, strength: float) -> At:
    """What there is to say with one λ."""
    rate = rate_of(settings, loss, R, strength)
    arrived = walk_with(settings, strength, rate).arrived
    minimum = path(loss, R, np.array([strength]))
    w1, w2 = minimum.w[0].tolist()
    return At(
        strength=strength,
        curvature=curvature(loss, R, strength),
        rate=rate,
        steps=math.inf if arrived is None else arrived,
        w=(w1, w2),
        data=float(minimum.data[0]),
        R=float(minimum.R[0]),
    )


def walk_with(settings: CurvatureSettings, strength: float, rate: float) -> Walk:
    """The walk with one λ."""
    penalty = replace(settings.penalty, strength=strength)
    return walked(settings.valley, penalty, settings.start, rate, settings.share)


@lru_cache(maxsize=16)
def walked(name: str, penalty: Regularization, start: Place, rate: float, share: float) -> Walk:
    """The walk with one penalty, step by step; those of the table are kept while λ is dragged."""
    R, strength = penalty.regularizer, penalty.strength
    return walk(valley(name), R, strength, start, rate, share, MOST_STEPS)


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
    loss, strengths = valley(name), spread(WEAKEST, STRONGEST, POINTS)
    rates = np.array([rate_of(settings, loss, R, each) for each in strengths.tolist()])
    steps = arrivals(loss, R, strengths, rates, start, settings.share, MOST_STEPS)
    conditions = [curvature(loss, R, each).condition for each in strengths.tolist()]
    return steps, np.array(conditions)


@lru_cache(maxsize=8)
def contours_of(name: str, window: Window, penalty: Regularization) -> tuple[Contour, ...]:
    """At round heights, of the data loss with λ R."""
    (left, right), (low, high) = window.ranges(1.0)
    x, y = np.linspace(left, right, GRID), np.linspace(low, high, GRID)
    w = np.stack(np.meshgrid(x, y), axis=-1)
    values = valley(name).loss(w) + penalty.strength * penalties(parts(penalty.regularizer), w)
    # Every other one is enough for a shape, and leaves the walks in sight.
    heights = round_heights(float(values.min()), float(values.max()))[::2]
    return tuple(Contour(height, contour(values, x, y, height)) for height in heights)
