"""The one place that holds what a person has set, and takes it back.

Each panel has a slice, a frozen state. An edit replaces it and goes on the undo stack; a gesture (a
drag, a scrub, a turn of the wheel) becomes one step, however many values it passed through.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

MOST_UNDO_STEPS = 500


class Store(QObject):
    """States by panel name, with undo and redo."""

    changed = Signal(str, object, object)
    """Panel, old state, new state."""

    def __init__(self, states: Mapping[str, object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states = dict(states)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MOST_UNDO_STEPS)

    def state(self, panel: str) -> object:
        """The present state of a panel."""
        return self._states[panel]

    def push(self, panel: str, new: object, edited: str, in_gesture: bool) -> None:
        """Replace a panel's state as one step of undo, or as part of the gesture that goes on.

        edited: what was changed, as a person calls it; it names the step.
        """
        old = self._states[panel]
        if new != old or self._gesture_is_open(panel, edited):
            self.undo_stack.push(_Edit(self, panel, old, new, edited, in_gesture))

    def set_state(self, panel: str, new: object) -> None:
        """Put a state in place and tell; the undo stack does this."""
        old, self._states[panel] = self._states[panel], new
        if new != old:
            self.changed.emit(panel, old, new)

    def close(self) -> None:
        """Let go of the undo stack, which would still emit while it is destroyed."""
        self.undo_stack.disconnect(self.undo_stack)
        self.undo_stack.clear()

    def _gesture_is_open(self, panel: str, edited: str) -> bool:
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        return isinstance(last, _Edit) and last.takes(panel, edited)


class _Edit(QUndoCommand):
    """One edit, or one gesture of many."""

    def __init__(
        self, store: Store, panel: str, old: object, new: object, edited: str, in_gesture: bool
    ) -> None:
        super().__init__(edited)
        self._store = store
        self._panel = panel
        self._old = old
        self._new = new
        self._edited = edited
        self._open = in_gesture

    def takes(self, panel: str, edited: str) -> bool:
        """Whether the next edit belongs to the gesture that began here."""
        return self._open and (self._panel, self._edited) == (panel, edited)

    def id(self) -> int:
        """The same for all, so that Qt offers each pair to `mergeWith`."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next edit in, if the gesture goes on."""
        if not isinstance(other, _Edit) or not self.takes(other._panel, other._edited):
            return False
        self._new, self._open = other._new, other._open
        if not self._open and self._new == self._old:
            self.setObsolete(True)  # a gesture that came back to where it began
        return True

    def undo(self) -> None:
        """Back to what was before the gesture."""
        self._open = False
        self._store.set_state(self._panel, self._old)

    def redo(self) -> None:
        """The edit itself; Qt calls it on push."""
        self._store.set_state(self._panel, self._new)
