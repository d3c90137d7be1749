"""What a person made is there again next time; what makes no sense becomes the lecture's table."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.data.score_file import ScoreFile
from lossviz.panels.scores import state as scores
from lossviz.panels.scores import tables, weights
from lossviz.panels.scores.remembered import scores_from_values, values_from_scores
from lossviz.panels.scores.state import ScoresState
from lossviz.panels.scores.tables import LECTURE

ACTIONS = (
    lambda s: scores.with_score(s, 0, 1, 123456.75),
    scores.with_class_added,
    scores.with_example_added,
    lambda s: scores.with_example_removed(s, 0),
    lambda s: scores.with_true_class(s, 0, 1),
    lambda s: scores.with_example_name(s, 0, "tiger"),
    lambda s: scores.with_class_name(s, 0, "wolf of the wide cold sea"[:24]),
    lambda s: weights.with_linear(s, s.linear is None),
    lambda s: scores.with_scale(s, 3.7),
    lambda s: scores.with_variant(s, squared=True, margin=0.25),
    lambda s: scores.with_digits(s, 6),
    lambda s: tables.preset(s, "three"),
    lambda s: tables.random_table(s, 4),
)


def again(state: ScoresState) -> ScoresState:
    return scores_from_values(json.loads(json.dumps(values_from_scores(state))))


@given(st.lists(st.sampled_from(ACTIONS), max_size=12))
def test_whatever_is_made_is_there_again(actions):
    state = LECTURE
    for action in actions:
        try:
            state = action(state)
        except ValueError:
            continue
    assert again(state) == state


def test_long_names_of_a_file_are_there_again():
    names = ("a class with quite a long name 1", "a class with quite a long name 2", "")
    file = ScoreFile("f.csv", names, np.zeros((2, 3)), np.array([0, 1]), ("x" * 40, "x" * 41))
    state = tables.with_file(LECTURE, file, (0, 1))
    assert len(set(state.classes)) == 3
    assert len(set(state.examples)) == 2
    assert again(state) == state


@pytest.mark.parametrize(
    "change",
    [
        {"scores": [[1, 2], [3, 4]]},
        {"scores": [[1, 2, float("nan")]] * 3},
        {"scores": [[1, 2, 1e7]] * 3},
        {"y": [0, 1, 3]},
        {"y": [0, 1, True]},
        {"classes": ["cat"]},
        {"classes": ["cat", "", "frog"]},
        {"hinge": {"margin": -1}},
        {"scale": 5},
        {"digits": 2.5},
        {"linear": {"W": [], "b": [], "X": []}},
        {"examples": None},
    ],
)
def test_what_makes_no_sense_becomes_the_lecture(change):
    assert scores_from_values({**values_from_scores(LECTURE), **change}) == LECTURE
    assert scores_from_values({}) == LECTURE
