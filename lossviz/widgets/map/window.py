"""The part of the plane that a map shows, and how it is moved and zoomed. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lossviz.widgets.numbers.ranges import Range

Place = tuple[float, float]
"""A place in the plane: right and up, in units of the data."""

ZOOM_STEP = 1.25  # a notch of the wheel, or a key
LEAST_HALF, MOST_HALF = 1e-6, 1e9  # beyond, floats and their ticks run out


@dataclass(frozen=True)
class Window:
    """A part of the plane: its centre, and half of its height in w2; its width follows the map's.

    Both axes have the same scale, as in the design.
    """

    w1: float
    w2: float
    half: float

    def ranges(self, aspect: float) -> tuple[Range, Range]:
        """w1 and w2 from low to high, on a map that is `aspect` times as wide as it is high."""
        across = self.half * aspect
        return (self.w1 - across, self.w1 + across), (self.w2 - self.half, self.w2 + self.half)

    def zoomed(self, factor: float, w1: float, w2: float) -> Window:
        """Larger (factor above 1 shows less) around a place that stays where it is.

        The same where there is no more to see.
        """
        half = self.half / factor
        if (half < LEAST_HALF and factor > 1) or (half > MOST_HALF and factor < 1):
            return self
        return Window(w1 + (self.w1 - w1) / factor, w2 + (self.w2 - w2) / factor, half)

    def moved(self, w1: float, w2: float) -> Window:
        """Shifted by so much."""
        return Window(self.w1 + w1, self.w2 + w2, self.half)


def window_around(w1_range: Range, w2_range: Range, aspect: float) -> Window:
    """The smallest window of this shape that holds both ranges."""
    width, height = w1_range[1] - w1_range[0], w2_range[1] - w2_range[0]
    half = max(height, width / aspect) / 2
    return Window(sum(w1_range) / 2, sum(w2_range) / 2, half)


def move_step(span: float) -> float:
    """How far an arrow key moves the point: 0.01 where some units of weight are seen."""
    return float(f"1e{math.floor(math.log10(span)) - 2}") if span > 0 else 0.01
