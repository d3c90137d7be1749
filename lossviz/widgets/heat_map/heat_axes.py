"""Around a heat map: ticks and names of both weights, and the bar that reads colours as losses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.heat_map.color_table import band_color
from lossviz.widgets.heat_map.heat_codes import BANDS
from lossviz.widgets.heat_map.loss_scale import LossScale
from lossviz.widgets.numbers.ranges import Range, tick_text, ticks
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, LEFT, RIGHT, Kind, PlotText
from lossviz.widgets.painting.word_lines import elided

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical lengths of the design.
_LEFT, _BELOW, _TOP = 40, 24, 8
_BAR_GAP, _BAR, _BAR_TEXT = 18, 12, 50
_TICK, _ROW, _APART = 5, 16, 4
SIDES = _LEFT, _BAR_GAP + _BAR + _BAR_TEXT
"""Logical px left and right of the map: a plot with the same hangs under it."""
_BESIDE = 10  # that a text may reach beyond the map, where the bar's name begins
_NAME_SHARE = 0.5  # of the width, that a long name takes of the row of ticks


class HeatAxes:
    """Measures and paints what stands around the map."""

    def __init__(self, theme: Theme) -> None:
        self._text = PlotText(theme)

    def frame(self, size: QSizeF, w1_range: Range, w2_range: Range) -> PlotFrame:
        """The map's rectangle in a widget of this size, with ranges that fit its shape."""
        return PlotFrame(self.area(size), w1_range, w2_range)

    def area(self, size: QSizeF) -> QRectF:
        """Where the map is drawn."""
        px = self._text.px
        right = px(_BAR_GAP) + px(_BAR) + px(_BAR_TEXT)
        width = max(size.width() - px(_LEFT) - right, 20.0)
        height = max(size.height() - px(_TOP) - px(_BELOW), 20.0)
        return QRectF(px(_LEFT), px(_TOP), round(width), round(height))

    def paint(self, painter: QPainter, frame: PlotFrame, names: tuple[str, str]) -> None:
        """Border, ticks and names of the two weights."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.drawRect(frame.rect.adjusted(-1, -1, 0, 0))
        self._paint_below(painter, frame, names[0])
        self._paint_left(painter, frame, names[1])

    def _paint_below(self, painter: QPainter, frame: PlotFrame, name: str) -> None:
        """Ticks, and the name at the end of their row: a tick there gives way."""
        px, rect = self._text.px, frame.rect
        top = rect.bottom() + px(_TICK + 1)
        name = elided(self._text, name, "text", _NAME_SHARE * rect.width())
        width = self._text.width(name, "text")
        ends = QRectF(rect.right() - width, top, width, px(_ROW))
        self._text.paint(painter, ends, name, role="text.secondary")
        free = -math.inf  # right of the last text
        for value in ticks(frame.x_range):
            column = round(frame.x(value))
            painter.setPen(self._text.hair_pen(painter, "plot.axis"))
            painter.drawLine(QLineF(column, rect.bottom(), column, rect.bottom() + px(_TICK)))
            text = tick_text(value, frame.x_range)
            width = self._text.width(text, "tick")
            left = max(column - width / 2, rect.left() - px(_TICK))
            left = min(left, rect.right() + px(_BESIDE) - width)
            if left > free and (not name or left + width + 2 * px(_APART) < ends.left()):
                area = QRectF(left, top, width, px(_ROW))
                self._text.paint(painter, area, text, "tick", align=CENTER)
                free = area.right() + px(_APART)

    def _paint_left(self, painter: QPainter, frame: PlotFrame, name: str) -> None:
        """Level where there is room for all texts, else upwards along the axis."""
        px, rect = self._text.px, frame.rect
        room, width = rect.left() - px(_TICK + 3), self._text.width(name, "text")
        found = [(value, tick_text(value, frame.y_range)) for value in ticks(frame.y_range)]
        longest = max(self._text.width(text, "tick") for _, text in found)
        self._paint_ticks_left(painter, frame, found, upwards=max(longest, width) > room + px(2))
        if width <= room:
            area = QRectF(room - width, rect.top(), width, px(_ROW))
            self._text.paint(painter, area, name, role="text.secondary")
        else:
            area = QRectF(0, rect.top(), px(_ROW), width)
            self._paint_upwards(painter, area, name, "text", "text.secondary")

    def _paint_ticks_left(
        self,
        painter: QPainter,
        frame: PlotFrame,
        found: list[tuple[float, str]],
        *,
        upwards: bool,
    ) -> None:
        px, rect = self._text.px, frame.rect
        room, free = rect.left() - px(_TICK + 3), rect.bottom() + px(_BELOW)  # above the last text
        for value, text in found:
            row = round(frame.y(value))
            painter.setPen(self._text.hair_pen(painter, "plot.axis"))
            painter.drawLine(QLineF(rect.left() - px(_TICK), row, rect.left(), row))
            length = self._text.width(text, "tick") if upwards else px(_ROW)
            area = QRectF(0, row - length / 2, room, length)
            # A short name stands at the upper end: a tick there gives way.
            if area.top() < rect.top() + px(_ROW - 4) or area.bottom() > free:
                continue
            free = area.top() - px(_APART)
            if upwards:
                area.setLeft(room - px(_ROW))
                self._paint_upwards(painter, area, text, "tick", "plot.label")
            else:
                self._text.paint(painter, area, text, "tick", align=RIGHT)

    def _paint_upwards(
        self, painter: QPainter, area: QRectF, text: str, kind: Kind, role: str
    ) -> None:
        painter.save()
        painter.translate(area.bottomLeft())
        painter.rotate(-90)
        along = QRectF(0, 0, area.height(), area.width())
        self._text.paint(painter, along, text, kind, role=role)
        painter.restore()

    def bar(self, frame: PlotFrame) -> QRectF:
        """The colour bar's rectangle."""
        px, rect = self._text.px, frame.rect
        return QRectF(rect.right() + px(_BAR_GAP), rect.top(), px(_BAR), rect.height())

    def paint_bar(
        self, painter: QPainter, frame: PlotFrame, scale: LossScale, loss: float, name: str
    ) -> None:
        """The bar with round losses beside it, and a mark at the loss where one stands."""
        px, bar = self._text.px, self.bar(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for band in range(BANDS):
            top = bar.bottom() - bar.height() * (band + 1) / BANDS
            below = bar.bottom() - bar.height() * band / BANDS
            rows = QRectF(bar.left(), round(top), bar.width(), round(below) - round(top))
            painter.fillRect(rows, band_color(band))
        for height, text in scale.ticks():
            row = bar.bottom() - height * bar.height()
            area = QRectF(bar.right() + px(6), row - px(8), px(_BAR_TEXT - 6), px(_ROW))
            self._text.paint(painter, area, text, "tick", align=LEFT)
        width = self._text.width(name, "text")
        left = bar.center().x() - width / 2
        area = QRectF(left, bar.bottom() + px(5), width, px(_ROW))
        self._text.paint(painter, area, name, role="text.secondary")
        if not math.isnan(loss):
            self._paint_mark(painter, bar, bar.bottom() - scale.place(loss) * bar.height())

    def _paint_mark(self, painter: QPainter, bar: QRectF, row: float) -> None:
        """A white line across the bar, and a triangle beside it that points at it."""
        px, text = self._text.px, self._text
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for role, width in (("overlay.casing", 4), ("overlay.path", 2)):
            painter.setPen(QPen(text.color(role), px(width)))
            painter.drawLine(QLineF(bar.left(), row, bar.right(), row))
        tip, half = bar.left() - px(3), px(4)
        corners = [QPointF(tip, row), QPointF(tip - px(6), row - half)]
        painter.setPen(QPen(text.color("text.primary"), 0))
        painter.setBrush(text.color("text.primary"))
        painter.drawPolygon(QPolygonF([*corners, QPointF(tip - px(6), row + half)]))
