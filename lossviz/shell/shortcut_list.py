"""F1: the keys, in a small dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from lossviz.theme.tokens import Theme

KEYS = (
    ("Space", "run or pause"),
    ("]", "one step"),
    ("Ctrl+R", "reset: back to the same start"),
    ("Ctrl+Z, Ctrl+Shift+Z", "undo, redo"),
    ("Up, Down on a number", "one step (Shift a tenth, Ctrl ten times)"),
    ("Enter, Esc on a number", "type it, restore it"),
    ("Tab, Shift+Tab", "next, previous control"),
    ("Ctrl+1 to 6", "go to a panel"),
    ("Ctrl+Shift+E", "share or export"),
    ("Ctrl+Shift+L", "light or dark"),
    ("F5, F11", "projector mode, full screen"),
    ("F1", "this list"),
)


class ShortcutList(QDialog):
    """Keys left, what they do right; Esc closes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_list")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout(self)
        grid.setContentsMargins(*[theme.space(6)] * 4)
        grid.setHorizontalSpacing(theme.space(6))
        grid.setVerticalSpacing(theme.space(2))
        for row, (keys, does) in enumerate(KEYS):
            for column, (text, role) in enumerate(((keys, "strong"), (does, "secondary"))):
                label = QLabel(text)
                label.setProperty("role", role)
                grid.addWidget(label, row, column)
