"""What a plot with a sliding cursor shows, as plain frozen data. No Qt.

Shapes: ``x`` and ``y`` are (N,) float arrays, ``x`` ascending. A NaN is no point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lossviz.widgets.numbers.number_scale import LinearScale, LogScale, Scale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.numbers.ranges import FloatArray, Range, tick_text, ticks

Dash = Literal["solid", "dashed", "dotted"]
Shape = Literal["square", "ring", "dot"]
_MOST_DECADES = 5


@dataclass(frozen=True, eq=False)
class CursorLine:
    """A line, named at its right end. role: of its colour.

    at: its value at the cursor as it is read beside its dot, "" for none. dot: whether it has one.
    thin: a line that is there for comparison.
    """

    name: str
    role: str
    x: FloatArray
    y: FloatArray
    dash: Dash = "solid"
    at: str = ""
    dot: bool = True
    thin: bool = False

    def value_at(self, x: float) -> float:
        """Its y at an x, between its points as it is drawn; NaN beyond its ends."""
        known = np.isfinite(self.y)
        if not known.any():
            return math.nan
        xs, ys = self.x[known], self.y[known]
        return float(np.interp(x, xs, ys)) if xs[0] <= x <= xs[-1] else math.nan


@dataclass(frozen=True)
class CursorMark:
    """A point of its own with a word: the least total, where a weight gets 0."""

    x: float
    y: float
    text: str = ""
    shape: Shape = "square"
    role: str = "text.primary"


@dataclass(frozen=True, eq=False)
class CursorPicture:
    """All that such a plot shows.

    scale: of x, and how the cursor moves along it; on a logarithmic one an x of 0 stands at its
    left end. at: the x of the cursor. uprights: x of dotted lines with their names. captions: words
    along the upper edge, by the share of the width at their middle. words: for screen readers.
    """

    lines: tuple[CursorLine, ...]
    scale: Scale
    y_range: Range
    at: float
    x_name: str
    marks: tuple[CursorMark, ...] = ()
    uprights: tuple[tuple[float, str], ...] = ()
    captions: tuple[tuple[float, str], ...] = ()
    words: str = ""

    def axis(self, x: FloatArray | float) -> FloatArray:
        """Where x stands on the axis: its logarithm, or itself."""
        if isinstance(self.scale, LogScale):
            return np.log10(np.maximum(x, self.scale.minimum))
        return np.asarray(x, dtype=np.float64)

    @property
    def x_range(self) -> Range:
        """Both ends of the axis."""
        low, high = self.axis(np.array([self.scale.minimum, self.scale.maximum])).tolist()
        return low, high

    def x_ticks(self) -> tuple[tuple[float, str], ...]:
        """What is written along the axis, each with its place on it."""
        if isinstance(self.scale, LinearScale):
            span = self.scale.minimum, self.scale.maximum
            return tuple((value, tick_text(value, span)) for value in ticks(span))
        low, high = math.ceil(self.x_range[0] - 1e-9), math.floor(self.x_range[1] + 1e-9)
        step = -(-(high - low + 1) // _MOST_DECADES)
        first = -(-low // step) * step
        return tuple((float(d), short_number(10.0**d)) for d in range(first, high + 1, step))
