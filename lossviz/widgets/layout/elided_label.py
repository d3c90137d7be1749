"""A label that ends in an ellipsis where it has no room, and is whole in its tool tip then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from lossviz.widgets.painting.drawn_text import Cut, cut_to, draw_text_in

FEWEST_LETTERS = 4


class ElidedLabel(QLabel):
    """Plain text on one line; it gives way before what stands beside it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def minimumSizeHint(self) -> QSize:
        """A few letters and the ellipsis."""
        whole = super().minimumSizeHint()
        least = self.fontMetrics().horizontalAdvance("m" * FEWEST_LETTERS)
        return QSize(min(whole.width(), least), whole.height())

    def event(self, event: QEvent) -> bool:
        """The whole text as the tool tip of one that is cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            whole = self.text() if isinstance(self.shown(), Cut) else ""
            QToolTip.showText(event.globalPos(), whole, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the text as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        draw_text_in(painter, self.contentsRect(), self.alignment(), self.shown())

    def shown(self) -> str:
        """The text as it stands there now."""
        return cut_to(QFontMetrics(self.font()), self.text(), self.contentsRect().width())
