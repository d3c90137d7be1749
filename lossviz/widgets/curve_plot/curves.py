"""What a curve plot shows, as plain frozen data, and the arithmetic behind it. Imports without Qt.

Shapes: ``x`` and ``y`` are (N,) float arrays, ``x`` ascending. A NaN is no point; ±∞ is
a point beyond every range. Ranges are pairs (low, high) in data units.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from lossviz.widgets.number_text import format_number

FloatArray = npt.NDArray[np.floating[Any]]
Range = tuple[float, float]
CurveStyle = Literal["thin", "line", "dots"]

_MOST_TICKS = 5
_FEWEST_TICKS = 3


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of a plot, named at its right end.

    `style`: "thin" is a 1 px line of raw values whose name is only a caption, "line" a 2 px line,
    "dots" a 2 px line with a dot on each point. `color_role` is a theme colour. `last_text` is the
    last value as it should read beside the name.
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


def decimate(
    x: FloatArray, y: FloatArray, pixels: int, span: Range | None = None
) -> tuple[FloatArray, FloatArray]:
    """Thin a line to what `pixels` columns can show: least and greatest y of each pixel pair.

    Spikes stay, as do the first and the last point. Up to `pixels` points come back as they are.
    `span` is the x range the columns cover (default: that of x); a fixed one keeps the columns, and
    so the picture, still while points are added at the end. O(N). No NaN in x or y.
    """
    if len(x) <= max(pixels, 2):
        return x, y
    low, high = (x[0], x[-1]) if span is None else span
    edges = np.linspace(low, high, max(pixels // 2, 1) + 1)[1:-1]
    starts = np.unique(np.concatenate(([0], np.searchsorted(x, edges))))
    starts = starts[starts < len(x)]
    ends = np.append(starts[1:], len(x)) - 1
    least, greatest = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    # The pair runs the way the line runs, so that no stroke goes back and forth for nothing.
    rising = y[starts] <= y[ends]
    pairs_x = np.column_stack((x[starts], x[ends])).ravel()
    pairs_y = np.column_stack(
        (np.where(rising, least, greatest), np.where(rising, greatest, least))
    ).ravel()
    return _with_ends(pairs_x, x), _with_ends(pairs_y, y)


def _with_ends(thinned: FloatArray, whole: FloatArray) -> FloatArray:
    return np.concatenate((whole[:1], thinned, whole[-1:]))


def drawable(
    x: FloatArray, y: FloatArray, x_range: Range, y_range: Range, pixels: int
) -> tuple[FloatArray, FloatArray]:
    """The points a screen line needs: thinned, and far-off y (±∞ too) brought near the range."""
    x, y = decimate(x, y, pixels, x_range)
    low, high = y_range
    # Rasterizers go wrong far outside the picture; one height beyond it the slope looks right.
    return x, np.clip(y, 2 * low - high, 2 * high - low)


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


def nearest(x: FloatArray, value: float) -> int:
    """Index of the entry of ascending `x` nearest to `value`; the earlier of two alike."""
    if len(x) == 0:
        raise ValueError("there is no nearest of no points")
    right = int(np.searchsorted(x, value))
    if right == 0:
        return 0
    if right == len(x) or value - x[right - 1] <= x[right] - value:
        return right - 1
    return right


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


def sane_range(wanted: Range) -> Range:
    """`wanted` when it is finite and ascending, else the nearest range that is."""
    low, high = wanted
    if math.isfinite(low) and math.isfinite(high) and low < high:
        return low, high
    return nice_range(low, high)


def tick_step(low: float, high: float) -> float:
    """The roundest step that puts at most five ticks, and three if it can, into a range."""
    magnitude = 10.0 ** math.floor(math.log10((high - low) / _MOST_TICKS))
    steps = [magnitude * each for each in (1, 2, 5, 10, 20)]
    step = next(each for each in steps if _tick_count(low, high, each) <= _MOST_TICKS)
    quarter = magnitude * 2.5
    fits = _FEWEST_TICKS <= _tick_count(low, high, quarter) <= _MOST_TICKS
    return quarter if _tick_count(low, high, step) < _FEWEST_TICKS and fits else step


def _tick_count(low: float, high: float, step: float) -> int:
    return math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1


def ticks(wanted: Range) -> tuple[float, ...]:
    """Round values inside a range, three to five of them."""
    low, high = sane_range(wanted)
    step = tick_step(low, high)
    first = math.ceil(low / step - 1e-9)
    return tuple(step * (first + i) for i in range(_tick_count(low, high, step)))


def tick_text(value: float, wanted: Range, unit: str = "") -> str:
    """A tick's value with as many decimals as the step between ticks needs."""
    step = tick_step(*sane_range(wanted))
    decimals = next((d for d in range(9) if math.isclose(round(step, d), step)), 9)
    return format_number(value, decimals) + unit


def nice_range(low: float, high: float) -> Range:
    """The range widened to half steps of its ticks, so that it changes rarely and in steps.

    NaN and ±∞ count as absent; a range of no width gets one.
    """
    low, high = _finite_range(low, high)
    half = tick_step(low, high) / 2
    return half * math.floor(low / half + 1e-9), half * math.ceil(high / half - 1e-9)


def _finite_range(low: float, high: float) -> Range:
    known = [each for each in (low, high) if math.isfinite(each)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    width = max(abs(low), abs(high), 1.0) * 0.05
    return (low, high) if high - low > width * 1e-6 else (low - width, high + width)


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres for labels of `heights` that overlap nowhere and move least (in squares).

    Order is kept, of equals too. All stay in low to high when they fit; else they start at low.
    This is isotonic regression by pooling adjacent violators, after taking the heights away.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    tops = [0.0]
    for i in order:
        tops.append(tops[-1] + heights[i])
    half = [heights[i] / 2 for i in order]
    free = _isotonic([wanted[i] - top - h for i, top, h in zip(order, tops, half, strict=False)])
    ceiling = max(low, high - tops[-1])
    centres = [0.0] * len(wanted)
    for position, i in enumerate(order):
        centres[i] = min(max(free[position], low), ceiling) + tops[position] + half[position]
    return centres


def _isotonic(values: Sequence[float]) -> list[float]:
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while blocks and blocks[-1][0] > mean:
            before, size = blocks.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        blocks.append((mean, count))
    return [mean for mean, count in blocks for _ in range(count)]
