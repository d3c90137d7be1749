"""How the lines of a table are parted into cells, found out from its first lines.

Tabs, semicolons, bars and commas part cells, and where none of these does, blanks. The first of
them that parts all lines alike is taken: the first line alone may have a cell less, as R's
`write.table` leaves out what stands above the names of rows. Excel's `sep=;` says it itself. Around
a row bars are no cells, and lines of dashes are none of the table's (Markdown).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

TAB, BLANKS, BAR = "\t", " ", "|"
DELIMITERS = (TAB, ";", BAR, ",")
DELIMITER_WORDS = {TAB: "tabs", ";": "semicolons", BAR: "bars", ",": "commas", BLANKS: "blanks"}
COMMENT_MARKS = ("#", "%", "//")
_ERRORS_OF_EXCEL = re.compile(r"#(N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)")
_BLANK = f" {''.join(DELIMITERS)}"
_SEP = re.compile(r'"?sep=(?P<sign>.)"?[;,\t]*', re.IGNORECASE)
_RULE = " \t|+:=-"
_NUMBER = re.compile(r"[-+−]?[0-9.,]{1,40}([eE][-+]?[0-9]{1,9})?")
MOST_TITLES = 3
"""Lines above a header that may hold something else."""


def is_blank(line: str) -> bool:
    """Whether a line holds nothing, or nothing but delimiters, as spreadsheets leave them."""
    if not line.strip(_BLANK):
        return True
    return not line.strip(_RULE) and ("--" in line or "==" in line)


def named_delimiter(line: str) -> str:
    """The delimiter that a line such as `sep=;` names; "" for another line."""
    found = _SEP.fullmatch(line.strip(" "))
    return found["sign"] if found else ""


def comment(line: str) -> str | None:
    """What stands behind the mark of a comment; None for a line that begins with none."""
    bare = line.lstrip()
    for mark in COMMENT_MARKS:
        if bare.startswith(mark) and not _ERRORS_OF_EXCEL.match(bare):
            return bare.lstrip(mark).strip()
    return None


def delimiter_of(lines: Sequence[str]) -> str:
    """What parts the cells of some lines that are not blank."""
    for start in range(min(MOST_TITLES, max(len(lines) - 2, 0)) + 1):
        below = lines[start:]
        fitting = [each for each in (*DELIMITERS, BLANKS) if _fits(below, each)]
        if "," in fitting and BLANKS in fitting and _has_blanks_between(below):
            return BLANKS
        if fitting:
            return fitting[0]
    if not any(each in line for each in DELIMITERS for line in lines):
        return BLANKS
    return max(DELIMITERS, key=lines[0].count)


def _fits(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a delimiter parts all lines alike; the first may have a cell less."""
    widths = []
    for line in lines:
        try:
            widths.append(len(cells_of([line], delimiter)[0]))
        except csv.Error:
            return False
    others = set(widths[1:]) or {widths[0]}
    return len(others) == 1 and max(others) > 1 and widths[0] in (max(others), max(others) - 1)


def _has_blanks_between(lines: Sequence[str]) -> bool:
    """Whether commas leave cells such as "1 4", which are two numbers."""
    return any(
        len(parts := cell.split()) > 1 and all(_NUMBER.fullmatch(part) for part in parts)
        for cells in cells_of(lines, ",")
        for cell in cells
    )


def cells_of(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The cells of lines; csv.Error for quotation marks that make no sense."""
    if delimiter == BAR:
        lines = [line.strip().removeprefix(BAR).removesuffix(BAR) for line in lines]
    if delimiter == BLANKS:
        lines = [" ".join(line.split()) if '"' not in line else line.strip() for line in lines]
    if any('"' in line for line in lines):
        return list(csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True))
    return [line.split(delimiter) for line in lines]
