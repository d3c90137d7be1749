"""What a person set is there again next time; what makes no sense falls back to its default."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.data.points import DATASETS
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS
from lossviz.panels.playground import state as actions
from lossviz.panels.playground.point_set import point_set
from lossviz.panels.playground.remembered import (
    CODEC,
    MOST_KEPT,
    playground_from_values,
    values_from_playground,
)
from lossviz.panels.playground.running import PlaygroundRun, examples
from lossviz.panels.playground.state import START, PlaygroundState, check
from tests.panels.scores.tables import steady

NAMES = [each.name for each in dataclasses.fields(PlaygroundState)]
MANY = MOST_KEPT + 100
ACTIONS = (
    *(lambda s, to=key: actions.with_dataset(s, to) for key in DATASETS),
    *(lambda s, to=key: actions.with_feature_map(s, to) for key in FEATURE_MAPS),
    *(lambda s, to=key: actions.with_setting(s, "loss", to) for key in LOSSES),
    *(lambda s, to=key: actions.with_setting(s, "regularization", to) for key in REGULARIZERS),
    *(lambda s, to=key: actions.with_setting(s, "optimizer", to) for key in OPTIMIZERS),
    lambda s: actions.with_dataset(s, "blobs", C=5, count=MANY, noise=0.1, share=0.25, data_seed=3),
    lambda s: actions.with_dataset(s, "moons", count=40, share=0.5),
    lambda s: actions.with_point(s, 0, 0.1, -1 / 3),
    lambda s: actions.with_point_added(s, 0.7, -1e5, 1),
    lambda s: actions.with_point_removed(s, 1),
    lambda s: actions.with_class(s, 0, 1),
    lambda s: actions.with_classes(s, 7),
    lambda s: actions.randomized(s, 77),
    lambda s: actions.with_weights(s, ((1e9,) * len(s.W[0]),) * s.C, (-0.1,) * s.C),
    lambda s: actions.with_setting(s, "margin", 2.5),
    lambda s: actions.with_setting(s, "strength", 0.001),
    lambda s: actions.with_setting(s, "learning_rate", 1e-6),
    lambda s: actions.with_setting(s, "momentum", 0.5),
    lambda s: actions.with_setting(s, "batch_size", 3),
)


def plain(state: PlaygroundState) -> dict[str, Any]:
    """All of a state; arrays as lists, so that two can be compared."""
    points = state.points
    arrays = {"X": points.X.tolist(), "y": points.y.tolist(), "test": points.test.tolist()}
    return {name: getattr(state, name) for name in NAMES if name != "points"} | arrays


def again(state: PlaygroundState) -> PlaygroundState:
    return playground_from_values(json.loads(json.dumps(values_from_playground(state))))


def of_use(state: PlaygroundState) -> None:
    """A run can begin with it."""
    check(state)
    D = len(FEATURE_MAPS[state.feature_map].names)
    assert np.shape(state.W) == (state.C, D)
    assert np.shape(state.b) == (state.C,)
    assert state.points.y.max() < state.C
    assert not state.points.test.all()
    for array in (state.points.X, state.points.y, state.points.test):
        assert not array.flags.writeable
    assert PlaygroundRun(state, examples(state)).step == 0


@steady
@given(st.lists(st.sampled_from(ACTIONS), max_size=8))
def test_whatever_is_set_is_there_again(chosen):
    state = START
    for action in chosen:
        try:
            state = action(state)
        except ValueError:
            continue
    if len(state.points.y) > MOST_KEPT and state.dataset:
        state = actions.with_dataset(state, state.dataset)  # as it was drawn, and with its settings
    assert plain(again(state)) == plain(state)


def test_a_file_from_before_settings_had_one_name_in_every_panel_is_read():
    file = values_from_playground(START)
    for new, old, value in (
        ("learning_rate", "step_size", 0.37),
        ("batch_size", "batch", 7),
    ):
        del file[new]
        file[old] = value
    found = playground_from_values(file)
    assert plain(found) == plain(dataclasses.replace(START, learning_rate=0.37, batch_size=7))


def test_many_points_that_were_drawn_are_drawn_again():
    drawn = actions.with_dataset(START, "rings", C=4, count=MANY, share=0.3, data_seed=5)
    assert "points" not in values_from_playground(drawn)
    assert plain(again(drawn)) == plain(drawn)


def test_many_points_of_one_s_own_are_kept():
    own = actions.with_point(actions.with_dataset(START, "blobs", count=MANY), 7, 0.5, 0.25)
    assert len(values_from_playground(own)["points"]["y"]) == MANY
    assert plain(again(own)) == plain(own)


def test_the_nine_points_stay_where_they_were_dragged():
    moved = actions.with_point(START, 3, -0.123, 0.456)
    assert again(moved).points.X[3].tolist() == [-0.123, 0.456]
    assert again(moved).dataset == ""


NONSENSE = (None, "nonsense", "", -1, math.nan, math.inf, 10**400, [], {}, [1, "a"], True, [[True]])
DRAWN = actions.with_feature_map(
    actions.with_dataset(START, "blobs", C=4, count=20, share=0.2), "squares"
)


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("C", "feature_map")])
def test_nonsense_falls_back_and_the_rest_stays(name, value):
    found = playground_from_values({**values_from_playground(DRAWN), name: value})
    of_use(found)
    changed = {key for key, is_now in plain(found).items() if is_now != plain(DRAWN)[key]}
    assert changed <= {name}
    if name in changed and not (name == "dataset" and value == ""):
        assert getattr(found, name) == getattr(
            actions.with_classes(actions.with_feature_map(START, "squares"), 4), name
        )


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
@pytest.mark.parametrize("name", ["C", "feature_map"])
def test_weights_of_another_shape_are_not_taken(name, value):
    found = playground_from_values({**values_from_playground(DRAWN), name: value})
    of_use(found)
    assert getattr(found, name) == getattr(START, name)
    assert found.W != DRAWN.W
    assert found.loss == DRAWN.loss
    assert found.dataset == "blobs"


@pytest.mark.parametrize(
    "change",
    [
        {"X": [[1, 2, 3]] * 9},
        {"X": [[1, math.nan]] * 9},
        {"X": [[1, 1e7]] * 9},
        {"X": [["1", "2"]] * 9},
        {"X": [[True, False]] * 9},
        {"X": [[0, 0]] * 8},
        {"X": [[0, 0]] * 10_001},
        {"X": 3},
        {"y": [3] * 9},
        {"y": [0.0] * 9},
        {"y": [True] * 9},
        {"y": [-1] * 9},
        {"y": [0] * 8},
        {"test": [True] * 9},
        {"test": [0] * 9},
        {"test": []},
        {"X": [], "y": [], "test": []},
        {"X": None},
    ],
    ids=repr,
)
def test_points_that_are_none_are_the_nine_to_begin_with(change):
    values = values_from_playground(actions.with_point(START, 0, 0.0, 0.0))
    found = playground_from_values({**values, "points": {**values["points"], **change}})
    assert plain(found) == plain(START)


def test_of_few_points_one_is_enough_to_learn_from():
    held = np.array([True] * 8 + [False])
    state = dataclasses.replace(START, points=point_set(START.points.training, held))
    assert plain(again(state)) == plain(state)


@pytest.mark.parametrize(
    "change",
    [
        {"W": [[1, 2], [3, 4]]},
        {"W": [[1, 2, 3]] * 3},
        {"W": [[1, 2], [3, 4], [5, math.inf]]},
        {"W": [[1, 2], [3, 4], [5, 10**400]]},
        {"W": [[1, 2], [3, 4], [5, 2e9]]},
        {"W": [[1, 2], [3, 4], [5, True]]},
        {"W": [[1, 2], [3, 4], 5]},
        {"b": [1, 2]},
        {"b": [1, 2, "3"]},
        {"b": {"0": 1}},
    ],
    ids=repr,
)
def test_weights_that_do_not_fit_fall_back_alone(change):
    kept = {"W": [[9, 8], [7, 6], [5, 4]], "b": [3, 2, 1]}
    found = playground_from_values({**values_from_playground(START), **kept, **change})
    (name,) = change
    (other,) = set(kept) - set(change)
    assert getattr(found, name) == getattr(START, name)
    assert np.array(getattr(found, other)).tolist() == kept[other]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from([*DATASETS, *FEATURE_MAPS, *LOSSES, *OPTIMIZERS, 10**400]),
    lambda more: st.lists(more, max_size=4)
    | st.dictionaries(st.sampled_from(["X", "y", "test", "W"]), more, max_size=3),
    max_leaves=12,
)  # fmt: skip


@steady
@given(JSON | st.dictionaries(st.sampled_from([*NAMES, "more"]), JSON))
def test_whatever_the_file_holds_makes_a_state_of_use(values):
    of_use(playground_from_values(values))


@steady
@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=3))
def test_a_file_that_was_spoilt_makes_a_state_of_use(spoilt):
    of_use(playground_from_values({**values_from_playground(DRAWN), **spoilt}))


@pytest.mark.parametrize("values", [{}, [], None, 3, "playground", math.nan, True], ids=repr)
def test_an_empty_file_is_the_course_s_demo(values):
    assert plain(playground_from_values(values)) == plain(START)


def test_what_nobody_has_set_is_the_start_itself():
    assert CODEC.moment({}).state is START
    assert CODEC.moment({"state": {}}).state is START
