"""The sentence under a field whose text was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lossviz.theme.apply import qcolor
from lossviz.widgets.painting.overlay import Overlay

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_WIDTH = 288


class FieldError(Overlay):
    """A danger strip that lies over what is below the field, so that no row moves."""

    def __init__(self, host: QWidget, theme: Theme) -> None:
        super().__init__(host)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)  # It may quote a stranger's file.
        self._label.setWordWrap(True)
        self._label.setProperty("role", "danger")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._label)
        self.apply_theme(theme)

    @property
    def text(self) -> str:
        """The sentence that is shown, or nothing."""
        return self._label.text()

    def explain(self, sentence: str) -> None:
        """Show a sentence; screen readers find it as the description of the field."""
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self.reveal()

    def clear(self) -> None:
        """Take the sentence away."""
        self._label.clear()
        self.setAccessibleName("")
        self.conceal()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        self._theme = theme
        side, end = theme.space(3), theme.space(2)
        self._box.setContentsMargins(side, end, side, end)
        self.update()

    def place(self, host: QRect, canvas: QRect) -> QRect:
        """Below the host, as high as the text needs, inside the canvas."""
        width = max(host.width(), self._theme.px(_WIDTH))
        height = self._box.heightForWidth(width)
        left = max(canvas.left(), min(host.left(), canvas.right() + 1 - width))
        return QRect(left, host.bottom() + 1 + self._theme.space(1), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A danger tint with a thin danger border."""
        radius = self._theme.length("radius.small")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(qcolor(self._theme, "status.danger.mark"), self._theme.px(1)))
        painter.setBrush(qcolor(self._theme, "status.danger.tint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
