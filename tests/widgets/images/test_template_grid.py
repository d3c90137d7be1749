"""The template grid: whole-number scales, exact pixels, hover, click and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.data.records import CLASS_NAMES as NAMES
from lossviz.self_test.layout_faults import tool_tip_at
from lossviz.theme.tokens import Theme
from lossviz.widgets.images.template_grid import TemplateGrid, TemplatePixel
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from tests.widgets.looking import template_rect


def images(count: int = 10) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, 32, 32, 3), dtype=np.uint8)


@pytest.fixture
def grid(qapp: QApplication, theme: Theme) -> Iterator[TemplateGrid]:
    widget = TemplateGrid(theme)
    widget.resize(680, 330)
    widget.show_templates(images(), NAMES)
    widget.show()
    qapp.processEvents()
    yield widget
    widget.hide()
    widget.deleteLater()


def test_what_the_first_templates_wait_for_is_said_in_their_place(grid: TemplateGrid) -> None:
    words = "Drawing 12,000 images, 40 %"
    waiting = TemplateGrid(Theme("light"))
    waiting.resize(680, 330)
    waiting.show_waiting(words)
    assert [drawn.text for drawn in texts_drawn_by(waiting)] == [words]
    assert waiting.accessibleDescription() == words
    grid.show_waiting(words)  # those of before are there
    assert words not in [drawn.text for drawn in texts_drawn_by(grid)]


def test_every_template_pixel_is_a_block_of_its_own_colour(grid: TemplateGrid) -> None:
    picture, data = grid.grab().toImage(), images()
    for index in (0, 4, 5, 9):
        rect = template_rect(grid, index)
        assert rect.width() == 128
        for row, column in ((0, 16), (16, 0), (31, 15), (20, 7)):
            for offset in (0, 3):
                x = int(rect.left()) + 4 * column + offset
                y = int(rect.top()) + 4 * row + offset
                assert QColor(picture.pixel(x, y)).getRgb()[:3] == tuple(data[index, row, column])


@pytest.mark.parametrize(
    ("width", "height", "side"),
    [
        (360, 180, 64),
        (100, 100, 64),
        (520, 330, 96),
        (664, 330, 128),
        (680, 324, 128),
        (680, 323, 96),
        (860, 400, 160),
    ],
)
def test_the_largest_whole_scale_that_fits(
    grid: TemplateGrid, width: int, height: int, side: int
) -> None:
    grid.resize(width, height)
    assert template_rect(grid, 0).width() == side


def test_size_hints_hold_their_scales(grid: TemplateGrid) -> None:
    for hint, side in ((grid.sizeHint(), 128), (grid.minimumSizeHint(), 64)):
        grid.resize(hint)
        last = template_rect(grid, 9)
        assert last.width() == side
        assert last.right() <= grid.width()
        assert last.bottom() < grid.height()


def test_any_number_of_classes_goes_in_rows_of_five(grid: TemplateGrid) -> None:
    grid.show_templates(images(3), NAMES[:3])
    assert template_rect(grid, 2).top() == 0
    grid.show_templates(images(7), (*NAMES[:6], "zebra"))
    assert template_rect(grid, 5).left() == 0
    grid.grab()


def test_wrong_shapes_are_refused(grid: TemplateGrid) -> None:
    with pytest.raises(ValueError, match=r"10 templates.*\(9, 32, 32, 3\)"):
        grid.show_templates(images(9), NAMES)
    with pytest.raises(ValueError, match="float64"):
        grid.show_templates(images() / 255, NAMES)


def test_the_images_outlive_their_array(grid: TemplateGrid) -> None:
    data = images()
    grid.show_templates(data, NAMES)
    before = grid.grab().toImage()
    data[:] = 0
    assert grid.grab().toImage() == before


def test_hover_tells_the_pixel_and_click_chooses_it(grid: TemplateGrid) -> None:
    hovered: list[TemplatePixel | None] = []
    chosen: list[tuple[int, int, int]] = []
    grid.pixel_hovered.connect(hovered.append)
    grid.pixel_chosen.connect(lambda *pixel: chosen.append(pixel))
    corner = template_rect(grid, 6).topLeft().toPoint()
    QTest.mouseMove(grid, corner + QPoint(4 * 12 + 1, 4 * 20 + 2))
    QTest.mouseMove(grid, corner + QPoint(4 * 12 + 1, 140))
    assert hovered == [(6, 20, 12), None]
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=corner + QPoint(127, 127))
    assert chosen == [(6, 31, 31)]
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert chosen[1:] == [(6, 30, 31)]
    assert grid.accessibleDescription() == "frog, pixel in row 30, column 31"
    assert grid.pixel_at(QPointF(template_rect(grid, 0).right() + 2, 5)) is None


def test_the_chosen_pixel_has_a_violet_ring_around_it(grid: TemplateGrid, theme: Theme) -> None:
    violet = QColor(theme.color("focus.ring"))
    grid.set_selected((3, 10, 12))
    picture, corner = grid.grab().toImage(), template_rect(grid, 3).topLeft().toPoint()
    inside = corner + QPoint(4 * 12 + 2, 4 * 10 + 2)
    assert QColor(picture.pixel(inside)).getRgb()[:3] == tuple(images()[3, 10, 12])
    assert picture.pixelColor(inside - QPoint(4, 0)) == violet


def test_arrows_go_over_templates_and_after_enter_over_pixels(grid: TemplateGrid) -> None:
    chosen: list[tuple[int, int, int]] = []
    grid.pixel_chosen.connect(lambda *pixel: chosen.append(pixel))
    keys = Qt.Key
    for key in (keys.Key_Left, keys.Key_Right, keys.Key_Down, keys.Key_Down):
        QTest.keyClick(grid, key)
    assert "frog" in grid.accessibleDescription()
    assert chosen == []
    for key in (keys.Key_Return, keys.Key_Left, keys.Key_Up, keys.Key_Escape, keys.Key_Right):
        QTest.keyClick(grid, key)
    assert chosen == [(6, 16, 16), (6, 16, 15), (6, 15, 15)]
    assert grid.accessibleDescription() == "frog, pixel in row 15, column 15"


def test_both_themes_and_the_projector_paint(grid: TemplateGrid) -> None:
    for theme in (Theme("dark"), Theme("light", 1.5, projector=True)):
        grid.apply_theme(theme)
        mark = QColor(theme.class_color("airplane")).rgb()
        picture = grid.grab().toImage()
        row = int(template_rect(grid, 0).bottom()) + theme.px(14)
        assert picture.pixel(theme.px(4), row) == mark


def test_a_name_that_is_cut_is_told_by_the_tool_tip(grid: TemplateGrid) -> None:
    grid.resize(grid.minimumSizeHint())
    names = [grid.name_at(template_rect(grid, index).center()) for index in range(10)]
    assert names == list(NAMES)
    below = template_rect(grid, 1).bottomLeft() + QPointF(20, 10)
    assert grid.name_at(below) == tool_tip_at(grid, below.toPoint()) == "automobile"
    assert grid.name_at(QPointF(-5, -5)) == ""
