"""The softmax loss read in three ways, one of them written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.widgets.controls.segmented import Segmented
from lossviz.widgets.painting.words_picture import WordsPicture

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

READINGS = (
    ("likelihood", "Likelihood"),
    ("cross-entropy", "Cross-entropy"),
    ("divergence", "KL divergence"),
)
_LINE, _WIDTH, _LEAST_WIDTH = 22, 470, 240


class Readings(QWidget):
    """A choice of reading and, below it, the loss in that reading: −log p(cat) = … = 2.04.

    Its parts are named after it, with ``.choice`` and ``.line``.
    """

    value_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Segmented(theme, READINGS)
        self.choice.setAccessibleName("Reading of the softmax loss")
        self.choice.value_changed.connect(self.value_changed)
        self.line = ReadingLine(theme)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.choice)
        self._column.addWidget(self.line)
        self.objectNameChanged.connect(self._name_parts)
        self.apply_theme(theme)

    @property
    def value(self) -> str:
        """The key of the reading in force."""
        return self.choice.value

    def show_reading(self, key: str, text: str) -> None:
        """Show a reading, by its key in `READINGS`, and what it says; without a signal."""
        if key != self.choice.value:
            self.choice.set_value(key)
        self.line.set_text(text)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.choice.apply_theme(theme)
        self.line.apply_theme(theme)

    def _name_parts(self, name: str) -> None:
        self.choice.setObjectName(f"{name}.choice")
        self.line.setObjectName(f"{name}.line")


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
