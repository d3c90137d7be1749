"""A cut laid out and painted: its line, gaps, tangents, the next step, and where texts go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter

from lossviz.widgets.descent.axes_painter import AxesPainter
from lossviz.widgets.descent.cut_marks import CutMarks, place
from lossviz.widgets.descent.cut_picture import CutPicture
from lossviz.widgets.descent.label_spots import ClearSpot, Label, sampled, spots
from lossviz.widgets.descent.log_axes import Axis
from lossviz.widgets.descent.strokes import draw_knob, draw_line, pieces, pixel_line
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.word_lines import elided

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px.
_TOP, _NAME_GAP, _ROW = 8, 8, 16
_TEXT_GAP = 11  # from the knob's middle to a text beside it
_NAME_SHARE = 0.25
_KNOB_GAP = 12  # from the knob's middle to the curve's name


class CutScene:
    """Holds what was laid out last; all lengths are in px of the widget.

    sides: logical px that are left free at least, left and right.
    """

    def __init__(self, theme: Theme, sides: tuple[int, int]) -> None:
        self._theme = theme
        self._text = PlotText(theme)
        self._marks = CutMarks(self._text)
        self._sides = theme.px(sides[0]), theme.px(sides[1])
        self._axes = AxesPainter(self._text, knob=True)
        self._spots = (ClearSpot(), ClearSpot())  # of the texts beside the point and its step
        self._size = QSizeF()
        self._x, self._y = Axis(0.0, 1.0), Axis(0.0, 1.0)
        self._lines: list[FloatArray] = []
        self.frame = PlotFrame(QRectF(), (0.0, 1.0), (0.0, 1.0))

    def lay_out(self, picture: CutPicture | None, size: QSizeF, loss: Axis) -> None:
        """Fit a picture to a size, with its losses on an axis."""
        self._size, self._y = size, loss
        self._x = Axis(0.0, 1.0) if picture is None else Axis(*picture.x_range)
        name = "" if picture is None else self._name(picture)
        right = self._text.width(name, "name") + self._text.px(_NAME_GAP + 6)
        left, least_right = self._sides
        if picture is not None and not least_right:
            right = max(right, self._axes.name_width(self._x_name(picture), self._x))
        right = max(right, least_right)
        self.frame = self._axes.frame(size, self._text.px(_TOP), right, self._x, loss, left)
        self._lines = []
        if picture is not None:
            parts = pieces(picture.x, picture.loss)
            self._lines = [pixel_line(self.frame, x, y) for x, y in parts]

    def place(self, x: float, loss: float) -> QPointF:
        """The pixel of a point, at the edge where it lies beyond, at the top where it is NaN."""
        return place(self.frame, x, loss)

    def paint(self, painter: QPainter, picture: CutPicture | None, knob: QPointF) -> None:
        """Everything, from back to front."""
        name = "" if picture is None else self._x_name(picture)
        if picture is not None:
            self._paint_gaps(painter, picture)
        self._axes.paint(painter, self.frame, self._x, self._y, name, self._size.width())
        if picture is None:
            return
        self._paint_curve(painter, picture)
        self._marks.paint_step(painter, self.frame, picture, knob)
        self._marks.paint_tangents(painter, self.frame, picture, knob)
        self._text.paint(
            painter,
            self.name_rect(picture, knob),
            self._name(picture),
            "name",
            role=picture.color_role,
        )
        diameter = self._theme.length("control.sliderKnob")
        draw_knob(painter, self._text, knob, diameter, self._text.px(2.5))
        for label in self.labels(picture, knob):
            self._text.paint(painter, label.area, label.text, label.kind, role=label.role)

    # The curve

    def _paint_gaps(self, painter: QPainter, picture: CutPicture) -> None:
        """Hatching where the loss is not finite."""
        rect = self.frame.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for start, end in picture.gaps():
            left, right = self.frame.x(start), self.frame.x(end)
            area = QRectF(left, rect.top(), right - left, rect.height())
            painter.fillRect(area, self._text.color("surface.sunken"))
            hatching = QBrush(self._text.color("border.control"), Qt.BrushStyle.BDiagPattern)
            painter.fillRect(area, hatching)

    def _paint_curve(self, painter: QPainter, picture: CutPicture) -> None:
        width = self._theme.length("line.series")
        painter.save()
        painter.setClipRect(self.frame.rect.adjusted(0, -width, 0, width))
        for line in self._lines:
            draw_line(painter, line, self._text.color(picture.color_role), width)
        painter.restore()

    def _x_name(self, picture: CutPicture) -> str:
        return elided(self._text, picture.x_name, "text", _NAME_SHARE * self._size.width())

    def _name(self, picture: CutPicture) -> str:
        return elided(self._text, picture.name, "name", _NAME_SHARE * self._size.width())

    def name_rect(self, picture: CutPicture, knob: QPointF) -> QRectF:
        """Where the curve's name stands: right of where the curve is seen last, or of the knob."""
        px, end, height = self._text.px, self._last_seen(), self._text.px(_ROW)
        top = min(max(end.y() - height / 2, 0.0), self.frame.rect.bottom() - height)
        left, width = end.x() + px(_NAME_GAP), self._text.width(self._name(picture), "name")
        if abs(knob.y() - top - height / 2) < height:
            left = max(left, min(knob.x() + px(_KNOB_GAP), self._size.width() - width))
        return QRectF(left, top, width, height)

    def _last_seen(self) -> QPointF:
        rect = self.frame.rect
        for line in reversed(self._lines):
            seen = np.flatnonzero((line[:, 1] >= rect.top()) & (line[:, 1] <= rect.bottom()))
            if len(seen):
                return _end_inside(line, int(seen[-1]), rect)
        return QPointF(rect.right(), rect.top())

    # Texts

    def labels(self, picture: CutPicture, knob: QPointF) -> list[Label]:
        """The texts beside the point and beside its next step."""
        lines, words = self._obstacles(picture, knob), [self.name_rect(picture, knob)]
        rect, px = self.frame.rect, self._text.px
        room = rect.adjusted(px(2), -px(_TOP - 2), 0, -px(2))
        result = []
        for spot, (mark, whole, kind, role) in zip(
            self._spots, self._wanted(picture, knob), strict=True
        ):
            if whole:
                text = elided(self._text, whole, kind, room.width())
                boxes = spots(mark, self._text.width(text, kind), px(_ROW), px(_TEXT_GAP))
                area = spot.find(boxes, room, lines, words)
                words.append(area)
                result.append(Label(area, text, kind, role))
        return result

    def _wanted(
        self, picture: CutPicture, knob: QPointF
    ) -> tuple[tuple[QPointF, str, Kind, str], ...]:
        """Beside what, which text, how set, and its colour by role; an empty text is none."""
        ends = self._marks.step_ends(self.frame, picture, knob)
        lands, step_text = (knob, "") if ends is None else (ends[1], picture.step_text)
        return (
            (knob, picture.slope_text, "name", "text.primary"),
            (lands, step_text, "text", "text.secondary"),
        )

    def _obstacles(self, picture: CutPicture, knob: QPointF) -> FloatArray:
        """Points (M, 2) on all that a text should not cover."""
        marks = self._marks.sampled(self.frame, picture, knob)
        return np.concatenate([*marks, *(sampled(line) for line in self._lines)])


def _end_inside(line: FloatArray, last: int, rect: QRectF) -> QPointF:
    """Where a line is seen last: its point `last`, or where it then crosses an edge."""
    x, y = line[last].tolist()
    if last == len(line) - 1:
        return QPointF(x, y)
    x_after, y_after = line[last + 1].tolist()
    edge = rect.top() if y_after < rect.top() else rect.bottom()
    share = (edge - y) / (y_after - y)
    return QPointF(x + share * (x_after - x), edge)
