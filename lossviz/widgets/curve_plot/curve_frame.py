"""Where the lines of a curve plot lie, and what its data points read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lossviz.widgets.curve_plot.curves import Curve, CurvePicture
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.line_points import nearest


class Sides(NamedTuple):
    """Pixels left and right of a plot's rectangle."""

    left: int
    right: int


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
