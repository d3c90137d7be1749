"""Scores and labels from a CSV file.

    file = read("scores.csv")

A row an example: a score for each class, and the label of the true class. `score_columns` says
which column is what. Labels are names of the header's classes, or whole numbers, 0 to C − 1; where
all of them could be either, they are names. Decimals have a point, or, where a semicolon or a tab
parts the cells, a comma.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

import numpy as np

from lossviz.data.errors import DataError, unreadable
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular
from lossviz.data.score_cells import CellReader, rows_of
from lossviz.data.score_columns import Columns, columns_of, delimiter_of, is_blank
from lossviz.data.score_lines import Lines, line_blocks
from lossviz.model.arrays import Floats, Labels

MOST_SCORES = 20_000_000
"""160 MB."""
MOST_BYTES = 1_000_000_000
LINES_TO_JUDGE = 20
"""Lines from which the delimiter is found out."""


@dataclass(frozen=True, eq=False)
class ScoreFile:
    """What a CSV file of scores holds.

    name: the file's name without its folder. classes (C,): from the header, or made up. scores
    (N, C) float64 and y (N,), both read-only. names (N,): the examples', or () where the file has
    none.
    """

    name: str
    classes: tuple[str, ...]
    scores: Floats
    y: Labels
    names: tuple[str, ...] = ()

    def example_name(self, i: int) -> str:
        """What example i (from 0) is called."""
        return (self.names and self.names[i]) or f"row {i + 1:,}"


Reading = Generator[LoadProgress, None, ScoreFile]


def read(path: Path | str) -> ScoreFile:
    """The scores at `path`, in one go, for a notebook or a test. Raises DataError."""
    job = reading(path)
    while True:
        try:
            next(job)
        except StopIteration as end:
            file: ScoreFile = end.value
            return file


def reading(path: Path | str) -> Reading:
    """The same work in slices of a few milliseconds.

    Raises DataError with one sentence that names file, line and column, and what is wrong there.
    """
    path = Path(os.path.expanduser(path))
    try:
        size = _size(path)
        with open_regular(path) as stream:
            return (yield from _reading_stream(stream, path.name, size))
    except OSError as error:
        raise unreadable(Path(error.filename or path), error) from error


def _size(path: Path) -> int:
    try:
        status = path.stat()
    except ValueError:  # A null byte, for example.
        raise DataError(f"{str(path)!r} cannot be a path. Check the path.") from None
    if S_ISDIR(status.st_mode):
        raise DataError(f"{path} is a folder, not a CSV file.")
    if not S_ISREG(status.st_mode):
        raise DataError(f"{path} is not a file.")
    if status.st_size > MOST_BYTES:
        raise DataError(f"{path.name} has {status.st_size:,} bytes; {MOST_BYTES:,} is the most.")
    return status.st_size


def _reading_stream(stream: BinaryIO, name: str, size: int) -> Reading:
    gathered: _Gathered | None = None
    for block in line_blocks(stream, name):
        filled = _filled(block) if gathered is None else block
        if filled.lines and gathered is None:
            columns, filled = _judged(filled, name)
            gathered = _Gathered(columns, name)
        if gathered is not None:
            gathered.add(filled)
        yield LoadProgress(stream.tell(), max(size, 1), f"Reading {name}")
    if gathered is None:
        raise DataError(f"{name} is empty.")
    if not gathered.count:
        raise DataError(f"{name} holds a header and no rows.")
    return (yield from gathered.joining())


def _filled(block: Lines) -> Lines:
    """The block from its first line on that is not blank."""
    number, lines = block
    blank = next((i for i, line in enumerate(lines) if not is_blank(line)), len(lines))
    return Lines(number + blank, lines[blank:])


def _judged(block: Lines, name: str) -> tuple[Columns, Lines]:
    """What the columns are, from the file's first lines, and the lines below the header."""
    number, lines = block
    filled = (line for line in lines if not is_blank(line))
    delimiter = delimiter_of(list(islice(filled, LINES_TO_JUDGE)))
    first = rows_of(Lines(number, lines[:1]), delimiter, name).cells
    columns = columns_of(first[0], delimiter, f"{name}, line {number:,}")
    below = 1 if columns.header else 0
    return columns, Lines(number + below, lines[below:])


class _Gathered:
    """The rows read so far, in blocks, which are joined at the end."""

    def __init__(self, columns: Columns, name: str) -> None:
        self.count = 0
        self._name = name
        self._columns = columns
        self._reader = CellReader(columns, name)
        self._scores: deque[Floats] = deque()
        self._labels: deque[Labels] = deque()
        self._names: list[str] = []

    def add(self, lines: Lines) -> None:
        """Read the rows in these lines."""
        rows = rows_of(lines, self._columns.delimiter, self._name)
        if not rows.cells:
            return
        self._reader.check_widths(rows)
        self._scores.append(self._reader.scores(rows))
        self._labels.append(self._reader.labels(rows))
        self._names += self._reader.names(rows)
        self.count += len(rows.cells)
        if self.count * len(self._columns.classes) > MOST_SCORES:
            raise DataError(
                f"{self._name}, line {rows.places[-1]:,}: there are more than {MOST_SCORES:,} "
                "scores, which is the most."
            )

    def joining(self) -> Reading:
        """Put all rows into one array; each block is freed as it goes in."""
        scores = np.empty((self.count, len(self._columns.classes)))
        y = np.empty(self.count, np.int64)
        meaning = 0 if self._reader.labels_are_names else 1
        end = 0
        while self._scores:
            start, block = end, self._scores.popleft()
            end += len(block)
            scores[start:end] = block
            y[start:end] = self._labels.popleft()[:, meaning]
            yield LoadProgress(end, self.count, f"Joining {self._name}")
        for array in (scores, y):
            array.setflags(write=False)
        return ScoreFile(self._name, self._columns.classes, scores, y, tuple(self._names))
