"""Losses against the lecture's numbers, numeric gradients and the limits of floating point."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.losses import (
    LOSSES,
    Hinge,
    Loss,
    OneVsAll,
    Softmax,
    Structured,
    loss_at_zero_scores,
    probabilities,
)

# Cat, car and frog scores of the cat, car and frog image.
S = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
Y = np.array([0, 1, 2])
# Three score rows whose softmax and hinge losses the lecture compares; the true class is 0.
COMPARED = np.array([[10.0, -2, 3], [10, 9, 9], [10, -100, -100]])
ZEROS = np.zeros(3, dtype=int)

VARIANTS: list[Loss] = [
    *LOSSES.values(),
    Hinge(squared=True),
    Hinge(mean=True),
    Hinge(include_true_class=True),
    Hinge(margin=2.5, squared=True, include_true_class=True, mean=True),
    OneVsAll(margin=0.5),
    Structured(margin=3),
]
each_loss = pytest.mark.parametrize("loss", VARIANTS, ids=str)


@pytest.mark.parametrize(
    ("loss", "expected", "mean"),
    [
        (Hinge(), [2.9, 0, 12.9], 5.2667),
        (Hinge(include_true_class=True), [3.9, 1, 13.9], 6.2667),
        (Hinge(mean=True), [1.45, 0, 6.45], 2.6333),
        (Hinge(squared=True), [8.41, 0, 83.25], 30.5533),
        (Hinge(include_true_class=True, mean=True), [1.3, 1 / 3, 13.9 / 3], 6.2667 / 3),
        (Softmax(), [2.0404, 0.0791, 6.1565], 2.7587),
        (Structured(), [2.9, 0, 6.6], 9.5 / 3),
        (OneVsAll(), [6.1, 2.3 + 0 + 3, 3.2 + 3.5 + 4.1], 22.2 / 3),
    ],
    ids=str,
)
def test_lecture_example(loss: Loss, expected: list[float], mean: float) -> None:
    assert loss.loss(S, Y) == pytest.approx(expected, abs=6e-5)
    assert loss.loss(S, Y).mean() == pytest.approx(mean, abs=6e-5)


def test_doubled_weights_keep_a_loss_of_zero() -> None:
    assert Hinge().loss(2 * S, Y) == pytest.approx([4.8, 0, 23.8])
    assert Hinge().loss(2 * S, Y).mean() == pytest.approx(9.5333, abs=1e-4)


def test_hinge_does_not_feel_a_jiggle_but_softmax_does() -> None:
    jiggled = S[1:2] + np.array([0.3, -0.2, 0.5])
    assert Hinge().loss(jiggled, Y[1:2]) == 0
    assert Softmax().loss(jiggled, Y[1:2]) != Softmax().loss(S[1:2], Y[1:2])


def test_softmax_against_hinge() -> None:
    assert Hinge().loss(COMPARED, ZEROS).tolist() == [0, 0, 0]
    assert Softmax().loss(COMPARED, ZEROS) == pytest.approx([9.18e-4, 0.5514, 3.38e-48], rel=1e-3)
    assert (Softmax().gradient(COMPARED, ZEROS) != 0).all()


def test_softmax_keeps_what_is_easy_to_lose() -> None:
    tiny = Softmax().loss(COMPARED[2:], ZEROS[:1])[0]
    assert tiny == pytest.approx(2 * math.exp(-110), rel=1e-14, abs=0)
    assert Softmax().gradient(COMPARED[2:], ZEROS[:1])[0, 0] == pytest.approx(-tiny, abs=0)
    assert Softmax().loss([[1000, 0]], [1])[0] == 1000
    assert Softmax().loss([[1e4, -1e4, 0]], [1])[0] == 2e4


@pytest.mark.parametrize("C", [2, 3, 10])
def test_loss_at_zero_scores(C: int) -> None:
    expected = {"hinge": C - 1, "one-vs-all": C, "structured": 1, "softmax": math.log(C)}
    found = {name: loss_at_zero_scores(loss, C) for name, loss in LOSSES.items()}
    assert found == pytest.approx(expected)


@each_loss
@settings(deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), C=st.integers(2, 6), N=st.integers(1, 4))
def test_gradient_is_the_numeric_one(loss: Loss, seed: int, C: int, N: int) -> None:
    rng = np.random.default_rng(seed)
    # Off the multiples of 0.1 by another amount in each class: no margin is at its kink.
    s = rng.integers(-30, 30, (N, C)) / 10 + 0.013 * np.arange(1, C + 1)
    y = rng.integers(0, C, N)
    numeric = numeric_gradient(lambda s: float(loss.loss(s, y).sum()), s, 1e-5)
    assert gradient_check(loss.gradient(s, y), numeric) < 1e-4


@each_loss
def test_both_at_once_are_the_same(loss: Loss) -> None:
    both = loss.loss_and_gradient(S, Y)
    np.testing.assert_array_equal(both[0], loss.loss(S, Y))
    np.testing.assert_array_equal(both[1], loss.gradient(S, Y))


@each_loss
@pytest.mark.parametrize(
    ("given_type", "expected"), [("f4", "f4"), ("f8", "f8"), ("i8", "f8"), ("f2", "f8")]
)
def test_precision_stays(loss: Loss, given_type: str, expected: str) -> None:
    values, gradient = loss.loss_and_gradient(S.astype(given_type), Y)
    assert values.dtype == gradient.dtype == np.dtype(expected)
    assert loss.loss(S.astype(given_type), Y).dtype == np.dtype(expected)


@each_loss
def test_arguments_stay(loss: Loss) -> None:
    s, y = S.copy(), Y.copy()
    s.setflags(write=False)
    y.setflags(write=False)
    loss.loss_and_gradient(s, y)


@each_loss
def test_no_examples(loss: Loss) -> None:
    values, gradient = loss.loss_and_gradient(np.zeros((0, 3)), [])
    assert values.shape == (0,)
    assert gradient.shape == (0, 3)


@each_loss
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_large_scores_are_finite(loss: Loss, dtype: str) -> None:
    s = np.array([[1e4, -1e4, 0], [-1e4, 1e4, 1e4]], dtype=dtype)
    values, gradient = loss.loss_and_gradient(s, [1, 0])
    assert np.isfinite(values).all()
    assert np.isfinite(gradient).all()
    assert (values >= 1e4).all()


@each_loss
def test_infinite_scores_do_not_warn(loss: Loss) -> None:
    s = np.array([[0, np.inf, 0], [-np.inf, 0, 0], [np.nan, 0, 0]])
    values = loss.loss_and_gradient(s, [0, 0, 0])[0]
    assert values[:2].tolist() == [np.inf, np.inf]
    assert np.isnan(values[2])


def test_a_kink_has_slope_zero() -> None:
    on_the_margin = [[10.0, 9.0, 9.0]]
    for loss in (Hinge(), Hinge(squared=True), Structured()):
        assert not loss.gradient(on_the_margin, [0]).any()
    assert not OneVsAll().gradient([[1.0, -1.0]], [0]).any()


def test_structured_pushes_the_first_of_equals() -> None:
    assert Structured().gradient([[0.0, 2, 2]], [0]).tolist() == [[-1, 1, 0]]


@pytest.mark.parametrize(
    ("scores", "y", "message"),
    [
        ([[1, 2, 3]], [3], "0 to 2 for 3 classes, but one is 3"),
        ([[1, 2, 3]], [-1], "but one is -1"),
        ([[1, 2, 3]], [1.0], "whole numbers"),
        ([[1, 2, 3]], [0, 1], "one class for each row"),
        ([1, 2, 3], [0], r"\(N, C\)"),
        ([[1]], [0], "two classes or more"),
    ],
)
def test_wrong_input_is_told(scores: object, y: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Softmax().loss(scores, y)  # type: ignore[arg-type]


@pytest.mark.parametrize("margin", [-1, math.nan, math.inf])
def test_a_margin_is_finite(margin: float) -> None:
    for kind in (Hinge, OneVsAll, Structured):
        with pytest.raises(ValueError, match="margin"):
            kind(margin=margin)


def test_probabilities_of_the_cat_image() -> None:
    assert probabilities(S[:1])[0] == pytest.approx([0.1300, 0.8690, 0.0010], abs=5e-5)
    assert np.exp(S[0]) == pytest.approx([24.533, 164.022, 0.183], abs=5e-4)
    assert probabilities([[1e4, 1e4, -1e4]]).tolist() == [[0.5, 0.5, 0]]


def test_names() -> None:
    assert list(LOSSES) == ["hinge", "one-vs-all", "structured", "softmax"]
    assert all(loss.name == name for name, loss in LOSSES.items())
