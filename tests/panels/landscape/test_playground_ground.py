"""Two weights of the Playground as a landscape: its own objective, at every point of the map."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.data.points import DEMO, DEMO_B, DEMO_W
from lossviz.model.fast_landscape import grid
from lossviz.model.losses import LOSSES, Hinge, OneVsAll, Structured
from lossviz.model.objective import Objective, objective
from lossviz.model.regularization import REGULARIZERS, Regularization
from lossviz.panelkit.example import LinearExample, PlaygroundExample
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.landscape.checking import check_here, kink_near, standing_on_kink
from lossviz.panels.landscape.entries import chosen_entries, entries
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.playground_ground import playground_ground
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import PLAYGROUND
from tests.panels.landscape.conftest import of_demo
from tests.panels.scores.tables import steady

STATE = LandscapeState(surface=PLAYGROUND)
PAIRS = (("", ""), ("W 2 1", "W 0 0"), ("b 1 0", "W 1 0"), ("b 0 0", "b 2 0"))
NUMBERS = st.floats(-7, 7)
FIVE = ("x₀", "x₁", "x₀²", "x₁²", "x₀x₁")


def ground(example: PlaygroundExample, keys: tuple[str, str] = ("", ""), **settings) -> Ground:
    state = dataclasses.replace(STATE, playground_entries=keys, **settings)
    return playground_ground(state, example)


def with_entries(example: PlaygroundExample, keys: tuple[str, str], values: tuple[float, float]):
    """W and b with two entries typed over."""
    W, b = example.linear.W.copy(), example.linear.b.copy()
    for key, value in zip(chosen_entries(example, keys), values, strict=True):
        kind, j, d = key.split()
        if kind == "W":
            W[int(j), int(d)] = value
        else:
            b[int(j)] = value
    return W, b


def typed(
    example: PlaygroundExample, keys: tuple[str, str], values: tuple[float, float]
) -> Objective:
    """The Playground's objective with two entries typed over."""
    W, b = with_entries(example, keys, values)
    return objective(W, b, example.linear.X, example.y, example.loss, example.penalty)


def slopes(example: PlaygroundExample, keys: tuple[str, str], found: Objective) -> list[float]:
    """Of the two entries."""
    places = [key.split() for key in chosen_entries(example, keys)]
    return [
        float(found.dW[int(j), int(d)] if kind == "W" else found.db[int(j)])
        for kind, j, d in places
    ]


def some(rng: np.random.Generator, loss: str, kind: str, margin: float = 1.0) -> PlaygroundExample:
    """Weights of five features in four classes, drawn at random."""
    linear = LinearExample(*(rng.normal(0, 2, shape) for shape in ((4, 5), 4, (7, 5))))
    of_loss = LOSSES[loss]
    if loss != "softmax":
        of_loss = dataclasses.replace(of_loss, margin=margin)  # type: ignore[type-var]
    penalty = Regularization(kind, 0.2)
    y = rng.integers(0, 4, 7)
    return of_demo(linear=linear, y=y, loss=of_loss, penalty=penalty, feature_names=FIVE)


# Its objective


