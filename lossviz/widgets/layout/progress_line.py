"""A thin line that shows how far something is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lossviz.theme.apply import qcolor
from lossviz.theme.tokens import Theme


class ProgressLine(QWidget):
    """A thin line that fills from the left, `thickness` logical pixels high."""

    def __init__(self, theme: Theme, thickness: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thickness = thickness
        self._share = 0.0
        self.apply_theme(theme)

    def set_share(self, share: float) -> None:
        """From 0 to 1."""
        if abs(share - self._share) * max(1, self.width()) >= 0.5 or share in (0.0, 1.0):
            self._share = share
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.setFixedHeight(theme.px(self._thickness))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove and filling."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(qcolor(self._theme, "border.hairline"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        filled = self.rect()
        filled.setWidth(round(self.width() * min(1.0, max(0.0, self._share))))
        if filled.width() > 0:
            painter.setBrush(qcolor(self._theme, "text.primary"))
            painter.drawRoundedRect(filled, radius, radius)
