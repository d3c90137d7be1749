"""The item model of a number table: one content after the other, with the end of its tint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from lossviz.widgets.number_table.content import NumberTableContent
from lossviz.widgets.number_table.number_model import NumberModel


class NumberTableModel(NumberModel):
    """Shows one content after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.content = NumberTableContent((), (), ())
        self.largest = 0.0
        """Of the content: worked out once, and asked for with each cell that is painted."""

    def show(self, content: NumberTableContent) -> None:
        """Take on a content."""
        before, (rows, columns) = self.content, content.shape
        same_shape, same_scale = before.shape == content.shape, self.largest == content.largest
        places = [(row, column) for row in range(rows) for column in range(columns)]
        if same_shape and same_scale and before.read_only == content.read_only:
            places = [(r, c) for r, c in places if before.cells[r][c] != content.cells[r][c]]

        def change() -> None:
            self.content, self.largest = content, content.largest

        self.replace(change, places, same_shape)

    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.content.shape

    def text(self, row: int, column: int) -> str:
        """The number as it is shown."""
        return self.content.cells[row][column].text

    def value(self, row: int, column: int) -> float:
        """The number."""
        return self.content.cells[row][column].value

    def default(self, row: int, column: int) -> float | None:
        """What a double click goes back to."""
        return self.content.cells[row][column].default

    def words(self, row: int, column: int) -> str:
        """A cell in words: "cat, w1: 2.2"."""
        return f"{self._place(row, column)}: {self.text(row, column)}"

    def subject(self, row: int, column: int) -> str:
        """What a number is, to begin a sentence."""
        return f"The number at {self._place(row, column)}"

    def read_only(self) -> str:
        """Why the numbers can't be edited."""
        return self.content.read_only

    def names(self, orientation: Qt.Orientation) -> Sequence[str]:
        """Names of the columns across, of the rows down."""
        horizontal = orientation == Qt.Orientation.Horizontal
        return self.content.columns if horizontal else self.content.rows

    def _place(self, row: int, column: int) -> str:
        return f"{self.content.rows[row]}, {self.content.columns[column]}"
