"""Two columns: where they stand, what scrolls, and that bars and rings take no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from lossviz.panelkit.two_columns import NARROW, NARROW_GAP, ROOMY, Lengths, TwoColumns
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule

RIGHT, TALL = 300, 1000
USUAL = Lengths()


class Columns(TwoColumns):
    def __init__(self, theme: Theme) -> None:
        self.left, self.right, self.fits = QWidget(), QWidget(), []
        self.alone = False
        for part in (self.left, self.right):
            QVBoxLayout(part)
        super().__init__(theme, self.left, self.right, names=("", "panel.numbers"))
        self.apply_theme(theme)

    def widths(self, room: int) -> tuple[int, int]:
        return (room, 0) if self.alone else (room - RIGHT, RIGHT)

    def fit(self, left: int, right: int) -> None:
        self.fits.append((left, right))

    @property
    def area(self) -> QScrollArea:
        return self.findChild(QScrollArea, "panel.numbers")

    def place_of(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self, QPoint()), part.size())


@pytest.fixture
def columns(qapp, theme):
    found = Columns(theme)
    found.resize(1300, 800)
    found.show()
    yield found
    found.close()
    found.deleteLater()


def test_each_stands_where_the_design_says(columns):
    pad, gap, top = USUAL.pad, USUAL.gap, USUAL.top
    left = 1300 - 2 * pad - gap - RIGHT
    assert columns.place_of(columns.left) == QRect(pad, top, left, 800 - top - USUAL.foot)
    right = columns.place_of(columns.right)
    assert (right.left(), right.width()) == (pad + left + gap, RIGHT)
    assert right.top() == top + USUAL.above
    assert right.bottom() == 800 - USUAL.foot - 1
    line = columns.findChild(Rule).geometry()
    assert line.left() == pad + left + gap // 2
    assert (line.top(), line.bottom()) == (USUAL.rule, 800 - USUAL.rule - 1)
    assert columns.fits[-1] == (left, RIGHT)


def test_what_is_too_high_scrolls_and_the_bar_takes_no_room(columns):
    before = columns.place_of(columns.right)
    assert columns.area.verticalScrollBar().maximum() == 0
    columns.right.setMinimumHeight(TALL)
    QApplication.processEvents()  # Qt lays out when it is asked to
    assert columns.area.verticalScrollBar().maximum() > 0
    after = columns.place_of(columns.right)
    assert (after.left(), after.width()) == (before.left(), before.width())
    assert columns.area.geometry().right() < 1300
    assert columns.area.geometry().left() < before.left()


def test_a_narrow_window_has_less_gap(columns):
    columns.resize(NARROW - 1, 800)
    places = columns.place_of(columns.left), columns.place_of(columns.right)
    assert places[1].left() - places[0].right() - 1 == NARROW_GAP


def test_a_low_one_says_so(columns):
    assert not columns.is_low()
    columns.resize(1300, ROOMY - 1)
    assert columns.is_low()


def test_the_left_one_can_have_all_the_room(columns):
    columns.alone = True
    columns.place()
    assert columns.place_of(columns.left).width() == 1300 - 2 * USUAL.pad
    assert columns.area.isHidden()
    assert columns.findChild(Rule).isHidden()
    columns.alone = False
    columns.place()
    assert not columns.area.isHidden()
    assert not columns.findChild(Rule).isHidden()


def test_all_lengths_grow_with_the_scale(columns):
    columns.apply_theme(Theme("light", scale=2.0))
    assert columns.place_of(columns.left).topLeft() == QPoint(2 * USUAL.pad, 2 * USUAL.top)
