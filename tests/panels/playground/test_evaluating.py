"""All numbers at the weights of now: those of the course's demo, and every gradient checked."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.points import as_points
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES, loss_at_zero_scores
from lossviz.model.parameters import pack
from lossviz.model.regularization import REGULARIZERS
from lossviz.panels.playground.evaluating import Evaluation, checked, evaluate
from lossviz.panels.playground.running import examples, objective_at, start_parameters
from lossviz.panels.playground.state import (
    START,
    PlaygroundState,
    with_dataset,
    with_feature_map,
    with_points,
    with_setting,
    with_weights,
)


def evaluated(state: PlaygroundState, *, check: bool = True) -> Evaluation:
    return evaluate(start_parameters(state), state, examples(state), check=check)


# The demo's numbers


@pytest.mark.parametrize(
    ("loss", "data"),
    [("hinge", 2.767), ("structured", 2.367), ("one-vs-all", 4.022), ("softmax", 1.837)],
)
def test_the_numbers_of_the_course_s_demo(loss, data):
    found = evaluated(with_setting(START, "loss", loss))
    assert f"{found.objective.data:.3f}" == f"{data:.3f}"
    assert f"{found.objective.penalty:.3f}" == "3.500"
    assert found.objective.total == found.objective.data + found.objective.penalty
    assert found.losses.mean() == pytest.approx(found.objective.data)
    assert found.right.sum() == 2
    assert found.relative < 1e-7


def test_the_first_row_of_the_demo_s_table():
    found = evaluated(START)
    assert found.s[0] == pytest.approx([1.3, -0.1, 0.6])  # of (.5, .4): x0 + 2 x1, and so on
    assert found.losses[0] == pytest.approx(0.3)
    assert found.right[0]
    assert found.support[0]


def test_only_points_with_a_loss_pull_at_the_weights():
    for loss in ("hinge", "structured", "one-vs-all"):
        found = evaluated(with_setting(START, "loss", loss))
        assert (found.support == (found.losses > 0)).all()
    assert evaluated(with_setting(START, "loss", "softmax")).support.all()


def test_a_margin_is_that_of_the_settings():
    wide = evaluated(with_setting(START, "margin", 2.0))
    s, y = wide.s, START.points.y
    losses = [
        sum(max(0.0, s[i, j] - s[i, y[i]] + 2) for j in range(3) if j != y[i]) for i in range(9)
    ]
    assert wide.losses == pytest.approx(np.array(losses))
    softmax = with_setting(START, "loss", "softmax")
    assert evaluated(with_setting(softmax, "margin", 2.0)).losses == pytest.approx(
        evaluated(softmax).losses
    )


# Held out


def test_points_held_out_are_judged_and_not_learned_from():
    state = with_dataset(START, "overlap", count=60, share=0.5)
    found, test = evaluated(state), state.points.test
    assert len(found.losses) == len(found.right) == 60
    assert found.objective.data == pytest.approx(found.losses[~test].mean())
    assert 0 < found.right[test].sum() < test.sum()


# The gradient check


@st.composite
def situations(draw: st.DrawFn) -> PlaygroundState:
    """Points, weights and an objective, drawn from a seed."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    C, N = draw(st.integers(2, 8)), draw(st.integers(1, 12))
    points = as_points(rng.uniform(-1.5, 1.5, (N, 2)), rng.integers(0, C, N))
    state = with_feature_map(START, draw(st.sampled_from(list(FEATURE_MAPS))))
    state = with_points(state, points, C)
    D = len(state.W[0])
    size = draw(st.sampled_from([0.1, 1.0, 5.0]))
    state = with_weights(
        state,
        tuple(map(tuple, rng.normal(0, size, (C, D)).tolist())),
        tuple(rng.normal(0, size, C).tolist()),
    )
    for name, values in (
        ("loss", list(LOSSES)),
        ("regularization", list(REGULARIZERS)),
        ("strength", [0.0, 0.1, 1.0, 10.0]),
        ("margin", [0.3, 1.0, 2.5]),
    ):
        state = with_setting(state, name, draw(st.sampled_from(values)))
    return state


