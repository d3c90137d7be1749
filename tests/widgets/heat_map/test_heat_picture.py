"""Windows on a plane, the steps of the arrow keys, and the marks in words."""

from __future__ import annotations

import math
from functools import reduce

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.widgets.heat_map.heat_picture import HeatMarks
from lossviz.widgets.map.window import ZOOM_STEP, Window, move_step, window_around

places = st.floats(-100, 100)


def test_a_window_is_as_wide_as_the_map_asks() -> None:
    assert Window(1.0, -2.0, 3.0).ranges(2.0) == ((-5, 7), (-5, 1))


@given(
    w1=places, w2=places, half=st.floats(0.01, 100), aspect=st.floats(0.3, 4),
    across=st.floats(-1, 1), up=st.floats(-1, 1), factor=st.floats(0.1, 10),
)  # fmt: skip
def test_the_place_one_zooms_around_stays_where_it_is(
    w1: float, w2: float, half: float, aspect: float, across: float, up: float, factor: float
) -> None:
    before = Window(w1, w2, half)
    at = w1 + across * half * aspect, w2 + up * half
    after = before.zoomed(factor, *at)
    assert after.half == pytest.approx(half / factor)
    for window in (before, after):
        spans = window.ranges(aspect)
        shares = [(x - low) / (high - low) for x, (low, high) in zip(at, spans, strict=True)]
        assert shares == pytest.approx([(across + 1) / 2, (up + 1) / 2], abs=1e-6)


def test_zooming_in_and_out_comes_back() -> None:
    window = Window(1.0, 2.0, 3.0).zoomed(ZOOM_STEP, 5, 6).zoomed(1 / ZOOM_STEP, 5, 6)
    assert (window.w1, window.w2, window.half) == pytest.approx((1, 2, 3))


@pytest.mark.parametrize("factor", [ZOOM_STEP, 1 / ZOOM_STEP])
def test_zooming_ends_before_numbers_do(factor: float) -> None:
    far = reduce(lambda window, _: window.zoomed(factor, 1e3, -1e3), range(500), Window(0, 0, 1))
    assert far == far.zoomed(factor, 1e3, -1e3)
    (low, high), (bottom, top) = far.ranges(1.0)
    assert high - low == pytest.approx(top - bottom, rel=1e-6)
    assert 1e-7 < high - low < 1e10
    back = far.zoomed(1 / factor, 1e3, -1e3)
    assert back.half == pytest.approx(far.half * factor)


def test_moving() -> None:
    assert Window(1.0, 2.0, 3.0).moved(-1, 0.5) == Window(0, 2.5, 3)


@pytest.mark.parametrize(
    ("w1_range", "w2_range", "aspect", "wanted"),
    [
        ((-2, 2), (-2, 2), 1.0, Window(0, 0, 2)),
        ((-2, 2), (-2, 2), 2.0, Window(0, 0, 2)),
        ((-2, 2), (-2, 2), 0.5, Window(0, 0, 4)),
        ((0, 8), (1, 3), 2.0, Window(4, 2, 2)),
    ],
)
def test_the_window_around_two_ranges(
    w1_range: tuple[float, float], w2_range: tuple[float, float], aspect: float, wanted: Window
) -> None:
    assert window_around(w1_range, w2_range, aspect) == wanted


@pytest.mark.parametrize(
    ("span", "step"),
    [(6, 0.01), (1, 0.01), (9.99, 0.01), (10, 0.1), (0.99, 0.001), (2e-6, 1e-8), (0, 0.01)],
)
def test_arrow_keys_step_a_hundredth_of_the_power_of_ten(span: float, step: float) -> None:
    assert move_step(span) == pytest.approx(step)


def test_marks_in_words() -> None:
    marks = HeatMarks((0.34, -1.11), 1.25347, np.array([-2.5, 0.6]))
    assert marks.words() == "W₁ 0.340, W₂ −1.110, loss 1.25347, slope −2.500 and 0.600"
    bare = HeatMarks((0.0, 2.0), math.inf, names=("gradient", "momentum"), decimals=1)
    assert bare.words() == "gradient 0.0, momentum 2.0, loss ∞"
    assert HeatMarks(loss=math.nan, analytic=np.full(2, math.nan)).words() == (
        "W₁ 0.000, W₂ 0.000, loss —, slope — and —"
    )
