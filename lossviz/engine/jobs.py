"""What a job is: a generator whose every `yield` is a place to pause, cancel or overtake it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Generator
from dataclasses import dataclass


class Pause(enum.Enum):
    """What a job yields when it has no value to show."""

    GO_ON = "call me again"
    WAITING = "nothing to do until the engine is woken"


@dataclass(frozen=True)
class Later:
    """What a job yields when it has nothing to do for so many seconds, unless it is woken.

    Training at 60 steps a second leaves the worker free in between.
    """

    seconds: float


Job = Generator[object, None, object]
"""Yields values to show, a `Pause` or `Later`; what it returns is the value of its `Finished`."""

StartJob = Callable[[], Job]
"""Makes the generator; called in the thread that will run it."""
