"""What a person can set: each action gives a new state, or one sentence."""

from __future__ import annotations

import dataclasses
import math

import pytest

from lossviz.model.formula import FormulaError
from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.panels.landscape.state import (
    LARGEST_WEIGHT,
    RANGES,
    START,
    WALKERS,
    LandscapeState,
    check,
    with_formula,
    with_rate,
    with_rival,
    with_setting,
    with_start,
    with_surface,
    with_walker,
)
from lossviz.panels.landscape.surface_kinds import (
    FORMULA,
    PLAYGROUND,
    SCORES,
    SURFACES,
    TRAINING,
    TWO_WEIGHTS,
)

PLAIN = (*KNOWN_SURFACES, FORMULA)


def race(*walkers: str) -> LandscapeState:
    state = with_walker(START, walkers[0])
    for each in walkers[1:]:
        state = with_rival(state, each, True)
    return state


def test_the_lecture_s_picture_is_the_start():
    assert (START.surface, START.loss, START.scheme, START.h) == (
        TWO_WEIGHTS, "softmax", "forward", 1e-4,
    )  # fmt: skip
    assert (START.walker, START.learning_rate, START.strength) == ("gd", 0.5, 0)
    check(START)


def test_the_surfaces_of_the_menu():
    names = list(SURFACES)
    assert names[:4] == [TWO_WEIGHTS, SCORES, PLAYGROUND, TRAINING]
    assert {"bowl", "valley", "saddle", "plateau", "minima", "rosenbrock"} <= set(names)
    assert names[-1] == FORMULA
    assert [each.has_examples for each in SURFACES.values()] == [True] * 4 + [False] * len(PLAIN)


# Another surface


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_begins_at_its_own_start_with_its_own_rate(surface):
    state = with_surface(with_setting(with_start(START, 1, 2), "learning_rate", 3.0), surface)
    if surface == START.surface:
        assert (state.start, state.learning_rate) == ((1, 2), 3)
    else:
        assert (state.surface, state.start) == (surface, None)
        assert state.learning_rate == SURFACES[surface].learning_rate
    check(state)


def test_a_test_surface_brings_the_rate_that_shows_what_it_teaches():
    assert (
        with_surface(START, "rosenbrock").learning_rate
        == KNOWN_SURFACES["rosenbrock"].learning_rate
    )


@pytest.mark.parametrize("surface", PLAIN)
def test_a_plain_function_has_no_minibatches_and_no_mistakes(surface):
    state = with_setting(race("sgd", "adam", "gd"), "mistake", "sign")
    there = with_surface(state, surface)
    assert (there.walker, there.mistake) == ("gd", "none")
    check(there)
    raced = with_surface(with_setting(race("adam", "sgd", "gd"), "mistake", "sign"), surface)
    assert (raced.walker, raced.rivals, raced.mistake) == ("adam", ("gd",), "none")
    for add in (lambda s: with_walker(s, "sgd"), lambda s: with_rival(s, "sgd", True)):
        with pytest.raises(ValueError, match="SGD draws minibatches of examples"):
            add(there)


def test_who_already_races_does_not_race_twice():
    state = with_surface(race("sgd", "gd"), "bowl")
    assert (state.walker, state.rivals) == ("gd", ())


@pytest.mark.parametrize("surface", [SCORES, PLAYGROUND, TRAINING])
def test_other_examples_keep_sgd_and_the_mistake(surface):
    state = with_surface(with_setting(race("sgd", "adam"), "mistake", "sign"), surface)
    assert (state.walker, state.rivals, state.mistake) == ("sgd", ("adam",), "sign")


# The point and the formula


def test_the_point_moves_and_stays_on_a_sane_map():
    assert with_start(START, 0.5, -2).start == (0.5, -2)
    assert with_start(START, 1e9, -1e300).start == (LARGEST_WEIGHT, -LARGEST_WEIGHT)


