"""A small table that compares a few cases: a row a case, numbers in columns, hairlines between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.numbers.fewer_digits import shortened
from lossviz.widgets.painting.words_picture import WordsPicture

_HEADER, _ROW, _LEAST_COLUMN, _GAP, _INSET = 24, 28, 44, 8, 6  # logical px
_BAR, _BAR_HEIGHT, _BAR_GAP, _NAMES = 28, 5, 6, 60


class CompareTable(WordsPicture):
    """Shows a `TableContent`; bar_role: the colour of its bars."""

    def __init__(
        self,
        theme: Theme,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        bar_role: str = "semantic.regularization",
    ) -> None:
        self._content = TableContent()
        self._bar_role, self._bars = bar_role, True
        super().__init__(theme, accessible_name, parent)

    def show_content(self, content: TableContent) -> None:
        """Show other numbers."""
        if content == self._content:
            return
        rows, self._content = len(self._content.rows), content
        self.describe(content.words())
        if rows != len(content.rows):
            self.updateGeometry()
        self.update()

    @property
    def content(self) -> TableContent:
        """What is shown."""
        return self._content

    def text(self) -> str:
        """All of it, in words."""
        return self._content.words()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        rows = len(self._content.rows)
        return QSize(self._theme.px(420), self._theme.px(_HEADER + rows * _ROW) + 1)

    def minimumSizeHint(self) -> QSize:
        """Room for short numbers."""
        columns = len(self._content.columns)
        width = self._theme.px(_NAMES + columns * _LEAST_COLUMN)
        return QSize(width, self.sizeHint().height())

    def tip_at(self, _position: object) -> str:
        """Nothing is left out but what was cut."""
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Header, rows, hairlines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, content = self._theme.px, self._content
        spans = self._spans(bars=True)
        self._bars = self._bars_fit(spans)
        if not self._bars:
            spans = self._spans(bars=False)
        for column, (left, right) in zip(content.columns, spans, strict=True):
            end = self._end(column, right)
            title = self._in_room(column.title, end - left, "label")
            grey, middle = self.color("text.tertiary"), px(_HEADER) / 2
            if column.words:
                self.draw(painter, left, middle, title, grey, "label")
            else:
                self.draw(painter, end, middle, title, grey, "label", side="right")
        self.hairline(painter, px(_HEADER))
        for number, row in enumerate(content.rows):
            top = px(_HEADER) + number * px(_ROW)
            self._paint_row(painter, row, top, spans)
            self.hairline(painter, top + px(_ROW))

    def _paint_row(
        self, painter: QPainter, row: Row, top: float, spans: Sequence[tuple[float, float]]
    ) -> None:
        px, middle = self._theme.px, top + self._theme.px(_ROW) / 2
        if row.chosen:
            area = QRectF(0, top + px(1), self.width(), px(_ROW) - px(1))
            painter.fillRect(area, self.color("accent.tint"))
        plain = self.color("text.primary")
        name_room = (spans[0][0] if spans else self.width()) - px(_INSET)
        name = self.fitted(row.name, name_room)
        self.draw(painter, px(_INSET), middle, name, plain, strong=row.chosen)
        for column, cell, span in zip(self._content.columns, row.cells, spans, strict=True):
            self._paint_cell(painter, column, cell, span, middle)

    def _paint_cell(
        self,
        painter: QPainter,
        column: Column,
        cell: Cell,
        span: tuple[float, float],
        middle: float,
    ) -> None:
        px, color, (left, right) = self._theme.px, self.color(cell.role), span
        if column.bars == "row":
            self._paint_row_of_bars(painter, cell.bars, QRectF(left, middle, right - left, 0))
            return
        if column.words:
            text = self.fitted(cell.text, right - left)
            self.draw(painter, left, middle, text, color, strong=cell.strong)
            return
        end = self._end(column, right)
        if end < right:
            paint = self._paint_bar if column.bars == "share" else self._paint_slope
            paint(painter, QRectF(end + px(_BAR_GAP), middle, px(_BAR), 0), cell.share)
        role = "number"
        if self.text_width(cell.text, role, cell.strong) > end - left:
            role = "numberSmall"
        text = self._in_room(cell.text, end - left, role)
        self.draw(painter, end, middle, text, color, role, strong=cell.strong, side="right")

    def _end(self, column: Column, right: float) -> float:
        """Where the numbers of a column end."""
        bar = column.bars in ("share", "slope") and self._bars
        return right - (self._theme.px(_BAR + _BAR_GAP) if bar else 0)

    def _bars_fit(self, spans: Sequence[tuple[float, float]]) -> bool:
        """Whether all numbers have room beside the bars; else there are none."""
        bar = self._theme.px(_BAR + _BAR_GAP)
        return all(
            self.text_width(row.cells[i].text, "numberSmall") <= right - left - bar
            for row in self._content.rows
            for i, (left, right) in enumerate(spans)
            if self._content.columns[i].bars in ("share", "slope")
        )

    def _in_room(self, text: str, room: float, role: str) -> str:
        """A number with fewer digits, or a word that is cut, where there is no room for more."""
        digit = self.text_width("0", role)
        return self.fitted(shortened(text, max(int(room / digit), 1)), max(room, 0.0), role)

    def _paint_bar(self, painter: QPainter, place: QRectF, share: float) -> None:
        height = self._theme.px(_BAR_HEIGHT)
        track = QRectF(place.x(), round(place.y() - height / 2), place.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        for length, role in ((1.0, "surface.hover"), (share, self._bar_role)):
            if length > 0:
                track.setWidth(max(length * place.width(), height))
                painter.setBrush(self.color(role))
                painter.drawRoundedRect(track, height / 2, height / 2)

    def _paint_slope(self, painter: QPainter, place: QRectF, share: float) -> None:
        """A bar from the middle: to the left where the number is negative."""
        px, middle = self._theme.px, round(place.center().x())
        half, height = place.width() / 2, px(_BAR_HEIGHT)
        length = round(abs(share) * half)
        if length:
            left = middle + px(1) if share > 0 else middle - length
            role = "semantic.positive" if share > 0 else "semantic.negative"
            bar = QRectF(left, round(place.y() - height / 2), length, height)
            painter.fillRect(bar, self.color(role))
        tick = QRectF(middle, round(place.y() - height), px(1), 2 * height)
        painter.fillRect(tick, self.color("border.strong"))

    def _paint_row_of_bars(self, painter: QPainter, values: Sequence[float], place: QRectF) -> None:
        """Bars side by side, from a line up or down, the largest as high as half a row."""
        px, half = self._theme.px, self._theme.px(_ROW) / 2 - self._theme.px(4)
        largest = max(map(abs, values), default=0.0) or 1.0
        pitch = min(place.width() / max(len(values), 1), px(18))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        line = QRectF(place.x(), round(place.y()), pitch * len(values), px(1))
        painter.fillRect(line, self.color("plot.zero"))
        for i, value in enumerate(values):
            height = round(abs(value) / largest * half)
            top = place.y() - height if value > 0 else place.y() + px(1)
            bar = QRectF(
                round(place.x() + i * pitch + pitch * 0.2), round(top), pitch * 0.6, height
            )
            painter.fillRect(bar, self.color(self._bar_role))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _spans(self, *, bars: bool) -> list[tuple[float, float]]:
        """Left and right of each column: the names take what they need, and it is shared out.

        Columns without their bars are all alike.
        """
        px, content = self._theme.px, self._content
        names = max((self.text_width(row.name, strong=True) for row in content.rows), default=0.0)
        room = self.width() - 2 * px(_INSET)
        rooms = [
            1.0 if column.bars in ("share", "slope") and not bars else column.room
            for column in content.columns
        ]
        least = px(_LEAST_COLUMN) * sum(rooms)
        names = min(names, max(room - least, px(_NAMES)))
        left = px(_INSET) + names
        each = (room - names) / max(sum(rooms), 1e-9)
        spans = []
        for share in rooms:
            right = left + each * share
            spans.append((left + px(_GAP), right))
            left = right
        return spans
