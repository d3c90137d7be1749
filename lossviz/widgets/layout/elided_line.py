"""One line that changes often: cut short with an ellipsis, whole in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.word_lines import elided

_KINDS: dict[bool, Kind] = {True: "tick", False: "text"}


class ElidedLine(QWidget):
    """Shows a text; painted, so that no layout moves with it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._kind = "", _KINDS[True]
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(theme)

    def text(self) -> str:
        """All of it."""
        return self._shown

    def show_line(self, text: str, *, numbers: bool = True) -> None:
        """Show another text, as numbers or as words."""
        if text != self._shown:
            self._shown, self._kind = text, _KINDS[numbers]
            self.setToolTip(text)
            self.setAccessibleDescription(text)
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._text = PlotText(theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row of text, as wide as there is room."""
        return QSize(self._text.px(160), self._text.px(18))

    def minimumSizeHint(self) -> QSize:
        """It can be cut."""
        return QSize(self._text.px(40), self._text.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, or as much as fits."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        text = elided(self._text, self._shown, self._kind, area.width())
        self._text.paint(painter, area, text, self._kind, role="text.secondary")
