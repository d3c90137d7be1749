"""The cells of a CSV file of scores as numbers, labels and names; the first bad one is named.

A block of lines is read in one go. Only where that fails its cells are looked at one by one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, NoReturn

import numpy as np

from lossviz.data.errors import DataError, shortened
from lossviz.data.score_columns import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    Columns,
    cells_of,
    clean_name,
    is_blank,
)
from lossviz.data.score_lines import Lines
from lossviz.model.arrays import Floats, Labels

LARGEST_SCORE = 1e6
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+−]?(inf(inity)?|nan)", re.IGNORECASE)
_LABEL = re.compile(r"\+?0*([0-9]{1,9})([.,]0*)?")

Cells = Sequence[str]


class Rows(NamedTuple):
    """The rows of a block that are not blank, and the number of the line of each, from 1."""

    cells: list[list[str]]
    places: list[int]


def rows_of(block: Lines, delimiter: str, file: str) -> Rows:
    """The rows of a block; DataError for quotation marks that make no sense.

    A quotation ends in its line.
    """
    number, lines = block
    filled = [(number + i, line) for i, line in enumerate(lines) if not is_blank(line)]
    places, texts = [place for place, _ in filled], [line for _, line in filled]
    try:
        rows = cells_of(texts, delimiter)
    except csv.Error:
        rows = []
    if len(rows) != len(texts):
        place = _first_bad_quotes(texts, places, delimiter)
        what = "a quotation mark is missing, or there is one too many"
        raise DataError(f"{file}, line {place:,}: {what}.")
    return Rows(rows, places)


def _first_bad_quotes(texts: Sequence[str], places: Sequence[int], delimiter: str) -> int:
    for text, place in zip(texts, places, strict=True):
        try:
            cells_of([text], delimiter)
        except csv.Error:
            return place
    return places[0]


class CellReader:
    """Reads the rows of one file; it remembers how the file writes decimals and labels."""

    def __init__(self, columns: Columns, file: str) -> None:
        self._columns = columns
        self._file = file
        self._pick = itemgetter(*columns.scores)
        self._decimal = "." if columns.delimiter == "," else ""
        """The decimal sign of the file, "" while none was seen."""
        self._meanings: dict[str, tuple[int, int]] = {}
        """For each label seen its class if it is a name, and if it is a number; −1 for none."""
        self._fits = np.array([bool(columns.header), True])
        """Whether all labels so far were names; whether all were numbers."""

    def check_widths(self, rows: Rows) -> None:
        """Refuse a row that is longer or shorter than the first."""
        width = self._columns.width
        for cells, place in zip(*rows, strict=True):
            if len(cells) != width:
                count = "is 1 cell" if len(cells) == 1 else f"are {len(cells):,} cells"
                raise self._error(place, None, f"there {count}, and {width:,} in the first row")

    def scores(self, rows: Rows) -> Floats:
        """The scores (n, C) of rows; −0 is 0."""
        cells = list(chain.from_iterable(map(self._pick, rows.cells)))
        numbers = self._quick_numbers(cells)
        if numbers is None:
            numbers = np.array(self._exact_numbers(rows))
        shape = len(rows.cells), len(self._columns.scores)
        return numbers.reshape(shape) + 0.0

    def labels(self, rows: Rows) -> Labels:
        """What the labels of rows mean (n, 2): classes by name, and by number; −1 for none."""
        cells = [row[self._columns.label] for row in rows.cells]
        for cell in set(cells).difference(self._meanings):
            self._meanings[cell] = self._meaning(cell)
        meanings = np.array([self._meanings[cell] for cell in cells], dtype=np.int32)
        fits = self._fits & (meanings >= 0).all(axis=0)
        if not fits.any():
            self._refuse_label(rows)
        self._fits = fits
        return meanings

    def names(self, rows: Rows) -> list[str]:
        """The examples' names, none where there is no such column."""
        column = self._columns.name
        return (
            []
            if column is None
            else [shortened(clean_name(row[column]), LONGEST_NAME) for row in rows.cells]
        )

    @property
    def labels_are_names(self) -> bool:
        """Whether labels are the classes' names; a label that is both is the name."""
        return bool(self._fits[0])

    # Scores

    def _quick_numbers(self, cells: list[str]) -> Floats | None:
        """The numbers of a block, or None where a cell has to be looked at."""
        if max(map(len, cells), default=0) > LONGEST_NUMBER:
            return None
        text = "\n".join(cells)
        plain = text.replace("−", "-")
        if "_" in plain or not plain.isascii():  # Python's own numbers, and foreign digits
            return None
        comma, point = "," in plain, "." in plain
        if (comma and (point or self._decimal == ".")) or (point and self._decimal == ","):
            return None
        plain = plain.replace(",", ".")
        if plain != text:
            cells = plain.split("\n")
        try:
            numbers = np.fromiter(map(float, cells), np.float64, len(cells))
        except ValueError:
            return None
        if not (np.abs(numbers) <= LARGEST_SCORE).all():
            return None
        self._decimal = self._decimal or ("," * comma or "." * point)
        return numbers

    def _exact_numbers(self, rows: Rows) -> list[float]:
        """The same numbers one by one; DataError for the first that is none."""
        return [
            self._number(cells[column].strip(), place, column)
            for cells, place in zip(*rows, strict=True)
            for column in self._columns.scores
        ]

    def _number(self, cell: str, place: int, column: int) -> float:
        written = self._with_point(cell.replace("−", "-"), place, column)
        if not cell:
            raise self._error(place, column, "the score is missing")
        if _NO_NUMBER.fullmatch(cell):
            raise self._error(place, column, f"“{shortened(cell)}” is not a finite number")
        if len(written) > LONGEST_NUMBER or _NUMBER.fullmatch(written) is None:
            raise self._error(place, column, f"“{shortened(cell)}” is not a number")
        number = float(written)
        if abs(number) > LARGEST_SCORE:
            limits = f"−{LARGEST_SCORE:,.0f} to {LARGEST_SCORE:,.0f}"
            raise self._error(place, column, f"“{shortened(cell)}” is not within {limits}")
        return number

    def _with_point(self, cell: str, place: int, column: int) -> str:
        """The cell with a decimal point; a file writes all decimals alike."""
        signs = {sign for sign in ".," if sign in cell}
        if len(signs) != 1 or self._columns.delimiter == ",":
            return cell
        sign = signs.pop()
        self._decimal = self._decimal or sign
        if sign != self._decimal:
            point, comma = ("point", "comma") if sign == "." else ("comma", "point")
            what = f"“{shortened(cell)}” has a decimal {point}, the scores above a {comma}"
            raise self._error(place, column, what)
        return cell.replace(",", ".")

    # Labels

    def _meaning(self, cell: str) -> tuple[int, int]:
        """The class of a label if it is a name, and if it is a number; −1 for none."""
        classes, name = self._columns.classes, clean_name(cell)
        by_name = classes.index(name) if self._columns.header and name in classes else -1
        whole = _LABEL.fullmatch(name) if len(name) <= LONGEST_NUMBER else None
        number = int(whole[1]) if whole else -1
        return by_name, number if number < len(classes) else -1

    def _refuse_label(self, rows: Rows) -> NoReturn:
        column = self._columns.label
        for cells, place in zip(*rows, strict=True):
            meaning = np.array(self._meanings[cells[column]]) >= 0
            if not (self._fits & meaning).any():
                what = self._label_fault(clean_name(cells[column]), known=bool(meaning.any()))
                raise self._error(place, column, what)
            self._fits &= meaning
        raise AssertionError("one of the labels does not fit")

    def _label_fault(self, cell: str, known: bool) -> str:
        highest = len(self._columns.classes) - 1
        if not cell:
            return "the label is missing"
        if known and self._columns.header:
            above = "names of classes" if self._fits[0] else "numbers"
            return f"the label “{shortened(cell)}” is of another kind than those above, {above}"
        if self._columns.header and not _LABEL.fullmatch(cell.lstrip("-−")):
            return f"the label “{shortened(cell)}” is none of the classes"
        return f"the label “{shortened(cell)}” is not a whole number from 0 to {highest}"

    def _error(self, place: int, column: int | None, what: str) -> DataError:
        where = "" if column is None else f", column {column + 1}"
        return DataError(f"{self._file}, line {place:,}{where}: {what}.")
