"""The variants of the hinge loss: three chips, or one menu where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.model.losses import Hinge
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.scores import view_model as vm
from lossviz.theme.icons import icon
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.chip import ToggleChip
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.layout.flow import Flow

# Field of `Hinge`: its words, and the symbols that end them.
VARIANTS = {
    "include_true_class": ("include ", "j = y"),
    "mean": ("mean over ", "j"),
    "squared": ("squared", ""),
}


class Variants(QWidget):
    """Independent options; each is named ``scores.`` with the field's name."""

    changed = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, ToggleChip] = {}
        self._actions: dict[str, QAction] = {}
        self._menu = ActionsButton(theme, vm.variant_text(Hinge()))
        self._menu.setObjectName("scores.variants.menu")
        self._menu.setAccessibleName("Variant of the hinge loss")
        for name, (words, symbols) in VARIANTS.items():
            self._add(theme, name, words, symbols)
        self._flow = Flow(theme, tuple(self._chips.values()))
        self._menu.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        column.addWidget(self._menu)

    def show_hinge(self, hinge: Hinge) -> None:
        """Show which variants are in force."""
        for name, chip in self._chips.items():
            on = bool(getattr(hinge, name))
            chip.setChecked(on)
            self._actions[name].setChecked(on)
        self._menu.setText(f"{LOSS_FORMULAS['hinge'].title}: {vm.short_variant_text(hinge)}")
        self._menu.setToolTip(vm.variant_text(hinge).capitalize())
        self._mark()

    def set_narrow(self, narrow: bool) -> None:
        """One menu in place of the chips."""
        self._flow.setVisible(not narrow)
        self._menu.setVisible(narrow)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self._flow.apply_theme(theme)
        self._menu.apply_theme(theme)
        self._mark()

    def _add(self, theme: Theme, name: str, words: str, symbols: str) -> None:
        chip = ToggleChip(theme, words, symbols)
        chip.setObjectName(f"scores.{name}")
        chip.clicked.connect(lambda on: self.changed.emit(name, on))
        action = QAction(words + symbols, self._menu.actions_menu, checkable=True)
        action.triggered.connect(lambda on: self.changed.emit(name, on))
        self._menu.actions_menu.addAction(action)
        self._chips[name], self._actions[name] = chip, action
        self._theme = theme

    def _mark(self) -> None:
        """A tick before what is in force, as in the other menus."""
        for action in self._actions.values():
            mark = "check" if action.isChecked() else "blank"
            action.setIcon(icon(self._theme, mark, size=14))
