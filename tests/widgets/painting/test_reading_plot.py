"""A point that is read: by the pointer, by keys, and while what is shown changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.painting.reading_plot import ReadingPlot

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Row(ReadingPlot):
    """Thirty points, one every 10 px; there is nothing to read below 50 px."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Row")
        self.count = 30
        self.setFixedSize(300, 100)

    def lay_out(self) -> None:
        pass

    def words(self) -> str:
        return f"{self.count} points" if self.point is None else f"point {self.point}"

    def point_count(self) -> int:
        return self.count

    def point_under(self, place: QPointF) -> float | None:
        return place.x() / 10 if place.y() < 50 else None


@pytest.fixture
def row(shown: Callable[[QWidget], QWidget], theme: Theme) -> Row:
    window, widget = QWidget(), Row(theme)
    QVBoxLayout(window).addWidget(widget)
    shown(window)
    return widget


def test_the_pointer_reads_the_nearest_point(row: Row) -> None:
    QTest.mouseMove(row, QPoint(5, 90))
    read = []
    for x, y in ((104, 10), (106, 10), (299, 10), (106, 60)):
        QTest.mouseMove(row, QPoint(x, y))
        read.append(row.point)
    assert read == [10, 11, 29, None]


def test_keys_read_one_point_after_the_other(row: Row) -> None:
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, Qt.Key.Key_Left)
    assert row.accessibleDescription() == "point 29", "the last one comes first"
    QTest.keyClick(row, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert row.point == 20
    QTest.keyClick(row, Qt.Key.Key_Home)
    QTest.keyClick(row, Qt.Key.Key_Left)
    assert row.point == 0
    QTest.keyClick(row, Qt.Key.Key_End)
    assert row.point == 29
    QTest.keyClick(row, Qt.Key.Key_Escape)
    assert row.accessibleDescription() == "30 points"


def test_a_point_goes_with_the_pointer_unless_the_keyboard_holds_it(row: Row) -> None:
    row.setFocus(Qt.FocusReason.MouseFocusReason)
    row.read(5)
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert row.point is None
    QTest.keyClick(row, Qt.Key.Key_Home)
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert row.point == 0
    row.clearFocus()
    assert row.point is None


def test_a_point_that_is_gone_gives_way_to_the_nearest(row: Row) -> None:
    row.read(25)
    row.count = 10
    row.keep_reading(row.point)
    assert row.accessibleDescription() == "point 9"
    row.count = 0
    row.keep_reading(row.point)
    assert row.accessibleDescription() == "0 points"
    row.read(3)
    assert row.point is None
