"""A table of numbers that are scrubbed, stepped and typed in place, as in a scrub field.

The base of the score table and the number table. It keeps no number: it tells of each change
through `tell_number`, and waits to be shown new content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.number_table.block_view import ALT, SHIFT, BlockView
from lossviz.widgets.number_table.gesture import Cell, Gesture
from lossviz.widgets.number_table.inline_editor import Typing
from lossviz.widgets.number_table.typed_numbers import as_text, reader, to_type_over
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import MINUS
from lossviz.widgets.numbers.step_keys import WHEEL_REST_MS, WheelSteps, step_factor

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.number_table.number_model import NumberModel

PIXELS_PER_STEP = 4
STEP = 0.1
_UP_DOWN = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_NUMBER_STARTS = f"0123456789.,-+{MINUS}"


class NumberView(BlockView):
    """Drag, Up and Down and the wheel change a number; Enter, a digit or a click types it."""

    cleared = Signal()
    """A refused text was put right or given up."""

    def __init__(
        self, theme: Theme, model: NumberModel, largest: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._theme = theme
        self._largest = largest
        self._press_x = 0.0
        self._submitting = False
        self._refusal: str | None = None
        self._wheel = WheelSteps()
        self._wheel_rest = QTimer(self, singleShot=True, interval=WHEEL_REST_MS)
        scale = LinearScale(-largest, largest, STEP)
        self.gesture = Gesture(scale, lambda cell: model.value(*cell), self.tell_number)
        self._wheel_rest.timeout.connect(self.gesture.end)
        model.take = self._take
        self.typing = Typing(self, self, self.editor_rect, self._submit)
        self.typing.rejected.connect(self.rejected)
        self.typing.cleared.connect(self.cleared)
        self.typing.editor.stepped.connect(self._step_from_editor)
        self.typing.editor.tabbed.connect(self._tab_from_editor)
        self.typing.editor.reset_wanted.connect(self._reset_current)

    # What subclasses say

    def editor_rect(self, cell: Cell) -> QRect:
        """Where a cell's editor lies in the viewport."""
        raise NotImplementedError

    def tell_number(self, cell: Cell, value: float, goes_on: bool) -> None:
        """A person changed a number."""
        raise NotImplementedError

    # What the owner may ask

    @property
    def is_typing(self) -> bool:
        """Whether a cell holds text that is not in force yet, or was refused."""
        return self.typing.is_open

    def refuse(self, sentence: str) -> None:
        """The owner can't take the number it was just told: a typed text stays, marked as bad."""
        self.gesture.give_up()
        if self._submitting:
            self._refusal = sentence
        else:
            self.rejected.emit(sentence)

    def begin_typing(self, first: str | None = None) -> None:
        """Let a person type into the current cell, over the number or starting with `first`."""
        cell = self.current_cell()
        if cell is not None and self.may_edit():
            self.gesture.end()
            text = to_type_over(self._numbers.text(*cell), self.gesture.value(cell))
            self.typing.begin(cell, text, self._numbers.subject(*cell), first)

    # Changing numbers

    def _submit(self, cell: Cell, text: str) -> None:
        value = reader(self._numbers.subject(*cell), self._largest).read(text)
        self._submitting, self._refusal = True, None
        try:
            self.gesture.change(cell, value)
        finally:
            self._submitting = False
        if self._refusal is not None:
            raise ValueError(self._refusal)

    def _take(self, row: int, column: int, value: object) -> bool:
        """A number that other tools set through the model."""
        if not self.may_edit():
            return False
        try:
            self._submit((row, column), as_text(value))
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        return True

    def _step(self, count: float) -> None:
        cell = self.current_cell()
        if cell is not None and self.may_edit():
            self.gesture.step(cell, count, gesture=True)

    def _reset_current(self) -> None:
        cell = self.current_cell()
        self.typing.close()
        default = None if cell is None else self._numbers.default(*cell)
        if cell is not None and default is not None and self.may_edit():
            self.gesture.change(cell, default)

    # Typing

    def _step_from_editor(self, count: float) -> None:
        if self.typing.finish():
            self._step(count)

    def _tab_from_editor(self, forward: bool) -> None:
        if self.typing.finish():
            self.focusNextPrevChild(forward)

    # Keyboard

    def press_key(self, event: QKeyEvent) -> bool:
        """Keys that change the number first, then those that go about."""
        key = Qt.Key(event.key())
        if key in _UP_DOWN and not event.modifiers() & ALT:
            self._step(_UP_DOWN[key] * step_factor(event.modifiers()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_typing()
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        elif event.text() and event.text() in _NUMBER_STARTS:
            self.begin_typing(event.text())
        else:
            return super().press_key(event)
        return True

    def _escape(self) -> bool:
        if self.gesture.is_drag:
            self.gesture.restore()
        elif self.typing.is_open:
            self.typing.close()
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in _UP_DOWN and not event.isAutoRepeat() and not self.gesture.is_drag:
            self.gesture.end()
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what keys began."""
        super().focusOutEvent(event)
        if not self.gesture.is_drag:
            self.gesture.end()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell, and begin a drag; with Shift extend the selection to it."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            event.ignore()
            return
        if self.typing.is_open and not self.typing.finish():
            return  # a text that was refused stays until it is put right or given up
        cell = index.row(), index.column()
        left = event.button() == Qt.MouseButton.LeftButton
        extend = left and bool(event.modifiers() & SHIFT)
        self.go(cell, extend)
        if left and not extend:
            self._press_x = event.position().x()
            self.gesture.press(cell, self._press_x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the number: 4 px a step, Shift a tenth, Ctrl ten times."""
        if not self.gesture.is_drag:
            self._show_cursor(event)
            return
        x, pixels = event.position().x(), self._theme.px(PIXELS_PER_STEP)
        if not self._numbers.read_only():
            self.gesture.move(x, step_factor(event.modifiers()), pixels)
        elif abs(x - self._press_x) >= pixels:
            self.gesture.give_up()
            self.may_edit()

    def _show_cursor(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        may_drag = index.isValid() and not self._numbers.read_only()
        shape = Qt.CursorShape.SizeHorCursor if may_drag else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag; without one, the click types."""
        was_click = event.button() == Qt.MouseButton.LeftButton and self.gesture.release()
        if was_click and not self._numbers.read_only():
            self.begin_typing()
            self.typing.editor.opened_by_click = True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset the number to its default."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._reset_current()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step the current cell under the pointer; scroll sideways; else let the page scroll."""
        index = self.indexAt(event.position().toPoint())
        over_current = index.isValid() and index == self.currentIndex()
        if over_current and self.hasFocus() and not self._numbers.read_only():
            for count in self._wheel.take(event):
                self.gesture.step((index.row(), index.column()), count, gesture=True)
                self._wheel_rest.start()
            event.accept()
        elif event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the editor along."""
        super().scrollContentsBy(dx, dy)
        self.typing.follow()
