"""Choices that are drawn as text: to the keyboard and to screen readers radio buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from lossviz.theme.apply import qfont
from lossviz.widgets.painting.focus_ring import FocusRing

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from lossviz.theme.tokens import Theme


class Radio(QRadioButton):
    """One choice; subclasses paint it. Arrow keys go to the next, Tab stops at the chosen one."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ring = FocusRing(self, theme, "radius.small")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._ring.apply_theme(theme)
        self.updateGeometry()
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(position)

    def text_font(self) -> QFont:
        """The chosen one is bold."""
        return qfont(self._theme, "bodyStrong" if self.isChecked() else "body")

    def text_role(self) -> str:
        """The chosen one is dark."""
        return "text.primary" if self.isChecked() or self.underMouse() else "text.secondary"


def choose(radios: Iterable[Radio], chosen: Radio) -> None:
    """Check one of them, and let Tab stop there alone."""
    chosen.setChecked(True)
    for radio in radios:
        tab = Qt.FocusPolicy.TabFocus if radio is chosen else Qt.FocusPolicy.NoFocus
        radio.setFocusPolicy(tab)
