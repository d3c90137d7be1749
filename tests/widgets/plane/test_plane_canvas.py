"""What the plane shows: regions, points, the chosen one, themes, nothing, and what is strange."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.map.window import Window
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from lossviz.widgets.plane.plane_picture import (
    ClassLine,
    PlanePicture,
    PlanePoint,
    PlaneReading,
    PointCloud,
)
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.looking import has_color
from tests.widgets.plane.on_the_plane import (
    PICTURE,
    PLACES,
    POINTS,
    THEMES,
    at,
    chosen,
    cloud_of,
    halves,
    moved,
)


def colour_at(plane: PlaneCanvas, x0: float, x1: float) -> QColor:
    return plane.grab().toImage().pixelColor(at(plane, x0, x1))


def tint(name: str) -> QColor:
    return QColor(Theme("light").class_color(name, "region"))


# Regions


def test_regions_lie_where_their_classes_win(plane: PlaneView) -> None:
    plane.show_regions(halves(plane))
    assert colour_at(plane, -0.9, 0.9) == tint("cat")
    assert colour_at(plane, 0.9, 0.9) == tint("car")
    assert colour_at(plane, 0.9, -0.9) == plane.color("surface.plot")
    line = QRect(at(plane, 0, 0.9) - QPoint(1, 0), at(plane, 0, 0.85))
    assert has_color(plane.grab().toImage(), line.adjusted(-1, 0, 1, 0), tint("cat"))
    plane.show_regions(None)
    assert plane.image is None
    assert colour_at(plane, -0.9, 0.9) == plane.color("surface.plot")


def test_a_greater_lead_has_a_stronger_colour(plane: PlaneView) -> None:
    plane.show_regions(halves(plane, shade=15))
    strong = colour_at(plane, -0.9, 0.9)
    assert strong.hsvSaturationF() > tint("cat").hsvSaturationF()


def test_until_other_regions_come_the_last_ones_are_stretched(plane: PlaneView) -> None:
    plane.show_regions(halves(plane))
    plane.show_window(Window(0.9, 0.0, 0.5))
    assert colour_at(plane, 0.63, 0.33) == tint("car")
    assert colour_at(plane, 1.23, 0.33) == plane.color("surface.plot")  # beyond them
    plane.show_window(Window(0.0, 0.0, 2.0))
    assert colour_at(plane, -0.9, 0.9) == tint("cat")
    assert colour_at(plane, -1.5, 0.9) == plane.color("surface.plot")
    plane.show_window(Window(0.0, 0.0, 1.0))
    plane.resize(300, 280)
    assert colour_at(plane, -0.9, 0.9) == tint("cat")


def test_other_class_names_colour_regions_anew(plane: PlaneView) -> None:
    plane.show_regions(halves(plane))
    plane.show_picture(replace(PICTURE, class_names=("frog", "cat", "car")))
    assert colour_at(plane, -0.9, 0.9) == tint("frog")
    assert colour_at(plane, 0.9, 0.9) == tint("cat")


def test_another_size_asks_for_other_regions(plane: PlaneView) -> None:
    spy = QSignalSpy(plane.resized)
    assert plane.pixels() == (400, 400)
    plane.resize(548, 534)
    assert spy.at(spy.count() - 1) == [500, 500]
    plane.resize(plane.minimumSizeHint())
    assert min(plane.pixels()) > 150
    plane.resize(1, 1)
    assert min(plane.pixels()) >= 20
    assert not plane.grab().isNull()


# Points


@pytest.mark.parametrize("theme", THEMES)
def test_right_points_are_filled_and_wrong_ones_hollow(plane: PlaneView, theme: Theme) -> None:
    plane.apply_theme(theme)
    plane.resize(800, 800)
    image = plane.grab().toImage()
    for index, point in enumerate(POINTS):
        mark = QColor(theme.class_color(("cat", "car", "frog")[point.y]))
        inside = mark if index in (6, 7) else QColor(theme.color("surface.base"))
        assert image.pixelColor(at(plane, *PLACES[index])) == inside
        around = at(plane, *PLACES[index]) - QPoint(12, 12)
        assert has_color(image, QRect(around.x(), around.y(), 24, 24), mark)


def test_a_cloud_looks_as_its_points_do(plane: PlaneView) -> None:
    one = plane.grab().toImage()
    plane.show_picture(replace(PICTURE, points=(), cloud=cloud_of(POINTS)))
    assert plane.grab().toImage() == one
    plane.show_picture(replace(PICTURE, points=POINTS[:4], cloud=cloud_of(POINTS[4:])))
    assert plane.grab().toImage() == one


def test_eight_classes_have_eight_colours(plane: PlaneView) -> None:
    points = tuple(PlanePoint(-0.7 + 0.2 * y, 0.3, y) for y in range(8))
    plane.show_picture(PlanePicture(points))
    image = plane.grab().toImage()
    for y, name in enumerate(CLASS_COLORS):
        wanted = QColor(Theme("light").class_color(name))
        assert image.pixelColor(at(plane, -0.7 + 0.2 * y, 0.3)) == wanted


def test_points_are_drawn_on_the_plane_alone(plane: PlaneView) -> None:
    bare = PlanePicture()
    plane.show_picture(bare)
    empty = plane.grab().toImage()
    edge = tuple(PlanePoint(x, y, 0) for x, y in ((-1.01, 0), (1.01, 0), (0, 1.01), (0, -1.01)))
    plane.show_picture(PlanePicture(edge))
    image, rect = plane.grab().toImage(), plane.frame.rect.toRect()
    assert image != empty
    for x in range(image.width()):
        for y in range(image.height()):
            if not rect.contains(x, y):
                assert image.pixel(x, y) == empty.pixel(x, y)


def ring_pixels(plane: PlaneView) -> list[QPoint]:
    image, ring = plane.grab().toImage(), plane.color("focus.ring")
    spots = (QPoint(x, y) for x in range(image.width()) for y in range(image.height()))
    return [spot for spot in spots if image.pixelColor(spot) == ring]


def test_the_chosen_point_has_the_ring(plane: PlaneView) -> None:
    assert ring_pixels(plane) == []
    plane.show_picture(chosen(7))
    found, middle = ring_pixels(plane), at(plane, *PLACES[7])
    assert found
    assert all(12 < math.dist(each.toTuple(), middle.toTuple()) < 24 for each in found)
    plane.show_picture(moved(7, -0.5, 0.0))
    assert all(abs(each.x() - at(plane, -0.5, 0).x()) < 24 for each in ring_pixels(plane))


# Lines


def test_lines_and_names_are_on_the_plane(plane: PlaneView) -> None:
    line = ClassLine(2, ((-9, -0.9), (9, -0.9)), (0.6, -0.9), (0.0, 1.0), "s₂ = 0")
    plane.show_picture(replace(PICTURE, lines=(line,)))
    image = plane.grab().toImage()
    mark, text = (QColor(Theme("light").class_color("frog", part)) for part in ("mark", "text"))
    assert image.pixelColor(at(plane, 0.2, -0.9)) == mark
    assert image.pixelColor(at(plane, 0.6, -0.8)) == mark
    assert text == mark or has_color(image, plane.frame.rect.toRect(), text)


# Nothing, and what is strange


def test_nothing_is_the_axes_alone(qapp: object, theme: Theme) -> None:
    plane = PlaneCanvas(theme)
    plane.resize(448, 434)
    assert colour_at(plane, -0.9, 0.9) == plane.color("surface.plot")
    assert plane.accessibleDescription() == "no points"


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e300])
def test_points_that_are_no_numbers(plane: PlaneView, bad: float) -> None:
    strange = (
        PlanePoint(bad, 0, 0), PlanePoint(0, bad, 1, True), PlanePoint(bad, bad, 2),
        PlanePoint(0.5, 0.5, 0, size=bad),
    )  # fmt: skip
    plane.show_reading(PlaneReading(bad, bad, "class 0"))
    for index in range(4):
        plane.show_picture(PlanePicture(strange, chosen=index, class_names=("cat",)))
        assert not plane.grab().isNull()
        assert "4 points" in plane.accessibleDescription()
    spy = QSignalSpy(plane.point_chosen)
    for place in (QPoint(45, 10), QPoint(242, 206), QPoint(240, 400)):
        QTest.mouseClick(plane, Qt.MouseButton.LeftButton, pos=place)
    assert [spy.at(k)[0] for k in range(spy.count())] == [None]


def test_without_the_points_that_are_nowhere_it_looks_the_same(plane: PlaneView) -> None:
    before = plane.grab().toImage()
    lost = PlanePoint(math.nan, 0.2, 1)
    plane.show_picture(replace(PICTURE, points=(*POINTS, lost)))
    assert plane.grab().toImage() == before


def test_thousands_of_points(plane: PlaneView) -> None:
    rng = np.random.default_rng(0)
    cloud = PointCloud(rng.normal(0, 0.4, (10_000, 2)), rng.integers(0, 3, 10_000))
    plane.show_picture(PlanePicture(cloud=cloud, class_names=("cat", "car", "frog"), chosen=9999))
    image, middle = plane.grab().toImage(), QRect(at(plane, -0.1, 0.1), at(plane, 0.1, -0.1))
    for name in ("cat", "car", "frog"):
        assert has_color(image, middle, QColor(Theme("light").class_color(name)))
    assert ring_pixels(plane)


# Themes and words


@pytest.mark.parametrize("theme", THEMES)
def test_themes(plane: PlaneView, theme: Theme) -> None:
    plane.show_regions(halves(plane))
    plane.show_picture(chosen(6))
    plane.apply_theme(theme)
    plane.resize(600, 600)
    assert colour_at(plane, -0.9, 0.9) == QColor(theme.class_color("cat", "region"))
    assert colour_at(plane, *PLACES[6]) == QColor(theme.class_color("frog"))
    assert ring_pixels(plane)


def test_the_projector_makes_all_larger(plane: PlaneView) -> None:
    before = plane.sizeHint(), plane.minimumSizeHint(), plane.frame.rect.topLeft()
    plane.apply_theme(THEMES[2])
    after = plane.sizeHint(), plane.minimumSizeHint(), plane.frame.rect.topLeft()
    assert after == (before[0] * 1.5, before[1] * 1.5, before[2] * 1.5)


def test_a_screen_reader_hears_the_points(plane: PlaneView) -> None:
    assert plane.accessibleName() == "Plane of points"
    assert plane.accessibleDescription() == "9 points, 2 right"
    plane.show_picture(chosen(6))
    assert plane.accessibleDescription() == ("9 points, 2 right. Chosen: class 2 at (0.70, −0.40)")


@pytest.mark.parametrize("ratio", [1.25, 2.0])
def test_points_are_sharp_at_other_pixel_ratios(
    shown: Callable[[PlaneView], PlaneView], theme: Theme, ratio: float
) -> None:
    plane = shown(PlaneView(theme))
    plane.resize(448, 434)
    plane.show_picture(PlanePicture((PlanePoint(0, 0, 1),)))
    image = QImage(round(448 * ratio), round(434 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.color("surface.base")))
    plane.render(image)
    mark = QColor(theme.class_color("car"))
    middle = QPoint(round(242 * ratio), round(206 * ratio))
    row = [image.pixelColor(x, middle.y()) for x in range(middle.x() - 20, middle.x() + 20)]
    filled = sum(each == mark for each in row)
    assert abs(filled - 12 * ratio * math.sqrt(math.pi / 4)) <= 2
