"""The inbox of a job: what waits is obeyed in order, but for what a later command replaces."""

from __future__ import annotations

import queue
from dataclasses import dataclass

import pytest

from lossviz.panelkit.commands import Replaceable, Run, Stop, TakeStep, newest_of_each, waiting
from lossviz.panels.landscape import commands as of_landscape
from lossviz.panels.playground import commands as of_playground
from lossviz.panels.training import commands as of_training


@dataclass(frozen=True)
class Configure(Replaceable):
    x: int


@dataclass(frozen=True)
class Look(Replaceable):
    at: str


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


@pytest.mark.parametrize("commands", [of_landscape, of_playground, of_training])
def test_settings_and_looks_of_each_panel_are_replaced(commands) -> None:
    assert issubclass(commands.Configure, Replaceable)
    assert issubclass(commands.Look, Replaceable)
