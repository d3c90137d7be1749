"""The U of truncation and round-off: the relative error of the numeric gradient over its step h."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.descent.axes_painter import AxesPainter
from lossviz.widgets.descent.error_picture import ErrorCurve, ErrorPicture, error_axis
from lossviz.widgets.descent.log_axes import Axis
from lossviz.widgets.descent.strokes import draw_knob, draw_line, pieces, pixel_line
from lossviz.widgets.numbers.number_scale import LogScale
from lossviz.widgets.numbers.ranges import FloatArray, Range
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.sliding_plot import SlidingPlot
from lossviz.widgets.painting.spread import spread
from lossviz.widgets.painting.word_lines import elided

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px.
_TOP, _NAME_GAP, _NAME_ROW = 10, 8, 16
_REACH = 6  # from the cursor's line where a press takes it
_DOT = 5
_DASHES = (4.0, 3.0)
_NAME_SHARE = 0.4
_WARNING_ALPHA = 0.55


class ErrorPlot(SlidingPlot):
    """Draws an `ErrorPicture`; h is slid along the bottom line."""

    h_changed = Signal(float, bool)
    """The new h, and whether the gesture goes on; its end repeats the value with False."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Relative error over the step h", parent)
        self._picture = ErrorPicture()
        self._x = self._picture.h
        self.apply_theme(theme)
        self.describe(self._picture.words())

    def show_picture(self, picture: ErrorPicture) -> None:
        """Show other curves; the knob goes to their h, unless a person holds it."""
        self._picture = picture
        self._follow(picture.h)
        self._lay_out()
        self.describe(picture.words())

    @property
    def picture(self) -> ErrorPicture:
        """What is shown."""
        return self._picture

    @property
    def h(self) -> float:
        """Where the knob is."""
        return self._x

    @property
    def frame(self) -> PlotFrame:
        """Where the lines lie; its ranges are powers of ten."""
        return self._frame

    def knob(self) -> QPointF:
        """The middle of the knob in pixels."""
        low, high = self._frame.x_range
        place = min(max(self._h_axis.place(self._x), low), high)
        return QPointF(self._frame.x(place), self._frame.rect.bottom())

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._text = PlotText(theme)
        self._axes = AxesPainter(self._text, knob=True, italic=True)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(self._theme.px(412), self._theme.px(172))

    def minimumSizeHint(self) -> QSize:
        """The least in which the U is seen."""
        return QSize(self._theme.px(240), self._theme.px(130))

    # Laying out

    def _lay_out(self) -> None:
        picture = self._picture
        self._h_axis = Axis(*picture.h_range, log=True)
        self._error_axis = error_axis(picture)
        right = self._text.px(_NAME_GAP + 2) + max(
            [self._text.width(self._name(each), _kind(each)) for each in picture.curves],
            default=self._axes.name_width("h", self._h_axis),
        )
        size, top = QSizeF(self.size()), self._text.px(_TOP)
        self._frame = self._axes.frame(size, top, right, self._h_axis, self._error_axis)
        self._lines = [self._line(curve) for curve in picture.curves]
        self.update()

    def _line(self, curve: ErrorCurve) -> list[FloatArray]:
        """A curve's pieces in pixels; errors beyond the ends lie on the edge."""
        low, high = self._frame.y_range
        rows = np.clip(self._error_axis.places(curve.known()), low, high)
        columns = self._h_axis.places(curve.h)
        inside = (columns >= self._frame.x_range[0] - 1e-9) & (
            columns <= self._frame.x_range[1] + 1e-9
        )
        return [pixel_line(self._frame, x, y) for x, y in pieces(columns[inside], rows[inside])]

    def _name(self, curve: ErrorCurve) -> str:
        return elided(self._text, curve.name, _kind(curve), _NAME_SHARE * self.width())

    def name_rects(self) -> list[QRectF]:
        """Where the curves' names stand: at their right ends, pushed apart where they are close."""
        rect, height = self._frame.rect, self._text.px(_NAME_ROW)
        ends = [float(line[-1][-1, 1]) if line else rect.center().y() for line in self._lines]
        rows = spread(ends, [height] * len(ends), 0, rect.bottom() - self._text.px(2))
        left = rect.right() + self._text.px(_NAME_GAP)
        return [
            QRectF(
                left, row - height / 2, self._text.width(self._name(curve), _kind(curve)), height
            )
            for row, curve in zip(rows, self._picture.curves, strict=True)
        ]

    # The knob

    @property
    def _scale(self) -> LogScale:
        return LogScale(*self._picture.h_range)

    def _tell(self, x: float, goes_on: bool) -> None:
        self.h_changed.emit(x, goes_on)

    def _ends(self) -> Range:
        return self._picture.h_range

    def _x_at(self, column: float, fine: bool) -> float:
        rect = self._frame.rect
        return self._scale.at((column - rect.left()) / max(rect.width(), 1))

    def _stepped(self, count: float) -> float:
        return self._scale.stepped(self._x, count)

    def _holds(self, place: QPointF) -> bool:
        knob, reach = self.knob(), self._theme.px(_REACH)
        away = abs(place.x() - knob.x())
        return away <= (reach if place.y() < knob.y() - 2 * reach else 2 * reach)

    # Painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the lines to the new size."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shades, axes, lines, names, the cursor with its knob."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._paint_shades(painter)
        self._axes.paint(painter, self._frame, self._h_axis, self._error_axis, "h", self.width())
        self._paint_pass(painter)
        self._paint_lines(painter)
        self._paint_cursor(painter)

    def _paint_shades(self, painter: QPainter) -> None:
        """Green where the check passes, faint amber where it is doubtful."""
        rect, green = self._frame.rect, self._pass_rect()
        wrong = min(self._row(self._picture.wrong_above), green.top())
        amber = QRectF(rect.left(), wrong, rect.width(), green.top() - wrong)
        painter.fillRect(amber, self._text.color("status.warning.tint", _WARNING_ALPHA))
        painter.fillRect(green, self.color("status.success.tint"))

    def _pass_rect(self) -> QRectF:
        rect = self._frame.rect
        top = self._row(self._picture.pass_below)
        return QRectF(rect.left(), top, rect.width(), rect.bottom() - top)

    def _paint_pass(self, painter: QPainter) -> None:
        """The word at the foot of the green, on a ground of its own that covers a grid line."""
        px, green = self._theme.px, self._pass_rect()
        height, width = px(_NAME_ROW), self._text.width("pass", "name")
        if green.height() >= height + px(3):
            area = QRectF(green.left() + px(6), green.bottom() - height - px(2), width, height)
            painter.fillRect(area, self.color("status.success.tint"))
            self._text.paint(painter, area, "pass", "name", role="status.success.text")

    def _row(self, error: float) -> float:
        """The pixel row of an error, at the edge where it lies beyond; 0 is at the bottom."""
        return float(round(self._frame.y_inside(self._error_axis.place(error))))

    def _paint_lines(self, painter: QPainter) -> None:
        """The chosen curve over the others."""
        names = self.name_rects()
        order = sorted(range(len(names)), key=lambda k: self._picture.curves[k].chosen)
        for k in order:
            curve = self._picture.curves[k]
            role = "semantic.numeric" if curve.chosen else "text.tertiary"
            width = self._theme.length("line.series" if curve.chosen else "line.seriesThin")
            for piece in self._lines[k]:
                dashes = _DASHES if curve.dashed else ()
                draw_line(painter, piece, self.color(role), width, dashes)
            self._text.paint(painter, names[k], self._name(curve), _kind(curve), role=role)

    def _paint_cursor(self, painter: QPainter) -> None:
        rect, px, knob = self._frame.rect, self._theme.px, self.knob()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.color("plot.cursor"), px(1.5)))
        painter.drawLine(QLineF(knob.x(), rect.top() - px(_TOP - 2), knob.x(), rect.bottom()))
        error = self._picture.error_at(self._x)
        if self._picture.chosen is not None and not math.isnan(error):
            painter.setPen(QPen(self.color("surface.plot"), px(1.5)))
            painter.setBrush(self.color("semantic.numeric"))
            painter.drawEllipse(QPointF(knob.x(), self._row(error)), px(_DOT), px(_DOT))
        diameter = self._theme.length("control.sliderKnob")
        draw_knob(painter, self._text, knob, diameter, px(2))


def _kind(curve: ErrorCurve) -> Kind:
    return "name" if curve.chosen else "text"
