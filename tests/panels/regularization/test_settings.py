"""The pure actions on the views' settings: what they keep, and what they refuse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.panels.regularization.preferences import settings as preferences
from lossviz.panels.regularization.preferences.evaluation import evaluate
from lossviz.panels.regularization.preferences.settings import LECTURE, SPARSE, PreferencesLook
from lossviz.panels.regularization.w_or_2w import settings as w_or_2w
from lossviz.panels.regularization.w_or_2w.settings import WOr2WSettings

numbers = st.floats(-3, 3).map(lambda value: round(value, 2))


@settings(deadline=None, derandomize=True, max_examples=20)
@given(
    x=st.lists(numbers.filter(lambda v: abs(v) > 0.05), min_size=4, max_size=4),
    moves=st.lists(st.tuples(st.integers(0, 3), numbers), min_size=50, max_size=50),
)
def test_drags_keep_the_score(x, moves):
    """A thousand drags in all, from image to image."""
    held = replace(LECTURE, x=tuple(x))
    score = preferences.score(held.w, held.x)
    for i, value in moves:
        held = preferences.with_value(held, "w", i, value)
        assert held.w[i] == value
        largest = max(1.0, *map(abs, held.w))
        assert abs(np.dot(held.w, held.x) - score) <= 1e-12 * largest


def test_locked_weights_stay_and_a_drag_that_nothing_can_make_up_for_is_refused():
    locked = replace(LECTURE, locked=(1, 2))
    moved = preferences.with_value(locked, "w", 0, 0.5)
    assert moved.w[1:3] == locked.w[1:3]
    assert sum(moved.w) == pytest.approx(1)
    for stuck in (replace(LECTURE, locked=(1, 2, 3)), replace(LECTURE, x=(1.0, 0.0, 0.0, 0.0))):
        with pytest.raises(ValueError, match="make up for it"):
            preferences.with_value(stuck, "w", 0, 0.5)
        free = preferences.with_value(replace(stuck, keep=False), "w", 0, 0.5)
        assert free.w == (0.5, *stuck.w[1:])


def test_ways_to_set_w_keep_the_score():
    for start in (LECTURE, SPARSE):
        for action in (preferences.cheapest, lambda s: preferences.at_random(s, 3)):
            assert preferences.score(action(start).w, start.x) == pytest.approx(1)
    assert preferences.between(LECTURE, 1.0).w == LECTURE.w2
    assert preferences.between(LECTURE, 0.0).w == LECTURE.w1
    found = evaluate(preferences.between(LECTURE, 0.25), PreferencesLook())
    assert found.share == pytest.approx(0.25)


def test_a_weight_of_kw_is_k_times_that_of_w():
    edited = w_or_2w.with_weight(WOr2WSettings(), 1, 2, 5.0)
    assert edited.W[1][2] == 2.5
    refused = [
        (lambda: w_or_2w.with_weight(WOr2WSettings(scale=0.0), 0, 0, 1.0), "With k = 0"),
        (lambda: w_or_2w.with_scale(WOr2WSettings(), 1e5), "k must be"),
        (lambda: w_or_2w.with_scale(WOr2WSettings(), -1.0), "k must be"),
        (lambda: w_or_2w.with_weight(WOr2WSettings(), 0, 0, 1e9), "must be between"),
        (lambda: preferences.with_value(LECTURE, "x", 0, float("inf")), "must be between"),
    ]
    for action, sentence in refused:
        with pytest.raises(ValueError, match=sentence):
            action()
