"""The gradient check: the lecture's numbers, every surface and mistake, and where none can be."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import hypothesis
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.data.lecture_examples import LECTURE_W
from lossviz.model.landscape import Landscape, kinks
from lossviz.model.mistakes import MISTAKES
from lossviz.model.numeric_error import NO_ERROR
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.panels.landscape import checking, words
from lossviz.panels.landscape.checking import (
    Check,
    check_here,
    check_lecture,
)
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.state import PLANES, LandscapeState
from lossviz.panels.landscape.surface_kinds import FORMULA, SCORES, TRAINING
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import with_variant
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.weights import with_linear
from tests.panels.landscape.corners import state_at_kink
from tests.panels.scores.tables import steady

CENTRAL: dict[str, Any] = {"h": 1e-5, "scheme": "central"}
SHARES = st.floats(0.02, 0.98)


def checked(ground: Ground, at: tuple[float, float], **settings: object) -> Check:
    return check_here(ground, LandscapeState(**settings), *at)  # type: ignore[arg-type]


def place(ground: Ground, across: float, up: float) -> tuple[float, float]:
    """A place on the map."""
    (left, right), (low, high) = ground.w1_range, ground.w2_range
    return left + across * (right - left), low + up * (high - low)


# The lecture's vector


def test_the_lecture_s_gradient_comes_out():
    found = check_lecture(LandscapeState())
    assert f"{found.loss:.5f}" == "1.25347"
    assert found.W.tolist() == list(LECTURE_W)
    assert [f"{each.loss_above:.5f}" for each in found.slopes[:3]] == [
        "1.25322", "1.25353", "1.25347",
    ]  # fmt: skip
    assert found.numeric is not None
    printed = (-2.5, 0.6, 0.0, 0.2, 0.7, -0.5, 1.1, 1.3, -2.1)
    assert found.numeric == pytest.approx(printed, abs=1.5e-3)
    assert found.analytic == pytest.approx(printed, abs=1e-3)
    assert (found.names[0], found.names[8]) == ("W₁", "W₉")


@pytest.mark.parametrize(("scheme", "asked"), [("forward", 10), ("central", 18)])
def test_the_numeric_gradient_of_nine_weights_asks_so_often(scheme, asked):
    found = check_lecture(LandscapeState(scheme=scheme))
    assert (found.asked, found.weights) == (asked, 9)
    assert (found.verdict, found.problem, found.kinks) == ("pass", "", 0)


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_the_lecture_s_vector_is_checked_in_either_precision(precision):
    found = check_lecture(LandscapeState(precision=precision, h=1e-2, scheme="central"))
    assert found.W.dtype == precision
    assert found.verdict == "pass"


# Numeric and analytic agree everywhere


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("kind", REGULARIZERS)
@steady
@given(across=SHARES, up=SHARES)
def test_they_agree_on_two_weights(ground_of, loss, kind, across, up):
    ground = ground_of(loss=loss, regularization=kind, strength=0.3)
    agree(ground, place(ground, across, up))


@pytest.mark.parametrize("surface", [*KNOWN_SURFACES, FORMULA])
@steady
@given(across=SHARES, up=SHARES)
def test_they_agree_on_plain_functions(ground_of, surface, across, up):
    ground = ground_of(surface=surface)
    agree(ground, place(ground, across, up))


ENTRIES = [("", ""), ("s 0 1", "s 2 2"), ("W 1 2", "b 1 0"), ("W 0 0", "W 2 3"), ("b 0 0", "b 2 0")]


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("entries", ENTRIES)
@steady
@given(across=SHARES, up=SHARES)
def test_they_agree_on_the_table_of_scores(ground_of, driven, loss, entries, across, up):
    example = driven if entries[0].startswith(("W", "b")) else None
    settings = {"surface": SCORES, "loss": loss, "entries": entries, "strength": 0.1}
    ground = ground_of(example=example, **settings)
    agree(ground, place(ground, across, up))


@pytest.mark.parametrize("squared", [False, True])
def test_they_agree_on_a_variant_of_the_hinge_loss(ground_of, squared):
    state = with_variant(with_linear(LECTURE, True), squared=squared, margin=0.7, mean=True)
    ground = ground_of(example=score_example(state), surface=SCORES, loss="hinge")
    for share in (0.1, 0.33, 0.71):
        agree(ground, place(ground, share, 1 - share))


@pytest.mark.parametrize("loss", ["softmax", "hinge", "one-vs-all", "structured"])
@pytest.mark.parametrize("plane", PLANES)
def test_they_agree_on_a_plane_through_the_weights_in_training(ground_of, trace_of, loss, plane):
    ground = ground_of(surface=TRAINING, plane=plane, trace=trace_of(loss=loss))
    for share in (0.2, 0.57, 0.9):
        # Of so many corners one lies within 1e-5 of nearly everywhere.
        agree(ground, place(ground, share, 1 - share), h=1e-7)


def agree(ground: Ground, at: tuple[float, float], h: float = CENTRAL["h"]) -> None:
    """To 1e−6, away from kinks; where both vanish, to what rounding leaves."""
    found = checked(ground, at, **CENTRAL | {"h": h})
    if found.kinks or (abs(np.array(at)) < 2e-5).any():  # |w| has a corner at 0
        return
    assert found.numeric is not None
    apart = float(np.linalg.norm(found.analytic - found.numeric))
    rounding = 1e-15 / h * max(1.0, abs(found.loss))
    assert found.relative < 1e-6 or apart < rounding
    assert found.loss == float(ground.surface.loss(*at))


# What it says


def lamp(found: Check) -> str:
    return words.lamp(found)[1]


FORMULAS = (
    "w1^2 + 4 w2^2 + sin(3 w1)", "sin(50 w1) + w2^2", "exp(5 w1) - w2", "1/w1 + w2^2", "w1 * w2",
    "(w1 + 100000000)^2 - 10000000000000000 - 200000000 * w1", "log(1 + exp(-w1 + 2 w2))",
    "sqrt(w1^2 + w2^2 + 0.0001)", "sin(1000 w1)", "sqrt(w1) + w2", "w1^5 - w2^3", "w1^2 + 1000",
    "(100000000 w1 - 100000000 w2)^2", "1/(1 + exp(-50 w1))", "0 * w1 + 3", "exp(w1^2)",
    "abs(w1)^1.5 + w2", "abs(w1) + w2^2", "max(w1, w2) + min(w1^2, 1)", "sqrt(w1^2 + w2^2)",
)  # fmt: skip
HS, NEAR = st.floats(-12, -1), st.sampled_from([0.0, 1e-9, -1e-6, 1e-4, -0.01])
SETTINGS = {
    "h": HS.map(lambda power: 10**power),
    "scheme": st.sampled_from(["forward", "central"]),
    "precision": st.sampled_from(["float32", "float64"]),
}


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Any], tuple[float, float]]:
    """A surface, what its gradient is checked with, and a point: anywhere, or at or beside whole
    weights, where minima and corners are.
    """
    surface = draw(st.sampled_from(["two-weights", *KNOWN_SURFACES, FORMULA]))
    settings = {name: draw(values) for name, values in SETTINGS.items()} | {"surface": surface}
    if surface == FORMULA:
        settings["formula"] = draw(st.sampled_from(FORMULAS))
    if surface == "two-weights":
        settings["loss"] = draw(st.sampled_from(["softmax", "hinge"]))
        settings["regularization"] = draw(st.sampled_from(list(REGULARIZERS)))
        settings["strength"] = draw(st.sampled_from([0.0, 5e-6, 0.3]))
    weights = st.floats(-2, 2) | st.integers(-2, 2).flatmap(lambda w: NEAR.map(lambda d: w + d))
    return settings, (draw(weights), draw(weights))


@hypothesis.settings(steady, max_examples=200)
@given(situations())
def test_a_right_gradient_is_never_called_wrong(ground_of, situation):
    """Whatever the surface, the formula, h, the scheme and the precision."""
    settings, at = situation
    found = checked(ground_of(**settings), at, **settings)
    assert lamp(found) not in ("check", "wrong"), found


@hypothesis.settings(steady, max_examples=200)
@given(situations(), st.sampled_from([name for name in MISTAKES if name != "none"]))
def test_a_mistake_that_is_larger_than_the_bound_never_passes(ground_of, situation, mistake):
    settings, at = situation
    settings["surface"] = "two-weights"
    found = checked(ground_of(**settings), at, mistake=mistake, **settings)
    if np.linalg.norm(found.off) > found.bound:
        assert lamp(found) not in ("pass", "flat here")


@pytest.mark.parametrize("surface", KNOWN_SURFACES)
@pytest.mark.parametrize("scheme", ["forward", "central"])
def test_at_the_end_of_a_walk_there_is_nothing_to_compare(ground_of, surface, scheme):
    minima = {"rosenbrock": (1.0, 1.0), "saddle": (0.0, 1.0), "minima": (-1.0354, -1.0243)}
    at = minima.get(surface, (0.0, 0.0))
    found = checked(ground_of(surface=surface), at, scheme=scheme)
    expected = "pass" if surface == "minima" and scheme == "central" else "flat here"
    assert lamp(found) == expected


def test_rosenbrock_s_minimum(ground_of):
    found = checked(ground_of(surface="rosenbrock"), (1.0, 1.0))
    assert found.analytic.tolist() == [0, 0]
    assert found.numeric == pytest.approx([0.0401, 0.01], abs=5e-5)
    assert found.error.most == pytest.approx(math.hypot(0.0401, 0.01), rel=0.3)
    start = checked(ground_of(surface="rosenbrock"), (-1.2, 1.0))
    assert (start.relative > 1e-4, lamp(start)) == (True, "pass")


def test_the_angle_is_between_the_two(ground_of):
    ground = ground_of()
    assert checked(ground, ground.start).angle < 0.1
    assert checked(ground, ground.start, mistake="sign").angle == pytest.approx(180, abs=0.1)


@pytest.mark.parametrize(
    ("precision", "h"), [("float32", 1e-12), ("float32", 1e-8), ("float64", 1e-12)]
)
def test_an_h_that_is_lost_is_told_and_nothing_else_is(ground_of, precision, h):
    ground = ground_of()
    at = (0.34, 2.0**20) if precision == "float64" else ground.start
    found = checked(ground, at, precision=precision, h=h)
    assert found.numeric is None
    assert (found.slopes, found.verdict) == ((), "none")
    assert math.isnan(found.relative)
    assert math.isnan(found.angle)
    words = "10⁻¹²" if h == 1e-12 else "10⁻⁸"
    assert found.problem == (
        f"h = {words} is lost in {precision}: W + h rounds to W. Take a larger h."
    )
    assert np.isfinite(found.analytic).all()
    assert math.isfinite(found.loss)


def test_where_the_loss_ends_there_is_no_verdict(ground_of):
    ground = ground_of(surface=FORMULA, formula="log(w1) + w2^2")
    for w1 in (-1.0, 0.0, 5e-5):
        for scheme in ("forward", "central"):
            found = checked(ground, (w1, 1.0), scheme=scheme)
            assert found.verdict == ("too large" if w1 > 0 and scheme == "forward" else "none")
    assert checked(ground, (-1.0, 1.0)).verdict == "none"
    assert checked(ground, (1.0, 1.0)).verdict == "pass"


def test_at_a_corner_of_the_hinge_loss_the_two_rightly_differ(ground_of):
    ground = ground_of(loss="hinge")
    at = kinks(ground.landscape, *ground.start).nearest(*ground.start)
    found = checked(ground, at, scheme="central")
    assert found.kinks == 1
    assert found.verdict in ("suspicious", "failed")
    assert found.numeric is not None
    sides = [checked(ground, (at[0] + d, at[1]), **CENTRAL).numeric for d in (-1e-3, 1e-3)]
    assert found.numeric == pytest.approx(np.mean(sides, axis=0))
    beside = checked(ground, (at[0] + 0.01, at[1]), **CENTRAL)
    assert (beside.kinks, beside.verdict) == (0, "pass")


@pytest.mark.parametrize("mistake", ["sign", "average", "class"])
def test_corners_within_h_excuse_no_mistake(ground_of, mistake):
    ground = ground_of(loss="hinge")
    rows = np.tile(np.arange(ground.examples), 500)
    many = dataclasses.replace(ground, surface=ground.landscape.minibatch(rows))
    at = kinks(many.landscape, *ground.start).nearest(*ground.start)
    right = checked(many, at, loss="hinge", scheme="central")
    wrong = checked(many, at, loss="hinge", scheme="central", mistake=mistake)
    assert right.at_kink
    assert wrong.kinks >= 1
    assert (wrong.at_kink, wrong.verdict) == (False, "failed")


@pytest.mark.parametrize("h", [1e-3, 0.1, 0.5])
@pytest.mark.parametrize("regularization", ["l2", "l1"])
@given(SHARES, SHARES)
def test_what_corners_do_is_always_excused(ground_of, h, regularization, across, up):
    ground = ground_of(loss="hinge", regularization=regularization, strength=0.3)
    at = place(ground, across, up)
    found = checked(ground, at, h=h, scheme="central", regularization=regularization, strength=0.3)
    assert lamp(found) not in ("check", "wrong")


@pytest.mark.parametrize("surface", ["two-weights", SCORES])
@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_the_way_to_a_corner_leads_to_one(ground_of, surface, loss):
    state = LandscapeState(surface=surface, loss=loss)
    ground = ground_of(state)
    there = state_at_kink(state, ground.landscape, ground.start)
    assert there is not None
    assert (there.loss, there.scheme) == ("hinge", "central")
    assert there.start is not None
    assert check_here(ground_of(there), there, *there.start).kinks >= 1


def test_the_way_to_a_corner_takes_the_variant_of_the_table(ground_of):
    state = LandscapeState(surface=SCORES)
    example = score_example(with_variant(LECTURE, margin=0.5))
    ground = ground_of(state, example)
    there = state_at_kink(state, ground.landscape, ground.start, example.hinge)
    assert there is not None
    assert there.start is not None
    assert check_here(ground_of(there, example), there, *there.start).kinks >= 1
    smooth = score_example(with_variant(LECTURE, squared=True))
    assert state_at_kink(state, ground.landscape, ground.start, smooth.hinge) is None


def test_the_way_to_a_corner_of_the_weights_in_training_keeps_their_loss(ground_of, trace_of):
    state = LandscapeState(surface=TRAINING)
    smooth = ground_of(state)
    assert state_at_kink(state, smooth.landscape, (0, 0)) is None
    hinge = ground_of(state, trace=trace_of(loss="hinge"))
    there = state_at_kink(state, hinge.landscape, (0, 0))
    assert there is not None
    assert there.loss == "softmax"  # the setting of the other surfaces
    assert check_here(hinge, there, *there.start).kinks >= 1


def test_a_smooth_loss_has_no_corners(ground_of):
    for choice in ({}, {"surface": "bowl"}):
        ground = ground_of(**choice)
        assert checked(ground, ground.start, h=0.1).kinks == 0


CORNERS = {
    "abs(w1) + w2^2": ((0.0, 1.0), (-1.0, 1.0)),
    "max(w1, 3 w2) + w2": ((3.0, 1.0), (1.0, 4.0)),
    "min(2 w1, w2)": ((0.5, 1.0), (2.0, 0.0)),
    "sqrt(w1^2)": ((0.0, 1.0), (-1.0, 1.0)),
    "sign(w1) + w2^2": ((0.0, 1.0), None),
    "sqrt(w1) + w2": ((0.0, 1.0), None),
}


@pytest.mark.parametrize("formula", CORNERS)
@pytest.mark.parametrize("scheme", ["forward", "central"])
def test_corners_of_one_s_own_formula_are_kinks(ground_of, formula, scheme):
    at, sides = CORNERS[formula]
    ground = ground_of(surface=FORMULA, formula=formula)
    found = checked(ground, at, scheme=scheme)
    assert found.kinks == 1
    if sides is not None:
        assert found.sides == pytest.approx(sides)
    assert lamp(found) == "kink"
    beside = checked(ground, (at[0] + 0.01, at[1]), scheme="central", h=1e-5)
    assert (beside.kinks, lamp(beside)) == (0, "pass")


def test_what_touches_0_without_a_corner_is_no_kink(ground_of):
    ground = ground_of(surface=FORMULA, formula="abs(w1^2) + w2^2")
    assert checked(ground, (0.0, 1.0)).kinks == 0


# What it costs


@pytest.mark.parametrize(("scheme", "asked"), [("forward", 3), ("central", 4)])
def test_two_weights_ask_so_often(ground_of, scheme, asked):
    ground = ground_of()
    found = checked(ground, ground.start, scheme=scheme)
    assert (found.weights, found.asked) == (2, asked)


@pytest.mark.parametrize(("scheme", "asked"), [("forward", 30_731), ("central", 61_460)])
def test_all_weights_of_cifar_10_s_classifier_have_their_price(ground_of, scheme, asked):
    ground = ground_of(surface=TRAINING)
    found = checked(ground, (0, 0), scheme=scheme)
    assert (found.weights, found.asked) == (30_730, asked)
    assert ground.training is not None
    assert found.seconds_numeric == asked * ground.training.seconds_loss > 0
    assert found.seconds_analytic == ground.training.seconds_gradient > 0
    assert found.W.shape == (2,)


@pytest.mark.parametrize("scheme", ["forward", "central"])
def test_the_count_is_how_often_the_loss_is_asked_for(ground_of, scheme, monkeypatch):
    monkeypatch.setattr(checking, "numeric_error", lambda *_: NO_ERROR)  # which asks for more
    ground, asked = ground_of(surface="bowl"), []

    class Counted:
        gradient = staticmethod(ground.surface.gradient)

        def loss(self, w1, w2):
            asked.append((w1, w2))
            return ground.surface.loss(w1, w2)

    found = checked(dataclasses.replace(ground, surface=Counted()), ground.start, scheme=scheme)
    # A central difference does without the loss at the point, which is shown.
    assert len(asked) == found.asked + (scheme == "central")


# Break the gradient


def broken(ground: Ground, mistake: str, **settings: object) -> Check:
    return checked(ground, (0.7, -0.4), mistake=mistake, **CENTRAL, **settings)


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("mistake", ["sign", "average", "penalty", "class"])
def test_a_mistake_is_caught(ground_of, loss, mistake):
    ground = ground_of(loss=loss, strength=0.5)
    assert broken(ground, "none").verdict == "pass"
    assert broken(ground, mistake).verdict == "failed"


def test_a_regularized_bias_is_caught_where_a_bias_moves(ground_of, driven, trace_of):
    settings = {"surface": SCORES, "strength": 0.5}
    moves = ground_of(example=driven, entries=("W 0 0", "b 1 0"), **settings)
    rests = ground_of(example=driven, entries=("W 0 0", "W 1 0"), **settings)
    assert broken(moves, "bias").verdict == "failed"
    assert broken(rests, "bias").verdict == "pass"
    assert broken(ground_of(strength=0.5), "bias").verdict == "pass"
    plane = ground_of(surface=TRAINING, plane="random", trace=trace_of(strength=0.5))
    found = checked(plane, (0.7, -0.4), mistake="bias", **CENTRAL)
    assert (found.analytic != checked(plane, (0.7, -0.4), **CENTRAL).analytic).any()


@pytest.mark.parametrize("mistake", ["penalty", "bias"])
def test_without_a_penalty_nothing_is_missing(ground_of, driven, mistake):
    for settings in ({"strength": 0.0}, {"regularization": "none", "strength": 0.5}):
        ground = ground_of(example=driven, surface=SCORES, entries=("W 0 0", "b 1 0"), **settings)
        assert broken(ground, mistake).verdict == "pass"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_plain_function_has_no_mistakes(ground_of, mistake):
    ground = ground_of(surface="rosenbrock")
    assert broken(ground, mistake).verdict == "pass"


def test_a_missing_average_is_too_long_by_the_number_of_examples(ground_of):
    ground = ground_of()
    right, wrong = broken(ground, "none"), broken(ground, "average")
    assert wrong.analytic == pytest.approx(12 * right.analytic)
    assert wrong.angle == pytest.approx(right.angle, abs=1e-3)


@pytest.mark.parametrize(
    ("scheme", "precision", "rounded"),
    [
        ("forward", "float64", 0), ("central", "float64", 0),
        ("forward", "float32", 3), ("central", "float32", 5),
    ],
)  # fmt: skip
def test_no_loss_is_worked_out_twice(ground_of, monkeypatch, scheme, precision, rounded):
    """Of thousands of images each takes a while. rounded: how many come besides in float32."""
    asked: list[tuple[float, float]] = []
    loss = Landscape.loss

    def noting(surface, w1, w2):
        asked.append((float(w1), float(w2)))
        return loss(surface, w1, w2)

    ground = ground_of(LandscapeState())
    monkeypatch.setattr(Landscape, "loss", noting)
    found = checked(ground, (0.25, -0.5), scheme=scheme, precision=precision)
    assert found.error.most < math.inf
    assert len(asked) - len(set(asked)) == rounded
