"""The jiggle plot: dragging and keys, what is drawn where, readout and heading; plots in a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.loss_plots.jiggle_picture import JigglePicture, JiggleTexts
from lossviz.widgets.loss_plots.jiggle_plot import JigglePlot
from lossviz.widgets.loss_plots.jiggle_row import JiggleRow
from lossviz.widgets.loss_plots.loss_axes import x_ticks
from lossviz.widgets.painting.drawn_text import texts_drawn_by
from tests.widgets.looking import has_color

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
TEXTS = JiggleTexts("−1.0", "1.90", "1.24", "+1.00", "+0.71")


def cat_hinge(offset: np.ndarray | float) -> np.ndarray:
    return np.maximum(0.0, 2.9 + np.asarray(offset))


def cat_softmax(offset: np.ndarray | float) -> np.ndarray:
    """Cat image of the lecture, its car score moved."""
    return np.log(np.exp(3.2) + np.exp(5.1 + np.asarray(offset)) + np.exp(-1.7)) - 3.2


def picture(offset: float = -1.0, **changes: object) -> JigglePicture:
    x = np.unique(np.concatenate((np.linspace(-6, 4, 201), [-2.9, offset])))
    made = JigglePicture(
        offsets=x,
        hinge=cat_hinge(x),
        softmax=cat_softmax(x),
        kinks=((-2.9, 0.0),),
        at=(offset, float(cat_hinge(offset)), float(cat_softmax(offset))),
        slopes=(1.0, 0.71),
        now=(2.9, 2.0404),
        texts=TEXTS,
        x_name="change of the car score",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def plot(shown: Callable[[JigglePlot], JigglePlot], theme: Theme) -> JigglePlot:
    widget = JigglePlot(theme)
    widget.resize(310, 290)
    widget.show_picture(picture())
    return shown(widget)


def changes(spy: QSignalSpy) -> list[tuple[float, bool]]:
    return [tuple(spy.at(index)) for index in range(spy.count())]


def mouse(
    plot: JigglePlot, kind: QEvent.Type, place: QPointF, modifiers: Qt.KeyboardModifier = PLAIN
) -> None:
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, place, plot.mapToGlobal(place), LEFT, buttons, modifiers)
    QApplication.sendEvent(plot, event)


def drag(plot: JigglePlot, start: QPointF, *columns: float) -> None:
    mouse(plot, QEvent.Type.MouseButtonPress, start)
    for column in columns:
        mouse(plot, QEvent.Type.MouseMove, QPointF(column, start.y()))
    mouse(plot, QEvent.Type.MouseButtonRelease, QPointF(columns[-1], start.y()))


def around(plot: JigglePlot, x: float, y: float, reach: int = 3) -> QRect:
    middle = QPoint(round(plot.frame.x(x)), round(plot.frame.y(y)))
    return QRect(middle - QPoint(reach, reach), middle + QPoint(reach, reach))


# Moving the handle


def test_dragging_the_handle_is_one_gesture(plot: JigglePlot) -> None:
    spy, start = QSignalSpy(plot.offset_changed), plot.handle_rect().center()
    one, two = plot.frame.x(0.5), plot.frame.x(2.0)
    drag(plot, start, one, two)
    assert changes(spy) == [(0.5, True), (2.0, True), (2.0, False)]
    assert plot.offset == 2.0


def test_the_handle_does_not_jump_when_it_is_gripped_at_its_edge(plot: JigglePlot) -> None:
    spy, place = QSignalSpy(plot.offset_changed), plot.handle_rect().center() + QPointF(7, 0)
    drag(plot, place, place.x())
    assert changes(spy) == []
    drag(plot, place, plot.frame.x(0.0) + 7)
    assert plot.offset == 0.0


def test_a_click_anywhere_calls_the_handle(plot: JigglePlot) -> None:
    spy = QSignalSpy(plot.offset_changed)
    QTest.mouseClick(plot, LEFT, pos=QPoint(round(plot.frame.x(1.5)), 60))
    assert [value for value, _ in changes(spy)] == [pytest.approx(1.5, abs=0.05)] * 2
    assert [going_on for _, going_on in changes(spy)] == [True, False]
    assert round(plot.offset, 1) == plot.offset


def test_shift_drags_to_hundredths(plot: JigglePlot) -> None:
    mouse(plot, QEvent.Type.MouseButtonPress, QPointF(plot.frame.x(1.26), 60), SHIFT)
    assert plot.offset == pytest.approx(1.26, abs=0.03)
    assert round(plot.offset, 2) == plot.offset
    assert round(plot.offset, 1) != plot.offset
    mouse(plot, QEvent.Type.MouseButtonRelease, QPointF(plot.frame.x(1.26), 60), SHIFT)


def test_offsets_stay_in_the_range(plot: JigglePlot) -> None:
    drag(plot, plot.handle_rect().center(), 2000)
    assert plot.offset == 4.0
    drag(plot, plot.handle_rect().center(), -2000)
    assert plot.offset == -6.0


@pytest.mark.parametrize(
    ("key", "modifier", "offset"),
    [
        (Qt.Key.Key_Right, PLAIN, -0.9),
        (Qt.Key.Key_Left, PLAIN, -1.1),
        (Qt.Key.Key_Right, SHIFT, -0.99),
        (Qt.Key.Key_Left, CTRL, -2.0),
        (Qt.Key.Key_Home, PLAIN, 0.0),
        (Qt.Key.Key_0, PLAIN, 0.0),
    ],
)
def test_keys(plot: JigglePlot, key: Qt.Key, modifier: Qt.KeyboardModifier, offset: float) -> None:
    spy = QSignalSpy(plot.offset_changed)
    plot.setFocus()
    QTest.keyClick(plot, key, modifier)
    assert changes(spy) == [(offset, True), (offset, False)]


def test_enter_and_a_double_click_on_the_handle_apply(plot: JigglePlot) -> None:
    spy = QSignalSpy(plot.applied)
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert spy.count() == 1
    QTest.mouseDClick(plot, LEFT, pos=plot.handle_rect().center().toPoint())
    assert spy.count() == 2
    QTest.mouseDClick(plot, LEFT, pos=QPoint(round(plot.frame.x(2.0)), 60))
    assert spy.count() == 2
    assert plot.offset == pytest.approx(2.0, abs=0.05)


def test_escape_gives_a_drag_up(plot: JigglePlot) -> None:
    plot.setFocus()
    spy, start = QSignalSpy(plot.offset_changed), plot.handle_rect().center()
    mouse(plot, QEvent.Type.MouseButtonPress, start)
    mouse(plot, QEvent.Type.MouseMove, QPointF(plot.frame.x(3.0), start.y()))
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert changes(spy)[-2:] == [(-1.0, True), (-1.0, False)]
    mouse(plot, QEvent.Type.MouseButtonRelease, start)
    assert plot.offset == -1.0


def test_an_answer_that_comes_late_does_not_pull_the_handle_back(plot: JigglePlot) -> None:
    start = plot.handle_rect().center()
    mouse(plot, QEvent.Type.MouseButtonPress, start)
    mouse(plot, QEvent.Type.MouseMove, QPointF(plot.frame.x(3.0), start.y()))
    plot.show_picture(picture(0.5))
    assert plot.offset == 3.0
    mouse(plot, QEvent.Type.MouseButtonRelease, QPointF(plot.frame.x(3.0), start.y()))
    plot.show_picture(picture(0.5))
    assert plot.offset == 0.5


def test_the_wheel_and_other_keys_are_left_to_the_page(plot: JigglePlot) -> None:
    place = QPointF(100, 100)
    wheel = QWheelEvent(
        place,
        plot.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    plot.wheelEvent(wheel)
    assert not wheel.isAccepted()
    assert plot.offset == -1.0
    assert not plot.press_key(Qt.Key.Key_Space)


def test_the_pointer_over_the_handle_is_a_horizontal_arrow(plot: JigglePlot) -> None:
    QTest.mouseMove(plot, plot.handle_rect().center().toPoint())
    assert plot.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(plot, QPoint(150, 40))
    assert plot.cursor().shape() == Qt.CursorShape.ArrowCursor


# What is drawn


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_lines_dots_kinks_and_now_are_where_the_numbers_are(plot: JigglePlot, mode: str) -> None:
    theme = Theme(mode)  # type: ignore[arg-type]
    plot.apply_theme(theme)
    image = plot.grab().toImage()
    hinge, softmax = theme.color("semantic.hinge"), theme.color("semantic.softmax")
    assert image.pixelColor(around(plot, -1.0, 1.9).center()) == QColor(hinge)
    assert image.pixelColor(around(plot, -1.0, float(cat_softmax(-1.0))).center()) == QColor(
        softmax
    )
    base = QColor(theme.color("surface.plot"))
    for hollow in ((-2.9, 0.0), (0.0, 2.9), (0.0, 2.0404)):
        assert image.pixelColor(around(plot, *hollow).center()) == base, hollow
    assert has_color(image, around(plot, 2.0, 4.9), hinge)
    assert not has_color(image, around(plot, 2.0, 6.5), hinge)


def test_the_tangent_follows_the_slope_it_is_given(plot: JigglePlot) -> None:
    """A steeper slope of softmax turns its stroke towards the vertical."""
    background = QColor(plot.color("surface.plot"))
    plot.show_picture(picture(2.0, slopes=(1.0, -50.0)))
    above = around(plot, 2.0, float(cat_softmax(2.0))).center() + QPoint(-3, 15)
    assert plot.grab().toImage().pixelColor(above) != background
    plot.show_picture(picture(2.0, slopes=(1.0, 0.0)))
    assert plot.grab().toImage().pixelColor(above) == background


def test_the_original_is_drawn_and_counts_for_the_axis(plot: JigglePlot) -> None:
    x = picture().offsets
    squared = cat_hinge(x) ** 2
    plot.show_picture(picture(hinge=squared))
    without = plot.grab().toImage()
    plot.show_picture(picture(hinge=squared, original=cat_hinge(x)))
    assert plot.frame.y_range == (0.0, 50.0)
    place = around(plot, 3.3, 6.2, 6)
    assert plot.grab().toImage().copy(place) != without.copy(place)
    plot.show_picture(picture(hinge=cat_hinge(x), original=squared))
    assert plot.frame.y_range == (0.0, 50.0)


def test_the_axis_stays_while_the_losses_change_a_little(plot: JigglePlot) -> None:
    assert plot.frame.y_range == (0.0, 7.0)
    x = picture().offsets
    plot.show_picture(picture(hinge=cat_hinge(x) + 0.5))
    assert plot.frame.y_range == (0.0, 8.0)
    plot.show_picture(picture())
    assert plot.frame.y_range == (0.0, 8.0)


@pytest.mark.parametrize("size", [(250, 180), (310, 290), (900, 270)])
@pytest.mark.parametrize("at", [-6.0, -2.9, -1.0, 0.3, 3.9, 4.0])
def test_the_readout_hides_no_dot_and_stays_inside(
    plot: JigglePlot, at: float, size: tuple[int, int]
) -> None:
    plot.resize(*size)
    plot.show_picture(picture(at))
    said = (TEXTS.hinge, TEXTS.softmax, TEXTS.hinge_slope, TEXTS.softmax_slope)
    box = QRectF()
    for drawn in texts_drawn_by(plot):
        if drawn.text in said:
            box = box.united(drawn.ink)
    assert not box.isEmpty()
    assert plot.rect().contains(box.toAlignedRect())
    assert not box.left() < plot.frame.x(at) < box.right()
    for x, y in ((at, float(cat_hinge(at))), (at, float(cat_softmax(at))), (0.0, 2.9)):
        assert not box.contains(QPointF(plot.frame.x(x), plot.frame.y(y))), (x, y)


def test_the_focus_ring_goes_around_the_handle_for_the_keyboard(plot: JigglePlot) -> None:
    ring = plot.color("focus.ring").name()
    area = plot.handle_rect().adjusted(-5, -5, 5, 5).toAlignedRect()
    plot.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not has_color(plot.grab().toImage(), area, ring)
    plot.clearFocus()
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    assert has_color(plot.grab().toImage(), area, ring)


def test_a_screen_reader_gets_the_numbers(plot: JigglePlot) -> None:
    assert plot.accessibleDescription() == (
        "change of the car score −1.0: hinge 1.90, slope +1.00; softmax 1.24, slope +0.71"
    )


def test_infinite_losses_are_drawn_off_the_top(plot: JigglePlot) -> None:
    steep = np.where(picture().offsets > 1, np.inf, cat_hinge(picture().offsets))
    plot.show_picture(picture(hinge=steep, at=(3.0, np.inf, 4.9), slopes=(np.nan, 1.0)))
    assert plot.frame.y_range[1] < 10
    assert not plot.grab().isNull()


def test_arrays_must_match() -> None:
    with pytest.raises(ValueError, match="alike"):
        picture(hinge=np.zeros(3))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ((-6.0, 4.0), (-6, -4, -2, 0, 2, 4)),
        ((0.0, 10.0), (0, 2, 4, 6, 8, 10)),
        ((-1.0, 1.0), (-1, -0.5, 0, 0.5, 1)),
    ],
)
def test_ticks_of_x_are_round(wanted: tuple[float, float], expected: tuple[float, ...]) -> None:
    assert x_ticks(wanted) == pytest.approx(expected)


# A row


@pytest.fixture
def row(shown: Callable[[JiggleRow], JiggleRow], theme: Theme) -> JiggleRow:
    widget = JiggleRow(theme)
    widget.resize(3 * 150 + 2 * 16, 270)
    widget.show_pictures(three_pictures())
    return shown(widget)


def three_pictures() -> list[JigglePicture]:
    tiny = np.full_like(picture().offsets, 9.18e-4)
    shown = picture(
        softmax=tiny,
        hinge=np.zeros_like(tiny),
        kinks=(),
        at=(-1.0, 0.0, 9.14e-4),
        now=(0.0, 9.18e-4),
        title="[10, −2, 3]",
        losses=("hinge 0.00", "softmax 9.14 × 10⁻⁴"),
        changes=("±0", "−3.9 × 10⁻⁶"),
    )
    steep = picture(title="[10, 9, 9]", losses=("hinge 0.00", "softmax 0.41"))
    return [shown, steep, replace(shown, title="[10, −100, −100]")]


def test_one_handle_moves_all(row: JiggleRow) -> None:
    spy = QSignalSpy(row.offset_changed)
    plot = row.plots[1]
    drag(plot, plot.handle_rect().center(), plot.frame.x(2.0))
    assert {each.offset for each in row.plots} == {row.offset} == {plot.offset}
    assert plot.offset > 1.5
    assert changes(spy)[-1] == (plot.offset, False)


def test_the_keyboard_has_one_stop(row: JiggleRow) -> None:
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.plots[0].hasFocus()
    QTest.keyClick(row.plots[0], Qt.Key.Key_Right, CTRL)
    assert [each.offset for each in row.plots] == [0.0] * 3
    tabs = [bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) for each in row.plots]
    assert tabs == [True, False, False]
    spy = QSignalSpy(row.applied)
    QTest.keyClick(row.plots[0], Qt.Key.Key_Return)
    assert spy.count() == 1


def test_plots_stand_side_by_side_and_begin_at_one_height(row: JiggleRow) -> None:
    boxes = [each.geometry() for each in row.plots]
    assert [box.width() for box in boxes] == [150] * 3
    assert all(one.right() < two.left() for one, two in pairwise(boxes))
    assert {each.frame.rect.top() for each in row.plots} == {row.plots[0].frame.rect.top()}
    # Title, hinge, and softmax with its change below it.
    assert row.plots[0].heading_lines() == 4


def test_y_is_each_plots_own(row: JiggleRow) -> None:
    assert [each.frame.y_range[1] for each in row.plots] == [1.0, 7.0, 1.0]


def test_fewer_pictures_share_the_width(row: JiggleRow) -> None:
    row.show_pictures(three_pictures()[:2])
    assert [each.isVisible() for each in row.plots] == [True, True, False]
    assert row.plots[1].geometry().right() > row.width() - 3
    with pytest.raises(ValueError, match="1 to 3"):
        row.show_pictures([])


def test_a_row_says_which_example_each_plot_is(row: JiggleRow) -> None:
    assert row.plots[0].accessibleName() == "Jiggle [10, −2, 3]"
    assert row.plots[1].accessibleDescription().startswith("[10, 9, 9]: ")


def test_a_row_takes_another_theme(row: JiggleRow) -> None:
    before = row.minimumSizeHint()
    row.apply_theme(Theme("dark", 1.5, True))
    assert row.minimumSizeHint().width() == pytest.approx(1.5 * before.width(), abs=3)
    corner = row.plots[2].grab().toImage().pixelColor(140, 268)
    assert corner == QColor(Theme("dark").color("surface.plot"))
