"""A part of the plane whose axes differ in scale, as of features."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.map.window import Window
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.plane.plane_picture import PlanePicture, PlanePoint, RegionImage
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.looking import has_color
from tests.widgets.plane.on_the_plane import PICTURE, THEMES, at, told

POLAR = (0.0, 1.5), (-math.pi, math.pi)


def test_both_axes_fill_the_square(plane: PlaneView) -> None:
    plane.show_ranges(*POLAR)
    frame = plane.frame
    assert (frame.x_range, frame.y_range) == POLAR
    assert frame.rect.width() == frame.rect.height() == 400
    assert plane.pixels() == (400, 400)
    assert frame.x(0.75) == frame.rect.center().x()
    assert frame.y(0.0) == frame.rect.center().y()


@pytest.mark.parametrize("theme", THEMES)
def test_points_stand_at_their_places(plane: PlaneView, theme) -> None:
    plane.apply_theme(theme)
    plane.resize(700, 700)
    points = (PlanePoint(0.2, -3.0, 0), PlanePoint(1.4, 3.0, 1))
    plane.show_picture(PlanePicture(points, class_names=("cat", "car"), names=("r", "θ")))
    plane.show_ranges(*POLAR)
    image = plane.grab().toImage()
    for point, name in zip(points, ("cat", "car"), strict=True):
        mark = QColor(theme.class_color(name))
        assert image.pixelColor(at(plane, point.x0, point.x1)) == mark


def test_regions_fill_what_is_seen(plane: PlaneView) -> None:
    codes = np.zeros((40, 40), np.uint8)
    codes[:20] = 16
    plane.show_picture(replace(PICTURE, points=()))
    plane.show_ranges(*POLAR)
    plane.show_regions(RegionImage(codes, *POLAR))
    image = plane.grab().toImage()
    for name, y in (("car", 2.0), ("cat", -2.0)):
        tint = QColor(Theme("light").class_color(name, "region"))
        assert has_color(image, QRect(at(plane, 1.2, y), at(plane, 1.4, y - 0.4)), tint)


def test_a_window_has_equal_axes_again(plane: PlaneView) -> None:
    before = plane.frame
    plane.show_ranges(*POLAR)
    plane.show_window(Window(0.0, 0.0, 1.0))
    assert plane.frame == before
    plane.show_ranges(*POLAR)
    plane.show_window(Window(0.75, 0.0, math.pi))  # it holds both ranges
    low, high = plane.frame.x_range
    assert high - low == pytest.approx(2 * math.pi)


@pytest.mark.parametrize(
    ("x_range", "y_range"),
    [
        ((1.0, 1.0), (0.0, 1.0)),
        ((0.0, 1.0), (1.0, 0.0)),
        ((0.0, math.inf), (0.0, 1.0)),
        ((math.nan, 1.0), (0.0, 1.0)),
    ],
)
def test_what_is_no_part_is_refused(plane: PlaneView, x_range: Range, y_range: Range) -> None:
    before = plane.frame
    with pytest.raises(ValueError, match="low to high"):
        plane.show_ranges(x_range, y_range)
    assert plane.frame == before


@pytest.mark.parametrize("ranges", [((0.0, 1e12), (-1e-3, 1e-3)), ((5e5, 5e5 + 1), (-1e6, 1e6))])
def test_extreme_ranges_are_painted(plane: PlaneView, ranges: tuple[Range, Range]) -> None:
    plane.show_ranges(*ranges)
    assert not plane.grab().isNull()


def test_points_are_taken_and_dragged_there(plane: PlaneView) -> None:
    plane.show_picture(PlanePicture((PlanePoint(0.5, 1.0, 0),)))
    plane.show_ranges(*POLAR)
    chosen, moved = QSignalSpy(plane.point_chosen), QSignalSpy(plane.point_moved)
    QTest.mousePress(plane, Qt.MouseButton.LeftButton, pos=at(plane, 0.5, 1.0))
    QTest.mouseMove(plane, at(plane, 1.0, -1.0))
    QTest.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=at(plane, 1.0, -1.0))
    assert told(chosen) == [(0,)]
    index, x0, x1, going = told(moved)[-1]
    assert (index, going) == (0, False)
    assert x0 == pytest.approx(1.0, abs=0.01)
    assert x1 == pytest.approx(-1.0, abs=0.02)


def test_zooming_sets_out_from_a_window_around_it(plane: PlaneView) -> None:
    plane.show_ranges(*POLAR)
    spy = QSignalSpy(plane.window_wanted)
    QTest.keyClick(plane, Qt.Key.Key_Plus)
    (window,) = told(spy)[-1]
    assert (window.w1, window.w2) == (0.75, 0.0)
    assert window.half == pytest.approx(math.pi / 1.25)
