"""The marks on a heat map: paths, arrows, the point. Each is drawn twice, dark casing then core."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from lossviz.theme.apply import qcolor
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatPath
from lossviz.widgets.heat_map.path_layer import Line, PathLayer
from lossviz.widgets.map.arrows import draw_arrow
from lossviz.widgets.map.label_places import Box, clear_places
from lossviz.widgets.map.markers import marker_polygon
from lossviz.widgets.map.places import pixel_places, place
from lossviz.widgets.map.walk_labels import WalkLabels, box_of
from lossviz.widgets.map.walk_looks import dashed
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px: how long the arrow of the gradient is at least and at most.
SHORTEST, LONGEST = 28, 120
NEARLY_FLAT = 0.02  # a slope that is less is next to nothing
# Others at the same point are drawn to the same scale, but no longer than this.
MOST = 200
_PATH, _DOT = 1.6, 7
# A long line is drawn in pieces: the time it takes grows faster than its length.
_PIECE, _STRIDE = 8, 12.0


class MarksPainter:
    """Draws `HeatMarks` into a map's frame."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._labels = WalkLabels(theme, PlotText(theme))
        self._layer = PathLayer()

    def paint(self, painter: QPainter, frame: PlotFrame, marks: HeatMarks) -> None:
        """All marks, the point on top."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(frame.rect)
        for path in marks.paths:
            self._paint_coming(painter, frame, path)
        self._layer.paint(
            painter,
            frame,
            marks.paths,
            partial(pixel_places, frame),
            self._paint_done,
            partial(self._paint_dots, done=True),
        )
        self._paint_arrows(painter, frame, marks)
        self._paint_point(painter, frame, place(frame, *marks.point))
        self._paint_labels(painter, frame, marks)
        painter.setClipping(False)

    # Paths

    def _paint_coming(self, painter: QPainter, frame: PlotFrame, path: HeatPath) -> None:
        """Where the walk goes next."""
        coming = pixel_places(frame, path.points[max(path.done - 1, 0) :])
        if len(coming) > 1:
            much = 0.8 * strength(path)
            casing = self._theme.length("line.casing")
            self._paint_lines(painter, [coming], self._casing(much), self._theme.px(1) + casing)
            color = self._color(path.look.color_on_map, much)
            self._paint_lines(painter, [coming], color, self._theme.px(1))
            self._paint_dots(painter, path, coming[1:], done=False)

    def _paint_done(self, painter: QPainter, path: HeatPath, lines: list[Line]) -> None:
        """Where the walk has been; its casing has no gaps: dashes are seen on any ground."""
        core, much = self._theme.scale * _PATH, strength(path)
        whole = [part for line, _ in lines for part in pieces(line)]
        casing = 1.4 * self._theme.length("line.casing")
        self._paint_lines(painter, whole, self._casing(much), core + casing)
        dashes = tuple(core * each for each in path.look.dashes)
        drawn = [part for line, way in lines for part in dashed(line, dashes, way)]
        color = self._color(path.look.color_on_map, much)
        self._paint_lines(painter, drawn if dashes else whole, color, core, flat=bool(dashes))

    def _paint_lines(
        self,
        painter: QPainter,
        lines: list[FloatArray],
        color: QColor,
        width: float,
        *,
        flat: bool = False,
    ) -> None:
        """flat: no stroke reaches beyond its ends, so that gaps stay as wide as they are."""
        pen = QPen(color, width)
        if flat:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        for line in lines:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))

    def _paint_dots(
        self, painter: QPainter, path: HeatPath, places: FloatArray, *, done: bool
    ) -> None:
        """Filled where the walk has been, hollow where it goes next."""
        size, much = self._theme.px(_DOT if done else _DOT - 1.5), strength(path)
        casing = QPen(self._casing(much), self._theme.px(1.5))
        core = self._color(path.look.color_on_map, much)
        painter.setBrush(core if done else self._color("overlay.casing", much))
        for x, y in places.tolist():
            shape = marker_polygon(path.marker, x, y, size)
            painter.setPen(casing)
            painter.drawPolygon(shape)
            if not done:
                painter.setPen(QPen(core, self._theme.scale))
                painter.drawPolygon(shape)

    def label_places(
        self, frame: PlotFrame, marks: HeatMarks
    ) -> list[tuple[HeatPath, tuple[float, float], Box]]:
        """The labels at the ends of what was walked: of which path, its head, and where it stands.

        The newest come first; where there is no room for all, those of the oldest are left out.
        """
        named = [path for path in reversed(marks.paths) if path.label and path.done]
        heads = [
            held_in(frame.rect, tuple(pixel_places(frame, path.points[path.done - 1]).tolist()))
            for path in named
        ]
        half = self._theme.length("control.handle") / 2
        x, y = held_in(frame.rect, place(frame, *marks.point))
        point = Box(x - half, y - half, 2 * half, 2 * half)
        area = box_of(frame.rect)
        sizes = [self._labels.size(path.label) for path in named]
        found = clear_places(heads, sizes, area, gap=self._labels.gap(), taken=[point])
        return [
            (path, head, box)
            for path, head, box in zip(named, heads, found, strict=True)
            if box is not None
        ]

    def _paint_labels(self, painter: QPainter, frame: PlotFrame, marks: HeatMarks) -> None:
        for path, head, box in reversed(self.label_places(frame, marks)):
            much = 0.6 if path.old else 1.0
            self._labels.paint(painter, box, head, path.label, path.look, much)

    # Arrows

    def _paint_arrows(self, painter: QPainter, frame: PlotFrame, marks: HeatMarks) -> None:
        scale = arrow_scale(frame, marks, self._theme.px(SHORTEST), self._theme.px(LONGEST))
        if scale is None:
            return
        tail = QPointF(*place(frame, *marks.point))
        most = self._theme.px(MOST)
        for slope in marks.minibatches:
            tip = downhill(tail, slope, scale, most)
            draw_arrow(painter, tail, tip, "minibatch", self._theme)
        below = None if marks.analytic is None else downhill(tail, marks.analytic, scale, most)
        if below is not None:
            draw_arrow(painter, tail, below, "analytic", self._theme)
        if marks.numeric is not None and np.isfinite(marks.numeric).all():
            tip = downhill(tail, marks.numeric, scale, most)
            draw_arrow(painter, tail, tip, "numeric", self._theme, analytic=below)

    # The point

    def _paint_point(self, painter: QPainter, frame: PlotFrame, at: tuple[float, float]) -> None:
        """A white dot with a violet ring, to be dragged; half as large at the edge it is beyond."""
        held = held_in(frame.rect, at)
        px, middle = self._theme.px, QPointF(*held)
        half = self._theme.length("control.handle") / (2 if held == at else 4)
        painter.setPen(QPen(self._casing(1.0), px(1)))
        painter.setBrush(self._color("overlay.pointFill"))
        painter.drawEllipse(middle, half + px(1), half + px(1))
        painter.setPen(QPen(self._color("overlay.pointRing"), px(3)))
        painter.drawEllipse(middle, half - px(1), half - px(1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("overlay.pointRing"))
        painter.drawEllipse(middle, px(2), px(2))

    def _color(self, role: str, alpha: float = 1.0) -> QColor:
        return qcolor(self._theme, role, alpha)

    def _casing(self, strength: float) -> QColor:
        alpha = self._theme.amount("overlay.casingAlpha")
        return qcolor(self._theme, "overlay.casing", alpha * strength)


def strength(path: HeatPath) -> float:
    """How clearly a path is drawn."""
    return 0.55 if path.old else 1.0


def pieces(line: FloatArray) -> list[FloatArray]:
    """A line (K, 2) in parts: one that swings to and fro would take a painter very long."""
    far = np.linalg.norm(np.diff(line, axis=0), axis=1) > _STRIDE
    far[_PIECE - 1 :: _PIECE] = True
    ends = [0, *(np.flatnonzero(far) + 1).tolist(), len(line) - 1]
    return [line[a : b + 1] for a, b in pairwise(ends) if a < b]


def held_in(rect: QRectF, at: tuple[float, float]) -> tuple[float, float]:
    """The nearest place inside the map."""
    return (
        min(max(at[0], rect.left()), rect.right()),
        min(max(at[1], rect.top()), rect.bottom()),
    )


def arrow_scale(
    frame: PlotFrame, marks: HeatMarks, shortest: float, longest: float
) -> float | None:
    """Pixels per unit of slope: as long as the step it makes, but to be seen.

    One scale for all arrows of a point, so that they compare. None where there is no slope. Next to
    a minimum a slope is no more than rounding and the error of a numeric one, and points anywhere:
    there an arrow is as short as its step, and a step that is shorter than a head is a dot.
    """
    slope = marks.numeric  # what is broken on purpose is the analytic one
    if slope is None or not np.isfinite(slope).all():
        slope = marks.analytic
    if slope is None or not np.isfinite(slope).all():
        return None
    length = math.hypot(*slope.tolist())
    if not np.finfo(float).tiny <= length < math.inf:  # below, the scale would be inf
        return None
    pixels = frame.rect.width() / (frame.x_range[1] - frame.x_range[0])
    step = marks.step * length * pixels
    other = marks.analytic if marks.analytic is not None else slope
    if min(length, math.hypot(*other.tolist())) < NEARLY_FLAT and step < shortest / 2:
        return min(step, shortest / 6) / length
    return min(max(step, shortest), longest) / length


def downhill(tail: QPointF, slope: FloatArray, scale: float, most: float = math.inf) -> QPointF:
    """The tip of an arrow against the slope, so long at most; on the screen w2 grows upwards."""
    length = math.hypot(*slope.tolist()) * scale
    if length > most:
        scale *= most / length
    return QPointF(tail.x() - float(slope[0]) * scale, tail.y() + float(slope[1]) * scale)
