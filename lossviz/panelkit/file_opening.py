"""A file that a person opens in a panel: read in the worker, followed in the status bar. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lossviz.data.errors import DataError
from lossviz.data.progress import LoadProgress
from lossviz.engine.engine import Engine
from lossviz.engine.jobs import Job
from lossviz.engine.mailbox import Failed, Finished, Result, Value

TABLES = (".csv", ".tsv")


@dataclass(frozen=True)
class Unreadable:
    """The file can't be used; `sentence` says what is wrong and where."""

    sentence: str


def or_unreadable(work: Job) -> Job:
    """The same work; a file that can't be used is its result, as it is the person's to mend."""
    try:
        return (yield from work)
    except DataError as error:
        return Unreadable(str(error))


def is_table(path: str) -> bool:
    """Whether a file that was dropped onto the window may hold a table of numbers."""
    return Path(path).suffix.lower() in TABLES


class FileOpening:
    """The one file that a panel is reading, a later one in the place of an earlier.

    kind: of its job, to the engine. changed: called when `words` say something else. refuse: called
    with a sentence when the file is of no use.
    """

    def __init__(
        self,
        engine: Engine,
        kind: str,
        changed: Callable[[], object],
        refuse: Callable[[str], object],
    ) -> None:
        self._engine = engine
        self._kind = kind
        self._changed = changed
        self._refuse = refuse
        self.words = ""
        """What is being read and how far; "" while nothing is."""

    def start(self, read: Callable[[], Job]) -> None:
        """Let the worker read."""
        self._engine.start(self._kind, lambda: or_unreadable(read()))

    def take(self, result: Result) -> bool:
        """Take what is said of the reading; False for what it has read, which is the panel's."""
        if result.kind != self._kind:
            return False
        match result:
            case Value(value=LoadProgress() as progress):
                self._say(f"{progress.what}: {100 * progress.done // progress.total} %")
            case Finished(value=Unreadable(sentence=sentence)):
                self._say("")
                self._refuse(sentence)
            case Finished():
                self._say("")
                return False
            case Failed():
                self._say("")
        return True

    def _say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self._changed()
