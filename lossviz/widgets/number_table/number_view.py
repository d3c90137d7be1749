"""A table of numbers that are scrubbed, stepped and typed in place, as in a scrub field.

The base of the score table and the number table. It keeps no number: it tells of each change
through `tell_number`, and waits to be shown new content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.number_table.block_view import SHIFT, BlockView
from lossviz.widgets.number_table.gesture import Cell
from lossviz.widgets.number_table.number_typing import NumberTyping
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.scrub_drag import PIXELS_PER_STEP
from lossviz.widgets.numbers.step_keys import WHEEL_REST_MS, WheelSteps

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.number_table.number_model import NumberModel

STEP = 0.1


class NumberView(BlockView):
    """Drag, Up and Down and the wheel change a number; Enter, a digit or a click types it."""

    cleared = Signal()
    """A refused text was put right or given up."""

    def __init__(
        self, theme: Theme, model: NumberModel, largest: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._theme = theme
        self._press_x = 0.0
        self._wheel = WheelSteps()
        self._wheel_rest = QTimer(self, singleShot=True, interval=WHEEL_REST_MS)
        self.typing = NumberTyping(self, self, LinearScale(-largest, largest, STEP))
        self.gesture = self.typing.gesture
        self._wheel_rest.timeout.connect(self.gesture.end)
        model.take = self._take
        self.typing.rejected.connect(self.rejected)
        self.typing.cleared.connect(self.cleared)
        self.typing.editor.reset_wanted.connect(self._reset_current)

    # What subclasses say

    def editor_rect(self, cell: Cell) -> QRect:
        """Where a cell's editor lies in the viewport."""
        raise NotImplementedError

    def tell_number(self, cell: Cell, value: float, goes_on: bool) -> None:
        """A person changed a number."""
        raise NotImplementedError

    def number_cell(self) -> Cell | None:
        """The current cell, where the numbers may be changed; says why where they may not."""
        cell = self.current_cell()
        return cell if cell is not None and self.may_edit() else None

    def value(self, cell: Cell) -> float:
        """The number of a cell."""
        return self._numbers.value(*cell)

    def number_text(self, cell: Cell) -> str:
        """The number of a cell as it is shown."""
        return self._numbers.text(*cell)

    def subject(self, cell: Cell) -> str:
        """What a number is, to begin a sentence."""
        return self._numbers.subject(*cell)

    def make_ready(self, cell: Cell) -> None:
        """All rows are in sight, and the current column has been scrolled to."""

    # What the owner may ask

    @property
    def is_typing(self) -> bool:
        """Whether a cell holds text that is not in force yet, or was refused."""
        return self.typing.is_open

    def refuse(self, sentence: str) -> None:
        """The owner can't take the number it was just told: a typed text stays, marked as bad."""
        self.typing.refuse(sentence)

    def begin_typing(self, first: str | None = None) -> None:
        """Let a person type into the current cell, over the number or starting with `first`."""
        self.typing.begin_number(first)

    # Changing numbers

    def _take(self, row: int, column: int, value: object) -> bool:
        """A number that other tools set through the model."""
        return self.may_edit() and self.typing.take((row, column), value)

    def _reset_current(self) -> None:
        cell = self.current_cell()
        self.typing.close()
        default = None if cell is None else self._numbers.default(*cell)
        if cell is not None and default is not None and self.may_edit():
            self.gesture.change(cell, default)

    # Keyboard

    def press_key(self, event: QKeyEvent) -> bool:
        """Keys that change the number first, then those that go about."""
        return self.typing.press_key(event) or super().press_key(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        self.typing.release_key(event)
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what keys began."""
        super().focusOutEvent(event)
        self.typing.lose_keyboard()

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
        pixels = self._theme.px(PIXELS_PER_STEP)
        if not self._numbers.read_only():
            self.typing.drag(event, pixels)
        elif abs(event.position().x() - self._press_x) >= pixels:
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
        if self.typing.release(event) and not self._numbers.read_only():
            self.typing.begin_number(by_click=True)

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
                self.typing.step(count)
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
