"""What a curve plot shows, as plain frozen data, and how it is read. No Qt.

Shapes: ``x`` and ``y`` are (N,) float arrays, ``x`` ascending. A NaN is no point; ±∞ is
a point beyond every range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ranges import FloatArray, Range
from lossviz.widgets.painting.line_points import nearest

CurveStyle = Literal["thin", "line", "dots", "area"]


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of a plot, named at its right end.

    `style`: "thin" is a 1 px line of raw values whose name is only a caption, "line" a 2 px line,
    "dots" a 2 px line with a dot on each point, "area" no line: a filled area shows its values, and
    its name in that colour stands under the next one's. `color_role` is a theme colour. `last_text`
    is the last value as it should read beside the name.
    """

    name: str
    color_role: str
    x: FloatArray
    y: FloatArray
    style: CurveStyle = "line"
    last_text: str = ""

    def __post_init__(self) -> None:
        if self.x.ndim != 1 or self.x.shape != self.y.shape:
            raise ValueError(
                f"curve {self.name!r}: x {self.x.shape} and y {self.y.shape} must be (N,) alike"
            )

    @property
    def label(self) -> str:
        """Name and last value, as they stand at the line's end."""
        return f"{self.name} {self.last_text}".strip()


@dataclass(frozen=True, eq=False)
class Told:
    """Values that the readout gives at x and that are not drawn, such as an accuracy in "%"."""

    name: str
    x: FloatArray
    y: FloatArray
    unit: str = ""

    def text_at(self, x: float) -> str:
        """The value at the x nearest to one, as it is read; "" where there is none."""
        known = np.isfinite(self.y)
        if not known.any():
            return ""
        y = self.y[known][np.abs(self.x[known] - x).argmin()]
        return f"{format_number(float(y), 0)} {self.unit}".strip()


@dataclass(frozen=True)
class Reference:
    """A dotted horizontal line at `y` with its text at the right."""

    y: float
    text: str


@dataclass(frozen=True, eq=False)
class CurvePicture:
    """All a curve plot shows.

    `x_name` stands at the end of the axis; `now` is where training is; `diverged_at` the x at which
    a line left the range for good. `y_unit` follows each value ("%"), and the readout gives values
    with `y_decimals` and `x_decimals` digits after the point. `fill` names two curves with the same
    x by their indices, and the colour role that the area between them has, faintly. `told` is in
    the readout alone.
    """

    curves: tuple[Curve, ...] = ()
    references: tuple[Reference, ...] = ()
    x_range: Range = (0.0, 1.0)
    y_range: Range = (0.0, 1.0)
    x_name: str = ""
    now: float | None = None
    diverged_at: float | None = None
    y_unit: str = ""
    y_decimals: int = 3
    x_decimals: int = 2
    fill: tuple[int, int, str] | None = None
    told: tuple[Told, ...] = ()

    def __post_init__(self) -> None:
        if self.fill is None:
            return
        one, two, _ = self.fill
        if not all(0 <= k < len(self.curves) for k in (one, two)):
            raise ValueError(f"fill: curves {one} and {two} are not among {len(self.curves)}")
        if self.curves[one].x.shape != self.curves[two].x.shape:
            raise ValueError(f"fill: curves {one} and {two} do not have the same x")


def points(curve: Curve) -> tuple[FloatArray, FloatArray]:
    """The curve's (x, y) without NaN, and without x that are infinite. Copies only when it must."""
    keep = np.isfinite(curve.x) & ~np.isnan(curve.y)
    return (curve.x, curve.y) if keep.all() else (curve.x[keep], curve.y[keep])


def leaving_x(x: FloatArray, y: FloatArray, y_range: Range, otherwise: float) -> float:
    """The x at which a line crosses the upper end of a range for good, else `otherwise`.

    Towards +∞ a line rises as `drawable` draws it.
    """
    low, high = y_range
    below = np.flatnonzero(y <= high)
    if len(below) in (0, len(y)) or below[-1] == len(y) - 1:
        return otherwise
    last = int(below[-1])
    start, end = max(float(y[last]), 2 * low - high), min(float(y[last + 1]), 2 * high - low)
    share = (high - start) / (end - start)
    return float(x[last] + share * (x[last + 1] - x[last]))


def nearest_x(lines: Iterable[FloatArray], value: float) -> float | None:
    """The data x of any line that is nearest to `value`; None when no line has a point."""
    found = [float(x[nearest(x, value)]) for x in lines if len(x)]
    return min(found, key=lambda each: abs(each - value), default=None)


def step_x(lines: Sequence[FloatArray], value: float, count: int) -> float:
    """Go `count` data points right (left when negative) from `value`, over the x of all lines."""
    for _ in range(abs(count)):
        beyond = [each for x in lines for each in _beyond(x, value, count > 0)]
        value = (min if count > 0 else max)(beyond, default=value)
    return value


def _beyond(x: FloatArray, value: float, forward: bool) -> list[float]:
    at = int(np.searchsorted(x, value, "right")) if forward else int(np.searchsorted(x, value)) - 1
    return [float(x[at])] if 0 <= at < len(x) else []
