"""The view Curvature: walks that do not arrive, and what can't be set."""

from __future__ import annotations

import math

import pytest

from lossviz.model.regularization import Regularization
from lossviz.panels.regularization.curvature import pictures, settings
from lossviz.panels.regularization.curvature.evaluation import evaluate
from lossviz.panels.regularization.curvature.settings import CurvatureLook, CurvatureSettings


def test_a_walk_that_never_arrives_is_drawn_in_part_and_said():
    l1 = evaluate(CurvatureSettings(Regularization("l1", 0.3)), CurvatureLook())
    assert math.isinf(l1.now.steps)
    assert l1.free.steps == 165
    assert len(pictures.drawn(l1.walk)) == 61
    assert pictures.longest(l1) == 165
    assert "kink" in pictures.trouble(l1)
    assert "adds 0" in pictures.note(l1)
    fast = evaluate(CurvatureSettings(rate="own", own_rate=0.5), CurvatureLook(steps=5))
    assert fast.walk.diverged
    assert len(pictures.taken(fast, fast.walk)) == 6
    assert "leaves" in pictures.trouble(fast)
    same = evaluate(CurvatureSettings(rate="same"), CurvatureLook())
    assert same.now.rate == same.free.rate
    assert same.now.steps > evaluate(CurvatureSettings(), CurvatureLook()).now.steps


@pytest.mark.parametrize(
    ("action", "value"),
    [
        (settings.with_valley, "flat"),
        (settings.with_start, (1e9, 0)),
        (settings.with_start, (math.nan, 0)),
        (settings.with_rate, "any"),
        (settings.with_own_rate, 0.0),
        (settings.with_own_rate, 1e30),
        (settings.with_goal, "0.5"),
    ],
)
def test_what_can_not_be_is_refused_in_a_sentence(action, value):
    with pytest.raises(ValueError, match=r"^A.*\.$"):
        action(CurvatureSettings(), value)
