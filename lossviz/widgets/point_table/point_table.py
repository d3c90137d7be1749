"""The table of points: choose a row, change its place and its class, or take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.numbers.scrub_drag import PIXELS_PER_STEP
from lossviz.widgets.point_table.point_menu import PointMenu
from lossviz.widgets.point_table.point_numbers import CLASS_COLUMN, PointNumbers

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_UP_DOWN = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class PointTable(PointNumbers):
    """Keeps no number: it tells of each change, and waits to be shown new rows.

    Left and Right go from cell to cell, on to the next row; Alt+Up and Alt+Down from row to row, in
    the class column also Up and Down; Page Up and Page Down by what shows, Home and End within the
    row, with Ctrl to the first and the last. On x, Up and Down step, Enter or a digit types. On the
    class a digit sets it, Enter opens a menu. Delete removes the point, Esc restores.
    """

    point_chosen = Signal(int)
    class_wanted = Signal(int, int)
    """Row and the class that it shall have."""
    point_removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_class: int | None = None

    # Changing points

    def _take_class(self, y: int) -> None:
        if self.chosen is None:
            return
        if y >= self.rows.classes:
            highest = self.rows.classes - 1
            self.rejected.emit(
                f"The class of point {self.chosen + 1} must be a number from 0 to {highest}; "
                f"there is no class {y}."
            )
        elif y != self.rows.y[self.chosen]:
            self.class_wanted.emit(self.chosen, y)

    def _remove(self) -> None:
        if self.chosen is not None:
            self.point_removed.emit(self.chosen)

    # Going about

    def _choose(self, row: int, column: int | None = None) -> None:
        """Go to a row, or to the nearest there is, as a person does."""
        if not self.rows.count:
            return
        self.gesture.end()
        row = min(max(row, 0), self.rows.count - 1)
        if column is not None:
            self._column = column
        was = self.chosen
        self.set_chosen(row)
        self._reveal(row)
        self.viewport().update()
        if row != was:
            self.point_chosen.emit(row)

    def _go_sideways(self, step: int) -> None:
        """To the next cell, over the end of a row."""
        columns = CLASS_COLUMN + 1
        at = (self.chosen or 0) * columns + self.column + step
        row, column = divmod(min(max(at, 0), self.rows.count * columns - 1), columns)
        self._choose(row, column)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's own keys; all others go on to the window."""
        self._keyboard_focus = True
        self.viewport().update()
        event.setAccepted(self._press(event))

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            return self.typing.give_up()
        if not self.rows.count:
            return False
        if self.chosen is None:
            return self._begin(event)
        return self._press_move(event) or self._press_change(event)

    def _begin(self, event: QKeyEvent) -> bool:
        """The first key that moves chooses the first row."""
        moves = self._moves(event) is not None or event.key() in {*_SIDEWAYS, *_UP_DOWN}
        if moves:
            self._choose(0)
        return moves

    def _press_move(self, event: QKeyEvent) -> bool:
        key, row = Qt.Key(event.key()), self._moves(event)
        if row is not None:
            self._choose(row)
        elif key in _SIDEWAYS:
            self._go_sideways(_SIDEWAYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(self.chosen or 0, 0 if key == Qt.Key.Key_Home else CLASS_COLUMN)
        else:
            return False
        return True

    def _moves(self, event: QKeyEvent) -> int | None:
        """The row that a key goes to."""
        key, row = Qt.Key(event.key()), self.chosen or 0
        page = max(self.row_area().height() // self._painter.height, 1)
        pages = {Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in pages:
            return row + pages[key]
        if event.modifiers() & _CTRL and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else self.rows.count - 1
        by_rows = event.modifiers() & _ALT or self.column == CLASS_COLUMN
        return row - _UP_DOWN[key] if key in _UP_DOWN and by_rows else None

    def _press_change(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _DELETE:
            self._remove()
        elif self.column == CLASS_COLUMN:
            return self._press_class(key, event.text())
        else:
            return self.typing.press_key(event)
        return True

    def _press_class(self, key: Qt.Key, text: str) -> bool:
        if key in _ENTER:
            self._open_menu()
        elif text and text in "0123456789":
            self._take_class(int(text))
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Keys such as Space and Ctrl+Z belong to the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row; on x a drag begins."""
        row = self.row_at(event.position())
        if self.typing.is_open and not self.typing.finish():
            return  # a text that was refused stays until it is put right or given up
        if row is None:
            return
        column = self.columns.editable_at(event.position().x())
        left = event.button() == Qt.MouseButton.LeftButton
        again = row == self.chosen and column == CLASS_COLUMN
        self._choose(row, column)
        self._pressed_class = row if left and again else None
        if left and column in (0, 1):
            self.gesture.press((row, column), event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the number: 4 px a step, Shift a tenth, Ctrl ten times."""
        if self.gesture.is_drag:
            self.typing.drag(event, self._theme.px(PIXELS_PER_STEP))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag; without one, the click types. A click on the chosen class asks for one."""
        if self.typing.release(event):
            self.typing.begin_number(by_click=True)
        elif self._pressed_class is not None and self._pressed_class == self.chosen:
            self._open_menu()
        self._pressed_class = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As two clicks."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a point."""
        if not self.typing.finish():
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row = self.row_at(QPointF(event.pos()))
            if row is None:
                return
            self._choose(row)
        self._open_menu()

    def _open_menu(self) -> None:
        if self.chosen is None:
            return
        y = int(self.rows.y[self.chosen])
        names = self.rows.names or tuple(f"Class {each}" for each in range(self.rows.classes))
        menu = PointMenu(self._theme, names, y, self._take_class, self._remove, self)
        corner = self.cell_rect(self.chosen, CLASS_COLUMN).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(corner))
