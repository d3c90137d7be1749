"""Tab goes as the eye does, down each column and never back, and one sees where it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.self_test.hands import Hands
from tests.golden.comparing import STRONG, pixels
from tests.shell.driving import OpenApp

AROUND = 6  # px, wherein a ring outside lies
LEAST_SEEN = 120  # px that differ: a ring of 2 px around the smallest thing has more


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


def unseen(stop: QWidget) -> str:
    """What is wrong with the sign that this one has the keyboard, "" for nothing."""
    window = stop.window()
    place = area(stop, window)
    around = place.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(window.rect())
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    with_focus = window.grab(around).toImage()
    stop.clearFocus()
    without = window.grab(around).toImage()
    differs = np.abs(pixels(with_focus) - pixels(without)).max(axis=2) > STRONG
    if differs.sum() < LEAST_SEEN:
        return f"{stop.objectName()}: {differs.sum()} px tell that it has the keyboard"
    # A ring outside has four sides, unless it is cut.
    inner = place.translated(-around.topLeft())
    top, left, bottom, right = inner.top(), inner.left(), inner.bottom() + 1, inner.right() + 1
    sides = (differs[:top], differs[:, :left], differs[bottom:], differs[:, right:])
    seen = [bool(side.any()) for side in sides]
    return "" if all(seen) or not any(seen) else f"{stop.objectName()}: its ring is cut"


def test_tab_follows_the_eye_and_is_seen(open_app: OpenApp) -> None:
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
            hidden = [said for stop in stops if (said := unseen(stop))]
            assert not hidden, hidden


def test_what_was_made_anew_keeps_its_place(open_app: OpenApp) -> None:
    app = open_app(panel="playground", theme="light")
    app.window.resize(1440, 900)
    Hands(app.window).rest()
    names = [stop.objectName() for stop in stops_after(app.window.panel)]
    weights = [name for name in names if ".w." in name or ".b." in name]
    assert len(weights) == 9
    assert names.index("playground.w.0.0") < names.index("playground.strength.slider")
