"""Scores and labels from a table in a file.

    file = read("scores.csv")

A row an example: a score for each class, and the label of the true class. `score_columns` says
which column is what, `score_labels` what labels mean, and `tables` how the cells are parted and
written. `ScoreFile.notes` says in words what was used and what was left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from lossviz.data.errors import DataError, shortened
from lossviz.data.progress import LoadProgress
from lossviz.data.score_columns import LONGEST_NAME, columns_of, is_header, listed
from lossviz.data.score_doubts import FEWEST_COUNTED, doubts
from lossviz.data.score_labels import FROM_0, FROM_1, NAMES, LabelReader
from lossviz.data.score_measures import called_as_features
from lossviz.data.tables.files import finished, reading_file
from lossviz.data.tables.numbers import Noun, NumberReader
from lossviz.data.tables.places import Rows
from lossviz.data.tables.table import Head, Table, clean
from lossviz.data.tables.words import TOTALS, word_of
from lossviz.model.arrays import Floats, Labels

MOST_SCORES = 20_000_000
"""160 MB."""
MOST_BYTES = 1_000_000_000
ROUNDING = 0.01
"""By how much rows of rounded probabilities may miss 1."""


@dataclass(frozen=True, eq=False)
class ScoreFile:
    """What a file of scores holds.

    name: the file's name without its folder. classes (C,): from the header, or made up. scores
    (N, C) float64 and y (N,), both read-only. names (N,): the examples', or () where the file has
    none. notes: what is worth saying of how it was read, in words without a full stop.
    """

    name: str
    classes: tuple[str, ...]
    scores: Floats
    y: Labels
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def example_name(self, i: int) -> str:
        """What example i (from 0) is called."""
        return (self.names and self.names[i]) or f"row {i + 1:,}"


Reading = Generator[LoadProgress, None, ScoreFile]


def read(path: Path | str, *, turned: bool = False) -> ScoreFile:
    """The scores at `path`, in one go, for a notebook or a test. Raises DataError."""
    return finished(reading(path, turned=turned))


def reading(path: Path | str, *, turned: bool = False) -> Reading:
    """The same work in slices of a few milliseconds; turned: with rows and columns exchanged.

    Raises DataError with one sentence that names file, line and column, and what is wrong there;
    TurnableError if it makes sense with rows and columns exchanged.
    """
    return reading_file(path, MOST_BYTES, _reading_stream, turned=turned)


def _reading_stream(stream: BinaryIO, name: str, size: int, turned: bool) -> Reading:
    table = Table(stream, name, turned=turned)
    gathered: _Gathered | None = None
    for block in table:
        if gathered is not None:
            gathered.add(table.fitted(block))
        elif block.cells:
            head, rows = table.parted(block, is_header)
            gathered = _Gathered(head, table)
            gathered.add(rows)
        yield LoadProgress(stream.tell(), max(size, 1), f"Reading {name}")
    if gathered is None:
        raise DataError(f"{name} is empty.")
    gathered.check()
    return (yield from gathered.joining())


class _Gathered:
    """The rows read so far, in blocks, which are joined at the end."""

    def __init__(self, head: Head, table: Table) -> None:
        self.count = 0
        self._table = table
        self._file = table.places.file
        self._columns = columns_of(head)
        noun = Noun("score", "scores")
        self._numbers = NumberReader(self._columns.scores, table.places, noun)
        self._labels = LabelReader(self._columns, table.places)
        self._scores: deque[Floats] = deque()
        self._codes: deque[Labels] = deque()
        self._names: list[str] = []
        self._sums = {1.0: True, 100.0: True}
        """Whether all rows so far add up to it, without a score below 0."""
        self._is_counting = not head.header
        self._fractions = np.zeros(len(self._columns.scores), bool)
        """Whether a column has a number so far that is not whole."""

    def add(self, rows: Rows) -> None:
        """Read these rows, as soon as it is known what a comma is."""
        for ready in self._numbers.undoubted(rows) if rows.cells else ():
            self._add(ready)

    def _add(self, rows: Rows) -> None:
        scores = self._numbers.read(rows)
        self._scores.append(scores)
        self._codes.append(self._labels.read(rows))
        if self._columns.name is not None:
            self._names += [
                shortened(clean(row[self._columns.name]), LONGEST_NAME) for row in rows.cells
            ]
        self._judge(scores)
        self.count += len(rows.cells)
        if self.count * len(self._columns.classes) > MOST_SCORES:
            what = f"there are more than {MOST_SCORES:,} scores, which is the most"
            raise self._table.places.error(what, rows.places[-1])

    def _judge(self, scores: Floats) -> None:
        """Whether they are scores at all."""
        for whole in [each for each, is_sum in self._sums.items() if is_sum]:
            near = np.abs(scores.sum(axis=1) - whole) <= ROUNDING * whole + 1e-9
            self._sums[whole] = bool(near.all() and (scores >= 0).all())
        self._fractions |= (scores % 1 != 0).any(axis=0)
        if self._is_counting:
            expected = self.count + np.arange(len(scores))
            first = scores[:, 0]
            self._is_counting = np.array_equal(first - first[0] + self.count, expected) and (
                self.count > 0 or first[0] in (0, 1)
            )

    def check(self) -> None:
        """DataError for what makes no sense as a whole."""
        self._numbers.check_doubt()
        if not self.count:
            raise DataError(f"{self._file} holds a header and no rows.")
        if self._is_counting and self.count >= FEWEST_COUNTED:
            raise DataError(
                f"{self._file}: column 1 counts the rows, so it is no score: put a line of names "
                "above, such as index, cat, car, label."
            )

    def joining(self) -> Reading:
        """Put all rows into one array; each block is freed as it goes in."""
        classes, kind = self._labels.classes()
        scores = np.empty((self.count, len(self._columns.classes)))
        y = np.empty(self.count, np.int64)
        end = 0
        while self._scores:
            start, block = end, self._scores.popleft()
            end += len(block)
            scores[start:end] = block
            y[start:end] = classes[self._codes.popleft()]
            yield LoadProgress(end, self.count, f"Joining {self._file}")
        self._refuse_totals(scores)
        for array in (scores, y):
            array.setflags(write=False)
        names, notes = tuple(self._names), self._notes(kind, y)
        return ScoreFile(self._file, self._columns.classes, scores, y, names, notes)

    def _refuse_totals(self, scores: Floats) -> None:
        """DataError if the last row is the sum or the mean of the others, and is called so."""
        if self.count < FEWEST_COUNTED or not self._names or word_of(self._names[-1]) not in TOTALS:
            return
        sums = scores[:-1].sum(axis=0)
        if any(
            np.allclose(scores[-1], each, atol=0.01) for each in (sums, sums / (len(scores) - 1))
        ):
            name = shortened(self._names[-1])
            raise DataError(
                f"{self._file}: the last row, “{name}”, is of all rows above: leave it out."
            )

    def _notes(self, kind: str, y: Labels) -> tuple[str, ...]:
        """What is worth saying; nothing of names of classes in a column called label."""
        columns, notes = self._columns, self._table.notes()
        are = kind if len(columns.labels) > 1 else f"numbers {kind}"
        if kind != NAMES:
            notes.insert(0, f"labels in {columns.label_title}, {are}")
        elif columns.label_title.lower() != "“label”":
            notes.insert(0, f"labels in {columns.label_title}")
        if columns.left_out:
            notes.append(f"left out: {listed(columns.left_out)}")
        if self._numbers.decimals.words:
            notes.append(self._numbers.decimals.words)
        for whole, is_sum in self._sums.items():
            if is_sum:
                notes.append(f"rows add up to {whole:.0f}: these are probabilities, not scores")
        if columns.named and called_as_features(columns.classes):
            named = " and ".join(f"“{shortened(name)}”" for name in columns.classes[:2])
            notes.append(f"{named} are called as features are: are these scores?")
        if not any(self._sums.values()):
            counted = kind in (FROM_0, FROM_1)
            notes += doubts(columns, ~self._fractions, y, counted=counted)
        return tuple(notes)
