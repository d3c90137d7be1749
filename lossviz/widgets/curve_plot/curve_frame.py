"""Where the lines of a curve plot lie, and what its data points read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF

from lossviz.widgets.curve_plot.curves import Curve, CurvePicture, FloatArray, Range, nearest
from lossviz.widgets.number_text import format_number


class Sides(NamedTuple):
    """Pixels left and right of a plot's rectangle."""

    left: int
    right: int


@dataclass(frozen=True)
class PlotFrame:
    """Where the lines go: the rectangle of the plot and the data ranges it shows."""

    rect: QRectF
    x_range: Range
    y_range: Range

    def x(self, value: float) -> float:
        """The pixel column of a data x."""
        low, high = self.x_range
        return self.rect.left() + (value - low) / (high - low) * self.rect.width()

    def y(self, value: float) -> float:
        """The pixel row of a data y."""
        low, high = self.y_range
        return self.rect.bottom() - (value - low) / (high - low) * self.rect.height()

    def pixels(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The columns and rows of many data points (N,), (N,)."""
        (left, right), (low, high) = self.x_range, self.y_range
        columns = self.rect.left() + (x - left) / (right - left) * self.rect.width()
        rows = self.rect.bottom() - (y - low) / (high - low) * self.rect.height()
        return columns, rows

    def data_x(self, column: float) -> float:
        """The data x of a pixel column."""
        low, high = self.x_range
        return low + (column - self.rect.left()) / max(self.rect.width(), 1) * (high - low)

    def y_inside(self, value: float) -> float:
        """The row of a data y, at the edge where it lies beyond (±∞ too)."""
        low, high = self.y_range
        return self.y(min(max(value, low), high))


@dataclass(frozen=True)
class DrawnCurve:
    """A curve and its points without NaN."""

    curve: Curve
    x: FloatArray
    y: FloatArray

    def at(self, value: float) -> tuple[float, float]:
        """The exact data point nearest to an x."""
        index = nearest(self.x, value)
        return float(self.x[index]), float(self.y[index])


@dataclass(frozen=True)
class Reading:
    """A curve's exact value at the cursor, in words, and where it is when that is elsewhere."""

    drawn: DrawnCurve
    x: float
    y: float
    text: str
    elsewhere: str


def readings(picture: CurvePicture, drawn: Sequence[DrawnCurve], x: float) -> list[Reading]:
    """One reading per curve that has points: the data point nearest to `x`, not a thinned one."""
    result = []
    for each in drawn:
        if len(each.x):
            at, y = each.at(x)
            where = format_number(at, picture.x_decimals)
            elsewhere = "" if where == format_number(x, picture.x_decimals) else f"at {where}"
            result.append(Reading(each, at, y, _value_text(picture, y), elsewhere))
    return result


def _value_text(picture: CurvePicture, y: float) -> str:
    text = format_number(y, picture.y_decimals)
    return f"{text} {picture.y_unit}" if picture.y_unit else text


def inside(value: float, bounds: Range) -> bool:
    """Whether a value lies in a range; NaN does not."""
    return bounds[0] <= value <= bounds[1]
