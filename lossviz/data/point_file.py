"""Points in the plane from a table in a file, and back into one.

    file = read("points.csv")

A row a point: x0, x1 and its class. A header may give another order; the class is in the column
"class", "label" or the like, else in the last one. `point_labels` says what classes are; numbers
may be named in a column "class name". A column "test" or "held out" tells which points are not
learned from: 1, yes or true. `PointFile.notes` says in words what was used and what was left out.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError
from lossviz.data.point_columns import (
    NAME_COLUMN,
    TEST_COLUMN,
    X_NAMES,
    PointColumns,
    columns_of,
    is_header,
)
from lossviz.data.point_labels import PointLabels, quoted
from lossviz.data.points import FEWEST_CLASSES, MOST_POINTS, Points, as_points, default_names
from lossviz.data.progress import LoadProgress
from lossviz.data.score_columns import listed
from lossviz.data.tables.files import finished, reading_content, reading_file
from lossviz.data.tables.numbers import Noun, NumberReader, is_like_number, whole_number
from lossviz.data.tables.places import Places, Rows
from lossviz.data.tables.table import Table, clean
from lossviz.data.tables.words import (
    CLASS_NAMES,
    TESTS,
    is_label,
    is_unnamed,
    why_left_out,
    word_of,
)
from lossviz.model.arrays import Floats, Labels

MOST_BYTES = 10_000_000
FEWEST_COUNTED = 3
"""Rows from which 0, 1, 2, ... in the first column may be no places."""
_HELD_OUT = {
    "0": False, "no": False, "false": False, "train": False, "training": False,
    "1": True, "yes": True, "true": True, "test": True,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class PointFile:
    """What a file of points holds.

    points: two classes or more of them have points. class_names (C,): from the file, or made up;
    C is at least the highest class + 1. name: the file's name without its folder. test (N,): which
    points are held out to test on, not all of them; read-only; None where the file does not say.
    x_names: what the file calls x0 and x1, () where it does not. notes: what is worth saying of how
    it was read, in words without a full stop.
    """

    points: Points
    class_names: tuple[str, ...]
    name: str
    test: NDArray[np.bool_] | None = None
    x_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Reading = Generator[LoadProgress, None, PointFile]


def read(path: Path | str, *, turned: bool = False) -> PointFile:
    """The points at `path`, in one go. Raises DataError."""
    return finished(reading(path, turned=turned))


def read_text(text: str, name: str) -> PointFile:
    """The points in a text, such as a clipboard's; `name` is what to call it. Raises DataError."""
    return finished(reading_text(text, name))


def reading_text(text: str, name: str, *, turned: bool = False) -> Reading:
    """The same in slices; turned: rows and columns exchanged."""
    content = text.encode(errors="surrogatepass")
    return (yield from reading_content(content, name, MOST_BYTES, _reading_stream, turned=turned))


def reading(path: Path | str, *, turned: bool = False) -> Reading:
    """The same as `read`, in slices of a few milliseconds; turned: rows and columns exchanged.

    Raises DataError with one sentence that names file, line and column, and what is wrong there;
    TurnableError if it makes sense with rows and columns exchanged.
    """
    return reading_file(path, MOST_BYTES, _reading_stream, turned=turned)


def points_csv(
    points: Points,
    class_names: Sequence[str],
    test: NDArray[np.bool_] | None = None,
    x_names: Sequence[str] = X_NAMES,
) -> str:
    """The points as CSV that `read_text` reads back exactly, if two classes have points.

    Lines end with a line feed, decimals have a point. Classes are numbers; where they are called
    anything but "class 0", "class 1", ..., or the first has no points, their names come after them.
    The name of a class without points is lost. Where some are held out, test (N,), a last column
    says which. Raises ValueError if a class has no name, or test is not of these points.
    """
    names = [clean(name) for name in class_names]
    if not all(names) or len(names) <= points.y.max(initial=-1):
        raise ValueError("each class needs a name")
    first_is_empty = len(points.y) > 0 and 0 not in points.y
    named = tuple(names) != default_names(len(names)) or first_is_empty
    held = np.zeros(len(points.y), dtype=bool) if test is None else test
    if held.shape != points.y.shape:
        raise ValueError(f"test must be {points.y.shape}, as the points are, not {held.shape}")
    inputs = map(_in_header, x_names) if _can_be_headed(x_names) else X_NAMES
    header = [*inputs, "class", *[NAME_COLUMN] * named, *[TEST_COLUMN] * bool(held.any())]
    lines = [",".join(header)]
    for (x0, x1), k, is_test in zip(points.X.tolist(), points.y.tolist(), held, strict=True):
        written = f",{_in_quotes(names[k])}" if named else ""
        last = f",{int(is_test)}" if TEST_COLUMN in header else ""
        lines.append(f"{x0!r},{x1!r},{k}{written}{last}")
    return "\n".join(lines) + "\n"


def _in_quotes(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))


def _in_header(name: str) -> str:
    return name if name.replace("_", "").isalnum() else _in_quotes(name)


def _can_be_headed(x_names: Sequence[str]) -> bool:
    """Whether columns of these names are read back as x0 and x1."""
    known = {*TESTS, *CLASS_NAMES, "x0", "x1"}
    return len(x_names) == 2 and not any(
        is_unnamed(name) or is_label(name) or why_left_out(name) or is_like_number(clean(name))
        or word_of(name) in known
        for name in x_names
    )  # fmt: skip


