"""What stands around a relief: the floor with its grid, ticks, the names of the axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from lossviz.widgets.numbers.ranges import FloatArray, tick_text, ticks
from lossviz.widgets.painting.plot_text import CENTER, Kind, PlotText
from lossviz.widgets.painting.word_lines import elided
from lossviz.widgets.relief.camera import FLOOR, Camera
from lossviz.widgets.relief.relief_picture import HEIGHT, ReliefPicture, unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SQUARE = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], float)
# Logical px: a tick, from it to its number, from there to the name, and the height of a text.
_TICK, _GAP, _NAME_GAP, _LINE = 5, 4, 5, 14
_HEIGHT_GAP, _SHORTEST_NAME = 6, 40
SIDES, ABOVE, BELOW = 46, 22, 42
"""Logical px that the texts need around the picture."""


@dataclass(frozen=True)
class FrameLabel:
    """A text of the frame and where it stands."""

    area: QRectF
    text: str
    kind: Kind


class ReliefFrame:
    """Paints the frame of a picture as a camera sees it. All of it is behind the surface."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def paint(
        self,
        painter: QPainter,
        size: QSizeF,
        camera: Camera,
        picture: ReliefPicture,
        taken: Sequence[QRectF] = (),
    ) -> None:
        """Floor, upright axis, ticks and texts."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_floor(painter, camera, picture)
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.drawLine(_line(camera, *_upright(camera)))
        for label in self.labels(size, camera, picture, taken):
            self._text.paint(painter, label.area, label.text, label.kind, align=CENTER)

    def labels(
        self,
        size: QSizeF,
        camera: Camera,
        picture: ReliefPicture,
        taken: Sequence[QRectF] = (),
    ) -> list[FrameLabel]:
        """Names, and the numbers that have room beside them and beside what is taken."""
        numbers = [each for axis in (0, 1) for each in self._numbers(camera, picture, axis)]
        names = self.names(size, camera, picture)
        others = [*taken, *(name.area for name in names)]
        return names + self._with_room(size, numbers, others)

    def names(self, size: QSizeF, camera: Camera, picture: ReliefPicture) -> list[FrameLabel]:
        """The names of the axes that have room."""
        names = [self._height_name(camera, picture)]
        names += [self._name(size, camera, picture, axis) for axis in (0, 1)]
        return self._with_room(size, names, ())

    def _with_room(
        self, size: QSizeF, labels: Sequence[FrameLabel], taken: Sequence[QRectF]
    ) -> list[FrameLabel]:
        """Those that stand inside and on nothing, the first of them first."""
        placed: list[FrameLabel] = []
        margin = self._text.px(3)
        inside = QRectF(0, 0, size.width(), size.height())
        for label in labels:
            room = label.area.adjusted(-margin, 0, margin, 0)
            others = [*taken, *(other.area for other in placed)]
            free = not any(room.intersects(other) for other in others)
            if label.text and free and inside.contains(label.area):
                placed.append(label)
        return placed

    # Lines

    def _paint_floor(self, painter: QPainter, camera: Camera, picture: ReliefPicture) -> None:
        floor = QPolygonF([QPointF(x, y) for x, y in camera.project(_on_floor(_SQUARE)).tolist()])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color("surface.sunken"))
        painter.drawPolygon(floor)
        painter.setPen(self._text.hair_pen(painter, "border.hairline"))
        for axis in (0, 1):
            for at, _ in _ticks(picture, axis):
                painter.drawLine(_line(camera, _place(axis, at, -1), _place(axis, at, 1)))
        painter.setPen(self._text.hair_pen(painter, "plot.axis"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(floor)
        for axis in (0, 1):
            self._paint_ticks(painter, camera, picture, axis)

    def _paint_ticks(
        self, painter: QPainter, camera: Camera, picture: ReliefPicture, axis: int
    ) -> None:
        side, outward = _near_side(camera, axis), _outward(camera, axis) * self._text.px(_TICK)
        for at, _ in _ticks(picture, axis):
            x, y = camera.project(_place(axis, at, side)).tolist()
            painter.drawLine(QLineF(x, y, x + outward[0], y + outward[1]))

    # Texts

    def _numbers(self, camera: Camera, picture: ReliefPicture, axis: int) -> Iterator[FrameLabel]:
        side = _near_side(camera, axis)
        for at, text in _ticks(picture, axis):
            foot = camera.project(_place(axis, at, side))
            area = self._beyond(foot, _outward(camera, axis), text, "tick", _TICK + _GAP)
            yield FrameLabel(area, text, "tick")

    def _name(self, size: QSizeF, camera: Camera, picture: ReliefPicture, axis: int) -> FrameLabel:
        """The name of a weight beyond the numbers of its edge, as long as there is room."""
        px, outward = self._text.px, _outward(camera, axis)
        numbers = [self._text.width(text, "tick") for _, text in _ticks(picture, axis)]
        far = abs(outward[0]) * max(numbers, default=0) + abs(outward[1]) * px(_LINE)
        foot = camera.project(_place(axis, 0.0, _near_side(camera, axis))) + outward * far
        beside = float(foot[0] if outward[0] < 0 else size.width() - foot[0])
        sideways = abs(float(outward[0])) * px(_TICK + _GAP + _NAME_GAP + _LINE)
        room = 2 * (beside - sideways) / (1 + float(outward[0]) ** 2)
        text = elided(self._text, picture.names[axis], "text", max(room, px(_SHORTEST_NAME)))
        area = self._beyond(foot, outward, text, "text", _TICK + _GAP + _NAME_GAP)
        return FrameLabel(_held(area, size), text, "text")

    def _height_name(self, camera: Camera, picture: ReliefPicture) -> FrameLabel:
        """The name of the height at the top of the upright axis, left of it."""
        x, y = camera.project(_upright(camera)[1]).tolist()
        right = x - self._text.px(_HEIGHT_GAP)
        text = elided(self._text, picture.names[2], "text", right)
        width = self._text.width(text, "text")
        return FrameLabel(QRectF(right - width, y, width, self._text.px(_LINE)), text, "text")

    def _beyond(
        self, foot: FloatArray, outward: FloatArray, text: str, kind: Kind, gap: float
    ) -> QRectF:
        """The area of a text that lies so many logical px from a place, in a direction."""
        width, height = self._text.width(text, kind), self._text.px(_LINE)
        far = self._text.px(gap) + (abs(outward[0]) * width + abs(outward[1]) * height) / 2
        x, y = (foot + outward * far).tolist()
        return QRectF(x - width / 2, y - height / 2, width, height)


def _ticks(picture: ReliefPicture, axis: int) -> list[tuple[float, str]]:
    """Round values of a weight: where they lie between −1 and 1, and how they read."""
    grid = (picture.w1, picture.w2)[axis]
    span = float(grid[0]), float(grid[-1])
    values = ticks(span)
    places = unit(np.array(values), grid).tolist()
    return [(at, tick_text(value, span)) for at, value in zip(places, values, strict=True)]


def _near_side(camera: Camera, axis: int) -> float:
    """At which end of the other axis the edge lies that is in front; seen end on, the right one."""
    return 1.0 if camera.away[1 - axis] < 1e-9 else -1.0


def _outward(camera: Camera, axis: int) -> FloatArray:
    """The direction (2,) on the picture that leads away from the edge in front, 1 long."""
    ends = camera.project(np.stack([_place(axis, 0.0, each) for each in (0.0, 1.0)]))
    way: FloatArray = (ends[1] - ends[0]) * _near_side(camera, axis)
    return way / np.hypot(*way)


def _place(axis: int, at: float, side: float) -> FloatArray:
    """A point of the floor: `at` along an axis, at a side of the other one."""
    return np.array([at, side, FLOOR] if axis == 0 else [side, at, FLOOR])


def _upright(camera: Camera) -> tuple[FloatArray, FloatArray]:
    """Foot and top of the upright axis: it stands on the corner that is farthest left."""
    corner = _SQUARE[np.argmin(_SQUARE @ np.array(camera.right))]
    return np.array([*corner, FLOOR]), np.array([*corner, HEIGHT])


def _on_floor(places: FloatArray) -> FloatArray:
    return np.column_stack((places, np.full(len(places), FLOOR)))


def _line(camera: Camera, start: FloatArray, end: FloatArray) -> QLineF:
    (x1, y1), (x2, y2) = camera.project(np.stack((start, end))).tolist()
    return QLineF(x1, y1, x2, y2)


def _held(area: QRectF, size: QSizeF) -> QRectF:
    """An area moved into a picture of a size."""
    left = min(max(area.left(), 0.0), size.width() - area.width())
    top = min(max(area.top(), 0.0), size.height() - area.height())
    return QRectF(left, top, area.width(), area.height())
