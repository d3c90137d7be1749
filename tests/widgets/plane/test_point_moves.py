"""Where a point was asked to be while pictures lag behind."""

from __future__ import annotations

from lossviz.widgets.plane.point_moves import PointMove

A, B, C, D = (0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (0.3, 0.0)


def test_steps_add_up_before_any_answer() -> None:
    move = PointMove(3, A)
    assert move.ask(B)
    assert move.ask(C)
    assert not move.ask(C)
    assert (move.index, move.start, move.asked) == (3, A, C)


def test_answers_that_come_late_are_told_apart() -> None:
    move = PointMove(0, A)
    for place in (B, C, D):
        move.ask(place)
    assert [move.answer(place) for place in (A, B, B, C, D)] == [False] * 4 + [True]
    assert move.answer(D)


def test_a_point_that_another_one_moved_is_an_answer() -> None:
    move = PointMove(0, A)
    move.ask(B)
    assert move.answer((9.0, 9.0))
    assert move.answer((9.0, 9.0))


def test_giving_up_asks_for_where_the_gesture_began() -> None:
    move = PointMove(0, A)
    move.ask(B)
    move.begin()
    move.ask(C)
    move.give_up()
    assert move.asked == B
    assert not move.answer(A)
    assert move.answer(B)
