"""Points on the plane under the mouse: taken, dragged, added, let go, and given up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.widgets.map.window import Window
from lossviz.widgets.plane.plane_picture import PlanePicture, PlanePoint
from lossviz.widgets.plane.plane_view import PlaneView
from tests.widgets.plane.on_the_plane import (
    PICTURE,
    PLACES,
    POINTS,
    at,
    chosen,
    cloud_of,
    moved,
    told,
)

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
EMPTY = (0.0, -0.8)  # a place without points


def drag(plane: PlaneView, start: QPoint, *steps: QPoint, release: bool = True) -> None:
    QTest.mousePress(plane, LEFT, pos=start)
    for step in steps:
        QTest.mouseMove(plane, start + step)
    if release:
        QTest.mouseRelease(plane, LEFT, pos=start + steps[-1])


def test_the_plane_is_a_square(plane: PlaneView) -> None:
    for size in ((448, 434), (800, 434), (448, 900)):
        plane.resize(*size)
        frame = plane.frame
        assert (frame.rect.width(), frame.rect.height()) == (400, 400)
        assert (frame.x_range, frame.y_range) == ((-1, 1), (-1, 1))


# Dragging


@pytest.mark.parametrize("index", range(len(PLACES)))
def test_each_point_can_be_dragged(plane: PlaneView, index: int) -> None:
    moves, choices = QSignalSpy(plane.point_moved), QSignalSpy(plane.point_chosen)
    drag(plane, at(plane, *PLACES[index]), QPoint(10, 0), QPoint(20, -40))
    (x0, x1), found = PLACES[index], told(moves)
    assert told(choices) == [(index,)]
    assert [(each[0], each[3]) for each in found] == [(index, True), (index, True), (index, False)]
    assert found[1][1:3] == pytest.approx((x0 + 0.1, x1 + 0.2))
    assert found[2][1:3] == found[1][1:3]
    QTest.mouseMove(plane, at(plane, 0, 0))
    assert moves.count() == 3  # it was let go


@pytest.mark.parametrize("beside", [(0, 0), (9, -9), (-13, 0)])
def test_a_press_near_a_point_grips_it_without_a_jump(
    plane: PlaneView, beside: tuple[int, int]
) -> None:
    spy, press = QSignalSpy(plane.point_moved), at(plane, 0.7, -0.4) + QPoint(*beside)
    QTest.mousePress(plane, LEFT, pos=press)
    assert spy.count() == 0
    QTest.mouseMove(plane, press + QPoint(20, 0))
    assert told(spy)[0] == (6, pytest.approx(0.8), pytest.approx(-0.4), True)
    QTest.mouseRelease(plane, LEFT, pos=press + QPoint(20, 0))
    assert spy.count() == 2


def test_a_click_chooses_and_moves_nothing(plane: PlaneView) -> None:
    moves, choices = QSignalSpy(plane.point_moved), QSignalSpy(plane.point_chosen)
    QTest.mouseClick(plane, LEFT, pos=at(plane, -0.7, 0.2))
    QTest.mouseClick(plane, LEFT, pos=at(plane, -0.7, 0.2))
    assert told(choices) == [(5,)]  # once: it is chosen already
    assert moves.count() == 0


def test_of_points_that_overlap_the_topmost_is_taken(plane: PlaneView) -> None:
    pile = tuple(PlanePoint(0.01 * k, 0.0, 0) for k in range(3))
    spy = QSignalSpy(plane.point_chosen)
    for picture, wanted in (
        (PlanePicture(pile), 2),
        (PlanePicture(cloud=cloud_of(pile)), 2),
        (PlanePicture(pile, chosen=1), None),  # it lies on top, and is chosen already
    ):
        plane.show_picture(picture)
        before = spy.count()
        QTest.mouseClick(plane, LEFT, pos=at(plane, 0.01, 0))
        assert [spy.at(k)[0] for k in range(before, spy.count())] == [wanted] * (wanted is not None)


def test_a_cloud_is_taken_as_points_are(plane: PlaneView) -> None:
    rich = tuple(
        replace(each, size=0.7 + 0.2 * k, test=k % 2 == 1) for k, each in enumerate(POINTS)
    )
    beside = [QPoint(x, y) for x in (-20, -8, 0, 13) for y in (-13, 0, 9)]
    places = [at(plane, *place) + off for place in PLACES for off in beside]
    found = []
    for picture in (PlanePicture(rich), PlanePicture(cloud=cloud_of(rich))):
        spy = QSignalSpy(plane.point_chosen)
        for place in places:
            plane.show_picture(picture)
            QTest.mouseClick(plane, LEFT, pos=place)
        found.append(told(spy))
    assert found[0] == found[1]
    assert {each[0] for each in found[0]} == set(range(9))
    assert len(found[0]) < len(places)  # some were beside all points


def test_points_to_test_with_can_be_dragged_too(plane: PlaneView) -> None:
    plane.show_picture(PlanePicture((PlanePoint(0, 0, 0, test=True),)))
    spy = QSignalSpy(plane.point_moved)
    drag(plane, at(plane, 0, 0), QPoint(20, 0))
    assert told(spy)[-1] == (0, pytest.approx(0.1), 0.0, False)


def test_places_are_rounded_to_what_a_fine_key_moves(plane: PlaneView) -> None:
    plane.resize(611, 507)  # now a pixel is no round number
    plane.show_window(Window(0.0123456789, 0, 1.0))
    spy = QSignalSpy(plane.point_moved)
    drag(plane, at(plane, 0.5, 0.4), QPoint(31, 17))
    for each in told(spy)[0][1:3]:
        assert isinstance(each, float)
        assert round(each, 3) == each


def test_a_point_is_kept_at_the_pointer_beyond_the_frame(plane: PlaneView) -> None:
    spy, frame = QSignalSpy(plane.point_moved), plane.frame
    start = at(plane, -0.7, 0.2)
    QTest.mousePress(plane, LEFT, pos=start)
    QTest.mouseMove(plane, QPoint(10, start.y()))
    x0 = told(spy)[-1][1]
    assert isinstance(x0, float)
    assert x0 < frame.x_range[0]
    assert frame.x(x0) == pytest.approx(10, abs=1)
    QTest.mouseMove(plane, QPoint(-5000, 9000))  # but no further than it can be seen
    x0, x1 = told(spy)[-1][1:3]
    assert isinstance(x0, float)
    assert isinstance(x1, float)
    assert (frame.x(x0), frame.y(x1)) == pytest.approx((0, plane.height()), abs=1)
    QTest.mouseRelease(plane, LEFT, pos=QPoint(-5000, 9000))


def test_while_it_is_dragged_a_point_is_seen_beyond_the_frame(plane: PlaneView) -> None:
    plane.point_moved.connect(lambda index, x0, x1, _: plane.show_picture(moved(index, x0, x1)))
    ring, start = plane.color("focus.ring"), at(plane, -0.7, 0.2)

    def ring_left_of_frame() -> bool:
        image = plane.grab().toImage()
        rows = range(start.y() - 25, start.y() + 25)
        return any(image.pixelColor(x, y) == ring for x in range(30) for y in rows)

    drag(plane, start, QPoint(18 - start.x(), 0), release=False)
    assert ring_left_of_frame()
    QTest.mouseRelease(plane, LEFT, pos=QPoint(18, start.y()))
    assert not ring_left_of_frame()


def test_a_window_that_grows_during_a_drag_keeps_the_point_at_the_pointer(
    plane: PlaneView,
) -> None:
    spy = QSignalSpy(plane.point_moved)
    plane.point_moved.connect(lambda index, x0, x1, _: plane.show_picture(moved(index, x0, x1)))
    drag(plane, at(plane, -0.7, 0.2), QPoint(20, 0), release=False)
    plane.show_window(Window(0, 0, 2.0))
    QTest.mouseMove(plane, QPoint(100, 300))
    x0, x1 = told(spy)[-1][1:3]
    assert isinstance(x0, float)
    assert isinstance(x1, float)
    assert (plane.frame.x(x0), plane.frame.y(x1)) == pytest.approx((100, 300), abs=1)
    QTest.mouseRelease(plane, LEFT, pos=QPoint(100, 300))


def test_pictures_that_come_late_do_not_pull_the_point_back(plane: PlaneView) -> None:
    spy, start = QSignalSpy(plane.point_moved), at(plane, 0.5, -0.6)
    QTest.mousePress(plane, LEFT, pos=start)
    for pixels in (10, 20, 30):
        QTest.mouseMove(plane, start + QPoint(pixels, 0))
        plane.show_picture(chosen(0))  # from before the press
    QTest.mouseRelease(plane, LEFT, pos=start + QPoint(30, 0))
    assert [each[0] for each in told(spy)] == [7] * 4
    assert [each[1] for each in told(spy)] == pytest.approx([0.55, 0.6, 0.65, 0.65])


def test_a_point_that_is_gone_is_dragged_no_more(plane: PlaneView) -> None:
    spy, start = QSignalSpy(plane.point_moved), at(plane, -0.4, -0.5)
    drag(plane, start, QPoint(10, 0), release=False)
    plane.show_picture(replace(PICTURE, points=POINTS[:3]))
    QTest.mouseMove(plane, start + QPoint(50, 0))
    QTest.mouseRelease(plane, LEFT, pos=start + QPoint(50, 0))
    assert spy.count() == 1
    plane.show_picture(PICTURE)
    drag(plane, start, release=False)
    plane.show_picture(PlanePicture())  # before the first move
    QTest.mouseMove(plane, start + QPoint(50, 0))
    assert spy.count() == 1


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.BackButton])
def test_other_buttons_take_nothing(plane: PlaneView, button: Qt.MouseButton) -> None:
    spies = [QSignalSpy(each) for each in (plane.point_chosen, plane.point_added)]
    QTest.mouseClick(plane, button, pos=at(plane, 0.5, 0.4))
    QTest.mouseDClick(plane, button, pos=at(plane, *EMPTY))
    assert [spy.count() for spy in spies] == [0, 0]


def test_escape_gives_up_a_drag_and_then_lets_go(plane: PlaneView) -> None:
    moves, choices = QSignalSpy(plane.point_moved), QSignalSpy(plane.point_chosen)
    start = at(plane, 0.7, -0.4)
    drag(plane, start, QPoint(10, 0), QPoint(30, 5), release=False)
    QTest.keyClick(plane, Qt.Key.Key_Escape)
    assert told(moves)[-1] == (6, 0.7, -0.4, False)
    count = moves.count()
    QTest.mouseMove(plane, start + QPoint(60, 0))
    QTest.mouseRelease(plane, LEFT, pos=start + QPoint(60, 0))
    assert moves.count() == count
    assert told(choices) == [(6,)]
    QTest.keyClick(plane, Qt.Key.Key_Escape)
    assert told(choices) == [(6,), (None,)]


def test_a_second_drag_is_given_up_to_where_it_began(plane: PlaneView) -> None:
    spy, start = QSignalSpy(plane.point_moved), at(plane, 0.7, -0.4)
    drag(plane, start, QPoint(20, 0))  # no picture answers it
    drag(plane, start + QPoint(20, 0), QPoint(20, 0), release=False)
    QTest.keyClick(plane, Qt.Key.Key_Escape)
    assert told(spy)[-1] == (6, pytest.approx(0.8), pytest.approx(-0.4), False)
    QTest.mouseRelease(plane, LEFT, pos=start)


# Adding and letting go


def test_shift_and_a_press_add_a_point(plane: PlaneView) -> None:
    added, choices = QSignalSpy(plane.point_added), QSignalSpy(plane.point_chosen)
    QTest.mouseClick(plane, LEFT, SHIFT, at(plane, *EMPTY))
    QTest.mouseClick(plane, LEFT, SHIFT, at(plane, 0.5, 0.4))  # on a point too
    assert told(added) == [pytest.approx(EMPTY), pytest.approx((0.5, 0.4))]
    assert choices.count() == 0


def test_a_double_click_on_the_empty_plane_adds_a_point(plane: PlaneView) -> None:
    added = QSignalSpy(plane.point_added)
    QTest.mouseDClick(plane, LEFT, pos=at(plane, *EMPTY))
    assert told(added) == [pytest.approx(EMPTY)]
    QTest.mouseDClick(plane, LEFT, pos=at(plane, 0.5, 0.4))
    assert added.count() == 1


def test_nothing_is_added_beside_the_plane(plane: PlaneView) -> None:
    added = QSignalSpy(plane.point_added)
    for place in (QPoint(20, 200), QPoint(38, 200), QPoint(200, 425)):
        QTest.mouseClick(plane, LEFT, SHIFT, place)
        QTest.mouseDClick(plane, LEFT, pos=place)
    assert added.count() == 0


def test_a_press_on_the_empty_plane_lets_go(plane: PlaneView) -> None:
    choices = QSignalSpy(plane.point_chosen)
    QTest.mouseClick(plane, LEFT, pos=at(plane, *EMPTY))
    assert choices.count() == 0
    plane.show_picture(chosen(4))
    QTest.mouseClick(plane, LEFT, pos=QPoint(20, 200))  # not on the plane
    assert choices.count() == 0
    QTest.mouseClick(plane, LEFT, pos=at(plane, *EMPTY))
    assert told(choices) == [(None,)]


def test_a_point_at_the_edge_is_taken_from_just_outside(plane: PlaneView) -> None:
    plane.show_picture(PlanePicture((PlanePoint(-1, 0, 0), PlanePoint(-1.3, 0, 0))))
    choices = QSignalSpy(plane.point_chosen)
    QTest.mouseClick(plane, LEFT, pos=at(plane, -1, 0) - QPoint(6, 0))
    assert told(choices) == [(0,)]
    QTest.mouseClick(plane, LEFT, pos=at(plane, -1.18, 0))
    assert choices.count() == 1
