"""Sizes of points, which one is under the pointer, and which comes next."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lossviz.widgets.plane.plane_picture import PlanePicture, PlanePoint, PointCloud
from lossviz.widgets.plane.point_places import (
    USUAL,
    diameters,
    nearest_point,
    point_after,
    point_at,
    usual_diameter,
)
from tests.widgets.plane.on_the_plane import PICTURE

NONE = PlanePicture().dots
LOST = PlanePicture(
    tuple(
        PlanePoint(*place, 0)
        for place in ((math.nan, 0.0), (0.1, 0.0), (0.0, math.inf), (0.5, 0.5), (0.0, math.nan))
    )
).dots  # 1 and 3 have places


def sized(*points: PlanePoint) -> list[float]:
    return [float(each) for each in diameters(PlanePicture(points).dots)]


def test_sizes_are_times_the_usual_one() -> None:
    found = sized(PlanePoint(0, 0, 0), PlanePoint(0, 0, 0, size=2.0), PlanePoint(0, 0, 0, size=0.7))
    assert found == pytest.approx([USUAL, 2 * USUAL, 0.7 * USUAL])
    assert sized(PlanePoint(0, 0, 0, test=True)) == pytest.approx([0.8 * USUAL])


@pytest.mark.parametrize(
    ("size", "tenths"), [(math.nan, 10), (math.inf, 25), (-3.0, 5), (0.0, 5), (1e300, 25)]
)
def test_strange_sizes(size: float, tenths: int) -> None:
    assert sized(PlanePoint(0, 0, 0, size=size)) == pytest.approx([USUAL * tenths / 10])


def test_many_points_are_drawn_smaller() -> None:
    found = [usual_diameter(count) for count in (0, 9, 300, 500, 1000, 10_000, 10**6)]
    assert found[:3] == [USUAL] * 3
    assert found == sorted(found, reverse=True)
    assert found[-1] == 5.0


# Under the pointer

PLACES = np.array([(100.0, 100.0), (104.0, 100.0), (102.0, 103.0), (200.0, 200.0)])
RADII = np.array([6.0, 6.0, 6.0, 6.0])


def test_of_points_that_overlap_the_topmost_is_taken() -> None:
    assert point_at(PLACES, RADII, (102, 100), 14) == 2
    assert point_at(PLACES, RADII, (98, 96), 14) == 0
    assert point_at(PLACES, RADII, (102, 100), 14, chosen=0) == 0  # it is drawn on top
    assert point_at(PLACES, RADII, (102, 100), 14, chosen=3) == 2


def test_beside_all_points_the_nearest_within_reach_is_taken() -> None:
    assert point_at(PLACES, RADII, (90, 100), 14) == 0
    assert point_at(PLACES, RADII, (212, 200), 14) == 3
    assert point_at(PLACES, RADII, (215, 200), 14) is None
    assert point_at(PLACES[[3, 3]], RADII[:2], (212, 200), 14) == 1


def test_a_large_point_is_taken_at_its_edge() -> None:
    assert point_at(PLACES[3:], np.array([30.0]), (200, 229), 14) == 0


def test_no_points_are_not_taken() -> None:
    assert point_at(np.empty((0, 2)), np.empty(0), (0, 0), 14) is None


# The nearest, and the next


def test_the_nearest_to_a_place() -> None:
    assert nearest_point(PICTURE.dots, (0, 0)) == 3
    assert nearest_point(PICTURE.dots, (1, -1)) == 7
    assert nearest_point(LOST, (0, 0)) == 1
    assert nearest_point(NONE, (0, 0)) is None


def test_places_so_far_off_that_distances_are_infinite() -> None:
    far = PlanePicture(cloud=PointCloud(np.full((2, 2), 1e308), np.zeros(2, int))).dots
    assert nearest_point(far, (-1e308, 0.0)) == 0


@pytest.mark.parametrize(
    ("before", "count", "after"),
    [(0, 1, 1), (8, 1, 0), (0, -1, 8), (5, -1, 4), (None, 1, 0), (None, -1, 8)],
)
def test_points_one_after_the_other(before: int | None, count: int, after: int) -> None:
    assert point_after(PICTURE.dots, before, count) == after


@pytest.mark.parametrize(
    ("before", "count", "after"),
    [(1, 1, 3), (3, 1, 1), (1, -1, 3), (0, 1, 1), (2, 1, 3), (2, -1, 1), (4, 1, 1), (4, -1, 3)],
)
def test_points_without_a_place_are_passed_over(before: int, count: int, after: int) -> None:
    assert point_after(LOST, before, count) == after


def test_without_points_there_is_no_next() -> None:
    assert point_after(NONE, None, 1) is None
