"""The number table: W, b and x, edited as scores are, on tints that can be read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.number_table.content import NumberCell, NumberTableContent
from lossviz.widgets.number_table.ink import Ink
from lossviz.widgets.number_table.number_cells import tint
from lossviz.widgets.number_table.number_table import NumberTable
from lossviz.widgets.painting.vector_picture import VectorPicture

W = ((2.2, 0.3, 1.0, 1.2, 0.0), (3.1, 2.9, 2.0, 0.5, 0.0), (-0.7, 3.0, -1.0, -2.1, 0.0))


def weights(W: tuple[tuple[float, ...], ...] = W) -> NumberTableContent:
    cells = tuple(
        tuple(NumberCell(f"{w:.1f}".replace("-", "−"), w, default=1.0) for w in row) for row in W
    )
    names = ("cat", "car", "frog")
    return NumberTableContent(names, ("w1", "w2", "w3", "w4", "b"), cells, names)


@pytest.fixture
def table(qapp, theme) -> Iterator[NumberTable]:
    result = NumberTable(theme, "Weights W and bias b")
    result.set_content(weights())
    result.resize(320, result.sizeHint().height())
    result.show()
    result.activateWindow()
    QApplication.processEvents()
    result.setFocus()
    result.select_cell((2, 3))
    yield result
    result.close()
    result.deleteLater()


def test_steps_types_and_tells_row_and_column(table):
    edits = QSignalSpy(table.number_edited)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClicks(table, "4")
    QTest.keyClick(table.typing.editor, Qt.Key.Key_Return)
    assert [edits.at(k) for k in range(edits.count())] == [
        [2, 3, -2.0, True],
        [2, 3, -2.0, False],
        [2, 3, 4.0, False],
    ]


def test_refuses_beyond_its_limit(table):
    rejected = QSignalSpy(table.rejected)
    assert not table.model().setData(table.model().index(0, 4), 10001)
    assert rejected.at(0) == [
        "The number at cat, b must be a number from −10,000 to 10,000; “10001.0” is too large."
    ]


def test_copies_and_pastes(table):
    pasted = QSignalSpy(table.block_pasted)
    QTest.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "-1\t-2.1"
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.at(0) == [2, 2, "-1\t-2.1"]


def test_words_for_screen_readers(table):
    model = table.model()
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "frog, w1: −0.7"
    assert table.accessibleName() == "Weights W and bias b"


def test_rows_are_28_px_and_all_show(table):
    assert table.rowHeight(0) == 28
    assert table.height() == 22 + 3 * 28
    assert table.verticalScrollBar().maximum() == 0


def test_an_update_is_one_data_changed_and_no_reset(table):
    model = table.model()
    changes, resets = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    table.set_content(weights(((9.9, *W[0][1:]), *W[1:])))  # the largest: all tints change
    table.set_content(weights(((9.9, *W[0][1:]), *W[1:])))
    assert (changes.count(), resets.count()) == (1, 0)
    first, last = changes.at(0)[:2]
    assert (first.row(), first.column(), last.row(), last.column()) == (0, 0, 2, 4)
    table.set_content(replace(weights(W[:2]), rows=("cat", "car"), color_names=("cat", "car")))
    assert resets.count() == 1
    assert model.rowCount() == 2


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("value", [-1.0, -0.5, 0.0, 0.5, 1.0])
def test_numbers_can_be_read_on_every_tint(qapp, mode, value):
    theme = Theme(mode)
    ground, text = tint(Ink(theme), value, 1.0), QColor(theme.color("text.primary"))
    assert _contrast(ground, text) >= 4.5


def test_tints_tell_the_sign(qapp, theme):
    ink = Ink(theme)
    negative, zero, positive = (tint(ink, value, 3.0) for value in (-3.0, 0.0, 3.0))
    assert negative.blue() > negative.red()
    assert positive.red() > positive.blue()
    assert zero == ink.color("surface.base")


def test_a_drawing_has_the_dots_of_the_screen(qapp, theme):
    def draw(device: QPaintDevice) -> None:
        painter = QPainter(device)
        Ink(theme).dotted_line(painter, 10, 5, 40)
        painter.end()

    screen, drawn = (QImage(60, 10, QImage.Format.Format_RGB32) for _ in range(2))
    for each in (screen, drawn):
        each.fill(Qt.GlobalColor.white)
    draw(screen)
    svg = VectorPicture(screen.size())
    draw(svg)
    painter = QPainter(drawn)
    QSvgRenderer(svg.content()()).render(painter)
    painter.end()
    assert drawn == screen


def _contrast(one: QColor, two: QColor) -> float:
    """WCAG 2."""
    lights = sorted((_luminance(one), _luminance(two)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(color: QColor) -> float:
    channels = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    )
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
