"""Points to put on the plane of the tests, where they are on it, and what it told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtTest import QSignalSpy

from lossviz.theme.tokens import Theme
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from lossviz.widgets.plane.plane_picture import (
    PlanePicture,
    PlanePoint,
    PointCloud,
    RegionImage,
)

PLACES = (
    (0.5, 0.4), (0.8, 0.3), (0.3, 0.8),
    (-0.4, 0.3), (-0.3, 0.7), (-0.7, 0.2),
    (0.7, -0.4), (0.5, -0.6), (-0.4, -0.5),
)  # fmt: skip
"""Of the points of the lecture: three of class 0, of class 1 and of class 2."""
WRONG = (0, 1, 2, 3, 4, 5, 8)
POINTS = tuple(PlanePoint(*at, k // 3, k in WRONG) for k, at in enumerate(PLACES))
PICTURE = PlanePicture(POINTS, class_names=("cat", "car", "frog"))
THEMES = [Theme("light"), Theme("dark"), Theme("light", 1.5, projector=True)]


def chosen(index: int | None, picture: PlanePicture = PICTURE) -> PlanePicture:
    """The same picture with another point chosen."""
    return replace(picture, chosen=index)


def moved(index: int, x0: float, x1: float, picture: PlanePicture = PICTURE) -> PlanePicture:
    """The picture with one point elsewhere, and chosen."""
    points = list(picture.points)
    points[index] = replace(points[index], x0=x0, x1=x1)
    return replace(picture, points=tuple(points), chosen=index)


def cloud_of(points: tuple[PlanePoint, ...]) -> PointCloud:
    """Points as arrays."""
    return PointCloud(
        np.array([(each.x0, each.x1) for each in points]),
        np.array([each.y for each in points]),
        np.array([each.wrong for each in points]),
        np.array([each.size for each in points]),
        np.array([each.test for each in points]),
        np.array([each.ringed for each in points]),
    )


def at(plane: PlaneCanvas, x0: float, x1: float) -> QPoint:
    """The pixel of a place."""
    frame = plane.frame
    return QPoint(round(frame.x(x0)), round(frame.y(x1)))


def told(spy: QSignalSpy) -> list[tuple[object, ...]]:
    """What each signal carried."""
    return [tuple(spy.at(index)) for index in range(spy.count())]


def halves(plane: PlaneCanvas, *, shade: int = 0) -> RegionImage:
    """Class 0 on the left, class 1 on the right, no class in the lowest quarter; a line between."""
    side = plane.pixels()[0]
    codes = np.full((side, side), shade, np.uint8)
    codes[:, side // 2 :] = 16 + shade
    codes[:, side // 2 - 1 : side // 2 + 1] = 254
    codes[side * 3 // 4 :] = 255
    return RegionImage(codes, plane.frame.x_range, plane.frame.y_range)
