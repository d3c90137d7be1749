"""The lecture's table: W, W with one weight moved by h, the loss of each, and both gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.check.table_picture import (
    Needs,
    TablePicture,
    TableRow,
    least_width,
    table_columns,
)
from lossviz.widgets.painting.symbols import Span, cut, spans
from lossviz.widgets.painting.words_picture import WordsPicture

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_GAP, _NARROW_GAP = 10, 6  # logical px between columns; beside the outer ones there is nothing
_WIDTH = 410
_SHRINKS = 3  # characters that a column must have lost before it becomes narrower
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def shrunk(now: Sequence[int], before: Sequence[int]) -> bool:
    """Whether a long number is gone: the columns then become as narrow as they can be."""
    return any(old - new > _SHRINKS for new, old in zip(now, before, strict=True))


class GradientTable(WordsPicture):
    """Draws a `TablePicture`; a click or Enter on a row asks for that dimension.

    Up and Down move from row to row. A column never becomes narrower while the table has the same
    columns and rows, so that nothing jumps while a weight is dragged.
    """

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Gradient, one weight at a time", parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = TablePicture()
        self._lengths: tuple[int, ...] = ()
        self._current: int | None = None
        self._hovered: int | None = None
        self._lay_out()

    def show_picture(self, picture: TablePicture) -> None:
        """Show other numbers; ValueError when a row has not one cell a column."""
        if picture == self._picture:
            return
        for row in picture.rows:
            if len(row.cells) != len(picture.columns):
                count = len(picture.columns)
                raise ValueError(f"row {row.name} has {len(row.cells)} cells, not {count}")
        same, self._picture = picture.headings() == self._picture.headings(), picture
        lengths = picture.lengths()
        if same and not shrunk(lengths, self._lengths):
            lengths = tuple(map(max, lengths, self._lengths))
        if not same:
            self._current = self._hovered = None
        if not same or lengths != self._lengths:
            self._lengths = lengths
            self._lay_out()
            self.updateGeometry()
        self._describe()
        self.update()

    @property
    def picture(self) -> TablePicture:
        """What is shown."""
        return self._picture

    def row_rect(self, row: int) -> QRectF:
        """Where a row lies, between its hairlines."""
        height, line = self._row_height(), self._theme.px(1)
        return QRectF(0, (row + 1) * height + line, self.width(), height - line)

    def row_at(self, position: QPointF) -> int | None:
        """The row under a point, if it can be chosen."""
        row = int(position.y() // self._row_height()) - 1
        inside = 0 <= row < len(self._picture.rows)
        return row if inside and self._picture.rows[row].choosable else None

    def column_right(self, column: int) -> float:
        """Where the numbers of a column end."""
        return round(self._columns.rights[column])

    def header_text(self, column: int) -> str:
        """A header as it is painted."""
        return "".join(each.text for each in self._headers[column])

    def apply_theme(self, theme: Theme) -> None:
        """Take colours, fonts and sizes from another theme."""
        super().apply_theme(theme)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As wide as the design's column, as high as its rows."""
        least = self.minimumSizeHint()
        return QSize(max(self._theme.px(_WIDTH), least.width()), least.height())

    def minimumSizeHint(self) -> QSize:
        """The least at which every number can be read."""
        width = least_width(self._needs(), self._digits(), self._gaps())
        rows = len(self._picture.rows) + 1
        height = rows * self._row_height() + self._theme.px(1)
        return QSize(round(width) + 1, height)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the other width out."""
        self._lay_out()

    def tip_at(self, position: QPointF) -> str:
        """A header that is cut, in full."""
        if position.y() < self._row_height():
            for column, header in enumerate(self._picture.columns):
                if position.x() <= self.column_right(column):
                    return header if header != self.header_text(column) else ""
        return ""

    # Layout

    def _row_height(self) -> int:
        return round(self._theme.length("control.tableRow"))

    def _digits(self) -> tuple[float, float]:
        return self.text_width("0", "number"), self.text_width("0", "numberSmall")

    def _gaps(self) -> tuple[float, float]:
        return self._theme.px(_GAP), self._theme.px(_NARROW_GAP)

    def _needs(self) -> Needs:
        names = (self._spans_width(spans(row.name), "body") for row in self._picture.rows)
        headers = (self._spans_width(spans(each), "label") for each in self._picture.columns)
        return Needs(max(names, default=0.0), tuple(headers), self._lengths)

    def _lay_out(self) -> None:
        self._columns = table_columns(self.width(), self._needs(), self._digits(), self._gaps())
        pairs = zip(self._picture.columns, self._columns.headers, strict=True)
        self._headers = [self._fitted_spans(spans(each), room) for each, room in pairs]

    def _fitted_spans(self, pieces: tuple[Span, ...], room: float) -> tuple[Span, ...]:
        length = sum(len(each.text) for each in pieces)
        fitting = pieces
        while length > 1 and self._spans_width(fitting, "label") > room + 0.01:
            length -= 1
            fitting = cut(pieces, length)
        return fitting

    def _spans_width(self, pieces: Sequence[Span], type_role: str) -> float:
        return sum(self.text_width(each.text, type_role) for each in pieces)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grounds, header, rows, hairlines, and the ring around the row that has the keyboard."""
        painter, height = QPainter(self), self._row_height()
        color, middle = self.color("text.tertiary"), height / 2
        for column, pieces in enumerate(self._headers):
            left = self.column_right(column) - self._spans_width(pieces, "label")
            self._draw_spans(painter, left, middle, pieces, "label", color)
        for index, row in enumerate(self._picture.rows):
            self._paint_row(painter, self.row_rect(index), row, index == self._hovered)
        for index in range(len(self._picture.rows) + 1):
            self.hairline(painter, (index + 1) * height)
        if self.shows_focus():
            ringed = self._keyboard_row()
            area = QRectF(self.rect()) if ringed is None else self.row_rect(ringed)
            self.paint_focus(painter, area, self._theme.length("radius.small"))

    def _paint_row(self, painter: QPainter, area: QRectF, row: TableRow, hovered: bool) -> None:
        if row.marked or hovered:
            ground = "accent.tint" if row.marked else "surface.hover"
            painter.fillRect(area, self.color(ground))
        left, middle = 0.0, area.center().y()
        name = self.color("text.primary")
        self._draw_spans(painter, left, middle, spans(row.name), "body", name)
        for column, cell in enumerate(row.cells):
            self.draw(
                painter,
                self.column_right(column),
                middle,
                cell.text,
                self.color(cell.role),
                self._columns.font,
                strong=cell.strong,
                side="right",
            )

    def _draw_spans(
        self,
        painter: QPainter,
        left: float,
        middle: float,
        pieces: Sequence[Span],
        type_role: str,
        color: QColor,
    ) -> None:
        for piece in pieces:
            font = self.italic_font(type_role) if piece.italic else self.font_of(type_role)
            self.draw_with(painter, left, middle, piece.text, color, font)
            left += self.text_width(piece.text, type_role)

    # Choosing a row

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row a click would choose."""
        self._hover(self.row_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hover(None)

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            self._hovered = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        row = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self._go_to(row)
            self.row_chosen.emit(row)

    def press_key(self, key: Qt.Key) -> bool:
        """Up and Down go to a row, Enter chooses it."""
        row = self._keyboard_row()
        if row is None:
            return False
        if key in _STEPS:
            self._step(row, _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_chosen.emit(row)
        else:
            return False
        return True

    def _choosable(self) -> list[int]:
        return [index for index, row in enumerate(self._picture.rows) if row.choosable]

    def _keyboard_row(self) -> int | None:
        """The row that Enter would choose: the first one at the start."""
        return self._current if self._current is not None else next(iter(self._choosable()), None)

    def _step(self, row: int, step: int) -> None:
        rows = self._choosable()
        place = rows.index(row) + step if row in rows else 0
        self._go_to(rows[min(max(place, 0), len(rows) - 1)])

    def _go_to(self, row: int) -> None:
        self._current = row
        self._describe()
        self.update()

    def _describe(self) -> None:
        picture, row = self._picture, self._current
        self.describe(picture.words() if row is None else picture.row_words(row))
