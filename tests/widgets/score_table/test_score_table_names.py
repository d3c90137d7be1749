"""The score table's headers and menus: choosing, renaming, adding and removing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.widgets.score_table.cell_menu import CellMenu
from lossviz.widgets.score_table.content import (
    ClassHead,
    ExampleHead,
    ScoreCell,
    ScoreTableContent,
)
from lossviz.widgets.score_table.pictures import drawing, has_drawing, letter_tile
from lossviz.widgets.score_table.score_table import ScoreTable

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTENT = ScoreTableContent(
    classes=(ClassHead("cat", "cat"), ClassHead("R&D", "frog")),
    examples=(ExampleHead("cat image", 0), ExampleHead("an image with a long name", 1)),
    cells=((ScoreCell("1.0", 1.0),) * 2,) * 2,
    active=(1, 0),
)


@pytest.fixture
def table(qapp, theme) -> Iterator[ScoreTable]:
    result = ScoreTable(theme)
    result.set_content(CONTENT)
    result.resize(300, result.sizeHint().height())
    result.show()
    result.activateWindow()
    QApplication.processEvents()
    result.setFocus()
    yield result
    result.close()
    result.deleteLater()


def type_name(table: ScoreTable, header_name: str, text: str) -> None:
    header = getattr(table, header_name)()
    editor = header.typing.editor
    assert editor.hasFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_click_on_a_picture_chooses_the_example(table):
    chosen = QSignalSpy(table.example_chosen)
    header = table.horizontalHeader()
    QTest.mouseClick(header.viewport(), LEFT, PLAIN, QPoint(header.sectionPosition(1) + 20, 30))
    assert chosen.at(0) == [1]


def test_click_on_a_class_goes_to_its_score_of_the_chosen_example(table):
    chosen = QSignalSpy(table.cell_chosen)
    header = table.verticalHeader()
    QTest.mouseClick(header.viewport(), LEFT, PLAIN, QPoint(10, header.sectionPosition(1) + 20))
    assert chosen.at(0) == [0, 1]


def test_double_click_renames_an_example(table):
    renamed = QSignalSpy(table.example_renamed)
    header = table.horizontalHeader()
    QTest.mouseDClick(header.viewport(), LEFT, PLAIN, QPoint(20, header.height() - 10))
    type_name(table, "horizontalHeader", "dog image")
    assert renamed.at(0) == [0, "dog image"]
    assert table.hasFocus()


@pytest.mark.parametrize(
    ("modifiers", "signal", "header", "place"),
    [
        (PLAIN, "class_renamed", "verticalHeader", 0),
        (Qt.KeyboardModifier.ShiftModifier, "example_renamed", "horizontalHeader", 1),
    ],
)
def test_f2_renames_the_class_and_shift_f2_the_example(table, modifiers, signal, header, place):
    renamed = QSignalSpy(getattr(table, signal))
    QTest.keyClick(table, Qt.Key.Key_F2, modifiers)
    type_name(table, header, "dog")
    assert renamed.at(0) == [place, "dog"]


def test_a_refused_name_stays_in_the_editor(table):
    rejected, cleared = QSignalSpy(table.rejected), QSignalSpy(table.cleared)
    table.class_renamed.connect(lambda *_: table.refuse("There is already one called “R&D”."))
    QTest.keyClick(table, Qt.Key.Key_F2)
    type_name(table, "verticalHeader", "R&D")
    editor = table.verticalHeader().typing.editor
    assert rejected.count() == 1
    assert rejected.at(0) == ["There is already one called “R&D”."]
    assert editor.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert cleared.count() == 1
    assert table.hasFocus()


def test_the_same_name_is_no_renaming(table):
    renamed = QSignalSpy(table.class_renamed)
    QTest.keyClick(table, Qt.Key.Key_F2)
    type_name(table, "verticalHeader", "cat")
    assert renamed.count() == 0
    assert not table.verticalHeader().typing.is_open


@pytest.fixture
def menus(monkeypatch) -> list[CellMenu]:
    """The menus that would open: without a window system, opening one is not possible."""
    opened: list[CellMenu] = []
    monkeypatch.setattr(CellMenu, "popup", lambda menu, _place: opened.append(menu))
    return opened


def actions(menu: CellMenu) -> dict[str, QAction]:
    """A menu's actions by their text, without keys."""
    return {each.text().split("\t")[0]: each for each in menu.actions() if each.text()}


