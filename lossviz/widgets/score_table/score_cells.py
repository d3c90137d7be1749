"""How a score is painted: the number with its dotted line, the note below, tint, bar and border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from lossviz.widgets.number_table.ink import Ink, mixed
from lossviz.widgets.painting.picture_widget import draw_ring

if TYPE_CHECKING:
    from lossviz.widgets.number_table.block_view import Marks
    from lossviz.widgets.number_table.gesture import Cell
    from lossviz.widgets.score_table.content import ScoreCell
    from lossviz.widgets.score_table.measures import Measures
    from lossviz.widgets.score_table.score_model import ScoreModel

_TINTS = 100
"""So many shades are told apart."""
_SMALLER = {"numberCell": ("numberCell", "number", "numberSmall")}
_NOTE, _TRUE = "numberSmall", "caption"
_BAR, _BAR_INSET, _BAR_RADIUS, _BETWEEN, _LEAST_PAD = 4, 8, 2, 6, 4


class ScoreCells:
    """Paints the cells of a score table."""

    def __init__(self, ink: Ink, sizes: Measures, model: ScoreModel) -> None:
        self._model = model
        self.restyle(ink, sizes)

    def restyle(self, ink: Ink, sizes: Measures) -> None:
        """Take on another theme or density."""
        self._ink, self._sizes = ink, sizes
        self._px = ink.theme.px
        self._between = ink.theme.px(_BETWEEN)
        self._fonts = _SMALLER.get(sizes.number, (sizes.number, "numberSmall"))
        self._fills: dict[tuple[int, int], QPixmap] = {}
        self._needed_beside = 0.0

    def box(self, section: QRect) -> QRect:
        """The cell without the gap around it."""
        sizes = self._sizes
        return QRect(
            section.left() + sizes.lead, section.top(), section.width() - sizes.gap, sizes.cell
        )

    def needed_width(self) -> float:
        """The least width of a cell in which no number of the table is cut off.

        What stands beside a number is left out where there is no room; tool tips have it.
        """
        sizes, cells = self._sizes, [cell for row in self._model.content.cells for cell in row]
        text = max((len(cell.text) for cell in cells), default=0)
        note = max((len(cell.note) for cell in cells), default=0)
        # All of it in the small font, whose digits and signs are of one width.
        digit = self._ink.width("0", _NOTE)
        self._needed_beside = (text + note) * digit + self._between + sizes.pad + sizes.left_pad
        longest = text if sizes.beside else max(text, note)
        return longest * digit + sizes.pad + sizes.left_pad

    def paint(self, painter: QPainter, section: QRect, place: Cell, marks: Marks) -> None:
        """One cell."""
        row, column = place
        content, box = self._model.content, self.box(section)
        cell, is_true = content.cells[column][row], content.examples[column].true == row
        self._paint_fill(painter, box, cell.share)
        if marks.is_selected(place):
            self._paint_border(painter, box, place == marks.current, marks.focused)
        if is_true:  # over the border, which would hide it
            self._paint_bar(painter, box, row)
        taken = self._paint_note(painter, box, cell, row, is_true) if cell.note else 0.0
        self._paint_score(painter, box, cell.text, taken)

    def _paint_fill(self, painter: QPainter, box: QRect, share: float) -> None:
        key = round(min(max(share, 0.0), 1.0) * _TINTS), box.width()
        fill = self._fills.get(key)
        if fill is None:
            ratio = painter.device().devicePixelRatioF()
            fill = self._fills[key] = self._fill(box, key[0] / _TINTS, ratio)
        painter.drawPixmap(box.topLeft(), fill)

    def _fill(self, box: QRect, share: float, ratio: float) -> QPixmap:
        """A tinted cell with its border. Kept, as antialiased corners cost more than all else."""
        ink, width = self._ink, self._px(1)
        picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink.color("border.hairline"), width))
        painter.setBrush(self._tint(share))
        half, radius = width / 2, ink.theme.length("radius.cell")
        area = QRectF(0, 0, box.width(), box.height()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, radius, radius)
        painter.end()
        return picture

    def _tint(self, share: float) -> QColor:
        ink = self._ink
        if not share:
            return ink.color("surface.sunken")
        return mixed(ink.color("surface.base"), ink.color("tint.hinge"), share)

    def _paint_bar(self, painter: QPainter, box: QRect, row: int) -> None:
        """The bar of the true class: straight at the cell's edge, round at the other side."""
        name = self._model.content.classes[row].color_name
        inset = self._px(_BAR_INSET // 2 if self._sizes.beside else _BAR_INSET)
        area = QRectF(box).adjusted(0, inset, 0, -inset)
        area.setWidth(self._px(_BAR))
        radius = self._px(_BAR_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ink.theme.class_color(name)))
        painter.drawRoundedRect(area, radius, radius)
        painter.drawRect(area.adjusted(0, 0, -radius, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_border(self, painter: QPainter, box: QRect, current: bool, focused: bool) -> None:
        """Violet: wide around the current cell, thin around others of the selected block."""
        ink, px, area = self._ink, self._px, QRectF(box)
        radius = ink.theme.length("radius.cell")
        here = current and focused
        if here:
            # The keyboard is here: a line of surface parts the ring from what the cell holds.
            draw_ring(painter, area, ink.color("surface.base"), width=px(6), radius=radius)
        # The current cell has a ring anyway; twice as wide it is seen to have the keyboard.
        width = px(4 if here else 2 if current else 1)
        draw_ring(painter, area, ink.color("focus.ring"), width=width, radius=radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_note(
        self, painter: QPainter, box: QRect, cell: ScoreCell, row: int, is_true: bool
    ) -> float:
        """The small text; returns how much room it takes beside the score."""
        ink, sizes = self._ink, self._sizes
        left, baseline = box.left() + sizes.left_pad, box.top() + sizes.note
        if is_true:
            color = QColor(
                ink.theme.class_color(self._model.content.classes[row].color_name, "text")
            )
            word = ink.word(cell.note, _TRUE, True)
        else:
            color = ink.color("text.tertiary" if cell.note == "0" else "text.primary")
            word = ink.fitting(cell.note, (_NOTE,), box.width() - sizes.pad - self._px(_LEAST_PAD))
        room = box.width() - sizes.pad - sizes.left_pad - self._between - word.width
        if sizes.beside:
            # All notes of the table or none: one that is missing would read as a 0.
            if not is_true and box.width() < self._needed_beside:
                return 0.0
            ink.draw(painter, word, left, baseline, color, QRectF(box))
            return word.width + self._between
        right = box.right() + 1 - sizes.pad
        ink.draw_left_of(painter, word, right, baseline, color, QRectF(box))
        if cell.original is not None and ink.width(cell.original, _NOTE) <= room:
            original = ink.word(cell.original, _NOTE)
            ink.draw(painter, original, left, baseline, ink.color("text.tertiary"))
        return 0.0

    def _paint_score(self, painter: QPainter, box: QRect, text: str, taken: float) -> None:
        ink, sizes = self._ink, self._sizes
        room = box.width() - sizes.pad - sizes.left_pad - taken
        word = ink.fitting(text, self._fonts, room)
        left, top = box.right() + 1 - sizes.pad - word.width, box.top()
        color = ink.color("text.primary")
        ink.draw(painter, word, left, top + sizes.baseline, color, QRectF(box))
        if not self._model.content.read_only:
            ink.dotted_line(painter, left, top + sizes.dots, word.width)
