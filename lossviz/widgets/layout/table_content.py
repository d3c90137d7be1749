"""What a small table that compares a few cases shows, as plain frozen data. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Column:
    """room: of the width that is left of the names, against the other columns. bars: behind the
    numbers, of their share, or from the middle to either side, or a row of them in place of the
    number. words: of text, from the left."""

    title: str
    room: float = 1.0
    bars: Literal["", "share", "slope", "row"] = ""
    words: bool = False


@dataclass(frozen=True)
class Cell:
    """A number or a word. share: of the bar behind it, 0 to 1, or from −1 where it has a sign.

    bars: each scaled to the largest of them.
    """

    text: str
    role: str = "text.primary"
    strong: bool = False
    share: float = 0.0
    bars: tuple[float, ...] = ()


@dataclass(frozen=True)
class Row:
    """A case. chosen: the one that is looked at."""

    name: str
    cells: tuple[Cell, ...]
    chosen: bool = False


@dataclass(frozen=True)
class TableContent:
    """All rows, with a cell for each column."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()

    def words(self) -> str:
        """The table row by row: "W: k 1.000, data 0.000; …"."""
        return "; ".join(
            f"{row.name}: "
            + ", ".join(
                f"{column.title} {cell.text}".strip()
                for column, cell in zip(self.columns, row.cells, strict=True)
            )
            for row in self.rows
        )
