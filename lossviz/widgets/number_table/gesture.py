"""A number of a table on the move: by a drag, by keys held down, or in one step. No widget."""

from __future__ import annotations

from collections.abc import Callable

from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.scrub_drag import ScrubDrag

Cell = tuple[int, int]
"""Row and column."""


class Gesture:
    """Tells `changed(cell, value, goes on)` of each new value; a gesture's end repeats the last.

    `value_of` gives the value that the owner last showed. The owner may be a moment late, so that
    steps go on from the value that was last told.
    """

    def __init__(
        self,
        scale: LinearScale,
        value_of: Callable[[Cell], float],
        changed: Callable[[Cell, float, bool], None],
    ) -> None:
        self._scale = scale
        self._value_of = value_of
        self._changed = changed
        self._cell: Cell | None = None
        self._value = 0.0
        self._goes_on = False
        self._drag: ScrubDrag | None = None
        self._drag_cell: Cell = (-1, -1)

    @property
    def goes_on(self) -> bool:
        """Whether a value is on the move."""
        return self._goes_on

    @property
    def is_drag(self) -> bool:
        """Whether the mouse is down on a number."""
        return self._drag is not None

    def value(self, cell: Cell) -> float:
        """The value that the next step starts from."""
        return self._value if cell == self._cell else self._value_of(cell)

    def change(self, cell: Cell, value: float, *, gesture: bool = False) -> None:
        """Tell of a new value, if it is one."""
        if value == self.value(cell):
            return
        if cell != self._cell:
            self.end()
        self._cell, self._value = cell, value
        self._goes_on = self._goes_on or gesture
        self._changed(cell, value, self._goes_on)

    def step(self, cell: Cell, count: float, *, gesture: bool) -> None:
        """One key press or notch of the wheel."""
        self.change(cell, self._scale.stepped(self.value(cell), count), gesture=gesture)

    def end(self) -> None:
        """The key or the button is up."""
        if self._goes_on and self._cell is not None:
            self._goes_on = False
            self._changed(self._cell, self._value, False)

    def settle(self) -> None:
        """The owner has shown values: at rest, they are where steps start from."""
        if not self._goes_on:
            self._cell = None

    def give_up(self) -> None:
        """The last value was refused: nothing is on the move any more."""
        self._cell, self._goes_on, self._drag = None, False, None

    def press(self, cell: Cell, x: float) -> None:
        """The mouse is down on a number; a drag may follow."""
        self.end()
        self._drag, self._drag_cell = ScrubDrag(self.value(cell), x), cell

    def move(self, x: float, factor: float, pixels_per_step: int) -> bool:
        """Drag on; False while it may still become a click."""
        drag = self._drag
        if drag is None or not drag.move(x, factor, pixels_per_step):
            return False
        value = self._scale.dragged(drag.start, drag.steps, drag.finest)
        self.change(self._drag_cell, value, gesture=True)
        return True

    def release(self) -> bool:
        """End the drag; True if it was only a click."""
        drag, self._drag = self._drag, None
        self.end()
        return drag is not None and not drag.moved

    def restore(self) -> None:
        """Give up the drag: its number is again what it was."""
        if self._drag is not None:
            self.change(self._drag_cell, self._drag.start, gesture=True)
            self._drag = None
            self.end()
