"""A button that opens a menu: one choice of many, or a list of actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from lossviz.theme.icons import icon, pixmap
from lossviz.widgets.controls.buttons import ActionButton, ButtonKind

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme


class ActionsButton(ActionButton):
    """A button with a chevron whose menu holds actions of the caller, such as Share.

    ticks: several of them can be in force, and the menu stays open while a person ticks them.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon_name: str = "",
        kind: ButtonKind = "secondary",
        parent: QWidget | None = None,
        *,
        ticks: bool = False,
    ) -> None:
        super().__init__(theme, text, icon_name, kind, parent=parent)
        self.setProperty("menu", True)  # the style sheet leaves room for the chevron
        self._menu = _TicksMenu(self) if ticks else QMenu(self)
        self.clicked.connect(self.open_menu)

    @property
    def actions_menu(self) -> QMenu:
        """The menu, to be filled by the caller."""
        return self._menu

    def open_menu(self) -> None:
        """Open the menu below the button."""
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + self._theme.px(4))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the menu, as in a combo box."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chevron on top of the button."""
        super().paintEvent(event)
        side = self._theme.px(14)
        role = "text.primary" if self.isEnabled() else "text.disabled"
        picture = pixmap(self._theme, "chevron-down", role, 14, self.devicePixelRatioF())
        right = self.width() - (0 if self.property("edge") == "right" else self._theme.px(11))
        QPainter(self).drawPixmap(right - side, (self.height() - side) // 2, picture)


class MenuButton(ActionsButton):
    """One choice of more than a segmented control holds. `choices` are (key, text) pairs."""

    value_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        value: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._actions: dict[str, QAction] = {}
        self._kept: list[QAction] = []
        self._faces: dict[str, str] = {}
        self._value = ""
        super().__init__(theme, "", "", "secondary", parent)
        self._group = QActionGroup(self)
        self.set_choices(choices, value)

    @property
    def value(self) -> str:
        """The key of the choice in force."""
        return self._value

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What is offered: (key, text) pairs."""
        return tuple((key, action.text()) for key, action in self._actions.items())

    def set_value(self, key: str) -> None:
        """Show a choice without a signal; KeyError where there is none of that key."""
        action = self._actions[key]
        self._value = key
        self.setText(self._faces.get(key, action.text()))
        self._mark()

    def set_choices(self, choices: Sequence[tuple[str, str]], value: str | None = None) -> None:
        """Offer other choices; the one in force stays if it is among them, else the first."""
        wanted = self._value if value is None else value
        if tuple(choices) == self.choices and wanted in self._actions:
            self.set_value(wanted)  # a menu that is open stays as it is
            return
        for action in self._actions.values():
            self._group.removeAction(action)
            self._menu.removeAction(action)
        self._actions = {}
        for number, (key, text) in enumerate(choices):
            self._actions[key] = self._offer(number, text)
        self._measure()
        self.set_value(wanted if wanted in self._actions else next(iter(self._actions)))
        self.updateGeometry()

    def set_faces(self, faces: Sequence[tuple[str, str]]) -> None:
        """What the button itself reads of these choices: the menu has their whole names."""
        if dict(faces) != self._faces:
            self._faces = dict(faces)
            self._measure()
            self.set_value(self._value)

    def _measure(self) -> None:
        """As wide as the widest, whatever is chosen."""
        self._texts = tuple(self._faces.get(key, text) for key, text in self.choices)
        self.updateGeometry()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        super().apply_theme(theme)
        self._mark()

    def open_menu(self) -> None:
        """Open the menu with the choice in force under the keyboard."""
        super().open_menu()
        self._menu.setActiveAction(self._actions[self._value])

    def _offer(self, number: int, text: str) -> QAction:
        """The action in this place of the menu, which is kept for ever.

        An action that goes from a group to Python, and from there to Qt to be deleted, was counted
        wrongly on the way at times: the program crashed in the midst of its deletion.
        """
        if number == len(self._kept):
            action = QAction(self._menu, checkable=True)
            action.triggered.connect(lambda: self._choose(self.choices[number][0]))
            self._kept.append(action)
        action = self._kept[number]
        action.setText(text)
        self._group.addAction(action)
        self._menu.addAction(action)
        return action

    def _choose(self, key: str) -> None:
        if key != self._value:
            self.set_value(key)
            self.value_changed.emit(key)

    def _mark(self) -> None:
        """A tick before the choice in force; an empty picture keeps the others in line."""
        for key, action in self._actions.items():
            chosen = key == self._value
            action.setChecked(chosen)
            action.setIcon(icon(self._theme, "check" if chosen else "blank", size=14))


class _TicksMenu(QMenu):
    """Stays open when an action is ticked, by mouse or by key."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() not in keys or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
