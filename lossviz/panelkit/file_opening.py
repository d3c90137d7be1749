"""A file that a person opens in a panel: read in the worker, followed in the status bar. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lossviz.data.errors import DataError
from lossviz.data.progress import LoadProgress
from lossviz.data.tables.files import TurnableError
from lossviz.engine.engine import Engine
from lossviz.engine.jobs import Job
from lossviz.engine.mailbox import Failed, Finished, Result, Value

TURN = "Exchange rows and columns"

Ways = tuple[tuple[str, Callable[[], None]], ...]


@dataclass(frozen=True)
class Unreadable:
    """The file can't be used; `sentence` says what is wrong and where.

    can_be_turned: it can with rows and columns exchanged.
    """

    sentence: str
    can_be_turned: bool = False


def or_unreadable(work: Job) -> Job:
    """The same work; a file that can't be used is its result, as it is the person's to mend."""
    try:
        return (yield from work)
    except DataError as error:
        return Unreadable(str(error), isinstance(error, TurnableError))


def told_of(what: str, notes: Sequence[str]) -> str:
    """A line on a file that was opened: what it holds, and how it was read."""
    line = "; ".join([what, *notes])
    return line if not notes or line.endswith("?") else f"{line}."


class FileOpening:
    """The one file that a panel is reading, a later one in the place of an earlier.

    kind: of its job, to the engine. changed: called when `words` say something else. refuse: called
    with a sentence when the file is of no use. note: called with a sentence and ways out, as
    `Panel.noted` has them; with "" when a file is asked for.
    """

    def __init__(
        self,
        engine: Engine,
        kind: str,
        changed: Callable[[], object],
        refuse: Callable[[str], object],
        note: Callable[[str, Ways], object],
    ) -> None:
        self._engine = engine
        self._kind = kind
        self._changed = changed
        self._refuse = refuse
        self._note = note
        self._turned: Callable[[], Job] | None = None
        self.words = ""
        """What is being read and how far; "" while nothing is."""

    def start(self, read: Callable[[], Job], turned: Callable[[], Job] | None = None) -> None:
        """Let the worker read; turned: the same with rows and columns exchanged, to be offered."""
        self._note("", ())
        self._turned = turned
        self._engine.start(self._kind, lambda: or_unreadable(read()))

    def take(self, result: Result) -> bool:
        """Take what is said of the reading; False for what it has read, which is the panel's."""
        if result.kind != self._kind:
            return False
        match result:
            case Value(value=LoadProgress() as progress):
                self._say(f"{progress.what}: {100 * progress.done // progress.total} %")
            case Finished(value=Unreadable(sentence, can_be_turned)):
                self._say("")
                turned = self._turned
                if can_be_turned and turned is not None:
                    self._note(sentence, ((TURN, lambda: self.start(turned)),))
                else:
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
