"""Points drawn by the thousand: each look is painted once, and stamped wherever it occurs.

10,000 antialiased shapes cost 350 ms, as many stamps 1 ms. Stamps lie on whole device pixels. In a
vector picture they are shapes.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from lossviz.widgets.numbers.ordered import each_once
from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.painting.vector_picture import VectorPicture
from lossviz.widgets.plane.plane_picture import Dots, PlanePicture
from lossviz.widgets.plane.point_mark import Mark, mark_reach, paint_mark
from lossviz.widgets.plane.point_places import SIZE_STEPS, size_tenths, usual_diameter

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_TENTHS, _FLAGS = 32, 8  # a code is class · 256 + flags · 32 + tenths
_CLASSES = 16
_COLUMNS = 24
_MOST_PIXELS = 4_000_000  # of a sheet that goes on to grow
_FIELDS = 10  # numbers of a QPainter.PixmapFragment
_UNKNOWN = -1

Numbers = NDArray[np.intp]


class PointStamps:
    """Draws points with one call."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._look: tuple[object, ...] = ()
        self._forget()

    def paint(self, painter: QPainter, picture: PlanePicture, places: FloatArray) -> None:
        """Draw all points at their pixels (N, 2), later ones over earlier ones."""
        device = painter.paintEngine().paintDevice()
        if isinstance(device, VectorPicture):
            self._place(device, painter, picture, places)
            return
        dots, ratio = picture.dots, painter.deviceTransform().m11()
        look = (ratio, usual_diameter(len(dots)), picture.class_names)
        if look != self._look:
            self._look = look
            self._forget()
        codes = stamp_codes(dots)
        if not len(codes):
            return
        slots = self._slot_of[codes]
        if (slots == _UNKNOWN).any():
            self._learn(codes, picture, ratio)
            slots = self._slot_of[codes]
        fragments = self._fragments(slots, places * ratio)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        # Qt takes a pointer to the first of many; to Python it is one record.
        first = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
        first = cast(QPainter.PixmapFragment, first)
        painter.drawPixmapFragments(first, len(fragments), self._sheet)
        painter.restore()

    def _place(
        self, device: VectorPicture, painter: QPainter, picture: PlanePicture, places: FloatArray
    ) -> None:
        codes, which = np.unique(stamp_codes(picture.dots), return_inverse=True)
        looks = [
            partial(paint_mark, mark=mark_of(code, picture), theme=self._theme)
            for code in codes.tolist()
        ]
        device.place(painter, looks, which, places)

    def _forget(self) -> None:
        self._slot_of: Numbers = np.full(_CLASSES * _FLAGS * _TENTHS, _UNKNOWN, np.intp)
        self._marks: list[Mark] = []
        self._sides: Numbers = np.empty(0, np.intp)
        self._pitch = 1
        self._sheet = QPixmap()

    def _learn(self, codes: Numbers, picture: PlanePicture, ratio: float) -> None:
        """Paint the looks that are not on the sheet yet, together with those that are."""
        if self._sheet.width() * self._sheet.height() > _MOST_PIXELS:
            self._forget()
        for code in each_once(codes[self._slot_of[codes] == _UNKNOWN]).tolist():
            self._slot_of[code] = len(self._marks)
            self._marks.append(mark_of(code, picture))
        # Odd, so that the middle of a stamp is the middle of a pixel.
        self._sides = np.array(
            [2 * math.ceil(mark_reach(each, self._theme) * ratio) + 1 for each in self._marks]
        )
        self._pitch = int(self._sides.max())
        rows = math.ceil(len(self._marks) / _COLUMNS)
        self._sheet = QPixmap(_COLUMNS * self._pitch, rows * self._pitch)
        self._sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._sheet)
        for slot, mark in enumerate(self._marks):
            half = self._sides[slot] / 2
            painter.resetTransform()
            painter.translate(
                slot % _COLUMNS * self._pitch + half, slot // _COLUMNS * self._pitch + half
            )
            painter.scale(ratio, ratio)
            paint_mark(painter, mark, self._theme)
        painter.end()

    def _fragments(self, slots: Numbers, pixels: FloatArray) -> FloatArray:
        """As Qt's record has them: middle, corner and size on the sheet, scales, turn, opacity."""
        fragments = np.ones((len(slots), _FIELDS))
        fragments[:, 0:2] = np.floor(pixels) + 0.5
        fragments[:, 2] = slots % _COLUMNS * self._pitch
        fragments[:, 3] = slots // _COLUMNS * self._pitch
        fragments[:, 4] = fragments[:, 5] = self._sides[slots]
        fragments[:, 8] = 0.0
        return fragments


def stamp_codes(dots: Dots) -> Numbers:
    """What each point looks like, as one number (N,)."""
    flags = dots.wrong * 4 + dots.test * 2 + dots.ringed
    codes: Numbers = (dots.y % _CLASSES * _FLAGS + flags) * _TENTHS + size_tenths(dots)
    return codes


def mark_of(code: int, picture: PlanePicture) -> Mark:
    """What a code looks like in a picture."""
    kind, tenths = divmod(code, _TENTHS)
    y, flags = divmod(kind, _FLAGS)
    diameter = tenths * usual_diameter(len(picture.dots)) / SIZE_STEPS
    name = picture.class_name(y)
    return Mark(name, y, diameter, bool(flags & 4), bool(flags & 2), bool(flags & 1))
