"""The quiet part of a plot with a sliding cursor: grid, bottom axis, ticks, upright lines."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from lossviz.widgets.curve_plot.cursor_picture import CursorPicture
from lossviz.widgets.numbers.ranges import sane_range, tick_text, ticks
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import CENTER, LEFT, RIGHT, PlotText
from lossviz.widgets.painting.slide_handle import handle_radius

_TICK_GAP, _LINE, _TOP = 11, 16, 10  # logical px
_NAME_GAP, _TICKS_APART = 8, 8


class CursorAxes:
    """Measures and paints what stands around and under the lines."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def frame(self, picture: CursorPicture, size: QSizeF, names: float) -> PlotFrame:
        """The plot's rectangle in a widget of `size`; `names`: px that stand right of it."""
        px, y_range = self._text.px, sane_range(picture.y_range)
        widest = max(self._text.width(tick_text(y, y_range), "tick") for y in ticks(y_range))
        left = round(max(widest + px(8), handle_radius(self._text) + px(2)))
        above = px(_LINE + 2) if picture.captions or picture.uprights else px(_TOP)
        axis_name = self._text.width(picture.x_name, "text") + px(_NAME_GAP)
        right = min(max(names, axis_name + px(16)), size.width() * 0.45)
        width = max(size.width() - left - right, 1.0)
        height = max(size.height() - above - px(_TICK_GAP + _LINE), 1.0)
        return PlotFrame(QRectF(left, above, width, height), picture.x_range, y_range)

    def paint(self, painter: QPainter, frame: PlotFrame, picture: CursorPicture) -> None:
        """Paint it all, without antialiasing: every line is level or upright."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        px, rect = self._text.px, frame.rect
        for value in ticks(frame.y_range):
            row = round(frame.y(value))
            painter.setPen(self._text.hair_pen(painter, "plot.zero" if value == 0 else "plot.grid"))
            painter.drawLine(QLineF(rect.left(), row, rect.right(), row))
            area = QRectF(0, row - px(8), rect.left() - px(7), px(16))
            self._text.paint(painter, area, tick_text(value, frame.y_range), "tick", align=RIGHT)
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right(), rect.bottom()))
        self._paint_uprights(painter, frame, picture)
        self._paint_captions(painter, frame, picture)
        self._paint_x_ticks(painter, frame, picture)

    def _paint_uprights(self, painter: QPainter, frame: PlotFrame, picture: CursorPicture) -> None:
        pen = self._text.hair_pen(painter, "plot.axis")
        pen.setDashPattern([2, 2])
        free = frame.rect.left()
        for x, name in sorted(picture.uprights):
            place = float(picture.axis(x))
            if not inside(place, frame.x_range):
                continue
            column = round(frame.x(place))
            painter.setPen(pen)
            painter.drawLine(QLineF(column, frame.rect.top(), column, frame.rect.bottom()))
            width = self._text.width(name, "text")
            if column - width / 2 >= free:
                area = QRectF(column - width / 2, 0, width, self._text.px(_LINE))
                self._text.paint(painter, area, name, "text", align=CENTER)
                free = column + width / 2 + self._text.px(_TICKS_APART)

    def _paint_captions(self, painter: QPainter, frame: PlotFrame, picture: CursorPicture) -> None:
        free = frame.rect.left()
        for share, words in picture.captions:
            width = self._text.width(words, "text")
            middle = frame.rect.left() + share * frame.rect.width()
            left = min(max(middle - width / 2, frame.rect.left()), frame.rect.right() - width)
            if left >= free:
                area = QRectF(left, 0, width, self._text.px(_LINE))
                self._text.paint(painter, area, words, "text")
                free = left + width + self._text.px(_TICKS_APART)

    def _paint_x_ticks(self, painter: QPainter, frame: PlotFrame, picture: CursorPicture) -> None:
        px = self._text.px
        top, free, end = frame.rect.bottom() + px(_TICK_GAP), -1e6, frame.rect.right()
        for place, text in picture.x_ticks():
            width, column = self._text.width(text, "tick"), frame.x(place)
            left = max(column - width / 2, 0.0)
            if left < free:
                continue
            self._text.paint(painter, QRectF(left, top, width, px(_LINE)), text, "tick")
            free = left + width + px(_TICKS_APART)
            end = max(end, left + width)
        area = QRectF(end + px(_NAME_GAP), top, px(60), px(_LINE))
        self._text.paint(painter, area, picture.x_name, align=LEFT)
