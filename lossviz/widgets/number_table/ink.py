"""What the painters of a table keep between two paintings: fonts, laid-out words, colours.

Making a font costs as much as drawing a word, and laying a word out as much as drawing three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText

from lossviz.theme.apply import qcolor, qfont
from lossviz.widgets.numbers.number_text import brief_number
from lossviz.widgets.painting.drawn_text import cut_to, draw_laid_out

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

FontKey = tuple[str, bool]
"""Type role, and whether semibold."""
_MOST_KEPT = 2000
_LONGEST_LINE = 400


class Word(NamedTuple):
    """A text laid out in a font."""

    text: str
    laid_out: QStaticText
    width: float
    ascent: float
    font: QFont


class Ink:
    """Draws words in the roles of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._fonts: dict[FontKey, QFont] = {}
        self._metrics: dict[FontKey, QFontMetricsF] = {}
        self._words: dict[tuple[str, FontKey], Word] = {}
        self._colors: dict[str, QColor] = {}
        self._dots: QPixmap | None = None

    def color(self, role: str) -> QColor:
        """A colour of the theme."""
        if role not in self._colors:
            self._colors[role] = qcolor(self.theme, role)
        return self._colors[role]

    def font(self, role: str, strong: bool = False) -> QFont:
        """A font of the theme, semibold when `strong`."""
        key = role, strong
        if key not in self._fonts:
            font = qfont(self.theme, role)
            if strong:
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: str, strong: bool = False) -> QFontMetricsF:
        """The measures of a font."""
        key = role, strong
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(role, strong))
        return self._metrics[key]

    def width(self, text: str, role: str, strong: bool = False) -> float:
        """How wide a text is."""
        return self.word(text, role, strong).width

    def word(self, text: str, role: str, strong: bool = False) -> Word:
        """A text laid out."""
        key = text, (role, strong)
        word = self._words.get(key)
        if word is None:
            word = self._words[key] = self._lay_out(text, role, strong)
        return word

    def fitting(self, text: str, fonts: tuple[str, ...], room: float, strong: bool = False) -> Word:
        """A number in the first of the fonts in which it has room; in the last with fewer digits
        where it has none."""
        for role in fonts:
            word = self.word(text, role, strong)
            if word.width <= room:
                return word
        brief = brief_number(text)
        return word if brief == text else self.word(brief, fonts[-1], strong)

    def draw(
        self,
        painter: QPainter,
        word: Word,
        x: float,
        y: float,
        color: QColor,
        within: QRectF | None = None,
    ) -> None:
        """Draw a word from a point on its baseline on; `within` is where it is meant to stay."""
        painter.setFont(word.font)
        painter.setPen(color)
        # Whole pixels: a glyph between two of them is drawn anew each time, and blurred.
        corner = QPointF(round(x), round(y - word.ascent))
        draw_laid_out(painter, corner, word.laid_out, word.text, within)

    def draw_left_of(
        self,
        painter: QPainter,
        word: Word,
        x: float,
        y: float,
        color: QColor,
        within: QRectF | None = None,
    ) -> None:
        """Draw a word up to a point on its baseline."""
        self.draw(painter, word, x - word.width, y, color, within)

    def elided(
        self,
        text: str,
        room: float,
        role: str,
        strong: bool = False,
        side: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> Word:
        """The text, its end (or what `side` says) left out where there is no room for it."""
        word = self.word(text, role, strong)
        if word.width <= room:
            return word
        cut = cut_to(self.metrics(role, strong), text, room, side)
        return self.word(str(cut), role, strong)._replace(text=cut)

    def dotted_line(self, painter: QPainter, left: float, y: float, width: float) -> None:
        """The dotted violet line that says: you can change this."""
        if self._dots is None:
            self._dots = _dots(self.theme, self.color("accent.base"))
        # A part of its own: Qt's SVG engine draws all of a pixmap, whichever part is asked for.
        dots = self._dots.copy(0, 0, round(width), self._dots.height())
        painter.drawPixmap(round(left), round(y), dots)

    def _lay_out(self, text: str, role: str, strong: bool) -> Word:
        if len(self._words) > _MOST_KEPT:
            self._words.clear()
        font, metrics = self.font(role, strong), self.metrics(role, strong)
        laid_out = QStaticText(text)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        laid_out.prepare(font=font)
        return Word(text, laid_out, metrics.horizontalAdvance(text), metrics.ascent(), font)


def mixed(color: QColor, other: QColor, share: float) -> QColor:
    """From one colour, at 0, to another, at 1."""
    one, two = (
        (color.red(), color.green(), color.blue()),
        (other.red(), other.green(), other.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in zip(one, two, strict=True)))


def _dots(theme: Theme, color: QColor) -> QPixmap:
    """A long row of dots, drawn as far as it is needed: a dashed pen costs much more."""
    unit = theme.px(1)
    picture = QPixmap(theme.px(_LONGEST_LINE), unit)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    for left in range(0, picture.width(), 2 * unit):
        painter.fillRect(left, 0, unit, unit, color)
    painter.end()
    return picture