@pytest.mark.parametrize("point", [(math.nan, 0), (0, math.inf), (-math.inf, math.nan)])
def test_a_point_that_is_none_is_refused(point):
    with pytest.raises(ValueError, match="two finite numbers"):
        with_start(START, *point)


def test_a_formula_becomes_the_surface_and_the_walk_begins_anew():
    state = with_formula(with_start(START, 1, 2), "w1^2 + 3 w2")
    assert (state.surface, state.formula, state.start) == (FORMULA, "w1^2 + 3 w2", None)
    again = with_formula(with_setting(state, "learning_rate", 0.3), "w1^4")
    assert (again.formula, again.learning_rate) == ("w1^4", 0.3)


@pytest.mark.parametrize(
    "text", ["", "w3", "w1.real", "__import__('os')", "w1 +", "open(w1)", "w1; w2", "lambda: 0"]
)
def test_a_formula_that_cannot_be_read_is_refused_in_one_sentence(text):
    with pytest.raises(FormulaError) as error:
        with_formula(START, text)
    assert str(error.value).endswith((".", "?"))
    assert "\n" not in str(error.value)


# Who walks


def test_rivals_stand_in_the_order_of_the_list_and_never_race_themselves():
    state = race("adam", "local", "gd", "momentum", "adam")
    assert state.rivals == ("gd", "momentum", "local")
    assert with_rival(state, "gd", False).rivals == ("momentum", "local")
    assert with_rival(state, "rmsprop", False).rivals == state.rivals
    assert with_walker(state, "gd").rivals == ("momentum", "local")
    assert race(*WALKERS).rivals == WALKERS[1:]


def test_a_walker_that_is_none_is_refused():
    for action in (
        lambda: with_walker(START, "newton"),
        lambda: with_rival(START, "newton", True) and with_setting(START, "rivals", ("newton",)),
    ):
        with pytest.raises(ValueError, match="must be"):
            action()


# Other settings


@pytest.mark.parametrize("name", RANGES)
def test_numbers_stay_within_their_range(name):
    low, high = RANGES[name]
    for value in (low, high):
        assert getattr(with_setting(START, name, value), name) == value
    for value in (low - 1, high * 1.01 + 1, math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match=f"{name} must be a number from"):
            with_setting(START, name, value)


@pytest.mark.parametrize(
    "name",
    ["surface", "loss", "regularization", "plane", "scheme", "precision", "mistake", "walker"],
)
def test_a_choice_is_one_of_those_there_are(name):
    with pytest.raises(ValueError, match=f"{name} must be one of"):
        with_setting(START, name, "nonsense")


def test_the_state_itself_never_changes():
    before = dataclasses.astuple(START)
    with_formula(with_rival(with_start(with_surface(START, "bowl"), 1, 1), "adam", True), "w1")
    assert dataclasses.astuple(START) == before


@pytest.mark.parametrize(
    ("name", "value"), [("plane", "random"), ("entries", ("0,1", "1,0")), ("seed", 3)]
)
def test_a_place_does_not_outlive_its_axes(name, value):
    state = with_start(LandscapeState(), 1.0, 2.0)
    assert with_setting(state, name, value).start is None
    assert with_setting(state, name, getattr(state, name)).start == (1.0, 2.0)


def test_each_in_a_race_keeps_its_own_learning_rate():
    state = with_rate(with_setting(race("gd", "adam"), "own_rates", True), "adam", 0.01)
    assert [state.rate_of(each) for each in ("gd", "adam", "sgd")] == [0.5, 0.01, 0.5]
    other = with_rival(with_walker(state, "adam"), "gd", True)
    assert (other.learning_rate, other.rate_of("gd")) == (0.01, 0.5)
    assert with_setting(other, "own_rates", False).rate_of("gd") == 0.01
    assert with_surface(other, "bowl").rates == ()
    for rates in ((("adam", 100.0),), (("nobody", 0.1),), (("adam", 0.1), ("gd", 0.1))):
        with pytest.raises(ValueError, match="rates must be"):
            with_setting(state, "rates", rates)
