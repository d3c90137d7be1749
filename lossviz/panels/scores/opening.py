"""A CSV file of scores, opened in the worker: its rows, its totals, its worst examples. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.data.score_file import ScoreFile, reading
from lossviz.engine.jobs import Job, Pause
from lossviz.model.losses import Hinge
from lossviz.model.totals import Totals, totals_in_slices, worst
from lossviz.panels.scores.state import MOST_EXAMPLES


@dataclass(frozen=True, eq=False)
class FileTotals:
    """The losses of a whole file under a variant of the hinge loss, and its worst examples.

    worst: their numbers, the largest hinge loss first.
    """

    file: ScoreFile
    hinge: Hinge
    totals: Totals
    worst: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Opened:
    """A file that was read; chosen: numbers of the examples that go into the table."""

    file: ScoreFile
    chosen: tuple[int, ...]
    totals: FileTotals


def opening(path: str, hinge: Hinge, *, turned: bool = False) -> Job:
    """Read a file in slices; returns `Opened`, or raises DataError with a sentence.

    turned: with its rows and columns exchanged.
    """
    file = yield from reading(path, turned=turned)
    whole = yield from totalling(file, hinge)
    assert isinstance(whole, FileTotals)
    small = len(file.y) <= MOST_EXAMPLES
    return Opened(file, tuple(range(len(file.y))) if small else whole.worst, whole)


def totalling(file: ScoreFile, hinge: Hinge) -> Job:
    """Work out the totals of a file in slices; returns `FileTotals`."""
    work = totals_in_slices(file.scores, file.y, hinge)
    while True:
        try:
            next(work)
        except StopIteration as end:
            sums = end.value
            break
        yield Pause.GO_ON
    return FileTotals(file, hinge, sums, tuple(worst(sums.hinge, MOST_EXAMPLES).tolist()))
