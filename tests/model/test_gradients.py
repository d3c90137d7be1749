"""The numeric gradient and the gradient check."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.gradients import (
    Scheme,
    Slope,
    angle,
    evaluations,
    gradient_check,
    numeric_gradient,
    numeric_slopes,
    relative_error,
)


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


def test_gradient_check() -> None:
    assert gradient_check(np.array([1.0, 2.0]), np.array([1.0, 2.0])) == 0
    assert gradient_check(np.array([1.0, 2.0]), np.array([1.0, 1.0])) == 0.5
    assert gradient_check(np.zeros(3), np.zeros(3)) == 0
    assert gradient_check(np.array([1e-12]), np.array([-1e-12])) < 1e-3
    assert math.isnan(gradient_check(np.array([math.nan]), np.array([1.0])))
    with pytest.raises(ValueError, match="shape"):
        gradient_check(np.zeros(2), np.zeros(3))


# One weight after another


def test_the_rows_of_the_lecture_table() -> None:
    W, losses = np.array([0.34, -1.11]), iter([1.25347, 1.25322, 1.25353])
    first, second = numeric_slopes(lambda _W: next(losses), W, 0.0001, "forward")
    assert first[:5] == ((0,), 0.34 + 0.0001, 0.34, 1.25322, 1.25347)
    assert second[:5] == ((1,), -1.11 + 0.0001, -1.11, 1.25353, 1.25347)
    assert (first.slope, second.slope) == pytest.approx((-2.5, 0.6))


def test_a_central_row_has_both_sides() -> None:
    (row,) = numeric_slopes(lambda W: float(W[0] ** 2), np.array([3.0]), 0.5)
    assert row == Slope((0,), 3.5, 2.5, 12.25, 6.25, 6.0)


@pytest.mark.parametrize("scheme", ["central", "forward"])
@pytest.mark.parametrize("shape", [(1,), (5,), (2, 3)])
def test_how_often_the_loss_is_asked_for(scheme: Scheme, shape: tuple[int, ...]) -> None:
    W, asked = np.ones(shape), []

    def f(at: np.ndarray) -> float:
        asked.append(at)
        return float(np.sum(at))

    rows = list(numeric_slopes(f, W, 1e-3, scheme))
    D = W.size
    assert [row.i for row in rows] == list(np.ndindex(shape))
    assert len(asked) == evaluations(D, scheme) == (D + 1 if scheme == "forward" else 2 * D)
    assert all(np.count_nonzero(at != W) <= 1 for at in asked)


def test_the_price_of_the_weights_of_cifar_10() -> None:
    assert evaluations(30_730, "forward") == 30_731
    assert evaluations(30_730, "central") == 61_460
    assert evaluations(0, "forward") == 1


def test_rows_come_one_at_a_time() -> None:
    asked: list[float] = []

    def f(W: np.ndarray) -> float:
        asked.append(float(W.sum()))
        return 0.0

    rows = numeric_slopes(f, np.zeros(1000), 1e-3, "forward")
    assert len(asked) == 0
    next(rows)
    assert len(asked) == 2
    next(rows)
    assert len(asked) == 3


def test_float32_divides_by_the_step_that_was_taken() -> None:
    W = np.array([100.0], np.float32)
    (row,) = numeric_slopes(lambda at: float(at[0]), W, 1e-5, "forward")
    assert row.above == float(np.nextafter(np.float32(100), np.float32(200)))
    assert row.slope == 1


def test_a_loss_that_is_lost_gives_nan_or_inf_and_no_warning() -> None:
    def f(W: np.ndarray) -> float:
        return math.inf if W[0] > 1 else 0.0

    assert [row.slope for row in numeric_slopes(f, np.ones(2), 1e-3)] == [math.inf, 0]
    always = [row.slope for row in numeric_slopes(lambda _: math.inf, np.ones(2), 1e-3)]
    assert np.isnan(always).all()


# How far two gradients are apart


def test_relative_error() -> None:
    a = np.array([3.0, 4.0])
    assert relative_error(a, a) == 0
    assert relative_error(a, -a) == 2
    assert relative_error(a, np.zeros(2)) == 1
    assert relative_error(a, 4 * a) == relative_error(4 * a, a) == 0.75
    assert relative_error(a, np.array([4.0, 3.0])) == pytest.approx(math.sqrt(2) / 5)


def test_relative_error_does_not_hang_on_an_entry_near_0() -> None:
    a, n = np.array([5.0, 1e-9]), np.array([5.0, -1e-9])
    assert gradient_check(a, n) == pytest.approx(0.2)
    assert relative_error(a, n) == pytest.approx(4e-10)


def test_relative_error_of_nothing_and_of_what_is_lost() -> None:
    assert relative_error(np.zeros(2), np.zeros(2)) == 0
    assert relative_error(np.array([1e-12]), np.array([-1e-12])) == pytest.approx(2e-4)
    assert relative_error(np.zeros(0), np.zeros(0)) == 0
    for lost in (math.nan, math.inf):
        assert math.isnan(relative_error(np.array([lost, 1.0]), np.ones(2)))


def test_angle() -> None:
    east = np.array([2.0, 0.0])
    for degrees in (0, 30, 45, 90, 135, 180):
        way = math.radians(degrees)
        other = 7 * np.array([math.cos(way), math.sin(way)])
        assert angle(east, other) == angle(other, east) == pytest.approx(degrees, abs=1e-12)
    assert angle(np.ones(30), np.ones(30)) == 0
    assert angle(np.array([1.0, 0.0]), np.array([1.0, 1e-12])) == pytest.approx(
        math.degrees(1e-12), rel=1e-6
    )


@pytest.mark.parametrize("lost", [0.0, math.nan, math.inf])
def test_what_has_no_direction_has_no_angle(lost: float) -> None:
    assert math.isnan(angle(np.full(2, lost), np.ones(2)))
    assert math.isnan(angle(np.ones(2), np.full(2, lost)))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=4), st.floats(1e-3, 1e3))
def test_a_longer_gradient_has_the_same_angle(a: list[float], factor: float) -> None:
    one = np.array(a) + 1e-3
    other = np.arange(1.0, len(a) + 1)
    if np.linalg.norm(one) > 0:
        assert angle(factor * one, other) == pytest.approx(angle(one, other), abs=1e-9)
        assert relative_error(factor * one, one) == pytest.approx(
            abs(factor - 1) / max(factor, 1), abs=1e-9
        )
