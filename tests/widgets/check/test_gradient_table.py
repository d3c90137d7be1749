"""The table of the gradient check: widths that hold, italics, choosing a row, words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.check.gradient_table import GradientTable
from lossviz.widgets.check.table_picture import (
    Cell,
    Needs,
    TablePicture,
    TableRow,
    least_width,
    table_columns,
)
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from tests.widgets.looking import has_color

COLUMNS = ("W", "W + h, first", "W + h, second", "dW num.", "analytic")
ROWS = {
    "W₁": ("0.34", "0.3401", "0.34", "−2.500", "−2.500"),
    "W₂": ("−1.11", "−1.11", "−1.1099", "0.600", "0.600"),
    "loss": ("1.25347", "1.25322", "1.25353", "", ""),
}
TINY = "3.4 × 10⁻⁵"


def row(name: str, marked: bool = False) -> TableRow:
    cells = tuple(Cell(each) for each in ROWS[name])
    return TableRow(name, cells, marked, choosable=name != "loss")


def lecture(marked: str = "") -> TablePicture:
    return TablePicture(COLUMNS, tuple(row(name, name == marked) for name in ROWS))


def with_slope(text: str) -> TablePicture:
    first = replace(row("W₁"), cells=(*row("W₁").cells[:3], Cell(text), Cell(text)))
    return TablePicture(COLUMNS, (first, *lecture().rows[1:]))


def rights(table: GradientTable) -> list[float]:
    return [table.column_right(each) for each in range(len(COLUMNS))]


def digit_height(table: GradientTable) -> float:
    return next(each.ink.height() for each in texts_drawn_by(table) if each.text == "1.25347")


@pytest.fixture
def table(shown: Callable[[GradientTable], GradientTable], theme: Theme) -> GradientTable:
    widget = GradientTable(theme)
    widget.show_picture(lecture())
    widget.resize(410, widget.sizeHint().height())
    return shown(widget)


# Without a screen


NEEDS = Needs(26.0, (11.0, 65.0, 84.0, 52.0, 46.0), (7, 7, 7, 6, 6))
DIGITS, GAPS = (7.8, 6.6), (10.0, 6.0)


def test_spare_room_is_shared() -> None:
    columns = table_columns(500.0, NEEDS, DIGITS, GAPS)
    assert columns.font == "number"
    assert columns.rights[-1] == pytest.approx(500.0)
    least = table_columns(400.0, NEEDS, DIGITS, GAPS)
    wider = [b - a for a, b in zip(least.rights, columns.rights, strict=True)]
    assert wider == pytest.approx([20.0, 40.0, 60.0, 80.0, 100.0])


def test_small_digits_come_before_shorter_headers_and_the_widest_gives_way_first() -> None:
    assert table_columns(365.0, NEEDS, DIGITS, GAPS).font == "numberSmall"
    assert table_columns(365.0, NEEDS, DIGITS, GAPS).headers[2] == 84.0
    tight = table_columns(310.0, NEEDS, DIGITS, GAPS)
    assert tight.headers[1] == pytest.approx(tight.headers[2], abs=0.01)
    assert tight.headers[3:] == (52.0, 46.0)


@given(
    width=st.floats(0, 900),
    headers=st.lists(st.floats(0, 200), min_size=1, max_size=6),
    number=st.integers(0, 14),
)
def test_numbers_never_overlap(width: float, headers: list[float], number: int) -> None:
    needs = Needs(26.0, tuple(headers), (number,) * len(headers))
    columns = table_columns(width, needs, DIGITS, GAPS)
    digit = DIGITS[0] if columns.font == "number" else DIGITS[1]
    for left, right in pairwise((26.0, *columns.rights)):
        assert right - left >= number * digit + GAPS[1] - 0.01
    if width >= least_width(needs, DIGITS, GAPS):
        assert columns.rights[-1] <= width + 0.01


def test_words_go_row_by_row_and_leave_out_what_is_empty() -> None:
    assert lecture().row_words(0) == (
        "W₁: W 0.34; W + h, first 0.3401; W + h, second 0.34; dW num. −2.500; analytic −2.500"
    )
    assert (
        lecture().words().endswith(". loss: W 1.25347; W + h, first 1.25322; W + h, second 1.25353")
    )
    assert TablePicture(("W",), (TableRow("W₁", (Cell(),)),)).words() == "W₁: empty"
    assert TablePicture().words() == ""


# On the screen


def test_the_lecture_fits_410_px_with_whole_headers(table: GradientTable) -> None:
    large = digit_height(table)
    assert [table.header_text(each) for each in range(5)] == list(COLUMNS)
    assert rights(table)[-1] == 410
    table.show_picture(with_slope(TINY))
    assert digit_height(table) < large
    assert [table.header_text(each) for each in range(5)] == list(COLUMNS)


def test_columns_do_not_shrink_by_a_digit_or_two(table: GradientTable) -> None:
    table.show_picture(with_slope("−12.500"))
    wide = rights(table)
    table.show_picture(lecture("W₁"))
    assert rights(table) == wide


def test_columns_shrink_when_a_long_number_is_gone(table: GradientTable) -> None:
    before = rights(table)
    table.show_picture(with_slope(TINY))
    wide = rights(table)
    assert wide != before
    table.show_picture(lecture("W₁"))
    assert rights(table) == before
    table.show_picture(with_slope(TINY))
    table.show_picture(TablePicture(COLUMNS, lecture().rows[:2]))
    table.show_picture(lecture())
    assert rights(table) == before


def test_headers_are_cut_when_narrow_and_the_tip_has_them(table: GradientTable) -> None:
    table.resize(308, table.height())
    cut_ones = [each for each in range(5) if table.header_text(each) != COLUMNS[each]]
    assert cut_ones == [1, 2]
    assert table.header_text(2).endswith("…")
    assert table.tip_at(QPointF(table.column_right(2) - 2, 5)) == "W + h, second"
    assert table.tip_at(QPointF(table.column_right(0) - 2, 5)) == ""
    assert table.tip_at(QPointF(table.column_right(2) - 2, 50)) == ""
    table.resize(table.minimumSizeHint())
    assert rights(table)[-1] <= table.width()


@pytest.mark.parametrize("theme_now", [Theme("dark"), Theme("light", 1.5, projector=True)])
def test_themes_keep_the_table_inside(table: GradientTable, theme_now: Theme) -> None:
    table.apply_theme(theme_now)
    table.resize(table.sizeHint())
    assert table.width() == theme_now.px(410)
    assert table.height() == 4 * theme_now.px(28) + theme_now.px(1)
    assert rights(table)[-1] == table.width()
    slope = table.row_rect(0).toRect().adjusted(rights_of(table, 2), 0, 0, 0)
    assert has_color(table.grab().toImage(), slope, theme_now.color("text.primary"))


def rights_of(table: GradientTable, column: int) -> int:
    return round(table.column_right(column))


def test_ten_rows_have_their_height(table: GradientTable) -> None:
    rows = tuple(TableRow(f"W{each}", (Cell("1"),)) for each in range(10))
    table.show_picture(TablePicture(("W",), rows))
    assert table.sizeHint().height() == table.minimumSizeHint().height() == 11 * 28 + 1
    table.resize(table.sizeHint())
    assert table.row_rect(9).bottom() < table.height()


def test_the_marked_row_stands_on_violet(table: GradientTable, theme: Theme) -> None:
    table.show_picture(lecture("W₂"))
    image, tint = table.grab().toImage(), theme.color("accent.tint")
    assert [has_color(image, table.row_rect(each).toRect(), tint) for each in range(3)] == [
        False,
        True,
        False,
    ]


def test_a_click_chooses_a_row_that_can_be_chosen(table: GradientTable) -> None:
    spy = QSignalSpy(table.row_chosen)
    for each in (1, 2):
        middle = table.row_rect(each).center().toPoint()
        QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseClick(table, Qt.MouseButton.RightButton, pos=table.row_rect(0).center().toPoint())
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert [spy.at(each)[0] for each in range(spy.count())] == [1]


def test_the_pointer_shows_what_it_would_choose(table: GradientTable, theme: Theme) -> None:
    hover = theme.color("surface.hover")
    for each, expected in ((0, True), (2, False)):
        QTest.mouseMove(table, table.row_rect(each).center().toPoint())
        area = table.row_rect(each).toRect()
        assert has_color(table.grab().toImage(), area, hover) == expected


def test_keys_go_over_the_rows_and_enter_chooses(table: GradientTable) -> None:
    spy = QSignalSpy(table.row_chosen)
    table.setFocus()
    keys = Qt.Key
    QTest.keyClick(table, keys.Key_Return)
    for key in (keys.Key_Down, keys.Key_Down, keys.Key_Down, keys.Key_Enter):
        QTest.keyClick(table, key)
    assert table.accessibleDescription() == lecture().row_words(1)
    QTest.keyClick(table, keys.Key_Up)
    QTest.keyClick(table, keys.Key_Return)
    assert [spy.at(each)[0] for each in range(spy.count())] == [0, 1, 0]


def test_the_ring_is_around_the_row_of_the_keyboard(table: GradientTable, theme: Theme) -> None:
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Down)
    image, ring = table.grab().toImage(), theme.color("focus.ring")
    places = [QRect(0, round(table.row_rect(each).center().y()), 3, 1) for each in range(2)]
    assert [has_color(image, each, ring) for each in places] == [False, True]


def test_an_empty_table_takes_no_keys(qapp: QApplication, theme: Theme) -> None:
    table = GradientTable(theme)
    assert not table.press_key(Qt.Key.Key_Down)
    assert table.row_at(QPointF(5, 40)) is None
    table.grab()
    table.deleteLater()


def test_a_row_without_all_cells_is_refused(table: GradientTable) -> None:
    with pytest.raises(ValueError, match="row W₁ has 1 cells, not 5"):
        table.show_picture(TablePicture(COLUMNS, (TableRow("W₁", (Cell("1"),)),)))
    assert table.picture == lecture()


def test_it_tells_what_it_shows(table: GradientTable) -> None:
    assert table.accessibleDescription() == lecture().words()
    table.show_picture(with_slope("—"))
    assert "dW num. —" in table.accessibleDescription()
