"""Which class is taken for which: counts as greys, true classes down, predicted ones across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.drawn_text import draw_text_in
from lossviz.widgets.painting.picture_widget import PictureWidget, draw_dot, draw_ring

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

CountArray = npt.NDArray[np.integer[Any]]

# The greys of the design tokens: up to 92 % of the text colour, which a share of 0.7 reaches.
_DARKEST, _FULL_SHARE, _EXPONENT = 0.92, 0.7, 0.7
_LEAST_PITCH, _PITCH, _MOST_PITCH = 12, 20, 28
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip


class Cell(NamedTuple):
    """A cell by the index of its true and its predicted class."""

    true: int
    predicted: int


@dataclass(frozen=True)
class _Grid:
    """Where the cells lie; `pitch` is from one cell to the next, `gap` the part between them."""

    left: float
    top: float
    pitch: float
    gap: float
    classes: int

    def cell(self, true: int, predicted: int) -> QRectF:
        left = self.left + predicted * self.pitch + self.gap / 2
        top = self.top + true * self.pitch + self.gap / 2
        return QRectF(left, top, self.pitch - self.gap, self.pitch - self.gap)

    def at(self, point: QPointF) -> Cell | None:
        row = int((point.y() - self.top) // self.pitch)
        column = int((point.x() - self.left) // self.pitch)
        inside = 0 <= row < self.classes and 0 <= column < self.classes
        return Cell(row, column) if inside else None

    @property
    def side(self) -> float:
        return self.classes * self.pitch


class ConfusionMatrix(PictureWidget):
    """Shows counts (C, C), rows true and columns predicted; a click or Enter chooses a cell."""

    cell_chosen = Signal(int, int)  # true, predicted: clicked, or Enter
    cell_marked = Signal(object)  # Cell under the pointer or reached by arrows, or None

    def __init__(self, theme: Theme, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, "Confusion matrix", parent)
        self._names = tuple(names)
        self._counts: CountArray | None = None
        self._selected: Cell | None = None
        self._hovered: Cell | None = None
        self._describe()

    def show_counts(self, counts: CountArray | None, names: Sequence[str] | None = None) -> None:
        """Show counts (C, C) of integers, or the empty grid for None; `names` when they change."""
        wanted = self._names if names is None else tuple(names)
        if counts is not None and counts.shape != (len(wanted), len(wanted)):
            raise ValueError(f"counts of {len(wanted)} classes are (C, C), not {counts.shape}")
        if wanted != self._names:
            self._names, self._selected, self._hovered = wanted, None, None
            self.updateGeometry()
        self._counts = counts
        self._describe()
        self.update()

    def set_selected(self, cell: tuple[int, int] | None) -> None:
        """Ring a cell (true, predicted), or none, without a signal."""
        self._selected = None if cell is None else Cell(*cell)
        self._describe()
        self.update()

    def cell_words(self, cell: tuple[int, int]) -> tuple[str, str]:
        """A cell in words and in numbers: ("cat taken for frog", "30 of 104")."""
        true, predicted = cell
        name, other = self._names[true], self._names[predicted]
        words = f"{name} recognised" if true == predicted else f"{name} taken for {other}"
        if self._counts is None:
            return words, "no images yet"
        return words, f"{self._counts[true, predicted]:,} of {self._counts[true].sum():,}"

    def cell_text(self, cell: tuple[int, int]) -> str:
        """A cell as one phrase: "cat taken for frog: 30 of 104"."""
        return ": ".join(self.cell_words(cell))

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell under a point of the widget."""
        return self._grid().at(position)

    def sizeHint(self) -> QSize:
        """Cells of 18 px, as in the design."""
        return self._size_at(_PITCH)

    def minimumSizeHint(self) -> QSize:
        """The least cells that can be told apart and hit."""
        return self._size_at(_LEAST_PITCH)

    def _size_at(self, pitch: int) -> QSize:
        side = len(self._names) * self._theme.px(pitch)
        return QSize(
            round(self._names_width() + side + self._margin()),
            round(self._margin() + side + self._below()),
        )

    def _margin(self) -> int:
        return self._theme.px(4)

    def _below(self) -> int:
        return self._theme.px(14) + self._theme.px(20)

    def _names_width(self) -> float:
        metrics = QFontMetricsF(self._name_font())
        widest = max((metrics.horizontalAdvance(each) for each in self._names), default=0.0)
        return widest + self._theme.px(9)

    def _grid(self) -> _Grid:
        px, classes = self._theme.px, max(len(self._names), 1)
        left = self._names_width()
        width = self.width() - left - self._margin()
        height = self.height() - self._margin() - self._below()
        fitting = min(max(min(width, height) / classes, px(_LEAST_PITCH)), px(_MOST_PITCH))
        ratio = self.devicePixelRatioF()
        pitch = int(fitting * ratio) / ratio  # whole device pixels keep the gaps equal
        return _Grid(round(left), self._margin(), pitch, px(2), len(self._names))

    def _name_font(self) -> QFont:
        return self.font_of("label")

    def _greys(self) -> npt.NDArray[np.float64]:
        """Share of the text colour in each cell, (C, C) from 0 to 0.92."""
        classes = len(self._names)
        if self._counts is None:
            return np.zeros((classes, classes))
        totals = np.maximum(self._counts.sum(axis=1, keepdims=True), 1)
        shares = self._counts / totals / _FULL_SHARE
        return _DARKEST * np.minimum(shares, 1.0) ** _EXPONENT

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cells, rings of the diagonal, names, dots, and the chosen cell's ring."""
        painter = QPainter(self)
        grid = self._grid()
        self._paint_cells(painter, grid)
        self._paint_names(painter, grid)
        for index, mark in enumerate(self.class_marks(self._names)):
            self._outline(painter, grid.cell(index, index), mark, self._theme.px(2), 1.0)
        for cell in (self._selected, self._hovered):
            if cell is not None:
                self._ring_selected(painter, grid.cell(*cell))
        if self.shows_focus():
            cells = QRectF(grid.left, grid.top, grid.side, grid.side)
            self._outline(
                painter, cells, self.color("focus.ring"), self._theme.px(2), self._margin()
            )

    def _paint_cells(self, painter: QPainter, grid: _Grid) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(2)
        low, high = self.color("surface.plot"), self.color("text.primary")
        empty = self._counts is None
        painter.setPen(QPen(self.color("border.hairline")) if empty else Qt.PenStyle.NoPen)
        inset = 0.5 if empty else 0.0
        for true, row in enumerate(self._greys().tolist()):
            for predicted, grey in enumerate(row):
                painter.setBrush(_mix(low, high, grey))
                rect = grid.cell(true, predicted)
                rect.adjust(inset, inset, -inset, -inset)
                painter.drawRoundedRect(rect, radius, radius)

    def _outline(
        self, painter: QPainter, rect: QRectF, color: QColor, width: float, grow: float
    ) -> None:
        draw_ring(painter, rect, color, width=width, radius=self._theme.px(3), grow=grow)

    def _ring_selected(self, painter: QPainter, rect: QRectF) -> None:
        gap, width = self._theme.px(1), self._theme.px(2)
        self._outline(painter, rect, self.color("surface.plot"), gap, gap)
        self._outline(painter, rect, self.color("focus.ring"), width, gap + width)

    def _paint_names(self, painter: QPainter, grid: _Grid) -> None:
        px, bottom = self._theme.px, grid.top + grid.side
        painter.setFont(self._name_font())
        marks = self.class_marks(self._names)
        for index, name in enumerate(self._names):
            middle = grid.cell(index, index).center()
            painter.setPen(self.color("text.secondary"))
            draw_text_in(
                painter, QRectF(0, middle.y() - px(8), grid.left - px(8), px(16)), _RIGHT, name
            )
            draw_dot(painter, middle.x(), bottom + px(9), px(8), marks[index])
        if not self._names:
            return
        painter.setPen(self.color("text.secondary"))
        box = QRectF(grid.left, bottom + px(17), grid.side, px(17))
        draw_text_in(painter, box, _CENTER, "predicted, same order")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring the cell under the pointer."""
        self._hover(self.cell_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Take the pointer's ring away."""
        self._hover(None)

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.cell_marked.emit(cell)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.set_selected(cell)
            self.cell_chosen.emit(*cell)

    def tip_at(self, position: QPointF) -> str:
        """A cell's words."""
        cell = self.cell_at(position)
        return "" if cell is None else self.cell_text(cell)

    def press_key(self, key: Qt.Key) -> bool:
        """Arrows move the ring, Enter chooses its cell, Esc takes it away."""
        if key in _ARROWS:
            self._move(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self.cell_chosen.emit(*self._selected)
        elif key == Qt.Key.Key_Escape and self._selected is not None:
            self._mark(None)
        else:
            return False
        return True

    def _move(self, down: int, right: int) -> None:
        last = len(self._names) - 1
        if self._selected is None:
            self._mark(Cell(0, 0))
            return
        true = min(max(self._selected.true + down, 0), last)
        self._mark(Cell(true, min(max(self._selected.predicted + right, 0), last)))

    def _mark(self, cell: Cell | None) -> None:
        self.set_selected(cell)
        self.cell_marked.emit(cell)

    def _describe(self) -> None:
        if self._selected is not None:
            text = self.cell_text(self._selected)
        elif self._counts is None:
            text = "No counts yet."
        else:
            right, total = int(np.trace(self._counts)), int(self._counts.sum())
            text = f"{right:,} of {total:,} recognised"
        self.describe(text)


def _mix(low: QColor, high: QColor, share: float) -> QColor:
    red, green, blue = (
        round(start + (end - start) * share)
        for start, end in (
            (low.red(), high.red()),
            (low.green(), high.green()),
            (low.blue(), high.blue()),
        )
    )
    return QColor(red, green, blue)
