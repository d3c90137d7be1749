"""Moments of the Playground panel, drawn at random, for `tests/panelkit/test_moments.py`."""

from __future__ import annotations

import random
from typing import Any

from lossviz.panelkit.moment import Moment
from lossviz.panels.playground import state as playground
from lossviz.widgets.map.window import Window


def some_window(draw: random.Random) -> Window | None:
    return draw.choice([None, Window(draw.uniform(-3, 3), draw.uniform(-3, 3), draw.uniform(1, 9))])


def some_moment(draw: random.Random) -> Moment[Any, Any]:
    state = playground.with_setting(playground.START, "optimizer", draw.choice(["sgd", "adam"]))
    state = playground.with_setting(state, "learning_rate", draw.choice([0.01, 0.1]))
    state = playground.with_setting(state, "batch_size", draw.choice([0, 3]))
    view = playground.PlaygroundView(
        window=some_window(draw),
        chosen=draw.choice([None, draw.randrange(len(state.points.y))]),
        margins=draw.random() < 0.5,
        preview=draw.random() < 0.5,
        speed=draw.choice([None, *playground.SPEEDS]),
        beside=draw.choice(playground.BESIDE),
        travel=draw.random(),
    )
    return Moment(state, view, draw.randrange(12))
