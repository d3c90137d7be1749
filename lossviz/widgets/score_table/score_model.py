"""The scores as an item model: rows are classes, columns examples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from lossviz.widgets.number_table.number_model import NumberModel
from lossviz.widgets.score_table.content import ScoreCell, ScoreTableContent

_EMPTY = ScoreTableContent((), (), ())


class ScoreModel(NumberModel):
    """Shows one content after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.content = _EMPTY

    def show(self, content: ScoreTableContent) -> None:
        """Take on a content."""
        before = self.content
        same_shape = _shape(content) == _shape(before)
        cells = _changed_cells(before, content) if same_shape else []

        def change() -> None:
            self.content = content

        self.replace(change, cells, same_shape)
        if same_shape and before.classes != content.classes:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(content.classes) - 1)
        if same_shape and before.examples != content.examples:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(content.examples) - 1)

    def cell(self, row: int, column: int) -> ScoreCell:
        """The cell of a class and an example."""
        return self.content.cells[column][row]

    def is_true(self, row: int, column: int) -> bool:
        """Whether the class is the example's true one."""
        return self.content.examples[column].true == row

    def shape(self) -> tuple[int, int]:
        """Classes and examples."""
        return _shape(self.content)

    def text(self, row: int, column: int) -> str:
        """The score as it is shown."""
        return self.cell(row, column).text

    def value(self, row: int, column: int) -> float:
        """The score."""
        return self.cell(row, column).value

    def default(self, row: int, column: int) -> float | None:
        """What a double click goes back to."""
        return self.cell(row, column).default

    def words(self, row: int, column: int) -> str:
        """A cell in words: "cat image, car: 5.1, adds 2.9 to the hinge loss"."""
        cell = self.cell(row, column)
        where = f"{self.content.examples[column].name}, {self.content.classes[row].name}"
        words = [f"{where}: {cell.text}"]
        if self.is_true(row, column):
            words.append("the true class")
        elif cell.note:
            words.append(f"adds {cell.note.lstrip('+')} to the hinge loss")
        if cell.original is not None:
            words.append(f"originally {cell.original}")
        return ", ".join(words)

    def subject(self, row: int, column: int) -> str:
        """What a number is, to begin a sentence."""
        content = self.content
        return f"The score of {content.classes[row].name} for {content.examples[column].name}"

    def read_only(self) -> str:
        """Why the scores can't be edited."""
        return self.content.read_only

    def names(self, orientation: Qt.Orientation) -> Sequence[str]:
        """Names of the examples across, of the classes down."""
        if orientation == Qt.Orientation.Horizontal:
            return [example.name for example in self.content.examples]
        return [head.name for head in self.content.classes]

    def head_words(self, orientation: Qt.Orientation, section: int) -> str:
        """An example with its true class; a class by its name."""
        if orientation == Qt.Orientation.Vertical:
            return self.content.classes[section].name
        example = self.content.examples[section]
        return f"{example.name}, true class {self.content.classes[example.true].name}"


def _shape(content: ScoreTableContent) -> tuple[int, int]:
    return len(content.classes), len(content.examples)


def _changed_cells(before: ScoreTableContent, after: ScoreTableContent) -> list[tuple[int, int]]:
    """Row and column of what is drawn otherwise; all of it where more than cells changed."""
    rows, columns = _shape(after)
    if _frame(before) != _frame(after):
        return [(0, 0), (rows - 1, columns - 1)] if rows and columns else []
    return [
        (row, column)
        for column, (old, new) in enumerate(zip(before.cells, after.cells, strict=True))
        if old != new
        for row in range(rows)
        if old[row] != new[row]
    ]


def _frame(content: ScoreTableContent) -> tuple[object, ...]:
    """What is drawn in many cells at once."""
    return content.classes, content.examples, content.read_only
