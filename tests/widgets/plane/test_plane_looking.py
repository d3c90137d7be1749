"""Looking at the plane: zooming, moving it, what is under the pointer, and its reading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.widgets.map.window import ZOOM_STEP
from lossviz.widgets.plane.plane_picture import PlaneReading
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.looking import has_color
from tests.widgets.plane.on_the_plane import at, told

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


def wheel(plane: PlaneView, pos: QPoint, turn: int) -> bool:
    event = QWheelEvent(
        QPointF(pos), QPointF(plane.mapToGlobal(pos)), QPoint(), QPoint(0, turn),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plane, event)
    return event.isAccepted()


@pytest.mark.parametrize(("turn", "factor"), [(120, ZOOM_STEP), (-120, 1 / ZOOM_STEP)])
def test_the_wheel_zooms_around_what_is_under_the_pointer(
    plane: PlaneView, turn: int, factor: float
) -> None:
    plane.window_wanted.connect(plane.show_window)
    pos = at(plane, -0.75, 0.5)
    assert wheel(plane, pos, turn)
    (left, right), (low, high) = plane.frame.x_range, plane.frame.y_range
    assert right - left == high - low == pytest.approx(2 / factor)
    assert at(plane, -0.75, 0.5) == pos


def test_notches_at_once_and_parts_of_notches(plane: PlaneView) -> None:
    plane.window_wanted.connect(plane.show_window)
    spy = QSignalSpy(plane.window_wanted)
    wheel(plane, at(plane, 0, 0), 360)
    assert spy.at(2)[0].half == pytest.approx(1 / ZOOM_STEP**3)
    for _ in range(3):
        wheel(plane, at(plane, 0, 0), 30)
    assert spy.count() == 3
    wheel(plane, at(plane, 0, 0), 30)
    assert spy.count() == 4


def test_the_wheel_beside_the_plane_goes_on_to_what_scrolls(plane: PlaneView) -> None:
    spy = QSignalSpy(plane.window_wanted)
    assert not wheel(plane, QPoint(20, 200), 120)
    assert spy.count() == 0


def test_the_middle_button_moves_the_plane_with_the_pointer(plane: PlaneView) -> None:
    plane.window_wanted.connect(plane.show_window)
    moves, start = QSignalSpy(plane.point_moved), at(plane, 0.5, 0.4)
    QTest.mousePress(plane, MIDDLE, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(plane, start + QPoint(-20 * step, 10 * step))
    QTest.mouseRelease(plane, MIDDLE, pos=start + QPoint(-80, 40))
    assert at(plane, 0.5, 0.4) == start + QPoint(-80, 40)
    QTest.mouseMove(plane, start)
    assert at(plane, 0.5, 0.4) == start + QPoint(-80, 40)
    assert moves.count() == 0


def test_the_place_under_the_pointer_is_told(plane: PlaneView) -> None:
    spy = QSignalSpy(plane.hovered)
    QTest.mouseMove(plane, at(plane, -0.5, 0.75))
    QTest.mouseMove(plane, at(plane, 0.5, -0.25))
    QTest.mouseMove(plane, QPoint(20, 10))
    QApplication.sendEvent(plane, QEvent(QEvent.Type.Leave))
    found = [each[0] for each in told(spy)]
    assert found[0] == pytest.approx((-0.5, 0.75))
    assert found[1] == pytest.approx((0.5, -0.25))
    assert found[2:] == [None, None]


def test_a_drag_is_no_look(plane: PlaneView) -> None:
    spy, start = QSignalSpy(plane.hovered), at(plane, 0.5, 0.4)
    QTest.mousePress(plane, LEFT, pos=start)
    QTest.mouseMove(plane, start + QPoint(30, 0))
    QTest.mouseRelease(plane, LEFT, pos=start + QPoint(30, 0))
    assert told(spy) == [(None,)]  # the reading goes away


def test_the_pointer_says_what_can_be_taken(plane: PlaneView) -> None:
    def shape() -> Qt.CursorShape:
        return plane.cursor().shape()

    assert shape() == Qt.CursorShape.CrossCursor
    point = at(plane, 0.5, 0.4)
    QTest.mouseMove(plane, point)
    assert shape() == Qt.CursorShape.OpenHandCursor
    QTest.mousePress(plane, LEFT, pos=point)
    assert shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(plane, LEFT, pos=point)
    assert shape() == Qt.CursorShape.OpenHandCursor
    QTest.mouseMove(plane, at(plane, 0, 0))
    assert shape() == Qt.CursorShape.CrossCursor


def test_the_reading_stands_where_the_pointer_is_not(plane: PlaneView) -> None:
    rect, border = plane.frame.rect.toRect(), plane.color("border.control")
    corners = {
        "lower": QRect(rect.left() + 20, rect.bottom() - 60, 60, 60),
        "upper": QRect(rect.left() + 20, rect.top(), 60, 60),
    }

    def covered() -> set[str]:
        image = plane.grab().toImage()
        return {name for name, area in corners.items() if has_color(image, area, border)}

    assert covered() == set()
    words = "x₀ 0.500, x₁ 0.500\nclass 0 by 0.31"
    plane.show_reading(PlaneReading(0.5, 0.5, words))
    assert covered() == {"lower"}
    plane.show_reading(PlaneReading(-0.9, -0.9, words))
    assert covered() == {"upper"}
    plane.show_reading(None)
    assert covered() == set()


def test_a_reading_that_is_too_long_stays_on_the_plane(plane: PlaneView) -> None:
    plane.resize(plane.minimumSizeHint())
    plane.show_reading(PlaneReading(0.5, 0.5, "class 0 by 0.31, " * 20))
    rect, image = plane.frame.rect.toRect(), plane.grab().toImage()
    beside = QRect(rect.right() + 3, 0, plane.width() - rect.right() - 4, rect.bottom())
    columns = {image.pixelColor(x, y).name() for x in range(beside.left(), beside.right())
               for y in range(beside.top(), beside.bottom())}  # fmt: skip
    assert len(columns) == 1
