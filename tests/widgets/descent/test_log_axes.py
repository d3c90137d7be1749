"""Axes: places, round ticks and their texts, ranges that stay; and the shapes of marks."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from lossviz.widgets.descent.log_axes import (
    Axis,
    nice_log_range,
    round_above,
    round_below,
    steady_axis,
)
from lossviz.widgets.map.markers import MARKERS, marker_polygon


def texts(axis: Axis, most: int = 5) -> list[str]:
    return [tick.text for tick in axis.ticks(most)]


def test_many_decades_have_powers_of_ten_some_apart() -> None:
    assert texts(Axis(1e-13, 10.0, log=True)) == ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]
    assert texts(Axis(1e-12, 1e-1, log=True)) == ["10⁻¹²", "10⁻⁸", "10⁻⁴"]
    assert texts(Axis(1e-3, 1e2, log=True), 6) == ["0.001", "0.01", "0.1", "1", "10", "100"]


def test_few_decades_have_the_roundest_numbers_that_have_room() -> None:
    assert texts(Axis(0.2, 10.0, log=True), 3) == ["0.2", "1", "10"]
    assert texts(Axis(0.2, 10.0, log=True), 5) == ["0.2", "1", "3", "10"]
    assert texts(Axis(0.2, 0.5, log=True)) == ["0.2", "0.3", "0.5"]
    assert texts(Axis(2e-6, 8e-6, log=True), 3)[0] == "2 × 10⁻⁶"


def test_less_than_a_factor_of_two_is_cut_evenly() -> None:
    ticks = Axis(0.31, 0.34, log=True).ticks(4)
    assert [tick.text for tick in ticks] == ["0.31", "0.32", "0.33", "0.34"]
    assert ticks[0].place == pytest.approx(math.log10(0.31))


def test_linear_ticks_and_whole_ones() -> None:
    assert texts(Axis(0.0, 4.6)) == ["0", "1", "2", "3", "4"]
    assert texts(Axis(-1.7, 2.3)) == ["−1", "0", "1", "2"]
    assert texts(Axis(0.0, 2.1), 3) == ["0", "1", "2"]  # decimals of the steps that are left
    assert texts(Axis(0.0, 3.0, whole=True)) == ["0", "1", "2", "3"]
    assert texts(Axis(0.0, 1.0, whole=True)) == ["0", "1"]
    assert texts(Axis(0.0, 21.0, whole=True)) == ["0", "5", "10", "15", "20"]


@pytest.mark.parametrize("most", [0, 1, 2, 3, 5, 8])
@pytest.mark.parametrize(
    "axis",
    [
        Axis(-3.0, 3.0),
        Axis(5.0, 9.0),
        Axis(1e-13, 10.0, log=True),
        Axis(0.21, 0.29, log=True),
        Axis(1.1, 1.2, log=True),
        Axis(1e-300, 1e300, log=True),
        Axis(-1e150, 1e150),
    ],
)
def test_there_is_a_tick_and_never_too_many(axis: Axis, most: int) -> None:
    ticks = axis.ticks(most)
    low, high = axis.range
    assert 1 <= len(ticks) <= max(most, 1)
    assert all(low - 1e-6 <= tick.place <= high + 1e-6 for tick in ticks)
    assert all(count == 1 for count in Counter(tick.text for tick in ticks).values())


def test_places_of_what_has_no_logarithm() -> None:
    axis = Axis(0.1, 10.0, log=True)
    places = axis.places(np.array([1.0, 0.0, -2.0, np.nan, np.inf]))
    assert places[0] == 0
    assert places[1] == places[2] == -np.inf
    assert np.isnan(places[3])
    assert places[4] == np.inf
    assert axis.place(100.0) == 2
    assert axis.place(0.0) == -math.inf
    assert math.isnan(axis.place(math.nan))
    assert Axis(0.0, 1.0).place(0.3) == 0.3


def test_rounding_to_one_two_and_five() -> None:
    assert [round_above(each) for each in (0.04, 0.05, 0.051, 1.0, 7.0)] == [0.05, 0.05, 0.1, 1, 10]
    assert [round_below(each) for each in (0.04, 0.05, 0.051, 1.0, 7.0)] == [0.02, 0.05, 0.05, 1, 5]


def test_logarithmic_ranges_leave_room_for_the_lowest() -> None:
    assert nice_log_range(0.26, 6.3) == (0.2, 10.0)
    assert nice_log_range(0.2, 6.3) == (0.1, 10.0)
    assert nice_log_range(0.5, 0.5) == (0.2, 0.5)
    for low, high in ((math.nan, 1.0), (0.0, 1.0), (-1.0, 1.0), (1.0, math.inf)):
        assert nice_log_range(low, high) == (0.1, 1.0)
    low, high = nice_log_range(5e-324, 1.7e308)
    assert 0 < low < high < math.inf


def test_an_axis_stays_while_it_serves() -> None:
    axis = steady_axis(None, 0.0, 4.6, log=False)
    assert steady_axis(axis, 0.0, 3.0, log=False) is axis
    assert steady_axis(axis, 0.0, 1.0, log=False).high < axis.high  # half of it was empty
    assert steady_axis(axis, 0.0, 9.0, log=False).high >= 9.0
    assert steady_axis(axis, 0.5, 4.0, log=True).log


@pytest.mark.parametrize("name", MARKERS)
def test_marks_cover_as_much_as_a_circle(name: str) -> None:
    corners = [(p.x(), p.y()) for p in marker_polygon(name, 50.0, 20.0, 8.0)]
    assert corners[0] == corners[-1]
    area = abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(corners))) / 2
    assert area == pytest.approx(math.pi * 16)
    middle = np.mean(corners[:-1], axis=0)
    assert middle == pytest.approx((50, 20), abs=1e-9)


def test_the_triangles_point_up_and_down() -> None:
    up, down = (
        marker_polygon(name, 0, 0, 10).boundingRect() for name in ("triangle", "triangleDown")
    )
    assert -up.top() > up.bottom()
    assert down.bottom() > -down.top()
    with pytest.raises(ValueError, match="no marker is called 'heart'"):
        marker_polygon("heart", 0, 0, 10)
