"""What a person set is there again next time; what makes no sense falls back to its default."""

from __future__ import annotations

import dataclasses
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.panels.landscape import state as actions
from lossviz.panels.landscape.remembered import landscape_from_values, values_from_landscape
from lossviz.panels.landscape.state import PLANES, WALKERS, LandscapeState, check
from lossviz.panels.landscape.surface_kinds import FORMULA, PLAYGROUND, SCORES, SURFACES, TRAINING
from tests.panels.scores.tables import steady

START = LandscapeState()
ACTIONS = (
    *(lambda s, to=surface: actions.with_surface(s, to) for surface in SURFACES),
    *(lambda s, to=walker: actions.with_walker(s, to) for walker in WALKERS),
    *(lambda s, to=walker: actions.with_rival(s, to, True) for walker in WALKERS),
    *(lambda s, to=plane: actions.with_setting(s, "plane", to) for plane in PLANES),
    lambda s: actions.with_start(s, -0.25, 1e5),
    lambda s: actions.with_formula(s, "w1^4 + abs(w2)"),
    lambda s: actions.with_setting(s, "loss", "hinge"),
    lambda s: actions.with_setting(s, "regularization", "elastic"),
    lambda s: actions.with_setting(s, "strength", 0.25),
    lambda s: actions.with_setting(s, "entries", ("W 0 1", "b 2 0")),
    lambda s: actions.with_setting(s, "playground_entries", ("b 1 0", "W 2 1")),
    lambda s: actions.with_setting(s, "h", 1e-7),
    lambda s: actions.with_setting(s, "scheme", "central"),
    lambda s: actions.with_setting(s, "precision", "float32"),
    lambda s: actions.with_setting(s, "learning_rate", 0.37),
    lambda s: actions.with_setting(s, "own_rates", True),
    lambda s: actions.with_rate(s, "nesterov", 0.03),
    lambda s: actions.with_setting(s, "momentum", 0.5),
    lambda s: actions.with_setting(s, "batch_size", 7),
    lambda s: actions.with_setting(s, "batches", 100),
    lambda s: actions.with_setting(s, "seed", 77),
)


def again(state: LandscapeState) -> LandscapeState:
    return landscape_from_values(json.loads(json.dumps(values_from_landscape(state))))


def kept(state: LandscapeState) -> LandscapeState:
    """Of weights that have moved on, the point of last time says nothing."""
    moved_on = state.surface in (SCORES, PLAYGROUND, TRAINING)
    return dataclasses.replace(state, start=None) if moved_on else state


@steady
@given(st.lists(st.sampled_from(ACTIONS), max_size=10))
def test_whatever_is_set_is_there_again(chosen):
    state = START
    for action in chosen:
        try:
            state = action(state)
        except ValueError:
            continue
    assert again(state) == kept(state)


@pytest.mark.parametrize("walker", WALKERS)
def test_rate_and_walker_survive_beside_a_formula_that_is_not_in_force(walker):
    state = actions.with_setting(actions.with_walker(START, walker), "learning_rate", 0.7)
    assert again(state) == state


def test_a_file_from_before_settings_had_one_name_in_every_panel_is_read():
    file = values_from_landscape(START)
    for new, old, value in (("learning_rate", "rate", 0.37), ("batch_size", "batch_size", 7)):
        del file[new]
        file[old] = value
    found = landscape_from_values(file)
    assert found == dataclasses.replace(START, learning_rate=0.37, batch_size=7)


def test_a_mistake_in_the_gradient_is_gone_the_next_day():
    state = actions.with_setting(START, "mistake", "sign")
    assert "mistake" not in values_from_landscape(state)
    assert again(state).mistake == "none"
    assert landscape_from_values({"mistake": "sign"}).mistake == "none"


FLAGS = ("own_rates",)
NONSENSE = (None, "nonsense", "", -1, 0.5j, math.nan, math.inf, 10**400, [], {}, [1, "a"], True)


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
@pytest.mark.parametrize("name", [each.name for each in dataclasses.fields(LandscapeState)])
def test_nonsense_falls_back_to_the_default(name, value):
    state = dataclasses.replace(START, start=(1.0, 2.0), learning_rate=0.3, walker="adam")
    found = landscape_from_values({**values_from_landscape(state), name: value})
    check(found)
    if name in FLAGS and value is True:
        return
    assert found in (state, dataclasses.replace(state, **{name: getattr(START, name)}))


@pytest.mark.parametrize(
    "change",
    [
        {"surface": "bowl", "walker": "sgd"},
        {"surface": "bowl", "walker": "gd", "rivals": ["sgd"]},
        {"walker": "gd", "rivals": ["gd"]},
        {"rivals": ["adam", "adam"]},
        {"rivals": ["adam", "newton"]},
        {"rivals": ["adam", 3]},
        {"rivals": "adam"},
        {"entries": ["a", "b", "c"]},
        {"playground_entries": ["a"]},
        {"start": [1, 2, 3]},
        {"start": [1, math.nan]},
        {"start": [1, 10**400]},
        {"start": ["1", 2]},
        {"formula": "import os"},
        {"formula": "w2"},
        {"batch_size": 2.5},
        {"batch_size": "4"},
        {"h": 1e-13},
        {"learning_rate": 11},
    ],
    ids=repr,
)
def test_what_does_not_fit_together_falls_back_and_the_rest_stays(change):
    found = landscape_from_values({**values_from_landscape(START), "momentum": 0.25, **change})
    check(found)
    assert found.momentum == 0.25
    for name in change:
        assert getattr(found, name) in (getattr(START, name), change[name])
    assert found != dataclasses.replace(found, **change)


@steady
@given(st.dictionaries(
    st.sampled_from([each.name for each in dataclasses.fields(LandscapeState)]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
        | st.sampled_from([*WALKERS, *SURFACES]),
        lambda more: st.lists(more, max_size=3),
    ),
))  # fmt: skip
def test_whatever_the_file_holds_makes_a_state_of_use(values):
    check(landscape_from_values(values))


def test_an_empty_file_is_the_lecture():
    assert landscape_from_values({}) == START


def test_the_formula_stays_in_force():
    state = actions.with_formula(START, "w1^2 + w2^4")
    assert (again(state).surface, again(state).formula) == (FORMULA, "w1^2 + w2^4")
