"""Where in a file something stands, for errors, also when rows and columns are exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lossviz.data.errors import DataError


class Rows(NamedTuple):
    """Some rows that are not blank, and the number of the line of each, from 1."""

    cells: list[list[str]]
    places: list[int]


@dataclass(frozen=True)
class Places:
    """Places in a file; turned: what is read as a row is a column of it."""

    file: str
    turned: bool = False

    def where(self, place: int, column: int | None = None) -> str:
        """File, line from 1, and column, which is counted from 0 here."""
        line, across = ("column", "line") if self.turned else ("line", "column")
        found = f"{self.file}, {line} {place:,}"
        return found if column is None else f"{found}, {across} {column + 1}"

    def error(self, what: str, place: int, column: int | None = None) -> DataError:
        """What is wrong there, as one sentence."""
        return DataError(f"{self.where(place, column)}: {what}.")
