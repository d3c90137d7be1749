"""Axes of the small loss plots: grid, bottom line, ticks, and the name of x on a line of its own.

Unlike those of a curve plot they leave room for a handle that sits on the bottom line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPolygonF

from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ranges import FloatArray, Range, tick_text, ticks
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, RIGHT, PlotText
from lossviz.widgets.painting.word_lines import elided

_TICK_GAP, _LINE = 10, 16  # logical px: from the bottom line to its ticks, and a row of text
_BELOW = _TICK_GAP + 2 * _LINE + 1
_TICK_ROOM = 8
_MOST_X_TICKS = 6


class LossAxes:
    """Measures and paints what stands under the lines."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def frame(
        self, size: QSizeF, top: float, right: float, x_range: Range, y_range: Range
    ) -> PlotFrame:
        """The plot's rectangle in a widget of `size`, leaving room above and at the right."""
        left = self._left(x_range, y_range)
        width = max(size.width() - left - right, 1.0)
        height = max(size.height() - top - self._text.px(_BELOW), 1.0)
        return PlotFrame(QRectF(left, top, width, height), x_range, y_range)

    def _left(self, x_range: Range, y_range: Range) -> int:
        width = self._text.width
        widest = max(width(tick_text(y, y_range), "tick") for y in ticks(y_range))
        # The handle and the first tick of x stand out to the left of the plot.
        first = width(x_tick(x_ticks(x_range)[0], x_range, signed=True), "tick") / 2
        return round(max(widest + self._text.px(7), first, self._text.px(12)))

    def paint(
        self, painter: QPainter, frame: PlotFrame, width: float, x_name: str, *, signed: bool
    ) -> None:
        """Paint it all into a widget so wide; `signed` ticks of x say + too."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_y(painter, frame)
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        rect = frame.rect
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right(), rect.bottom()))
        self._paint_x_ticks(painter, frame, width, signed)
        self._paint_x_name(painter, frame, width, x_name)

    def _paint_y(self, painter: QPainter, frame: PlotFrame) -> None:
        px, rect = self._text.px, frame.rect
        for value in ticks(frame.y_range):
            row = round(frame.y(value))
            painter.setPen(self._text.hair_pen(painter, "plot.grid"))
            painter.drawLine(QLineF(rect.left(), row, rect.right(), row))
            area = QRectF(0, row - px(8), rect.left() - px(6), px(16))
            self._text.paint(painter, area, tick_text(value, frame.y_range), "tick", align=RIGHT)

    def _paint_x_ticks(
        self, painter: QPainter, frame: PlotFrame, width: float, signed: bool
    ) -> None:
        px = self._text.px
        top = frame.rect.bottom() + px(_TICK_GAP)
        values, x_range = x_ticks(frame.x_range), frame.x_range
        shown = [(value, x_tick(value, x_range, signed=signed)) for value in values]
        for value, text in self._fitting(frame, shown):
            half = self._text.width(text, "tick") / 2
            column = min(frame.x(value), width - half)
            area = QRectF(column - half, top, 2 * half, px(_LINE))
            self._text.paint(painter, area, text, "tick", align=CENTER)

    def _fitting(
        self, frame: PlotFrame, shown: Sequence[tuple[float, str]]
    ) -> Sequence[tuple[float, str]]:
        """The ticks that have room beside each other; in a narrow plot the even ones, with 0."""
        widest = max(self._text.width(text, "tick") for _, text in shown) + self._text.px(
            _TICK_ROOM
        )
        if len(shown) < 2 or frame.x(shown[1][0]) - frame.x(shown[0][0]) >= widest:
            return shown
        zero = next((k for k, (value, _) in enumerate(shown) if value == 0), 0)
        return shown[zero % 2 :: 2]

    def _paint_x_name(self, painter: QPainter, frame: PlotFrame, width: float, name: str) -> None:
        px = self._text.px
        text = elided(self._text, name, "text", width)
        long = self._text.width(text, "text")
        left = min(max(frame.rect.center().x() - long / 2, 0.0), width - long)
        top = frame.rect.bottom() + px(_TICK_GAP + _LINE)
        self._text.paint(painter, QRectF(left, top, long, px(_LINE)), text)


def places(frame: PlotFrame, x: FloatArray, y: FloatArray) -> FloatArray:
    """Points (K, 2) in pixels."""
    (x_low, x_high), (y_low, y_high), rect = frame.x_range, frame.y_range, frame.rect
    columns = rect.left() + (x - x_low) / (x_high - x_low) * rect.width()
    rows = rect.bottom() - (y - y_low) / (y_high - y_low) * rect.height()
    return np.column_stack((columns, rows))


def polygon(points: FloatArray) -> QPolygonF:
    """Points (K, 2) as Qt draws them."""
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def x_ticks(wanted: Range) -> tuple[float, ...]:
    """Values 1, 2 or 5 (times a power of ten) apart, 0 among them if inside; six at most.

    One more than elsewhere: −6 to +4 then reads in steps of 2, not of 2.5.
    """
    step = _x_step(wanted)
    first, last = math.ceil(wanted[0] / step - 1e-9), math.floor(wanted[1] / step + 1e-9)
    return tuple(step * k for k in range(first, last + 1))


def _x_step(wanted: Range) -> float:
    least = (wanted[1] - wanted[0]) / (_MOST_X_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= least * (1 - 1e-9))


def x_tick(value: float, wanted: Range, *, signed: bool) -> str:
    """A tick of x with the decimals that the steps need; a change has its sign: +2, 0, −2."""
    decimals = max(0, -math.floor(math.log10(_x_step(wanted)) + 1e-9))
    text = format_number(value, decimals if value else 0)
    return f"+{text}" if signed and value > 0 else text
