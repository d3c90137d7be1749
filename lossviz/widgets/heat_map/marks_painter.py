"""The marks on a heat map: paths, arrows, the point. Each is drawn twice, dark casing then core."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from lossviz.theme.apply import qcolor
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatPath
from lossviz.widgets.heat_map.path_layer import PathLayer
from lossviz.widgets.map.arrows import draw_arrow
from lossviz.widgets.map.markers import marker_polygon
from lossviz.widgets.map.places import pixel_places, place
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.spread import spread

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
_NAME_ROW = 16


class MarksPainter:
    """Draws `HeatMarks` into a map's frame."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._text = PlotText(theme)
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
        self._paint_names(painter, frame, marks.paths)
        self._paint_point(painter, frame, place(frame, *marks.point))
        painter.setClipping(False)

    # Paths

    def _paint_coming(self, painter: QPainter, frame: PlotFrame, path: HeatPath) -> None:
        """Where the walk goes next."""
        coming = pixel_places(frame, path.points[max(path.done - 1, 0) :])
        if len(coming) > 1:
            self._paint_lines(painter, [coming], thin=True, strength=0.8 * strength(path))
            self._paint_dots(painter, path, coming[1:], done=False)

    def _paint_done(self, painter: QPainter, path: HeatPath, lines: list[FloatArray]) -> None:
        """Where the walk has been."""
        parts = [part for line in lines for part in pieces(line)]
        self._paint_lines(painter, parts, thin=False, strength=strength(path))

    def _paint_lines(
        self, painter: QPainter, lines: list[FloatArray], *, thin: bool, strength: float
    ) -> None:
        shapes = [QPolygonF([QPointF(x, y) for x, y in line.tolist()]) for line in lines]
        core = self._theme.px(1) if thin else self._theme.scale * _PATH
        casing = self._theme.length("line.casing") * (1 if thin else 1.4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in (
            (self._casing(strength), core + casing),
            (self._color("overlay.path", strength), core),
        ):
            pen = QPen(color, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for shape in shapes:
                painter.drawPolyline(shape)

    def _paint_dots(
        self, painter: QPainter, path: HeatPath, places: FloatArray, *, done: bool
    ) -> None:
        """Filled where the walk has been, hollow where it goes next."""
        size, much = self._theme.px(_DOT if done else _DOT - 1.5), strength(path)
        casing = QPen(self._casing(much), self._theme.px(1.5))
        core = self._color("overlay.path", much)
        painter.setBrush(core if done else self._color("overlay.casing", much))
        for x, y in places.tolist():
            shape = marker_polygon(path.marker, x, y, size)
            painter.setPen(casing)
            painter.drawPolygon(shape)
            if not done:
                painter.setPen(QPen(core, self._theme.scale))
                painter.drawPolygon(shape)

    def _paint_names(self, painter: QPainter, frame: PlotFrame, paths: Sequence[HeatPath]) -> None:
        """The names of several paths, each at the end of what was walked.

        Where there is no room for all, those of the oldest are left out.
        """
        height = self._theme.px(_NAME_ROW)
        most = max(int(frame.rect.height() / height), 1)
        named = [path for path in paths if path.name and path.done][-most:]
        ends = [
            held_in(frame.rect, tuple(pixel_places(frame, path.points[path.done - 1]).tolist()))
            for path in named
        ]
        rect = frame.rect
        rows = spread([y for _, y in ends], [height] * len(named), rect.top(), rect.bottom())
        for path, (x, _), row in zip(named, ends, rows, strict=True):
            width = self._text.width(path.name, "name")
            left = min(x + self._theme.px(10), rect.right() - width - self._theme.px(6))
            self._paint_name(painter, QRectF(left, row - height / 2, width, height), path)

    def _paint_name(self, painter: QPainter, area: QRectF, path: HeatPath) -> None:
        pad = self._theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._casing(0.6 if path.old else 1.0))
        painter.drawRoundedRect(area.adjusted(-pad, 0, pad, 0), pad, pad)
        self._text.paint(painter, area, path.name, "name", role="overlay.label")

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
