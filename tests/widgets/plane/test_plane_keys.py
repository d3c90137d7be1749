"""All that is done to points, by keyboard."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.widgets.map.window import ZOOM_STEP, Window
from lossviz.widgets.plane.plane_picture import PlanePicture, PlanePoint
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.plane.on_the_plane import PICTURE, PLACES, POINTS, at, chosen, moved, told

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
WAYS = [
    (Qt.Key.Key_Left, (-1, 0)), (Qt.Key.Key_Right, (1, 0)),
    (Qt.Key.Key_Up, (0, 1)), (Qt.Key.Key_Down, (0, -1)),
]  # fmt: skip


def send(
    plane: PlaneView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, again: bool = False
) -> bool:
    """Whether the plane took a key."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", again)
    QApplication.sendEvent(plane, event)
    return event.isAccepted()


# Moving


@pytest.mark.parametrize(("key", "way"), WAYS)
@pytest.mark.parametrize(("modifier", "step"), [(NONE, 0.01), (SHIFT, 0.001), (CTRL, 0.1)])
def test_arrow_keys_move_the_chosen_point(
    plane: PlaneView,
    key: Qt.Key,
    way: tuple[int, int],
    modifier: Qt.KeyboardModifier,
    step: float,
) -> None:
    plane.show_picture(chosen(6))
    spy = QSignalSpy(plane.point_moved)
    QTest.keyClick(plane, key, modifier)
    x0, x1 = round(0.7 + way[0] * step, 12), round(-0.4 + way[1] * step, 12)
    assert told(spy) == [(6, x0, x1, True), (6, x0, x1, False)]
    assert plane.shows_focus()


def test_with_no_point_chosen_arrows_choose_the_one_nearest_to_the_middle(
    plane: PlaneView,
) -> None:
    moves, choices = QSignalSpy(plane.point_moved), QSignalSpy(plane.point_chosen)
    QTest.keyClick(plane, Qt.Key.Key_Up)
    assert told(choices) == [(3,)]
    assert moves.count() == 0
    QTest.keyClick(plane, Qt.Key.Key_Up)
    assert told(moves)[-1] == (3, -0.4, pytest.approx(0.31), False)
    plane.show_picture(PICTURE)
    plane.show_window(Window(0.7, -0.5, 0.5))
    QTest.keyClick(plane, Qt.Key.Key_Left)
    assert told(choices)[-1] == (6,)


def test_a_key_that_is_held_is_one_gesture(plane: PlaneView) -> None:
    plane.show_picture(chosen(6))
    spy, key = QSignalSpy(plane.point_moved), Qt.Key.Key_Right
    QTest.keyPress(plane, key)
    for _ in range(3):  # as Qt repeats a key
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(plane, QKeyEvent(kind, key, NONE, "", True))
    QTest.keyRelease(plane, key)
    assert [each[3] for each in told(spy)] == [True] * 4 + [False]
    assert told(spy)[-1][1:3] == pytest.approx((0.74, -0.4))


def test_a_gesture_ends_with_the_focus(plane: PlaneView) -> None:
    plane.show_picture(chosen(6))
    spy = QSignalSpy(plane.point_moved)
    plane.setFocus()
    QTest.keyPress(plane, Qt.Key.Key_Up)
    plane.clearFocus()
    assert told(spy)[-1] == (6, 0.7, pytest.approx(-0.39), False)
    QTest.keyRelease(plane, Qt.Key.Key_Up)
    assert spy.count() == 2


def test_keys_faster_than_answers_add_up(plane: PlaneView) -> None:
    plane.show_picture(chosen(6))
    spy, key = QSignalSpy(plane.point_moved), Qt.Key.Key_Right
    for _ in range(3):
        QTest.keyClick(plane, key)
    assert told(spy)[-1][1] == pytest.approx(0.73)
    for late in (0.7, 0.7, 0.71, 0.72):  # answers to what was asked before
        plane.show_picture(moved(6, late, -0.4))
        QTest.keyClick(plane, key)
    assert told(spy)[-1][1] == pytest.approx(0.77)
    plane.show_picture(moved(6, 0.77, -0.4))
    QTest.keyClick(plane, key)
    assert told(spy)[-1][1] == pytest.approx(0.78)


