"""Mistakes in a gradient: each is wrong in the way it says, and the check catches it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lossviz.model.gradients import angle, numeric_gradient, relative_error
from lossviz.model.landscape import Landscape, kinks
from lossviz.model.mistakes import MISTAKES
from lossviz.model.regularization import REGULARIZERS
from tests.model.drawn_landscapes import EVERY_LOSS, drawn

WRONG_ABOVE = 1e-2  # a gradient check fails
AT = (0.4, -0.7)
each_loss = pytest.mark.parametrize("loss", EVERY_LOSS)
each_penalty = pytest.mark.parametrize("kind", REGULARIZERS)


def written(name: str, f: Landscape) -> np.ndarray:
    return MISTAKES[name].gradient(f, *AT)


def data_slope(f: Landscape) -> np.ndarray:
    return np.asarray(f.example_slopes(*AT).mean(axis=0))


def test_each_has_a_title_and_all_but_none_a_hint() -> None:
    assert list(MISTAKES) == ["none", "sign", "average", "penalty", "bias", "class"]
    assert len({mistake.title for mistake in MISTAKES.values()}) == len(MISTAKES)
    assert [name for name, mistake in MISTAKES.items() if not mistake.hint] == ["none"]


@each_loss
@each_penalty
def test_each_differs_as_it_says(loss: str, kind: str) -> None:
    f = drawn(loss, kind, 1).f
    right = f.slope(*AT)
    assert written("none", f).tolist() == right.tolist()
    assert written("sign", f).tolist() == (-right).tolist()
    too_much = written("average", f) - right
    assert too_much == pytest.approx((5 - 1) * data_slope(f))  # of 5 examples
    assert right - written("penalty", f) == pytest.approx(f.penalty_slope(*AT))
    assert written("bias", f) - right == pytest.approx(f.bias_slope(*AT))


@each_loss
def test_the_wrong_class_has_what_belongs_to_the_true_one(loss: str) -> None:
    case = drawn(loss, "l2", 2)
    f, n = case.f, np.arange(5)
    dS = f.of_scores.gradient(f.scores(*AT), f.y)
    after = (f.y + 1) % 4
    swapped = dS.copy()
    swapped[n, f.y], swapped[n, after] = dS[n, after], dS[n, f.y]
    wanted = [np.sum(swapped * S) / 5 for S in (f.S1, f.S2)] + f.penalty_slope(*AT)
    assert written("class", f) == pytest.approx(wanted)


def test_the_wrong_class_by_hand() -> None:
    """One example of two classes with w1 and w2 as scores: the slopes change places."""
    f = drawn("softmax", "none", 0).f
    S1, S2 = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    two = replace(f, S0=np.zeros((1, 2)), S1=S1, S2=S2, y=np.array([1]))
    assert two.slope(0, 0).tolist() == [0.5, -0.5]
    assert MISTAKES["class"].gradient(two, 0, 0).tolist() == [-0.5, 0.5]


def test_of_one_example_the_average_is_not_missed() -> None:
    f = drawn("softmax", "l2", 3, N=1).f
    assert written("average", f) == pytest.approx(f.slope(*AT))


def test_without_a_penalty_two_mistakes_do_no_harm() -> None:
    f = drawn("hinge", "none", 4).f
    for name in ("penalty", "bias"):
        assert written(name, f).tolist() == f.slope(*AT).tolist()


@each_loss
@pytest.mark.parametrize("kind", ["l1", "l2", "elastic"])
@settings(max_examples=10, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_the_check_catches_each_and_passes_none(loss: str, kind: str, seed: int) -> None:
    f, h = drawn(loss, kind, seed, strength=1.0).f, 1e-5
    assume(kinks(f, *AT).crossed(*AT, h) == 0)
    assume(np.abs(f.plane.weights(*AT)).min() > 10 * h)
    numeric = numeric_gradient(lambda w: float(f.loss(w[0], w[1])), np.array(AT), h)
    errors = {name: relative_error(written(name, f), numeric) for name in MISTAKES}
    assert errors.pop("none") < 1e-4
    # Where the plane happens to lie across what is wrong there is nothing to see.
    wrong = [np.linalg.norm(written(name, f) - f.slope(*AT)) for name in errors]
    assume(min(wrong) > 0.05 * np.linalg.norm(numeric))
    assert min(errors.values()) > WRONG_ABOVE
    assert errors["sign"] == pytest.approx(2, rel=1e-3)
    assert angle(written("sign", f), numeric) == pytest.approx(180, abs=0.1)


@each_loss
@pytest.mark.parametrize("name", list(MISTAKES))
def test_float32_stays_float32(loss: str, name: str) -> None:
    f = drawn(loss, "elastic", 5, np.float32).f
    assert written(name, f).dtype == np.float32


@pytest.mark.parametrize("name", list(MISTAKES))
def test_scores_without_weights_have_gradients_too(name: str) -> None:
    f = drawn("hinge", "l2", 6).f
    bare = replace(f, plane=type(f.plane)(*[np.zeros(0)] * 6))
    assert written(name, bare).shape == (2,)
