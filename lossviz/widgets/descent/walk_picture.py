"""What a plot of the losses of walks shows, as plain frozen data, and its axes. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lossviz.widgets.descent.log_axes import Axis, steady_axis
from lossviz.widgets.map.walk_looks import ALONE, WalkLook
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ordered import percentiles
from lossviz.widgets.numbers.ranges import FloatArray, Range

_DECIMALS = 3  # of a loss, as everywhere
_CLIMB = 10.0  # a walk that climbs to so many times the highest start leaves through the top
_HIGHEST = 1e150  # higher losses are as high: their differences are to stay finite
_DEPTH = 1e-16  # and through the bottom where it is so much lower than the top


@dataclass(frozen=True, eq=False)
class WalkLine:
    """A walk: steps or evaluations x (K,), ascending, and losses y (K,).

    The first `done` points have happened, the others come next. marker: a shape of `markers`.
    chosen: the walk in hand, not another racer. look: what tells it from others.
    """

    name: str
    x: FloatArray
    y: FloatArray
    done: int
    marker: str = "circle"
    chosen: bool = True
    look: WalkLook = ALONE

    def __post_init__(self) -> None:
        if self.x.ndim != 1 or self.x.shape != self.y.shape:
            raise ValueError(
                f"walk {self.name!r}: x {self.x.shape} and y {self.y.shape} must be (K,) alike"
            )
        if not 0 <= self.done <= len(self.x):
            raise ValueError(f"walk {self.name!r}: {self.done} of {len(self.x)} points are done")

    def last_done(self) -> float:
        """The loss where it is now; NaN before the first point."""
        return float(self.y[self.done - 1]) if self.done else math.nan


@dataclass(frozen=True, eq=False)
class WalkPicture:
    """Walks over an axis named `x_name`: "step" or "evaluations".

    log: a logarithmic axis is wanted; it is one where all losses are above 0. diverged: the chosen
    walk left the range.
    """

    lines: tuple[WalkLine, ...] = ()
    x_name: str = "step"
    x_range: Range = (0.0, 20.0)
    log: bool = True
    diverged: bool = False

    @property
    def chosen(self) -> WalkLine | None:
        """The walk in hand."""
        return next((line for line in self.lines if line.chosen), None)

    @property
    def uses_log(self) -> bool:
        """Whether the axis of the loss is logarithmic."""
        known = [line.y[np.isfinite(line.y)] for line in self.lines]
        return self.log and all(bool((y > 0).all()) for y in known)

    def point_text(self, point: int) -> str:
        """A point of the chosen walk in words: "step 3: loss 0.412"."""
        line = self.chosen
        if line is None or not 0 <= point < len(line.x):
            return ""
        x = f"{line.x[point]:,.0f}"
        where = f"{x} {self.x_name}" if self.x_name.endswith("s") else f"{self.x_name} {x}"
        return f"{where}: loss {loss_text(float(line.y[point]))}"

    def label(self, line: WalkLine) -> str:
        """What stands at a line's end: its last loss; of several walks name and present loss."""
        if len(self.lines) == 1:
            return loss_text(float(line.y[-1])) if len(line.y) else ""
        value = "" if math.isnan(line.last_done()) else loss_text(line.last_done())
        return f"{line.name} {value}".strip()

    def words(self, point: int | None = None) -> str:
        """The point that is read, or where each walk is, for screen readers."""
        if point is not None:
            name = self.chosen.name if self.chosen and len(self.lines) > 1 else ""
            return f"{name}, {self.point_text(point)}" if name else self.point_text(point)
        if not any(line.done for line in self.lines):
            return "no steps yet"
        if len(self.lines) == 1:
            line = self.lines[0]
            text = self.point_text(line.done - 1) or f"loss {loss_text(line.last_done())}"
        else:
            text = ", ".join(self.label(line) for line in self.lines)
        return f"{text}, left the range" if self.diverged else text


def loss_text(loss: float) -> str:
    """A loss with the decimals that losses have; NaN of a walk that went too far is ∞."""
    return format_number(math.inf if math.isnan(loss) else loss, _DECIMALS)


def step_axis(picture: WalkPicture) -> Axis:
    """The axis of x: whole steps, never without a width."""
    low, high = picture.x_range
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        low, high = 0.0, 1.0
    return Axis(low, high, whole=True)


def walk_axis(picture: WalkPicture, before: Axis | None) -> Axis:
    """The axis of the loss; `before` while it serves."""
    return steady_axis(before, *walk_limits(picture), log=picture.uses_log)


def walk_limits(picture: WalkPicture) -> Range:
    """The lowest and the highest loss to show: a walk that climbs far leaves through the top."""
    log = picture.uses_log
    every = [line.y[np.isfinite(line.y)] for line in picture.lines]
    known = np.clip(np.concatenate([*every, np.empty(0)]), -_HIGHEST, _HIGHEST)
    if not len(known):
        return (0.1, 1.0) if log else (0.0, 1.0)
    low, quarter = percentiles(known, (0, 25))
    start = min(max(float(y[0]) for y in every if len(y)), _HIGHEST)
    high = min(float(known.max()), _highest(low, max(start, quarter), log=log))
    if log:
        return max(low, high * _DEPTH), high
    # A linear axis of losses begins at 0, unless they go below.
    return min(low, 0.0), max(high, low, 0.0) or 1.0


def _highest(low: float, start: float, *, log: bool) -> float:
    if log:
        return _CLIMB * start
    return start + 2 * max(start - low, abs(start) / 2)
