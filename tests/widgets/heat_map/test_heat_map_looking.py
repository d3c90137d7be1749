"""Looking at a heat map: zooming, moving it, and what is under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatReading
from lossviz.widgets.map.window import ZOOM_STEP
from tests.widgets.heat_map.on_the_map import AT, at, halves
from tests.widgets.looking import has_color

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


# Zooming and moving the map


def wheel(heat_map: HeatMap, pos: QPoint, turn: int) -> bool:
    event = QWheelEvent(
        QPointF(pos), QPointF(heat_map.mapToGlobal(pos)), QPoint(), QPoint(0, turn),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(heat_map, event)
    return event.isAccepted()


@pytest.mark.parametrize(("turn", "factor"), [(120, ZOOM_STEP), (-120, 1 / ZOOM_STEP)])
def test_the_wheel_zooms_around_what_is_under_the_pointer(
    heat_map: HeatMap, turn: int, factor: float
) -> None:
    heat_map.window_wanted.connect(heat_map.show_window)
    pos = at(heat_map, -1.5, 1.0)
    assert wheel(heat_map, pos, turn)
    (left, right), (low, high) = heat_map.frame.x_range, heat_map.frame.y_range
    assert right - left == pytest.approx(4 / factor)
    assert high - low == pytest.approx(4 / factor)
    assert at(heat_map, -1.5, 1.0) == pos


def test_notches_at_once_and_parts_of_notches(heat_map: HeatMap) -> None:
    heat_map.window_wanted.connect(heat_map.show_window)
    spy = QSignalSpy(heat_map.window_wanted)
    wheel(heat_map, at(heat_map, 0, 0), 360)
    assert spy.count() == 3
    assert spy.at(2)[0].half == pytest.approx(2 / ZOOM_STEP**3)
    for _ in range(3):
        wheel(heat_map, at(heat_map, 0, 0), 30)
    assert spy.count() == 3
    wheel(heat_map, at(heat_map, 0, 0), 30)
    assert spy.count() == 4


def test_the_wheel_beside_the_map_goes_on_to_what_scrolls(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.window_wanted)
    assert not wheel(heat_map, QPoint(500, 200), 120)
    assert spy.count() == 0


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


def test_0_asks_for_all(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.window_wanted)
    QTest.keyClick(heat_map, Qt.Key.Key_0)
    assert [spy.at(0)[0], spy.count()] == [None, 1]


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


def test_the_place_under_the_pointer_is_told(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.hovered)
    QTest.mouseMove(heat_map, at(heat_map, -1, 1.5))
    QTest.mouseMove(heat_map, at(heat_map, 1, -0.5))
    QTest.mouseMove(heat_map, QPoint(500, 10))
    QApplication.sendEvent(heat_map, QEvent(QEvent.Type.Leave))
    found = [spy.at(index)[0] for index in range(spy.count())]
    assert found[0] == pytest.approx((-1, 1.5))
    assert found[1] == pytest.approx((1, -0.5))
    assert found[2:] == [None, None]


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
