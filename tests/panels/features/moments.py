"""Moments of the Features panel, drawn at random, for `tests/panelkit/test_moments.py`."""

from __future__ import annotations

import random
from typing import Any

from lossviz.panelkit.moment import Moment
from lossviz.panels.features.state import COUNT, FeaturesState, FeaturesView, with_point, with_rings


def some_moment(draw: random.Random) -> Moment[Any, Any]:
    state = with_rings(FeaturesState(), draw.randrange(99))
    for _ in range(draw.randrange(4)):
        place = draw.uniform(-1.5, 1.5), draw.uniform(-1.5, 1.5)
        state = with_point(state, draw.randrange(COUNT), *place)
    chosen = draw.choice([None, draw.randrange(COUNT)])
    return Moment(state, FeaturesView(chosen, draw.choice([0.0, 1.0, draw.random()])))
