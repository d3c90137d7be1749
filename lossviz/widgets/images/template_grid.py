"""The weight templates of a linear classifier: one small image per class, in rows of five."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.drawn_text import cut_to, draw_text_in
from lossviz.widgets.painting.picture_widget import PictureWidget, draw_dot, draw_ring
from lossviz.widgets.painting.pixel_image import PixelArray, draw_pixel_image, to_qimage, whole_side

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_COLUMNS = 5
_PIXELS = 32  # pixels on each side of an image
_LEAST_SCALE = 2
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TemplatePixel(NamedTuple):
    """A pixel of one class's template; row and column count from 0 at the top left."""

    class_index: int
    row: int
    column: int


class TemplateGrid(PictureWidget):
    """Shows (C, 32, 32, 3) uint8 images, each 2, 3, 4 ... times as large, and picks their pixels.

    Keyboard: arrows go from template to template. Enter, or a click, goes to the pixels, where
    arrows move the chosen one (and the same signal tells it) until Esc goes back.
    """

    pixel_chosen = Signal(int, int, int)  # class index, row, column: clicked or reached by arrows
    pixel_hovered = Signal(object)  # TemplatePixel, or None when the pointer has left

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Weight templates", parent)
        self._least_scale = _LEAST_SCALE
        self._measured: tuple[object, float] = (None, 0.0)  # see _names_width
        self._images: list[QImage] = []
        self._waiting = ""
        self._names: tuple[str, ...] = ()
        self._current = 0
        self._in_pixels = False
        self._selected: TemplatePixel | None = None
        self._hovered: TemplatePixel | None = None
        self._describe()

    def set_least_scale(self, scale: int) -> None:
        """Never show the images smaller than so many times their size; 2 at first."""
        self._least_scale = scale
        self.updateGeometry()
        self.update()

    def show_templates(self, images: PixelArray, names: Sequence[str]) -> None:
        """Show images (C, 32, 32, 3) uint8 under the names of their C classes."""
        if images.shape != (len(names), _PIXELS, _PIXELS, 3):
            raise ValueError(f"{len(names)} templates are (C, 32, 32, 3), not {images.shape}")
        self._images = [to_qimage(each) for each in images]
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._current, self._in_pixels, self._hovered = 0, False, None
            self.set_selected(None)
            self.updateGeometry()
            self.update()
        # The names stay, and painting them costs as much as the images.
        self.update(_region(self._rects()))

    def show_waiting(self, words: str) -> None:
        """What there will be templates of is not there yet: how far it is, in words."""
        if words != self._waiting:
            self._waiting = words
            self._describe()
            if not self._images:
                self.update()

    def set_selected(self, pixel: tuple[int, int, int] | None) -> None:
        """Mark a pixel (class index, row, column), or none, without telling `pixel_chosen`."""
        self._selected = None if pixel is None else TemplatePixel(*pixel)
        self._describe()
        self.update()

    def pixel_at(self, position: QPointF) -> TemplatePixel | None:
        """The template pixel under a point of the widget."""
        for index, rect in enumerate(self._rects()):
            if rect.contains(position):
                inside = (position - rect.topLeft()) * (_PIXELS / rect.width())
                row, column = (min(int(each), _PIXELS - 1) for each in (inside.y(), inside.x()))
                return TemplatePixel(index, row, column)
        return None

    def name_at(self, position: QPointF) -> str:
        """The class whose image, or name below it, is under a point; "" where there is none."""
        below, pitch = self._text_height(), self._pitch()
        for name, rect in zip(self._names, self._rects(), strict=True):
            area = rect.adjusted(0, 0, max(pitch - rect.width(), 0), below)
            if area.contains(position):
                return name
        return ""

    def _rects(self) -> list[QRectF]:
        side, right = self._side(), self._pitch()
        down = side + self._text_height() + self._row_gap()
        places = (divmod(index, _COLUMNS) for index in range(len(self._names)))
        return [QRectF(column * right, row * down, side, side) for row, column in places]

    def _pitch(self) -> float:
        """From one image to the next."""
        side, names = self._side(), self._names_width()
        last = max(side, names if names > side + self._gap() else side)
        spare = (self.width() - last) / (_COLUMNS - 1) - side
        # Small images stand further apart, so that the names below them have room.
        wanted = max(self._gap(), names - side)
        return side + max(min(wanted, spare), self._least_gap())

    def sizeHint(self) -> QSize:
        """Four times: as in the design."""
        return self._size_at(4, self._gap())

    def minimumSizeHint(self) -> QSize:
        """Twice, or the least scale that was asked for."""
        return self._size_at(self._least_scale, self._least_gap())

    def _size_at(self, scale: int, gap: int) -> QSize:
        side, rows = scale * _PIXELS, self._rows()
        width = _COLUMNS * side + (_COLUMNS - 1) * gap
        height = rows * (side + self._text_height()) + (rows - 1) * self._row_gap()
        return QSize(round(width), round(height))

    def _rows(self) -> int:
        return max(-(-len(self._names) // _COLUMNS), 1) if self._names else 2

    def _gap(self) -> int:
        return self._theme.px(10)

    def _names_width(self) -> float:
        """What the longest name needs, with its dot and the gap to the next."""
        key = (self._theme, self._names)
        if self._measured[0] != key:
            metrics = QFontMetricsF(self.font_of("body"))
            widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0.0)
            self._measured = (key, widest + self._theme.px(16 + 10))
        return self._measured[1]

    def _least_gap(self) -> int:
        return self._theme.px(6)

    def _row_gap(self) -> int:
        return self._theme.px(12)

    def _text_height(self) -> int:
        return self._theme.px(28)

    def _side(self) -> float:
        rows = self._rows()
        width = (self.width() - (_COLUMNS - 1) * self._least_gap()) / _COLUMNS
        height = (self.height() - (rows - 1) * self._row_gap()) / rows - self._text_height()
        return whole_side(min(width, height), self.devicePixelRatioF(), self._least_scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Images, names, the rings of hovered and chosen pixels, the focus ring."""
        painter = QPainter(self)
        rects, radius = self._rects(), self._theme.length("radius.cell")
        surface = self.color("surface.base")
        for rect, image in zip(rects, self._images, strict=True):
            draw_pixel_image(painter, rect, image, radius, surface)
        below = [rect.translated(0, rect.height()) for rect in rects]
        if event.region().intersects(_region(below)):
            self._paint_names(painter, rects)
        if not self._images:
            painter.setFont(self.font_of("body"))
            painter.setPen(self.color("text.secondary"))
            draw_text_in(painter, self.rect(), Qt.AlignmentFlag.AlignCenter, self._waiting)
        for pixel in (self._selected, self._hovered):
            if pixel is not None and pixel.class_index < len(self._images):
                self._paint_pixel_ring(painter, pixel, rects[pixel.class_index])
        if self.shows_focus():
            area = rects[self._current] if rects else QRectF(self.rect())
            self.paint_focus(painter, area, radius)

    def _paint_names(self, painter: QPainter, images: Sequence[QRectF]) -> None:
        indent, height, dot = self._theme.px(16), self._text_height(), self._theme.px(9)
        for image, mark in zip(images, self.class_marks(self._names), strict=True):
            middle = image.bottom() + height / 2
            draw_dot(painter, image.left() + dot / 2, middle, dot, mark)
        painter.setFont(self.font_of("body"))
        painter.setPen(self.color("text.primary"))
        width = self._pitch() - indent - self._theme.px(4)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for image, name in zip(images, self._names, strict=True):
            area = QRectF(image.left() + indent, image.bottom(), width, height)
            fitting = cut_to(painter.fontMetrics(), name, math.ceil(width))
            draw_text_in(painter, area, align, fitting)

    def _paint_pixel_ring(self, painter: QPainter, pixel: TemplatePixel, image: QRectF) -> None:
        """Violet, between two lines of the surface, so that it shows on any colour."""
        step = image.width() / _PIXELS
        cell = QRectF(
            image.left() + pixel.column * step, image.top() + pixel.row * step, step, step
        )
        width = self._theme.px(2)
        casing, ring = self.color("surface.base"), self.color("focus.ring")
        draw_ring(painter, cell, casing, width=2 * width, radius=width, grow=1.5 * width + 1)
        draw_ring(painter, cell, ring, width=width, radius=width, grow=width + 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring the pixel under the pointer."""
        self._hover(self.pixel_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Take the ring of the hovered pixel away."""
        self._hover(None)

    def _hover(self, pixel: TemplatePixel | None) -> None:
        if pixel != self._hovered:
            self._hovered = pixel
            self.pixel_hovered.emit(pixel)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the pixel under the pointer."""
        pixel = self.pixel_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and pixel is not None:
            self._current, self._in_pixels = pixel.class_index, True
            self._choose(pixel)

    def _choose(self, pixel: TemplatePixel) -> None:
        self.set_selected(pixel)
        self.pixel_chosen.emit(*pixel)

    def tip_at(self, position: QPointF) -> str:
        """A name: it may be cut, and its image says nothing."""
        return self.name_at(position)

    def press_key(self, key: Qt.Key) -> bool:
        """Arrows, Enter and Esc, as the class says."""
        if not self._images:
            return False
        if key in _ARROWS:
            move = self._move_pixel if self._in_pixels else self._move_template
            move(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._in_pixels:
            self._in_pixels = True
            self._choose(self._start_pixel())
        elif key == Qt.Key.Key_Escape and self._in_pixels:
            self._in_pixels = False
            self._describe()
        else:
            return False
        return True

    def _start_pixel(self) -> TemplatePixel:
        known = self._selected
        if known is not None and known.class_index == self._current:
            return known
        return TemplatePixel(self._current, _PIXELS // 2, _PIXELS // 2)

    def _move_template(self, down: int, right: int) -> None:
        wanted = self._current + down * _COLUMNS + right
        if 0 <= wanted < len(self._images):
            self._current = wanted
            self._describe()

    def _move_pixel(self, down: int, right: int) -> None:
        pixel = self._start_pixel()
        row, column = np.clip((pixel.row + down, pixel.column + right), 0, _PIXELS - 1).tolist()
        self._choose(TemplatePixel(self._current, row, column))

    def _describe(self) -> None:
        if not self._names:
            text = self._waiting or "No templates yet."
        else:
            text = f"{self._names[self._current]}, {self._current + 1} of {len(self._names)}"
        if self._selected is not None and self._selected.class_index < len(self._names):
            index, row, column = self._selected
            text = f"{self._names[index]}, pixel in row {row}, column {column}"
        self.describe(text)


def _region(rects: Sequence[QRectF]) -> QRegion:
    """All whole pixels of these rectangles."""
    region = QRegion()
    for rect in rects:
        region += QRegion(rect.toAlignedRect())
    return region
