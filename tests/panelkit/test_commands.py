"""The inbox of a job: what waits is obeyed in order, but for what a later command replaces."""

from __future__ import annotations

import queue

from lossviz.panelkit.commands import (
    Configure,
    Look,
    Run,
    Stop,
    TakeStep,
    newest_of_each,
    waiting,
)


def test_only_the_newest_of_a_drag_counts() -> None:
    moved = [Configure(x) for x in (1, 2, 3)]
    looks = [Look("here"), Look("there")]
    assert newest_of_each([*moved, *looks]) == [moved[2], looks[1]]
    assert newest_of_each([moved[0], looks[0], moved[1], looks[1]]) == [moved[1], looks[1]]
    assert newest_of_each([]) == []


def test_a_step_is_taken_with_the_settings_before_it() -> None:
    moved = [Configure(x) for x in (1, 2, 3)]
    mixed = [moved[0], TakeStep(), moved[1], moved[2], Stop(), Look("here")]
    assert newest_of_each(mixed) == [mixed[0], mixed[1], mixed[3], mixed[4], mixed[5]]
    steps = [TakeStep(), TakeStep(), Run()]
    assert newest_of_each(steps) == steps


def test_all_that_waits_is_taken_out() -> None:
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    for command in (Configure(1), Configure(2), Run()):
        inbox.put(command)
    assert waiting(inbox) == [Configure(2), Run()]
    assert waiting(inbox) == []
