"""A sideways drag on a number, in steps. No Qt."""

from __future__ import annotations

PIXELS_PER_STEP = 4  # logical


class ScrubDrag:
    """A drag under way: its start and the steps so far, whatever modifiers came and went."""

    def __init__(self, start: float, x: float) -> None:
        self.start = start
        self.steps = 0.0
        self.finest = 1.0
        """The smallest factor so far; the value keeps that many decimals until the release."""
        self.moved = False
        self._press_x = self._x = x

    def move(self, x: float, factor: float, pixels_per_step: int) -> bool:
        """Go on to `x`, a step counting `factor`; False while it may still become a click."""
        if not self.moved and abs(x - self._press_x) < pixels_per_step:
            return False
        self.moved = True
        self.finest = min(self.finest, factor)
        self.steps += (x - self._x) / pixels_per_step * factor
        self._x = x
        return True
