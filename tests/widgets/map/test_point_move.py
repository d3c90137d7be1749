"""Where a point was asked to be while pictures lag behind."""

from __future__ import annotations

from lossviz.widgets.map.point_move import PointMove

A, B, C, D = (0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (0.3, 0.0)


def test_steps_add_up_before_any_answer() -> None:
    move = PointMove(A, 3)
    assert move.ask(B)
    assert move.ask(C)
    assert not move.ask(C)
    assert (move.index, move.start, move.asked) == (3, A, C)


def test_answers_that_come_late_are_told_apart() -> None:
    move = PointMove(A)
    for place in (B, C, D):
        move.ask(place)
    assert [move.answer(place) for place in (A, B, B, C, D)] == [False] * 4 + [True]
    assert move.answer(D)


def test_a_point_that_another_one_moved_is_an_answer() -> None:
    move = PointMove(A)
    move.ask(B)
    assert move.answer((9.0, 9.0))
    assert move.answer((9.0, 9.0))


def test_giving_up_asks_for_where_the_gesture_began() -> None:
    move = PointMove(A)
    move.ask(B)
    move.begin()
    move.ask(C)
    move.give_up()
    assert move.asked == B
    assert not move.answer(A)
    assert move.answer(B)


def test_a_point_at_rest_is_where_the_next_step_goes_on_from() -> None:
    move = PointMove(A)
    move.ask(B)
    assert move.answer(C)
    move.rest(C)
    assert (move.start, move.asked) == (C, C)
    assert not move.ask(C)
