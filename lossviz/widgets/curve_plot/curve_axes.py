"""The quiet part of a curve plot: grid, bottom axis, ticks, reference lines, the line of now."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from lossviz.widgets.curve_plot.curve_frame import Sides
from lossviz.widgets.curve_plot.curves import CurvePicture
from lossviz.widgets.numbers.ranges import sane_range, tick_text, ticks
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import CENTER, RIGHT, PlotText


class CurveAxes:
    """Measures and paints what stands around and under the lines."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def sides(self, picture: CurvePicture) -> Sides:
        """What the texts left and right of the plot need: tick values, names, references."""
        px, y_range = self._text.px, sane_range(picture.y_range)
        texts = [tick_text(y, y_range, picture.y_unit) for y in ticks(y_range)]
        widest = max(self._text.width(each, "tick") for each in texts)
        right = round(self._right_width(picture)) + px(12)
        return Sides(max(px(32), round(widest) + px(8)), right)

    def _right_width(self, picture: CurvePicture) -> float:
        width = self._text.width
        texts = [width(each.text, "text") for each in picture.references]
        names = [width(each.label, "name") for each in picture.curves]
        axis = width(picture.x_name, "text") + self._text.px(16)
        return max([*texts, *names, axis])

    def frame(self, picture: CurvePicture, size: QSizeF, sides: Sides) -> PlotFrame:
        """The plot's rectangle in a widget of `size`."""
        right = min(sides.right, round(size.width() * 0.5))
        top, bottom = self._text.px(8), self._text.px(22)
        width = max(size.width() - sides.left - right, 1.0)
        height = max(size.height() - top - bottom, 1.0)
        rect = QRectF(sides.left, top, width, height)
        return PlotFrame(rect, sane_range(picture.x_range), sane_range(picture.y_range))

    def paint(self, painter: QPainter, frame: PlotFrame, picture: CurvePicture) -> None:
        """Paint it all, without antialiasing: every line is level or upright."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_y_ticks(painter, frame, picture)
        self._paint_references(painter, frame, picture)
        if picture.now is not None and inside(picture.now, frame.x_range):
            painter.setPen(self._text.hair_pen(painter, "plot.zero"))
            column = round(frame.x(picture.now))
            painter.drawLine(QLineF(column, frame.rect.top(), column, frame.rect.bottom()))
        self._paint_x_axis(painter, frame, picture)

    def _paint_y_ticks(self, painter: QPainter, frame: PlotFrame, picture: CurvePicture) -> None:
        px, rect = self._text.px, frame.rect
        for value in ticks(frame.y_range):
            row = round(frame.y(value))
            painter.setPen(self._text.hair_pen(painter, "plot.grid"))
            painter.drawLine(QLineF(rect.left(), row, rect.right(), row))
            area = QRectF(0, row - px(8), rect.left() - px(7), px(16))
            text = tick_text(value, frame.y_range, picture.y_unit)
            self._text.paint(painter, area, text, "tick", align=RIGHT)

    def _paint_references(self, painter: QPainter, frame: PlotFrame, picture: CurvePicture) -> None:
        pen = self._text.hair_pen(painter, "plot.axis")
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        for each in picture.references:
            if inside(each.y, frame.y_range):
                row = round(frame.y(each.y))
                painter.drawLine(QLineF(frame.rect.left(), row, frame.rect.right(), row))

    def _paint_x_axis(self, painter: QPainter, frame: PlotFrame, picture: CurvePicture) -> None:
        px, rect = self._text.px, frame.rect
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right(), rect.bottom()))
        top, end = rect.bottom() + px(3), rect.right()
        for value in ticks(frame.x_range):
            text, column = tick_text(value, frame.x_range), frame.x(value)
            half = self._text.width(text, "tick") / 2
            end = max(end, column + half)
            area = QRectF(column - half, top, 2 * half, px(16))
            self._text.paint(painter, area, text, "tick", align=CENTER)
        self._text.paint(painter, QRectF(end + px(8), top, px(60), px(16)), picture.x_name)
