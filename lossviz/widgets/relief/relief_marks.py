"""The marks on a relief: paths, arrow, the walker. Each is drawn twice, dark casing then core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from lossviz.theme.apply import qcolor
from lossviz.widgets.map.arrows import draw_bent_arrow
from lossviz.widgets.map.label_places import Box, clear_places
from lossviz.widgets.map.walk_labels import WalkLabels, box_of
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.relief.camera import FLOOR, Camera
from lossviz.widgets.relief.relief_picture import ReliefPath, ReliefPicture
from lossviz.widgets.relief.walk import apart, inside, segments_inside

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_LIFT = 0.012  # so much above the surface a mark lies
# Logical px.
_PATH, _DOT, _ROOM_OF_DOT = 1.6, 4, 9
_POINT = 14

PathLabel = tuple[ReliefPath, tuple[float, float], Box]


class ReliefMarks:
    """Paints the marks of a picture as a camera sees it; what is behind a hill shines through."""

    def __init__(self, theme: Theme, text: PlotText) -> None:
        self._theme = theme
        self._labels = WalkLabels(theme, text)

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        picture: ReliefPicture,
        labels: Sequence[PathLabel],
    ) -> None:
        """All marks, the walker on top, and the labels of paths where they stand."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        point = _lifted(picture, np.array([picture.point], float))[0]
        if inside(point):
            self._paint_drop(painter, camera, point)
        for path in picture.paths:
            self._paint_path(painter, camera, picture, path)
        if inside(point):
            self._paint_arrow(painter, camera, picture, point)
            self._paint_point(painter, QPointF(*camera.project(point).tolist()))
        for path, head, place in reversed(labels):
            self._labels.paint(painter, place, head, path.label, path.look)

    def _paint_drop(self, painter: QPainter, camera: Camera, point: FloatArray) -> None:
        """A thin line from the walker down to the map, where W₁ and W₂ can be read."""
        x, y = camera.project(point).tolist()
        foot = camera.project(np.array([point[0], point[1], FLOOR]))[1]
        drop = QLineF(x, y, x, float(foot))
        width = self._theme.scale
        for color, extra in ((self._casing(), 2), (self._color("overlay.path"), 0)):
            painter.setPen(QPen(color, width * (1 + extra), c=Qt.PenCapStyle.FlatCap))
            painter.drawLine(drop)

    # Paths

    def _paint_path(
        self, painter: QPainter, camera: Camera, picture: ReliefPicture, path: ReliefPath
    ) -> None:
        points = _lifted(picture, path.points)
        line = _stroke(camera.project(segments_inside(points)))
        core, color = self._theme.scale * _PATH, self._color(path.look.color_on_map)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        casing = QPen(self._casing(), core + 1.4 * self._theme.length("line.casing"))
        casing.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(line, casing)
        pen = QPen(color, core)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if path.look.dashes:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(path.look.dashes)
        painter.strokePath(line, pen)
        self._paint_dots(painter, camera, points[:: path.every], color)

    def _paint_dots(
        self, painter: QPainter, camera: Camera, points: FloatArray, color: QColor
    ) -> None:
        """A dot for each step that is away from the one before."""
        radius = self._theme.px(_DOT) / 2
        painter.setPen(QPen(self._casing(), self._theme.scale))
        painter.setBrush(color)
        for x, y in apart(
            camera.project(points[inside(points)]), self._theme.px(_ROOM_OF_DOT)
        ).tolist():
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def labels(
        self, size: QSizeF, camera: Camera, picture: ReliefPicture, taken: Sequence[QRectF]
    ) -> list[PathLabel]:
        """The labels of paths: of which, its head, and where it stands, on nothing that is taken.

        The newest come first; where there is no room for all, those of the oldest are left out.
        """
        found = [(path, _end(camera, picture, path)) for path in picture.paths if path.label]
        named = [(path, end) for path, end in reversed(found) if end is not None]
        places = clear_places(
            [end for _, end in named],
            [self._labels.size(path.label) for path, _ in named],
            Box(0.0, 0.0, size.width(), size.height()),
            gap=self._labels.gap(),
            taken=[box_of(area) for area in taken],
        )
        return [
            (path, end, place)
            for (path, end), place in zip(named, places, strict=True)
            if place is not None
        ]

    # The walker

    def _paint_arrow(
        self, painter: QPainter, camera: Camera, picture: ReliefPicture, point: FloatArray
    ) -> None:
        if picture.arrow is None:
            return
        line = np.vstack([point, _lifted(picture, np.array(picture.arrow, float))])
        line = line[inside(line)]
        if np.isfinite(line).all():
            draw_bent_arrow(painter, camera.project(line), self._theme)

    def _paint_point(self, painter: QPainter, middle: QPointF) -> None:
        """A white dot with a violet ring."""
        px, half = self._theme.px, self._theme.px(_POINT) / 2
        painter.setPen(QPen(self._casing(), px(1)))
        painter.setBrush(self._color("overlay.pointFill"))
        painter.drawEllipse(middle, half + px(1), half + px(1))
        painter.setPen(QPen(self._color("overlay.pointRing"), px(3)))
        painter.drawEllipse(middle, half - px(1), half - px(1))

    def _color(self, role: str) -> QColor:
        return qcolor(self._theme, role)

    def _casing(self) -> QColor:
        return qcolor(self._theme, "overlay.casing", self._theme.amount("overlay.casingAlpha"))


def _lifted(picture: ReliefPicture, points: FloatArray) -> FloatArray:
    return picture.in_space(points) + np.array([0, 0, _LIFT])


def _end(camera: Camera, picture: ReliefPicture, path: ReliefPath) -> tuple[float, float] | None:
    """Where the last part of a path that is seen ends; None where there is none."""
    points = _lifted(picture, path.points)
    seen = segments_inside(points)
    if len(seen):
        x, y = camera.project(seen[-1, 1]).tolist()
    elif len(points) and inside(points[-1]):
        x, y = camera.project(points[-1]).tolist()
    else:
        return None
    return x, y


def _stroke(segments: FloatArray) -> QPainterPath:
    """Segments (S, 2, 2) as one stroke, so that no joint is painted twice."""
    line = QPainterPath()
    at: list[float] = []
    for start, end in segments.tolist():
        if start != at:
            line.moveTo(*start)
        line.lineTo(*end)
        at = end
    return line
