"""Any map: zoomed by wheel and keys, moved, read under the pointer; and one that only follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.map.map_view import MapView
from lossviz.widgets.map.window import ZOOM_STEP, Window

MIDDLE, LEFT = Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton
START = QPoint(150, 120)


class PlainMap(MapView):
    """A map of 400 x 200 px with something on it that goes where it is dragged or stepped."""

    def __init__(self, theme: Theme, *, by_hand: bool = True) -> None:
        super().__init__(theme, "Map", by_hand=by_hand)
        self.held = False
        self.told: list[object] = []
        self.resize(460, 240)
        self.show_window(Window(0.0, 0.0, 1.0))

    def area(self) -> QRectF:
        return QRectF(40, 20, 400, 200)

    def is_dragging(self) -> bool:
        return self.held

    def press(self, at: QPointF, event: QMouseEvent) -> bool:
        self.held = self.area().contains(at)
        return self.held

    def drag_to(self, at: QPointF) -> None:
        self.told.append((at.x(), at.y()))

    def release(self) -> None:
        self.held = False

    def step(self, way: tuple[int, int], factor: float) -> None:
        self.told.append((*way, factor))

    def end_gesture(self) -> None:
        self.told.append("end")


@pytest.fixture
def plain(shown: Callable[[MapView], MapView], theme: Theme) -> PlainMap:
    widget = PlainMap(theme)
    widget.window_wanted.connect(lambda wanted: wanted and widget.show_window(wanted))
    shown(widget)
    return widget


@pytest.fixture
def follower(shown: Callable[[MapView], MapView], theme: Theme) -> PlainMap:
    widget = PlainMap(theme, by_hand=False)
    shown(widget)
    return widget


def wheel(widget: MapView, pos: QPoint, turn: int) -> bool:
    event = QWheelEvent(
        QPointF(pos), QPointF(widget.mapToGlobal(pos)), QPoint(), QPoint(0, turn),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def press(widget: MapView, key: Qt.Key) -> bool:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def at(widget: MapView, x: float, y: float) -> QPoint:
    frame = widget.frame
    return QPoint(round(frame.x(x)), round(frame.y(y)))


def test_both_axes_have_one_scale(plain: PlainMap) -> None:
    assert (plain.frame.x_range, plain.frame.y_range) == ((-2.0, 2.0), (-1.0, 1.0))
    assert plain.aspect == 2.0
    assert plain.data_at(QPointF(at(plain, -1.5, 0.5))) == pytest.approx((-1.5, 0.5))


@pytest.mark.parametrize(("turn", "factor"), [(120, ZOOM_STEP), (-120, 1 / ZOOM_STEP)])
def test_the_wheel_zooms_around_what_is_under_the_pointer(
    plain: PlainMap, turn: int, factor: float
) -> None:
    pos = at(plain, -0.75, 0.5)
    assert wheel(plain, pos, turn)
    (left, right), (low, high) = plain.frame.x_range, plain.frame.y_range
    assert (right - left) / 2 == high - low == pytest.approx(2 / factor)
    assert at(plain, -0.75, 0.5) == pos


def test_notches_at_once_and_parts_of_notches(plain: PlainMap) -> None:
    spy = QSignalSpy(plain.window_wanted)
    wheel(plain, at(plain, 0, 0), 360)
    assert spy.count() == 3
    assert spy.at(2)[0].half == pytest.approx(1 / ZOOM_STEP**3)
    for _ in range(3):
        wheel(plain, at(plain, 0, 0), 30)
    assert spy.count() == 3
    wheel(plain, at(plain, 0, 0), 30)
    assert spy.count() == 4


def test_the_wheel_beside_the_map_goes_on_to_what_scrolls(plain: PlainMap) -> None:
    spy = QSignalSpy(plain.window_wanted)
    assert not wheel(plain, QPoint(20, 200), 120)
    assert spy.count() == 0


def test_the_middle_button_moves_the_map(plain: PlainMap) -> None:
    place = plain.data_at(QPointF(START))
    QTest.mousePress(plain, MIDDLE, pos=START)
    QTest.mouseMove(plain, START + QPoint(-40, 20))
    QTest.mouseRelease(plain, MIDDLE, pos=START + QPoint(-40, 20))
    assert at(plain, *place) == START + QPoint(-40, 20)
    assert plain.told == []


def test_keys_zoom_and_show_all(plain: PlainMap) -> None:
    spy = QSignalSpy(plain.window_wanted)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
        assert press(plain, key)
    halves = [spy.at(index)[0].half for index in range(3)]
    assert halves == pytest.approx([1 / ZOOM_STEP, 1 / ZOOM_STEP**2, 1 / ZOOM_STEP])
    assert spy.at(3)[0] is None


def test_the_place_under_the_pointer_is_told(plain: PlainMap) -> None:
    spy = QSignalSpy(plain.hovered)
    QTest.mouseMove(plain, at(plain, -1.0, 0.75))
    QTest.mouseMove(plain, at(plain, 0.5, -0.25))
    QTest.mouseMove(plain, QPoint(20, 10))
    QApplication.sendEvent(plain, QEvent(QEvent.Type.Leave))
    found = [spy.at(index)[0] for index in range(spy.count())]
    assert found[0] == pytest.approx((-1.0, 0.75))
    assert found[1] == pytest.approx((0.5, -0.25))
    assert found[2:] == [None, None]


def test_what_is_held_is_dragged_and_read_no_more(plain: PlainMap) -> None:
    spy = QSignalSpy(plain.hovered)
    QTest.mousePress(plain, LEFT, pos=START)
    QTest.mouseMove(plain, START + QPoint(7, 0))
    QTest.mouseRelease(plain, LEFT, pos=START + QPoint(7, 0))
    QTest.mouseMove(plain, START)
    assert plain.told == [(START.x() + 7, START.y())]
    assert spy.count() == 1


def test_arrow_keys_step_and_end_a_gesture_unless_the_mouse_holds_on(plain: PlainMap) -> None:
    QTest.keyClick(plain, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert plain.told == [(0, 1, 0.1), "end"]
    plain.held = True
    QTest.keyClick(plain, Qt.Key.Key_Left)
    assert plain.told[2:] == [(-1, 0, 1.0)]


def test_steps_are_round_where_little_is_seen_too(plain: PlainMap) -> None:
    assert plain.stepped((0.1, 0.2), (1, 0), 2.0) == (0.12, 0.2)
    plain.show_window(Window(0.0, 0.0, 0.01))
    assert plain.stepped((0.1, 0.2), (0, -1), 1.0) == (0.1, 0.1999)
    assert plain.rounded((0.123456, -0.00001)) == (0.12346, -0.00001)


def test_a_map_that_follows_leaves_wheel_and_keys_to_others(follower: PlainMap) -> None:
    spy, window = QSignalSpy(follower.window_wanted), follower.frame
    assert not wheel(follower, START, 120)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_0, Qt.Key.Key_Left):
        assert not press(follower, key)
    QTest.mousePress(follower, MIDDLE, pos=START)
    QTest.mouseMove(follower, START + QPoint(-40, 20))
    QTest.mouseRelease(follower, MIDDLE, pos=START)
    assert (spy.count(), follower.told, follower.frame) == (0, [], window)
    follower.show_window(Window(1.0, 0.0, 1.0))
    assert follower.frame.x_range == (-1.0, 3.0)
