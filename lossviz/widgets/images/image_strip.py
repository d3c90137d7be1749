"""Test images in a row: what each is taken for, right or wrong, and its four best classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.drawn_text import draw_text_in
from lossviz.widgets.painting.picture_widget import PictureWidget
from lossviz.widgets.painting.pixel_image import PixelArray, draw_pixel_image, to_qimage, whole_side

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Names that do not fit beside a bar have a short form.
_SHORT = {"automobile": "auto"}
_BAR_ROW = 18  # px at scale 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Prediction:
    """One image and its best classes.

    `image` is (32, 32, 3) uint8, `true` the index of its class. `order` holds the best classes,
    best first (four in the app), `shares` their bars (0 to 1), `value_texts` their exact values.
    """

    image: PixelArray
    true: int
    order: tuple[int, ...]
    shares: tuple[float, ...]
    value_texts: tuple[str, ...]

    def __post_init__(self) -> None:
        if not len(self.order) == len(self.shares) == len(self.value_texts) > 0:
            raise ValueError("order, shares and value_texts need one entry per class shown")

    @property
    def right(self) -> bool:
        """Whether the best class is the true one."""
        return self.order[0] == self.true


class ImageStrip(PictureWidget):
    """Shows as many predictions as fit. Left and Right go along, Enter or a click chooses."""

    image_chosen = Signal(int)  # position in the row
    capacity_changed = Signal(int)  # how many fit now

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Test images", parent)
        self._predictions: tuple[Prediction, ...] = ()
        self._images: list[QImage] = []
        self._names: tuple[str, ...] = ()
        self._current = 0
        self._capacity = self.capacity()
        self._describe()

    def show_predictions(self, predictions: Sequence[Prediction], names: Sequence[str]) -> None:
        """Show predictions from the left, with the names of all classes."""
        self._images = [to_qimage(each.image) for each in predictions]
        self._predictions, self._names = tuple(predictions), tuple(names)
        self._current = min(self._current, max(len(predictions) - 1, 0))
        self._describe()
        self.update()

    def count(self) -> int:
        """How many predictions are shown."""
        return min(len(self._predictions), self.capacity())

    def capacity(self) -> int:
        """How many predictions fit, at least one."""
        column, gap = self._column(), self._least_gap()
        return max(int((self.width() + gap) / (column + gap)), 1)

    def image_rect(self, position: int) -> QRectF:
        """Where the image at a position of the row lies."""
        side = self._side()
        return QRectF(position * (self._column() + self._gap()), 0, side, side)

    def prediction_words(self, position: int) -> str:
        """A prediction as a sentence: the class, right or wrong, and the values of the best."""
        shown = self._predictions[position]
        name, true = self._names[shown.order[0]], self._names[shown.true]
        verdict = f"{name}, right" if shown.right else f"{name}, wrong: it is {true}"
        pairs = zip(shown.order, shown.value_texts, strict=True)
        return f"{verdict}. " + ", ".join(f"{self._names[i]} {text}" for i, text in pairs)

    def apply_theme(self, theme: Theme) -> None:
        """Take another theme; its scale can change how many fit."""
        super().apply_theme(theme)
        self._tell_capacity()

    def sizeHint(self) -> QSize:
        """Six images at three times their size, as in the design."""
        column, gap = self._theme.px(96), self._least_gap()
        return QSize(6 * column + 5 * gap, column + self._text_height())

    def minimumSizeHint(self) -> QSize:
        """Three images at twice their size."""
        column = self._theme.px(88)
        return QSize(3 * column + 2 * self._least_gap(), self._theme.px(64) + self._text_height())

    def _least_gap(self) -> int:
        return self._theme.px(16)

    def _gap(self) -> float:
        """The row ends where the column does, as far as that leaves its images a row."""
        gaps, column = self.capacity() - 1, self._column()
        if gaps < 1:
            return self._least_gap()
        return min((self.width() - column) / gaps - column, column / 2)

    def _text_height(self) -> int:
        return self._theme.px(28) + 4 * self._theme.px(_BAR_ROW)

    def _side(self) -> float:
        height = self.height() - self._text_height()
        return whole_side(height, self.devicePixelRatioF(), 2, 3 * self._theme.scale)

    def _column(self) -> float:
        return max(self._side(), self._theme.px(88))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each image with its verdict and bars."""
        painter = QPainter(self)
        radius, surface = self._theme.length("radius.cell"), self.color("surface.base")
        for position, shown in enumerate(self._predictions[: self.capacity()]):
            rect = self.image_rect(position)
            draw_pixel_image(painter, rect, self._images[position], radius, surface)
            if self.shows_focus() and position == self._current:
                self.paint_focus(painter, rect, radius)
            self._paint_verdict(painter, rect, shown)
            self._paint_bars(painter, rect, shown)
        if self.shows_focus() and not self._predictions:
            self.paint_focus(painter, QRectF(self.rect()), radius)

    def _paint_verdict(self, painter: QPainter, image: QRectF, shown: Prediction) -> None:
        px = self._theme.px
        row = QRectF(image.left(), image.bottom() + px(4), self._column(), px(20))
        painter.setFont(self.font_of("label", strong=True))
        painter.setPen(self.color("text.primary"))
        name = self._names[shown.order[0]]
        fits = painter.fontMetrics().horizontalAdvance(name) < row.width() - px(38)
        draw_text_in(painter, row, _LEFT, name if fits else _SHORT.get(name, name))
        if shown.right:
            self._paint_check(painter, QPointF(row.right() - px(2), row.center().y()))
        else:
            painter.setFont(self.font_of("caption", strong=True))
            painter.setPen(self.color("status.danger.text"))
            draw_text_in(painter, row, _RIGHT, "wrong")

    def _paint_check(self, painter: QPainter, right: QPointF) -> None:
        unit = self._theme.px(1)
        pen = QPen(self.color("status.success.text"), self._theme.px(2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = [(-9.0, 0.5), (-5.5, 3.5), (0.0, -3.5)]
        painter.drawPolyline(QPolygonF([right + QPointF(x, y) * unit for x, y in corners]))

    def _paint_bars(self, painter: QPainter, image: QRectF, shown: Prediction) -> None:
        px = self._theme.px
        top, label = image.bottom() + px(28), px(52)
        marks = self.class_marks(self._names)
        for rank, (index, share) in enumerate(zip(shown.order, shown.shares, strict=True)):
            name, is_true = self._names[index], index == shown.true
            row = QRectF(image.left(), top + rank * px(_BAR_ROW), self._column(), px(_BAR_ROW))
            painter.setFont(self.font_of("caption", strong=is_true))
            painter.setPen(self.color("text.primary" if is_true else "text.secondary"))
            draw_text_in(painter, row, _LEFT, _SHORT.get(name, name))
            groove = QRectF(
                row.left() + label, row.center().y() - px(4), row.width() - label, px(8)
            )
            self._paint_bar(painter, groove, share, marks[index])

    def _paint_bar(self, painter: QPainter, groove: QRectF, share: float, mark: QColor) -> None:
        radius = self._theme.px(1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color("surface.hover"))
        painter.drawRoundedRect(groove, radius, radius)
        width = min(max(share, 0.0), 1.0) * groove.width()
        painter.setBrush(mark)
        painter.drawRoundedRect(
            QRectF(groove.left(), groove.top(), max(width, 1), groove.height()), radius, radius
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how many fit when that has changed."""
        super().resizeEvent(event)
        self._tell_capacity()

    def _tell_capacity(self) -> None:
        if self.capacity() != self._capacity:
            self._capacity = self.capacity()
            self.capacity_changed.emit(self._capacity)

    def _position_at(self, point: QPointF) -> int | None:
        position, inside = divmod(point.x(), self._column() + self._gap())
        shown = min(len(self._predictions), self.capacity())
        return int(position) if inside <= self._column() and 0 <= position < shown else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the image under the pointer."""
        position = self._position_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position is not None:
            self._go_to(position)
            self.image_chosen.emit(position)

    def tip_at(self, position: QPointF) -> str:
        """A prediction's values."""
        found = self._position_at(position)
        return "" if found is None else self.prediction_words(found)

    def press_key(self, key: Qt.Key) -> bool:
        """Left, Right, Home and End move, Enter chooses."""
        last = min(len(self._predictions), self.capacity()) - 1
        moves = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last < 0:
            return False
        if key in moves:
            self._go_to(min(max(moves[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.image_chosen.emit(self._current)
        else:
            return False
        return True

    def _go_to(self, position: int) -> None:
        self._current = position
        self._describe()
        self.update()

    def _describe(self) -> None:
        if self._predictions:
            count = len(self._predictions)
            text = f"Image {self._current + 1} of {count}: {self.prediction_words(self._current)}"
        else:
            text = "No images yet."
        self.describe(text)
