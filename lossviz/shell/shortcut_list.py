"""F1: the keys, in a small dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from lossviz.panelkit.panel_kind import PanelKind
from lossviz.theme.apply import dress
from lossviz.theme.tokens import Theme

KEYS = (
    ("Space", "run or pause"),
    ("], [", "one step, one step back"),
    ("Ctrl+R", "reset: back to the same start"),
    ("Ctrl+Z, Ctrl+Shift+Z", "undo, redo"),
    ("Up, Down on a number", "one step (Shift a tenth, Ctrl ten times)"),
    ("Enter, Esc on a number", "type it, restore it"),
    ("Tab, Shift+Tab", "next, previous control"),
    ("Arrows on a picture", "go through templates, pixels, images, cells, points of a curve"),
    ("Enter on a picture", "look closer; Esc goes back"),
    ("Ctrl+V on the Playground", "paste points, as from a spreadsheet"),
    ("Ctrl+E", "open or close Explain"),
    ("Ctrl+Shift+E", "share or export"),
    ("Ctrl+Shift+L", "light or dark"),
    ("F5, F11", "projector mode, full screen"),
    ("F1", "this list"),
)


class ShortcutList(QDialog):
    """Keys left, what they do right; Esc closes."""

    def __init__(self, theme: Theme, panels: Sequence[PanelKind], parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, theme)
        self.setObjectName("shortcut_list")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout(self)
        grid.setContentsMargins(*[theme.space(6)] * 4)
        grid.setHorizontalSpacing(theme.space(6))
        grid.setVerticalSpacing(theme.space(2))
        places = tuple((f"Ctrl+{panel.number}", f"go to {panel.title}") for panel in panels)
        for row, (keys, does) in enumerate((*KEYS, *places)):
            for column, (text, role) in enumerate(((keys, "strong"), (does, "secondary"))):
                label = QLabel(text)
                label.setProperty("role", role)
                grid.addWidget(label, row, column)
