"""What a heat map shows: the picture, the bar, themes, nothing, and what is strange."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.heat_map.color_table import band_color
from lossviz.widgets.heat_map.heat_codes import BANDS, heat_image
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatPath, HeatReading
from lossviz.widgets.map.window import Window
from lossviz.widgets.numbers.number_text import format_number
from tests.widgets.heat_map.on_the_map import ALL, AT, at, halves, told
from tests.widgets.looking import has_color

LEFT = Qt.MouseButton.LeftButton
LOW, HIGH = band_color(0), band_color(BANDS - 1)
THEMES = [Theme("light"), Theme("dark"), Theme("light", 1.5, projector=True)]


def colour_at(heat_map: HeatMap, w1: float, w2: float) -> QColor:
    return heat_map.grab().toImage().pixelColor(at(heat_map, w1, w2))


# The picture


def test_the_picture_lies_where_its_weights_are(heat_map: HeatMap) -> None:
    heat_map.show_image(halves(heat_map, upright=False))
    assert (colour_at(heat_map, -1, 1), colour_at(heat_map, 1, 1)) == (LOW, HIGH)
    assert (colour_at(heat_map, -0.2, 1), colour_at(heat_map, 0.1, 1)) == (LOW, HIGH)
    heat_map.show_image(halves(heat_map, upright=True))
    assert (colour_at(heat_map, -1, -0.2), colour_at(heat_map, -1, 0.1)) == (LOW, HIGH)


@pytest.mark.parametrize(
    "window",
    [
        Window(0.5, 0.0, 2.0), Window(0.0, 0.5, 2.0), Window(0.0, -0.5, 2.0),
        Window(-0.3, 0.4, 1.0), Window(0.1, 0.1, 0.3), Window(0.0, 0.0, 8.0),
    ],
)  # fmt: skip
def test_until_the_next_one_the_picture_goes_with_the_window(
    heat_map: HeatMap, window: Window
) -> None:
    heat_map.show_marks(HeatMarks((-1.9, -1.9), 1.0))  # out of the way
    for upright in (False, True):
        heat_map.show_window(ALL)
        heat_map.show_image(halves(heat_map, upright=upright))
        heat_map.show_window(window)
        near = max(0.15, window.half / 8)  # beside the step, which is from −0.1 to 0
        way = (0.0, near) if upright else (near, 0.0)
        assert colour_at(heat_map, *way) == HIGH
        assert colour_at(heat_map, -way[0], -way[1]) == LOW


def test_beyond_the_picture_is_the_ground(heat_map: HeatMap) -> None:
    heat_map.show_image(halves(heat_map, upright=False))
    heat_map.show_window(Window(0.0, 0.0, 4.0))
    ground = heat_map.color("surface.sunken")
    assert colour_at(heat_map, 1.5, 1.5) == HIGH
    assert colour_at(heat_map, 2.5, 1.5) == ground
    assert colour_at(heat_map, 1.5, -2.5) == ground


def test_another_size_asks_for_another_picture(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.resized)
    assert heat_map.pixels() == (400, 400)
    heat_map.resize(620, 532)
    assert spy.at(spy.count() - 1) == [500, 500]
    assert heat_map.pixels() == (500, 500)
    heat_map.resize(heat_map.minimumSizeHint())
    assert min(heat_map.pixels()) > 100
    heat_map.resize(1, 1)
    assert min(heat_map.pixels()) >= 20
    assert not heat_map.grab().isNull()


def test_missing_losses_are_hatched_in_the_themes_colours(heat_map: HeatMap) -> None:
    frame, losses = heat_map.frame, np.full((5, 5), np.nan)
    image = heat_image(losses, frame.x_range, frame.y_range, heat_map.pixels(), True, 1.0)
    heat_map.show_image(image)
    area = QRect(at(heat_map, 1, 1), at(heat_map, 1.2, 0.8))
    for theme in THEMES[:2]:
        heat_map.apply_theme(theme)
        picture = heat_map.grab().toImage()
        assert has_color(picture, area, theme.color("surface.sunken"))
        assert has_color(picture, area, theme.color("border.strong"))


def test_the_bar_is_the_colours_from_low_to_high_with_the_loss_marked(heat_map: HeatMap) -> None:
    heat_map.show_image(halves(heat_map, upright=False))
    heat_map.show_marks(HeatMarks(AT, 0.25))
    rect, image = heat_map.frame.rect.toRect(), heat_map.grab().toImage()
    column = rect.right() + 1 + 18 + 6
    assert image.pixelColor(column, rect.bottom() - 3) == LOW
    assert image.pixelColor(column, rect.top() + 3) == HIGH
    mark = QRect(column, rect.bottom() - 102, 1, 4)  # a quarter of 400 px up
    assert has_color(image, mark, heat_map.color("overlay.path"))


# Nothing, and what is strange


def test_nothing_is_the_axes_alone(heat_map: HeatMap) -> None:
    heat_map.show_image(halves(heat_map, upright=False))
    heat_map.show_reading(HeatReading(0, 0, "loss"))
    heat_map.show_nothing()
    assert heat_map.image is None
    assert heat_map.accessibleDescription() == ""
    assert colour_at(heat_map, -1, 1) == heat_map.color("surface.sunken")
    spy = QSignalSpy(heat_map.moved)
    QTest.keyClick(heat_map, Qt.Key.Key_Left)
    QTest.mouseClick(heat_map, LEFT, pos=at(heat_map, 1, 1))
    assert spy.count() == 0
    heat_map.show_marks(HeatMarks((1.0, 1.0), 0.5))
    QTest.keyClick(heat_map, Qt.Key.Key_Left)
    assert told(spy)[0] == (0.99, 1.0, True)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e300])
def test_marks_that_are_no_numbers(heat_map: HeatMap, bad: float) -> None:
    heat_map.show_image(halves(heat_map, upright=False))
    slope, points = np.array([bad, -bad]), np.array([(0.0, 0.0), (bad, 0.0), (bad, -bad)])
    strange = HeatMarks(
        (0.5, 0.5), bad, slope, slope, np.array([slope, (1.0, 1.0)]),
        paths=(HeatPath(points, 2, "SGD"), HeatPath(points, 3, "Adam", old=True)),
    )  # fmt: skip
    heat_map.show_marks(strange)
    assert not heat_map.grab().isNull()
    assert format_number(bad, 5) in heat_map.accessibleDescription()


def test_a_point_far_from_the_map_can_be_fetched(heat_map: HeatMap) -> None:
    heat_map.show_marks(HeatMarks((1e6, -1e6), 1.0))
    assert not heat_map.grab().isNull()
    spy = QSignalSpy(heat_map.moved)
    QTest.mouseClick(heat_map, LEFT, pos=at(heat_map, 1, 1))
    assert told(spy) == [(1.0, 1.0, True), (1.0, 1.0, False)]


def test_a_screen_reader_hears_the_point_and_its_slope(heat_map: HeatMap) -> None:
    heat_map.show_marks(HeatMarks(AT, 1.25347, np.array([-2.5, 0.6])))
    assert heat_map.accessibleName() == "Loss map"
    assert heat_map.accessibleDescription() == (
        "W₁ 0.340, W₂ −1.110, loss 1.25347, slope −2.500 and 0.600"
    )


@pytest.mark.parametrize("theme", THEMES)
def test_themes_keep_the_point_and_change_the_ground(heat_map: HeatMap, theme: Theme) -> None:
    heat_map.apply_theme(theme)
    picture, here = heat_map.grab().toImage(), at(heat_map, *AT)
    around = QRect(here - QPoint(12, 12), here + QPoint(12, 12))
    assert has_color(picture, around, theme.color("overlay.pointFill"))
    assert has_color(picture, around, theme.color("overlay.pointRing"))
    assert colour_at(heat_map, -1, 1) == QColor(theme.color("surface.sunken"))


def test_the_projector_makes_all_larger(heat_map: HeatMap) -> None:
    before = heat_map.sizeHint(), heat_map.minimumSizeHint(), heat_map.frame.rect.left()
    heat_map.apply_theme(THEMES[2])
    after = heat_map.sizeHint(), heat_map.minimumSizeHint(), heat_map.frame.rect.left()
    assert after == (before[0] * 1.5, before[1] * 1.5, before[2] * 1.5)
