"""Paints grid, bottom line, ticks and the name of x around the plots of this folder."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from lossviz.theme.apply import qfont
from lossviz.widgets.descent.log_axes import Axis, Tick, has_power
from lossviz.widgets.painting.drawn_text import draw_text_in
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, LEFT, RIGHT, Kind, PlotText
from lossviz.widgets.painting.word_lines import elided

# Logical px.
_ROW, _GAP = 16, 4  # a row of text, and from the bottom line to the ticks
_KNOB_GAP = 10  # the same where a knob sits on the line
_TICK_ROOM_X, _TICK_ROOM_Y = 52, 22
_NAME_GAP = 8
_MOST_TICKS = 5


class AxesPainter:
    """Measures and paints both axes. `knob`: one sits on the bottom line. `italic`: the name of x,
    at the end of its axis, is a symbol.
    """

    def __init__(self, text: PlotText, *, knob: bool = False, italic: bool = False) -> None:
        self._text = text
        self._gap = text.px(_KNOB_GAP if knob else _GAP)
        self._name_font = QFont(qfont(text.theme, "label"))
        self._name_font.setItalic(italic)
        self._name_metrics = QFontMetricsF(self._name_font)

    def frame(
        self, size: QSizeF, top: float, right: float, x: Axis, y: Axis, left: float = 0.0
    ) -> PlotFrame:
        """The plot's rectangle in a widget of `size`, leaving room above and at the right.

        left: at least so much room, however short the ticks are.
        """
        below = self._gap + self._text.px(_ROW) + 1
        height = max(size.height() - top - below, 1.0)
        ticks = self._y_ticks(y, height)
        widths = [self._text.width(tick.text, _kind(ticks)) for tick in ticks]
        left = max(round(max(widths)) + self._text.px(7), self._text.px(14), left)
        width = max(size.width() - left - right, 1.0)
        return PlotFrame(QRectF(left, top, width, height), x.range, y.range)

    def name_width(self, name: str, x: Axis) -> float:
        """Room at the right that the name of x takes, beside a tick at the end of the axis."""
        ticks = x.ticks(_MOST_TICKS)
        half = self._text.width(ticks[-1].text, _kind(ticks)) / 2
        return half + self._text.px(_NAME_GAP) + self._name_metrics.horizontalAdvance(name) + 1

    def paint(
        self, painter: QPainter, frame: PlotFrame, x: Axis, y: Axis, name: str, width: float
    ) -> None:
        """Paint it all into a widget so wide."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_y(painter, frame, y)
        rect = frame.rect
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right(), rect.bottom()))
        end = self._paint_x(painter, frame, x, width)
        self._paint_name(painter, frame, name, end, width)

    def _y_ticks(self, y: Axis, height: float) -> tuple[Tick, ...]:
        return y.ticks(min(int(height / self._text.px(_TICK_ROOM_Y)), _MOST_TICKS))

    def _paint_y(self, painter: QPainter, frame: PlotFrame, y: Axis) -> None:
        px, rect = self._text.px, frame.rect
        ticks = self._y_ticks(y, rect.height())
        for tick in ticks:
            row = round(frame.y(tick.place))
            painter.setPen(self._text.hair_pen(painter, "plot.grid"))
            painter.drawLine(QLineF(rect.left(), row, rect.right(), row))
            area = QRectF(0, row - px(8), rect.left() - px(6), px(_ROW))
            self._text.paint(painter, area, tick.text, _kind(ticks), align=RIGHT)

    def _paint_x(self, painter: QPainter, frame: PlotFrame, x: Axis, width: float) -> float:
        """The ticks of x that stand apart and read differently; returns where the last one ends."""
        rect, top, end = frame.rect, frame.rect.bottom() + self._gap, frame.rect.right()
        ticks = x.ticks(min(int(rect.width() / self._text.px(_TICK_ROOM_X)), _MOST_TICKS))
        free, last = -math.inf, ""
        for tick in ticks:
            half = self._text.width(tick.text, _kind(ticks)) / 2
            column = min(max(frame.x(tick.place), half), width - half)
            if column - half < free or tick.text == last:
                continue
            free, last = column + half + self._text.px(_GAP), tick.text
            area = QRectF(column - half, top, 2 * half, self._text.px(_ROW))
            self._text.paint(painter, area, tick.text, _kind(ticks), align=CENTER)
            end = max(end, column + half)
        return end

    def _paint_name(
        self, painter: QPainter, frame: PlotFrame, name: str, end: float, width: float
    ) -> None:
        px, top = self._text.px, frame.rect.bottom() + self._gap
        left = end + px(_NAME_GAP)
        text = elided(self._text, name, "text", width - left)
        long = self._name_metrics.horizontalAdvance(text)
        painter.setFont(self._name_font)
        painter.setPen(self._text.color("plot.label"))
        draw_text_in(painter, QRectF(left, top, long + 1, px(_ROW)), LEFT, text)


def _kind(ticks: Sequence[Tick]) -> Kind:
    """Powers of ten are set in the font of texts: their raised digits stand closer there."""
    return "text" if any(has_power(tick.text) for tick in ticks) else "tick"
