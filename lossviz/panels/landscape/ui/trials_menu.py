"""What one tries with the gradient check, as a menu in its head; it names a planted mistake."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from lossviz.model.mistakes import MISTAKES
from lossviz.panels.landscape import titles
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.menu_button import ActionsButton


class TrialsMenu(ActionsButton):
    """The lecture's table, its next row, a kink, the precision, and the mistakes."""

    table_chosen = Signal(str)
    fill_wanted = Signal()
    kink_wanted = Signal()
    setting_changed = Signal(str, object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Try", parent=parent)
        self.setProperty("face", "small")
        self.setObjectName("landscape.try")
        self.setAccessibleName("Try with the gradient check")
        self._lecture = self._add("The lecture’s W", "lecture", checkable=True)
        self._lecture.triggered.connect(
            lambda on: self.table_chosen.emit("lecture" if on else "here")
        )
        self._add("Next row of the table", "fill").triggered.connect(self.fill_wanted)
        self._kink = self._add("To a kink", "kink")
        self._kink.triggered.connect(self.kink_wanted)
        self._single = self._add("In float32", "float32", checkable=True)
        self._single.triggered.connect(
            lambda on: self._set("precision", "float32" if on else "float64")
        )
        self.actions_menu.addSeparator()
        self._mistakes = {key: self._add_mistake(key) for key in MISTAKES}

    def show_choices(self, state: LandscapeState, view: LandscapeView) -> None:
        """Tick what is in force. Mistakes and kinks are of the surface, not of the lecture's W."""
        self._lecture.setChecked(view.table == "lecture")
        here = state.kind.has_examples and view.table == "here"
        self._kink.setEnabled(here)
        self._single.setChecked(state.precision == "float32")
        planted = state.mistake != "none"
        self.setText(MISTAKES[state.mistake].title if planted else "Try")
        for key, action in self._mistakes.items():
            action.setChecked(key == state.mistake)
            action.setEnabled(here or key == "none")

    def _add(self, text: str, name: str, *, checkable: bool = False) -> QAction:
        action = self.actions_menu.addAction(text)
        action.setObjectName(f"landscape.try.{name}")
        action.setCheckable(checkable)
        return action

    def _add_mistake(self, key: str) -> QAction:
        action = self._add(titles.mistake_title(key), f"mistake.{key}", checkable=True)
        action.triggered.connect(partial(self._set, "mistake", key))
        return action

    def _set(self, name: str, value: str, _on: bool = True) -> None:
        self.setting_changed.emit(name, value, False)
