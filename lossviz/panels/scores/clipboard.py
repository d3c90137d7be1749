"""Blocks of numbers from a spreadsheet, as text. No Qt.

Rows are rows on the screen: a class each, its scores of the examples beside each other. Tabs part
the numbers of a row, as spreadsheets write them. Semicolons, commas and spaces are read too, where
they leave no doubt: what could be one number or two is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lossviz.panels.scores.linear import Rows
from lossviz.panels.scores.state import LARGEST_SCORE
from lossviz.widgets.numbers.number_text import parse_number

LONGEST_TEXT = 20_000
"""Characters; a full table with all its digits takes some 2,000."""
LONGEST_CELL = 60
# With a decimal comma it could be read as thousands too.
_ONE_GROUP = re.compile(r"[-+−]?[1-9][0-9]{0,2},[0-9]{3}")

Split = Callable[[str], list[str]]


def block_from_text(text: str, decimal_comma: bool) -> Rows:
    """The rows of a block; ValueError with a sentence that names row and column, from 1.

    decimal_comma: whether 3,2 is a number, as much of Europe writes.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"The clipboard has {len(text):,} characters: too many for the table.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if not any(line.strip() for line in lines):
        raise ValueError("The clipboard holds no text.")
    for delimiter in "\t;":
        if delimiter in text:
            return _block([line.split(delimiter) for line in lines], decimal_comma, certain=True)
    return _only_reading(lines, decimal_comma)


def _only_reading(lines: Sequence[str], decimal_comma: bool) -> Rows:
    """Rows without tabs: of the ways to part them, the only one that makes sense."""
    readings: list[Rows] = []
    faults: list[ValueError] = []
    for split, comma in _ways(lines, decimal_comma):
        try:
            rows = _block([split(line) for line in lines], comma)
        except ValueError as fault:
            faults.append(fault)
        else:
            readings += [rows] if rows not in readings else []
    if not readings:
        raise faults[0]
    if len(readings) > 1:
        line = _shortened(lines[0].strip())
        raise ValueError(f"“{line}” can be one number or more: put tabs between the numbers.")
    return readings[0]


def _ways(lines: Sequence[str], decimal_comma: bool) -> list[tuple[Split, bool]]:
    """Ways to part a line into cells, with or without a decimal comma, the likeliest first."""
    ways: list[tuple[Split, bool]] = [(_whole, decimal_comma)]
    if any("," in line for line in lines) and not decimal_comma:
        # A lone 3,2 may come from where a comma is a decimal sign.
        ways = [(_at_commas, False), (_whole, True), *ways]
    if any(" " in line.strip() for line in lines):
        commas_part = not decimal_comma and any(", " in line for line in lines)
        ways.insert(1 if commas_part else 0, (str.split, decimal_comma))
    return ways


def _at_commas(line: str) -> list[str]:
    return line.split(",")


def _whole(line: str) -> list[str]:
    return [line]


def _block(cells: Sequence[Sequence[str]], decimal_comma: bool, certain: bool = False) -> Rows:
    """The numbers; `certain` that a comma in a cell is not one between cells."""
    width = len(cells[0])
    rows = []
    for i, row in enumerate(cells, start=1):
        if len(row) != width:
            raise ValueError(f"Row {i} has {_count(len(row))}, row 1 has {width}.")
        rows.append(
            tuple(
                _number(cell.strip(), decimal_comma, certain, f"Row {i}, column {j}")
                for j, cell in enumerate(row, start=1)
            )
        )
    return tuple(rows)


def _number(cell: str, decimal_comma: bool, certain: bool, where: str) -> float:
    if not cell:
        raise ValueError(f"{where} is empty.")
    if certain and decimal_comma and _ONE_GROUP.fullmatch(cell):
        # Spreadsheets with a decimal comma put no comma between thousands.
        cell += "0"
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"{where}: “{_shortened(cell)}” is too long for a number.")
    try:
        value = parse_number(cell, decimal_comma)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None
    if abs(value) > LARGEST_SCORE:
        limits = f"between −{LARGEST_SCORE:,.0f} and {LARGEST_SCORE:,.0f}"
        raise ValueError(f"{where}: “{cell}” is no score; one must be {limits}.")
    return value + 0.0  # −0 is 0


def _count(cells: int) -> str:
    return f"{cells} cell" if cells == 1 else f"{cells} cells"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"
