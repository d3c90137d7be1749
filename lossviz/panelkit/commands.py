"""What every panel with a running job asks of it; each panel's own commands are in its folder.

Commands wait in the inbox of the job, which obeys them in order, between two pieces of work.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import Generic, TypeVar

from lossviz.panelkit.moment import ViewT

SettingsT = TypeVar("SettingsT")


class Replaceable:
    """A command of which only the newest counts, such as the settings while one is dragged."""


@dataclass(frozen=True)
class Configure(Replaceable, Generic[SettingsT]):
    """Settings that act from the next step on; some begin another run, which each panel says."""

    settings: SettingsT


@dataclass(frozen=True)
class Look(Replaceable, Generic[ViewT]):
    """Look at other things."""

    view: ViewT


@dataclass(frozen=True)
class Run:
    """Take steps until told to stop."""


@dataclass(frozen=True)
class Stop:
    """Take no more steps."""


@dataclass(frozen=True)
class TakeStep:
    """A single step."""


@dataclass(frozen=True)
class StepBack:
    """One step back."""


@dataclass(frozen=True)
class Rewind:
    """Back to the same start."""


@dataclass(frozen=True)
class Reach:
    """Back to the start, then so many steps, as fast as they come: where a moment was."""

    steps: int


Motion = Run | Stop | TakeStep | StepBack | Rewind | Reach
"""What takes steps, or takes them back."""

AnyCommand = TypeVar("AnyCommand")


def waiting(inbox: queue.SimpleQueue[AnyCommand]) -> list[AnyCommand]:
    """Take out all that waits, without what a later command replaces."""
    commands: list[AnyCommand] = []
    while True:
        try:
            commands.append(inbox.get_nowait())
        except queue.Empty:
            return newest_of_each(commands)


def newest_of_each(commands: list[AnyCommand]) -> list[AnyCommand]:
    """The commands without those that a later one of their type replaces.

    A step between two settings is taken with the first of them.
    """
    kept: list[AnyCommand] = []
    seen: set[type] = set()
    for command in reversed(commands):
        if isinstance(command, Replaceable):
            if type(command) in seen:
                continue
            seen.add(type(command))
        else:
            seen.clear()
        kept.append(command)
    return kept[::-1]
