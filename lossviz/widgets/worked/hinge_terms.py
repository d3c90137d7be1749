"""The hinge loss term by term, in the lecture's form: max(0, 5.1 − 3.2 + 1) = 2.9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.glide import Glide
from lossviz.widgets.painting.words_picture import WordsPicture
from lossviz.widgets.worked.hinge_columns import (
    HingeColumns,
    HingeTexts,
    hinge_columns,
    least_hinge_width,
)
from lossviz.widgets.worked.hinge_content import Formula, HingeContent, HingeMean, HingeRow

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_ROW, _DENSE_ROW, _MOST_LOOSE_ROWS = 27, 22, 5
_WIDTH, _LEAST_WIDTH, _WIDTH_STEP = 488, 300, 12
_BAR = 4


class HingeTerms(WordsPicture):
    """One row a class in the sum: name, formula, value, the bar of its share, a note.

    Terms that are zero are grey. Where there is little room the note goes first, then the bar.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Hinge terms", parent)
        self._content = HingeContent()
        self._formulas: tuple[Formula, ...] = ()
        self._bars = Glide(self, theme, self.update)

    def show_terms(self, content: HingeContent, animate: bool = True) -> None:
        """Show other terms; their bars glide there, or jump."""
        least = self.minimumSizeHint()
        self._content = content
        self._formulas = content.formulas()
        self._bars.go([row.share for row in content.rows], animate)
        self.describe("; ".join(content.words()))
        if self.minimumSizeHint() != least:
            self.updateGeometry()
        self.update()

    def columns(self) -> HingeColumns:
        """Where the columns lie at this width."""
        return hinge_columns(self.width(), self._texts(), self._theme.px, *self._digits())

    def _texts(self) -> HingeTexts:
        rows = self._content.rows
        return HingeTexts(
            formula=max((len(each.frame) for each in self._formulas), default=0),
            value=max((len(each) for each in self._values()), default=0),
            name=max((self.text_width(row.name) for row in rows), default=0.0),
            note=max((self.text_width(row.note, "label") for row in rows), default=0.0),
        )

    def _digits(self) -> tuple[float, float]:
        """Widths of a digit, large and small."""
        return self.text_width("0", "number"), self.text_width("0", "numberSmall")

    def _values(self) -> list[str]:
        mean = self._content.mean
        return [row.value for row in self._content.rows] + ([] if mean is None else [mean.value])

    def sizeHint(self) -> QSize:
        """Exactly as high as its lines."""
        lines = len(self._content.rows) + (self._content.mean is not None)
        return QSize(self._theme.px(_WIDTH), lines * self._row_height())

    def minimumSizeHint(self) -> QSize:
        """The width at which every formula is whole; in steps, so that it seldom changes."""
        needed = least_hinge_width(self._texts(), self._theme.px, self._digits()[1])
        step = self._theme.px(_WIDTH_STEP)
        width = max(self._theme.px(_LEAST_WIDTH), -(-round(needed + 0.5) // step) * step)
        return QSize(width, self.sizeHint().height())

    def _row_height(self) -> int:
        dense = len(self._content.rows) > _MOST_LOOSE_ROWS
        return self._theme.px(_DENSE_ROW if dense else _ROW)

    def tip_at(self, position: QPointF) -> str:
        """The whole line, where a name is cut or the notes have no room."""
        line = int(position.y() // self._row_height())
        words, rows = self._content.words(), self._content.rows
        if not 0 <= line < len(words):
            return ""
        if line == len(rows):
            return words[line]
        columns = self.columns()
        cut = self.text_width(rows[line].name) > columns.name
        return words[line] if cut or not columns.note_width else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows and the last line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns, height = self.columns(), self._row_height()
        middle = height / 2
        for row, formula, share in zip(
            self._content.rows, self._formulas, self._bars.values, strict=True
        ):
            self._paint_row(painter, columns, middle, row)
            self._paint_formula(painter, columns, middle, row, formula)
            if columns.bar_width:
                self._paint_bar(painter, columns, middle, share)
            middle += height
        if self._content.mean is not None:
            self._paint_mean(painter, columns, middle, self._content.mean)

    def _paint_row(
        self, painter: QPainter, columns: HingeColumns, middle: float, row: HingeRow
    ) -> None:
        """All but the formula and the bar."""
        grey = self.color("text.tertiary")
        plain = grey if row.is_zero else self.color("text.primary")
        self.draw_class(painter, middle, row.name, row.color_name, columns.name, plain)
        self.draw(painter, columns.equals, middle, "=", grey, columns.font)
        self._paint_value(painter, columns, middle, row.value, row.is_zero)
        if columns.note_width:
            note = grey if row.is_zero else self.color("text.secondary")
            self.draw(painter, columns.note, middle, row.note, note, "label")

    def _paint_value(
        self, painter: QPainter, columns: HingeColumns, middle: float, value: str, is_zero: bool
    ) -> None:
        color = self.color("text.tertiary" if is_zero else "semantic.hinge")
        font, strong = columns.font, not is_zero
        self.draw(painter, columns.value, middle, value, color, font, strong=strong, side="right")

    def _paint_formula(
        self,
        painter: QPainter,
        columns: HingeColumns,
        middle: float,
        row: HingeRow,
        formula: Formula,
    ) -> None:
        digit = self.text_width("0", columns.font)
        parts = (
            ((0, formula.frame), self.color("text.primary")),
            (formula.s_j, self.class_text(row.color_name)),
            (formula.s_y, self.class_text(row.true_color_name)),
        )
        grey = self.color("text.tertiary")
        for (place, text), color in parts:
            left = columns.formula + place * digit
            self.draw(painter, left, middle, text, grey if row.is_zero else color, columns.font)

    def _paint_bar(
        self, painter: QPainter, columns: HingeColumns, middle: float, share: float
    ) -> None:
        height = self._theme.px(_BAR)
        track = QRectF(round(columns.bar), round(middle - height / 2), columns.bar_width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color("surface.hover"))
        painter.drawRoundedRect(track, height / 2, height / 2)
        if share > 0:
            track.setWidth(max(share * columns.bar_width, 1.0))
            painter.setBrush(self.color("semantic.hinge"))
            painter.drawRoundedRect(track, height / 2, height / 2)

    def _paint_mean(
        self, painter: QPainter, columns: HingeColumns, middle: float, mean: HingeMean
    ) -> None:
        """In the columns of the rows, or where the terms are too long for that, one after all."""
        grey, font = self.color("text.secondary"), columns.font
        self.hairline(painter, middle - self._row_height() / 2)
        self.draw(painter, 0, middle, "mean", grey)
        in_columns = columns.formula + self.text_width(mean.terms, font) < columns.equals
        if not in_columns:
            font = "numberSmall"
        ending = f" = {mean.value}"
        room = self.width() - columns.formula - self.text_width(ending, font)
        terms = self.fitted(mean.terms, room, font)
        self.draw(painter, columns.formula, middle, terms, self.color("text.primary"), font)
        if in_columns:
            self.draw(painter, columns.equals, middle, "=", grey, font)
            self._paint_value(painter, columns, middle, mean.value, False)
        else:
            after = columns.formula + self.text_width(terms, font)
            hinge = self.color("semantic.hinge")
            self.draw(painter, after, middle, ending, hinge, font, strong=True)
