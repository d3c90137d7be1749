"""Regularizers against the lecture's numbers and numeric gradients."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.regularization import L1, L2, REGULARIZERS, Elastic, Regularization

W1, W2 = np.array([1.0, 0, 0, 0]), np.full(4, 0.25)


def test_lecture_preference() -> None:
    assert W1.sum() == W2.sum() == 1  # the same score for x = [1, 1, 1, 1]
    assert (L2().penalty(W1), L2().penalty(W2)) == (1, 0.25)
    assert (L1().penalty(W1), L1().penalty(W2)) == (1, 1)
    assert Elastic(beta=0.5).penalty(W2) == 0.5 * 0.25 + 1


@pytest.mark.parametrize("kind", REGULARIZERS)
@settings(deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), strength=st.sampled_from([0.0, 0.1, 3.0]))
def test_gradient_is_the_numeric_one(kind: str, seed: int, strength: float) -> None:
    rng = np.random.default_rng(seed)
    W = rng.choice([-1, 1], (2, 3)) * rng.uniform(0.01, 2, (2, 3))  # away from the kink at 0
    regularization = Regularization(kind, strength, beta=0.7)
    numeric = numeric_gradient(regularization.penalty, W, 1e-5)
    assert gradient_check(regularization.gradient(W), numeric) < 1e-5


@pytest.mark.parametrize("kind", REGULARIZERS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_precision_and_the_kink(kind: str, dtype: type) -> None:
    gradient = Regularization(kind, 0.3).gradient(np.zeros((2, 3), dtype))
    assert gradient.dtype == dtype
    assert not gradient.any()


def test_strength_zero_costs_nothing_even_for_huge_weights() -> None:
    W = np.full((2, 2), 1e38, dtype=np.float32)
    assert Regularization("l2", 0).penalty(W) == 0


@pytest.mark.parametrize(
    ("kind", "strength", "beta", "message"),
    [
        ("l3", 1, 0.5, "kind must be one of none, l2, l1, elastic, not 'l3'"),
        ("l2", -1, 0.5, "strength"),
        ("l2", math.nan, 0.5, "strength"),
        ("elastic", 1, math.inf, "beta"),
    ],
)
def test_wrong_input_is_told(kind: str, strength: float, beta: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Regularization(kind, strength, beta)
