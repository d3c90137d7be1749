"""The point on a heat map: dragged, put, and moved by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.heat_map.heat_picture import HeatMarks
from lossviz.widgets.map.window import Window
from tests.widgets.heat_map.on_the_map import AT, at, told

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


# Dragging


@pytest.mark.parametrize(("width", "aspect"), [(400, 1.0), (600, 1.5)])
def test_both_weights_have_one_scale(heat_map: HeatMap, width: int, aspect: float) -> None:
    heat_map.resize(120 + width, 432)
    frame = heat_map.frame
    assert frame.rect.size().toSize() == QSize(width, 400)
    assert frame.x_range == (-2 * aspect, 2 * aspect)
    assert frame.y_range == (-2.0, 2.0)
    assert heat_map.aspect == aspect


def test_a_drag_moves_the_point_and_ends(heat_map: HeatMap) -> None:
    spy, start = QSignalSpy(heat_map.moved), at(heat_map, *AT)
    QTest.mousePress(heat_map, LEFT, pos=start)
    QTest.mouseMove(heat_map, start + QPoint(50, -20))
    QTest.mouseMove(heat_map, start + QPoint(100, -100))
    QTest.mouseRelease(heat_map, LEFT, pos=start + QPoint(100, -100))
    assert [each[2] for each in told(spy)] == [True, True, False]
    (w1, w2, _), (end1, end2, _) = told(spy)[1:]
    assert (w1, w2) == pytest.approx((1.34, -0.11), abs=1e-9)
    assert (end1, end2) == (w1, w2)
    QTest.mouseMove(heat_map, start)
    assert spy.count() == 3  # it was let go


@pytest.mark.parametrize("beside", [(0, 0), (9, -9), (-13, 0)])
def test_a_press_near_the_point_grips_it_without_a_jump(
    heat_map: HeatMap, beside: tuple[int, int]
) -> None:
    spy, press = QSignalSpy(heat_map.moved), at(heat_map, *AT) + QPoint(*beside)
    QTest.mousePress(heat_map, LEFT, pos=press)
    assert spy.count() == 0
    QTest.mouseMove(heat_map, press + QPoint(10, 0))
    assert told(spy)[0][:2] == pytest.approx((0.44, -1.11), abs=1e-9)
    QTest.mouseRelease(heat_map, LEFT, pos=press + QPoint(10, 0))
    assert [each[2] for each in told(spy)] == [True, False]


def test_a_press_and_release_on_the_point_change_nothing(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.moved)
    QTest.mouseClick(heat_map, LEFT, pos=at(heat_map, *AT) + QPoint(5, 5))
    assert spy.count() == 0


@pytest.mark.parametrize("double", [False, True])
def test_a_press_beside_the_point_puts_it_there(heat_map: HeatMap, double: bool) -> None:
    spy, press = QSignalSpy(heat_map.moved), QTest.mouseDClick if double else QTest.mousePress
    press(heat_map, LEFT, pos=at(heat_map, -1, 0.5))
    QTest.mouseRelease(heat_map, LEFT, pos=at(heat_map, -1, 0.5))
    assert told(spy) == [(-1.0, 0.5, True), (-1.0, 0.5, False)]


def test_places_are_rounded_to_what_a_fine_key_moves(heat_map: HeatMap) -> None:
    heat_map.resize(611, 507)  # now a pixel is no round number
    heat_map.show_window(Window(0.123456789, 0, 2.0))
    spy = QSignalSpy(heat_map.moved)
    QTest.mouseClick(heat_map, LEFT, pos=QPoint(101, 77))
    for each in told(spy)[0][:2]:
        assert round(each, 3) == each


def test_the_point_stays_on_the_map(heat_map: HeatMap) -> None:
    spy, start = QSignalSpy(heat_map.moved), at(heat_map, *AT)
    QTest.mousePress(heat_map, LEFT, pos=start)
    QTest.mouseMove(heat_map, QPoint(-500, 9000))
    QTest.mouseRelease(heat_map, LEFT, pos=QPoint(-500, 9000))
    assert told(spy)[-1] == (-2.0, -2.0, False)


def test_a_press_outside_the_map_moves_nothing(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.moved)
    for place in (QPoint(5, 200), QPoint(480, 200), QPoint(200, 430)):
        QTest.mouseClick(heat_map, LEFT, pos=place)
    QTest.mouseClick(heat_map, Qt.MouseButton.RightButton, pos=at(heat_map, 1, 1))
    assert spy.count() == 0


def test_marks_that_come_late_do_not_pull_the_point_back(heat_map: HeatMap) -> None:
    spy, start = QSignalSpy(heat_map.moved), at(heat_map, *AT)
    QTest.mousePress(heat_map, LEFT, pos=start)
    for pixels in (10, 20, 30):
        QTest.mouseMove(heat_map, start + QPoint(pixels, 0))
        heat_map.show_marks(HeatMarks(AT, 1.0))
    QTest.mouseRelease(heat_map, LEFT, pos=start + QPoint(30, 0))
    assert [each[0] for each in told(spy)] == pytest.approx([0.44, 0.54, 0.64, 0.64])


# Keys

WAYS = [
    (Qt.Key.Key_Left, (-1, 0)), (Qt.Key.Key_Right, (1, 0)),
    (Qt.Key.Key_Up, (0, 1)), (Qt.Key.Key_Down, (0, -1)),
]  # fmt: skip


@pytest.mark.parametrize(("key", "way"), WAYS)
@pytest.mark.parametrize(
    ("modifier", "step"), [(Qt.KeyboardModifier.NoModifier, 0.01), (SHIFT, 0.001), (CTRL, 0.1)]
)
def test_arrow_keys(
    heat_map: HeatMap,
    key: Qt.Key,
    way: tuple[int, int],
    modifier: Qt.KeyboardModifier,
    step: float,
) -> None:
    spy = QSignalSpy(heat_map.moved)
    QTest.keyClick(heat_map, key, modifier)
    wanted = round(AT[0] + way[0] * step, 12), round(AT[1] + way[1] * step, 12)
    assert told(spy) == [(*wanted, True), (*wanted, False)]
    assert heat_map.shows_focus()


def test_a_key_that_is_held_is_one_gesture(heat_map: HeatMap) -> None:
    spy, key = QSignalSpy(heat_map.moved), Qt.Key.Key_Right
    none = Qt.KeyboardModifier.NoModifier
    QTest.keyPress(heat_map, key)
    for _ in range(3):  # as Qt repeats a key
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(heat_map, QKeyEvent(kind, key, none, "", True))
    QTest.keyRelease(heat_map, key)
    assert [each[2] for each in told(spy)] == [True] * 4 + [False]
    assert told(spy)[-1][:2] == pytest.approx((0.38, -1.11))


def test_a_gesture_ends_with_the_focus(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.moved)
    heat_map.setFocus()
    QTest.keyPress(heat_map, Qt.Key.Key_Up)
    heat_map.clearFocus()
    assert told(spy)[-1] == (0.34, -1.1, False)
    QTest.keyRelease(heat_map, Qt.Key.Key_Up)
    assert spy.count() == 2


def test_keys_faster_than_answers_add_up(heat_map: HeatMap) -> None:
    spy, key = QSignalSpy(heat_map.moved), Qt.Key.Key_Right
    for _ in range(3):
        QTest.keyClick(heat_map, key)
    assert told(spy)[-1][:2] == pytest.approx((0.37, -1.11))
    for late in (0.34, 0.34, 0.35, 0.36):  # answers to what was asked before
        heat_map.show_marks(HeatMarks((late, -1.11), 1.0))
        QTest.keyClick(heat_map, key)
    assert told(spy)[-1][:2] == pytest.approx((0.41, -1.11))
    heat_map.show_marks(HeatMarks((0.41, -1.11), 1.0))
    QTest.keyClick(heat_map, key)
    assert told(spy)[-1][:2] == pytest.approx((0.42, -1.11))


def test_a_point_that_another_one_moved_is_where_keys_go_on_from(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.moved)
    QTest.keyClick(heat_map, Qt.Key.Key_Right)
    heat_map.show_marks(HeatMarks((0.35, -1.11), 1.0))
    heat_map.show_marks(HeatMarks(AT, 1.0))  # undone
    QTest.keyClick(heat_map, Qt.Key.Key_Left)
    assert told(spy)[-1][:2] == pytest.approx((0.33, -1.11))
    heat_map.show_marks(HeatMarks((-1.0, 1.0), 1.0))  # a walk, before the answer
    QTest.keyClick(heat_map, Qt.Key.Key_Up)
    assert told(spy)[-1][:2] == pytest.approx((-1.0, 1.01))


def test_where_less_is_seen_keys_step_less(heat_map: HeatMap) -> None:
    spy = QSignalSpy(heat_map.moved)
    heat_map.show_window(Window(*AT, 0.02))
    QTest.keyClick(heat_map, Qt.Key.Key_Right)
    assert told(spy)[0][:2] == pytest.approx((0.3401, -1.11))


@pytest.mark.parametrize(
    ("key", "ours"),
    [(Qt.Key.Key_Left, True), (Qt.Key.Key_Space, False), (Qt.Key.Key_BracketRight, False)],
)
def test_keys_of_others_go_on_to_them(heat_map: HeatMap, key: Qt.Key, ours: bool) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(heat_map, event)
    assert event.isAccepted() == ours
