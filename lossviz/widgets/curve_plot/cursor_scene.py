"""A plot with a sliding cursor laid out and painted: lines, names, marks, dots, what they read.

Words stand where they hide least: each has a few places, and what finds none is left out; screen
readers and the table beside the plot have it all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.curve_plot.cursor_axes import CursorAxes
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorMark, CursorPicture
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.line_points import drawable
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.slide_handle import paint_slide_handle, slide_handle
from lossviz.widgets.painting.spread import spread

_LINE, _NAME_GAP, _DOT, _MARK = 15, 12, 4.5, 7  # logical px
_DASHES = {"dashed": [4.0, 3.0], "dotted": [1.5, 2.5]}
NEAR = (-1.1, 0.1, -0.5, -2.2, 1.2)
FAR = (*NEAR, -3.4, 2.3, -5.0, 4.0, -7.0)
"""Where a word stands above or below its place, in its heights."""


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A line in px. points: (K, 2)."""

    line: CursorLine
    polygon: QPolygonF
    points: FloatArray


class CursorScene:
    """Holds what was laid out last; all lengths are in px of the widget."""

    def __init__(self, text: PlotText) -> None:
        self._text = text
        self._axes = CursorAxes(text)
        self._picture: CursorPicture | None = None
        self._drawn: list[_Drawn] = []
        self.frame = PlotFrame(QRectF(), (0.0, 1.0), (0.0, 1.0))

    def lay_out(self, picture: CursorPicture | None, size: QSizeF) -> None:
        """Fit a picture to a size."""
        self._picture = picture
        if picture is None:
            return
        names = max((self._text.width(line.name, "name") for line in picture.lines), default=0.0)
        self.frame = self._axes.frame(picture, size, names + self._text.px(_NAME_GAP + 4))
        self._drawn = [self._laid_out(picture, line) for line in picture.lines]

    def handle(self, at: float) -> QRectF:
        """Where the handle is with the cursor at an x."""
        return slide_handle(self._text, QPointF(self.column(at), self.frame.rect.bottom()))

    def column(self, at: float) -> float:
        """The px column of an x, at the edge where it lies beyond."""
        if self._picture is None:
            return self.frame.rect.left()
        low, high = self.frame.x_range
        return self.frame.x(min(max(float(self._picture.axis(at)), low), high))

    def paint(self, painter: QPainter, at: float, *, focused: bool) -> None:
        """From back to front."""
        if self._picture is None:
            return
        self._axes.paint(painter, self.frame, self._picture)
        self._paint_lines(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column, rect = self.column(at), self.frame.rect
        painter.setPen(QPen(self._text.color("plot.cursor"), self._text.px(1.5)))
        painter.drawLine(QLineF(column, rect.top(), column, rect.bottom()))
        self._paint_marks(painter)
        self._paint_dots(painter, at, column)
        taken = [self.handle(at), QRectF(column - 2, rect.top(), 4, rect.height())]
        taken += self._paint_names(painter)
        self._paint_readings(painter, at, column, taken)
        self._paint_mark_words(painter, taken)
        paint_slide_handle(painter, self._text, self.handle(at), focused)

    # Lines

    def _laid_out(self, picture: CursorPicture, line: CursorLine) -> _Drawn:
        known = np.isfinite(line.y)
        x, y = picture.axis(line.x[known]), line.y[known]
        frame = self.frame
        x, y = drawable(x, y, frame.x_range, frame.y_range, int(frame.rect.width()))
        points = np.column_stack(frame.pixels(x, y)) if len(x) else np.empty((0, 2))
        polygon = QPolygonF([QPointF(*point) for point in points.tolist()])
        return _Drawn(line, polygon, points)

    def _paint_lines(self, painter: QPainter) -> None:
        thick = self._text.theme.length("line.series")
        painter.save()
        painter.setClipRect(self.frame.rect.adjusted(0, -thick, 0, thick).toAlignedRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in self._drawn:
            width = self._text.px(1.25) if each.line.thin else thick
            pen = QPen(self._text.color(each.line.role), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if each.line.dash != "solid":
                pen.setDashPattern(_DASHES[each.line.dash])
            painter.setPen(pen)
            painter.drawPolyline(each.polygon)
        painter.restore()

    def _paint_names(self, painter: QPainter) -> list[QRectF]:
        """At the right ends of the lines, pushed apart where they are close; their places."""
        named = [each for each in self._drawn[::-1] if each.line.name and len(each.points)]
        rect, height = self.frame.rect, self._text.px(_LINE)
        wanted = [min(max(e.points[-1, 1], rect.top()), rect.bottom()) for e in named]
        rows = spread(wanted, [height] * len(named), 0, rect.bottom() + height / 2)
        left, boxes = rect.right() + self._text.px(_NAME_GAP), []
        for each, row in zip(named, rows, strict=True):
            kind: Kind = "text" if each.line.thin else "name"
            box = QRectF(left, row - height / 2, self._text.width(each.line.name, kind), height)
            self._text.paint(painter, box, each.line.name, kind, role=each.line.role)
            boxes.append(box)
        return boxes

    # The cursor

    def _paint_dots(self, painter: QPainter, at: float, column: float) -> None:
        radius = self._text.px(_DOT)
        painter.setPen(QPen(self._text.color("surface.plot"), self._text.px(1.5)))
        for each in reversed(self._drawn):
            y = each.line.value_at(at)
            if each.line.dot and inside(y, self.frame.y_range):
                painter.setBrush(self._text.color(each.line.role))
                painter.drawEllipse(QPointF(column, self.frame.y(y)), radius, radius)

    def _paint_readings(
        self, painter: QPainter, at: float, column: float, taken: list[QRectF]
    ) -> None:
        """What the lines read at the cursor, beside their dots."""
        for each in self._drawn:
            y = each.line.value_at(at)
            if each.line.at and math.isfinite(y):
                dot = QPointF(column, self.frame.y_inside(y))
                near = self._spots(dot, self._size(each.line.at, "tick"), NEAR)
                self._paint_word(painter, near, each.line.at, "tick", each.line.role, taken)

    # Marks

    def _paint_marks(self, painter: QPainter) -> None:
        side = self._text.px(_MARK)
        for mark, place in self._marks():
            box = QRectF(place.x() - side / 2, place.y() - side / 2, side, side)
            color = self._text.color(mark.role)
            painter.setPen(QPen(color, self._text.px(1.5)))
            painter.setBrush(color if mark.shape == "dot" else self._text.color("surface.plot"))
            if mark.shape == "square":
                painter.drawRect(box)
            else:
                painter.drawEllipse(box)

    def _paint_mark_words(self, painter: QPainter, taken: list[QRectF]) -> None:
        for mark, place in self._marks():
            if mark.text:
                spots = self._spots(place, self._size(mark.text, "name"), FAR)
                box = self._paint_word(painter, spots, mark.text, "name", mark.role, taken)
                if box is not None:
                    self._paint_leader(painter, place, box)

    def _marks(self) -> list[tuple[CursorMark, QPointF]]:
        assert self._picture is not None
        places = [
            (mark, QPointF(self.frame.x(float(self._picture.axis(mark.x))), self.frame.y(mark.y)))
            for mark in self._picture.marks
            if inside(mark.y, self.frame.y_range)
        ]
        return [
            (mark, place)
            for mark, place in places
            if self.frame.rect.adjusted(-1, -1, 1, 1).contains(place)
        ]

    # Words

    def _paint_word(
        self,
        painter: QPainter,
        spots: Sequence[QRectF],
        text: str,
        kind: Kind,
        role: str,
        taken: list[QRectF],
    ) -> QRectF | None:
        """A word in the spot where it lies on no other and hides least; None without any."""
        free = [box for box in spots if not any(box.intersects(each) for each in taken)]
        if not free:
            return None
        covered = [self._covered(box) for box in free]
        least = min(covered)
        box = free[covered.index(least)]
        if least:
            painter.fillRect(box.adjusted(-1, 1, 1, -1), self._text.color("surface.plot", 0.8))
        self._text.paint(painter, box, text, kind, role=role)
        taken.append(box)
        return box

    def _size(self, text: str, kind: Kind) -> QSizeF:
        return QSizeF(self._text.width(text, kind) + 1, self._text.px(_LINE))

    def _paint_leader(self, painter: QPainter, place: QPointF, box: QRectF) -> None:
        """A hairline to a word that stands away from its place."""
        foot = box.bottom() if box.center().y() < place.y() else box.top()
        if abs(foot - place.y()) > self._text.px(_LINE):
            end = QPointF(min(max(place.x(), box.left() + 4), box.right() - 4), foot)
            painter.setPen(self._text.hair_pen(painter, "plot.axis"))
            painter.drawLine(QLineF(place, end))

    def _spots(self, place: QPointF, size: QSizeF, rows: Sequence[float]) -> list[QRectF]:
        """Beside a place, above and below, in rows of its height; inside the plot all."""
        px, rect = self._text.px, self.frame.rect
        sides = (place.x() + px(8), place.x() - px(8) - size.width(), place.x() - size.width() / 2)
        boxes = [
            QRectF(left, place.y() + row * size.height(), size.width(), size.height())
            for row in rows
            for left in (sides if abs(row + 0.5) > 0.7 else sides[:2])
        ]
        inner = QRectF(rect.left() + 1, rect.top() - 1, rect.width(), rect.height())
        return [box for box in boxes if inner.contains(box)]

    def _covered(self, box: QRectF) -> int:
        low, high = (box.left(), box.top()), (box.right(), box.bottom())
        return sum(
            int(np.count_nonzero(((low < each.points) & (each.points < high)).all(axis=1)))
            for each in self._drawn
        )