def test_a_point_that_another_one_moved_is_where_keys_go_on_from(plane: PlaneView) -> None:
    plane.show_picture(chosen(6))
    spy = QSignalSpy(plane.point_moved)
    QTest.keyClick(plane, Qt.Key.Key_Right)
    plane.show_picture(moved(6, 0.71, -0.4))
    plane.show_picture(chosen(6))  # undone
    QTest.keyClick(plane, Qt.Key.Key_Left)
    assert told(spy)[-1][1] == pytest.approx(0.69)
    plane.show_picture(moved(6, -0.2, 0.2))  # typed in the table, before the answer
    QTest.keyClick(plane, Qt.Key.Key_Up)
    assert told(spy)[-1][1:3] == pytest.approx((-0.2, 0.21))


def test_where_less_is_seen_keys_step_less(plane: PlaneView) -> None:
    plane.show_picture(chosen(6))
    plane.show_window(Window(0.7, -0.4, 0.02))
    spy = QSignalSpy(plane.point_moved)
    QTest.keyClick(plane, Qt.Key.Key_Right)
    assert told(spy)[0][1] == pytest.approx(0.7001)


def test_a_point_without_a_place_is_fetched_to_the_middle(plane: PlaneView) -> None:
    plane.show_picture(PlanePicture((PlanePoint(math.nan, math.inf, 0),), chosen=0))
    spy = QSignalSpy(plane.point_moved)
    QTest.keyClick(plane, Qt.Key.Key_Right)
    assert told(spy) == [(0, 0.01, 0.0, True), (0, 0.01, 0.0, False)]


# Choosing


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_PageDown])
def test_the_next_point(plane: PlaneView, key: Qt.Key) -> None:
    spy = QSignalSpy(plane.point_chosen)
    for _ in range(len(PLACES) + 1):
        QTest.keyClick(plane, key)
    assert told(spy) == [(index,) for index in (*range(9), 0)]


@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_PageUp])
def test_the_point_before(plane: PlaneView, key: Qt.Key) -> None:
    plane.show_picture(chosen(1))
    spy = QSignalSpy(plane.point_chosen)
    for _ in range(3):
        QTest.keyClick(plane, key)
    assert told(spy) == [(0,), (8,), (7,)]


def test_choosing_ends_a_gesture(plane: PlaneView) -> None:
    plane.show_picture(chosen(0))
    spy = QSignalSpy(plane.point_moved)
    QTest.keyPress(plane, Qt.Key.Key_Right)
    QTest.keyClick(plane, Qt.Key.Key_N)
    assert [each[3] for each in told(spy)] == [True, False]
    QTest.keyRelease(plane, Qt.Key.Key_Right)
    assert spy.count() == 2


def test_escape_lets_go_and_is_not_ours_without_a_choice(plane: PlaneView) -> None:
    plane.show_picture(chosen(2))
    spy = QSignalSpy(plane.point_chosen)
    assert send(plane, Qt.Key.Key_Escape)
    assert told(spy) == [(None,)]
    assert not send(plane, Qt.Key.Key_Escape)


# Adding, removing, classes


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Insert])
def test_a_point_is_wanted_where_there_is_room(plane: PlaneView, key: Qt.Key) -> None:
    spy = QSignalSpy(plane.room_wanted)
    QTest.keyClick(plane, key)
    assert spy.count() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_the_chosen_point_is_removed_once(plane: PlaneView, key: Qt.Key) -> None:
    spy = QSignalSpy(plane.point_removed)
    assert not send(plane, key)
    plane.show_picture(chosen(5))
    assert send(plane, key)
    plane.show_picture(replace(PICTURE, points=POINTS[:5] + POINTS[6:], chosen=5))
    send(plane, key, again=True)  # held down: the next one stays
    assert told(spy) == [(5,)]


def test_a_point_that_is_removed_while_it_moves(plane: PlaneView) -> None:
    plane.show_picture(chosen(8))
    moves, removed = QSignalSpy(plane.point_moved), QSignalSpy(plane.point_removed)
    QTest.keyPress(plane, Qt.Key.Key_Up)
    QTest.keyClick(plane, Qt.Key.Key_Delete)
    assert [each[3] for each in told(moves)] == [True, False]
    plane.show_picture(replace(PICTURE, points=POINTS[:8]))
    QTest.keyRelease(plane, Qt.Key.Key_Up)
    assert (moves.count(), told(removed)) == (2, [(8,)])


