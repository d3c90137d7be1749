"""The templates of a linear classifier in one row, small, to stand beside what moves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.widgets.painting.drawn_text import cut_to, draw_text_in
from lossviz.widgets.painting.picture_widget import PictureWidget, draw_dot, draw_ring
from lossviz.widgets.painting.pixel_image import PixelArray, draw_pixel_image, to_qimage, whole_side

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_PIXELS = 32  # pixels on each side of an image
_MOST_SCALE = 2
_CLASSES = range(2, 11)
_LEAST_GAP, _GAP, _MARGIN = 6, 10, 3  # logical px; the ring lies in the margin
_DOT, _DOT_LINE, _NAME_LINE, _INDENT, _WORD_GAP = 8, 16, 16, 13, 8
_LEAST_WORD = 44  # room below which names are not worth writing
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class TemplateRow(PictureWidget):
    """Shows (C, 32, 32, 3) uint8 images, C from 2 to 10, once or twice as large; picks one.

    Each has the dot of its class. The names stand beside the dots where all have room; else only
    the name of the one that is chosen, or under the pointer, is written. Left, Right and a click
    choose.
    """

    template_chosen = Signal(int)  # index of a class: clicked or reached by arrows

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Weight templates", parent)
        self._images: list[QImage] = []
        self._names: tuple[str, ...] = ()
        self._chosen: int | None = None
        self._hovered: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measure()
        self._describe()

    def show_templates(self, images: PixelArray, names: Sequence[str]) -> None:
        """Show images (C, 32, 32, 3) uint8 of the classes with these C names."""
        if images.shape != (len(names), _PIXELS, _PIXELS, 3) or len(names) not in _CLASSES:
            raise ValueError(f"{len(names)} templates are (C, 32, 32, 3), not {images.shape}")
        self._images = [to_qimage(each) for each in images]
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._chosen = self._hovered = None
            self._measure()
            self._describe()
            self.updateGeometry()
            self.update()
        # The dots and names stay.
        self.update(self._images_region())

    @property
    def chosen(self) -> int | None:
        """Index of the chosen class."""
        return self._chosen

    def set_chosen(self, index: int | None) -> None:
        """Ring a template, or none, without a signal."""
        if index != self._chosen:
            self._chosen = index
            self._describe()
            self.update()

    def chosen_name(self) -> str:
        """Name of the chosen class, or ""."""
        return "" if self._chosen is None else self._names[self._chosen]

    def shows_names(self) -> bool:
        """Whether each name stands below its image."""
        return self._names_fit(self.width())

    def template_rect(self, index: int) -> QRectF:
        """Where the image of a class lies."""
        margin, side = self._theme.px(_MARGIN), self._side()
        left = margin + index * self._pitch_of(side, self.width())
        return QRectF(round(left), margin, side, side)

    def index_at(self, position: QPointF) -> int | None:
        """The class whose image, or dot below it, is under a point."""
        for index in range(len(self._names)):
            image = self.template_rect(index)
            below = image.adjusted(0, 0, 0, self._theme.px(_DOT_LINE))
            if below.contains(position):
                return index
        return None

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._measure()

    def sizeHint(self) -> QSize:
        """Each image once, with the usual gaps."""
        width = self._width_at(self._theme.px(_GAP))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Each image once, close together."""
        width = self._width_at(self._theme.px(_LEAST_GAP))
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """The height of the images that have room in `width`, and of what is below."""
        return round(self._side_in(width)) + self._around(width)

    def _width_at(self, gap: int) -> int:
        count = max(len(self._names), 1)
        sides = count * whole_side(0, self.devicePixelRatioF(), 1) + (count - 1) * gap
        return round(sides) + 2 * self._theme.px(_MARGIN)

    def _around(self, width: float) -> int:
        px = self._theme.px
        names = 0 if self._names_fit(width) else px(_NAME_LINE)
        return 2 * px(_MARGIN) + px(_DOT_LINE) + names

    def _names_fit(self, width: float) -> bool:
        room = self._pitch_of(self._side_in(width), width) - self._theme.px(_INDENT + _WORD_GAP)
        return room >= min(self._widest, self._theme.px(_LEAST_WORD))

    def _side_in(self, width: float) -> float:
        count, px = max(len(self._names), 1), self._theme.px
        room = (width - 2 * px(_MARGIN) - (count - 1) * px(_LEAST_GAP)) / count
        return self._whole(room)

    def _whole(self, room: float) -> float:
        return whole_side(room, self.devicePixelRatioF(), 1, _MOST_SCALE * self._theme.scale)

    def _side(self) -> float:
        room = self.height() - self._around(self.width())
        return min(self._side_in(self.width()), self._whole(room))

    def _pitch_of(self, side: float, width: float) -> float:
        """From one image to the next: further apart where the names need it and there is room."""
        spaces, px = max(len(self._names) - 1, 1), self._theme.px
        spare = (width - 2 * px(_MARGIN) - side) / spaces - side
        wanted = max(px(_GAP), self._widest + px(_INDENT + _WORD_GAP) - side)
        return side + max(min(wanted, spare), px(_LEAST_GAP))

    def _measure(self) -> None:
        self._metrics = QFontMetricsF(self.font_of("label"))
        widths = (self._metrics.horizontalAdvance(name) for name in self._names)
        self._widest = max(widths, default=0.0)

    def _images_region(self) -> QRegion:
        region = QRegion()
        for index in range(len(self._names)):
            region += QRegion(self.template_rect(index).toAlignedRect())
        return region

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Images, dots, names, and the rings of the chosen and the hovered one."""
        painter = QPainter(self)
        radius, surface = self._theme.length("radius.small"), self.color("surface.base")
        for index, image in enumerate(self._images):
            draw_pixel_image(painter, self.template_rect(index), image, radius, surface)
        foot = self.template_rect(0).bottom()
        if event.region().boundingRect().bottom() > foot:
            self._paint_below(painter, foot)
        for ringed in (self._chosen, self._hovered):
            if ringed is not None:
                self._paint_ring(painter, self.template_rect(ringed), radius)
        if self.shows_focus() and self._chosen is None:
            self.paint_focus(painter, QRectF(self.rect()), radius)

    def _paint_ring(self, painter: QPainter, image: QRectF, radius: float) -> None:
        """Violet, a line of surface away from the image."""
        width, gap = self._theme.px(2), self._theme.px(1)
        ring = self.color("focus.ring")
        draw_ring(painter, image, ring, width=width, radius=radius + gap, grow=gap + width)

    def _paint_below(self, painter: QPainter, foot: float) -> None:
        px, names = self._theme.px, self.shows_names()
        for index, mark in enumerate(self.class_marks(self._names)):
            image = self.template_rect(index)
            left = image.left() if names else image.center().x() - px(_DOT) / 2
            middle = foot + px(_DOT_LINE) / 2 + px(1)
            draw_dot(painter, left + px(_DOT) / 2, middle, px(_DOT), mark)
        painter.setFont(self.font_of("label"))
        painter.setPen(self.color("text.primary"))
        if names:
            self._paint_names(painter, foot)
        else:
            self._paint_one_name(painter, foot + px(_DOT_LINE))

    def _paint_names(self, painter: QPainter, foot: float) -> None:
        px = self._theme.px
        room = self._pitch_of(self._side(), self.width()) - px(_INDENT + _WORD_GAP)
        for index, name in enumerate(self._names):
            left = self.template_rect(index).left() + px(_INDENT)
            area = QRectF(left, foot + px(1), room, px(_DOT_LINE))
            draw_text_in(painter, area, _LEFT, self._fitted(name, room))

    def _paint_one_name(self, painter: QPainter, top: float) -> None:
        """The name of the hovered, or else the chosen, class: below its dot, inside the widget."""
        index = self._chosen if self._hovered is None else self._hovered
        if index is None:
            return
        name = self._fitted(self._names[index], self.width())
        width = self._metrics.horizontalAdvance(name) + 1
        left = self.template_rect(index).center().x() - width / 2
        left = max(min(left, self.width() - width), 0.0)
        draw_text_in(painter, QRectF(left, top, width, self._theme.px(_NAME_LINE)), _CENTER, name)

    def _fitted(self, name: str, room: float) -> str:
        return cut_to(self._metrics, name, room + 0.5)

    # Choosing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring and name the image under the pointer."""
        self._hover(self.index_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Take the pointer's ring away."""
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the image under the pointer."""
        index = self.index_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._choose(index)

    def tip_at(self, position: QPointF) -> str:
        """The name of a class."""
        index = self.index_at(position)
        return "" if index is None else self._names[index]

    def press_key(self, key: Qt.Key) -> bool:
        """Left and Right choose."""
        if key not in _STEPS or not self._names:
            return False
        before = -1 if self._chosen is None else self._chosen
        self._choose(min(max(before + _STEPS[key], 0), len(self._names) - 1))
        return True

    def _choose(self, index: int) -> None:
        if index != self._chosen:
            self.set_chosen(index)
            self.template_chosen.emit(index)

    def _describe(self) -> None:
        if not self._names:
            text = "No templates yet."
        elif self._chosen is None:
            text = ", ".join(self._names)
        else:
            text = f"{self.chosen_name()}, {self._chosen + 1} of {len(self._names)}"
        self.describe(text)
