"""Moments of the Landscape panel, drawn at random, for `tests/panelkit/test_moments.py`."""

from __future__ import annotations

import random
from typing import Any

from lossviz.panelkit.moment import Moment
from lossviz.panels.landscape import state as landscape
from lossviz.widgets.map.window import Window


def some_window(draw: random.Random) -> Window | None:
    return draw.choice([None, Window(draw.uniform(-3, 3), draw.uniform(-3, 3), draw.uniform(1, 9))])


def some_moment(draw: random.Random) -> Moment[Any, Any]:
    start = landscape.START
    state = landscape.with_surface(start, draw.choice(["two-weights", "bowl", "formula"]))
    state = landscape.with_setting(state, "walker", draw.choice(["gd", "adam", "momentum"]))
    state = landscape.with_setting(state, "strength", draw.choice([0.0, 0.1]))
    state = landscape.with_setting(state, "own_rates", draw.random() < 0.5)
    state = landscape.with_rate(state, draw.choice(["nesterov", "random"]), draw.uniform(0.1, 1))
    state = landscape.with_start(state, draw.uniform(-1, 1), draw.uniform(-1, 1))
    view = landscape.LandscapeView(
        window=some_window(draw),
        log=draw.random() < 0.5,
        minibatches=draw.random() < 0.5,
        cut=draw.choice(landscape.CUTS),
        table=draw.choice(landscape.TABLES),
        filled=draw.choice([None, 0, 2]),
        speed=draw.choice(landscape.SPEEDS),
        keeps_walks=draw.random() < 0.5,
    )
    return Moment(state, view, draw.randrange(12))
