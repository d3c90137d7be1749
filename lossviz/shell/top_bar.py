"""The bar above the panel: what it is for, undo and redo, Share, Explain."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lossviz.theme.icons import icon
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.painting.elided_label import ElidedLabel


class TopBar(QWidget):
    """Title and subtitle left, what acts on the whole panel right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setObjectName("top_bar.title")
        self.subtitle = ElidedLabel()
        self.subtitle.setProperty("role", "secondary")
        self.subtitle.setObjectName("top_bar.subtitle")
        self.undo = IconButton(theme, "undo", "Undo (Ctrl+Z)")
        self.undo.setObjectName("top_bar.undo")
        self.redo = IconButton(theme, "redo", "Redo (Ctrl+Shift+Z)")
        self.redo.setObjectName("top_bar.redo")
        self.share = ActionsButton(theme, "Share", "share")
        self.share.setObjectName("top_bar.share")
        self.share_menu = self.share.actions_menu
        self.share_menu.setObjectName("top_bar.share_menu")
        self.explain = IconButton(theme, "explain", "Explain (Ctrl+E)", checkable=True)
        self.explain.setObjectName("top_bar.explain")
        self._rules = (Rule(theme, "vertical"), Rule(theme, "vertical"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle, 1)
        rules = self._rules
        for widget in (self.undo, self.redo, rules[0], self.share, rules[1], self.explain):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.apply_theme(theme)

    def show_undo(self, undo_text: str, redo_text: str) -> None:
        """What undo and redo would do; "" when there is nothing."""
        for button, verb, keys, text in (
            (self.undo, "Undo", "Ctrl+Z", undo_text),
            (self.redo, "Redo", "Ctrl+Shift+Z", redo_text),
        ):
            button.setEnabled(bool(text))
            button.set_tooltip(f"{verb} {text} ({keys})" if text else f"{verb} ({keys})")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.setFixedHeight(round(theme.length("layout.topBar")))
        self._row.setContentsMargins(theme.space(6), 0, theme.space(6), 0)
        self._row.setSpacing(theme.space(2))
        self.title.setContentsMargins(0, 0, theme.space(1), 0)
        for rule in self._rules:
            rule.apply_theme(theme)
            rule.setFixedHeight(theme.px(20))
        for widget in (self.undo, self.redo, self.share, self.explain):
            widget.apply_theme(theme)
        for action in self.share_menu.actions():
            action.setIcon(icon(theme, str(action.data() or "download")))
