"""Looking at a heat map: zooming around its point, moving it, and the reading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatReading
from lossviz.widgets.map.window import ZOOM_STEP
from tests.widgets.heat_map.on_the_map import AT, at, halves
from tests.widgets.looking import has_color

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


# Zooming and moving the map


@pytest.mark.parametrize(
    ("key", "factor"),
    [
        (Qt.Key.Key_Plus, ZOOM_STEP),
        (Qt.Key.Key_Equal, ZOOM_STEP),
        (Qt.Key.Key_Minus, 1 / ZOOM_STEP),
    ],
)
def test_keys_zoom_around_the_point(heat_map: HeatMap, key: Qt.Key, factor: float) -> None:
    heat_map.window_wanted.connect(heat_map.show_window)
    before = at(heat_map, *AT)
    QTest.keyClick(heat_map, key)
    assert heat_map.frame.y_range[1] - heat_map.frame.y_range[0] == pytest.approx(4 / factor)
    assert at(heat_map, *AT) == before


def test_the_middle_button_moves_the_map_with_the_pointer(heat_map: HeatMap) -> None:
    heat_map.window_wanted.connect(heat_map.show_window)
    moved, start = QSignalSpy(heat_map.moved), at(heat_map, 1, 1)
    QTest.mousePress(heat_map, MIDDLE, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(heat_map, start + QPoint(-20 * step, 10 * step))
    QTest.mouseRelease(heat_map, MIDDLE, pos=start + QPoint(-80, 40))
    assert at(heat_map, 1, 1) == start + QPoint(-80, 40)
    QTest.mouseMove(heat_map, start)
    assert at(heat_map, 1, 1) == start + QPoint(-80, 40)
    assert moved.count() == 0


def test_zooming_as_far_as_one_can_still_paints(heat_map: HeatMap) -> None:
    heat_map.window_wanted.connect(heat_map.show_window)
    heat_map.show_image(halves(heat_map, upright=False))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        for _ in range(200):
            QTest.keyClick(heat_map, key)
        low, high = heat_map.frame.x_range
        assert low < high
        assert not heat_map.grab().isNull()


# Looking


def test_a_drag_is_no_look(heat_map: HeatMap) -> None:
    spy, start = QSignalSpy(heat_map.hovered), at(heat_map, *AT)
    QTest.mousePress(heat_map, LEFT, pos=start)
    QTest.mouseMove(heat_map, start + QPoint(30, 0))
    QTest.mouseRelease(heat_map, LEFT, pos=start + QPoint(30, 0))
    readings = [spy.at(index)[0] for index in range(spy.count())]
    assert readings == [None], "the reading goes away"


def test_the_reading_stands_where_the_pointer_is_not(heat_map: HeatMap) -> None:
    rect, ground = heat_map.frame.rect.toRect(), heat_map.color("surface.sunken")
    corners = {
        "lower": QRect(rect.left() + 12, rect.bottom() - 25, 60, 10),
        "upper": QRect(rect.left() + 12, rect.top() + 14, 60, 10),
    }

    def covered() -> set[str]:
        image = heat_map.grab().toImage()
        return {name for name, area in corners.items() if not has_color(image, area, ground)}

    assert covered() == set()
    heat_map.show_reading(HeatReading(1.0, 1.0, "W₁ 1.000, W₂ 1.000:  loss 2.000"))
    assert covered() == {"lower"}
    heat_map.show_reading(HeatReading(-1.8, -1.8, "W₁ −1.800, W₂ −1.800:  loss 2.000"))
    assert covered() == {"upper"}
    heat_map.show_reading(None)
    assert covered() == set()
