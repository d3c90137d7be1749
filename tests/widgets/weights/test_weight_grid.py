"""The weight grid: drag, keys, typing and buttons, bars by sign, forms, no relayout while live."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.field_error import FieldError
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from lossviz.widgets.weights.weight_form import COMPACT, ROOMY, SLIM
from lossviz.widgets.weights.weight_grid import WeightGrid
from tests.widgets.looking import has_color

VALUES = np.array([[0.92, 0.44, -0.01], [-0.89, -0.16, 0.16], [0.57, -0.98, 0.21]])
SLOPES = np.array([[-0.005, -0.032, 0.012], [0.011, -0.082, 0.013], [0.054, 0.045, -0.025]])
CLASSES, COLUMNS = ("class 0", "class 1", "class 2"), ("w₀", "w₁", "b")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def names(count: int) -> tuple[str, ...]:
    return (*(f"w{chr(0x2080 + k)}" for k in range(count - 1)), "b")


def mockup(theme: Theme) -> WeightGrid:
    grid = WeightGrid(theme, "playground")
    grid.resize(490, 300)
    grid.show_shape(CLASSES, COLUMNS)
    grid.show_numbers(VALUES, SLOPES, 0.082)
    grid.resize(490, grid.sizeHint().height())
    return grid


@pytest.fixture
def grid(shown: Callable[[WeightGrid], WeightGrid], theme: Theme) -> WeightGrid:
    return shown(mockup(theme))


@pytest.fixture
def told(grid: WeightGrid) -> list[tuple[int, int, float, bool]]:
    result: list[tuple[int, int, float, bool]] = []
    grid.value_changed.connect(lambda *change: result.append(change))
    return result


# What is shown


def test_shows_the_mockup(grid):
    assert grid.cell(1, 0).field.text() == "−0.89"
    assert grid.cell(1, 0).field.font().pixelSize() == 18
    assert grid.form is ROOMY
    assert [grid.cell(0, j).height() for j in range(3)] == [56] * 3
    assert grid.cell(2, 2).geometry().right() == 489


def test_objects_have_the_promised_names(grid, theme):
    for name in ("w.0.0", "w.2.1", "b.0", "b.2"):
        for end in ("", ".up", ".down"):
            assert grid.findChild(QWidget, f"playground.{name}{end}") is not None
    assert grid.findChild(QWidget, "playground.w.0.2") is None
    other = WeightGrid(theme, "other")
    other.show_shape(CLASSES, COLUMNS)
    assert other.cell(1, 2).field.objectName() == "other.b.1"
    other.deleteLater()


def test_a_name_without_room_is_known_by_its_beginning_and_a_number_by_itself(grid):
    grid.show_shape(("virginica with a longer name", "a class of number 12", "setosa"), COLUMNS)
    drawn = [note.text for note in texts_drawn_by(grid)]
    assert any(text.startswith("virg") and text.endswith("…") for text in drawn)
    assert "12" in drawn
    assert "setosa" in drawn


def test_words_for_screen_readers(grid):
    cell = grid.cell(2, 0)
    assert cell.field.accessibleName() == "Weight w₀ of class 2"
    assert grid.cell(2, 2).field.accessibleName() == "Bias b of class 2"
    assert cell.up.accessibleName() == "Raise weight w₀ of class 2"
    assert cell.down.accessibleName() == "Lower weight w₀ of class 2"
    assert cell.accessibleName() == "Slope of the loss by weight w₀ of class 2"
    assert cell.accessibleDescription() == "+0.054"


def test_a_tooltip_has_all_digits(grid, monkeypatch):
    values = VALUES.copy()
    values[0, 0] = 0.123456
    grid.show_numbers(values, SLOPES, 0.082)
    tips: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: tips.append(text))
    where = QPoint(5, 5)
    QApplication.sendEvent(grid.cell(0, 0), QHelpEvent(QEvent.Type.ToolTip, where, where))
    assert tips == ["Weight w₀ of class 0: 0.123456, slope −0.005"]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("projector", [False, True])
def test_bars_are_blue_left_and_red_right(shown, mode, projector):
    theme = Theme(mode, 1.5, projector=True) if projector else Theme(mode)
    grid = WeightGrid(theme, "playground")
    grid.resize(theme.px(490), 300)
    grid.show_shape(CLASSES, COLUMNS)
    grid.show_numbers(VALUES, SLOPES, 0.082)
    shown(grid)
    blue, red = QColor(theme.color("semantic.negative")), QColor(theme.color("semantic.positive"))
    for (i, j), color, other in (((1, 1), blue, red), ((2, 0), red, blue)):
        cell = grid.cell(i, j)
        image = cell.grab().toImage()
        assert has_color(image, image.rect(), color)
        assert not has_color(image, image.rect(), other)
    colored = [x for x in range(image.width()) if image.pixelColor(x, theme.px(43)) == red]
    assert min(colored) > theme.px(10)


def test_a_slope_that_is_none_has_no_bar(grid, theme):
    slopes = SLOPES.copy()
    slopes[1, 1] = np.nan
    grid.show_numbers(VALUES, slopes, 0.082)
    image = grid.cell(1, 1).grab().toImage()
    for role in ("semantic.negative", "semantic.positive", "border.strong"):
        assert not has_color(image, image.rect(), theme.color(role))
    assert grid.cell(1, 1).accessibleDescription() == "—"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e6, -1e6, 3e-5])
def test_any_number_is_shown_and_none_is_cut(grid, bad):
    grid.show_numbers(np.full((3, 3), bad), np.full((3, 3), bad), abs(bad))
    grid.grab()
    field = grid.cell(0, 0).field
    assert field.fontMetrics().horizontalAdvance(field.text()) <= field.width() - 2 * field.inset


@pytest.mark.parametrize(("classes", "columns"), [(2, 3), (3, 4), (8, 6), (8, 10), (2, 10)])
@pytest.mark.parametrize("compact", [False, True])
def test_every_shape_fits_490_px_without_a_cut_number(shown, theme, classes, columns, compact):
    grid = WeightGrid(theme, "playground")
    grid.set_compact(compact)
    grid.resize(490, 10)
    grid.show_shape(tuple(f"class {i}" for i in range(classes)), names(columns))
    shape = (classes, columns)
    grid.show_numbers(np.full(shape, -4.56), np.full(shape, -0.1), 0.1)
    grid.resize(490, grid.sizeHint().height())
    shown(grid)
    assert grid.minimumSizeHint().width() <= 490
    boxes = [grid.cell(i, j) for i in range(classes) for j in range(columns)]
    assert grid.rect().contains(boxes[-1].geometry())
    for cell in boxes:
        field = cell.field
        room = field.width() - 2 * field.inset
        assert field.text() == "−4.56"
        assert field.fontMetrics().horizontalAdvance(field.text()) <= room
        assert cell.rect().contains(field.geometry())


@pytest.mark.parametrize(("classes", "columns"), [(1, 3), (9, 3), (3, 2), (3, 11)])
def test_refuses_shapes_beyond_its_limits(grid, classes, columns):
    with pytest.raises(ValueError, match="no grid of"):
        grid.show_shape(tuple(map(str, range(classes))), names(columns))


def test_refuses_numbers_of_another_shape(grid):
    with pytest.raises(ValueError, match="are not"):
        grid.show_numbers(VALUES[:2], SLOPES, 1.0)


def test_cells_stay_while_the_shape_stays(grid):
    before = grid.cell(0, 0)
    grid.show_shape(CLASSES, COLUMNS)
    assert grid.cell(0, 0) is before
    grid.show_shape((*CLASSES, "class 3"), COLUMNS)
    assert grid.cell(0, 0) is not before
    assert grid.sizeHint().height() == 24 + 4 * 56 + 3 * 8


def test_another_shape_gives_up_what_was_typed(grid, told):
    grid.cell(2, 2).field.setFocus()
    QTest.keyClicks(grid.cell(2, 2).field, "7")
    grid.show_shape(CLASSES[:2], COLUMNS)
    QApplication.processEvents()
    assert told == []


class Layouts(QObject):
    """Counts what a live update must not cause."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        return False


