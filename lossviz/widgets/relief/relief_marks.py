"""The marks on a relief: paths, arrow, the walker. Each is drawn twice, dark casing then core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from lossviz.theme.apply import qcolor
from lossviz.widgets.map.arrows import draw_bent_arrow
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.spread import spread
from lossviz.widgets.relief.camera import FLOOR, Camera
from lossviz.widgets.relief.relief_picture import ReliefPath, ReliefPicture
from lossviz.widgets.relief.walk import apart, inside, segments_inside

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_LIFT = 0.012  # so much above the surface a mark lies
# Logical px.
_PATH, _DOT, _ROOM_OF_DOT, _NAME_ROW = 1.6, 4, 9, 16
_POINT = 14


class ReliefMarks:
    """Paints the marks of a picture as a camera sees it; what is behind a hill shines through."""

    def __init__(self, theme: Theme, text: PlotText) -> None:
        self._theme = theme
        self._text = text

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        picture: ReliefPicture,
        names: Sequence[tuple[str, QRectF]],
    ) -> None:
        """All marks, the walker on top, and the names of paths where they stand."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        point = _lifted(picture, np.array([picture.point], float))[0]
        if inside(point):
            self._paint_drop(painter, camera, point)
        for path in picture.paths:
            self._paint_path(painter, camera, picture, path)
        if inside(point):
            self._paint_arrow(painter, camera, picture, point)
            self._paint_point(painter, QPointF(*camera.project(point).tolist()))
        for name, area in names:
            self._paint_name(painter, area, name)

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
        core = self._theme.scale * _PATH
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in (
            (self._casing(), core + 1.4 * self._theme.length("line.casing")),
            (self._color("overlay.path"), core),
        ):
            pen = QPen(color, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(line, pen)
        self._paint_dots(painter, camera, points[:: path.every])

    def _paint_dots(self, painter: QPainter, camera: Camera, points: FloatArray) -> None:
        """A dot for each step that is away from the one before."""
        radius = self._theme.px(_DOT) / 2
        painter.setPen(QPen(self._casing(), self._theme.scale))
        painter.setBrush(self._color("overlay.path"))
        for x, y in apart(
            camera.project(points[inside(points)]), self._theme.px(_ROOM_OF_DOT)
        ).tolist():
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def names(
        self, size: QSizeF, camera: Camera, picture: ReliefPicture, taken: Sequence[QRectF]
    ) -> list[tuple[str, QRectF]]:
        """The names of paths and where they stand: beside their ends, and not on what is taken.

        Where there is no room for all, those of the oldest are left out.
        """
        px = self._theme.px
        height, row_height = px(_NAME_ROW), px(_NAME_ROW) + px(2)
        most = max(int(size.height() / row_height), 1)
        found = [(path.name, _end(camera, picture, path)) for path in picture.paths if path.name]
        named = [(name, end) for name, end in found if end is not None][-most:]
        rows = spread([end[1] for _, end in named], [row_height] * len(named), 0, size.height())
        placed = []
        for (name, (x, _)), row in zip(named, rows, strict=True):
            width = self._text.width(name, "name")
            for left in (x + px(14), x - px(14) - width):
                held = max(min(left, size.width() - width - px(6)), px(4))
                area = QRectF(held, row - height / 2, width, height)
                if not any(_ground(area, px(4)).intersects(each) for each in taken):
                    placed.append((name, area))
                    break
        return placed

    def _paint_name(self, painter: QPainter, area: QRectF, name: str) -> None:
        pad = self._theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._casing())
        painter.drawRoundedRect(_ground(area, pad), pad, pad)
        self._text.paint(painter, area, name, "name", role="overlay.label")

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


def _ground(area: QRectF, pad: float) -> QRectF:
    """The dark ground of a name."""
    return area.adjusted(-pad, 0, pad, 0)


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
