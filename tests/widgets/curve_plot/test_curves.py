"""Curves: thinning against brute force, ranges, ticks, nearest points, labels kept apart."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.curve_plot.curves import (
    Curve,
    CurvePicture,
    Told,
    decimate,
    drawable,
    leaving_x,
    nearest,
    nearest_x,
    nice_range,
    points,
    sane_range,
    spread,
    step_x,
    tick_text,
    ticks,
)

steady = settings(deadline=None, derandomize=True)  # the machine's load is not under test
finite = st.floats(-1e6, 1e6, allow_nan=False)


@st.composite
def lines(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    steps = draw(st.lists(st.floats(1e-3, 10), min_size=3, max_size=400))
    x = np.cumsum(steps)
    y = draw(st.lists(finite, min_size=len(x), max_size=len(x)))
    return x, np.array(y)


def test_decimate_gives_few_points_back_as_they_are() -> None:
    x, y = np.arange(50.0), np.arange(50.0) ** 2
    assert decimate(x, y, 50) == (x, y)
    assert len(decimate(np.zeros(0), np.zeros(0), 10)[0]) == 0


@steady
@given(lines(), st.integers(2, 100))
def test_decimate_keeps_the_extremes_of_every_pixel_pair(
    line: tuple[np.ndarray, np.ndarray], pixels: int
) -> None:
    x, y = line
    thin_x, thin_y = decimate(x, y, pixels)
    if len(x) <= pixels:
        assert thin_x is x
        return
    edges = np.linspace(x[0], x[-1], pixels // 2 + 1)[1:-1]
    column, thin_column = (np.searchsorted(edges, each, "right") for each in (x, thin_x))
    for each in np.unique(column):
        assert thin_y[thin_column == each].min() == y[column == each].min()
        assert thin_y[thin_column == each].max() == y[column == each].max()


@steady
@given(lines(), st.integers(2, 100))
def test_decimate_is_small_ascending_and_keeps_the_ends(
    line: tuple[np.ndarray, np.ndarray], pixels: int
) -> None:
    x, y = line
    thin_x, thin_y = decimate(x, y, pixels)
    assert len(thin_x) == len(thin_y) <= pixels + 4
    assert (np.diff(thin_x) >= 0).all()
    assert (thin_x[0], thin_y[0], thin_x[-1], thin_y[-1]) == (x[0], y[0], x[-1], y[-1])


def test_a_fixed_span_keeps_old_columns_still_while_points_are_added() -> None:
    x = np.linspace(0, 10, 5000)
    y = np.random.default_rng(0).normal(size=5000)
    early, _ = decimate(x[:3000], y[:3000], 200, (0, 10))
    late, _ = decimate(x, y, 200, (0, 10))
    assert np.array_equal(early[:100], late[:100])


def test_drawable_brings_infinite_values_near_the_range() -> None:
    _, y = drawable(np.arange(3.0), np.array([1.0, np.inf, -1e30]), (0, 2), (0.0, 2.0), 100)
    assert y.tolist() == [1.0, 4.0, -2.0]


def test_points_drops_nan_and_copies_nothing_else() -> None:
    x, y = np.array([0.0, 1, 2, np.inf]), np.array([1.0, np.nan, np.inf, 3])
    kept_x, kept_y = points(Curve("train", "semantic.train", x, y))
    assert kept_x.tolist() == [0.0, 2.0]
    assert kept_y.tolist() == [1.0, math.inf]
    clean = Curve("train", "semantic.train", x[:3], np.ones(3))
    assert points(clean)[0] is clean.x


def test_a_curve_needs_as_many_x_as_y() -> None:
    with pytest.raises(ValueError, match=r"train.*\(3,\).*\(2,\)"):
        Curve("train", "semantic.train", np.zeros(3), np.zeros(2))


@steady
@given(st.lists(finite, min_size=1, max_size=50, unique=True), finite)
def test_nearest_agrees_with_brute_force(values: list[float], wanted: float) -> None:
    x = np.sort(np.array(values))
    assert abs(x[nearest(x, wanted)] - wanted) == np.abs(x - wanted).min()


def test_nearest_of_nothing_is_an_error_and_nearest_x_none() -> None:
    with pytest.raises(ValueError, match="no points"):
        nearest(np.zeros(0), 1.0)
    assert nearest_x([np.zeros(0)], 1.0) is None
    assert nearest_x([np.array([0.0, 5]), np.array([2.0])], 3.0) == 2.0


def test_step_x_walks_over_the_points_of_all_lines() -> None:
    lines = [np.array([0.0, 2, 4]), np.array([1.0, 2, 3])]
    assert [step_x(lines, 0.0, count) for count in (1, 2, 3, 4, 9)] == [1, 2, 3, 4, 4]
    assert [step_x(lines, 4.0, -count) for count in (1, 4, 9)] == [3, 0, 0]


def test_leaving_x_is_where_the_line_crosses_the_top_for_good() -> None:
    x = np.arange(5.0)
    assert leaving_x(x, np.array([1.0, 3, 1, 3, 9]), (0, 2), 4) == 2.5
    assert leaving_x(x, np.ones(5), (0, 2), 4) == 4
    assert 2 <= leaving_x(x, np.array([1.0, 1, 1, np.inf, np.inf]), (0, 2), 4) < 3


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(1.75, 2.31, (1.7, 2.4)), (0, 47, (0, 50)), (0, 2.303, (0, 2.5))],
)
def test_nice_range_widens_to_half_steps(
    low: float, high: float, expected: tuple[float, float]
) -> None:
    assert nice_range(low, high) == pytest.approx(expected)


@steady
@given(st.floats(), st.floats())
def test_ranges_and_ticks_are_always_usable(low: float, high: float) -> None:
    if any(math.isfinite(each) and abs(each) > 1e300 for each in (low, high)):
        return
    nice = nice_range(low, high)
    assert all(map(math.isfinite, nice))
    assert nice[0] < nice[1]
    assert sane_range((low, high))[0] < sane_range((low, high))[1]
    values = ticks(nice)
    assert 2 <= len(values) <= 5
    assert all(
        nice[0] - 1e-6 * (nice[1] - nice[0]) <= v <= nice[1] + 1e-6 * (nice[1] - nice[0])
        for v in values
    )


def test_ticks_read_as_in_the_design() -> None:
    assert [tick_text(v, (1.7, 2.4)) for v in ticks((1.7, 2.4))] == ["1.8", "2.0", "2.2", "2.4"]
    assert [tick_text(v, (0, 50), "%") for v in ticks((0, 50))] == ["0%", "20%", "40%"]
    assert tick_text(-0.5, (-1, 1)) == "−0.5"


@steady
@given(
    st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), min_size=1, max_size=8),
)
def test_spread_labels_keep_apart_inside_and_in_order(
    labels: list[tuple[float, float]],
) -> None:
    wanted, heights = map(list, zip(*labels, strict=True))
    centres = spread(wanted, heights, 0, 200)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for i, j in pairwise(order):
        assert centres[j] - centres[i] >= (heights[i] + heights[j]) / 2 - 1e-9
    assert centres[order[0]] - heights[order[0]] / 2 >= -1e-9
    assert centres[order[-1]] + heights[order[-1]] / 2 <= 200 + 1e-9


def test_labels_that_do_not_meet_stay_where_they_want() -> None:
    assert spread([100, 20, 60], [10, 10, 10], 0, 200) == [100, 20, 60]
    assert spread([50, 50], [10, 10], 0, 200) == [45, 55]


@pytest.mark.parametrize("fill", [(0, 2, "plot.grid"), (-1, 0, "plot.grid"), (0, 1, "plot.grid")])
def test_a_fill_names_two_curves_of_the_same_x(fill: tuple[int, int, str]) -> None:
    lines = tuple(Curve("", "plot.grid", np.arange(n), np.zeros(n)) for n in (3, 4))
    with pytest.raises(ValueError, match=r"^fill: curves"):
        CurvePicture(lines, fill=fill)
    assert CurvePicture(lines, fill=(1, 1, "plot.grid")).fill is not None


def test_what_is_told_and_not_drawn_is_read_at_the_nearest_x():
    told = Told("right", np.array([0.0, 1.0, 2.0]), np.array([22.2, np.nan, 88.8]), "%")
    assert [told.text_at(x) for x in (-1, 0.4, 1.9, 9)] == ["22 %", "22 %", "89 %", "89 %"]
    assert Told("right", np.array([0.0]), np.array([np.nan])).text_at(0) == ""
