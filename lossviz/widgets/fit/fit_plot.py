"""A plot of points to drag, and of the curves that are fitted to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.fit.fit_picture import FitCurve, FitPicture
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.numbers.ranges import tick_text, ticks
from lossviz.widgets.numbers.step_keys import step_factor
from lossviz.widgets.painting.line_points import drawable
from lossviz.widgets.painting.picture_widget import PictureWidget
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import CENTER, RIGHT, Kind, PlotText
from lossviz.widgets.painting.spread import spread

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_WIDTH, _LEAST = 560, 240  # logical px
_TOP, _BOTTOM, _LINE, _POINT, _TEST, _REACH = 12, 24, 16, 5.5, 3.5, 12
_DASHES = {"dashed": [4.0, 3.0], "dotted": [1.5, 2.5]}
_STEP = 0.01
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_TURNING = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}


class FitPlot(PictureWidget):
    """Points are dragged, or moved by the arrow keys; N and P go to the next one and back.

    A double click adds one, Delete removes the chosen one.
    """

    point_moved = Signal(int, float, float, bool)
    """Which point, its new x and y, and whether the gesture goes on."""
    point_added = Signal(float, float)
    point_removed = Signal(int)

    def __init__(self, theme: Theme, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, accessible_name, parent, ringed=True)
        self._text = PlotText(theme)
        self._picture = FitPicture()
        self._frame = PlotFrame(QRectF(0, 0, 1, 1), (-1.0, 1.0), (-1.0, 1.0))
        self._chosen: int | None = None
        self._held = False
        self._told: tuple[float, float] | None = None  # where a gesture has brought the point
        self._grip = QPointF()

    def show_picture(self, picture: FitPicture) -> None:
        """Show other data; while a point is held the axes stay as they are."""
        if self._held:
            picture = replace(picture, y_range=self._picture.y_range)
        self._picture = picture
        if self._chosen is not None and self._chosen >= len(picture.points):
            self._chosen = self._told = None
        self._lay_out()
        self._tell()

    @property
    def picture(self) -> FitPicture:
        """What is shown."""
        return self._picture

    @property
    def chosen(self) -> int | None:
        """The point that the keyboard moves."""
        return self._chosen

    def place_of(self, x: float, y: float) -> QPointF:
        """Where a point of data is, in px."""
        return QPointF(self._frame.x(x), self._frame.y(y))

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._text = PlotText(theme)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Low: the column gives it all the height that is left."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        """The least in which points can be told apart."""
        return QSize(self._theme.px(_LEAST), self._theme.px(_LEAST))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the axes to the new size."""
        self._lay_out()

    def _lay_out(self) -> None:
        px, picture = self._text.px, self._picture
        widest = max(
            self._text.width(tick_text(y, picture.y_range), "tick") for y in ticks(picture.y_range)
        )
        names = max((self._text.width(curve.name, "name") for curve in picture.curves), default=0.0)
        left, right = round(widest + px(8)), round(max(names, px(12)) + px(10))
        width = max(self.width() - left - right, 1.0)
        height = max(self.height() - px(_TOP) - px(_BOTTOM), 1.0)
        rect = QRectF(left, px(_TOP), width, height)
        self._frame = PlotFrame(rect, picture.x_range, picture.y_range)
        self.update()

    def _tell(self) -> None:
        words = self._picture.words
        if self._chosen is not None:
            x, y = self._picture.points[self._chosen]
            words = f"point {self._chosen + 1}: x {short_number(x)}, y {short_number(y)}; {words}"
        self.describe(words)

    # Mouse

    def _point_at(self, place: QPointF) -> int | None:
        """The nearest point within reach."""
        if not self._picture.points:
            return None
        x, y = np.array(self._picture.points).T
        columns, rows = self._frame.pixels(x, y)
        far = np.hypot(columns - place.x(), rows - place.y())
        nearest = int(far.argmin())
        return nearest if far[nearest] <= self._text.px(_REACH) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        place = event.position()
        self._chosen = self._point_at(place)
        if self._chosen is not None:
            self._held, self._told = True, None
            self._grip = self.place_of(*self._picture.points[self._chosen]) - place
        self._tell()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it, Shift finer."""
        if not self._held or self._chosen is None:
            over = self._point_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
            return
        x, y = self._data(event.position() + self._grip, fine=step_factor(event.modifiers()) < 1)
        if (x, y) != self._now():
            self._told = x, y
            self.point_moved.emit(self._chosen, x, y, True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._held:
            self._held = False
            self._end_gesture()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add a point where there is none."""
        if self._point_at(event.position()) is None:
            self.point_added.emit(*self._data(event.position(), fine=False))
        else:
            self.mousePressEvent(event)

    def _now(self) -> tuple[float, float]:
        """Where the chosen point is; what is shown may be some frames behind."""
        assert self._chosen is not None
        return self._told or self._picture.points[self._chosen]

    def _end_gesture(self) -> None:
        told, self._told = self._told, None
        if told is not None and self._chosen is not None:
            self.point_moved.emit(self._chosen, *told, False)

    def _data(self, place: QPointF, *, fine: bool) -> tuple[float, float]:
        rect, (low, high) = self._frame.rect, self._frame.y_range
        decimals = 3 if fine else 2
        y = low + (rect.bottom() - place.y()) / rect.height() * (high - low)
        x = min(max(self._frame.data_x(place.x()), -1.0), 1.0)
        return round(x, decimals) + 0.0, round(y, decimals) + 0.0

    # Keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard one comes to the first point."""
        super().focusInEvent(event)
        if self.shows_focus() and self._chosen is None and self._picture.points:
            self._chosen = 0
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen point, Shift by a tenth of a step, Ctrl by ten."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or self._chosen is None:
            super().keyPressEvent(event)
            return
        step = _STEP * step_factor(event.modifiers())
        x, y = self._now()
        x, y = min(max(x + way[0] * step, -1.0), 1.0), y + way[1] * step
        self._keyboard_focus, self._told = True, (round(x, 6), round(y, 6))
        self.point_moved.emit(self._chosen, *self._told, True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held down is one gesture."""
        if not event.isAutoRepeat() and Qt.Key(event.key()) in _ARROWS:
            self._end_gesture()
        super().keyReleaseEvent(event)

    def press_key(self, key: Qt.Key) -> bool:
        """Choose another point, or remove one."""
        count = len(self._picture.points)
        if key in _TURNING and count:
            before = -1 if self._chosen is None else self._chosen
            self._chosen = (before + _TURNING[key]) % count
            self._tell()
        elif key in _REMOVING and self._chosen is not None:
            self.point_removed.emit(self._chosen)
        else:
            return False
        return True

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From back to front."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.color("surface.plot"))
        self._paint_axes(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self._frame.rect.toAlignedRect())
        self._paint_test(painter)
        self._paint_feet(painter)
        for curve in self._picture.curves:
            self._paint_curve(painter, curve)
        painter.restore()
        self._paint_points(painter)
        self._paint_names(painter)
        if self._picture.empty:
            self._text.paint(painter, self._frame.rect, self._picture.empty, align=CENTER)

    def _paint_axes(self, painter: QPainter) -> None:
        px, rect, frame = self._text.px, self._frame.rect, self._frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for value in ticks(frame.y_range):
            row = round(frame.y(value))
            painter.setPen(self._text.hair_pen(painter, "plot.grid"))
            painter.drawLine(QLineF(rect.left(), row, rect.right(), row))
            area = QRectF(0, row - px(8), rect.left() - px(7), px(_LINE))
            self._text.paint(painter, area, tick_text(value, frame.y_range), "tick", align=RIGHT)
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.right(), rect.bottom()))
        top = rect.bottom() + px(4)
        for value in (-1.0, -0.5, 0.0, 0.5, 1.0):
            text = short_number(value)
            width = self._text.width(text, "tick")
            area = QRectF(frame.x(value) - width / 2, top, width, px(_LINE))
            self._text.paint(painter, area, text, "tick")
        name = QRectF(frame.x(1.0) + px(14), top, px(12), px(_LINE))
        self._text.paint(painter, name, "x")

    def _paint_test(self, painter: QPainter) -> None:
        half = self._theme.px(_TEST)
        painter.setPen(QPen(self.color("semantic.val"), self._theme.px(1.5)))
        painter.setBrush(self.color("surface.plot"))
        for x, y in self._picture.test:
            middle = self.place_of(x, y)
            painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))

    def _paint_feet(self, painter: QPainter) -> None:
        """How far the curve misses each point."""
        painter.setPen(QPen(self.color("semantic.dataLoss"), self._theme.px(1.5)))
        for (x, y), foot in zip(self._picture.points, self._picture.feet, strict=False):
            column = self._frame.x(x)
            ends = self._frame.y_inside(y), self._frame.y_inside(foot)
            painter.drawLine(QLineF(column, ends[0], column, ends[1]))

    def _paint_curve(self, painter: QPainter, curve: FitCurve) -> None:
        frame = self._frame
        width = int(frame.rect.width())
        x, y = drawable(curve.x, curve.y, frame.x_range, frame.y_range, max(width, 2))
        places = np.column_stack(frame.pixels(x, y)).tolist()
        thick = self._theme.px(1.25) if curve.thin else self._theme.length("line.seriesStrong")
        pen = QPen(self.color(curve.role), thick)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if curve.dash != "solid":
            pen.setDashPattern(_DASHES[curve.dash])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(*place) for place in places]))

    def _paint_points(self, painter: QPainter) -> None:
        radius, px = self._theme.px(_POINT), self._theme.px
        for i, (x, y) in enumerate(self._picture.points):
            middle = QPointF(self._frame.x(x), self._frame.y_inside(y))
            painter.setPen(QPen(self.color("surface.plot"), px(1.5)))
            painter.setBrush(self.color("semantic.train"))
            painter.drawEllipse(middle, radius, radius)
            if i == self._chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.color("accent.base"), px(2)))
                painter.drawEllipse(middle, radius + px(3), radius + px(3))

    def _paint_names(self, painter: QPainter) -> None:
        """At the right ends of the curves, pushed apart."""
        rect, height = self._frame.rect, self._text.px(_LINE)
        curves = self._picture.curves
        wanted = [self._frame.y_inside(float(curve.y[-1])) for curve in curves]
        rows = spread(wanted, [height] * len(curves), rect.top(), rect.bottom())
        for curve, row in zip(curves, rows, strict=True):
            kind: Kind = "text" if curve.thin else "name"
            left = rect.right() + self._text.px(6)
            area = QRectF(left, row - height / 2, self._text.width(curve.name, kind), height)
            self._text.paint(painter, area, curve.name, kind, role=curve.role)
