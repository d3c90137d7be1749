"""The mailbox between the worker thread and the GUI thread.

Values wait here, the newest per kind; endings wait in a queue that drops nothing. The GUI thread
drains both once a frame, so no signal crosses threads and a fast worker can't flood the GUI:
3,000 queued signals with a slot of 2 ms stall it for 6 s, a mailbox for at most 17 ms.
"""

from __future__ import annotations

import threading
import traceback
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """Something the worker has to say about the job or request `kind`.

    generation: which start of that kind it belongs to; the receiver drops those of older ones.
    """

    kind: str
    generation: int


@dataclass(frozen=True)
class Value(Result):
    """How things stand; a later value of the same kind takes its place."""

    value: object


@dataclass(frozen=True)
class Finished(Result):
    """The job ended by itself, with the value it returned."""

    value: object


@dataclass(frozen=True)
class Cancelled(Result):
    """The job ended because it was asked to."""


@dataclass(frozen=True)
class Failed(Result):
    """The job ended by an exception, which is a message to the person and not a crash."""

    exception: BaseException
    traceback: str


def failure(kind: str, generation: int, error: BaseException) -> Failed:
    """The ending of a job that raised; called while the exception is handled."""
    return Failed(kind, generation, error, traceback.format_exc())


class Mailbox:
    """Results from any thread to the one that drains."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[str, Value] = {}
        self._endings: deque[Result] = deque()

    def put(self, value: Value) -> None:
        """Leave a value; one of the same kind that still waits is replaced."""
        with self._lock:
            self._values[value.kind] = value

    def end(self, ending: Result) -> None:
        """Leave an ending; it waits until it is drained."""
        with self._lock:
            self._endings.append(ending)

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        with self._lock:
            return not (self._values or self._endings)

    def drain(self) -> list[Result]:
        """Take all that waits: values first, so that an ending is the last word of its kind."""
        with self._lock:
            results: list[Result] = [*self._values.values(), *self._endings]
            self._values.clear()
            self._endings.clear()
        return results
