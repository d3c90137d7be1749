"""Space runs and pauses, whatever the mouse did before; a button reached by Tab is pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu

from lossviz.panel_list import PANELS
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.controls.slider import Slider
from tests.shell.driving import App

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pressed(app: App, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The panels that Space ran or paused."""
    panels: list[str] = []
    for kind in PANELS:
        panel = app.window.make_panel(kind.name)
        note = lambda name=kind.name: panels.append(name)  # noqa: E731
        monkeypatch.setattr(panel, "toggle_running", note)
    return panels


def test_the_mouse_gives_the_keyboard_to_no_button(app: App) -> None:
    app.make(*app.window.panel_names())
    buttons = app.window.findChildren(QAbstractButton)
    assert not [b.objectName() for b in buttons if b.focusPolicy() & Qt.FocusPolicy.ClickFocus]


def test_space_runs_the_panel_that_a_key_brought(app: App, pressed: list[str]) -> None:
    for kind in PANELS:
        app.key(Qt.Key(Qt.Key.Key_0 + kind.number), CONTROL)
        focus = QApplication.focusWidget()
        assert not isinstance(focus, QLineEdit | Slider | QAbstractButton), focus
        app.key(Qt.Key.Key_Space)
        assert pressed[-1:] == [kind.name]
    assert len(pressed) == len(PANELS)


def test_space_runs_after_a_click(app: App, pressed: list[str]) -> None:
    app.click("training.loss.wide.hinge")
    app.key(Qt.Key.Key_Space)
    app.click("rail.landscape")
    app.key(Qt.Key.Key_Space)
    assert pressed == ["training", "landscape"]


def test_space_runs_after_a_menu(app: App, pressed: list[str]) -> None:
    menus = [each for each in app.window.panel.findChildren(ActionsButton) if each.isVisible()]
    assert menus
    for button in menus:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        for menu in button.findChildren(QMenu):
            menu.hide()
        app.key(Qt.Key.Key_Space)
    assert pressed == ["training"] * len(menus)


def test_space_presses_what_tab_reached(app: App, pressed: list[str]) -> None:
    button = app.find("rail.scores", QAbstractButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    app.key(Qt.Key.Key_Space)
    assert app.window.panel.name == "scores"
    assert not pressed
    assert QApplication.focusWidget() is button  # the arrow keys and Tab go on from there
