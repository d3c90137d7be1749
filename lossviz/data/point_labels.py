"""The classes of a table of points: whole numbers, or names, which are numbered as they appear.

Numbers from 0 are the classes themselves, and one of them may have no points. Without a 0 the
numbers 1, 2, 3 or −1, 1 are the names of classes, in their order. Beside a column of names they
are always the classes themselves, as the Playground writes them.
"""

from __future__ import annotations

import numpy as np

from lossviz.data.errors import shortened
from lossviz.data.point_columns import PointColumns
from lossviz.data.points import MOST_CLASSES, default_names
from lossviz.data.score_columns import LONGEST_NAME
from lossviz.data.tables.numbers import is_like_number, whole_number
from lossviz.data.tables.places import Places
from lossviz.data.tables.table import clean
from lossviz.model.arrays import Labels

_UNKNOWN = frozenset({"na", "n/a", "#n/a", "nan", "null", "?", "."})
"""Of what stands for a missing cell what no class is called; some are called none, + and -."""


class PointLabels:
    """Reads the classes of one file; each label is looked at once."""

    def __init__(self, columns: PointColumns, places: Places, given: tuple[str, ...] = ()) -> None:
        self._columns = columns
        self._places = places
        self._codes: dict[str, int] = {}
        """A number for each way of writing a label."""
        self._names: list[str] = []
        self._numbers: list[int] = []
        self._first: list[int] = []
        """The line in which each name or number is first."""
        self._given = dict(enumerate(given))
        """What numbered classes are called."""

    def code(self, cell: str, place: int) -> int:
        """A number for a label, which `classes` knows; DataError for one without sense."""
        label = clean(cell)
        if label not in self._codes:
            try:
                self._codes[label] = self._new(label, place)
            except ValueError as error:
                raise self._places.error(str(error), place, self._columns.label) from None
        return self._codes[label]

    def note_name(self, code: int, cell: str, place: int) -> None:
        """What a class is called, in the column for it."""
        column, k, name = self._columns.name, self._numbers[code], clean(cell)
        try:
            _check_length(name)
        except ValueError as error:
            raise self._places.error(str(error), place, column) from None
        if name and self._given.setdefault(k, name) != name:
            what = f"class {k} is called {quoted(name)} here, and {quoted(self._given[k])} above"
            raise self._places.error(what, place, column)

    def classes(self) -> tuple[Labels, tuple[str, ...], str]:
        """The class of each code, what the classes are called, and how numbers were read."""
        if self._names:
            return np.arange(len(self._names)), tuple(self._names), ""
        numbers = np.array(self._numbers)
        if self._are_classes():
            self._check_highest()
            made_up = default_names(1 + max([*self._given, *self._numbers]))
            return numbers, tuple(self._given.get(k, name) for k, name in enumerate(made_up)), ""
        order = np.unique(numbers)
        names = tuple(str(number) for number in order.tolist())
        shown = ", ".join(names).replace("-", "−")
        return (
            np.searchsorted(order, numbers),
            names,
            f"numbers {shown}, here 0 to {len(names) - 1}",
        )

    def _are_classes(self) -> bool:
        """Whether numbers are classes, and not their names."""
        if self._columns.name is not None or self._given:
            return True
        return 0 in self._numbers and min(self._numbers) >= 0

    def _check_highest(self) -> None:
        for number, place in zip(self._numbers, self._first, strict=True):
            if not 0 <= number < MOST_CLASSES:
                what = _not_whole(str(number))
                raise self._places.error(what, place, self._columns.label)

    def _new(self, label: str, place: int) -> int:
        """The code of a label that was not seen yet; ValueError with what is wrong."""
        if not label:
            raise ValueError("the class is missing")
        if label.lower() in _UNKNOWN:
            raise ValueError(f"the class {quoted(label)} is missing: leave such rows out")
        number = whole_number(label)
        is_name = not is_like_number(label)
        if is_name and (self._columns.name is not None or self._given):
            raise ValueError(_not_whole(label))
        if (is_name and self._numbers) or (not is_name and self._names):
            above = "names" if self._names else "numbers"
            raise ValueError(
                f"the class {quoted(label)} is of another kind than those above, {above}"
            )
        if not is_name and number is None:
            raise ValueError(_not_whole(label))
        if number is not None and number in self._numbers:
            return self._numbers.index(number)
        if len(self._first) == MOST_CLASSES:
            raise ValueError(f"{quoted(label)} is a class too many: {MOST_CLASSES} are the most")
        self._first.append(place)
        if number is None:
            _check_length(label)
            self._names.append(label)
        else:
            self._numbers.append(number)
        return len(self._first) - 1


def _not_whole(label: str) -> str:
    highest = MOST_CLASSES - 1
    return f"the class {quoted(label)} is not a whole number from 0 to {highest}"


def _check_length(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise ValueError(f"a class’s name has {LONGEST_NAME} characters at most, not {len(name):,}")


def quoted(cell: str) -> str:
    """A cell as an error shows it: in quotation marks, cut, and with nothing that hides."""
    return f"“{shortened(cell)}”"
