"""The softmax loss in one of its readings, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.widgets.painting.words_picture import WordsPicture

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_LINE, _WIDTH, _LEAST_WIDTH = 22, 470, 240


class ReadingLine(WordsPicture):
    """One line of a formula in numbers, its result in the softmax colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Softmax loss in this reading", parent)
        self._text = ""

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else, in the same place."""
        if text != self._text:
            self._text = text
            self.describe(text)
            self.update()

    def sizeHint(self) -> QSize:
        """One line, however long."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_LINE))

    def minimumSizeHint(self) -> QSize:
        """A long text is set smaller, and then cut."""
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The formula, as large as fits, and its result."""
        painter = QPainter(self)
        before, equals, result = self._text.rpartition(" = ")
        fits = self.text_width(self._text, "number") <= self.width()
        font = "number" if fits else "numberSmall"
        room = self.width() - self.text_width(equals + result, font)
        before = self.fitted(before, room, font) + equals
        middle = self.height() / 2
        self.draw(painter, 0, middle, before, self.color("text.primary"), font)
        after = self.text_width(before, font)
        self.draw(painter, after, middle, result, self.color("semantic.softmax"), font, strong=True)
