"""The menu of the Code tab: as wide as the column, whatever the functions are called."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.painting.drawn_text import cut_to

_BESIDE_TEXT = 48
"""Padding, and the chevron."""


class ExhibitMenu(MenuButton):
    """A title that does not fit ends in dots; the tool tip and the menu have all of it."""

    def set_value(self, key: str) -> None:
        """Show a choice without a signal."""
        super().set_value(key)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(self._theme.px(_BESIDE_TEXT), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room, or less."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        title = self._actions[self.value].text()
        room = self.width() - self._theme.px(_BESIDE_TEXT)
        shown = cut_to(self.fontMetrics(), title, max(room, 0))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(title)
        self.setAccessibleDescription(title)
