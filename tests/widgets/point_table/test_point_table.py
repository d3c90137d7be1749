"""The table of points: rows by mouse and keys, numbers changed, refused, classes, long tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from lossviz.widgets.point_table.point_menu import PointMenu
from lossviz.widgets.point_table.point_painter import PointPainter
from lossviz.widgets.point_table.point_table import PointTable
from tests.widgets.looking import has_color
from tests.widgets.point_table.of_points import many, mockup

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


class Told:
    """All that a table said, in order."""

    def __init__(self, table: PointTable) -> None:
        self.all: list[tuple[Any, ...]] = []
        table.point_chosen.connect(lambda row: self.all.append(("chosen", row)))
        table.number_edited.connect(lambda *edit: self.all.append(("edited", *edit)))
        table.class_wanted.connect(lambda row, y: self.all.append(("class", row, y)))
        table.point_removed.connect(lambda row: self.all.append(("removed", row)))
        table.rejected.connect(lambda sentence: self.all.append(("rejected", sentence)))
        table.cleared.connect(lambda: self.all.append(("cleared",)))

    def take(self) -> list[tuple[Any, ...]]:
        taken, self.all = self.all, []
        return taken


@pytest.fixture
def table(shown: Callable[[PointTable], PointTable], theme: Theme) -> PointTable:
    result = PointTable(theme)
    result.setObjectName("points")
    result.show_rows(*mockup())
    result.resize(490, result.sizeHint().height())
    shown(result)
    result.setFocus()
    return result


@pytest.fixture
def told(table: PointTable) -> Told:
    return Told(table)


def spot(table: PointTable, row: int, column: int) -> QPoint:
    return table.cell_rect(row, column).center()


def press(table: PointTable, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(table, key, modifiers)


# What is shown


def test_shows_all_rows_with_their_header(table):
    assert table.height() == 24 + 6 * 28
    assert table.verticalScrollBar().maximum() == 0
    assert table.row_rect(0).height() == 28
    assert table.columns.role == "number"


@pytest.mark.parametrize("theme", [Theme("light"), Theme("dark"), Theme("light", 1.5, True)])
@pytest.mark.parametrize("role", ["semantic.softmax", "semantic.hinge"])
def test_rows_are_painted_in_their_roles(shown, theme, role):
    table = PointTable(theme)
    table.show_rows(*mockup(role=role))
    table.set_chosen(3)
    table.resize(theme.px(490), table.sizeHint().height())
    image = shown(table).viewport().grab().toImage()
    loss = table.columns.columns[-1]

    def bar(row: int) -> QRect:
        return table.row_rect(row).adjusted(round(loss.left), 0, 0, 0)

    assert has_color(image, bar(0), theme.color(role))
    assert not has_color(image, bar(1), theme.color(role))
    # Without a loss the track stays, and says where the others end.
    assert has_color(image, bar(1).adjusted(0, 4, 0, -4), theme.color("border.hairline"))
    assert has_color(image, bar(2), theme.color(role))
    assert image.pixelColor(table.row_rect(3).topLeft()) == QColor(theme.color("accent.tint"))
    mark = table.cell_rect(4, 2)
    assert has_color(image, mark, theme.class_color("frog"))
    # The last point is wrong: its shape is hollow.
    center = QPoint(round(table.columns.of_class().left + table.columns.mark / 2), 0)
    for row, filled in ((4, True), (5, False)):
        place = QPoint(center.x(), table.row_rect(row).center().y() + theme.px(1))
        assert (image.pixelColor(place) == QColor(theme.class_color("frog"))) is filled


TEST = np.array([False, False, True, False, True, True])


@pytest.mark.parametrize("theme", [Theme("light"), Theme("dark"), Theme("light", 1.5)])
def test_points_to_test_on_are_small_faint_and_have_a_word(shown, theme):
    table = PointTable(theme)
    table.show_rows(*mockup(), test=TEST)
    table.resize(theme.px(600), table.sizeHint().height())
    image = shown(table).viewport().grab().toImage()
    columns, px = table.columns, theme.px
    assert columns.both

    def after_mark(row: int) -> QRect:
        """Where words are: behind the number of the class."""
        box, column = table.row_rect(row), columns.of_class()
        left = round(column.left + columns.mark) + px(18)
        return QRect(left, box.top() + px(3), round(column.right) + 2 - left, px(22))

    def has(row: int, role: str) -> bool:
        return has_color(image, after_mark(row), theme.color(role))

    assert [has(row, "text.tertiary") for row in range(6)] == TEST.tolist()
    assert [has(row, "text.secondary") for row in (4, 5)] == [False, True]

    def mark(row: int) -> QRect:
        left, middle = round(columns.of_class().left), table.row_rect(row).center().y()
        return QRect(left - px(1), middle - px(6), round(columns.mark) + px(3), px(13))

    full = QColor(theme.class_color("car"))
    faint = image.pixelColor(mark(2).center())
    ground = image.pixelColor(table.row_rect(2).topLeft())
    assert image.pixelColor(mark(3).center()) == full
    assert abs(faint.red() - (full.red() + ground.red()) / 2) <= 2
    reach = [ink_width(image, mark(row), ground) for row in (2, 3)]
    assert reach[0] < reach[1]
    # Wrong as well: nothing in it.
    place = QPoint(mark(5).center().x(), table.row_rect(5).center().y() + px(1))
    assert image.pixelColor(place) == ground


def ink_width(image: QImage, area: QRect, ground: QColor) -> int:
    """How many columns of an area have something in them."""
    rows, columns = range(area.top(), area.bottom() + 1), range(area.left(), area.right() + 1)
    return sum(any(image.pixelColor(x, y) != ground for y in rows) for x in columns)


def test_where_both_words_have_no_room_wrong_stands(shown, theme):
    table = PointTable(theme)
    table.show_rows(*many(40, 8), test=np.ones(40, bool))
    table.resize(table.minimumSizeHint().width() + 40, 300)
    shown(table)
    assert (table.columns.word, table.columns.both) == (True, False)
    table.grab()


def test_classes_have_their_names_where_there_are_any(table):
    names = ("setosa", "a name that is much too long for a column", "virginica")
    before = table.columns.of_class()
    table.show_rows(*mockup(), names=names)
    named = table.columns.of_class()
    assert 60 < named.right - named.left - (before.right - before.left) < 90
    drawn = [note.text for note in texts_drawn_by(table.viewport())]
    assert drawn.count("setosa") == drawn.count("virginica") == 2
    assert sum(text.startswith("a name") and text.endswith("…") for text in drawn) == 2
    table.set_chosen(5)
    words = table.accessibleDescription()
    assert "class virginica" in words
    assert f"wrongly classified as class {names[1]}" in words
    with pytest.raises(ValueError, match="names"):
        table.show_rows(*mockup(), names=names[:2])
    table.show_rows(*mockup())
    assert table.columns.of_class() == before


def test_points_to_test_on_come_and_go(table):
    before = table.columns
    minimum = table.minimumSizeHint()
    table.show_rows(*mockup(), test=TEST)
    assert table.columns != before
    assert table.minimumSizeHint() == minimum
    assert table.accessibleDescription() == (
        "6 points, 3 of them to test on, 1 wrong, mean loss of the other 3: 0.478"
    )
    table.show_rows(*mockup(), test=np.zeros(6, bool))
    assert table.columns == before
    with pytest.raises(ValueError, match="test"):
        table.show_rows(*mockup(), test=TEST[:3])
    assert table.rows.test_count == 0


def test_takes_on_another_theme(table):
    table.resize(735, 500)
    table.apply_theme(Theme("dark", 1.5, projector=True))
    assert table.row_rect(0).height() == 42
    assert table.columns.paired is False
    image = table.viewport().grab().toImage()
    assert has_color(image, table.row_rect(0), Theme("dark").class_color("cat"))


@pytest.mark.parametrize("classes", range(2, 9))
@pytest.mark.parametrize("grow", [1.0, 3000.0, 1e9])
def test_any_number_of_classes_fits_490_px(shown, theme, classes, grow):
    table = PointTable(theme)
    table.show_rows(*many(40, classes, grow))
    table.resize(490, 260)
    shown(table)
    table.grab()
    assert table.minimumSizeHint().width() <= 490
    assert table.columns.columns[-1].right <= table.viewport().width()


def test_shows_numbers_that_are_none(table):
    X, y, scores, losses, wrong, _, role = mockup()
    bad = [np.full_like(each, np.nan) for each in (X, scores, losses)]
    table.show_rows(bad[0], y, bad[1], bad[2], wrong, float("nan"), role)
    table.grab()
    far = [np.full_like(each, np.inf) for each in (X, scores, losses)]
    table.show_rows(far[0], y, -far[1], far[2], wrong, float("inf"), role)
    table.grab()
    assert "∞" in table.rows.mean_text()


def test_without_points_there_is_a_sentence(table, told):
    table.set_chosen(2)
    table.show_rows(*many(0, 3))
    assert table.chosen is None
    table.grab()
    for key in (Key.Key_Up, Key.Key_Right, Key.Key_Return, Key.Key_Delete, Key.Key_1):
        press(table, key)
    QTest.mouseClick(table.viewport(), LEFT, pos=QPoint(40, 40))
    assert told.take() == []
    assert table.accessibleDescription() == "No points"


def test_refuses_arrays_that_do_not_agree(table):
    X, *others = mockup()
    with pytest.raises(ValueError, match="not of the same points"):
        table.show_rows(X[:3], *others)
    assert table.rows.count == 6


def test_words_for_screen_readers_follow_the_chosen_row(table):
    assert table.accessibleDescription() == "6 points, 1 wrong, mean loss 0.478"
    table.set_chosen(0)
    assert table.accessibleDescription().startswith("Point 1 of 6: x₀ 0.42")
    X, *others = mockup()
    table.show_rows(X + 0.1, *others)
    assert table.accessibleDescription().startswith("Point 1 of 6: x₀ 0.52")


def test_of_ten_thousand_rows_only_those_that_show_are_painted(shown, theme, monkeypatch):
    painted: list[int] = []
    paint = PointPainter.paint_row

    def count(self, painter, columns, rows, row, largest):
        painted.append(row.number)
        paint(self, painter, columns, rows, row, largest)

    monkeypatch.setattr(PointPainter, "paint_row", count)
    table = PointTable(theme)
    table.show_rows(*many(10_000, 3))
    table.resize(490, 24 + 10 * 28)
    shown(table)
    table.set_chosen(9_999)
    painted.clear()
    table.viewport().repaint()
    assert painted == list(range(9_990, 10_000))
    assert table.row_rect(9_999).bottom() == table.row_area().bottom()


# Going about


def test_a_click_chooses_a_row(table, told):
    scores = QPoint(round(table.columns.columns[4].left), table.row_rect(2).center().y())
    QTest.mouseClick(table.viewport(), LEFT, pos=scores)
    QTest.mouseClick(table.viewport(), LEFT, pos=scores)
    assert told.take() == [("chosen", 2)]
    assert table.chosen == 2
    QTest.mouseClick(table.viewport(), LEFT, pos=QPoint(100, 5))
    assert told.take() == []


def test_set_chosen_tells_nothing_and_takes_no_row_that_is_not_there(table, told):
    table.set_chosen(4)
    assert table.chosen == 4
    table.set_chosen(6)
    assert table.chosen is None
    assert told.take() == []


def test_keys_go_from_cell_to_cell_and_row_to_row(table, told):
    press(table, Key.Key_Down)
    assert told.take() == [("chosen", 0)]
    press(table, Key.Key_Down, ALT)
    press(table, Key.Key_Left)
    assert (table.chosen, table.column) == (0, 2)
    press(table, Key.Key_Down)
    press(table, Key.Key_Right)
    assert (table.chosen, table.column) == (2, 0)
    press(table, Key.Key_End)
    assert (table.chosen, table.column) == (2, 2)
    press(table, Key.Key_End, CTRL)
    press(table, Key.Key_Right)
    assert (table.chosen, table.column) == (5, 2)
    press(table, Key.Key_PageUp)
    press(table, Key.Key_Home)
    press(table, Key.Key_Left)
    assert (table.chosen, table.column) == (0, 0)
    rows = [each[1] for each in told.take()]
    assert rows == [1, 0, 1, 2, 5, 0]


def test_the_chosen_row_stays_in_sight(table):
    table.show_rows(*many(200, 3))
    table.set_chosen(0)
    press(table, Key.Key_End)
    for _ in range(20):
        press(table, Key.Key_Down)
    assert table.row_area().contains(table.row_rect(20))
    press(table, Key.Key_Home, CTRL)
    assert table.verticalScrollBar().value() == 0


def test_fewer_points_leave_the_last_one_chosen(table):
    table.set_chosen(5)
    table.show_rows(*many(3, 3))
    assert table.chosen == 2


def test_space_and_undo_belong_to_the_window(table):
    for key, modifiers in ((Key.Key_Space, PLAIN), (Key.Key_Z, CTRL)):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        override.accept()
        QApplication.sendEvent(table, override)
        assert not override.isAccepted()


def test_the_keyboard_has_a_ring_around_its_cell(table, theme):
    def ringed() -> bool:
        image = table.viewport().grab().toImage()
        return has_color(image, table.cell_rect(1, 1), theme.color("focus.ring"))

    QTest.mouseClick(table.viewport(), LEFT, pos=spot(table, 1, 2))
    press(table, Key.Key_Left)
    assert ringed()
    table.clearFocus()
    assert not ringed()


def test_a_row_under_the_pointer_is_marked(table, theme):
    QTest.mouseMove(table.viewport(), spot(table, 2, 0))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(table.row_rect(2).topLeft()) == QColor(theme.color("surface.hover"))
    assert table.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(table.viewport(), spot(table, 2, 2))
    assert table.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(table.row_rect(2).topLeft()) == QColor(theme.color("surface.base"))


# Numbers


def test_a_drag_is_one_gesture_and_esc_restores(table, told):
    start = spot(table, 1, 0)
    QTest.mousePress(table.viewport(), LEFT, pos=start)
    QTest.mouseMove(table.viewport(), start + QPoint(8, 0))
    QTest.mouseRelease(table.viewport(), LEFT, pos=start + QPoint(8, 0))
    assert told.take() == [
        ("chosen", 1),
        ("edited", 1, 0, 0.8, True),
        ("edited", 1, 0, 0.8, False),
    ]
    table.show_rows(*mockup())
    QTest.mousePress(table.viewport(), LEFT, pos=start)
    QTest.mouseMove(table.viewport(), start + QPoint(40, 0))
    press(table, Key.Key_Escape)
    assert told.take() == [
        ("edited", 1, 0, 0.88, True),
        ("edited", 1, 0, 0.78, True),
        ("edited", 1, 0, 0.78, False),
    ]
    QTest.mouseRelease(table.viewport(), LEFT, pos=start)


@pytest.mark.parametrize(("modifier", "value"), [(PLAIN, 0.56), (SHIFT, 0.551), (CTRL, 0.65)])
def test_up_steps_a_number(table, told, modifier, value):
    table.set_chosen(0)
    press(table, Key.Key_Right)
    press(table, Key.Key_Up, modifier)
    assert told.take() == [("edited", 0, 1, value, True), ("edited", 0, 1, value, False)]


def test_steps_go_on_from_what_was_told(table, told):
    table.set_chosen(0)
    QTest.keyPress(table, Key.Key_Down)
    QTest.keyPress(table, Key.Key_Down)
    QTest.keyRelease(table, Key.Key_Down)
    assert told.take() == [
        ("edited", 0, 0, 0.41, True),
        ("edited", 0, 0, 0.4, True),
        ("edited", 0, 0, 0.4, False),
    ]


def test_going_on_ends_a_gesture(table, told):
    table.set_chosen(0)
    QTest.keyPress(table, Key.Key_Up)
    press(table, Key.Key_Right)
    assert told.take()[-1] == ("edited", 0, 0, 0.43, False)


@pytest.mark.parametrize("opens", ["enter", "digit", "click"])
def test_types_a_number(table, told, opens):
    table.set_chosen(2)
    if opens == "enter":
        press(table, Key.Key_Return)
        assert table.typing.editor.text() == "−0.46"
        QTest.keyClicks(table.typing.editor, "0.5")
    elif opens == "digit":
        QTest.keyClicks(table, "0")
        QTest.keyClicks(table.typing.editor, ".5")
    else:
        QTest.mouseClick(table.viewport(), LEFT, pos=spot(table, 2, 0))
        QTest.keyClicks(table.typing.editor, "0.5")
    QTest.keyClick(table.typing.editor, Key.Key_Return)
    assert told.take() == [("edited", 2, 0, 0.5, False)]
    assert table.hasFocus()


def test_types_over_all_digits(table):
    X, *others = mockup()
    table.show_rows(X + 0.00123, *others)
    table.set_chosen(0)
    table.begin_typing()
    assert table.typing.editor.text().startswith("0.42123")


def test_what_is_no_number_stays_with_a_sentence(table, told):
    table.set_chosen(2)
    table.begin_typing()
    editor = table.typing.editor
    QTest.keyClicks(editor, "abc")
    QTest.keyClick(editor, Key.Key_Return)
    assert told.take() == [
        (
            "rejected",
            "x₀ of point 3 must be a number from −1,000,000 to 1,000,000; “abc” is not a number.",
        )
    ]
    assert (editor.isVisible(), editor.text()) == (True, "abc")
    table.show_rows(*mockup())
    QTest.mouseClick(table.viewport(), LEFT, pos=spot(table, 0, 2))
    assert (editor.text(), table.chosen) == ("abc", 2)
    QTest.keyClick(editor, Key.Key_Escape)
    assert told.take() == [("cleared",)]
    assert not editor.isVisible()


def test_a_place_too_far_away_is_refused(table, told):
    table.set_chosen(0)
    table.begin_typing()
    QTest.keyClicks(table.typing.editor, "2e6")
    QTest.keyClick(table.typing.editor, Key.Key_Return)
    assert told.take()[0][1].endswith("“2e6” is too large.")


def test_up_and_tab_take_what_was_typed(table, told):
    table.set_chosen(0)
    table.begin_typing("1")
    QTest.keyClick(table.typing.editor, Key.Key_Up)
    QTest.keyRelease(table, Key.Key_Up)
    table.begin_typing("2")
    QTest.keyClick(table.typing.editor, Key.Key_Tab)
    values = [each[3] for each in told.take() if each[0] == "edited"]
    assert values == [1.0, 1.01, 1.01, 2.0]


def test_the_editor_goes_with_its_row_and_not_beyond_the_rows(table):
    table.show_rows(*many(200, 3))
    table.set_chosen(3)
    table.begin_typing()
    editor = table.typing.editor
    assert table.row_rect(3).contains(editor.geometry().center())
    table.verticalScrollBar().setValue(28)
    assert table.row_rect(3).contains(editor.geometry().center())
    for value in (2800, 0):
        table.verticalScrollBar().setValue(value)
        assert table.row_area().contains(editor.geometry())


def test_points_that_come_or_go_end_what_was_typed(table):
    table.set_chosen(0)
    table.begin_typing()
    table.show_rows(*many(5, 3))
    assert not table.typing.is_open


# Classes and removal


def test_digits_set_the_class(table, told):
    table.set_chosen(1)
    press(table, Key.Key_End)
    for key in (Key.Key_0, Key.Key_2, Key.Key_5):
        press(table, key)
    assert told.take() == [
        ("class", 1, 2),
        (
            "rejected",
            "The class of point 2 must be a number from 0 to 2; there is no class 5.",
        ),
    ]


def test_delete_removes(table, told):
    press(table, Key.Key_Delete)
    assert told.take() == []
    table.set_chosen(3)
    press(table, Key.Key_Delete)
    press(table, Key.Key_Backspace)
    assert told.take() == [("removed", 3)] * 2


def ask_for_menu(table: PointTable, reason: QContextMenuEvent.Reason, place: QPoint) -> None:
    everywhere = table.viewport().mapToGlobal(place)
    event = QContextMenuEvent(reason, place, everywhere, PLAIN)
    QApplication.sendEvent(table.viewport(), event)


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[PointMenu]:
    """The menus that were opened; offscreen there is no popup."""
    opened: list[PointMenu] = []
    monkeypatch.setattr(PointMenu, "popup", lambda menu, _place: opened.append(menu))
    return opened


@pytest.mark.parametrize("opens", ["enter", "click", "right click", "menu key"])
def test_a_menu_changes_the_class_or_removes(table, told, menus, opens):
    table.set_chosen(1)
    place = spot(table, 1, 2)
    if opens == "enter":
        press(table, Key.Key_End)
        press(table, Key.Key_Return)
    elif opens == "click":
        QTest.mouseClick(table.viewport(), LEFT, pos=place)
    else:
        by_mouse = opens == "right click"
        reason = QContextMenuEvent.Reason.Mouse if by_mouse else QContextMenuEvent.Reason.Keyboard
        ask_for_menu(table, reason, place)
    (menu,) = menus
    actions = [each for each in menu.actions() if not each.isSeparator()]
    assert [each.text() for each in actions] == [
        "Class 0\t0",
        "Class 1\t1",
        "Class 2\t2",
        "Remove the point\tDel",
    ]
    assert [each.isEnabled() for each in actions] == [False, True, True, True]
    actions[2].trigger()
    actions[3].trigger()
    assert told.take() == [("class", 1, 2), ("removed", 1)]


def test_a_refused_text_keeps_the_menu_away(table, told, menus):
    table.set_chosen(0)
    table.begin_typing("abc")
    ask_for_menu(table, QContextMenuEvent.Reason.Mouse, spot(table, 4, 0))
    assert (menus, table.chosen) == ([], 0)
    table.typing.close()


def test_a_right_click_chooses_its_row(table, told, menus):
    ask_for_menu(table, QContextMenuEvent.Reason.Mouse, spot(table, 4, 0))
    assert told.take() == [("chosen", 4)]
    assert len(menus) == 1
    ask_for_menu(table, QContextMenuEvent.Reason.Mouse, QPoint(10, 3))
    assert len(menus) == 1
