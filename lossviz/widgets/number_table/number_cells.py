"""How a number of a number table is painted: on a tint by its value, like a pixel of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from lossviz.widgets.number_table.ink import Ink, mixed
from lossviz.widgets.painting.picture_widget import draw_ring

if TYPE_CHECKING:
    from lossviz.widgets.number_table.block_view import Marks
    from lossviz.widgets.number_table.gesture import Cell
    from lossviz.widgets.number_table.table_model import NumberTableModel

STRONGEST = 0.45
"""Share of the colour at the largest number: with more of it the text would be hard to read."""
PAD, GAP = 6, 2
FONTS = ("number", "numberSmall")
_DOTS = 4


def tint(ink: Ink, value: float, largest: float) -> QColor:
    """The surface, tinted towards the colour of negative or of positive numbers."""
    role = "semantic.negative" if value < 0 else "semantic.positive"
    share = abs(value) / largest if largest else 0.0
    return mixed(ink.color("surface.base"), ink.color(role), STRONGEST * min(share, 1.0))


class NumberCells:
    """Paints the cells of a number table."""

    def __init__(self, ink: Ink, model: NumberTableModel) -> None:
        self._model = model
        self.restyle(ink)

    def restyle(self, ink: Ink) -> None:
        """Take on another theme."""
        self._ink = ink

    def box(self, section: QRect) -> QRect:
        """The cell without the gap around it."""
        gap = self._ink.theme.px(GAP)
        return section.adjusted(0, 0, -gap, -gap)

    def needed_width(self, text: str) -> float:
        """The least width of a cell that holds a text."""
        return self._ink.width(text, FONTS[-1]) + 2 * self._ink.theme.px(PAD)

    def paint(self, painter: QPainter, section: QRect, place: Cell, marks: Marks) -> None:
        """One cell."""
        ink, px, content = self._ink, self._ink.theme.px, self._model.content
        cell, box = content.cells[place[0]][place[1]], self.box(section)
        painter.fillRect(box, tint(ink, cell.value, self._model.largest))
        self._paint_border(painter, box, place, marks)
        word = ink.fitting(cell.text, FONTS, box.width() - 2 * px(PAD))
        digit_height = ink.metrics(FONTS[0]).capHeight()
        baseline = box.top() + round((box.height() + digit_height) / 2) - px(1)
        left = box.right() + 1 - px(PAD) - word.width
        ink.draw(painter, word, left, baseline, ink.color("text.primary"))
        if not content.read_only:
            ink.dotted_line(painter, left, baseline + px(_DOTS), word.width)

    def _paint_border(self, painter: QPainter, box: QRect, place: Cell, marks: Marks) -> None:
        """A hairline; violet where the keyboard is, and around the selected block."""
        ink, px = self._ink, self._ink.theme.px
        current = place == marks.current and marks.focused
        several = marks.block is not None and marks.block[:2] != marks.block[2:]
        marked = current or (several and marks.is_selected(place))
        role, width = ("focus.ring", 2 if current else 1) if marked else ("border.hairline", 1)
        draw_ring(painter, QRectF(box), ink.color(role), width=px(width), radius=px(2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
