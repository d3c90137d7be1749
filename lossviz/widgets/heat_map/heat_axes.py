"""Around a heat map: ticks and names of both weights, and the bar that reads colours as losses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.curve_frame import PlotFrame
from lossviz.widgets.curves import Range, tick_text, ticks
from lossviz.widgets.heat_map.color_table import band_color
from lossviz.widgets.heat_map.heat_codes import BANDS
from lossviz.widgets.heat_map.loss_scale import LossScale
from lossviz.widgets.plot_text import CENTER, LEFT, RIGHT, PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical lengths of the design.
_LEFT, _BELOW, _TOP = 40, 34, 8
_BAR_GAP, _BAR, _BAR_TEXT = 18, 12, 44
_TICK, _ROW = 5, 16


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
        px, rect = self._text.px, frame.rect
        for value in ticks(frame.x_range):
            column = round(frame.x(value))
            painter.setPen(self._text.hair_pen(painter, "plot.axis"))
            painter.drawLine(QLineF(column, rect.bottom(), column, rect.bottom() + px(_TICK)))
            text = tick_text(value, frame.x_range)
            half = self._text.width(text, "tick") / 2
            area = QRectF(column - half, rect.bottom() + px(_TICK + 1), 2 * half, px(_ROW))
            self._text.paint(painter, area, text, "tick", align=CENTER)
        width = self._text.width(name, "text")
        area = QRectF(rect.right() - width, rect.bottom() + px(_ROW + 3), width, px(_ROW))
        self._text.paint(painter, area, name, role="text.secondary")

    def _paint_left(self, painter: QPainter, frame: PlotFrame, name: str) -> None:
        px, rect = self._text.px, frame.rect
        room = rect.left() - px(_TICK + 3)
        for value in ticks(frame.y_range):
            row = round(frame.y(value))
            painter.setPen(self._text.hair_pen(painter, "plot.axis"))
            painter.drawLine(QLineF(rect.left() - px(_TICK), row, rect.left(), row))
            # The name stands at the upper end: a tick there gives way.
            if row - rect.top() > px(_ROW + 4):
                area = QRectF(0, row - px(8), room, px(_ROW))
                text = tick_text(value, frame.y_range)
                self._text.paint(painter, area, text, "tick", align=RIGHT)
        self._paint_left_name(painter, name, room, rect)

    def _paint_left_name(self, painter: QPainter, name: str, room: float, rect: QRectF) -> None:
        """Level where there is room for it, else upwards along the axis."""
        px, width = self._text.px, self._text.width(name, "text")
        if width <= room:
            area = QRectF(room - width, rect.top(), width, px(_ROW))
            self._text.paint(painter, area, name, role="text.secondary")
            return
        painter.save()
        painter.translate(0, rect.top() + width)
        painter.rotate(-90)
        self._text.paint(painter, QRectF(0, 0, width, px(_ROW)), name, role="text.secondary")
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
