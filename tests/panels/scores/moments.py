"""Moments of the Scores panel, drawn at random, for `tests/panelkit/test_moments.py`."""

from __future__ import annotations

import random
from typing import Any

from lossviz.panelkit.moment import Moment
from lossviz.panels.scores import state as scores
from lossviz.panels.scores.tables import LECTURE, PRESETS, preset


def some_moment(draw: random.Random) -> Moment[Any, Any]:
    state = preset(LECTURE, draw.choice([*PRESETS]), draw.randrange(99))
    state = scores.with_scale(state, draw.choice([0.5, 1.0, 2.0]))
    state = scores.with_variant(state, squared=draw.random() < 0.5, margin=draw.uniform(0, 9))
    view = scores.ScoresView(
        example=draw.randrange(len(state.examples)),
        j=draw.randrange(len(state.classes)),
        offset=draw.uniform(-3, 3),
        plot=draw.choice(scores.PLOTS),
        reading=draw.choice(scores.READINGS),
    )
    return Moment(state, view.within(state))
