"""Blocks of numbers from a spreadsheet, as text. No Qt.

Rows are rows on the screen: a class each, its scores of the examples beside each other. Tabs part
the numbers of a row, as spreadsheets write them. Semicolons, commas and spaces are read too, where
they leave no doubt: what could be one number or two is refused. A block is read as a whole: 1,234.5
in it tells that 2,000 is two thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from math import isfinite

from lossviz.data.tables.decimals import Decimals, judged, signs_joined, with_point
from lossviz.data.tables.numbers import in_doubt
from lossviz.panels.scores.linear import Rows
from lossviz.panels.scores.state import LARGEST_SCORE
from lossviz.widgets.numbers.number_text import parse_number

LONGEST_TEXT = 20_000
"""Characters; a full table with all its digits takes some 2,000."""
LONGEST_CELL = 60

Split = Callable[[str], list[str]]


class DoubtError(ValueError):
    """A number in a block can mean two."""


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
        if delimiter in text:  # from a spreadsheet, which writes as the person does
            return _block([line.split(delimiter) for line in lines], _written(decimal_comma))
    return _only_reading(lines, decimal_comma)


def _written(decimal_comma: bool) -> Decimals:
    """What a comma is in 1,234 where no other number tells, to a person's own spreadsheet."""
    return Decimals(",") if decimal_comma else Decimals(".", ",")


def _only_reading(lines: Sequence[str], decimal_comma: bool) -> Rows:
    """Rows without tabs: of the ways to part them, the only one that makes sense."""
    readings: list[Rows] = []
    faults: list[ValueError] = []
    for split in _ways(lines, decimal_comma):
        try:
            rows = _block([split(line) for line in lines], None)
        except ValueError as fault:
            faults.append(fault)
        else:
            readings += [rows] if rows not in readings else []
    doubts = [fault for fault in faults if isinstance(fault, DoubtError)]
    if not readings:
        raise (doubts or faults)[0]
    if len(readings) + len(doubts) > 1:
        line = _shortened(lines[0].strip())
        raise ValueError(f"“{line}” can be one number or more: put tabs between the numbers.")
    return readings[0]


def _ways(lines: Sequence[str], decimal_comma: bool) -> list[Split]:
    """Ways to part a line into cells, the likeliest first."""
    ways: list[Split] = [_whole]
    if any("," in line for line in lines) and not decimal_comma:
        ways.insert(0, _at_commas)  # a lone 3,2 may come from where a comma is a decimal sign
    if any(" " in line.strip() for line in lines):
        commas_part = not decimal_comma and any(", " in line for line in lines)
        ways.insert(1 if commas_part else 0, str.split)
    return ways


def _at_commas(line: str) -> list[str]:
    return line.split(",")


def _whole(line: str) -> list[str]:
    return [line]


def _block(cells: Sequence[Sequence[str]], otherwise: Decimals | None) -> Rows:
    """The numbers; otherwise: what commas mean where no number of the block tells."""
    width = len(cells[0])
    decimals, doubt = judged(chain.from_iterable(cells), Decimals())
    if doubt and not decimals.sign:
        decimals = otherwise or decimals
    rows = []
    for i, row in enumerate(cells, start=1):
        if len(row) != width:
            raise ValueError(f"Row {i} has {_count(len(row))}, row 1 has {width}.")
        rows.append(
            tuple(
                _number(cell.strip(), decimals, doubt, f"Row {i}, column {j}")
                for j, cell in enumerate(row, start=1)
            )
        )
    return tuple(rows)


def _number(cell: str, decimals: Decimals, doubt: str, where: str) -> float:
    if not cell:
        raise ValueError(f"{where} is empty.")
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"{where}: “{_shortened(cell)}” is too long for a number.")
    if not decimals.sign and doubt and "," in cell and signs_joined(cell) == doubt:
        raise DoubtError(f"{where}: {in_doubt(doubt)}.")
    written = with_point(cell, decimals)
    value = float("nan") if written is None else float(written)
    if not isfinite(value):  # 3.4 × 10⁻⁵, or no number, which is said
        try:
            value = parse_number(cell, decimals.sign == ",")
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
