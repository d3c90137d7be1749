"""The one place that holds what a person has set, and takes it back.

Each panel has a moment: a frozen state, and a frozen view. An edit replaces the state and goes on
the undo stack of its panel; a gesture (a drag, a scrub, a turn of the wheel) becomes one step,
however many values it passed through. Looking elsewhere replaces the view, and is no step of undo.
Undo and redo act on the panel that is shown: nothing changes where nobody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from lossviz.panelkit.moment import Moment

MOST_UNDO_STEPS = 500


class Store(QObject):
    """Moments by panel name, with undo and redo.

    first: the moment that a panel begins with; it is asked when the panel first is.
    """

    changed = Signal(str, object, object)
    """Panel, old state, new state."""

    def __init__(
        self, first: Callable[[str], Moment[Any, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._first = first
        self._moments: dict[str, Moment[Any, Any]] = {}
        self._stacks: dict[str, QUndoStack] = {}
        self.undo_group = QUndoGroup(self)
        self._taking_back = False

    def moment(self, panel: str) -> Moment[Any, Any]:
        """The present moment of a panel."""
        if panel not in self._moments:
            self._moments[panel] = self._first(panel)
        return self._moments[panel]

    def moments(self) -> Mapping[str, Moment[Any, Any]]:
        """Those of all panels that were asked for."""
        return dict(self._moments)

    def show(self, panel: str) -> None:
        """From now on undo and redo act on this panel."""
        self.undo_group.setActiveStack(self._stack(panel))

    def look(self, panel: str, view: object) -> None:
        """Replace what a panel looks at."""
        self._moments[panel] = replace(self.moment(panel), view=view)

    def push(self, panel: str, new: object, edited: str, in_gesture: bool) -> None:
        """Replace a panel's state as one step of undo, or as part of the gesture that goes on.

        edited: what was changed, as a person calls it; it names the step. While a step is taken
        back or again, nothing is: a field that vanishes then may tell what was typed into it, and
        to push it would delete the very step that Qt is at.
        """
        if self._taking_back:
            return
        old, stack = self.moment(panel).state, self._stack(panel)
        if new != old or _gesture_is_open(stack, edited):
            stack.push(_Edit(self, panel, old, new, edited, in_gesture))

    def set_state(self, panel: str, new: object) -> None:
        """Put a state in place and tell; the undo stack does this."""
        moment = self.moment(panel)
        old, self._moments[panel] = moment.state, replace(moment, state=new)
        if new != old:
            self.changed.emit(panel, old, new)

    def take_back(self, panel: str, state: object) -> None:
        """Put back a state that was there before; the undo stack does this, too."""
        self._taking_back = True
        try:
            self.set_state(panel, state)
        finally:
            self._taking_back = False

    def close(self) -> None:
        """Let go of the undo stacks, which would still emit while they are destroyed."""
        self.undo_group.disconnect(self.undo_group)
        for stack in self._stacks.values():
            self.undo_group.removeStack(stack)
            stack.clear()

    def _stack(self, panel: str) -> QUndoStack:
        if panel not in self._stacks:
            stack = self._stacks[panel] = QUndoStack(self)
            stack.setUndoLimit(MOST_UNDO_STEPS)
            self.undo_group.addStack(stack)
        return self._stacks[panel]


def _gesture_is_open(stack: QUndoStack, edited: str) -> bool:
    last = stack.command(stack.index() - 1)
    return isinstance(last, _Edit) and last.takes(edited)


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
        self._done = False

    def takes(self, edited: str) -> bool:
        """Whether the next edit of this panel belongs to the gesture that began here."""
        return self._open and self._edited == edited

    def id(self) -> int:
        """The same for all, so that Qt offers each pair to `mergeWith`."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next edit in, if the gesture goes on."""
        if not isinstance(other, _Edit) or not self.takes(other._edited):
            return False
        self._new, self._open = other._new, other._open
        if not self._open and self._new == self._old:
            self.setObsolete(True)  # a gesture that came back to where it began
        return True

    def undo(self) -> None:
        """Back to what was before the gesture."""
        self._open = False
        self._store.take_back(self._panel, self._old)

    def redo(self) -> None:
        """The edit itself, which Qt calls on push, and once more after it was taken back."""
        put = self._store.take_back if self._done else self._store.set_state
        self._done = True
        put(self._panel, self._new)
