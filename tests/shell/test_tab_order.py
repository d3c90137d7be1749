"""Tab goes as the eye does: down each column, and never back to what stands above."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.self_test.hands import Hands
from tests.shell.driving import OpenApp


def stops_after(widget: QWidget) -> list[QWidget]:
    """What Tab reaches within a widget, from its beginning."""
    widget.setFocus()
    reached: list[QWidget] = []
    while True:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if not widget.isAncestorOf(focus) or focus in reached:
            return reached
        reached.append(focus)


def area(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, widget.rect().topLeft()), widget.size())


def goes_back(one: QRect, two: QRect) -> bool:
    """Whether what comes next stands wholly above, in the same column."""
    overlap = min(one.right(), two.right()) - max(one.left(), two.left())
    return two.bottom() <= one.top() and overlap > min(one.width(), two.width()) / 2


def test_tab_follows_the_eye(open_app: OpenApp) -> None:
    app = open_app(panel="scores", theme="light")
    app.window.resize(1280, 900)
    app.window.explain.set_tab("question")
    for name in app.window.panel_names():
        app.window.show_panel(name)
        if not app.window.explain_place.is_open:
            app.window.toggle_explain()
        Hands(app.window).rest()
        for part in (app.window.panel, app.window.explain):
            stops = stops_after(part)
            assert len(stops) > 4
            places = [(stop.objectName(), area(stop, part)) for stop in stops]
            back = [(a[0], b[0]) for a, b in pairwise(places) if goes_back(a[1], b[1])]
            assert not back, back


def test_what_was_made_anew_keeps_its_place(open_app: OpenApp) -> None:
    app = open_app(panel="playground", theme="light")
    app.window.resize(1440, 900)
    Hands(app.window).rest()
    names = [stop.objectName() for stop in stops_after(app.window.panel)]
    weights = [name for name in names if ".w." in name or ".b." in name]
    assert len(weights) == 9
    assert names.index("playground.w.0.0") < names.index("playground.strength.slider")
