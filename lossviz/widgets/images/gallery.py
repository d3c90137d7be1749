"""A window with many small images, such as all that are taken for the same wrong class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import cut_to, draw_text_in
from lossviz.widgets.painting.picture_widget import draw_ring
from lossviz.widgets.painting.pixel_image import PixelArray, draw_pixel_image, to_qimage, whole_side

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

MOST_IMAGES = 200
_SCALE = 2
_IMAGE_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Gallery(QDialog):
    """Shows up to 200 images (32, 32, 3) uint8 with captions. Arrows move, Esc closes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._note = QLabel()
        self._model = QStandardItemModel(self)
        self._view = _new_view(self._model)
        self._tile = _Tile(theme, self._view)
        self._view.setItemDelegate(self._tile)
        self.objectNameChanged.connect(lambda name: self._view.setObjectName(f"{name}.images"))
        self._layout = QVBoxLayout(self)
        for each in (self._title, self._note, self._view):
            self._layout.addWidget(each)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        self._theme = theme
        self._tile.apply_theme(theme)
        padding = theme.space(6)
        self._layout.setSpacing(theme.space(2))
        self._layout.setContentsMargins(padding, theme.space(5), padding, theme.space(4))
        self._title.setFont(qfont(theme, "section"))
        self._note.setFont(qfont(theme, "label"))
        tertiary = self._note.palette()
        tertiary.setColor(self._note.foregroundRole(), qcolor(theme, "text.tertiary"))
        self._note.setPalette(tertiary)
        self._view.setGridSize(self._tile.size())
        self._view.viewport().update()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Eight images wide, and as high as they need, up to five rows."""
        tile, px = self._tile.size(), self._theme.px
        rows = min(5, max(1, -(-self._model.rowCount() // 8)))
        return QSize(8 * tile.width() + px(76), rows * tile.height() + px(96))

    def show_images(
        self, title: str, images: Sequence[PixelArray], captions: Sequence[str], total: int = 0
    ) -> None:
        """Open with new images, each with its caption; the title says what they are.

        At most 200 are shown. `total` counts all there are, when `images` holds only some of them.
        """
        if len(images) != len(captions):
            raise ValueError(f"{len(images)} images need as many captions, not {len(captions)}")
        shown = min(len(images), MOST_IMAGES)
        self._model.clear()
        for image, caption in zip(images[:shown], captions[:shown], strict=True):
            self._model.appendRow(_item(to_qimage(image), caption))
        self._name(title, shown, max(total, len(images)))
        self._view.setCurrentIndex(self._model.index(0, 0))
        self._view.scrollToTop()
        self._view.setFocus()
        self.resize(self.sizeHint())
        self.show()
        self.activateWindow()

    def _name(self, title: str, shown: int, total: int) -> None:
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._title.setText(title)
        self._view.setAccessibleName(title)
        empty = "There are no such images." if not total else ""
        self._note.setText(f"first {shown} of {total:,}" if shown < total else empty)
        self._note.setVisible(bool(self._note.text()))
        self._view.setAccessibleDescription(self._note.text())


def _new_view(model: QStandardItemModel) -> QListView:
    """A list in rows that wrap: scrolling, keyboard and screen readers come with it."""
    view = QListView()
    view.setModel(model)
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setMovement(QListView.Movement.Static)
    view.setUniformItemSizes(True)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setMouseTracking(True)
    return view


def _item(image: QImage, caption: str) -> QStandardItem:
    item = QStandardItem(caption)
    item.setData(image, _IMAGE_ROLE)
    item.setToolTip(caption)
    return item


class _Tile(QStyledItemDelegate):
    """Paints one image at twice its size with its caption, ringed when it is the current one."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme

    def size(self) -> QSize:
        side = _SCALE * 32 * self._theme.scale
        return QSize(round(side) + self._theme.px(16), round(side) + self._theme.px(32))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return self.size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, cell = self._theme, QRectF(option.rect)
        ratio = option.widget.devicePixelRatioF()
        side = whole_side(_SCALE * 32 * theme.scale, ratio, _SCALE)
        image = QRectF(cell.left() + theme.px(4), cell.top() + theme.px(4), side, side)
        radius, surface = theme.length("radius.small"), qcolor(theme, "surface.base")
        painter.save()
        draw_pixel_image(painter, image, index.data(_IMAGE_ROLE), radius, surface)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = qcolor(theme, "focus.ring")
            width = theme.px(2)
            draw_ring(painter, image, ring, width=width, radius=radius, grow=1.5 * width)
        painter.setFont(qfont(theme, "caption"))
        painter.setPen(qcolor(theme, "text.secondary"))
        text = QRectF(image.left(), image.bottom() + theme.px(4), image.width(), theme.px(16))
        name = index.data(Qt.ItemDataRole.DisplayRole)
        caption = cut_to(painter.fontMetrics(), name, text.width())
        draw_text_in(painter, text, Qt.AlignmentFlag.AlignLeft, caption)
        painter.restore()
