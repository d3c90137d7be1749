"""Typeset lines, one below the other, each drawn once into a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from lossviz.shell.explain.colors import colored
from lossviz.shell.explain.typesetting import SIZE, NotTypeset, Typeset
from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.painting.drawn_text import draw_text_in

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

# A line that is too wide for its place becomes so much smaller at most.
SMALLEST = 0.8
GAP = 4

ReadyLine = tuple[str, Typeset | NotTypeset]
"""The LaTeX, and what the typesetter made of it."""


class FormulaLines(QWidget):
    """As large as its lines at the theme's size, or at 80 % of it where they must fit a width."""

    def __init__(self, theme: Theme, size: float, role: str) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._role = role
        self._scale = 1.0
        self._lines: tuple[ReadyLine, ...] = ()
        self._places: list[QRect] = []
        self._pictures: dict[str, QPixmap] = {}

    def show_lines(self, lines: Sequence[ReadyLine], width: int) -> None:
        """Show lines, as wide as `width` where they can be."""
        self._lines = tuple(lines)
        widest = max((line.width for _, line in lines if isinstance(line, Typeset)), default=1.0)
        full = self._size / SIZE * self._theme.scale
        scale = min(full, max(width / widest, SMALLEST * full))
        kept = {text for text, _ in lines} if scale == self._scale else set()
        self._pictures = {text: self._pictures[text] for text in kept & self._pictures.keys()}
        self._scale = scale
        self._lay_out(width)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Draw all anew; `show_lines` is to follow, as the sizes change too."""
        self._theme = theme
        self._pictures.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures, and the source of what could not be typeset."""
        painter = QPainter(self)
        painter.setFont(qfont(self._theme, "numberSmall"))
        painter.setPen(qcolor(self._theme, "text.secondary"))
        for (text, line), place in zip(self._lines, self._places, strict=True):
            if not place.intersects(event.rect()):
                continue
            if isinstance(line, Typeset):
                painter.drawPixmap(place.topLeft(), self._picture(text, line))
            else:
                draw_text_in(painter, place, Qt.TextFlag.TextWrapAnywhere, text)

    def _lay_out(self, width: int) -> None:
        self._places, top = [], 0
        gap = self._theme.px(GAP)
        for text, line in self._lines:
            size = self._typeset(line) if isinstance(line, Typeset) else self._text(text, width)
            self._places.append(QRect(QPoint(0, top), size))
            top += size.height() + gap
        widest = max((place.width() for place in self._places), default=0)
        self.resize(widest, max(0, top - gap))

    def _typeset(self, line: Typeset) -> QSize:
        return QSize(round(line.width * self._scale + 0.5), round(line.height * self._scale + 0.5))

    def _text(self, text: str, width: int) -> QSize:
        metrics = QFontMetrics(qfont(self._theme, "numberSmall"))
        room = QRect(0, 0, max(width, 1), 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWrapAnywhere, text).size()

    def _picture(self, text: str, line: Typeset) -> QPixmap:
        if text not in self._pictures:
            line = colored(line, self._theme, self._role)
            self._pictures[text] = drawn(line, text, self._scale, self.devicePixelRatioF())
        return self._pictures[text]


def drawn(line: Typeset, latex: str, scale: float, ratio: float) -> QPixmap:
    """A line as a picture, sharp at a device pixel ratio."""
    width, height = line.width * scale, line.height * scale
    picture = QPixmap(round(width * ratio + 0.5), round(height * ratio + 0.5))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(line.svg(latex).encode())).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return picture
