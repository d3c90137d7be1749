"""A change of theme or scale is laid out a few times, not without end: that killed the program."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

from itertools import cycle

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from lossviz.panel_list import PANELS
from lossviz.widgets.layout.flow import Flow
from tests.shell.driving import OpenApp, drawn_once, open_app, small_stand_in  # noqa: F401

SIZES = cycle([(1366, 768), (1100, 700), (1280, 720), (1440, 900), (1920, 1080)])
MOST_PASSES = 40  # of one page for one change; it takes about ten


class Passes(QObject):
    """How often a widget was given another size, or asked for a layout."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        self.count += event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        return False


@pytest.mark.parametrize("name", [kind.name for kind in PANELS])
def test_f5_and_the_theme_settle_with_every_tab_and_question(open_app: OpenApp, name):
    app = open_app(panel=name)
    panel, explain = app.window.panel, app.window.explain
    if not explain.is_open:
        app.click("top_bar.explain")
    explain.set_tab("formula")
    app.wait(lambda: panel.ready() and panel.at_rest())
    pages = [explain.formula, explain.code, explain.question.page]
    passes = Passes([page.content for page in pages])
    questions = len(panel.explanation().questions)
    places = ["formula", "code", *["question"] * questions]
    for number, tab in enumerate(places):
        app.window.resize(*next(SIZES))
        explain.set_tab(tab)
        if tab == "question" and number > 2:
            explain.question.next.click()
        app.frames(1)
        passes.count = 0
        app.key(Qt.Key.Key_F5)
        app.frames(1)
        assert passes.count <= MOST_PASSES, f"{tab} {number}: {passes.count} passes"
    app.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    app.frames(2)
    assert passes.count <= MOST_PASSES


def test_no_hint_depends_on_the_width_of_now(open_app: OpenApp):
    app = open_app(panel="scores")
    window, explain = app.window, app.window.explain
    window.say("warning", "A message, with as many words as it takes to fill more than one row.")
    seen = set[str]()
    for kind in PANELS:
        window.show_panel(kind.name)
        app.wait(lambda: window.panel.ready() and window.panel.at_rest())
        for tab in ("formula", "code", "question"):
            explain.set_tab(tab)
            app.wait(window.panel.at_rest)
            app.frames(1)
            for widget in window.findChildren(QWidget):
                if widget.isVisible() and widget.hasHeightForWidth() and not widget.layout():
                    seen.add(type(widget).__name__)
                    hold_to_its_hints(widget)
    assert {"Flow", "Legend", "CodeView", "Strip"} <= seen


def hold_to_its_hints(widget: QWidget) -> None:
    """It has less height in more width, and is as wide and high as it would be anywhere."""
    widths = (90, 180, 360)
    hints, size = (widget.sizeHint(), widget.minimumSizeHint()), widget.size()
    asked = [widget.heightForWidth(width) for width in widths]
    assert asked == sorted(asked, reverse=True), widget
    widget.resize(90, size.height())
    assert (widget.sizeHint(), widget.minimumSizeHint()) == hints, widget
    assert [widget.heightForWidth(width) for width in widths] == asked, widget
    widget.resize(size)


def test_a_row_that_breaks_stands_as_its_width_lets_it(qapp, theme):
    labels = QLabel("Show answer"), QLabel("Try on the car image")
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(flow := Flow(theme, labels))
    wide = flow.sizeHint().width()
    for width, below in ((wide, False), (wide - 1, True), (400, False)):
        page.resize(width, page.heightForWidth(width))
        page.show()
        QApplication.processEvents()
        assert (labels[1].y() > 0) == below
        assert labels[1].geometry().bottom() <= flow.height()
    page.close()


def test_a_row_that_breaks_has_a_place_for_all_in_any_width(qapp, theme):
    flow = Flow(theme, [QLabel("one"), QLabel("two"), QLabel("three")])
    heights = [flow.heightForWidth(width) for width in (-1, 0, 1, 50, 500)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1] > 0
    flow.deleteLater()
