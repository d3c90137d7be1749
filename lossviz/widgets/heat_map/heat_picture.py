"""What is drawn on a heat map, as plain frozen data. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from lossviz.widgets.curves import FloatArray, Range
from lossviz.widgets.number_text import format_number

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


@dataclass(frozen=True, eq=False)
class HeatPath:
    """A walk. points (K, 2); the first `done` have happened, the others come next.

    name: written at its end. marker: a shape of `descent.markers`. old: of an earlier start.
    """

    points: FloatArray
    done: int
    name: str = ""
    marker: str = "circle"
    old: bool = False


@dataclass(frozen=True, eq=False)
class HeatMarks:
    """What stands on the map.

    analytic, numeric: the gradients (2,) at the point, drawn as arrows downhill; None where there
    is none. minibatches (K, 2): likewise. step: the learning rate, which the arrows' length is
    taken from.
    """

    point: tuple[float, float] = (0.0, 0.0)
    loss: float = math.nan
    analytic: FloatArray | None = None
    numeric: FloatArray | None = None
    minibatches: FloatArray = field(default_factory=lambda: np.empty((0, 2)))
    step: float = 1.0
    paths: tuple[HeatPath, ...] = ()
    names: tuple[str, str] = ("W₁", "W₂")
    decimals: int = 3

    def words(self) -> str:
        """The point and its slope, for screen readers."""
        (w1, w2), d = self.point, self.decimals
        text = f"{self.names[0]} {format_number(w1, d)}, {self.names[1]} {format_number(w2, d)}"
        text += f", loss {format_number(self.loss, 5)}"
        if self.analytic is None:
            return text
        slopes = " and ".join(format_number(float(each), d) for each in self.analytic)
        return f"{text}, slope {slopes}"


@dataclass(frozen=True)
class HeatReading:
    """What is under the pointer, in words ready to be drawn."""

    w1: float
    w2: float
    text: str
