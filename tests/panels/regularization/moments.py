"""Moments of the Regularization panel, drawn at random, for `tests/panelkit/test_moments.py`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lossviz.model.regularization import Regularization
from lossviz.panelkit.moment import Moment
from lossviz.panels.regularization.curvature import settings as curvature
from lossviz.panels.regularization.geometry import settings as geometry
from lossviz.panels.regularization.preferences import settings as preferences
from lossviz.panels.regularization.simpler import settings as simpler
from lossviz.panels.regularization.state import (
    PENALTIES,
    RegularizationState,
    RegularizationView,
)
from lossviz.panels.regularization.views import VIEWS
from lossviz.panels.regularization.w_or_2w import settings as w_or_2w
from lossviz.widgets.map.window import Window


def some_penalty(draw: random.Random) -> Regularization:
    strength = draw.choice([0.0, 10 ** draw.uniform(-6, 2), 1e6])
    return Regularization(draw.choice(PENALTIES), strength, round(draw.random(), 2))


def some_w_or_2w(draw: random.Random) -> tuple[Any, Any]:
    settings = w_or_2w.WOr2WSettings(
        penalty=some_penalty(draw),
        scale=draw.choice([0.0, 0.345, 1.0, 2.0, 1e4]),
        image=draw.choice(w_or_2w.IMAGES),
        W=tuple(tuple(draw.uniform(-9, 9) for _ in row) for row in w_or_2w.WEIGHTS),
    )
    return settings, w_or_2w.WOr2WLook()


def some_preferences(draw: random.Random) -> tuple[Any, Any]:
    settings = replace(
        draw.choice([preferences.LECTURE, preferences.SPARSE]),
        penalty=some_penalty(draw),
        w=tuple(draw.uniform(-2, 2) for _ in range(preferences.D)),
        x=draw.choice([(1.0,) * 4, (0.0,) * 4, (1.0, -2.0, 0.0, 3.0)]),
        keep=draw.random() < 0.5,
        locked=draw.choice([(), (0, 3), (0, 1, 2, 3)]),
    )
    return settings, preferences.PreferencesLook(draw.choice(preferences.LOOKED_AT))


def some_geometry(draw: random.Random) -> tuple[Any, Any]:
    settings = geometry.GeometrySettings(
        penalty=some_penalty(draw),
        data=draw.choice(geometry.DATA),
        centre=(round(draw.uniform(-2, 2), 2), draw.choice([0.0, 0.4, -3.0])),
    )
    look = geometry.GeometryLook(
        paths=draw.choice([(), ("l2",), ("l2", "l1", "elastic")]),
        plot=draw.choice(geometry.PLOTS),
        total=draw.random() < 0.5,
        zeros=draw.random() < 0.5,
        window=draw.choice([None, Window(0.5, -0.25, 2.0)]),
    )
    return settings, look


def some_simpler(draw: random.Random) -> tuple[Any, Any]:
    points = tuple((round(draw.uniform(-1, 1), 2), draw.uniform(-3, 3)) for _ in range(6))
    settings = replace(
        simpler.SimplerSettings(penalty=some_penalty(draw)),
        degree=draw.randrange(simpler.LARGEST_DEGREE + 1),
        points=draw.choice([simpler.FIRST, points, (), points[:1], ((0.5, 1e6),) * 3]),
        test=draw.choice([simpler.FIRST_TEST, ()]),
    )
    look = simpler.SimplerLook(
        draw.choice(simpler.AXES),
        draw.choice(simpler.MODELS),
        draw.random() < 0.5,
        draw.random() < 0.5,
        draw.random() < 0.5,
    )
    return settings, look


def some_curvature(draw: random.Random) -> tuple[Any, Any]:
    settings = curvature.CurvatureSettings(
        penalty=some_penalty(draw),
        valley=draw.choice(curvature.VALLEYS),
        start=(round(draw.uniform(-2, 2), 2), draw.choice([0.0, 1.6, -100.0])),
        rate=draw.choice(curvature.RATES),
        own_rate=draw.choice([1e-3, 0.4, 10.0]),
        goal=draw.choice(curvature.GOALS),
    )
    look = curvature.CurvatureLook(
        data=draw.random() < 0.5,
        free=draw.random() < 0.5,
        plot=draw.choice(curvature.PLOTS),
        steps=draw.choice([None, 0, 7, 1000]),
        window=draw.choice([None, Window(0.5, -0.25, 2.0)]),
    )
    return settings, look


DRAWN: dict[str, Callable[[random.Random], tuple[Any, Any]]] = {
    "w_or_2w": some_w_or_2w,
    "preferences": some_preferences,
    "geometry": some_geometry,
    "simpler": some_simpler,
    "curvature": some_curvature,
}
"""Settings and look of each view."""


def some_moment(draw: random.Random) -> Moment[Any, Any]:
    drawn = {name: DRAWN[name](draw) for name in VIEWS}
    state = RegularizationState({name: settings for name, (settings, _) in drawn.items()})
    looks = {name: look for name, (_, look) in drawn.items()}
    return Moment(state, RegularizationView(draw.choice([*VIEWS]), looks))
