"""Scores and the objective: the gradient shown is the gradient of the loss shown."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.gradients import numeric_gradient
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.regularization import REGULARIZERS, Regularization
from lossviz.model.scores import scores


def test_scores_are_templates_times_pixels_plus_bias() -> None:
    X = np.array([[1.0, 2.0]])
    W = np.array([[1.0, 0.0], [0.0, 1.0], [3.0, -1.0]])
    assert scores(X, W, np.array([0.5, 0.0, -1.0])).tolist() == [[1.5, 2.0, 0.0]]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("kind", REGULARIZERS)
@settings(deadline=None, derandomize=True)
@given(seed=st.integers(0, 1_000))
def test_gradient_is_that_of_the_total(loss: str, kind: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.standard_normal((4, 3)), rng.integers(0, 3, 4)
    W, b = rng.uniform(0.1, 1, (3, 3)) * rng.choice([-1, 1], (3, 3)), rng.standard_normal(3)

    def total(W: np.ndarray, b: np.ndarray) -> float:
        return objective(W, b, X, y, LOSSES[loss], Regularization(kind, 0.3)).total

    found = objective(W, b, X, y, LOSSES[loss], Regularization(kind, 0.3))
    h = 1e-6  # so small that no margin crosses its kink for these seeds
    numeric = numeric_gradient(lambda W: total(W, b), W, h)
    np.testing.assert_allclose(found.dW, numeric, atol=1e-7)
    numeric = numeric_gradient(lambda b: total(W, b), b, h)
    np.testing.assert_allclose(found.db, numeric, atol=1e-7)


def test_data_penalty_and_total() -> None:
    W, b = np.full((10, 4), 0.5), np.full(10, 100.0)
    found = objective(W, b, np.zeros((2, 4)), np.array([1, 2]), LOSSES["softmax"],
                      Regularization("l2", 0.1))  # fmt: skip
    assert found.data == pytest.approx(math.log(10))
    assert found.penalty == pytest.approx(0.1 * 40 * 0.25)  # no part of b
    assert found.total == found.data + found.penalty


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_precision_stays(dtype: type) -> None:
    W, b, X = np.ones((3, 2), dtype), np.ones(3, dtype), np.ones((4, 2), dtype)
    found = objective(W, b, X, np.zeros(4, int), LOSSES["hinge"], Regularization("elastic", 0.1))
    assert found.dW.dtype == found.db.dtype == dtype


def test_no_examples_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        objective(np.ones((3, 2)), np.ones(3), np.ones((0, 2)), np.zeros(0, int),
                  LOSSES["hinge"], Regularization("none", 0))  # fmt: skip


@pytest.mark.parametrize("size", [1e308, np.inf])
def test_weights_that_are_too_large_do_not_warn(size: float) -> None:
    assert not np.isfinite(scores([[10.0, 1]], [[size, -size], [size, size]], [0, 0])).all()
