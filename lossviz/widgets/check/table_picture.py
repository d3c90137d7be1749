"""What the table of the gradient check shows, and where its columns lie. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

_HALVINGS = 30


@dataclass(frozen=True)
class Cell:
    """A number as it reads, in a colour by role."""

    text: str = ""
    role: str = "text.primary"
    strong: bool = False


@dataclass(frozen=True)
class TableRow:
    """A dimension, "W₁", or the "loss", and a cell for each column.

    marked: the dimension that is being filled now. choosable: whether a click asks for this row.
    """

    name: str
    cells: tuple[Cell, ...]
    marked: bool = False
    choosable: bool = True


@dataclass(frozen=True)
class TablePicture:
    """Headers of the cells, such as "W", "W + h, first", "dW num.", and the rows below them."""

    columns: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()

    def row_words(self, row: int) -> str:
        """A row for a screen reader: "W₁: W 0.34; analytic −2.500"."""
        pairs = zip(self.columns, self.rows[row].cells, strict=True)
        told = "; ".join(f"{column} {cell.text}" for column, cell in pairs if cell.text)
        return f"{self.rows[row].name}: {told or 'empty'}"

    def words(self) -> str:
        """All of it for a screen reader, row by row."""
        return ". ".join(self.row_words(row) for row in range(len(self.rows)))

    def headings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Columns and names of rows: while these stay, it is the same table."""
        return self.columns, tuple(row.name for row in self.rows)

    def lengths(self) -> tuple[int, ...]:
        """Characters of the longest number of each column."""
        each = (tuple(len(cell.text) for cell in row.cells) for row in self.rows)
        return tuple(max(column) for column in zip(*each, strict=True)) or (0,) * len(self.columns)


@dataclass(frozen=True)
class Needs:
    """What the columns have to hold: px of the widest name and of each header, characters."""

    name: float
    headers: tuple[float, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Columns:
    """Right ends in px, the px that each header may take, and the type role of the numbers."""

    rights: tuple[float, ...]
    headers: tuple[float, ...]
    font: str


def table_columns(
    width: float, needs: Needs, digits: tuple[float, float], gaps: tuple[float, float]
) -> Columns:
    """Share a width out: in a narrow one with small numbers, narrow gaps, at last shorter headers.

    digits: px of a digit in "number" and in "numberSmall". gaps: usual and narrow px before a
    column. Numbers are never cut: below `least_width` they go on beyond the right end.
    """
    (digit, small), (gap, narrow) = digits, gaps
    tries = (("number", digit, gap), ("numberSmall", small, gap), ("numberSmall", small, narrow))
    for font, advance, between in tries:
        wide = _with_headers(needs, advance, max(needs.headers, default=0.0))
        if needs.name + sum(wide) + between * len(wide) <= width:
            return _placed(width, needs.name, wide, between, font)
    room = width - needs.name - narrow * len(needs.headers)
    return _placed(width, needs.name, _capped(needs, small, room), narrow, "numberSmall")


def least_width(needs: Needs, digits: tuple[float, float], gaps: tuple[float, float]) -> float:
    """The least px that hold every number."""
    numbers = sum(needs.numbers) * digits[1]
    return needs.name + numbers + gaps[1] * len(needs.numbers)


def _with_headers(needs: Needs, digit: float, cap: float) -> tuple[float, ...]:
    """Px of each column, with headers of at most `cap`."""
    pairs = zip(needs.headers, needs.numbers, strict=True)
    return tuple(max(min(header, cap), digit * number) for header, number in pairs)


def _capped(needs: Needs, digit: float, room: float) -> tuple[float, ...]:
    """The widths at the largest cap that fits: the widest headers give way first."""
    low, high = 0.0, max(needs.headers, default=0.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = sum(_with_headers(needs, digit, middle)) <= room
        low, high = (middle, high) if fits else (low, middle)
    return _with_headers(needs, digit, low)


def _placed(width: float, name: float, wide: tuple[float, ...], gap: float, font: str) -> Columns:
    spare = max(width - name - sum(wide) - gap * len(wide), 0.0) / max(len(wide), 1)
    rights, at = [], name
    for each in wide:
        at += gap + spare + each
        rights.append(at)
    return Columns(tuple(rights), wide, font)
