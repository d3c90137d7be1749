"""Points as arrays, and what a screen reader hears of them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.plane.plane_picture import PlanePicture, PlanePoint, PointCloud, place_text
from tests.widgets.plane.on_the_plane import PICTURE, PLACES, POINTS, chosen, cloud_of


def test_points_and_a_cloud_are_the_same_arrays() -> None:
    points = (PlanePoint(0.1, -0.2, 1), PlanePoint(0.3, 0.4, 2, True, 1.7, True, True))
    one, other = PlanePicture(points).dots, PlanePicture(cloud=cloud_of(points)).dots
    for name in ("X", "y", "wrong", "size", "test", "ringed"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
        assert getattr(one, name).dtype == getattr(other, name).dtype
    assert one.place(1) == (0.3, 0.4)


def test_a_cloud_needs_no_more_than_places_and_classes() -> None:
    dots = PlanePicture(cloud=PointCloud(np.zeros((3, 2)), np.array([0, 1, 2], np.uint8))).dots
    assert dots.wrong.tolist() == dots.test.tolist() == dots.ringed.tolist() == [False] * 3
    assert dots.size.tolist() == [1, 1, 1]
    assert len(dots) == 3


def test_points_come_before_those_of_the_cloud() -> None:
    dots = PlanePicture(POINTS[:2], cloud=cloud_of(POINTS[2:])).dots
    assert dots.X.tolist() == [list(each) for each in PLACES]
    assert dots.y.tolist() == PICTURE.dots.y.tolist()


@pytest.mark.parametrize("X", [np.zeros((2, 2)), np.zeros((3, 3)), np.zeros(3)])
def test_a_cloud_whose_arrays_do_not_fit_is_refused(X: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a cloud has X"):
        PointCloud(X, np.zeros(3, int))


def test_a_cloud_with_too_few_sizes_is_refused() -> None:
    with pytest.raises(ValueError, match="a cloud has X"):
        PointCloud(np.zeros((3, 2)), np.zeros(3, int), size=np.ones(2))


def test_no_points() -> None:
    none = PlanePicture()
    assert none.dots.X.shape == (0, 2)
    assert (none.class_count, none.choice, none.words()) == (0, None, "no points")


@pytest.mark.parametrize(("wanted", "choice"), [(0, 0), (8, 8), (9, None), (-1, None)])
def test_only_a_point_that_is_there_is_chosen(wanted: int, choice: int | None) -> None:
    assert chosen(wanted).choice == choice


def test_classes_have_colours_by_name_or_in_order() -> None:
    assert [PICTURE.class_name(y) for y in (0, 2, 3)] == ["cat", "frog", "airplane"]
    assert [PlanePicture().class_name(y) for y in range(8)] == list(CLASS_COLORS)
    assert PlanePicture().class_name(9) == "car"
    assert (PICTURE.class_count, PlanePicture(POINTS[:6]).class_count) == (3, 2)


def test_words() -> None:
    assert PICTURE.words() == "9 points, 2 right"
    assert chosen(6).words() == "9 points, 2 right. Chosen: class 2 at (0.70, −0.40)"
    assert chosen(3).words() == "9 points, 2 right. Chosen: class 1 at (−0.40, 0.30), wrong"
    one = PlanePicture((PlanePoint(0.125, math.nan, 0),), chosen=0)
    assert one.words() == "1 point, 1 right. Chosen: class 0 at (0.125, —)"


def test_points_to_test_with_are_counted_apart() -> None:
    tests = tuple(replace(each, test=True) for each in POINTS)
    both = PlanePicture(POINTS + tests, chosen=9)
    assert both.words() == (
        "9 points, 2 right; 9 test points, 2 right. "
        "Chosen: test point of class 0 at (0.50, 0.40), wrong"
    )
    assert PlanePicture(tests).words() == "9 test points, 2 right"


def test_many_points_are_counted_with_separators() -> None:
    cloud = PointCloud(np.zeros((10_000, 2)), np.zeros(10_000, int))
    assert PlanePicture(cloud=cloud).words() == "10,000 points, 10,000 right"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.50"), (-0.305, "−0.305"), (0.001, "0.001"), (math.inf, "∞"), (-0.0001, "0.00")],
)
def test_places_in_words(value: float, text: str) -> None:
    assert place_text(value) == text
