"""A few lines for what the person expects, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from lossviz.theme.apply import qfont
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

HEIGHT = 72


class NoteBox(QPlainTextEdit):
    """Nothing marks these words; they make one commit oneself before one looks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain.note")
        self.setAccessibleName("What you expect")
        self.setPlaceholderText("Say what you expect, then try it.")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ring = FocusRing(self, theme)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._ring.apply_theme(theme)
        self.setFont(qfont(theme, "body"))
        self.setFixedHeight(theme.px(HEIGHT))
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.color('surface.base')};"
            f" border: {theme.px(1)}px solid {theme.color('border.strong')};"
            f" border-radius: {theme.px(6)}px; padding: {theme.px(4)}px; }}"
        )
