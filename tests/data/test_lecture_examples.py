"""The examples behind the lecture's gradient slides: its numbers come out, computed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lossviz.data.lecture_examples import (
    LECTURE_VECTOR,
    LECTURE_W,
    TWO_WEIGHTS,
    Examples,
)
from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.losses import LOSSES
from lossviz.model.objective import Objective, objective
from lossviz.model.regularization import Regularization

SETS = pytest.mark.parametrize("examples", [TWO_WEIGHTS, LECTURE_VECTOR], ids=["two", "nine"])
# What the lecture's slides print.
LECTURE_LOSS = 1.25347
LECTURE_GRADIENT = (-2.5, 0.6, 0.0, 0.2, 0.7, -0.5, 1.1, 1.3, -2.1)
# On `TWO_WEIGHTS`, one step of gradient descent from here arrives at the first two of `LECTURE_W`.
START, START_LEARNING_RATE = (-1.35, -0.52), 0.5
AT_THE_LECTURE = np.array(LECTURE_W)
H = 1e-4


def at(examples: Examples, w: np.ndarray, loss: str = "softmax") -> Objective:
    """The objective where the weights of class 0 are w, and those of class 1 are 0."""
    W = np.stack([w, np.zeros_like(w)])
    return objective(W, examples.b, examples.X, examples.y, LOSSES[loss], Regularization("l2", 0.0))


def lecture_weights(examples: Examples) -> np.ndarray:
    return AT_THE_LECTURE[: examples.X.shape[1]]


def descent(examples: Examples, w: np.ndarray, rate: float, steps: int) -> list[np.ndarray]:
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - rate * at(examples, path[-1]).dW[0])
    return path


def losses_along(examples: Examples, path: list[np.ndarray]) -> list[float]:
    return [at(examples, w).total for w in path]


@SETS
def test_the_loss_is_the_lectures(examples: Examples) -> None:
    found = at(examples, lecture_weights(examples))
    assert found.total == pytest.approx(LECTURE_LOSS, abs=2e-6)
    assert f"{found.total:.5f}" == "1.25347"
    assert found.penalty == 0


@SETS
def test_the_analytic_gradient_is_the_lectures(examples: Examples) -> None:
    w = lecture_weights(examples)
    found = at(examples, w)
    assert found.dW[0] == pytest.approx(np.array(LECTURE_GRADIENT[: len(w)]), abs=2e-4)
    assert found.dW[1] == pytest.approx(-found.dW[0])


@SETS
def test_the_slides_table_comes_out_as_printed(examples: Examples) -> None:
    w = lecture_weights(examples)
    after = [f"{at(examples, w + H * e).total:.5f}" for e in np.eye(len(w))]
    printed = ["1.25322", "1.25353", "1.25347"] + [
        f"{LECTURE_LOSS + H * slope:.5f}" for slope in LECTURE_GRADIENT[3:]
    ]
    assert after == printed[: len(w)]


@SETS
def test_the_numeric_gradient_prints_as_on_the_slide(examples: Examples) -> None:
    w = lecture_weights(examples)
    slope = numeric_gradient(lambda w: at(examples, w).total, w, H, "forward")
    assert [f"{s:.3f}" for s in slope] == [f"{s:.3f}" for s in LECTURE_GRADIENT[: len(w)]]


@SETS
@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_analytic_and_numeric_agree(examples: Examples, loss: str) -> None:
    w = lecture_weights(examples)
    slope = numeric_gradient(lambda w: at(examples, w, loss).total, w, 1e-5, "central")
    assert np.abs(at(examples, w, loss).dW[0] - slope).max() < 1e-6
    if loss == "softmax":
        assert gradient_check(at(examples, w).dW[0][:2], slope[:2]) < 1e-7


@SETS
def test_without_a_bias_no_examples_could_have_these_numbers(examples: Examples) -> None:
    w = lecture_weights(examples)
    tangent_at_0 = LECTURE_LOSS - w @ np.array(LECTURE_GRADIENT[: len(w)])
    assert np.log(2) < tangent_at_0 < at(examples, np.zeros_like(w)).total


@SETS
def test_shapes_and_classes(examples: Examples) -> None:
    assert examples.X.shape in {(12, 2), (12, 9)}
    assert np.bincount(examples.y).tolist() == [7, 5]
    assert [array.dtype.name for array in examples] == ["float64", "int64", "float64"]
    assert examples.b[1] == 0
    assert np.abs(examples.X).max() < 6.5
    assert np.array_equal(np.round(examples.X, 2), examples.X)
    assert len(np.unique(examples.X, axis=0)) == 12


@SETS
def test_they_cannot_be_written(examples: Examples) -> None:
    for array in examples:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_one_step_from_the_start_arrives_where_the_lecture_looks() -> None:
    start = np.array(START)
    _, arrived = descent(TWO_WEIGHTS, start, START_LEARNING_RATE, 1)
    assert arrived == pytest.approx(AT_THE_LECTURE[:2], abs=2e-6)
    assert f"{at(TWO_WEIGHTS, arrived).total:.5f}" == "1.25347"
    moved = [f"{at(TWO_WEIGHTS, arrived + H * e).total:.5f}" for e in np.eye(2)]
    assert moved == ["1.25322", "1.25353"]


def test_the_walk_overshoots_and_then_settles_in_the_valley() -> None:
    path = descent(TWO_WEIGHTS, np.array(START), START_LEARNING_RATE, 40)
    losses = losses_along(TWO_WEIGHTS, path)
    assert losses[0] > 5
    assert all(before > after for before, after in pairwise(losses))
    assert path[2][0] > path[-1][0] > path[3][0]  # beyond the valley, and back over it
    assert path[-1] == pytest.approx([1.28, -0.59], abs=0.01)
    assert losses[-1] == pytest.approx(0.250, abs=5e-4)
    assert losses[20] == pytest.approx(losses[-1], abs=1e-4)


@SETS
def test_no_weights_are_right_on_all_examples_so_the_valley_has_an_end(examples: Examples) -> None:
    path = descent(examples, lecture_weights(examples), 0.1, 4000)
    lowest = at(examples, path[-1])
    assert np.abs(lowest.dW).max() < 1e-3
    assert 0.2 < lowest.total < 0.35


def test_the_hinge_landscape_has_its_lowest_corner_in_the_window() -> None:
    w1, w2 = np.linspace(-1.7, 2.3, 81), np.linspace(-2.3, 0.7, 61)
    grid = [[at(TWO_WEIGHTS, np.array([a, b]), "hinge").total for a in w1] for b in w2]
    row, column = np.unravel_index(np.argmin(grid), (61, 81))
    assert (w1[column], w2[row]) == pytest.approx((1.21, -0.67), abs=0.06)
    assert np.min(grid) == pytest.approx(0.195, abs=0.01)
