"""Where a plot draws: its rectangle, and the data that lie in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from lossviz.widgets.numbers.ranges import FloatArray, Range


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

    def round_x(self, column: float, finer: int = 0) -> float:
        """The round data x at a column: the finest decimal that the pointer can tell apart.

        finer: so many decimals more.
        """
        low, high = self.x_range
        pixel = (high - low) / max(self.rect.width(), 1)
        return round(self.data_x(column), finer - math.ceil(math.log10(pixel) - 1e-9)) + 0.0

    def y_inside(self, value: float) -> float:
        """The row of a data y, at the edge where it lies beyond (±∞ too)."""
        low, high = self.y_range
        return self.y(min(max(value, low), high))


def inside(value: float, bounds: Range) -> bool:
    """Whether a value lies in a range; NaN does not."""
    return bounds[0] <= value <= bounds[1]
