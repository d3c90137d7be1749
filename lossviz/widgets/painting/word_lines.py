"""Coloured words with an icon before them, broken into lines that fit a painted widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from lossviz.theme.icons import pixmap
from lossviz.widgets.painting.drawn_text import ELLIPSIS, Cut, without_parts
from lossviz.widgets.painting.plot_text import Kind, PlotText

LINE = 16  # logical px
_ICON, _ICON_GAP, _GAP = 14, 4, 8
_LONGEST_CUT = 200


class Word(NamedTuple):
    """A text that stays on one line, in a colour by role, with an icon before it or none."""

    text: str
    role: str
    kind: Kind = "text"
    icon: str = ""


class Placed(NamedTuple):
    """A word and where it begins: its line, and px from the left."""

    word: Word
    line: int
    left: float


def wrapped(text: PlotText, lines: Sequence[Sequence[Word]], width: float) -> list[Placed]:
    """The words in lines of `width`: a line that is too long goes on, indented, in the next."""
    result: list[Placed] = []
    number = 0
    for words in lines:
        left, indent = 0.0, 0.0
        for index, word in enumerate(words):
            if index and left + text.px(_GAP) + word_width(text, word) > width:
                number, left = number + 1, indent
            elif index:
                left += text.px(_GAP)
            room = width - left - _icon_width(text, word)
            cut = word._replace(text=elided(text, word.text, word.kind, room))
            result.append(Placed(cut, number, left))
            left += word_width(text, cut)
            indent = _icon_width(text, words[0])
        number += 1
    return result


def line_count(placed: Sequence[Placed]) -> int:
    """How many lines the words take."""
    return placed[-1].line + 1 if placed else 0


def word_width(text: PlotText, word: Word) -> float:
    """Px that a word takes, its icon included."""
    return _icon_width(text, word) + text.width(word.text, word.kind)


def _icon_width(text: PlotText, word: Word) -> float:
    return text.px(_ICON) + text.px(_ICON_GAP) if word.icon else 0.0


def elided(text: PlotText, words: str, kind: Kind, width: float) -> str:
    """The words, cut with an ellipsis where they are wider than `width`."""
    if text.width(words, kind) <= width:
        return words
    for length in range(min(len(words), _LONGEST_CUT) - 1, 0, -1):
        cut = f"{words[:length].rstrip()}{ELLIPSIS}"
        if text.width(cut, kind) <= width:
            return Cut.of(without_parts(cut, words), words)
    return Cut.of(ELLIPSIS, words)


def paint_words(
    painter: QPainter, text: PlotText, placed: Sequence[Placed], corner: QPointF
) -> None:
    """Paint placed words with their upper left corner at `corner`."""
    line = text.px(LINE)
    for word, number, left in placed:
        x, y = corner.x() + left, corner.y() + number * line
        if word.icon:
            _paint_icon(painter, text, word, x, y + (line - text.px(_ICON)) / 2)
            x += _icon_width(text, word)
        area = QRectF(x, y, text.width(word.text, word.kind), line)
        text.paint(painter, area, word.text, word.kind, role=word.role)


def _paint_icon(painter: QPainter, text: PlotText, word: Word, x: float, y: float) -> None:
    ratio = painter.device().devicePixelRatioF()
    picture = pixmap(text.theme, word.icon, word.role, _ICON, ratio)
    painter.drawPixmap(QPointF(round(x), round(y)), picture)
