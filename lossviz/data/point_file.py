"""Points in the plane from a CSV file, and back into one.

    file = read("points.csv")

A row a point: x0, x1 and its class. A header may give another order; the class is in the column
"class", "label" or the like (`LABEL_WORDS`), else in the last one. Classes are whole numbers, 0 to
7, or names, which are numbered as they appear; numbers may be named in a fourth column, "class
name". A column "test", "held out" or "held_out" tells which points are not learned from: 1, yes or
true. Decimals have a point, or, where a semicolon or a tab parts the cells, a comma.
"""

from __future__ import annotations

import io
import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError, unreadable
from lossviz.data.point_cells import (
    NAME_COLUMN,
    TEST_COLUMN,
    PointBlock,
    PointColumns,
    PointReader,
    columns_of,
    quoted,
)
from lossviz.data.points import FEWEST_CLASSES, MOST_POINTS, Points, as_points, default_names
from lossviz.data.progress import LoadProgress
from lossviz.data.regular_files import open_regular
from lossviz.data.score_cells import rows_of
from lossviz.data.score_columns import clean_name, delimiter_of, is_blank
from lossviz.data.score_file import LINES_TO_JUDGE
from lossviz.data.score_lines import Lines, line_blocks

MOST_BYTES = 10_000_000


@dataclass(frozen=True, eq=False)
class PointFile:
    """What a CSV file of points holds.

    points: two classes or more of them have points. class_names (C,): from the file, or made up;
    C is at least the highest class + 1. name: the file's name without its folder. test (N,): which
    points are held out to test on, not all of them; read-only; None where the file does not say.
    """

    points: Points
    class_names: tuple[str, ...]
    name: str
    test: NDArray[np.bool_] | None = None


Reading = Generator[LoadProgress, None, PointFile]


def read(path: Path | str) -> PointFile:
    """The points at `path`, in one go. Raises DataError."""
    return _finished(reading(path))


def read_text(text: str, name: str) -> PointFile:
    """The points in a text, such as a clipboard's; `name` is what to call it. Raises DataError."""
    content = text.encode(errors="surrogatepass")
    return _finished(_reading_stream(io.BytesIO(content), name, len(content)))


def reading(path: Path | str) -> Reading:
    """The same as `read`, in slices of a few milliseconds.

    Raises DataError with one sentence that names file, line and column, and what is wrong there.
    """
    path = Path(os.path.expanduser(path))
    try:
        size = _size(path)
        with open_regular(path) as stream:
            return (yield from _reading_stream(stream, path.name, size))
    except OSError as error:
        raise unreadable(path, error) from error


def points_csv(
    points: Points, class_names: Sequence[str], test: NDArray[np.bool_] | None = None
) -> str:
    """The points as CSV that `read_text` reads back exactly, if two classes have points.

    Lines end with a line feed, decimals have a point. Classes are numbers; where they are called
    anything but "class 0", "class 1", ..., their names come after them. The name of a class
    without points is lost. Where some are held out, test (N,), a last column says which. Raises
    ValueError if a class has no name, or test is not of these points.
    """
    names = [clean_name(name) for name in class_names]
    if not all(names) or len(names) <= points.y.max(initial=-1):
        raise ValueError("each class needs a name")
    named = tuple(names) != default_names(len(names))
    held = np.zeros(len(points.y), dtype=bool) if test is None else test
    if held.shape != points.y.shape:
        raise ValueError(f"test must be {points.y.shape}, as the points are, not {held.shape}")
    header = ["x0", "x1", "class", *[NAME_COLUMN] * named, *[TEST_COLUMN] * bool(held.any())]
    lines = [",".join(header)]
    for (x0, x1), k, is_test in zip(points.X.tolist(), points.y.tolist(), held, strict=True):
        quoted = ',"{}"'.format(names[k].replace('"', '""')) if named else ""
        last = f",{int(is_test)}" if TEST_COLUMN in header else ""
        lines.append(f"{x0!r},{x1!r},{k}{quoted}{last}")
    return "\n".join(lines) + "\n"


def _finished(job: Reading) -> PointFile:
    while True:
        try:
            next(job)
        except StopIteration as end:
            file: PointFile = end.value
            return file


def _size(path: Path) -> int:
    try:
        status = path.stat()
    except ValueError:  # A null byte, for example.
        raise DataError(f"{str(path)!r} cannot be a path. Check the path.") from None
    if not S_ISREG(status.st_mode):
        raise DataError(f"{path} is not a CSV file.")
    if status.st_size > MOST_BYTES:
        raise DataError(f"{path.name} has {status.st_size:,} bytes; {MOST_BYTES:,} is the most.")
    return status.st_size


def _reading_stream(stream: BinaryIO, name: str, size: int) -> Reading:
    gathered: _Gathered | None = None
    for block in line_blocks(stream, name):
        filled = block
        if gathered is None:
            columns, filled = _judged(block, name)
            gathered = _Gathered(columns, name) if columns else None
        if gathered is not None:
            gathered.add(filled)
        yield LoadProgress(stream.tell(), max(size, 1), f"Reading {name}")
    if gathered is None:
        raise DataError(f"{name} is empty.")
    return gathered.file()


def _judged(block: Lines, name: str) -> tuple[PointColumns | None, Lines]:
    """What the columns are, and the lines below the header; None while all lines are blank."""
    number, lines = block
    filled = [i for i, line in enumerate(lines) if not is_blank(line)]
    if not filled:
        return None, block
    top = filled[0]
    delimiter = delimiter_of([lines[i] for i in filled[:LINES_TO_JUDGE]])
    first = rows_of(Lines(number + top, lines[top : top + 1]), delimiter, name).cells[0]
    columns = columns_of(first, delimiter, f"{name}, line {number + top:,}")
    below = top + 1 if columns.header else top
    return columns, Lines(number + below, lines[below:])


class _Gathered:
    """The points read so far, in blocks."""

    def __init__(self, columns: PointColumns, name: str) -> None:
        self._name = name
        self._columns = columns
        self._reader = PointReader(columns, name)
        self._blocks: list[PointBlock] = []
        self._count = 0

    def add(self, lines: Lines) -> None:
        """Read the rows in these lines."""
        rows = rows_of(lines, self._columns.delimiter, self._name)
        over = MOST_POINTS - self._count
        if len(rows.cells) > over:
            line = f"{self._name}, line {rows.places[over]:,}"
            raise DataError(f"{line}: there are more than {MOST_POINTS:,} points, the most.")
        if rows.cells:
            self._blocks.append(self._reader.read(rows))
            self._count += len(rows.cells)

    def file(self) -> PointFile:
        """All of them, or DataError if they are too few."""
        if not self._blocks:
            raise DataError(f"{self._name} holds a header and no rows.")
        X, y, test = (np.concatenate(parts) for parts in zip(*self._blocks, strict=True))
        names = self._reader.class_names()
        if len(np.unique(y)) < FEWEST_CLASSES:
            raise DataError(
                f"{self._name} holds points of one class alone, {quoted(names[y[0]])}; "
                f"{FEWEST_CLASSES} at least are needed."
            )
        if test.all():
            raise DataError(f"{self._name} holds out all of its points; some are to learn from.")
        test.setflags(write=False)
        held = None if self._columns.test is None else test
        return PointFile(as_points(X, y), names, self._name, held)
