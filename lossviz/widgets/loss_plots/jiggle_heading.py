"""What heads a small jiggle plot: its title, and both losses with how each changed."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture
from lossviz.widgets.painting.plot_text import PlotText
from lossviz.widgets.painting.word_lines import LINE, Placed, Word, line_count, paint_words, wrapped

_LOSSES = (("hinge", "semantic.hinge"), ("softmax", "semantic.softmax"))


class JiggleHeading:
    """Breaks the words into lines that fit, and paints them. The icons are the lines' shapes."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def line_count(self, picture: JigglePicture, width: float) -> int:
        """Lines it takes at a width."""
        return line_count(self._placed(picture, width))

    def height(self, lines: int) -> float:
        """Px of so many lines."""
        return lines * self._text.px(LINE)

    def paint(self, painter: QPainter, picture: JigglePicture, width: float) -> None:
        """Paint it at the top."""
        paint_words(painter, self._text, self._placed(picture, width), QPointF(0, 0))

    def _placed(self, picture: JigglePicture, width: float) -> list[Placed]:
        lines = [[Word(picture.title, "text.primary", "name")]]
        for (icon, role), loss, change in zip(
            _LOSSES, picture.losses, picture.changes, strict=True
        ):
            words = [Word(loss, role, icon=icon)]
            if change:
                words.append(Word(change, "text.secondary"))
            lines.append(words)
        return wrapped(self._text, lines, width)
