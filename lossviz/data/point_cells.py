"""The columns of a CSV file of points, and its cells as numbers and classes.

`score_cells` reads the numbers; what it would call a score is refused here, in words that fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError, shortened
from lossviz.data.points import MOST_CLASSES, default_names
from lossviz.data.score_cells import CellReader, Rows
from lossviz.data.score_columns import (
    LABEL_WORDS,
    LONGEST_NAME,
    LONGEST_NUMBER,
    Columns,
    clean_name,
)
from lossviz.model.arrays import Floats

NAME_COLUMN = "class name"
TEST_COLUMN = "test"
TEST_WORDS = (TEST_COLUMN, "held out", "held_out")
_HELD_OUT = {"0": False, "1": True, "no": False, "yes": True, "false": False, "true": True}
_WHOLE = re.compile(r"\+?0*([0-9]{1,9})([.,]0*)?")


@dataclass(frozen=True)
class PointColumns(Columns):
    """Which column is what; the two "scores" are x0 and x1.

    name: the column of the classes' names; test: of the points that are held out; None without.
    """

    test: int | None


class PointBlock(NamedTuple):
    """Some points X (n, 2), their classes y (n,), and which are held out to test on, (n,)."""

    X: Floats
    y: NDArray[np.int64]
    test: NDArray[np.bool_]


def columns_of(first: Sequence[str], delimiter: str, where: str) -> PointColumns:
    """What the columns are, from the first line's cells.

    The first line is a header when none of its cells is a number. `where` is file and line, for
    errors. Raises DataError if there are not three columns, and one more for the names of classes
    or for which points are held out, or both.
    """
    cells = [clean_name(cell) for cell in first]
    header = [] if any(is_like_number(cell) for cell in cells) else cells
    words, width = [cell.lower() for cell in header], len(cells)
    # Of three columns all are needed, whatever they are called.
    names, tests = (
        [j for j, word in enumerate(words) if word in wanted and width > 3]
        for wanted in ((NAME_COLUMN,), TEST_WORDS)
    )
    free = [j for j in range(width) if j not in (*names, *tests)]
    if len(free) != 3 or len(names) > 1 or len(tests) > 1:
        columns = "is 1 column" if width == 1 else f"are {width:,} columns"
        raise DataError(f"{where}: there {columns}, and not three: x0, x1 and the class.")
    label = _label_column(words, free)
    x0, x1 = (j for j in free if j != label)
    if header and (words[x0], words[x1]) == ("x1", "x0"):
        x0, x1 = x1, x0
    classes, places = ("x0", "x1"), (x0, x1)
    name, test = (found[0] if found else None for found in (names, tests))
    return PointColumns(delimiter, tuple(header), width, classes, places, label, name, test)


def _label_column(words: Sequence[str], free: Sequence[int]) -> int:
    """The last of the free columns that is called as labels are, else the last; y is beside x."""
    labels = set(LABEL_WORDS) - ({"y"} if "x" in words else set())
    found = [j for j in free if words and words[j] in labels]
    return (found or free)[-1]


def is_like_number(cell: str) -> bool:
    """Whether a cell is meant as a number, be it one that is not read."""
    if len(cell) > LONGEST_NUMBER:
        return False
    try:
        float(cell.replace("−", "-").replace(",", "."))
    except ValueError:
        return False
    return True


class PointReader:
    """Reads the rows of one file; it remembers how the file writes decimals and classes."""

    def __init__(self, columns: PointColumns, file: str) -> None:
        self._columns = columns
        self._file = file
        self._numbers = CellReader(columns, file)
        self._decimal = ""
        """The decimal sign of the file, "" while none was seen."""
        self._classes: dict[str, int] = {}
        """The class of each label seen."""
        self._of_names: bool | None = None
        self._given: dict[int, str] = {}
        """What numbered classes are called."""

    def read(self, rows: Rows) -> PointBlock:
        """The points of n rows; none is held out without a column for it. DataError: a bad cell."""
        self._numbers.check_widths(rows)
        y = np.empty(len(rows.cells), dtype=np.int64)
        test = np.zeros(len(rows.cells), dtype=bool)
        for i, (cells, place) in enumerate(zip(*rows, strict=True)):
            for column in self._columns.scores:
                self._check_number(cells[column].strip(), place, column)
            y[i] = self._class_of(clean_name(cells[self._columns.label]), place)
            self._note_name(int(y[i]), cells, place)
            test[i] = self._is_test(cells, place)
        return PointBlock(self._numbers.scores(rows), y, test)

    def class_names(self) -> tuple[str, ...]:
        """What the classes are called, up to the highest that was seen."""
        if self._of_names:
            return tuple(self._classes)
        made_up = default_names(1 + max(self._classes.values(), default=-1))
        return tuple(self._given.get(k, name) for k, name in enumerate(made_up))

    def _check_number(self, cell: str, place: int, column: int) -> None:
        if not cell:
            raise self._error(place, column, "the number is missing")
        signs = {sign for sign in ".," if sign in cell}
        if len(signs) != 1 or self._columns.delimiter == ",":
            return
        sign = signs.pop()
        self._decimal = self._decimal or sign
        if sign != self._decimal:
            point, comma = ("point", "comma") if sign == "." else ("comma", "point")
            what = f"{quoted(cell)} has a decimal {point}, the numbers above a {comma}"
            raise self._error(place, column, what)

    def _class_of(self, label: str, place: int) -> int:
        if label not in self._classes:
            try:
                self._classes[label] = self._new_class(label)
            except ValueError as error:
                raise self._error(place, self._columns.label, str(error)) from None
        return self._classes[label]

    def _new_class(self, label: str) -> int:
        """The class of a label that was not seen yet; ValueError with what is wrong."""
        if not label:
            raise ValueError("the class is missing")
        is_name = not is_like_number(label)
        if self._of_names is None:
            self._of_names = is_name and self._columns.name is None
        if is_name != self._of_names and self._classes:
            above = "names" if self._of_names else "numbers"
            raise ValueError(
                f"the class {quoted(label)} is of another kind than those above, {above}"
            )
        if self._of_names and len(self._classes) == MOST_CLASSES:
            raise ValueError(f"{quoted(label)} is a class too many: {MOST_CLASSES} are the most")
        if self._of_names:
            _check_length(label)
            return len(self._classes)
        whole = _WHOLE.fullmatch(label)
        if whole is None or int(whole[1]) >= MOST_CLASSES:
            highest = MOST_CLASSES - 1
            raise ValueError(f"the class {quoted(label)} is not a whole number from 0 to {highest}")
        return int(whole[1])

    def _note_name(self, k: int, cells: Sequence[str], place: int) -> None:
        column = self._columns.name
        name = "" if column is None else clean_name(cells[column])
        try:
            _check_length(name)
        except ValueError as error:
            raise self._error(place, column, str(error)) from None
        if name and self._given.setdefault(k, name) != name:
            what = f"class {k} is called {quoted(name)} here, and {quoted(self._given[k])} above"
            raise self._error(place, column, what)

    def _is_test(self, cells: Sequence[str], place: int) -> bool:
        column = self._columns.test
        if column is None:
            return False
        cell = clean_name(cells[column])
        if not cell:
            raise self._error(place, column, "whether the point is held out is missing")
        held = _HELD_OUT.get(cell.lower())
        if held is None:
            what = f"{quoted(cell)} does not say whether the point is held out, as 0 and 1 do"
            raise self._error(place, column, what)
        return held

    def _error(self, place: int, column: int | None, what: str) -> DataError:
        where = "" if column is None else f", column {column + 1}"
        return DataError(f"{self._file}, line {place:,}{where}: {what}.")


def _check_length(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise ValueError(f"a class’s name has {LONGEST_NAME} characters at most, not {len(name):,}")


def quoted(cell: str) -> str:
    """A cell as an error shows it: in quotation marks, cut, and with nothing that hides."""
    return f"“{shortened(cell)}”"