def _reading_stream(stream: BinaryIO, name: str, size: int, turned: bool) -> Reading:
    table = Table(stream, name, turned=turned)
    gathered: _Gathered | None = None
    for block in table:
        if gathered is not None:
            gathered.add(table.fitted(block))
        elif block.cells:
            given, below = _scikit_learns_header(block)
            head, rows = table.parted(below, is_header)
            gathered = _Gathered(columns_of(head), table, given)
            gathered.add(rows)
        yield LoadProgress(stream.tell(), max(size, 1), f"Reading {name}")
    if gathered is None:
        raise DataError(f"{name} is empty.")
    return gathered.file()


def _nearly_alike(names: Sequence[str]) -> tuple[str, str] | None:
    """Two names that differ in capitals alone."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            return other, name
    return None


def _counts(numbers: Floats) -> bool:
    """Whether numbers (N,) are those of rows, from 0 or 1."""
    few = len(numbers) < FEWEST_COUNTED or numbers[0] not in (0, 1)
    return not few and np.array_equal(numbers, numbers[0] + np.arange(len(numbers)))


def _scikit_learns_header(rows: Rows) -> tuple[tuple[str, ...], Rows]:
    """The names of classes in a first line such as 150,2,red,blue, which counts rows and columns.

    They are () where the first line is another one.
    """
    cells, places = rows
    first = [clean(cell) for cell in cells[0]]
    counts = [whole_number(cell) for cell in first[:2]]
    is_one = len(first) > 3 and None not in counts and not any(map(is_like_number, first[2:]))
    if not is_one or len(cells) < 2 or len(cells[1]) != 3 or counts[1] != 2:
        return (), rows
    return tuple(first[2:]), Rows(cells[1:], places[1:])


class PointReader:
    """Reads the rows of one file."""

    def __init__(self, columns: PointColumns, places: Places, given: tuple[str, ...]) -> None:
        self._columns = columns
        self._places = places
        self.numbers = NumberReader(columns.x, places, Noun("number", "numbers"))
        self.labels = PointLabels(columns, places, given)

    def read(self, rows: Rows) -> tuple[Floats, Labels, NDArray[np.bool_]]:
        """Of n rows X (n, 2), a code for each class (n,), and which are held out (n,)."""
        X = self.numbers.read(rows)
        codes = np.empty(len(rows.cells), dtype=np.int64)
        test = np.zeros(len(rows.cells), dtype=bool)
        for i, (cells, place) in enumerate(zip(*rows, strict=True)):
            codes[i] = self.labels.code(cells[self._columns.label], place)
            if self._columns.name is not None:
                self.labels.note_name(int(codes[i]), cells[self._columns.name], place)
            if self._columns.test is not None:
                test[i] = self._is_test(clean(cells[self._columns.test]), place)
        return X, codes, test

    def _is_test(self, cell: str, place: int) -> bool:
        column = self._columns.test
        if not cell:
            raise self._places.error("whether the point is held out is missing", place, column)
        number = whole_number(cell)
        held = _HELD_OUT.get(cell.lower() if number is None else str(number))
        if held is None:
            what = f"{quoted(cell)} does not say whether the point is held out, as 0 and 1 do"
            raise self._places.error(what, place, column)
        return held


class _Gathered:
    """The points read so far, in blocks."""

    def __init__(self, columns: PointColumns, table: Table, given: tuple[str, ...]) -> None:
        self._table = table
        self._name = table.places.file
        self._columns = columns
        self._reader = PointReader(columns, table.places, given)
        self._blocks: list[tuple[Floats, Labels, NDArray[np.bool_]]] = []
        self._count = 0

    def add(self, rows: Rows) -> None:
        """Read these rows, as soon as it is known what a comma is."""
        over = MOST_POINTS - self._count
        if len(rows.cells) > over:
            what = f"there are more than {MOST_POINTS:,} points, the most"
            raise self._table.places.error(what, rows.places[over])
        self._count += len(rows.cells)
        for ready in self._reader.numbers.undoubted(rows) if rows.cells else ():
            self._blocks.append(self._reader.read(ready))

    def file(self) -> PointFile:
        """All of them, or DataError if they are too few."""
        self._reader.numbers.check_doubt()
        if not self._blocks:
            raise DataError(f"{self._name} holds a header and no rows.")
        X, codes, test = (np.concatenate(parts) for parts in zip(*self._blocks, strict=True))
        classes, names, numbers = self._reader.labels.classes()
        y = classes[codes]
        if len(np.unique(y)) < FEWEST_CLASSES:
            raise DataError(
                f"{self._name} holds points of one class alone, {quoted(names[y[0]])}; "
                f"{FEWEST_CLASSES} at least are needed."
            )
        if test.all():
            raise DataError(f"{self._name} holds out all of its points; some are to learn from.")
        test.setflags(write=False)
        held = None if self._columns.test is None else test
        x_names = self._columns.x_names
        notes = self._notes(numbers, names, X[:, 0])
        return PointFile(as_points(X, y), names, self._name, held, x_names, notes)

    def _notes(self, numbers: str, names: Sequence[str], first: Floats) -> tuple[str, ...]:
        """What is worth saying; first (N,): x0 of all points."""
        columns, notes = self._columns, self._table.notes()
        if numbers:
            notes.insert(0, f"classes in {columns.label_title} are {numbers}")
        elif not columns.label_is_sure:
            notes.insert(0, f"classes in {columns.label_title}")
        alike = _nearly_alike(names)
        if alike:
            notes.append(f"{quoted(alike[0])} and {quoted(alike[1])} differ in capitals alone")
        if columns.x[0] == 0 and _counts(first):
            title = quoted(columns.x_names[0]) if columns.x_names else "column 1"
            notes.append(f"{title} counts the rows: is it a place?")
        if columns.left_out:
            notes.append(f"left out: {listed(columns.left_out)}")
        if self._reader.numbers.decimals.words:
            notes.append(self._reader.numbers.decimals.words)
        return tuple(notes)
