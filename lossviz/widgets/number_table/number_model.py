"""The item model under a table of numbers: what views, screen readers and other tools ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_EDIT, _DISPLAY = _ROLE.EditRole, _ROLE.DisplayRole
_NOWHERE = QModelIndex()
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_EDITABLE = _SHOWN | Qt.ItemFlag.ItemIsEditable


class NumberModel(QAbstractTableModel):
    """Shows a content that the owner replaces as a whole; keeps no number of its own.

    `take(row, column, value)` is asked when someone sets a value: the view's, which tells the owner
    and says whether the value was taken.
    """

    def __init__(self) -> None:
        super().__init__()
        self.take: Callable[[int, int, object], bool] = lambda _row, _column, _value: False

    # What subclasses say of their content

    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """The number as it is shown."""
        raise NotImplementedError

    def value(self, row: int, column: int) -> float:
        """The number."""
        raise NotImplementedError

    def default(self, row: int, column: int) -> float | None:
        """What a double click goes back to."""
        raise NotImplementedError

    def words(self, row: int, column: int) -> str:
        """The cell in words."""
        raise NotImplementedError

    def subject(self, row: int, column: int) -> str:
        """What the number is, to begin a sentence: "The score of car"."""
        raise NotImplementedError

    def read_only(self) -> str:
        """Why the numbers can't be edited; "" where they can."""
        raise NotImplementedError

    def names(self, orientation: Qt.Orientation) -> Sequence[str]:
        """The names in a header."""
        raise NotImplementedError

    def head_words(self, orientation: Qt.Orientation, section: int) -> str:
        """A name in a header, in words."""
        return self.names(orientation)[section]

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as the content has."""
        return 0 if parent.isValid() else self.shape()[0]

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as the content has."""
        return 0 if parent.isValid() else self.shape()[1]

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The text as it is shown, the number to edit, and the cell in words."""
        row, column = index.row(), index.column()
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return self.text(row, column)
        if role == _EDIT:
            return self.value(row, column)
        if role in (_ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return self.words(row, column)
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Ask for another number, given as one or as text; False where it is refused."""
        if role != _EDIT or not index.isValid():
            return False
        return self.take(index.row(), index.column(), value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable, unless the content says why not."""
        return _SHOWN if self.read_only() else _EDITABLE

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Names, and as much more as is known."""
        if not 0 <= section < len(self.names(orientation)):
            return None
        if role == _DISPLAY:
            return self.names(orientation)[section]
        if role in (_ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return self.head_words(orientation, section)
        return None

    # What the owner shows

    def replace(
        self, change: Callable[[], None], cells: Sequence[tuple[int, int]], same_shape: bool
    ) -> None:
        """Do `change` to the content, and tell of it: of `cells` at once, or of another shape."""
        if not same_shape:
            self.beginResetModel()
            change()
            self.endResetModel()
            return
        change()
        if cells:
            rows, columns = [row for row, _ in cells], [column for _, column in cells]
            first = self.index(min(rows), min(columns))
            self.dataChanged.emit(first, self.index(max(rows), max(columns)))
