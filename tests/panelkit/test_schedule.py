"""Whose turn it is in which frame."""

from __future__ import annotations

from lossviz.panelkit.schedule import Schedule


def test_turns_come_round_and_say_where_they_begin():
    schedule = Schedule((("map", "walk"), (), ("check",)))
    frames = [schedule.at(tick) for tick in range(5)]
    assert frames == [
        ("map", True), ("walk", False), ("", True), ("check", True), ("map", True),
    ]  # fmt: skip
    assert schedule.parts == ("map", "walk", "check")


def test_a_part_may_come_more_often_than_others():
    schedule = Schedule((("fast",), ("slow",), ("fast",), ()))
    assert [schedule.at(tick)[0] for tick in range(4)] == ["fast", "slow", "fast", ""]
    assert schedule.parts == ("fast", "slow")