@settings(deadline=None, derandomize=True, max_examples=150)
@given(situations())
def test_every_gradient_passes_the_numeric_check(state):
    assert evaluated(state).relative < 1e-6


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("regularization", REGULARIZERS)
@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.integers(-10, 10), min_size=9, max_size=9))
def test_a_gradient_at_a_kink_passes_too(loss, regularization, tenths):
    """Weights in tenths, as a person steps them, often have a margin of exactly 0."""
    state = dataclasses.replace(START, loss=loss, regularization=regularization)
    numbers = [each / 10 for each in tenths]
    W = tuple((numbers[2 * k], numbers[2 * k + 1]) for k in range(3))
    assert evaluated(with_weights(state, W, tuple(numbers[6:]))).relative < 1e-6


def test_a_gradient_that_is_wrong_at_a_kink_does_not_pass():
    state = with_weights(START, ((0.0, 0.0),) * 3, (1.0, 0.0, -1.0))  # margins of 0, 1 and 2
    parameters, learn = start_parameters(state), examples(state)
    right = objective_at(parameters, state, learn)
    assert checked(parameters, state, learn, right)[1] == "pass"
    for wrong in (right._replace(dW=-right.dW), right._replace(db=2 * right.db)):
        assert checked(parameters, state, learn, wrong)[1] == "failed"


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("key", FEATURE_MAPS)
def test_a_gradient_that_is_wrong_would_not_pass(loss, key, monkeypatch):
    state = with_feature_map(with_setting(START, "loss", loss), key)
    kind = type(REGULARIZERS["l2"])
    monkeypatch.setattr(kind, "gradient", lambda _, W: W / 2)  # a quarter, as in the course's demo
    assert evaluated(state).relative > 1e-2


@pytest.mark.parametrize("scale", [10.0, 20.0, 40.0, 100.0])
def test_a_slope_below_the_error_of_the_numeric_one_is_not_called_wrong(scale):
    """Far out all points are right, and the softmax loss has next to no slope."""
    directions = np.array([[1.0, 0.0], [-0.5, 0.9], [-0.5, -0.9]])
    state = with_points(
        with_setting(START, "loss", "softmax"), as_points(directions, np.arange(3)), 3
    )
    state = with_setting(state, "strength", 0.0)
    state = with_weights(state, tuple(map(tuple, (scale * directions).tolist())), (5.0, 5.0, 5.0))
    found = evaluated(state)
    assert found.verdict in ("pass", "flat"), found.relative


def test_there_is_no_check_where_it_would_take_too_long_or_is_not_asked_for():
    assert math.isnan(evaluated(START, check=False).relative)
    many = with_dataset(START, "blobs", count=10_000)
    assert math.isnan(evaluated(many).relative)
    assert evaluated(with_dataset(START, "blobs", count=90)).relative < 1e-6


# Weights of any size


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("key", FEATURE_MAPS)
def test_weights_of_zero(loss, key):
    state = with_feature_map(with_setting(START, "loss", loss), key)
    D = len(state.W[0])
    found = evaluated(with_weights(state, ((0.0,) * D,) * 3, (0.0,) * 3))
    assert found.losses == pytest.approx(np.full(9, loss_at_zero_scores(LOSSES[loss], 3)))
    assert found.objective.penalty == 0
    assert found.right.mean() == pytest.approx(1 / 3)  # all of them are of class 0, the first
    assert found.relative < 1e-6


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("key", FEATURE_MAPS)
@pytest.mark.parametrize("far", [1.0, 1e6])
def test_weights_of_a_million(loss, key, far):
    state = with_feature_map(with_setting(START, "loss", loss), key)
    points = as_points(far * state.points.X, state.points.y)
    state = with_points(state, points, 3)
    D = len(state.W[0])
    W = np.random.default_rng(0).uniform(-1e6, 1e6, (3, D))
    found = evaluated(with_weights(state, tuple(map(tuple, W.tolist())), (1e6, -1e6, 1e6)))
    assert np.isfinite(found.objective.total)
    for each in (found.s, found.losses, found.objective.dW, found.objective.db):
        assert np.isfinite(each).all()
    assert found.relative < 1e-5


# What never changes


def test_all_arrays_are_read_only():
    parameters = start_parameters(START)
    found = evaluate(parameters, START, examples(START), check=True)
    for each in (
        *(found.W, found.b, found.s, found.losses, found.right, found.support),
        *(found.objective.dW, found.objective.db),
    ):
        assert not each.flags.writeable
    assert (parameters == pack(np.array(START.W), np.array(START.b))).all()


def test_another_objective_moves_no_score():
    plain = evaluated(START)
    other = evaluated(dataclasses.replace(START, loss="softmax", strength=3.0))
    assert (plain.s == other.s).all()
    assert (plain.right == other.right).all()
