"""The place of a panel in the window: where it needs more room than there is, it scrolls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from lossviz.panelkit.panel import Panel
from lossviz.theme.apply import dress
from lossviz.theme.tokens import Theme


class PanelArea(QScrollArea):
    """Shows one panel: as large as the area, and never smaller than its `minimumSizeHint`.

    A panel knows the least size in which everything on it has room. In less it is not squeezed
    until its texts meet: one scrolls over the whole of it.
    """

    def __init__(self, panel: Panel[Any, Any], stack: QStackedWidget) -> None:
        super().__init__()
        self.panel = panel
        self._theme = panel.theme
        self.setObjectName(f"{panel.name}.area")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(panel)
        self.viewport().setAutoFillBackground(False)
        panel.setAutoFillBackground(False)
        stack.addWidget(self)
        dress(self, self._theme)  # here, not before: with another parent all of it is styled anew

    def apply_theme(self, theme: Theme) -> None:
        """Take on a theme or scale, in which the panel needs another room.

        It is asked for when the panel is shown: what nobody sees need not follow.
        """
        if theme == self._theme:
            return
        self._theme = theme
        dress(self, theme)
        self.panel.apply_theme(theme)
        self.panel.updateGeometry()


def running_behind(panels: Mapping[str, Panel[Any, Any]], shown: Panel[Any, Any]) -> dict[str, str]:
    """Titles, by name, of the panels that run while another one is shown."""
    return {
        name: panel.kind.title
        for name, panel in panels.items()
        if panel is not shown and panel.running() is not None
    }
