"""Curves: their points, nearest and next ones, where they leave the range, what is told."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lossviz.widgets.curve_plot.curves import (
    Curve,
    CurvePicture,
    Told,
    leaving_x,
    nearest_x,
    points,
    step_x,
)


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


def test_nearest_x_of_nothing_is_none() -> None:
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
