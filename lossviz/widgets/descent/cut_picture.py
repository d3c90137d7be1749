"""What a cut through the loss shows, as plain frozen data, and the range it is drawn in. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lossviz.widgets.descent.log_axes import Axis, round_above, steady_axis
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ordered import percentiles
from lossviz.widgets.numbers.ranges import FloatArray, Range

_NEAR = 0.22  # of the width: what lies so near the point is shown whole,
_ROOM = 0.25  # with so much of its height above and below,
_FAR = 4.0  # and of the rest what is no further off than so many of its heights
_WALL = 1e4  # heights of what is near
_SHARES = (0, 10, 25, 75, 80, 100)  # per cent of the losses: what of them is shown
_HIGHEST = 1e150  # higher losses are as high: their differences are to stay finite
_ZERO_SHARE = 0.35  # an axis whose losses begin so near 0 begins at 0
_MARGIN = 0.04
_STEPS = 100  # key presses from end to end, about


@dataclass(frozen=True, eq=False)
class CutPicture:
    """The loss along a line through the point: x and loss (K,), x ascending.

    A loss that is NaN or ±∞ leaves a gap. at, here: the point's x and its loss. slope: the analytic
    slope there, numeric_slope the numeric one. step: x and loss where the next step lands.
    """

    x: FloatArray
    loss: FloatArray
    at: float
    here: float
    slope: float | None = None
    numeric_slope: float | None = None
    step: tuple[float, float] | None = None
    color_role: str = "semantic.softmax"
    x_name: str = "W₁"
    name: str = "loss"
    slope_text: str = ""
    step_text: str = ""

    def __post_init__(self) -> None:
        if self.x.ndim != 1 or self.x.shape != self.loss.shape or len(self.x) < 2:
            raise ValueError(
                f"a cut has two points or more: x {self.x.shape} and loss {self.loss.shape} "
                "must be (K,) alike"
            )
        if not (np.isfinite(self.x).all() and self.x[0] < self.x[-1]):
            raise ValueError("the x of a cut are finite and ascend")

    @property
    def x_range(self) -> Range:
        """From end to end."""
        return float(self.x[0]), float(self.x[-1])

    @property
    def key_step(self) -> float:
        """How far a key moves the point: about a hundredth of the range, on 1, 2 or 5."""
        low, high = self.x_range
        return round_above((high - low) / _STEPS)

    def loss_at(self, x: float) -> float:
        """The loss at another x, between two points of the cut; NaN in a gap."""
        if x == self.at:
            return self.here
        loss = np.where(np.isfinite(self.loss), self.loss, np.nan)
        return float(np.interp(x, self.x, loss))

    def gaps(self) -> list[Range]:
        """Where the loss is not finite, from x to x."""
        missing = ~np.isfinite(self.loss)
        edges = np.flatnonzero(np.diff(np.concatenate(([False], missing, [False])).astype(int)))
        last = len(self.x) - 1
        return [
            (float(self.x[max(a - 1, 0)]), float(self.x[min(b, last)]))
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]

    def words(self) -> str:
        """The point, its loss and its slope, for screen readers."""
        text = f"{self.x_name} {format_number(self.at, 3)}, "
        text += f"{self.name} {format_number(self.here, 3)}"
        more = (self.slope_text, self.step_text)
        return ", ".join([text, *(each for each in more if each)])


def loss_axis(picture: CutPicture, before: Axis | None) -> Axis:
    """The axis of the loss; `before` while it serves, so that it does not breathe in a drag."""
    return steady_axis(before, *loss_limits(picture), log=False)


def loss_limits(picture: CutPicture) -> Range:
    """The losses to show: all near the point; a wall at the edge leaves through the top."""
    low, high = picture.x_range
    close = np.abs(picture.x - picture.at) <= _NEAR * (high - low)
    finite = np.isfinite(picture.loss)
    known, near = picture.loss[finite], picture.loss[finite & close]
    if math.isfinite(picture.here):
        known, near = np.append(known, picture.here), np.append(near, picture.here)
    known, near = np.clip(known, -_HIGHEST, _HIGHEST), np.clip(near, -_HIGHEST, _HIGHEST)
    if not len(known):
        return 0.0, 1.0
    return _with_zero(*_limits(known, near if len(near) else known))


def _limits(known: FloatArray, near: FloatArray) -> Range:
    lowest, tenth, quarter, rest, most, highest = percentiles(known, _SHARES)
    start, end = float(near.min()), float(near.max())
    reach, middle = end - start, float(rest - quarter)
    # A plateau is to look flat beside its slopes; but not because of a wall that has no end.
    if reach == 0 or reach < middle < _WALL * reach:
        reach = middle or float(highest - lowest)
    high = min(highest, max(end + _ROOM * reach, min(most, end + _FAR * reach)))
    low = max(lowest, min(start - _ROOM * reach, max(tenth, start - _FAR * reach)))
    return float(low), float(high)


def _with_zero(low: float, high: float) -> Range:
    """Room above, and below unless the axis begins at 0."""
    if 0 <= low <= _ZERO_SHARE * high:
        return 0.0, high + _MARGIN * high
    room = _MARGIN * (high - low)
    return low - room, high + room
