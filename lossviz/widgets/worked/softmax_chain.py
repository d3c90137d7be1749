"""The softmax loss as a chain of columns: score → exp → normalise → −log p."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.glide import Glide
from lossviz.widgets.painting.picture_widget import draw_ring
from lossviz.widgets.painting.words_picture import WordsPicture
from lossviz.widgets.worked.chain_columns import (
    ChainColumns,
    ChainWidths,
    chain_columns,
    least_chain_width,
)
from lossviz.widgets.worked.chain_content import ChainContent, ChainRow

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_HEAD, _SUM = 26, 28
_ROW, _DENSE_ROW, _MOST_LOOSE_ROWS = 31, 24, 5
_WIDTH, _LEAST_WIDTH, _WIDTH_STEP = 488, 300, 12
_BAR, _TICK_BEYOND = 12, 3
# Characters that a column has room for at least, so that a digit more need not move the others.
_LEAST_SCORE, _LEAST_EXP, _LEAST_LOSS = 5, 8, 5


class SoftmaxChain(WordsPicture):
    """A row a class: score, exp, its share as a bar and a number, the correct one, −log p.

    The bar of the true class is outlined; a thin mark on a bar is the original share.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Softmax, step by step", parent)
        self._content = self._brief = ChainContent()
        self._bars = Glide(self, theme, self.update)

    def show_chain(self, content: ChainContent, animate: bool = True) -> None:
        """Show another chain; its bars glide there, or jump."""
        least = self.minimumSizeHint()
        self._content, self._brief = content, content.brief()
        self._bars.go([row.share for row in content.rows], animate)
        self.describe(content.words())
        if self.minimumSizeHint() != least:
            self.updateGeometry()
        self.update()

    def columns(self) -> ChainColumns:
        """Where the columns lie at this width."""
        content, brief = self._content, self._brief
        large, small = self._widths_of(content, "number"), self._widths_of(content, "numberSmall")
        least = self._widths_of(brief, "numberSmall")
        return chain_columns(self.width(), large, small, least, self._theme.px)

    def _widths_of(self, content: ChainContent, font: str) -> ChainWidths:
        rows, digit = content.rows, self.text_width("0", font)

        def column(head: str, texts: Iterable[str], least: int) -> float:
            characters = max([least, *(len(each) for each in texts)])
            return max(self.text_width(head, "label"), characters * digit)

        return ChainWidths(
            name=max((self.text_width(row.name) for row in rows), default=0.0),
            score=column("score", [row.score for row in rows], _LEAST_SCORE),
            exp=column("exp", [*(row.exp for row in rows), content.exp_sum], _LEAST_EXP),
            probability=column("", [row.probability for row in rows], 1),
            correct=column("correct", [row.correct for row in rows], 1),
            loss=column("−log p", [row.loss for row in rows], _LEAST_LOSS),
        )

    def sizeHint(self) -> QSize:
        """Exactly as high as head, rows and sums."""
        px, rows = self._theme.px, len(self._content.rows)
        return QSize(px(_WIDTH), px(_HEAD) + rows * self._row_height() + px(_SUM))

    def minimumSizeHint(self) -> QSize:
        """The width at which every number is whole; in steps, so that it seldom changes."""
        step, needed = self._theme.px(_WIDTH_STEP), self._least_width()
        width = max(self._theme.px(_LEAST_WIDTH), -(-round(needed + 0.5) // step) * step)
        return QSize(width, self.sizeHint().height())

    def _least_width(self) -> float:
        """What is left when all has given way."""
        brief = self._widths_of(self._brief, "numberSmall")
        return least_chain_width(brief, self._theme.px)

    def _row_height(self) -> int:
        dense = len(self._content.rows) > _MOST_LOOSE_ROWS
        return self._theme.px(_DENSE_ROW if dense else _ROW)

    def tip_at(self, position: QPointF) -> str:
        """A row's words, where its name is cut, or digits have no room."""
        line = int((position.y() - self._theme.px(_HEAD)) // self._row_height())
        if not 0 <= line < len(self._content.rows):
            return ""
        row = self._content.rows[line]
        columns = self.columns()
        cut = columns.is_brief or self.text_width(row.name) > columns.name
        return row.words() if cut else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Head, rows, sums, and the lines between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns, height = self.columns(), self._row_height()
        content = self._brief if columns.is_brief else self._content
        self._paint_head(painter, columns)
        top = self._theme.px(_HEAD)
        for row, share in zip(content.rows, self._bars.values, strict=True):
            self.hairline(painter, top)
            self._paint_row(painter, columns, top + height / 2, row)
            if columns.bar_width:
                self._paint_bar(painter, columns, top + height / 2, row, share)
            top += height
        self.hairline(painter, top, "border.control")
        self._paint_sums(painter, columns, top + self._theme.px(_SUM) / 2, content)

    def _paint_head(self, painter: QPainter, columns: ChainColumns) -> None:
        grey, middle = self.color("text.secondary"), self._theme.px(_HEAD) / 2
        places = ((columns.score, "score"), (columns.exp, "exp"), (columns.correct, "correct"))
        for right, text in places:
            self.draw(painter, right, middle, text, grey, "label", side="right")
        if self.text_width("normalise", "label") <= columns.probability - columns.bar:
            self.draw(painter, columns.bar, middle, "normalise", grey, "label")
        else:
            self.draw_italic(painter, columns.probability, middle, "", "p", grey)
        self.draw_italic(painter, columns.loss, middle, "−log ", "p", grey)

    def _paint_row(
        self, painter: QPainter, columns: ChainColumns, middle: float, row: ChainRow
    ) -> None:
        """All but the bar."""
        plain, grey = self.color("text.primary"), self.color("text.secondary")
        self.draw_class(painter, middle, row.name, row.color_name, columns.name, plain)
        for center in columns.arrows:
            self.draw(painter, center, middle, "→", grey, side="center")
        for right, text, color, strong in (
            (columns.score, row.score, self.class_text(row.color_name), False),
            (columns.exp, row.exp, plain, False),
            (columns.probability, row.probability, plain, row.is_true),
            (columns.correct, row.correct, plain if row.is_true else grey, False),
            (columns.loss, row.loss, self.color("semantic.softmax"), True),
        ):
            self.draw(
                painter, right, middle, text, color, columns.font, strong=strong, side="right"
            )  # fmt: skip

    def _paint_sums(
        self, painter: QPainter, columns: ChainColumns, middle: float, content: ChainContent
    ) -> None:
        grey = self.color("text.secondary")
        self.draw(painter, 0, middle, "sum", grey)
        for right, text in (
            (columns.exp, content.exp_sum),
            (columns.probability, content.probability_sum),
            (columns.correct, content.correct_sum),
        ):
            self.draw(painter, right, middle, text, grey, columns.font, side="right")

    def _paint_bar(
        self,
        painter: QPainter,
        columns: ChainColumns,
        middle: float,
        row: ChainRow,
        share: float,
    ) -> None:
        px, height = self._theme.px, self._theme.px(_BAR)
        left, width = round(columns.bar) + px(2), int(columns.bar_width) - px(4)
        bar = QRectF(left, round(middle - height / 2), width, height)
        mark = self.class_mark(row.color_name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color("surface.hover"))
        painter.drawRoundedRect(bar, px(2), px(2))
        if share > 0:
            length = max(share * width, 1.0)
            radius = min(px(2), length / 2)
            painter.setBrush(mark)
            painter.drawRoundedRect(QRectF(left, bar.top(), length, height), radius, radius)
        if row.is_true:
            draw_ring(painter, bar, mark, width=px(1), radius=px(4), grow=px(2))
        if row.original_share is not None:
            self._paint_original(painter, bar, row.original_share)

    def _paint_original(self, painter: QPainter, bar: QRectF, share: float) -> None:
        width, beyond = self._theme.px(2), self._theme.px(_TICK_BEYOND)
        left = bar.left() + share * bar.width() - width / 2
        tick = QRectF(round(left), bar.top() - beyond, width, bar.height() + 2 * beyond)
        painter.fillRect(tick, self.color("text.primary"))