def open_menu(table: ScoreTable, reason: QContextMenuEvent.Reason, spot: QPoint) -> None:
    place = table.viewport().mapToGlobal(spot)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reason, spot, place))


def test_menu_key_offers_all_that_can_be_done(table, menus):
    spies = {
        "Make R&&D the true class of cat image": QSignalSpy(table.true_class_wanted),
        "Add a class": QSignalSpy(table.class_added),
        "Remove R&&D": QSignalSpy(table.class_removed),
        "Add an image": QSignalSpy(table.example_added),
        "Remove cat image": QSignalSpy(table.example_removed),
    }
    table.select_cell((1, 0))
    open_menu(table, QContextMenuEvent.Reason.Keyboard, QPoint(-5, -5))
    offered = actions(menus[0])
    assert list(offered)[1] == "Rename R&&D"
    for text, spy in spies.items():
        offered[text].trigger()
        assert spy.count() == 1, text
    assert spies["Make R&&D the true class of cat image"].at(0) == [0, 1]
    assert spies["Remove R&&D"].at(0) == [1]
    assert spies["Remove cat image"].at(0) == [0]


def test_menu_of_the_cell_under_the_pointer_and_of_a_header(table, menus):
    spot = table.visualRect(table.model().index(0, 1)).center()
    open_menu(table, QContextMenuEvent.Reason.Mouse, spot)
    assert "Make cat the true class of an image with a long name" in actions(menus[0])
    table.verticalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    assert list(actions(menus[1])) == ["Rename cat", "Add a class", "Remove cat"]
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(20, 5))
    assert list(actions(menus[2])) == ["Rename cat image", "Add an image", "Remove cat image"]


def test_menus_offer_to_type_the_names(table, menus):
    table.select_cell((1, 0))
    open_menu(table, QContextMenuEvent.Reason.Keyboard, QPoint(-5, -5))
    offered = actions(menus[0])
    for text, header in (
        ("Rename R&&D", table.verticalHeader()),
        ("Rename cat image", table.horizontalHeader()),
    ):
        offered[text].trigger()
        assert header.typing.is_open, text


def test_menu_greys_out_what_cannot_be(table):
    table.set_content(replace(CONTENT, can_add_class=False))
    menu = CellMenu(table.content, 0, 0, table)
    enabled = {each.text().split("\t")[0]: each.isEnabled() for each in menu.actions()}
    assert not enabled["Make cat the true class of cat image"]
    assert not enabled["Add a class"]
    assert enabled["Add an image"]
    menu.close()
    menu.deleteLater()


def test_long_names_are_told_in_full(table):
    tip = table.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "an image with a long name, true class R&D"


def test_an_example_without_a_drawing_gets_a_tile_in_its_class_colour(qapp, theme):
    assert not has_drawing("")
    tile = letter_tile(theme, "R", "frog", 84, 2.0).toImage()
    assert (tile.width(), tile.devicePixelRatio()) == (168, 2.0)
    assert tile.pixelColor(20, 20).name().upper() == theme.class_color("frog", "region")
    assert tile.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("key", ["cat", "car", "frog"])
def test_the_lectures_pictures_are_drawn(qapp, theme, key):
    if not has_drawing(key):
        pytest.skip("the drawing is not there")
    picture = drawing(theme, key, 84, 1.0).toImage()
    assert picture.pixelColor(42, 42).alpha() == 255
    assert picture.pixelColor(0, 0).alpha() == 0
