"""Where things are on the heat map of the tests, and what it told."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtTest import QSignalSpy

from lossviz.widgets.heat_map.heat_codes import HeatImage, heat_image
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.map.window import Window

AT = (0.34, -1.11)
ALL = Window(0.0, 0.0, 2.0)


def at(heat_map: HeatMap, w1: float, w2: float) -> QPoint:
    """The pixel of a place."""
    frame = heat_map.frame
    return QPoint(round(frame.x(w1)), round(frame.y(w2)))


def told(spy: QSignalSpy) -> list[tuple[float, float, bool]]:
    """Each w1 and w2 that was told, and whether the gesture went on."""
    return [(spy.at(index)[0], spy.at(index)[1], spy.at(index)[2]) for index in range(spy.count())]


def halves(heat_map: HeatMap, *, upright: bool) -> HeatImage:
    """Low losses on the left, or below with `upright`, high ones on the other side, at w = 0."""
    frame = heat_map.frame
    losses = np.zeros((41, 41))
    losses[(slice(None), slice(20, None))[:: -1 if upright else 1]] = 1.0
    return heat_image(losses, frame.x_range, frame.y_range, heat_map.pixels(), False, 0.0)
