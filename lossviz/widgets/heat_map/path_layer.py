"""The walks on a heat map, kept as two pictures: a walk that goes on only adds to them.

A walk of thousands of steps swings between the same places. To stroke all of its line took 400 ms a
frame; here each stretch of it is drawn once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from lossviz.widgets.heat_map.heat_picture import HeatPath
from lossviz.widgets.map.stretches import Spots, Stretches
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.plot_frame import PlotFrame

# px: what is nearer together than that is one stretch, and one dot.
GRAIN, DOT_ROOM = 0.5, 4.0


Line = tuple[FloatArray, float]
"""Points (K, 2) in px, and how many px of the walk come before them."""


@dataclass
class Drawn:
    """A walk as far as it is in the pictures. way: how long that is, in px."""

    path: HeatPath
    done: int = 0
    way: float = 0.0
    stretches: Stretches = field(default_factory=lambda: Stretches(GRAIN))
    spots: Spots = field(default_factory=lambda: Spots(DOT_ROOM))

    def goes_on_as(self, path: HeatPath) -> bool:
        """Whether another path begins with all that is drawn of this one."""
        before, done = self.path, self.done
        looks = [(each.marker, each.old, each.look) for each in (before, path)]
        same = looks[0] == looks[1] and path.done >= done
        return same and np.array_equal(before.points[:done], path.points[:done])


class PathLayer:
    """Lines below, dots above."""

    def __init__(self) -> None:
        self._key: object = None
        self._drawn: list[Drawn] = []
        self._pictures = (QPixmap(), QPixmap())

    def paint(
        self,
        painter: QPainter,
        frame: PlotFrame,
        paths: Sequence[HeatPath],
        places: Callable[[FloatArray], FloatArray],
        paint_lines: Callable[[QPainter, HeatPath, list[Line]], None],
        paint_dots: Callable[[QPainter, HeatPath, FloatArray], None],
    ) -> None:
        """Bring the pictures up to date, and paint them where the map is."""
        ratio = painter.device().devicePixelRatioF()
        key = (frame, ratio)
        goes_on = len(paths) == len(self._drawn) and all(
            drawn.goes_on_as(path) for drawn, path in zip(self._drawn, paths, strict=True)
        )
        if key != self._key or not goes_on:
            self._key = key
            self._drawn = [Drawn(path) for path in paths]
            self._pictures = (self._empty(frame, ratio), self._empty(frame, ratio))
        below, above = (self._begin(picture, frame) for picture in self._pictures)
        for drawn, path in zip(self._drawn, paths, strict=True):
            new = places(path.points[max(drawn.done - 1, 0) : path.done])
            fresh = new[1:] if drawn.done else new
            if len(fresh):
                way = drawn.way + gone(new)
                lines = [(new[run], float(way[run[0]])) for run in drawn.stretches.new(new)]
                drawn.way = float(way[-1])
                paint_lines(below, path, lines)
                paint_dots(above, path, fresh[drawn.spots.new(fresh)])
            drawn.path, drawn.done = path, path.done
        below.end()
        above.end()
        for picture in self._pictures:
            painter.drawPixmap(frame.rect.topLeft(), picture)

    def _empty(self, frame: PlotFrame, ratio: float) -> QPixmap:
        size = frame.rect.size().toSize() * ratio
        picture = QPixmap(QSize(max(size.width(), 1), max(size.height(), 1)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _begin(self, picture: QPixmap, frame: PlotFrame) -> QPainter:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-QPointF(frame.rect.topLeft()))
        return painter


def gone(places: FloatArray) -> FloatArray:
    """How far it is from the first of the places (K, 2) to each of them, along them."""
    steps = np.hypot(*np.diff(places, axis=0).T)
    return np.concatenate(([0.0], np.cumsum(steps)))
