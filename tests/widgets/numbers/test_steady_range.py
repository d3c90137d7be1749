"""Axis ends that stay while the data change a little."""

from __future__ import annotations

import math

import pytest

from lossviz.widgets.numbers.steady_range import steady_reach, steady_top


@pytest.mark.parametrize(
    ("greatest", "top"), [(6.9, 7.0), (7.01, 8.0), (13.9, 15.0), (30004.0, 35000.0)]
)
def test_a_top_is_round_and_near(greatest: float, top: float) -> None:
    assert steady_top(1.0, [greatest]) == pytest.approx(top)


def test_a_top_stays_while_the_data_fill_half_of_it() -> None:
    assert steady_top(8.0, [7.9]) == 8.0
    assert steady_top(8.0, [4.1]) == 8.0
    assert steady_top(8.0, [3.9]) < 8.0


def test_nothing_and_nearly_nothing_get_an_axis_to_one() -> None:
    assert steady_top(1.0, []) == 1.0
    assert steady_top(1.0, [3.4e-48]) == 1.0
    assert steady_top(1.0, [math.inf, math.nan]) == 1.0


@pytest.mark.parametrize(
    ("slopes", "reach"),
    [([-1.0, 0.87], 1.0), ([-2.0, 1.0], 2.0), ([-5.8], 10.0), ([18.4], 20.0), ([2e6], 2e6)],
)
def test_a_reach_is_1_2_or_5(slopes: list[float], reach: float) -> None:
    assert steady_reach(1.0, slopes) == pytest.approx(reach)


def test_a_reach_shrinks_when_half_is_empty() -> None:
    assert steady_reach(20.0, [11.0]) == 20.0
    assert steady_reach(20.0, [1.0]) == 1.0
