"""How the table of points is painted: header and rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from lossviz.widgets.map.class_marks import class_color, draw_class_mark
from lossviz.widgets.number_table.ink import Ink
from lossviz.widgets.numbers.fewer_digits import in_length
from lossviz.widgets.painting.drawn_text import draw_text
from lossviz.widgets.painting.symbols import Span
from lossviz.widgets.point_table.point_columns import (
    MARK_GAP,
    SMALL_MARK_GAP,
    Column,
    Kind,
    Measures,
    PointColumns,
)
from lossviz.widgets.point_table.point_rows import PointRows, cell_text, loss_text

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# Logical px: height of a bar, from the baseline to the dots, the longest name of a class.
_BAR, _DOTS, _NAME = 6, 4, 88
TEST, AND, WRONG = "test", ", ", "wrong"
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇"
_HEADERS: dict[Kind, tuple[Span, ...]] = {
    "class": (Span("class ", False), Span("y", True)),
    "true": (),
    "best": (Span("s", True), Span(" (true, best)", False)),
    "loss": (Span("loss ", False), Span("L", True)),
}


class Row(NamedTuple):
    """A row to paint: its number, and where it begins."""

    number: int
    top: float


class PointPainter:
    """Paints in one theme; `columns` and `height`, of a row, are set by the table."""

    def __init__(self, theme: Theme) -> None:
        self.ink = Ink(theme)
        self._theme = theme
        self.height = round(theme.length("control.tableRow"))
        self._italic = QFont(self.ink.font("label"))
        self._italic.setItalic(True)
        self._class_colors = [class_color(theme, y, "text") for y in range(len(_SUBSCRIPTS))]

    def measures(self, names: Sequence[str]) -> Measures:
        """What the columns need to know of the fonts, and of the names of classes."""
        digits = {role: self.ink.width("0", role) for role in ("number", "numberSmall")}
        kinds: tuple[Kind, ...] = ("x", "class", "score", "true", "best", "loss")
        headers = {kind: self._spans_width(header(Column(kind, 0, 0, 0))) for kind in kinds}
        words = max(self.ink.width(word, "label") for word in (TEST, WRONG))
        both = self.ink.width(TEST + AND + WRONG, "label")
        longest = max((self.ink.width(name, "label") for name in names), default=0.0)
        return Measures(digits, words, headers, both, min(longest, self._longest_name()))

    def _longest_name(self) -> int:
        return self._theme.px(_NAME)

    # Header

    def paint_header(
        self, painter: QPainter, columns: PointColumns, height: float, width: float
    ) -> None:
        """The names of the columns in tertiary text, over a hairline."""
        line = self._theme.px(1)
        base = round(height / 2 + self.ink.metrics("label").capHeight() / 2)
        painter.setPen(self.ink.color("text.tertiary"))
        for column in columns.columns:
            pieces = header(column)
            starts = column.kind == "class"
            left = column.left if starts else column.right - self._spans_width(pieces)
            for piece in pieces:
                painter.setFont(self._italic if piece.italic else self.ink.font("label"))
                draw_text(painter, QPointF(round(left), base), piece.text)
                left += self.ink.width(piece.text, "label")
        self.hairline(painter, height - line, width)

    def hairline(self, painter: QPainter, y: float, width: float) -> None:
        """A line all across."""
        area = QRectF(0, round(y), width, self._theme.px(1))
        painter.fillRect(area, self.ink.color("border.hairline"))

    # A row

    def paint_row(
        self,
        painter: QPainter,
        columns: PointColumns,
        rows: PointRows,
        row: Row,
        largest: float,
    ) -> None:
        """One point; `largest` is the loss of the longest bar."""
        y, best = int(rows.y[row.number]), rows.best(row.number)
        for column in columns.columns:
            if column.kind == "x":
                self._paint_x(painter, columns, column, row, rows)
            elif column.kind == "class":
                self._paint_class(painter, columns, column, row, rows)
            elif column.kind == "loss":
                self._paint_loss(painter, columns, column, row, rows, largest)
            elif column.kind == "best":
                self._paint_best(painter, columns, column, row, rows, best)
            else:
                c = column.number if column.kind == "score" else y
                color = self._score_color(c, y, best)
                text = _written(columns, float(rows.scores[row.number, c]))
                self._number(painter, column.right, row.top, text, color, columns.role, c == best)

    def _score_color(self, c: int, y: int, best: int | None) -> QColor:
        if c == y:
            return self._class_colors[y]
        return self.ink.color("text.primary" if c == best else "text.secondary")

    def _paint_x(
        self, painter: QPainter, columns: PointColumns, column: Column, row: Row, rows: PointRows
    ) -> None:
        ink, text = self.ink, _written(columns, float(rows.X[row.number, column.number]))
        color = ink.color("text.primary")
        width = self._number(painter, column.right, row.top, text, color, columns.role)
        dots = self._base(row.top) + self._theme.px(_DOTS)
        ink.dotted_line(painter, round(column.right - width), dots, width)

    def _paint_class(
        self,
        painter: QPainter,
        columns: PointColumns,
        column: Column,
        row: Row,
        rows: PointRows,
    ) -> None:
        """Shape and name of the true class; words for what is wrong, and for what is held out."""
        ink, gap, mark = self.ink, self._theme.px(MARK_GAP), columns.mark
        y, wrong = int(rows.y[row.number]), bool(rows.wrong[row.number])
        test = rows.is_test(row.number)
        center = QPointF(column.left + mark / 2, row.top + self.height / 2)
        draw_class_mark(painter, self._theme, y, center, mark, hollow=wrong, test=test)
        left, base = column.left + mark + gap, self._base(row.top)
        if rows.names and columns.word:
            name = ink.elided(rows.names[y], self._longest_name(), "label")
        else:
            name = ink.word(str(y), columns.role)
        ink.draw(painter, name, left, base, ink.color("text.primary"))
        left += name.width + gap
        for text, role in _class_words(columns, wrong, test):
            word = ink.word(text, "label")
            ink.draw(painter, word, left, base, ink.color(role))
            left += word.width

    def _paint_best(
        self,
        painter: QPainter,
        columns: PointColumns,
        column: Column,
        row: Row,
        rows: PointRows,
        best: int | None,
    ) -> None:
        """The highest score with the shape of its class before it."""
        if best is None:
            return
        text, role = _written(columns, float(rows.scores[row.number, best])), columns.role
        color = self._score_color(best, int(rows.y[row.number]), best)
        width = self._number(painter, column.right, row.top, text, color, role, True)
        mark, gap = columns.small_mark, self._theme.px(SMALL_MARK_GAP)
        center = QPointF(column.right - width - gap - mark / 2, row.top + self.height / 2)
        draw_class_mark(painter, self._theme, best, center, mark)

    def _paint_loss(
        self,
        painter: QPainter,
        columns: PointColumns,
        column: Column,
        row: Row,
        rows: PointRows,
        largest: float,
    ) -> None:
        """The loss and its bar on a track; 0 is told apart by grey text and an empty track."""
        loss, ink = float(rows.losses[row.number]), self.ink
        color = ink.color("text.tertiary" if loss == 0 else "text.primary")
        text = in_length(loss_text(loss), loss, columns.digits)
        self._number(painter, column.right, row.top, text, color, columns.role)
        if not columns.bar:
            return
        share, tall = rows.loss_share(row.number, largest), self._theme.px(_BAR)
        top = round(row.top + (self.height - tall) / 2)
        left, width = round(column.left), round(columns.bar)
        painter.fillRect(QRectF(left, top, width, tall), ink.color("border.hairline"))
        if share:
            length = max(round(share * width), self._theme.px(1))
            painter.fillRect(QRectF(left, top, length, tall), ink.color(rows.loss_role))

    def _number(
        self,
        painter: QPainter,
        right: float,
        top: float,
        text: str,
        color: QColor,
        role: str,
        strong: bool = False,
    ) -> float:
        """A number that ends at `right`; its width. Numbers change too often to be laid out."""
        width = len(text) * self.ink.width("0", role)
        painter.setFont(self.ink.font(role, strong))
        painter.setPen(color)
        draw_text(painter, QPointF(round(right - width), self._base(top)), text)
        return width

    def _base(self, top: float) -> int:
        return round(top + (self.height + self.ink.metrics("number").capHeight()) / 2)

    def _spans_width(self, pieces: tuple[Span, ...]) -> float:
        return sum(self.ink.width(piece.text, "label") for piece in pieces)


def _written(columns: PointColumns, value: float) -> str:
    """A place or a score, with as many digits as its column has room for."""
    return in_length(cell_text(value), value, columns.digits)


def _class_words(columns: PointColumns, wrong: bool, test: bool) -> list[tuple[str, str]]:
    """What stands behind a class, with colour roles; where "test, wrong" has no room, "wrong"."""
    if not columns.word:
        return []
    words = []
    if test and (columns.both or not wrong):
        words.append((TEST + AND if wrong else TEST, "text.tertiary"))
    if wrong:
        words.append((WRONG, "text.secondary"))
    return words


def header(column: Column) -> tuple[Span, ...]:
    """The name of a column, symbols in italics."""
    if column.kind in ("x", "score"):
        symbol = "x" if column.kind == "x" else "s"
        return Span(symbol, True), Span(_SUBSCRIPTS[column.number], False)
    return _HEADERS[column.kind]
