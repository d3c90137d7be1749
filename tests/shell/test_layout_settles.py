"""A change of theme or scale is laid out a few times, not without end: that killed the program."""

# ruff: noqa: F811 - fixtures are imported, and asked for by name

from __future__ import annotations

from itertools import cycle

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from lossviz.panel_list import PANELS
from lossviz.shell.explain.button_row import ButtonRow
from lossviz.shell.explain.code_view import CodeView
from lossviz.shell.explain.legend import Legend
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


def test_no_hint_of_the_column_depends_on_the_width_of_now(open_app: OpenApp):
    app = open_app(panel="scores")
    panel, explain = app.window.panel, app.window.explain
    app.wait(lambda: panel.ready() and panel.at_rest())
    for tab, kind in (("formula", Legend), ("code", CodeView)):
        explain.set_tab(tab)
        app.wait(panel.at_rest)
        found = explain.findChildren(kind)
        assert found
        for widget in found:
            hints = widget.sizeHint(), widget.minimumSizeHint()
            asked = [widget.heightForWidth(width) for width in (90, 180, 360)]
            assert asked == sorted(asked, reverse=True)
            widget.resize(90, widget.height())
            assert (widget.sizeHint(), widget.minimumSizeHint()) == hints
            assert [widget.heightForWidth(width) for width in (90, 180, 360)] == asked


def test_buttons_of_a_question_stand_as_their_width_lets_them_and_no_hint_follows_it(qapp):
    buttons = QPushButton("Show answer"), QPushButton("Try on the car image")
    row = ButtonRow(buttons)
    row.set_gap(4)
    hints = row.sizeHint(), row.minimumSizeHint()
    wide = hints[0].width()
    assert row.heightForWidth(wide) < row.heightForWidth(wide - 1)
    for width, below in ((wide, False), (wide - 1, True), (hints[1].width(), True), (400, False)):
        row.resize(width, row.heightForWidth(width))
        row.show()
        QApplication.processEvents()
        assert (buttons[1].y() > 0) == below
        assert (row.sizeHint(), row.minimumSizeHint()) == hints
    row.close()


def test_a_row_that_breaks_has_a_place_for_all_in_any_width(qapp, theme):
    flow = Flow(theme, [QLabel("one"), QLabel("two"), QLabel("three")])
    heights = [flow.heightForWidth(width) for width in (-1, 0, 1, 50, 500)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1] > 0
    flow.deleteLater()