@pytest.mark.parametrize("keys", PAIRS)
@pytest.mark.parametrize("kind", REGULARIZERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_the_map_is_the_objective_with_both_entries_typed_over(loss, kind, keys):
    example = some(np.random.default_rng(3), loss, kind, margin=1.7)
    found = ground(example, keys)
    w1, w2 = (np.linspace(*each, 9) for each in (found.w1_range, found.w2_range))
    wanted = [[typed(example, keys, (a, c)).total for a in w1] for c in w2]
    assert grid(found.surface, w1, w2) == pytest.approx(np.array(wanted))
    assert found.surface.loss(w1[None, :], w2[:, None]) == pytest.approx(np.array(wanted))


@pytest.mark.parametrize("kind", REGULARIZERS)
@pytest.mark.parametrize("loss", LOSSES)
@steady
@given(seed=st.integers(0, 10**6), keys=st.sampled_from(PAIRS), a=NUMBERS, c=NUMBERS)
def test_the_slopes_are_those_of_the_two_entries(loss, kind, seed, keys, a, c):
    example = some(np.random.default_rng(seed), loss, kind)
    wanted = slopes(example, keys, typed(example, keys, (a, c)))
    found = ground(example, keys)
    assert np.array(found.surface.gradient(a, c)) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("kind", REGULARIZERS)
@pytest.mark.parametrize("loss", LOSSES)
@steady
@given(seed=st.integers(0, 10**6), keys=st.sampled_from(PAIRS), a=NUMBERS, c=NUMBERS)
def test_the_numeric_gradient_agrees_with_the_analytic_one(loss, kind, precision, seed, keys, a, c):
    example = some(np.random.default_rng(seed), loss, kind)
    h = 1e-2 if precision == "float32" else 1e-5
    state = dataclasses.replace(STATE, scheme="central", h=h, precision=precision)
    on = ground(example, keys)
    found = check_here(on, state, a, c)
    assert found.numeric is not None
    apart = np.linalg.norm(found.numeric - found.analytic)
    rounding = 2e-2 if precision == "float32" else 1e-6
    assert found.at_kink or apart <= rounding * (1 + np.linalg.norm(found.analytic))


def test_where_two_wrong_classes_tie_the_check_says_kink():
    """As where the demo's W and b are 0: there all classes have the same score."""
    zero = LinearExample(0 * DEMO_W, 0 * DEMO_B, DEMO.X)
    found = check_here(ground(of_demo(linear=zero, loss=LOSSES["structured"])), STATE, 0.0, 0.0)
    assert found.verdict == "failed"
    assert found.at_kink


@pytest.mark.parametrize(
    ("loss", "data"),
    [("hinge", 2.767), ("structured", 2.367), ("one-vs-all", 4.022), ("softmax", 1.837)],
)
def test_the_course_s_demo_stands_at_its_own_numbers(loss, data):
    example = of_demo(loss=LOSSES[loss])
    found = ground(example)
    assert found.start == (1, 2)
    assert float(found.surface.loss(*found.start)) == pytest.approx(data + 3.5, abs=5e-4)
    wanted = slopes(example, ("", ""), typed(example, ("", ""), found.start))
    assert np.array(found.surface.gradient(*found.start)) == pytest.approx(wanted)


def test_loss_and_penalty_of_the_landscape_itself_mean_nothing_here():
    plain = ground(of_demo())
    other = ground(of_demo(), loss="hinge", regularization="l1", strength=5.0)
    assert plain.surface.loss(0.3, -0.7) == other.surface.loss(0.3, -0.7)
    assert (plain.color, plain.status) == (other.color, other.status)


# What is to be seen


def test_the_map_looks_six_each_way_from_the_demo():
    found = ground(of_demo())
    assert (found.w1_range, found.w2_range) == ((-5, 7), (-4, 8))


def test_of_large_weights_the_map_still_shows_0():
    found = ground(of_demo(linear=LinearExample(100 * DEMO_W, DEMO_B, DEMO.X)))
    assert found.start == (100, 200)
    for low, high in (found.w1_range, found.w2_range):
        assert low < 0 < high


@pytest.mark.parametrize("keys", PAIRS)
def test_the_losses_on_the_map_differ(keys):
    found = ground(of_demo(), keys)
    w1, w2 = (np.linspace(*each, 5) for each in (found.w1_range, found.w2_range))
    assert np.ptp(found.surface.loss(w1, found.start[1])) > 0.5
    assert np.ptp(found.surface.loss(found.start[0], w2)) > 0.5


# Names


def test_the_entries_are_called_as_the_playground_calls_them():
    names = entries(of_demo())
    assert names["W 0 0"] == "w₀ of class 0"
    assert (names["W 2 1"], names["b 2 0"]) == ("w₁ of class 2", "b of class 2")
    assert len(names) == 9
    five = entries(some(np.random.default_rng(0), "hinge", "none"))
    assert (five["W 3 4"], len(five)) == ("x₀x₁ of class 3", 24)


def test_where_there_is_no_room_they_are_called_by_their_places_in_w():
    found = ground(of_demo(), ("W 2 1", "b 1 0"))
    assert found.names == ("w₁ of class 2", "b of class 1")
    assert found.symbols == ("W₂₁", "b₁")
    assert (found.weights, found.examples) == (9, 9)


def test_entries_that_are_no_more_fall_back_to_the_first():
    assert chosen_entries(of_demo(), ("W 3 4", "b 2 0")) == ("W 0 0", "b 2 0")
    assert chosen_entries(of_demo(), ("s 0 0", "")) == ("W 0 0", "W 0 1")
    assert ground(of_demo(), ("b 2 0", "b 2 0")).names == ("b of class 2", "w₀ of class 0")


@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_has_a_title_and_a_colour(loss):
    found = ground(of_demo(loss=LOSSES[loss]))
    title = LOSS_FORMULAS[loss].demo_title
    assert found.status == f"{title} loss, 9 points of the Playground panel"
    assert found.color == ("semantic.softmax" if loss == "softmax" else "semantic.hinge")


def test_the_status_counts_points_and_steps():
    one = LinearExample(DEMO_W, DEMO_B, DEMO.X[:1])
    found = ground(of_demo(linear=one, y=DEMO.y[:1], step=1200))
    assert found.status == "Weston–Watkins loss, 1 point of the Playground panel, step 1,200"


@pytest.mark.parametrize(
    ("loss", "penalty", "note"),
    [
        (Hinge(margin=2.5), ("l2", 0.1), "margin 2.5, L2 with λ = 0.1."),
        (OneVsAll(), ("none", 3.0), "margin 1, no regularization."),
        (Structured(), ("elastic", 0.0), "margin 1, no regularization."),
        (LOSSES["softmax"], ("elastic", 0.01), "Elastic net with λ = 0.01."),
    ],
)
def test_the_note_says_what_is_set_elsewhere(loss, penalty, note):
    found = ground(of_demo(loss=loss, penalty=Regularization(*penalty)))
    assert found.note == f"As in the Playground: {note}"


# Corners


@pytest.mark.parametrize("loss", ["hinge", "one-vs-all", "structured"])
@pytest.mark.parametrize("of_landscape", ["softmax", "hinge"])
def test_the_way_to_a_corner_is_to_one_of_its_own_loss(loss, of_landscape):
    example = some(np.random.default_rng(8), loss, "none", margin=0.6)
    found, state = ground(example), dataclasses.replace(STATE, loss=of_landscape)
    at = kink_near(state, found.landscape, found.start)
    assert at is not None
    there = standing_on_kink(state, at)
    assert (there.loss, there.scheme) == (of_landscape, "central")
    assert check_here(found, there, *there.start).kinks >= 1


def test_softmax_has_none_and_is_not_exchanged_for_the_hinge_loss():
    found = ground(of_demo(loss=LOSSES["softmax"]))
    assert kink_near(STATE, found.landscape, found.start) is None


# What is newer


def test_what_is_newer_is_told_from_the_same_offered_again():
    assert not of_demo(wanted=True, step=3).says_other_than(of_demo())
    for change in (
        {"linear": LinearExample(DEMO_W + 1, DEMO_B, DEMO.X)},
        {"linear": LinearExample(DEMO_W, DEMO_B + 1, DEMO.X)},
        {"linear": LinearExample(DEMO_W, DEMO_B, DEMO.X[:5]), "y": DEMO.y[:5]},
        {"y": DEMO.y[::-1]},
        {"loss": Hinge(margin=2.0)},
        {"penalty": Regularization("l2", 0.2)},
        {"feature_names": ("r", "θ")},
    ):
        assert of_demo(**change).says_other_than(of_demo())