def test_digits_give_classes(plane: PlaneView) -> None:
    plane.show_picture(chosen(4))
    spy = QSignalSpy(plane.class_wanted)
    for key in (Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2):
        assert send(plane, key)
    assert told(spy) == [(4, 0), (4, 2)]  # it has class 1
    assert not send(plane, Qt.Key.Key_3)  # no such class
    plane.show_picture(chosen(4, replace(PICTURE, class_names=("cat",) * 8)))
    assert send(plane, Qt.Key.Key_7)
    assert told(spy)[-1] == (4, 7)


def test_c_gives_the_next_class(plane: PlaneView) -> None:
    spy = QSignalSpy(plane.class_wanted)
    assert not send(plane, Qt.Key.Key_C)
    for index in (0, 3, 6):
        plane.show_picture(chosen(index))
        assert send(plane, Qt.Key.Key_C)
    assert told(spy) == [(0, 1), (3, 2), (6, 0)]


def test_a_single_class_has_no_next(plane: PlaneView) -> None:
    plane.show_picture(PlanePicture((PlanePoint(0, 0, 0),), chosen=0))
    spy = QSignalSpy(plane.class_wanted)
    assert send(plane, Qt.Key.Key_C)
    assert spy.count() == 0


# Looking


@pytest.mark.parametrize(
    ("key", "factor"),
    [
        (Qt.Key.Key_Plus, ZOOM_STEP),
        (Qt.Key.Key_Equal, ZOOM_STEP),
        (Qt.Key.Key_Minus, 1 / ZOOM_STEP),
    ],
)
@pytest.mark.parametrize("index", [None, 8])
def test_keys_zoom_around_the_chosen_point_or_the_middle(
    plane: PlaneView, key: Qt.Key, factor: float, index: int | None
) -> None:
    plane.window_wanted.connect(plane.show_window)
    plane.show_picture(chosen(index))
    around = (0.0, 0.0) if index is None else PLACES[index]
    before = at(plane, *around)
    QTest.keyClick(plane, key)
    assert plane.frame.y_range[1] - plane.frame.y_range[0] == pytest.approx(2 / factor)
    assert at(plane, *around) == before


def test_0_shows_all_where_no_point_is_chosen_and_with_ctrl_always(plane: PlaneView) -> None:
    spy, classes = QSignalSpy(plane.window_wanted), QSignalSpy(plane.class_wanted)
    assert send(plane, Qt.Key.Key_0)
    plane.show_picture(chosen(0))
    assert send(plane, Qt.Key.Key_0)  # it has class 0
    assert spy.count() == 1
    assert send(plane, Qt.Key.Key_0, CTRL)
    assert [spy.at(k)[0] for k in range(spy.count())] == [None, None]
    assert classes.count() == 0


def test_zooming_as_far_as_one_can_still_paints(plane: PlaneView) -> None:
    plane.window_wanted.connect(plane.show_window)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        for _ in range(150):
            QTest.keyClick(plane, key)
        low, high = plane.frame.x_range
        assert low < high
        assert not plane.grab().isNull()


# Keys of others


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Space, NONE), (Qt.Key.Key_BracketRight, NONE), (Qt.Key.Key_Tab, NONE),
        (Qt.Key.Key_C, CTRL), (Qt.Key.Key_A, CTRL), (Qt.Key.Key_1, CTRL), (Qt.Key.Key_N, CTRL),
        (Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier),
    ],
)  # fmt: skip
def test_keys_of_others_go_on_to_them(
    plane: PlaneView, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    plane.show_picture(chosen(0))
    spies = [
        QSignalSpy(each)
        for each in (plane.class_wanted, plane.point_added, plane.point_chosen, plane.point_moved)
    ]
    if key != Qt.Key.Key_Tab:
        assert not send(plane, key, modifiers)
    assert [spy.count() for spy in spies] == [0] * 4


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Left, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Delete, Qt.Key.Key_C, Qt.Key.Key_1],
)
def test_without_points_keys_do_nothing(plane: PlaneView, key: Qt.Key) -> None:
    plane.show_picture(PlanePicture())
    spies = [
        QSignalSpy(each)
        for each in (plane.class_wanted, plane.point_removed, plane.point_chosen, plane.point_moved)
    ]
    QTest.keyClick(plane, key)
    QTest.mouseClick(plane, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert [spy.count() for spy in spies] == [0] * 4