def test_live_numbers_lay_nothing_out(grid):
    layouts = Layouts()
    for widget in (grid, *grid.findChildren(QWidget)):
        widget.installEventFilter(layouts)
    for k in range(5):
        grid.show_numbers(VALUES + k, SLOPES * k, 0.1)
        QApplication.processEvents()
    assert layouts.count == 0


def test_takes_on_another_theme(grid):
    grid.resize(735, 400)
    grid.apply_theme(Theme("dark", 1.5, projector=True))
    assert grid.form is ROOMY
    assert grid.cell(0, 0).height() == 84
    assert grid.cell(0, 0).field.font().pixelSize() == 27
    image = grid.grab().toImage()
    assert has_color(image, image.rect(), Theme("dark").color("surface.sunken"))


def test_compact_cells_are_low_and_without_buttons(grid):
    grid.set_compact(True)
    assert grid.form is COMPACT
    assert not grid.cell(0, 0).up.isVisible()
    assert grid.cell(0, 0).field.font().pixelSize() == 13
    assert grid.cell(0, 0).slope_number_shows()
    grid.set_compact(False)
    assert grid.cell(0, 0).up.isVisible()


def test_slim_cells_show_the_bar_without_its_number(grid):
    grid.show_shape(CLASSES, names(10))
    assert grid.form is SLIM
    assert not grid.cell(0, 0).slope_number_shows()


