"""A table of numbers to go about in by keyboard, and to copy blocks from and paste them into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QLocale, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from lossviz.widgets.numbers.number_text import block_text
from lossviz.widgets.painting.picture_widget import by_keyboard

if TYPE_CHECKING:
    from lossviz.widgets.number_table.gesture import Cell
    from lossviz.widgets.number_table.number_model import NumberModel

SHIFT = Qt.KeyboardModifier.ShiftModifier
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate
_COPY, _PASTE = QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste
_ALL = QKeySequence.StandardKey.SelectAll


@dataclass(frozen=True)
class Marks:
    """What is marked: the current cell, the selected block, and whether the keyboard is there."""

    current: Cell | None
    block: tuple[int, int, int, int] | None
    focused: bool

    def is_selected(self, cell: Cell) -> bool:
        """Whether a cell is in the block."""
        if self.block is None:
            return False
        top, left, bottom, right = self.block
        return top <= cell[0] <= bottom and left <= cell[1] <= right


class BlockView(QTableView):
    """Left and Right go from cell to cell, with Alt also Up and Down; Shift extends the selection.

    Tab leaves the table. It says through `tell_cell` and `tell_block` what a person did.
    """

    rejected = Signal(str)
    """A sentence about what was refused."""

    def __init__(self, model: NumberModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = model
        self._anchor: Cell = (0, 0)
        self._keyboard_focus = False
        model.setParent(self)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)

    # What subclasses say

    def tell_cell(self, cell: Cell) -> None:
        """A person went to a cell."""

    def tell_block(self, cell: Cell, text: str) -> None:
        """A person pasted a text, to go in from a cell on."""
        raise NotImplementedError

    def paint_cell(self, painter: QPainter, section: QRect, cell: Cell, marks: Marks) -> None:
        """Draw one cell."""
        raise NotImplementedError

    # What the owner may ask

    def current_cell(self) -> Cell | None:
        """Row and column of the current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def select_cell(self, cell: Cell) -> None:
        """Make a cell the current one, alone; no signal."""
        self._anchor = cell
        self.selectionModel().setCurrentIndex(self._numbers.index(*cell), _SELECT)

    def shows_focus(self) -> bool:
        """Whether the ring is due: focus that came by, or is used with, the keyboard."""
        return self._keyboard_focus and self.hasFocus()

    def copy(self) -> None:
        """Put the selected block on the clipboard, for a spreadsheet: every digit, plain minus."""
        top, left, bottom, right = self.block() or (0, 0, -1, -1)
        rows = (
            [self._numbers.value(row, column) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        )
        decimal_comma = QLocale().decimalPoint() == ","
        QGuiApplication.clipboard().setText(block_text(rows, decimal_comma))

    def paste(self) -> None:
        """Tell of the clipboard's text, to go in from the selected block's first cell on."""
        text = QGuiApplication.clipboard().text()
        block = self.block()
        if text and block is not None and self.may_edit():
            self.tell_block(block[:2], text)

    def may_edit(self) -> bool:
        """Whether the numbers may be changed; says why where they may not."""
        sentence = self._numbers.read_only()
        if sentence:
            self.rejected.emit(sentence)
        return not sentence

    # Selection

    def go(self, cell: Cell, extend: bool = False) -> None:
        """Go to a cell, or to the nearest there is, as a person does."""
        rows, columns = self._numbers.shape()
        if not rows or not columns:
            return
        cell = min(max(cell[0], 0), rows - 1), min(max(cell[1], 0), columns - 1)
        if extend:
            self._extend(cell)
        else:
            self.select_cell(cell)
            self.tell_cell(cell)

    def _extend(self, cell: Cell) -> None:
        corners = [self._anchor, cell]
        first, last = (
            self._numbers.index(
                end(row for row, _ in corners), end(column for _, column in corners)
            )
            for end in (min, max)
        )
        self.selectionModel().select(QItemSelection(first, last), _SELECT)
        self.selectionModel().setCurrentIndex(self._numbers.index(*cell), _KEEP)

    def block(self) -> tuple[int, int, int, int] | None:
        """Top, left, bottom and right of the selected block; the current cell if none is."""
        ranges = self.selectionModel().selection().toList()
        if ranges:
            each = ranges[0]
            return each.top(), each.left(), each.bottom(), each.right()
        cell = self.current_cell()
        return None if cell is None else (*cell, *cell)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Copy and paste belong to the table while it has the keyboard; Space to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(any(event.matches(key) for key in (_COPY, _PASTE, _ALL)))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's own keys; all others go on to the window."""
        self._keyboard_focus = True
        self.viewport().update()
        event.setAccepted(self.press_key(event))

    def press_key(self, event: QKeyEvent) -> bool:
        """Act on a key; True when it was one of ours."""
        if event.matches(_COPY):
            self.copy()
        elif event.matches(_PASTE):
            self.paste()
        elif event.matches(_ALL):
            self._anchor = (0, 0)
            self._extend((self._numbers.shape()[0] - 1, self._numbers.shape()[1] - 1))
        else:
            return self._press_move(event)
        return True

    def _press_move(self, event: QKeyEvent) -> bool:
        key, (row, column) = Qt.Key(event.key()), self.current_cell() or (0, 0)
        if key in _SIDEWAYS:
            column += _SIDEWAYS[key]
        elif key in _UP_DOWN:
            row += _UP_DOWN[key]
        elif key == Qt.Key.Key_Home:
            column = 0
        elif key == Qt.Key.Key_End:
            column = self._numbers.shape()[1] - 1
        else:
            return False
        self.go((row, column), extend=bool(event.modifiers() & SHIFT))
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came by keyboard; by mouse it needs no ring."""
        self._keyboard_focus = by_keyboard(event, self._keyboard_focus)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Painting and layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells that show. A delegate for each would take twice the time: 2 ms of 10 x 10."""
        painter, area = QPainter(self.viewport()), event.rect()
        marks = Marks(self.current_cell(), self.block(), self.shows_focus())
        columns = _visible(self.horizontalHeader(), area.left(), area.right())
        for row, top, height in _visible(self.verticalHeader(), area.top(), area.bottom()):
            for column, left, width in columns:
                section = QRect(left, top, width, height)
                self.paint_cell(painter, section, (row, column), marks)

    def updateGeometries(self) -> None:
        """Lay out the headers; the corner between them stays empty."""
        super().updateGeometries()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        corner = self.findChild(QAbstractButton, options=direct)
        if corner is not None:
            corner.hide()


def _visible(header: QHeaderView, first: int, last: int) -> list[tuple[int, int, int]]:
    """Index, position and size of the sections between two positions."""
    places = (
        (section, header.sectionViewportPosition(section), header.sectionSize(section))
        for section in range(header.count())
    )
    return [place for place in places if place[1] <= last and place[1] + place[2] > first]
