"""A small table of numbers to change in place, such as W and b or the pictures x."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from lossviz.widgets.number_table.content import NumberTableContent
from lossviz.widgets.number_table.ink import Ink
from lossviz.widgets.number_table.number_cells import GAP, PAD, NumberCells
from lossviz.widgets.number_table.number_view import NumberView
from lossviz.widgets.number_table.table_model import NumberTableModel
from lossviz.widgets.painting.picture_widget import draw_dot

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.number_table.block_view import Marks
    from lossviz.widgets.number_table.gesture import Cell

LARGEST = 1e4
_ROW, _HEADER, _EDITOR = 28, 22, 24
_LEAST, _WIDEST = 44, 84
_DOT, _NAME_LEFT, _NAME_RIGHT, _WIDEST_NAME = 9, 17, 8, 120
_ABOUT = "Up and Down change a number, Left and Right go to another, Enter types."


class NumberTable(NumberView):
    """Shows a `NumberTableContent`; `name` says to screen readers what the numbers are."""

    number_edited = Signal(int, int, float, bool)
    """Row, column, the value, and whether the gesture goes on; its end repeats it with False."""
    block_pasted = Signal(int, int, str)
    """Row and column of the first cell, and the text."""

    def __init__(
        self, theme: Theme, name: str, largest: float = LARGEST, parent: QWidget | None = None
    ) -> None:
        self._model = NumberTableModel()
        super().__init__(theme, self._model, largest, parent)
        self._ink = Ink(theme)
        self._columns = _PlainHeader(Qt.Orientation.Horizontal, self._ink, self._model, self)
        self._rows = _PlainHeader(Qt.Orientation.Vertical, self._ink, self._model, self)
        self._cells = NumberCells(self._ink, self._model)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_ABOUT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()

    def set_content(self, content: NumberTableContent) -> None:
        """Show other numbers. What is being typed stays, unless the table has another shape."""
        before = self._model.content
        if before == content:
            return
        if before.shape != content.shape:
            self.typing.close()
        self._model.show(content)
        self.gesture.settle()
        self._fit()
        if before.rows != content.rows or before.color_names != content.color_names:
            self._restyle()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme, self._ink = theme, Ink(theme)
        self._restyle()

    def tell_number(self, cell: Cell, value: float, goes_on: bool) -> None:
        """A number was changed."""
        self.number_edited.emit(*cell, value, goes_on)

    def tell_block(self, cell: Cell, text: str) -> None:
        """A block was pasted."""
        self.block_pasted.emit(*cell, text)

    def sizeHint(self) -> QSize:
        """All rows, and all columns as wide as they need to be."""
        return QSize(self._rows.width() + self._columns.length(), self._height())

    def minimumSizeHint(self) -> QSize:
        """All rows, and one column."""
        return QSize(self._rows.width() + self._theme.px(_LEAST), self._height())

    def editor_rect(self, cell: Cell) -> QRect:
        """Over the number."""
        box = self._cells.box(self.visualRect(self._model.index(*cell)))
        height = self._theme.px(_EDITOR)
        return QRect(box.left(), box.center().y() + 1 - height // 2, box.width(), height)

    def paint_cell(self, painter: QPainter, section: QRect, cell: Cell, marks: Marks) -> None:
        """Draw one number."""
        self._cells.paint(painter, section, cell, marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def _height(self) -> int:
        scrolls = self.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        return self._columns.height() + self._rows.length() + bar

    def _restyle(self) -> None:
        px = self._theme.px
        for part in (self._columns, self._rows, self._cells):
            part.restyle(self._ink)
        self._columns.setFixedHeight(px(_HEADER))
        self._rows.setDefaultSectionSize(px(_ROW))
        self._rows.setFixedWidth(self._names_width())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.typing.editor.set_face(self._ink.font("number"), right, boxed=False)
        self._fit()

    def _names_width(self) -> int:
        px, content = self._theme.px, self._model.content
        widest = max((self._ink.width(name, "label") for name in content.rows), default=0.0)
        left = px(_NAME_LEFT) if content.color_names else 0
        return min(round(widest) + left + px(_NAME_RIGHT), px(_WIDEST_NAME))

    def _fit(self) -> None:
        px, count = self._theme.px, max(self._model.columnCount(), 1)
        texts = [cell.text for row in self._model.content.cells for cell in row]
        needed = max((self._cells.needed_width(text) for text in texts), default=0.0)
        least = max(round(needed + 0.5) + px(GAP), px(_LEAST))
        room = self.width() - self._rows.width()
        width = max(min(room // count, px(_WIDEST)), least)
        policy = Qt.ScrollBarPolicy
        fits = width * count <= room
        if not fits:  # whole columns: a number that is cut reads as another one
            width = room // max(1, room // width)
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        )
        if width != self._columns.defaultSectionSize():
            self._columns.setDefaultSectionSize(width)
        self.updateGeometry()
        self.typing.follow()


class _PlainHeader(QHeaderView):
    """Names in tertiary text, with dots where the content gives colours."""

    def __init__(
        self, orientation: Qt.Orientation, ink: Ink, model: NumberTableModel, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.restyle(ink)

    def restyle(self, ink: Ink) -> None:
        """Take on another theme."""
        self._ink = ink
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names: across in line with the numbers, down at the left."""
        painter, ink = QPainter(self.viewport()), self._ink
        half, tertiary = ink.metrics("label").capHeight() / 2, ink.color("text.tertiary")
        px, across = ink.theme.px, self.orientation() == Qt.Orientation.Horizontal
        for section, name in enumerate(self._model.names(self.orientation())):
            start, size = self.sectionViewportPosition(section), self.sectionSize(section)
            if across:
                word = ink.elided(name, size - px(PAD), "label")
                right = start + size - px(GAP + PAD)
                ink.draw_left_of(painter, word, right, self.height() / 2 + half, tertiary)
                continue
            middle, left = start + (size - px(GAP)) / 2, 0
            if self._model.content.color_names:
                color = QColor(ink.theme.class_color(self._model.content.color_names[section]))
                draw_dot(painter, px(_DOT) / 2, middle, px(_DOT), color)
                left = px(_NAME_LEFT)
            word = ink.elided(name, self.width() - left - px(2), "label")
            color = ink.color("text.primary" if left else "text.tertiary")
            ink.draw(painter, word, left, middle + half, color)
