"""A choice that is a segmented control where there is room for it, and a menu button where not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.controls.segmented import Segmented


class AdaptiveChoice(QWidget):
    """One choice in two forms; the parts are named after it, with ``.wide`` and ``.menu``."""

    value_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        value: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wide = Segmented(theme, choices, value)
        self._menu = MenuButton(theme, choices, value)
        self._menu.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._wide)
        row.addWidget(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for part in (self._wide, self._menu):
            part.value_changed.connect(self._choose)
        self.objectNameChanged.connect(self._name_parts)

    @property
    def value(self) -> str:
        """The key of the choice in force."""
        return self._menu.value

    def set_value(self, key: str) -> None:
        """Show a choice without a signal."""
        self._wide.set_value(key)
        self._menu.set_value(key)

    def set_choices(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer other choices, with one of them in force."""
        self._wide.set_choices(choices, value)
        if self._menu.choices != tuple(choices):
            self._menu.set_choices(choices, value)
        self._menu.set_value(value)

    def fit(self, room: int) -> None:
        """Take the form that fits into so many px."""
        self.set_narrow(self._wide.sizeHint().width() > room)

    def set_narrow(self, narrow: bool) -> None:
        """Be a menu, or segments."""
        self._wide.setVisible(not narrow)
        self._menu.setVisible(narrow)

    def width_when(self, *, narrow: bool) -> int:
        """The least width of a form, whichever is shown now."""
        return (self._menu if narrow else self._wide).minimumSizeHint().width()

    def setAccessibleName(self, name: str) -> None:
        """Name both forms."""
        super().setAccessibleName(name)
        self._wide.setAccessibleName(name)
        self._menu.setAccessibleName(name)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._wide.apply_theme(theme)
        self._menu.apply_theme(theme)

    def _choose(self, key: str) -> None:
        self.set_value(key)
        self.value_changed.emit(key)

    def _name_parts(self, name: str) -> None:
        self._wide.setObjectName(f"{name}.wide")
        self._menu.setObjectName(f"{name}.menu")
