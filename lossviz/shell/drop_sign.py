"""The sign over the window while something is dragged over it: what a drop would do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lossviz.shell.drops import Drop
from lossviz.theme.apply import qcolor
from lossviz.theme.tokens import Theme


class DropSign(QWidget):
    """Lies over the panel, and lets the drag through to the window."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window.drop_sign")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._opens = True
        self._text = QLabel()
        self._text.setObjectName("window.drop_words")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("role", "title")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._text)
        self.apply_theme(theme)
        self.hide()

    def present(self, drop: Drop) -> None:
        """Say what would become of it."""
        self._opens = bool(drop.where)
        self._text.setText(drop.words)
        self.setAccessibleName(drop.words)
        self.raise_()
        self.show()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._column.setContentsMargins(*[theme.space(6)] * 4)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A veil, and a frame that says by its colour too whether it can be opened."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), qcolor(theme, "surface.base", 0.92))
        pen = QPen(qcolor(theme, "accent.base" if self._opens else "status.danger.text"))
        pen.setWidth(theme.px(2))
        pen.setStyle(Qt.PenStyle.SolidLine if self._opens else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        edge, radius = theme.space(2), theme.length("radius.control")
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(frame, radius, radius)
