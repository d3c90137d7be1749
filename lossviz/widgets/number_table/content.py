"""What a number table is given to draw: ready texts with their values. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class NumberCell(NamedTuple):
    """One number of a number table, and what a double click goes back to."""

    text: str
    value: float
    default: float | None = None


@dataclass(frozen=True)
class NumberTableContent:
    """Names, and cells by row. `color_names` give the rows dots in class colours, or are empty.

    read_only: why the numbers can't be edited, as a sentence; "" where they can.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[NumberCell, ...], ...]
    color_names: tuple[str, ...] = ()
    read_only: str = ""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.columns)

    @property
    def largest(self) -> float:
        """The largest magnitude: the end of the tint's scale."""
        return max((abs(cell.value) for row in self.cells for cell in row), default=0.0)
