"""The numbers of a table, block by block; the first cell that is none is named.

A block is read in one go. Only where that fails its cells are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import numpy as np

from lossviz.data.errors import shortened
from lossviz.data.tables.decimals import (
    LONGEST_NUMBER,
    Decimals,
    judged,
    signs_joined,
    with_point,
)
from lossviz.data.tables.places import Places, Rows
from lossviz.data.tables.words import MISSING
from lossviz.model.arrays import Floats

LARGEST_NUMBER = 1e6
MOST_HELD = 200
"""Blocks that wait for a number that tells what a comma is."""
_LIKE_NUMBER = re.compile(
    r"[-+]?([0-9][0-9.,]*|[.,][0-9][0-9.,]*)(e[-+]?[0-9]+)?|[-+]?inf(inity)?|nan"
)
_NO_NUMBER = re.compile(r"[-+−]?(inf(inity)?|nan)", re.IGNORECASE)


def is_like_number(cell: str) -> bool:
    """Whether a cell is meant as a number, be it one that is not read."""
    return len(cell) <= LONGEST_NUMBER and bool(_LIKE_NUMBER.fullmatch(signs_joined(cell).lower()))


def whole_number(cell: str) -> int | None:
    """The whole number that a label is, also as 0.000000e+00; None for any other."""
    sign = "," if "," in cell else "."
    written = with_point(cell, Decimals(sign))
    if written is None:
        return None
    number = float(written)
    return int(number) if abs(number) <= LARGEST_NUMBER and number.is_integer() else None


@dataclass(frozen=True)
class Noun:
    """What the numbers are called in errors."""

    one: str
    many: str


class NumberReader:
    """Reads the numbers of some columns; it remembers how the table writes decimals."""

    def __init__(self, columns: Sequence[int], places: Places, noun: Noun) -> None:
        self._columns = columns
        self._pick = itemgetter(*columns) if len(columns) > 1 else None
        self._places = places
        self._noun = noun
        self._held: list[Rows] = []
        self._doubt = ""
        self.decimals = Decimals()

    # What a comma is

    def undoubted(self, rows: Rows) -> Iterator[Rows]:
        """These rows and those that are held, as soon as it is known what commas mean."""
        cells = self._cells(rows)
        if self._is_worth_a_look(cells):
            self.decimals, doubt = judged(cells, self.decimals)
            self._doubt = self._doubt or doubt
        if self.decimals.sign == "." and self._doubt:  # of rows that are held
            self.decimals = Decimals(".", ",")
        self._held.append(rows)
        if self._doubt and not self.decimals.sign:
            if len(self._held) > MOST_HELD:
                self._refuse_doubt()
            return
        self._doubt = ""
        held, self._held = self._held, []
        yield from held

    def check_doubt(self) -> None:
        """DataError if all rows were seen, and it is not known yet what a comma is."""
        if self._held:
            self._refuse_doubt()

    def _cells(self, rows: Rows) -> list[str]:
        if self._pick is None:
            return [row[self._columns[0]] for row in rows.cells]
        return list(chain.from_iterable(map(self._pick, rows.cells)))

    def _is_worth_a_look(self, cells: Sequence[str]) -> bool:
        """Whether there is a sign that may say something new."""
        text = "\n".join(cells)
        comma, point = "," in text, "." in text
        if self.decimals.sign == ".":
            return comma and not self.decimals.thousands
        if self.decimals.sign == ",":
            return point and not self.decimals.thousands
        return comma or point

    def _refuse_doubt(self) -> None:
        for rows in self._held:
            for cells, place in zip(*rows, strict=True):
                for column in self._columns:
                    if signs_joined(cells[column]) == self._doubt:
                        raise self._places.error(in_doubt(self._doubt), place, column)

    # Numbers

    def read(self, rows: Rows) -> Floats:
        """The numbers (n, columns) of rows; −0 is 0."""
        numbers = self._quick(self._cells(rows))
        if numbers is None:
            numbers = np.array(
                [
                    self._number(cells[column], place, column)
                    for cells, place in zip(*rows, strict=True)
                    for column in self._columns
                ]
            )
        return numbers.reshape(len(rows.cells), len(self._columns)) + 0.0

    def _quick(self, cells: list[str]) -> Floats | None:
        """The numbers of a block, or None where a cell has to be looked at."""
        if max(map(len, cells), default=0) > LONGEST_NUMBER:
            return None
        text = "\n".join(cells)
        plain = text.replace("−", "-")
        if "_" in plain or not plain.isascii():  # Python's own numbers, and foreign digits
            return None
        if "," in plain:
            if self.decimals.sign != "," or "." in plain:
                return None
            plain = plain.replace(",", ".")
        elif "." in plain and self.decimals.sign == ",":
            return None
        if plain != text:
            cells = plain.split("\n")
        try:
            numbers = np.fromiter(map(float, cells), np.float64, len(cells))
        except ValueError:
            return None
        return numbers if (np.abs(numbers) <= LARGEST_NUMBER).all() else None

    def _number(self, cell: str, place: int, column: int) -> float:
        cell = cell.strip()
        if not cell:
            raise self._places.error(f"the {self._noun.one} is missing", place, column)
        written = with_point(cell, self.decimals)
        if written is None:
            raise self._places.error(self._fault(cell), place, column)
        number = float(written)
        if abs(number) > LARGEST_NUMBER:
            limits = f"−{LARGEST_NUMBER:,.0f} to {LARGEST_NUMBER:,.0f}"
            what = f"“{shortened(cell)}” is not within {limits}"
            raise self._places.error(what, place, column)
        return number

    def _fault(self, cell: str) -> str:
        """Why a cell is no number."""
        quoted = f"“{shortened(cell)}”"
        if _NO_NUMBER.fullmatch(cell):
            return f"{quoted} is not a finite number"
        if cell.lower() in MISSING:
            return f"{quoted} stands for a number that is missing: leave such rows out"
        if cell.endswith("%"):
            return f"{quoted} has a %: write it as a number"
        if not cell.strip(".…"):
            return f"{quoted} stands for what was left out in print: save the whole table as CSV"
        sign = self.decimals.sign
        other = "." if sign == "," else ","
        if sign and with_point(cell, Decimals(other)) is not None:
            point, comma = ("point", "comma") if other == "." else ("comma", "point")
            return f"{quoted} has a decimal {point}, the {self._noun.many} above a {comma}"
        return f"{quoted} is not a number"


def in_doubt(number: str) -> str:
    """Why a number such as 1,234 is not read."""
    whole, point = number.replace(",", ""), number.replace(",", ".")
    return f"“{number}” can be {whole} or {point}, and no other number tells: write it as one"
