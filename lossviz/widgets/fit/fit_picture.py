"""What a plot of points and fitted curves shows, as plain frozen data. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lossviz.widgets.numbers.ranges import FloatArray, Range


@dataclass(frozen=True, eq=False)
class FitCurve:
    """A curve y (N,) over x (N,), named at its right end. thin: there for comparison."""

    name: str
    x: FloatArray
    y: FloatArray
    role: str
    dash: Literal["solid", "dashed", "dotted"] = "solid"
    thin: bool = False


@dataclass(frozen=True, eq=False)
class FitPicture:
    """points: to move, test: others, (x, y) each. curves: from back to front.

    feet: y of the last curve at each point, to which a line goes; () for none. empty: what is said
    where there are no points. words: for screen readers.
    """

    points: tuple[tuple[float, float], ...] = ()
    test: tuple[tuple[float, float], ...] = ()
    curves: tuple[FitCurve, ...] = ()
    feet: tuple[float, ...] = ()
    x_range: Range = (-1.05, 1.05)
    y_range: Range = (-1.0, 1.0)
    empty: str = ""
    words: str = ""
