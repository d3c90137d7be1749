"""The confusion matrix: greys by row share, words of a cell, mouse and keyboard, empty grid."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.data.records import CLASS_NAMES as NAMES
from lossviz.theme.tokens import Theme
from lossviz.widgets.images.confusion_matrix import Cell, ConfusionMatrix
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from tests.widgets.looking import area_of


def counts() -> np.ndarray:
    table = np.full((10, 10), 4)
    table[3] = [5, 8, 9, 26, 7, 9, 30, 4, 3, 3]  # cat: 104 images
    table[8] = [0, 0, 0, 0, 0, 0, 0, 0, 90, 10]
    table[9] = 0
    return table


@pytest.fixture
def matrix(qapp: QApplication, theme: Theme) -> Iterator[ConfusionMatrix]:
    widget = ConfusionMatrix(theme, NAMES)
    widget.resize(300, 245)
    widget.show_counts(counts())
    widget.show()
    qapp.processEvents()
    yield widget
    widget.hide()
    widget.deleteLater()


def cell_rect(matrix: ConfusionMatrix, cell: tuple[int, int]) -> QRectF:
    """Where a cell is painted, without the gap around it."""
    return area_of(matrix.cell_at, cell, matrix.size()).adjusted(1, 1, -1, -1)


def color_at(matrix: ConfusionMatrix, cell: tuple[int, int]) -> QColor:
    middle = cell_rect(matrix, cell).center().toPoint()
    return matrix.grab().toImage().pixelColor(middle)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_cell_is_as_grey_as_its_share_of_the_row(matrix: ConfusionMatrix, mode: str) -> None:
    theme = Theme(mode)
    matrix.apply_theme(theme)
    low, high = QColor(theme.color("surface.plot")), QColor(theme.color("text.primary"))
    for cell, share in (((3, 6), 30 / 104), ((8, 8), 0.9), ((8, 0), 0.0), ((9, 9), 0.0)):
        grey = 0.92 * min(share / 0.7, 1.0) ** 0.7
        expected = low.red() + (high.red() - low.red()) * grey
        assert color_at(matrix, cell).red() == pytest.approx(expected, abs=1), cell


def test_the_diagonal_is_ringed_in_the_class_colour(matrix: ConfusionMatrix, theme: Theme) -> None:
    picture = matrix.grab().toImage()
    for index, name in enumerate(NAMES):
        rect = cell_rect(matrix, (index, index))
        edge = QPoint(round(rect.center().x()), round(rect.top()))
        assert picture.pixelColor(edge) == QColor(theme.class_color(name)), name


def test_a_cell_in_words(matrix: ConfusionMatrix) -> None:
    assert matrix.cell_text((3, 6)) == "cat taken for frog: 30 of 104"
    assert matrix.cell_words((3, 3)) == ("cat recognised", "26 of 104")
    matrix.show_counts(None)
    assert matrix.cell_text((3, 6)) == "cat taken for frog: no images yet"


def test_hover_marks_and_click_chooses(matrix: ConfusionMatrix) -> None:
    marked: list[Cell | None] = []
    chosen: list[tuple[int, int]] = []
    matrix.cell_marked.connect(marked.append)
    matrix.cell_chosen.connect(lambda *cell: chosen.append(cell))
    place = cell_rect(matrix, (3, 6)).center().toPoint()
    QTest.mouseMove(matrix, place)
    QTest.mouseMove(matrix, QPoint(2, 2))
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chosen == []
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert marked[:2] == [(3, 6), None]
    assert chosen == [(3, 6)]
    assert matrix.accessibleDescription() == "cat taken for frog: 30 of 104"


def test_the_chosen_cell_has_the_violet_ring(matrix: ConfusionMatrix, theme: Theme) -> None:
    matrix.set_selected((3, 6))
    rect = cell_rect(matrix, (3, 6))
    edge = QPoint(round(rect.center().x()), round(rect.top()) - 2)
    assert matrix.grab().toImage().pixelColor(edge) == QColor(theme.color("focus.ring"))


def test_arrows_move_enter_chooses_and_escape_leaves(matrix: ConfusionMatrix) -> None:
    marked: list[Cell | None] = []
    chosen: list[tuple[int, int]] = []
    matrix.cell_marked.connect(marked.append)
    matrix.cell_chosen.connect(lambda *cell: chosen.append(cell))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(matrix, key)
    assert marked == [(0, 0), (1, 0), (1, 1), (0, 1), (0, 1)]
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen == [(0, 1)]
    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    assert matrix.accessibleDescription().endswith("recognised")
    assert "taken for" not in matrix.accessibleDescription()


def test_without_counts_the_grid_stays(matrix: ConfusionMatrix, theme: Theme) -> None:
    matrix.show_counts(None)
    assert matrix.accessibleDescription() == "No counts yet."
    assert color_at(matrix, (3, 6)) == QColor(theme.color("surface.plot"))
    rect = cell_rect(matrix, (0, 5))
    edge = matrix.grab().toImage().pixelColor(int(rect.center().x()), int(rect.top()))
    assert edge != QColor(theme.color("surface.plot"))


def test_wrong_shapes_are_refused_and_new_names_taken(matrix: ConfusionMatrix) -> None:
    with pytest.raises(ValueError, match=r"10 classes.*\(3, 3\)"):
        matrix.show_counts(np.ones((3, 3), int))
    matrix.set_selected((9, 9))
    matrix.show_counts(np.eye(3, dtype=int), ("cat", "car", "frog"))
    assert matrix.accessibleDescription() == "3 of 3 recognised"
    assert matrix.cell_text((1, 1)) == "car recognised: 1 of 1"


def test_cells_shrink_and_grow_within_bounds(matrix: ConfusionMatrix) -> None:
    for size, side in ((matrix.minimumSizeHint(), 10), (matrix.sizeHint(), 18)):
        matrix.resize(size)
        assert cell_rect(matrix, (0, 0)).width() == side
        assert cell_rect(matrix, (9, 9)).right() <= size.width()
    matrix.resize(900, 900)
    assert cell_rect(matrix, (0, 0)).width() == 26


def test_without_classes_it_says_nothing(qapp: QApplication, theme: Theme) -> None:
    matrix = ConfusionMatrix(theme, ())
    matrix.resize(120, 200)
    assert texts_drawn_by(matrix) == []
