"""Looking at the plane: moving it, what the pointer can take, and the reading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.widgets.plane.plane_picture import PlaneReading
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.looking import has_color
from tests.widgets.plane.on_the_plane import at, told

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


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


def test_a_drag_is_no_look(plane: PlaneView) -> None:
    spy, start = QSignalSpy(plane.hovered), at(plane, 0.5, 0.4)
    QTest.mousePress(plane, LEFT, pos=start)
    QTest.mouseMove(plane, start + QPoint(30, 0))
    QTest.mouseRelease(plane, LEFT, pos=start + QPoint(30, 0))
    assert told(spy) == [(None,)]  # the reading goes away


def test_the_pointer_says_what_can_be_taken(plane: PlaneView) -> None:
    def shape() -> Qt.CursorShape:
        return plane.cursor().shape()

    QTest.mouseMove(plane, at(plane, 0, 0))  # a pointer that is there already would not move
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
