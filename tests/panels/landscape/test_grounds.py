"""What one walks on: the lecture's numbers, the table of the Scores panel, plain functions."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.data import lecture_examples
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.regularization import REGULARIZERS, Regularization
from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.panels.landscape.entries import chosen_entries, entries
from lossviz.panels.landscape.grounds import of_formula, of_known, of_table, two_weights
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import FORMULA, SCORES
from lossviz.panels.scores.evaluation import evaluate
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import (
    ScoresState,
    ScoresView,
    with_example_removed,
    with_scale,
    with_score,
    with_variant,
)
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.weights import with_bias, with_linear, with_weight
from tests.panels.scores.tables import steady, tables

ON_TABLE = LandscapeState(surface=SCORES)
DRIVEN = with_bias(with_bias(with_linear(LECTURE, True), 0, 0.6), 2, -1.1)
LOSS_NAMES = ("softmax", "hinge")
NUMBERS = st.floats(-5, 5)


# Two weights


def test_the_lecture_s_loss_and_slopes_stand_at_the_start():
    ground = two_weights(LandscapeState())
    assert ground.start == lecture_examples.LECTURE_W[:2] == (0.34, -1.11)
    assert f"{ground.surface.loss(*ground.start):.5f}" == "1.25347"
    slope = np.array(ground.surface.gradient(*ground.start))
    assert [f"{each:.3f}" for each in slope] == ["-2.500", "0.600"]


def test_the_two_weights_say_what_they_are():
    ground = two_weights(LandscapeState())
    assert ground.names == ground.symbols == ("W₁", "W₂")
    assert (ground.weights, ground.examples) == (2, 12)
    assert ground.status == "Softmax loss, 12 examples"
    hinge = two_weights(LandscapeState(loss="hinge"))
    assert hinge.status == "Hinge loss, 12 examples"
    assert (ground.color, hinge.color) == ("semantic.softmax", "semantic.hinge")


def test_a_step_of_the_slide_s_walk_arrives_at_the_slide_s_weights():
    ground = two_weights(LandscapeState())
    w = np.array((-1.35, -0.52))  # from where the slide's step starts
    there = w - 0.5 * np.array(ground.surface.gradient(*w))
    assert there == pytest.approx(ground.start, abs=5e-3)


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("kind", REGULARIZERS)
@steady
@given(w1=NUMBERS, w2=NUMBERS)
def test_two_weights_are_the_lecture_s_objective(loss, kind, w1, w2):
    state = LandscapeState(loss=loss, regularization=kind, strength=0.3)
    X, y, b = lecture_examples.TWO_WEIGHTS
    W = np.array([[w1, w2], [0, 0]])
    wanted = objective(W, b, X, y, LOSSES[loss], Regularization(kind, 0.3))
    surface = two_weights(state).surface
    assert float(surface.loss(w1, w2)) == pytest.approx(wanted.total)
    assert surface.gradient(w1, w2) == pytest.approx(tuple(wanted.dW[0]), abs=1e-12)


# Plain functions


@pytest.mark.parametrize("name", KNOWN_SURFACES)
def test_a_test_surface_is_itself(name):
    ground, known = of_known(LandscapeState(surface=name)), KNOWN_SURFACES[name]
    assert ground.surface is known
    assert (ground.start, ground.note) == (known.start, known.note)
    assert (ground.landscape, ground.examples, ground.weights) == (None, 0, 2)
    assert ground.status == f"{known.title}, a test surface"


def test_one_s_own_formula_is_walked_on():
    ground = of_formula(LandscapeState(surface=FORMULA, formula="w1^2 + 3 w2"))
    assert float(ground.surface.loss(2, 1)) == 7
    assert ground.surface.gradient(2, 1) == (4, 3)


@pytest.mark.parametrize("surface", ["two-weights", *KNOWN_SURFACES, FORMULA])
def test_a_walk_begins_on_the_map(ground_of, surface):
    ground = ground_of(surface=surface)
    for w, (low, high) in zip(ground.start, (ground.w1_range, ground.w2_range), strict=True):
        assert low < w < high


# The table of the Scores panel


def panel_s(state: ScoresState, loss: str) -> float:
    """The mean loss that the Scores panel shows."""
    found = evaluate(state, ScoresView())
    return (found.softmax if loss == "softmax" else found.hinge).mean


def on_table(state: ScoresState, loss: str, entries: tuple[str, str] = ("", ""), **settings):
    on = dataclasses.replace(ON_TABLE, loss=loss, entries=entries, **settings)
    return of_table(on, score_example(state))


@pytest.mark.parametrize(("loss", "mean"), [("softmax", "2.7587"), ("hinge", "5.2667")])
@pytest.mark.parametrize("linear", [False, True])
def test_the_lecture_s_table_has_the_lecture_s_loss(loss, mean, linear):
    ground = on_table(with_linear(LECTURE, linear), loss)
    assert f"{ground.surface.loss(*ground.start):.4f}" == mean
    assert ground.examples == 3


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("k", [0.0, 1.0, 2.5])
def test_the_scale_is_of_the_weights_alone_as_in_the_scores_panel(loss, k):
    for state in (with_scale(LECTURE, k), with_scale(DRIVEN, k)):
        for keys in (("", ""), ("b 0 0", "W 1 2")):
            ground = on_table(state, loss, keys)
            found = float(ground.surface.loss(*ground.start))
            assert found == pytest.approx(panel_s(state, loss), abs=1e-9)


@steady
@given(st.data())
def test_any_table_has_its_loss_where_the_walk_begins(data):
    state, loss = data.draw(tables()), data.draw(st.sampled_from(LOSS_NAMES))
    known = list(entries(score_example(state)))
    keys = data.draw(st.tuples(*[st.sampled_from(known)] * 2))
    ground = on_table(state, loss, keys)
    found = float(ground.surface.loss(*ground.start))
    assert found == pytest.approx(panel_s(state, loss), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("loss", LOSS_NAMES)
@steady
@given(a=NUMBERS, c=NUMBERS)
def test_moving_two_scores_is_typing_them(loss, a, c):
    ground = on_table(LECTURE, loss, ("s 0 2", "s 2 1"))
    assert ground.start == (-1.7, 2.5)
    typed = with_score(with_score(LECTURE, 0, 2, a), 2, 1, c)
    assert float(ground.surface.loss(a, c)) == pytest.approx(panel_s(typed, loss), abs=1e-9)


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("k", [1.0, 2.0])
@steady
@given(a=NUMBERS, c=NUMBERS)
def test_moving_a_weight_and_a_bias_is_typing_them(loss, k, a, c):
    state = with_scale(DRIVEN, k)
    ground = on_table(state, loss, ("W 1 3", "b 2 0"))
    typed = with_bias(with_weight(state, 1, 3, a), 2, c)
    assert float(ground.surface.loss(a, c)) == pytest.approx(panel_s(typed, loss), abs=1e-8)


def test_the_variant_of_the_hinge_loss_is_the_table_s():
    state = with_variant(LECTURE, squared=True, margin=2.0)
    ground = on_table(state, "hinge")
    assert float(ground.surface.loss(*ground.start)) == pytest.approx(panel_s(state, "hinge"))


@pytest.mark.parametrize("kind", REGULARIZERS)
def test_the_penalty_is_of_the_weights_that_the_scores_come_from(kind):
    state = with_scale(DRIVEN, 2.0)
    plain = on_table(state, "softmax", ("W 0 0", "b 1 0"))
    with_penalty = on_table(state, "softmax", ("W 0 0", "b 1 0"), regularization=kind, strength=0.2)
    linear = score_example(state).linear
    assert linear is not None
    wanted = Regularization(kind, 0.2).penalty(2.0 * linear.W)
    more = with_penalty.surface.loss(*plain.start) - plain.surface.loss(*plain.start)
    assert float(more) == pytest.approx(wanted)


def test_scores_alone_have_no_weights_and_no_penalty():
    free = on_table(LECTURE, "softmax", regularization="l2", strength=5.0)
    assert f"{free.surface.loss(*free.start):.4f}" == "2.7587"


def test_the_names_of_the_entries():
    free = entries(score_example(LECTURE))
    assert free["s 1 2"] == f"{LECTURE.examples[1]}: frog score"
    assert len(free) == 9
    linear = entries(score_example(DRIVEN))
    assert (linear["W 2 0"], linear["b 1 0"]) == ("W frog, 1", "b car")
    assert len(linear) == 3 * 4 + 3
    ground = on_table(DRIVEN, "softmax", ("W 2 0", "b 1 0"))
    assert ground.names == ("W frog, 1", "b car")
    assert ground.symbols == ("w₁", "w₂")
    assert ground.weights == 15


def test_entries_that_vanished_fall_back_to_those_there_are():
    example = score_example(with_example_removed(LECTURE, 2))
    assert chosen_entries(example, ("s 2 1", "s 0 1")) == ("s 0 0", "s 0 1")
    assert chosen_entries(example, ("s 0 1", "s 2 1")) == ("s 0 1", "s 0 0")
    assert chosen_entries(example, ("W 0 0", "b 0 0")) == ("s 0 0", "s 0 1")
    assert on_table(with_linear(LECTURE, False), "hinge", ("W 0 0", "nonsense")).start == (3.2, 5.1)


def test_two_entries_are_never_the_same():
    example = score_example(LECTURE)
    assert chosen_entries(example, ("s 0 0", "s 0 0")) == ("s 0 0", "s 0 1")
    assert chosen_entries(example, ("s 1 1", "s 1 1")) == ("s 1 1", "s 0 0")


def test_one_image_is_one_image():
    state = with_example_removed(with_example_removed(LECTURE, 2), 1)
    assert on_table(state, "softmax").status == "Softmax loss, 1 image of the Scores panel"
    assert on_table(LECTURE, "hinge").status == "Hinge loss, 3 images of the Scores panel"
