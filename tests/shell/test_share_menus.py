"""The Share menus of all panels: the same words for the same thing, and each has its picture."""

from __future__ import annotations

import re

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from lossviz.panelkit.panel import ShareAction

COMMON = {
    "copy_picture": "Copy picture",
    "save_png": "Save picture as PNG…",
    "save_svg": "Save picture as SVG…",
}
# What an entry is called says what it does, with what, and in which form.
TEXT = {
    "copy": re.compile(r"Copy (picture|(?P<thing>\w+) as (LaTeX|NumPy code|CSV))"),
    "save": re.compile(r"Save (picture as (PNG|SVG)|(?P<thing>\w+) as (CSV|NPZ))…"),
    "open": re.compile(r"Open (?P<thing>\w+)…"),
}


def verb(action: ShareAction) -> str:
    if action.copy is not None:
        return "copy"
    return "open" if action.read is not None else "save"


def hold(panel: str, actions: tuple[ShareAction, ...]) -> None:
    """The words of one menu."""
    names = [action.name for action in actions]
    assert len(set(names)) == len(names)
    assert {action.name: action.text for action in actions if action.name in COMMON} == COMMON
    for action in actions:
        assert action.name.startswith(f"{verb(action)}_")
        found = TEXT[verb(action)].fullmatch(action.text)
        assert found, action.text
        if verb(action) == "save":
            _, form = action.text.removesuffix("…").rsplit(" ", 1)
            thing = panel if action.name in COMMON else found["thing"]
            assert action.suggested == f"lossviz-{thing}.{form.lower()}"
            assert f"*.{form.lower()}" in action.filter
        if verb(action) == "open":
            assert action.filter


def test_every_panel_calls_the_same_thing_the_same(open_app, cifar_folder, subtests):
    app = open_app(data=cifar_folder)
    texts: dict[str, str] = {}
    for panel in app.window.panel_names():
        with subtests.test(panel):
            app.window.show_panel(panel)
            app.wait(app.window.panel.share_actions, "there is nothing to share")
            actions = app.window.panel.share_actions()
            hold(panel, actions)
            for action in actions:
                assert texts.setdefault(action.name, action.text) == action.text


def test_every_panel_copies_its_picture(open_app, cifar_folder, subtests):
    app = open_app(data=cifar_folder)
    for panel in app.window.panel_names():
        with subtests.test(panel):
            app.window.show_panel(panel)
            app.wait(app.window.panel.share_actions, "there is nothing to share")
            menu = app.find("top_bar.share_menu", QMenu)
            menu.aboutToShow.emit()
            entry = next(a for a in menu.actions() if a.objectName() == f"{panel}.copy_picture")
            entry.trigger()
            size = QGuiApplication.clipboard().image().deviceIndependentSize().toSize()
            assert size == app.window.panel.size()
            assert app.text("status_bar.hint").startswith("Copy picture: done")
