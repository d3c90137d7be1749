"""Typing into a table: one line editor at a time, over a cell or over a name in a header.

Qt's own editor of a cell closes before a text that is refused can be put right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

from lossviz.theme.apply import restyle
from lossviz.widgets.numbers.step_keys import step_factor

if TYPE_CHECKING:
    from lossviz.widgets.number_table.gesture import Cell

LONGEST_TEXT = 40
# The keyboard comes back to the editor: what is half typed is not judged yet.
_PAUSES = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_UP_DOWN = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_TABS = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}


class InlineEditor(QLineEdit):
    """The line editor itself: says which keys were pressed, and keeps none of them."""

    submitted = Signal()
    given_up = Signal()
    stepped = Signal(float)
    """Up or Down: 1 or −1 times what the modifiers make of it."""
    tabbed = Signal(bool)
    """Tab, or Shift+Tab with False."""
    reset_wanted = Signal()
    """The click that opened the editor became a double click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.opened_by_click = False
        self._face = self.font()
        self.setMaxLength(LONGEST_TEXT)
        self.setProperty("field", "scrub")
        self.setProperty("boxed", True)
        self.hide()

    def set_face(self, font: QFont, alignment: Qt.AlignmentFlag, boxed: bool) -> None:
        """Look as what lies below; a boxed editor is as high as a control."""
        self._face = font
        self.setAlignment(alignment)
        self.setProperty("boxed", boxed)
        self.show_state(self.property("state") or "typing")

    def show_state(self, state: str) -> None:
        """Show as "typing" or as "bad"."""
        self.setFont(self._face)
        restyle(self, state=state)

    def event(self, event: QEvent) -> bool:
        """Take Tab before it moves the focus from here to wherever editors come in its order."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            forward = _TABS.get(Qt.Key(event.key()))
            if forward is not None:
                self.tabbed.emit(forward)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter submits, Esc gives up, Up and Down step; the rest edits."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in _UP_DOWN:
            self.stepped.emit(_UP_DOWN[key] * step_factor(event.modifiers()))
        else:
            super().keyPressEvent(event)
            event.accept()  # no key that is typed here may act on the table below

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, unless this is the second half of the click that opened the editor."""
        if self.opened_by_click:
            self.reset_wanted.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click of its own: the one that opened the editor is over."""
        self.opened_by_click = False
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Submit when the person goes on to something else."""
        super().focusOutEvent(event)
        if event.reason() not in _PAUSES and self.isVisible():
            self.submitted.emit()


class Typing(QObject):
    """What is being typed over a place of `view`, and what becomes of it.

    The keyboard goes back to `home` when it is done. `place` says where the editor of a cell lies.
    `submit` takes the text, or raises ValueError with a sentence: then the text stays, with a
    danger border, until it is put right or given up.
    """

    rejected = Signal(str)
    cleared = Signal()
    """A refused text was put right or given up."""

    def __init__(
        self,
        view: QAbstractScrollArea,
        home: QWidget,
        place: Callable[[Cell], QRect],
        submit: Callable[[Cell, str], None],
    ) -> None:
        super().__init__(view)
        self._home = home
        self._place = place
        self._submit = submit
        self._typed_from = ""
        self._refused: str | None = None
        self.cell: Cell | None = None
        self.editor = InlineEditor(view.viewport())
        self.editor.setAccessibleName("Typing")
        view.objectNameChanged.connect(self._name_editor)
        self.editor.submitted.connect(self.finish)
        self.editor.given_up.connect(self.close)

    def _name_editor(self, name: str) -> None:
        self.editor.setObjectName(f"{name}.editor")

    @property
    def is_open(self) -> bool:
        """Whether there is text that is not in force yet, or was refused."""
        return self.cell is not None

    def begin(self, cell: Cell, text: str, name: str, first: str | None = None) -> None:
        """Edit `text` from there on, or start with `first`; `name` is for screen readers."""
        self.close()
        self.cell, self._typed_from = cell, text
        self.editor.setAccessibleName(name)
        self.editor.setText(text if first is None else first)
        self.editor.show_state("typing")
        self.follow()
        self.editor.show()
        self.editor.setFocus()
        if first is None:
            self.editor.selectAll()

    def finish(self) -> bool:
        """Take what was typed; False, with `rejected`, where it is refused."""
        if self.cell is None:
            return True
        text = self.editor.text()
        if text == self._refused:
            return False
        if text != self._typed_from:
            try:
                self._submit(self.cell, text)
            except ValueError as error:
                self._refuse(text, str(error))
                return False
        self.close()
        return True

    def close(self) -> None:
        """Give up what was typed."""
        if self.cell is None:
            return
        was_refused, self._refused, self.cell = self._refused is not None, None, None
        self.editor.opened_by_click = False
        self.editor.setAccessibleDescription("")
        if self.editor.window().focusWidget() is self.editor:
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        if was_refused:
            self.cleared.emit()

    def follow(self) -> None:
        """Lie where the cell now is."""
        if self.cell is not None:
            self.editor.setGeometry(self._place(self.cell))

    def _refuse(self, text: str, sentence: str) -> None:
        self._refused = text
        self.editor.setAccessibleDescription(sentence)
        self.editor.show_state("bad")
        self.rejected.emit(sentence)
