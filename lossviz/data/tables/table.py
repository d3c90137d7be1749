"""The rows of a table and what stands above them: titles, comments, a header."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from lossviz.data.tables.dialect import (
    BLANKS,
    MOST_TITLES,
    cells_of,
    comment,
    delimiter_of,
    is_blank,
    named_delimiter,
)
from lossviz.data.tables.numbers import is_like_number
from lossviz.data.tables.places import Places, Rows
from lossviz.data.tables.text import ANSI, Lines, TextBlocks
from lossviz.data.tables.words import is_label

LINES_TO_JUDGE = 20
"""Lines from which it is found out how cells are parted."""

IsHeader = Callable[[Sequence[str]], bool]


class _Line(NamedTuple):
    place: int
    text: str


@dataclass(frozen=True)
class Head:
    """What was found out from a table's first rows.

    header: the names of columns, () where there are none. width: cells of a row. first: the first
    rows below the header. where: file and line of the first row, for errors.
    """

    header: tuple[str, ...]
    width: int
    first: tuple[tuple[str, ...], ...]
    where: str

    def column(self, j: int) -> list[str]:
        """The first cells of a column."""
        return [clean(cells[j]) for cells in self.first if j < len(cells)]


def clean(cell: str) -> str:
    """A cell as a person reads it: no blanks around it, single ones in it."""
    return " ".join(cell.split())


class Table:
    """The rows of a file, block by block; the first block with rows begins with the head.

    turned: rows and columns are exchanged, all rows in one block. Raises DataError.
    """

    def __init__(self, stream: BinaryIO, name: str, *, turned: bool = False) -> None:
        self.places = Places(name, turned)
        self._text = TextBlocks(stream, name)
        self._delimiter = ""
        self._width = 0
        self._above = ""  # what stands in the last comment above all rows
        self._comments = self._titles = 0
        self._has_comment_header = False

    def __iter__(self) -> Iterator[Rows]:
        if not self.places.turned:
            yield from self._blocks()
            return
        rows = [row for block in self._blocks() for row in block.cells]
        width = max(map(len, rows), default=0)
        filled = [[*row, *[""] * (width - len(row))] for row in rows]
        turned = [list(column) for column in zip(*filled, strict=True)]
        yield Rows(turned, list(range(1, len(turned) + 1)))

    # From lines to rows

    def _blocks(self) -> Iterator[Rows]:
        held: list[_Line] = []
        for block in self._text:
            filled = self._filled(block, in_head=not self._delimiter)
            if not self._delimiter:
                held += filled
                if len(held) < LINES_TO_JUDGE:
                    yield Rows([], [])
                    continue
                filled, held = self._judge(held), []
            yield self._rows_of(filled)
        if held:
            yield self._rows_of(self._judge(held))

    def _filled(self, block: Lines, *, in_head: bool) -> list[_Line]:
        """The lines that are not blank; behind the head, without comments."""
        number, lines = block
        filled = [_Line(number + i, line) for i, line in enumerate(lines) if not is_blank(line)]
        return filled if in_head else [line for line in filled if not self._is_comment(line.text)]

    def _judge(self, lines: list[_Line]) -> list[_Line]:
        """Find out the delimiter from the first lines; returns those of them that are rows."""
        named = named_delimiter(lines[0].text)
        lines = lines[1:] if named else lines
        if not any(named in line.text for line in lines):
            named = ""  # what it names parts nothing
        sure = [line.text for line in lines if comment(line.text) is None]
        self._delimiter = named or delimiter_of(sure[:LINES_TO_JUDGE] or [""])
        rows: list[_Line] = []
        for line in lines:
            text = comment(line.text)
            if text is not None and not rows:
                self._above = text
                self._comments += 1
            elif text is None or not self._is_comment(line.text):
                rows.append(line)
                self._width = len(self._rows_of([line]).cells[0])
        return rows

    def _is_comment(self, line: str) -> bool:
        """Whether a line below the first row is a comment, and not a row called "#1"."""
        if line[:1] not in "#%/ \t":
            return False
        text = comment(line)
        if text is None:
            return False
        bare = line.lstrip()
        if bare[0] == "#" and bare[1:2].strip("# "):
            try:
                if len(cells_of([line], self._delimiter)[0]) == self._width:
                    return False
            except csv.Error:
                pass
        self._comments += 1
        return True

    def _rows_of(self, lines: Sequence[_Line]) -> Rows:
        """The rows in some lines; a quotation ends in its line."""
        texts = [line.text for line in lines]
        try:
            rows = cells_of(texts, self._delimiter)
        except csv.Error:
            rows = []
        if len(rows) != len(texts):
            what = "a quotation mark is missing, or there is one too many"
            raise self.places.error(what, self._first_bad_quotes(lines))
        return Rows(rows, [line.place for line in lines])

    def _first_bad_quotes(self, lines: Sequence[_Line]) -> int:
        for line in lines:
            try:
                cells_of([line.text], self._delimiter)
            except csv.Error:
                return line.place
        return lines[0].place

    # The head

    def parted(self, rows: Rows, is_header: IsHeader) -> tuple[Head, Rows]:
        """What the first rows tell, and the rows below the header."""
        rows = self._without_titles(rows)
        cells, places = rows
        self._width = width = _width_of(cells)
        top = [clean(cell) for cell in _cut(cells[0], width)]
        header: list[str] = []
        if is_header(top) and _are_one_wider(cells[1:], width):
            top = ["", *top]
        if is_header(top) or self._counts(top, cells[1:], places[0]):
            header, rows = top, Rows(cells[1:], places[1:])
        elif self._is_header_above(is_header):
            header = [clean(cell) for cell in cells_of([self._above], self._delimiter)[0]]
            self._has_comment_header = True
        self._width = len(header) or width
        where = self.places.where(places[0])
        rows = self.fitted(rows)
        return Head(tuple(header), self._width, tuple(map(tuple, rows.cells)), where), rows

    def fitted(self, rows: Rows) -> Rows:
        """Rows as wide as the first; DataError for one that is longer or shorter."""
        width = self._width
        if set(map(len, rows.cells)) <= {width}:
            return rows
        for i, cells in enumerate(rows.cells):
            if len(cells) != width:
                rows.cells[i] = _cut(cells, width)
                count = len(rows.cells[i])
                if count != width:
                    there = "is 1 cell" if count == 1 else f"are {count:,} cells"
                    hint = self._comma_hint(cells)
                    what = f"there {there}, and {width:,} in the first row{hint}"
                    raise self.places.error(what, rows.places[i])
        return rows

    def _comma_hint(self, cells: Sequence[str]) -> str:
        whole = all(cell.strip().lstrip("+-").isdigit() for cell in cells if not cell.isalpha())
        doubled = len(cells) in (2 * self._width - 1, 2 * self._width)
        if self._delimiter != "," or not whole or not doubled:
            return ""
        return "; if commas stand before decimals, part the cells by semicolons"

    def _without_titles(self, rows: Rows) -> Rows:
        """The rows from the first on that may be a header: titles are single cells above it."""
        cells, places = rows
        first = 0
        while first < min(MOST_TITLES, len(cells) - 2) and _is_title(cells[first]):
            first += 1
        if len(cells[first]) < 3 or not "".join(cells[first][1:]).strip():
            first = 0
        self._titles = first
        return Rows(cells[first:], places[first:])

    def _counts(self, top: Sequence[str], below: Sequence[Sequence[str]], place: int) -> bool:
        """Whether the first row counts 0, 1, 2, ...: the names that pandas gives to columns."""
        if len(top) < 3 or top != [str(j) for j in range(len(top))] or not below:
            return False
        if any(not cell.strip().isdigit() for cells in below for cell in cells[:-1]):
            return True
        what = "0, 1, 2, ... is a header of pandas, or a row: put names above the columns"
        raise self.places.error(what, place)

    def _is_header_above(self, is_header: IsHeader) -> bool:
        """Whether the comment above all rows names the columns, as numpy.savetxt writes them."""
        try:
            cells = cells_of([self._above], self._delimiter)[0] if self._above else []
        except csv.Error:
            return False
        if len(cells) != self._width or any(map(is_like_number, map(clean, cells))):
            return False
        sure = self._delimiter != BLANKS or any(map(is_label, cells))
        return sure and is_header([clean(cell) for cell in cells])

    # What is worth saying

    def notes(self) -> list[str]:
        """What was read otherwise than as it stands."""
        comments = self._comments - self._has_comment_header
        counted = (
            (comments, "1 comment is left out", f"{comments:,} comments are left out"),
            (self._titles, "line 1 is a title", f"{self._titles} lines above are titles"),
        )
        notes = [one if count == 1 else more for count, one, more in counted if count]
        if self.places.turned:
            notes.insert(0, "rows and columns are exchanged")
        if self._has_comment_header:
            notes.append("a comment names the columns")
        if self._text.encoding == ANSI:
            notes.append("letters are read as Western European (ANSI)")
        return notes


def _is_title(cells: Sequence[str]) -> bool:
    """Whether a row has one text alone."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and not is_label(filled[0]) and not is_like_number(filled[0])


def _width_of(cells: Sequence[Sequence[str]]) -> int:
    """How many columns there are; what trails, and is empty in all of several rows, is none."""
    width = len(cells[0])
    while width > 1 and len(cells) > 1:
        if any(len(row) >= width and row[width - 1].strip() for row in cells):
            break
        width -= 1
    return width


def _are_one_wider(body: Sequence[Sequence[str]], width: int) -> bool:
    """Whether all rows have a cell more than the header, and a name of the row in the first."""
    return bool(body) and all(len(_cut(cells, width)) == width + 1 for cells in body)


def _cut(cells: Sequence[str], width: int) -> list[str]:
    """Cells without empty ones that trail behind the width."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return list(cells[:end])
