"""Numbers of a table changed where they stand: by steps, drags and typing, as in a scrub field."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea

from lossviz.widgets.number_table.gesture import Cell, Gesture
from lossviz.widgets.number_table.inline_editor import Typing
from lossviz.widgets.number_table.typed_numbers import as_text, reader, to_type_over
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import MINUS
from lossviz.widgets.numbers.step_keys import step_factor

_UP_DOWN = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NUMBER_STARTS = f"0123456789.,-+{MINUS}"


class Numbers(Protocol):
    """What a table says of its numbers."""

    def number_cell(self) -> Cell | None:
        """The current cell where it holds a number that may be changed; says why it may not."""

    def value(self, cell: Cell) -> float:
        """The number that the owner last showed."""

    def number_text(self, cell: Cell) -> str:
        """The number as it is shown while nothing is on the move."""

    def subject(self, cell: Cell) -> str:
        """What a number is, to begin a sentence: "The score of car"."""

    def editor_rect(self, cell: Cell) -> QRect:
        """Where a cell's editor lies in the viewport."""

    def make_ready(self, cell: Cell) -> None:
        """A key is about to change this number: bring it into sight."""

    def tell_number(self, cell: Cell, value: float, goes_on: bool) -> None:
        """A person changed a number; `goes_on` while a drag or a held key may change it again."""


class NumberTyping(Typing):
    """Turns what a person does to the numbers of `view` into changes that the table tells of.

    It keeps no number. `scale` says how far numbers go, and by what keys and drags step them.
    """

    def __init__(self, view: QAbstractScrollArea, numbers: Numbers, scale: LinearScale) -> None:
        super().__init__(view, view, numbers.editor_rect, self._submit)
        self._numbers = numbers
        self._largest = scale.maximum
        self._submitting = False
        self._refusal: str | None = None
        self.gesture = Gesture(scale, numbers.value, numbers.tell_number)
        self.editor.stepped.connect(self._step_from_editor)
        self.editor.tabbed.connect(self._tab_from_editor)

    # What the table may ask

    def begin_number(self, first: str | None = None, *, by_click: bool = False) -> None:
        """Let a person type into the current cell, over the number or starting with `first`."""
        numbers, cell = self._numbers, self._numbers.number_cell()
        if cell is None:
            return
        self.gesture.end()
        numbers.make_ready(cell)
        text = to_type_over(numbers.number_text(cell), self.gesture.value(cell))
        self.begin(cell, text, numbers.subject(cell), first)
        self.editor.opened_by_click = by_click

    def step(self, count: float) -> None:
        """Step the current number: a key or the wheel, whose end is another event."""
        cell = self._numbers.number_cell()
        if cell is not None:
            self._numbers.make_ready(cell)
            self.gesture.step(cell, count, gesture=True)

    def take(self, cell: Cell, value: object) -> bool:
        """Take a number that another tool sets, given as one or as text; False if refused."""
        try:
            self._submit(cell, as_text(value))
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        return True

    def refuse(self, sentence: str) -> None:
        """The owner can't take the number it was just told: a typed text stays, marked as bad."""
        self.gesture.give_up()
        if self._submitting:
            self._refusal = sentence
        else:
            self.rejected.emit(sentence)

    # What the table's events mean

    def press_key(self, event: QKeyEvent) -> bool:
        """Up and Down step, Enter or a digit types, Esc gives up; True when it was one of ours."""
        key, text = Qt.Key(event.key()), event.text()
        if key in _UP_DOWN and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step(_UP_DOWN[key] * step_factor(event.modifiers()))
        elif key in _ENTER:
            self.begin_number()
        elif key == Qt.Key.Key_Escape:
            return self.give_up()
        elif text and text in _NUMBER_STARTS:
            self.begin_number(text)
        else:
            return False
        return True

    def give_up(self) -> bool:
        """Give up a drag, else what is being typed; False where there is neither."""
        if self.gesture.is_drag:
            self.gesture.restore()
        elif self.is_open:
            self.close()
        else:
            return False
        return True

    def release_key(self, event: QKeyEvent) -> None:
        """A key that was held down is one change to undo."""
        if event.key() in _UP_DOWN and not event.isAutoRepeat():
            self.lose_keyboard()

    def lose_keyboard(self) -> None:
        """End what keys began."""
        if not self.gesture.is_drag:
            self.gesture.end()

    def drag(self, event: QMouseEvent, pixels_per_step: int) -> None:
        """Drag the number: Shift a tenth, Ctrl ten times."""
        x, factor = event.position().x(), step_factor(event.modifiers())
        self.gesture.move(x, factor, pixels_per_step)

    def release(self, event: QMouseEvent) -> bool:
        """End the drag; True where it was only a click, which types."""
        return event.button() == Qt.MouseButton.LeftButton and self.gesture.release()

    # Typing

    def _submit(self, cell: Cell, text: str) -> None:
        value = reader(self._numbers.subject(cell), self._largest).read(text)
        self._submitting, self._refusal = True, None
        try:
            self.gesture.change(cell, value)
        finally:
            self._submitting = False
        if self._refusal is not None:
            raise ValueError(self._refusal)

    def _step_from_editor(self, count: float) -> None:
        if self.finish():
            self.step(count)

    def _tab_from_editor(self, forward: bool) -> None:
        if self.finish():
            self._home.focusNextPrevChild(forward)
