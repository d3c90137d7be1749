"""The zero lines of the classes: margins, arrows, names, and where the next step puts them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from lossviz.theme.apply import qfont
from lossviz.widgets.map.arrows import Head, arrow_outline
from lossviz.widgets.map.places import place
from lossviz.widgets.map.window import Place
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.drawn_text import draw_text
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.plane.line_labels import Named, Room, label_places
from lossviz.widgets.plane.plane_lines import arrow_length, foot_on, middle, seen_part
from lossviz.widgets.plane.plane_picture import ClassLine, PlanePicture, Segment

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from lossviz.theme.tokens import Theme

# Logical px.
_ARROW, _ARROW_HEAD = 2.2, Head(11, 10)
_STEP, _STEP_HEAD, _LEAST_STEP = 1.4, Head(7, 7), 5
_MARGIN, _PREVIEW = 1.0, 1.4
_MARGIN_DASH, _PREVIEW_DASH = (5.0, 4.0), (3.0, 3.0)
_CURVE, _CURVE_DASH = 1.6, (4.0, 3.0)
_HALO, _LABEL_GAP, _LABEL_ROW, _POINT_RADIUS = 3, 7, 16, 9
_MOST_POINTS = 200  # that names keep clear of: among more there is no way between


class LinesPainter:
    """Draws `ClassLine`s into the plane's frame."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = self._strong_font()
        self._metrics = QFontMetricsF(self._font)
        self._texts: dict[str, QPainterPath] = {}
        self._places: dict[int, int] = {}

    def _strong_font(self) -> QFont:
        font = qfont(self._theme, "label")
        font.setWeight(font.Weight.DemiBold)
        return font

    def paint(self, painter: QPainter, frame: PlotFrame, picture: PlanePicture) -> list[Segment]:
        """All lines but their names; what names keep clear of, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = [(line, pixel_segment(frame, line.ends)) for line in picture.lines]
        for line, segment in seen:
            self._paint_thin(painter, frame, line, segment, self._color(picture, line))
        standing = []
        for line, segment in seen:
            if segment is not None:
                color = self._color(picture, line)
                self._paint_line(painter, segment, color)
                standing += [segment, *self._paint_arrow(painter, frame, line, segment, color)]
        self._paint_curve(painter, frame, picture.curve)
        return standing

    def _paint_curve(self, painter: QPainter, frame: PlotFrame, curve: Sequence[Place]) -> None:
        if len(curve) < 2:
            return
        pen = QPen(QColor(self._theme.color("text.primary")), self._theme.px(1) * _CURVE)
        pen.setDashPattern(_CURVE_DASH)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([QPointF(*place(frame, x, y)) for x, y in curve])

    def _paint_thin(
        self,
        painter: QPainter,
        frame: PlotFrame,
        line: ClassLine,
        segment: Segment | None,
        color: QColor,
    ) -> None:
        """Margins, and the line after the next step with an arrow towards it."""
        for margin in line.margins:
            self._paint_dashed(painter, pixel_segment(frame, margin), color, _MARGIN, _MARGIN_DASH)
        coming = pixel_segment(frame, line.preview)
        self._paint_dashed(painter, coming, color, _PREVIEW, _PREVIEW_DASH)
        if coming is None or segment is None:
            return
        tail = middle(segment)
        tip = foot_on(coming, tail)
        if math.dist(tail, tip) >= self._theme.px(_LEAST_STEP):
            self._paint_outline(painter, tail, tip, color, _STEP, _STEP_HEAD)

    def _paint_dashed(
        self,
        painter: QPainter,
        segment: Segment | None,
        color: QColor,
        width: float,
        dash: tuple[float, float],
    ) -> None:
        if segment is None:
            return
        pen = QPen(color, width * self._theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([each / width for each in dash])  # Qt counts in widths of the pen
        painter.setPen(pen)
        painter.drawLine(_line(segment))

    def _paint_line(self, painter: QPainter, segment: Segment, color: QColor) -> None:
        painter.setPen(QPen(color, self._theme.length("line.boundary")))
        painter.drawLine(_line(segment))

    def _paint_arrow(
        self,
        painter: QPainter,
        frame: PlotFrame,
        line: ClassLine,
        segment: Segment,
        color: QColor,
    ) -> list[Segment]:
        """The weights, square to their line; also as a segment."""
        length = arrow_length(line.direction) * self._theme.scale
        if length == 0 or line.direction is None:
            return []
        tail = middle(segment)
        if line.foot is not None and all(math.isfinite(each) for each in line.foot):
            foot = QPointF(frame.x(line.foot[0]), frame.y(line.foot[1]))
            tail = (foot.x(), foot.y()) if frame.rect.contains(foot) else tail
        share = length / math.hypot(*line.direction)
        tip = tail[0] + share * line.direction[0], tail[1] - share * line.direction[1]
        self._paint_outline(painter, tail, tip, color, _ARROW, _ARROW_HEAD)
        return [(tail, tip)]

    def _paint_outline(
        self,
        painter: QPainter,
        tail: tuple[float, float],
        tip: tuple[float, float],
        color: QColor,
        shaft: float,
        head: Head,
    ) -> None:
        scale = self._theme.scale
        sized = Head(head.length * scale, head.width * scale)
        corners = arrow_outline(tail, tip, shaft * scale, sized)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(*each) for each in corners]))

    # Names

    def paint_names(
        self,
        painter: QPainter,
        frame: PlotFrame,
        picture: PlanePicture,
        standing: Sequence[Segment],
        points: FloatArray,
    ) -> None:
        """The lines' names, clear of lines and arrows and of points (N, 2) where they can."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = [(line, pixel_segment(frame, line.ends)) for line in picture.lines]
        named = [
            Named(index, segment, self._width(line.label), self._theme.px(_LABEL_ROW))
            for index, (line, segment) in enumerate(seen)
            if segment is not None and line.label
        ]
        found = label_places(named, self._room(frame, standing, points), self._places)
        self._places = {key: place for key, (place, _, _) in found.items()}
        for key, (_, x, y) in found.items():
            self._paint_name(painter, picture, picture.lines[key], x, y)

    def _room(self, frame: PlotFrame, segments: Sequence[Segment], points: FloatArray) -> Room:
        px, rect = self._theme.px, frame.rect
        return Room(
            rect.left(), rect.top(), rect.right(), rect.bottom(),
            np.array(segments, float).reshape(-1, 4),
            points if len(points) <= _MOST_POINTS else points[:0],
            px(_POINT_RADIUS), px(_LABEL_GAP),
        )  # fmt: skip

    def _width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)

    def _paint_name(
        self, painter: QPainter, picture: PlanePicture, line: ClassLine, x: float, y: float
    ) -> None:
        """Centred at a place, with a halo of the surface."""
        left = round(x - self._width(line.label) / 2)
        base = round(y + self._metrics.capHeight() / 2)
        path = self._path(line.label).translated(left, base)
        halo = QPen(QColor(self._theme.color("surface.base")), self._theme.px(_HALO))
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, halo)
        name = picture.class_name(line.y)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.class_color(name, "text")))
        draw_text(painter, QPointF(left, base), line.label)

    def _path(self, text: str) -> QPainterPath:
        """The outline of a text from (0, 0); remembered, as there are few."""
        if text not in self._texts:
            path = QPainterPath()
            path.addText(0, 0, self._font, text)
            self._texts[text] = path
        return self._texts[text]

    def _color(self, picture: PlanePicture, line: ClassLine) -> QColor:
        return QColor(self._theme.class_color(picture.class_name(line.y)))


def pixel_segment(frame: PlotFrame, segment: Segment | None) -> Segment | None:
    """What is seen of a segment, in pixels."""
    seen = seen_part(segment, frame.x_range, frame.y_range)
    if seen is None:
        return None
    (x, y), (end_x, end_y) = seen
    return (frame.x(x), frame.y(y)), (frame.x(end_x), frame.y(end_y))


def _line(segment: Segment) -> QLineF:
    (x, y), (end_x, end_y) = segment
    return QLineF(x, y, end_x, end_y)
