"""The numeric gradient and the gradient check."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lossviz.model.gradients import gradient_check, numeric_gradient


def test_the_lecture_table() -> None:
    W = np.array([0.34, -1.11, 0.78])
    slopes = np.array([-2.5, 0.6, 0.0])

    def loss(at: np.ndarray) -> float:
        return round(1.25347 + float((at - W) @ slopes), 5)

    assert numeric_gradient(loss, W, 0.0001, "forward") == pytest.approx([-2.5, 0.6, 0], abs=1e-6)


def test_central_is_closer_than_forward() -> None:
    W = np.array([[1.0, 2.0], [-1.0, 0.5]])
    f, slope = lambda W: float(np.sum(W**3)), 3 * W**2
    central = np.abs(numeric_gradient(f, W, 1e-3) - slope).max()
    forward = np.abs(numeric_gradient(f, W, 1e-3, "forward") - slope).max()
    assert central < 2e-6
    assert forward > 1e-3


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0,), (2, 1, 2)])
def test_any_shape(shape: tuple[int, ...]) -> None:
    W = np.ones(shape)
    W.setflags(write=False)
    assert numeric_gradient(lambda W: float(np.sum(W**2)), W, 1e-5) == pytest.approx(2 * W)


def test_whole_numbers_and_float32() -> None:
    def f(W: np.ndarray) -> float:
        return float(np.sum(W.astype(float) ** 2))

    assert numeric_gradient(f, np.array([3]), 1e-5) == pytest.approx([6])
    assert numeric_gradient(f, np.array([3], np.float32), 1e-2) == pytest.approx([6], rel=1e-4)


@pytest.mark.parametrize("scheme", ["central", "forward"])
@pytest.mark.parametrize("h", [0, -1, math.nan, math.inf, 1e-300])
def test_a_step_that_goes_nowhere(h: float, scheme: str) -> None:
    with pytest.raises(ValueError, match="h must be above 0"):
        numeric_gradient(lambda W: 0, np.ones(2), h, scheme)  # type: ignore[arg-type]


def test_a_step_that_vanishes_in_float32() -> None:
    with pytest.raises(ValueError, match="float32"):
        numeric_gradient(lambda W: 0, np.array([1000], np.float32), 1e-6)
    with pytest.raises(ValueError, match="float32"):
        numeric_gradient(lambda W: 0, np.array([1000], np.float32), 1e300)


def test_unknown_scheme() -> None:
    with pytest.raises(ValueError, match="backward"):
        numeric_gradient(lambda W: 0, np.ones(2), 1e-3, "backward")  # type: ignore[arg-type]


def test_relative_error() -> None:
    assert gradient_check(np.array([1.0, 2.0]), np.array([1.0, 2.0])) == 0
    assert gradient_check(np.array([1.0, 2.0]), np.array([1.0, 1.0])) == 0.5
    assert gradient_check(np.zeros(3), np.zeros(3)) == 0
    assert gradient_check(np.array([1e-12]), np.array([-1e-12])) < 1e-3
    assert math.isnan(gradient_check(np.array([math.nan]), np.array([1.0])))
    with pytest.raises(ValueError, match="shape"):
        gradient_check(np.zeros(2), np.zeros(3))
