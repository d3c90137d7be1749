"""The labels of a table of scores: names of classes, or numbers from 0 or 1, or −1 and 1.

What labels mean is judged by all of them together, at the end: 3 of three classes tells that they
count from 1, if no 0 says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import shortened
from lossviz.data.score_columns import Columns
from lossviz.data.tables.numbers import whole_number
from lossviz.data.tables.places import Places, Rows
from lossviz.data.tables.table import clean
from lossviz.model.arrays import Labels

NAMES, FROM_0, FROM_1, SIGNS = "names of classes", "from 0", "from 1", "−1 and 1"
KINDS = (NAMES, FROM_0, FROM_1, SIGNS)
"""What labels can be; the first that all of them fit."""
Meaning = tuple[int, ...]  # the class for each of `KINDS`, −1 for none
_SEPARATED = re.compile(r".*[\s_.:-]")
_TRUTHS = {"true": 1, "false": 0}


class LabelReader:
    """Reads the labels of one file; each kind of label is looked at once."""

    def __init__(self, columns: Columns, places: Places) -> None:
        self._columns = columns
        self._places = places
        self._names = {name: k for k, name in enumerate(columns.classes) if columns.named}
        folded = [name.casefold() for name in self._names]
        self._folded = {name: k for k, name in enumerate(folded) if folded.count(name) == 1}
        self._folded = {**_ends(folded), **self._folded}
        self._counts_from_1 = columns.named and _count_from_1(folded)
        self._codes: dict[str, int] = {}
        self._meanings: list[Meaning] = []
        self._first: list[tuple[str, int]] = []
        """Each label that was seen, and the line of its first row."""

    def read(self, rows: Rows) -> Labels:
        """A number for each label (n,), which `classes` knows; DataError for one without sense."""
        if len(self._columns.labels) > 1:
            return np.array([self._one_hot(*row) for row in zip(*rows, strict=True)], np.int32)
        column, codes = self._columns.labels[0], self._codes
        cells = [row[column] for row in rows.cells]
        if not codes.keys() >= set(cells):
            for cell, place in zip(cells, rows.places, strict=True):
                if cell not in codes:
                    self._note(cell, place)
        return np.array([codes[cell] for cell in cells], dtype=np.int32)

    def classes(self) -> tuple[Labels, str]:
        """The class of each number that `read` gave, and which of `KINDS` the labels are.

        DataError where labels do not fit together.
        """
        if len(self._columns.labels) > 1:
            return np.arange(len(self._columns.classes)), "columns of 0 and 1"
        found = np.array(self._meanings)
        fits: NDArray[np.bool_] = np.all(found >= 0, axis=0)
        if not fits.any():
            raise self._misfit()
        kind = int(np.argmax(fits))
        if KINDS[kind] == FROM_0 and fits[KINDS.index(FROM_1)] and self._counts_from_1:
            kind = KINDS.index(FROM_1)
        twofold = (found[:, 0] >= 0) & (found[:, 0] != found[:, kind])
        if twofold.any():
            raise self._twofold(int(np.argmax(twofold)), KINDS[kind])
        return found[:, kind], KINDS[kind]

    def _note(self, cell: str, place: int) -> None:
        meaning = self._meaning(clean(cell))
        if max(meaning) < 0:
            raise self._places.error(self._fault(clean(cell)), place, self._columns.labels[0])
        self._codes[cell] = len(self._codes)
        self._meanings.append(meaning)
        self._first.append((clean(cell), place))

    def _meaning(self, label: str) -> Meaning:
        C = len(self._columns.classes)
        name = self._names.get(label, self._folded.get(label.casefold(), -1))
        number = whole_number(label)
        if number is None:
            return name, -1, -1, -1
        sign = {-1: 0, 1: 1}.get(number, -1) if C == 2 else -1
        from_1 = number - 1 if 1 <= number <= C else -1
        return name, number if 0 <= number < C else -1, from_1, sign

    def _one_hot(self, cells: Sequence[str], place: int) -> int:
        """The one column of those of the labels that holds a 1."""
        columns = self._columns.labels
        truths = [_TRUTHS.get(cells[j].strip().lower(), whole_number(cells[j])) for j in columns]
        if sorted(map(str, truths)) != ["0"] * (len(columns) - 1) + ["1"]:
            what = f"one of the {len(columns)} columns of labels must be 1, and the others 0"
            raise self._places.error(what, place, columns[0])
        return truths.index(1)

    def _misfit(self) -> Exception:
        """The first label that is of another kind than those above."""
        fits = np.ones(len(KINDS), bool)
        bad = 0
        while (still := fits & (np.array(self._meanings[bad]) >= 0)).any():
            fits, bad = still, bad + 1
        label, place = self._first[bad]
        above = NAMES if fits[0] and self._columns.named else "numbers"
        what = f"the label “{shortened(label)}” is of another kind than those above, {above}"
        if above == "numbers" and whole_number(label) is not None:
            what = f"the label “{shortened(label)}” does not fit those above: {self._range()}"
        return self._places.error(what, place, self._columns.labels[0])

    def _twofold(self, bad: int, kind: str) -> Exception:
        """A label that is the name of a class, while the others are numbers of classes."""
        label, place = self._first[bad]
        what = (
            f"the label “{shortened(label)}” is the name of a class, but with the other labels it "
            f"is a number {kind}: use names for all"
        )
        return self._places.error(what, place, self._columns.labels[0])

    def _range(self) -> str:
        C = len(self._columns.classes)
        signs = ", or −1 and 1" if C == 2 else ""
        return f"they count from 0 to {C - 1}, or from 1 to {C}{signs}"

    def _fault(self, label: str) -> str:
        """Why a label has no meaning at all."""
        if not label:
            return "the label is missing"
        quoted = f"the label “{shortened(label)}”"
        number = whole_number(label)
        if number is None and not _is_number(label):
            hint = "" if self._columns.named else ": put their names above the columns"
            return f"{quoted} is none of the classes{hint}"
        if number == -1:
            C = len(self._columns.classes)
            return f"{quoted} goes with 1 where there are two classes, and here are {C}"
        what = f"{quoted} is not a whole number from 0 to {len(self._columns.classes) - 1}"
        return what if self._columns.named else f"{what}; without a header labels come last"


def _ends(names: Sequence[str]) -> dict[str, int]:
    """What tells the classes apart where all have "logit_" before it, or "_score" behind.

    >>> _ends(["logit_cat", "logit_car"]), _ends(["score 0", "score 1"])
    ({'cat': 0, 'car': 1}, {})
    """
    before = _SEPARATED.match(_shared_start(names))
    behind = _SEPARATED.match(_shared_start([name[::-1] for name in names]))
    first, last = (len(found[0]) if found else 0 for found in (before, behind))
    ends = {name[first : len(name) - last]: k for k, name in enumerate(names)}
    return {} if "" in ends or any(end.isdigit() for end in ends) else ends


def _shared_start(names: Sequence[str]) -> str:
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in same)


def _count_from_1(names: Sequence[str]) -> bool:
    """Whether classes are called class 1, class 2, ..."""
    first = _shared_start(names)
    return len(names) > 1 and list(names) == [f"{first}{k + 1}" for k in range(len(names))]


def _is_number(label: str) -> bool:
    return bool(label.lstrip("+-−.")[:1].isdigit())
