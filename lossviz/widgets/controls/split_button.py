"""A verb with a menu beside it: the word acts, the chevron opens what the verb depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget, QWidgetAction

from lossviz.widgets.controls.menu_button import ActionsButton

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.controls.buttons import ButtonKind

_CHEVRON = 22  # logical px at the right end


class SplitButton(ActionsButton):
    """Space and a click act; a click on the chevron, and Down, open the menu."""

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon_name: str,
        kind: ButtonKind,
        parent: QWidget | None = None,
    ) -> None:
        self._on_chevron = False
        super().__init__(theme, text, icon_name, kind, parent)
        self.clicked.disconnect(self.open_menu)
        self.clicked.connect(self._act)

    def hold(self, content: QWidget, focus: QWidget) -> None:
        """Let the menu hold a widget; `focus` is the part of it that takes the keyboard."""
        content.setFocusProxy(focus)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(content)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(focus.setFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note on which part it is."""
        self._on_chevron = event.position().x() >= self.width() - self._theme.px(_CHEVRON)
        super().mousePressEvent(event)

    def _act(self) -> None:
        on_chevron, self._on_chevron = self._on_chevron, False
        if on_chevron:
            self.open_menu()
        else:
            self.acted.emit()
