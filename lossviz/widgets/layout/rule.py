"""A hairline between two parts of the screen."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lossviz.theme.apply import qcolor
from lossviz.theme.tokens import Theme


class Rule(QWidget):
    """One hairline, across or down."""

    def __init__(
        self,
        theme: Theme,
        direction: Literal["horizontal", "vertical"],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._horizontal = direction == "horizontal"
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((free, fixed) if self._horizontal else (fixed, free)))
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        width = theme.px(1)
        if self._horizontal:
            self.setFixedHeight(width)
        else:
            self.setFixedWidth(width)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        QPainter(self).fillRect(self.rect(), qcolor(self._theme, "border.hairline"))
