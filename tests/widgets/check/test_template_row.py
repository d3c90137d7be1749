"""The row of templates: whole scales, names or dots, choosing by key and mouse."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolTip

from lossviz.data.records import CLASS_NAMES as NAMES
from lossviz.theme.tokens import Theme
from lossviz.widgets.check.template_row import TemplateRow
from tests.widgets.looking import has_color


def images(count: int = 10, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (count, 32, 32, 3), dtype=np.uint8)


def fit(row: TemplateRow, width: int) -> None:
    row.resize(width, row.heightForWidth(width))


@pytest.fixture
def row(shown: Callable[[TemplateRow], TemplateRow], theme: Theme) -> TemplateRow:
    widget = TemplateRow(theme)
    widget.show_templates(images(), NAMES)
    fit(widget, 410)
    return shown(widget)


def test_pixels_are_whole_at_each_scale(row: TemplateRow) -> None:
    for width, scale in ((410, 1), (760, 2)):
        fit(row, width)
        picture = row.grab().toImage()
        for index in (0, 9):
            rect = row.template_rect(index)
            assert rect.width() == 32 * scale
            for line, column in ((0, 16), (31, 15), (20, 7)):
                x, y = int(rect.left()) + scale * column, int(rect.top()) + scale * line
                pixel = picture.pixelColor(x, y).getRgb()[:3]
                assert pixel == tuple(images()[index, line, column])


@pytest.mark.parametrize("count", [2, 3, 10])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_one_row_inside_its_width(row: TemplateRow, count: int, scale: float) -> None:
    row.apply_theme(Theme("light", scale, projector=scale > 1))
    row.show_templates(images(count), NAMES[:count])
    for width in (row.minimumSizeHint().width(), row.sizeHint().width(), 500, 900):
        fit(row, width)
        first, last = row.template_rect(0), row.template_rect(count - 1)
        assert first.top() == last.top()
        assert last.right() <= width
        assert last.bottom() < row.height()
        assert row.template_rect(1).left() - first.right() >= 5


def test_ten_names_at_410_px_are_dots_and_three_are_words(row: TemplateRow) -> None:
    assert not row.shows_names()
    assert row.height() == 32 + 2 * 3 + 16 + 16
    row.show_templates(images(3), NAMES[:3])
    fit(row, 410)
    assert row.shows_names()
    assert row.height() == 64 + 2 * 3 + 16


def test_every_class_has_its_dot(row: TemplateRow, theme: Theme) -> None:
    image = row.grab().toImage()
    for index, name in enumerate(NAMES):
        rect = row.template_rect(index)
        place = QPoint(round(rect.center().x()), round(rect.bottom()) + 9)
        assert image.pixelColor(place) == QColor(theme.class_color(name))


def test_a_long_name_is_written_inside_the_widget(row: TemplateRow, theme: Theme) -> None:
    row.show_templates(images(), (*NAMES[:9], "an articulated lorry with a very long name " * 3))
    row.set_chosen(9)
    image = row.grab().toImage()
    strip = row.rect().adjusted(0, row.height() - 16, 0, 0)
    assert has_color(image, strip, theme.color("text.primary"))


def test_wrong_shapes_are_refused(row: TemplateRow) -> None:
    with pytest.raises(ValueError, match=r"10 templates.*\(9, 32, 32, 3\)"):
        row.show_templates(images(9), NAMES)
    with pytest.raises(ValueError, match="1 templates"):
        row.show_templates(images(1), NAMES[:1])
    with pytest.raises(ValueError, match="float64"):
        row.show_templates(images() / 255, NAMES)


def test_other_images_keep_what_is_chosen_and_other_names_do_not(row: TemplateRow) -> None:
    row.set_chosen(6)
    before = row.grab().toImage()
    row.show_templates(images(seed=1), NAMES)
    assert row.chosen == 6
    assert row.grab().toImage() != before
    row.show_templates(images(3), ("cat", "car", "frog"))
    assert row.chosen is None
    assert row.accessibleDescription() == "cat, car, frog"


def test_left_and_right_choose_and_stop_at_the_ends(row: TemplateRow) -> None:
    spy = QSignalSpy(row.template_chosen)
    row.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(row, key)
    assert [spy.at(each)[0] for each in range(spy.count())] == [0, 1, 2]
    assert row.chosen_name() == "bird"
    assert row.accessibleDescription() == "bird, 3 of 10"
    row.set_chosen(9)
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert row.chosen == 9


def test_a_click_chooses_and_the_ring_shows_it(row: TemplateRow, theme: Theme) -> None:
    spy = QSignalSpy(row.template_chosen)
    rect = row.template_rect(6)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert spy.count() == 1
    assert row.chosen_name() == "frog"
    edge = QPoint(round(rect.center().x()), 1)
    assert row.grab().toImage().pixelColor(edge) == QColor(theme.color("focus.ring"))
    between = QPoint(round(rect.right()) + 4, 20)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=between)
    assert spy.count() == 1


def test_the_pointer_names_a_class(
    row: TemplateRow, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: said.append(text))
    QTest.mouseMove(row, row.template_rect(8).center().toPoint())
    strip = row.rect().adjusted(0, row.height() - 16, 0, 0)
    assert has_color(row.grab().toImage(), strip, theme.color("text.primary"))
    for place in (row.template_rect(8).center().toPoint(), QPoint(1, 1)):
        event = QHelpEvent(QEvent.Type.ToolTip, place, row.mapToGlobal(place))
        QApplication.sendEvent(row, event)
    assert said == ["ship", ""]


def test_without_templates_it_is_empty(qapp: QApplication, theme: Theme) -> None:
    row = TemplateRow(theme)
    assert row.accessibleDescription() == "No templates yet."
    assert not row.press_key(Qt.Key.Key_Right)
    row.resize(row.sizeHint())
    row.grab()
    row.deleteLater()


def test_both_themes_and_the_projector_paint(row: TemplateRow) -> None:
    for theme in (Theme("dark"), Theme("light", 1.5, projector=True)):
        row.apply_theme(theme)
        fit(row, theme.px(410))
        rect = row.template_rect(4)
        place = QPoint(round(rect.center().x()), round(rect.bottom()) + theme.px(9))
        assert row.grab().toImage().pixelColor(place) == QColor(theme.class_color(NAMES[4]))