# What a person does


def test_a_drag_is_one_gesture(grid, told):
    field = grid.cell(1, 2).field
    QTest.mousePress(field, LEFT, pos=QPoint(20, 12))
    QTest.mouseMove(field, QPoint(28, 12))
    QTest.mouseRelease(field, LEFT, pos=QPoint(28, 12))
    assert told == [(1, 2, 0.36, True), (1, 2, 0.36, False)]


@pytest.mark.parametrize(
    ("modifier", "value"), [(Qt.KeyboardModifier.NoModifier, 1.02), (SHIFT, 0.93), (CTRL, 1.92)]
)
def test_up_steps_a_tenth(grid, told, modifier, value):
    grid.cell(0, 0).field.setFocus()
    QTest.keyClick(grid.cell(0, 0).field, Qt.Key.Key_Up, modifier)
    assert told == [(0, 0, value, True), (0, 0, value, False)]


def test_typing_and_what_is_refused(grid, told):
    field = grid.cell(0, 1).field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    error = grid.window().findChild(FieldError, "playground.w.0.1.error")
    assert error is not None
    assert error.isVisible()
    assert error.text == (
        "Weight w₁ of class 0 must be a number from −10⁶ to 10⁶; “abc” is not a number."
    )
    assert (field.text(), field.value, told) == ("abc", 0.44, [])
    grid.show_numbers(VALUES, SLOPES * 2, 0.1)
    assert field.text() == "abc"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not error.isVisible()
    QTest.keyClicks(field, "2000000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert error.text.endswith("“2000000” is too large.")
    field.selectAll()
    QTest.keyClicks(field, "1e6")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [(0, 1, 1e6, False)]
    assert field.text() == "1.0 × 10⁶"


@pytest.mark.parametrize(
    ("modifier", "up", "down"),
    [(Qt.KeyboardModifier.NoModifier, 0.54, 0.44), (SHIFT, 0.45, 0.44), (CTRL, 1.44, 0.44)],
)
def test_buttons_step(grid, told, modifier, up, down):
    cell = grid.cell(0, 1)
    QTest.mouseClick(cell.up, LEFT, modifier)
    QTest.mouseClick(cell.down, LEFT, modifier)
    assert told == [(0, 1, v, goes_on) for v in (up, down) for goes_on in (True, False)]


def test_a_button_that_is_held_repeats_in_one_gesture(grid, told):
    button = grid.cell(0, 1).up
    button.setAutoRepeatDelay(1)
    button.setAutoRepeatInterval(1)
    QTest.mousePress(button, LEFT)
    while len(told) < 4:
        QTest.qWait(1)
    QTest.mouseRelease(button, LEFT)
    values, goes_on = [each[2] for each in told], [each[3] for each in told]
    assert values[:3] == [0.54, 0.64, 0.74]
    assert goes_on == [True] * (len(told) - 1) + [False]
    assert values[-1] == values[-2]


def test_a_button_that_goes_away_ends_its_gesture(grid, told):
    QTest.mousePress(grid.cell(0, 1).up, LEFT)
    grid.set_compact(True)
    assert told == [(0, 1, 0.54, True), (0, 1, 0.54, False)]


def test_a_button_takes_what_was_typed_first(grid, told):
    cell = grid.cell(0, 1)
    cell.field.setFocus()
    QTest.keyClicks(cell.field, "2")
    QTest.mouseClick(cell.up, LEFT)
    assert [each[2] for each in told] == [2.0, 2.1, 2.1]
    cell.field.begin_typing("abc")
    QTest.mouseClick(cell.up, LEFT)
    assert len(told) == 3


def test_steps_stop_at_the_limit(grid, told):
    grid.show_numbers(np.full((3, 3), 1e6), SLOPES, 0.1)
    QTest.mouseClick(grid.cell(0, 0).up, LEFT)
    assert all(value == 1e6 for _, _, value, _ in told)
    QTest.mouseClick(grid.cell(0, 0).down, LEFT)
    assert told[-1] == (0, 0, 999999.9, False)


def test_a_value_that_left_the_range_can_be_typed_over_only(grid, told):
    grid.show_numbers(np.full((3, 3), np.nan), SLOPES, 0.1)
    field = grid.cell(0, 0).field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.mouseClick(grid.cell(0, 0).up, LEFT)
    assert told == []
    QTest.keyClicks(field, "1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [(0, 0, 1.0, False)]


def test_double_click_sets_zero(grid, told):
    QTest.mouseDClick(grid.cell(0, 0).field, LEFT)
    assert told[-1] == (0, 0, 0.0, False)


def test_left_and_right_go_from_number_to_number(grid):
    grid.cell(0, 2).field.setFocus()
    QTest.keyClick(grid.cell(0, 2).field, Qt.Key.Key_Right)
    assert grid.cell(1, 0).field.hasFocus()
    QTest.keyClick(grid.cell(1, 0).field, Qt.Key.Key_Left)
    assert grid.cell(0, 2).field.hasFocus()
    grid.cell(0, 0).field.setFocus()
    QTest.keyClick(grid.cell(0, 0).field, Qt.Key.Key_Left)
    assert grid.cell(0, 0).field.hasFocus()


def test_tab_passes_the_buttons_by(grid):
    grid.cell(0, 0).field.setFocus()
    QTest.keyClick(grid.cell(0, 0).field, Qt.Key.Key_Tab)
    assert grid.cell(0, 1).field.hasFocus()


def test_showing_numbers_tells_nothing(grid):
    changes = QSignalSpy(grid.value_changed)
    grid.show_numbers(VALUES + 1, SLOPES, 0.1)
    assert changes.count() == 0


def test_the_font_outlives_a_style_sheet(grid, qapp):
    sheet = qapp.styleSheet()
    qapp.setStyleSheet(sheet + " ")
    QApplication.processEvents()
    assert grid.cell(0, 0).field.font().pixelSize() == 18
    qapp.setStyleSheet(sheet)
