"""The presets: buttons with the usual ones at hand, or one menu where there is little room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from lossviz.panels.scores.tables import PRESETS
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.layout.flow import Flow

AT_HAND = ("lecture", "zero", "double", "three")
VECTORS = "[10,−2,3] [10,9,9] [10,−100,−100]"


class Presets(QWidget):
    """Each button is named ``scores.preset.`` with its key; a press asks for the table."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scores.preset")
        self.setAccessibleName("Presets")
        self._buttons = {key: self._button(theme, key) for key in AT_HAND}
        self._more = self._menu(theme, "More", tuple(k for k in PRESETS if k not in AT_HAND))
        self._more.setObjectName("scores.preset.more")
        self._all = self._menu(theme, PRESETS["lecture"], tuple(PRESETS))
        self._all.setObjectName("scores.preset.menu")
        self._all.hide()
        first = [self._buttons[key] for key in AT_HAND if key != "three"]
        self._flow = Flow(theme, (*first, self._more, self._buttons["three"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        column.addWidget(self._all)

    @property
    def menu(self) -> QMenu:
        """The menu that stands for the buttons, for what else belongs there."""
        return self._all.actions_menu

    def show_preset(self, key: str) -> None:
        """Mark the preset in force; "" for a table of the person's own."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        self._more.setText(PRESETS[key] if key in PRESETS and key not in AT_HAND else "More")
        self._all.setText(PRESETS.get(key, "Presets"))

    def set_narrow(self, narrow: bool) -> None:
        """One menu in place of the buttons."""
        self._flow.setVisible(not narrow)
        self._all.setVisible(narrow)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._flow.apply_theme(theme)
        self._all.apply_theme(theme)

    def _button(self, theme: Theme, key: str) -> ActionButton:
        vectors = key == "three"
        button = ActionButton(theme, VECTORS if vectors else PRESETS[key])
        button.setObjectName(f"scores.preset.{key}")
        button.setAccessibleName(PRESETS[key])
        button.setProperty("face", "small number" if vectors else "small")
        button.setCheckable(True)
        button.clicked.connect(partial(self._press, key))
        return button

    def _menu(self, theme: Theme, text: str, keys: tuple[str, ...]) -> ActionsButton:
        button = ActionsButton(theme, text)
        if text == "More":
            button.setProperty("face", "small")
        for key in keys:
            action = button.actions_menu.addAction(PRESETS[key])
            action.setObjectName(f"scores.preset.{key}.entry")
            action.triggered.connect(partial(self.wanted.emit, key))
        return button

    def _press(self, key: str) -> None:
        # The state says which preset is in force: a press alone does not check the button.
        button = self._buttons[key]
        button.setChecked(not button.isChecked())
        self.wanted.emit(key)
