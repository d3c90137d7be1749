"""The field for one's own formula: it is read when Enter is pressed or the field is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from lossviz.theme.apply import qfont, restyle
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.painting.focus_ring import FocusRing

# A menu or another window takes the keyboard for a while: what is half typed is not judged yet.
_PAUSES = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)

_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FormulaField(QLineEdit):
    """A text that is in force once it was read; one that can't be read stays, with a sentence."""

    given = Signal(str)
    """A text to be read; the answer is `accept` or `refuse`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_force = ""
        self.setProperty("field", "scrub")
        self.setProperty("boxed", True)
        self.setProperty("state", "rest")
        self.setAccessibleName("Formula in w1 and w2")
        self.setAccessibleDescription("Enter takes it, Esc restores the last one.")
        self._ring = FocusRing(self, theme, "radius.small")
        self._error = FieldError(self, theme)
        self.objectNameChanged.connect(lambda name: self._error.setObjectName(f"{name}.error"))
        self.apply_theme(theme)

    @property
    def error(self) -> str:
        """Why the text was refused, or nothing."""
        return self._error.text

    def show_formula(self, text: str) -> None:
        """Show the formula in force; a text that was refused stays as long as it is the same."""
        if text != self._in_force:
            self._in_force = text
            self._restore()

    def accept(self) -> None:
        """The text is in force."""
        self._in_force = self.text()
        self._restore()

    def refuse(self, sentence: str, position: int) -> None:
        """Say what is wrong with the text, with the cursor where."""
        self._error.explain(sentence)
        self.setAccessibleDescription(sentence)
        self._set_state("bad")
        if self.hasFocus():
            self.setCursorPosition(min(position, len(self.text())))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.setFont(qfont(theme, "number"))
        self._ring.apply_theme(theme)
        self._error.apply_theme(theme)

    def event(self, event: QEvent) -> bool:
        """While nothing is half typed, undo is the panel's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undoes = any(event.matches(key) for key in _UNDO_KEYS)
            if undoes and self.text() == self._in_force:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the text, Esc restores the formula in force."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape and (self.text() != self._in_force or self.error):
            self._restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the text when the person goes on to the next control."""
        super().focusOutEvent(event)
        if event.reason() not in _PAUSES and self.text() != self._in_force:
            self._give()

    def _give(self) -> None:
        if self.text() == self._in_force:
            self._restore()
        else:
            self.given.emit(self.text())

    def _restore(self) -> None:
        self.setText(self._in_force)
        self._error.clear()
        self.setAccessibleDescription("Enter takes it, Esc restores the last one.")
        self._set_state("rest")

    def _set_state(self, state: str) -> None:
        restyle(self, state=state)
