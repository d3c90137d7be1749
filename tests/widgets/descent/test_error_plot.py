"""The error over h: axes, curves, names, the knob by mouse, keys and wheel, and bad values."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.descent.error_picture import ErrorCurve, ErrorPicture, error_axis
from lossviz.widgets.descent.error_plot import ErrorPlot
from tests.widgets.descent import near_color
from tests.widgets.looking import has_color

H = np.logspace(-12, -1, 111)
FORWARD = 0.4 * H + 1e-17 / H
CENTRAL = 0.4 * H**2 + 1e-17 / H
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def picture(h: float = 1e-4, error: float = 4e-5) -> ErrorPicture:
    curves = (ErrorCurve("forward", H, FORWARD, chosen=True), ErrorCurve("central", H, CENTRAL))
    return ErrorPicture(curves, h, error)


@pytest.fixture
def plot(shown: Callable[[ErrorPlot], ErrorPlot], theme: Theme) -> ErrorPlot:
    widget = ErrorPlot(theme)
    widget.resize(412, 172)
    widget.show_picture(picture())
    return shown(widget)


def told(spy: QSignalSpy) -> list[tuple[float, bool]]:
    return [(spy.at(index)[0], spy.at(index)[1]) for index in range(spy.count())]


def shows(plot: ErrorPlot, x: float, y: float, role: str, reach: int = 2) -> bool:
    return near_color.shows(plot, QPoint(round(x), round(y)), plot.color(role), reach)


def place(plot: ErrorPlot, h: float, error: float) -> tuple[float, float]:
    return plot.frame.x(math.log10(h)), plot.frame.y(math.log10(error))


def test_both_axes_are_logarithmic(plot: ErrorPlot) -> None:
    assert plot.frame.x_range == pytest.approx((-12, -1))
    assert plot.frame.y_range == pytest.approx((-13, 1))
    assert shows(plot, *place(plot, 1e-2, 4e-3), "semantic.numeric")
    assert shows(plot, *place(plot, 1e-2, 4e-5), "text.tertiary")


def test_the_axis_grows_by_four_decades() -> None:
    def ends(*errors: float) -> tuple[float, float]:
        low, high = error_axis(ErrorPicture((ErrorCurve("a", H[:2], np.array(errors)),))).range
        return round(low), round(high)

    assert ends(1e-3, 1e-11) == (-13, 1)
    assert ends(1e-3, 1e-13) == (-17, 1)
    assert ends(1e-3, 50.0) == (-13, 5)
    assert ends(0.0, math.nan) == (-13, 1)
    assert ends(1e-300, 1e300) == (-21, 17)


def test_green_is_below_the_pass_mark_and_says_so(plot: ErrorPlot) -> None:
    assert shows(plot, *place(plot, 1e-5, 3e-5), "status.success.tint", 0)
    assert not shows(plot, *place(plot, 1e-8, 5e-4), "status.success.tint", 0)
    foot = QRect(round(plot.frame.rect.left()) + 6, round(plot.frame.rect.bottom()) - 18, 30, 16)
    assert has_color(plot.grab().toImage(), foot, plot.color("status.success.text"))


def test_an_error_of_zero_lies_at_the_bottom_and_nan_is_a_gap(plot: ErrorPlot) -> None:
    errors = np.full(len(H), 1e-3)
    errors[40:50] = 0.0
    errors[50:60] = np.nan
    errors[60:70] = np.inf
    plot.show_picture(ErrorPicture((ErrorCurve("forward", H, errors, chosen=True),), h=1e-2))
    bottom = plot.frame.rect.bottom()
    assert shows(plot, plot.frame.x(math.log10(H[44])), bottom, "semantic.numeric", 1)
    assert not shows(plot, *place(plot, H[55], 1e-3), "semantic.numeric")
    assert not shows(plot, *place(plot, H[65], 1e-3), "semantic.numeric")
    assert shows(plot, *place(plot, H[20], 1e-3), "semantic.numeric")


def test_a_drag_follows_at_once_and_its_end_repeats_the_value(plot: ErrorPlot) -> None:
    spy, knob = QSignalSpy(plot.h_changed), plot.knob().toPoint()
    decade = plot.frame.x(-5) - plot.frame.x(-6)
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=knob)
    assert told(spy) == []  # taking hold moves nothing
    QTest.mouseMove(plot, knob - QPoint(round(decade), 0))
    assert plot.h == pytest.approx(1e-5, rel=0.1)
    plot.show_picture(picture(1e-4))  # a moment late
    assert plot.h == pytest.approx(1e-5, rel=0.1)
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=knob - QPoint(round(decade), 0))
    values = told(spy)
    assert values[-1] == (plot.h, False)
    assert all(goes_on for _, goes_on in values[:-1])
    assert float(f"{plot.h:.1e}") == plot.h
    plot.show_picture(picture(1e-4))
    assert plot.h == 1e-4


def test_a_click_jumps_and_the_line_can_be_taken(plot: ErrorPlot) -> None:
    spy = QSignalSpy(plot.h_changed)
    column = round(plot.frame.x(-8))
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(column, 60))
    assert told(spy) == [(plot.h, True), (plot.h, False)]
    assert plot.h == pytest.approx(1e-8, rel=0.1)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(column + 3, 60))
    assert spy.count() == 2
    QTest.mouseMove(plot, QPoint(column, 60))
    assert plot.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseClick(plot, Qt.MouseButton.RightButton, pos=QPoint(column + 60, 60))
    assert spy.count() == 2


def test_a_drag_stops_at_the_ends(plot: ErrorPlot) -> None:
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=plot.knob().toPoint())
    QTest.mouseMove(plot, QPoint(-500, 60))
    assert plot.h == 1e-12
    QTest.mouseMove(plot, QPoint(5000, 60))
    assert plot.h == 1e-1
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.h == 1e-4
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(5000, 60))
    assert plot.h == 1e-4


def test_keys_go_by_one_two_five(plot: ErrorPlot) -> None:
    spy = QSignalSpy(plot.h_changed)
    read = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(plot, key)
        read.append(plot.h)
    assert read == [2e-4, 5e-4, 2e-4, 1e-12]
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.h == 1e-1
    assert told(spy)[:2] == [(2e-4, True), (2e-4, False)]
    QTest.keyClick(plot, Qt.Key.Key_End)  # it is there
    assert spy.count() == 10


def wheel(plot: ErrorPlot, turned: int) -> None:
    middle = QPointF(plot.rect().center())
    event = QWheelEvent(
        middle,
        plot.mapToGlobal(middle),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        NO_MODIFIER,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot, event)


def test_the_wheel_steps_only_with_the_keyboard(plot: ErrorPlot) -> None:
    plot.clearFocus()
    wheel(plot, 120)
    assert plot.h == 1e-4
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    spy = QSignalSpy(plot.h_changed)
    wheel(plot, 240)
    assert told(spy) == [(2e-4, True), (5e-4, True)]
    plot.clearFocus()
    assert told(spy)[-1] == (5e-4, False)


def test_before_there_are_curves_axes_and_knob_are_there(plot: ErrorPlot) -> None:
    plot.show_picture(ErrorPicture(h=1e-7))
    knob = plot.knob()
    assert shows(plot, knob.x() - 7, knob.y(), "plot.cursor", 1)
    assert plot.accessibleDescription() == "h 10⁻⁷, no error yet"
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.h == 2e-7


def test_words(plot: ErrorPlot) -> None:
    assert plot.accessibleDescription() == "h 0.0001, relative error 4.0 × 10⁻⁵"


def test_the_dot_stays_on_the_curve_while_the_error_is_late() -> None:
    shown = picture()
    assert shown.error_at(1e-4) == 4e-5
    assert shown.error_at(1e-2) == pytest.approx(4e-3, rel=0.05)
    assert math.isnan(shown.error_at(1.0))
    assert math.isnan(ErrorPicture().error_at(1e-3))
    nothing = ErrorCurve("a", H, np.full(len(H), np.nan), chosen=True)
    assert math.isnan(ErrorPicture((nothing,)).error_at(1e-3))
    equal = ErrorCurve("a", H, np.zeros(len(H)), chosen=True)
    assert ErrorPicture((equal,)).error_at(1e-3) == 0


def test_a_curve_has_an_error_for_each_h() -> None:
    with pytest.raises(ValueError, match="must be"):
        ErrorCurve("forward", H, FORWARD[:-1])


@pytest.mark.parametrize(("mode", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 1.5)])
@pytest.mark.parametrize("size", [(240, 130), (412, 172)])
def test_names_have_room(plot: ErrorPlot, mode: str, scale: float, size: tuple[int, int]) -> None:
    plot.apply_theme(Theme("dark" if mode == "dark" else "light", scale, scale > 1))
    plot.resize(round(size[0] * scale), round(size[1] * scale))
    others = (
        ErrorCurve("forward, float32", H, FORWARD, dashed=True),
        ErrorCurve("central, float32", H, np.full(len(H), np.nan), dashed=True),
    )
    plot.show_picture(ErrorPicture(picture().curves + others, 1e-4, math.inf))
    rects = sorted(plot.name_rects(), key=lambda rect: rect.top())
    assert all(plot.rect().contains(rect.toAlignedRect()) for rect in rects)
    assert all(above.bottom() <= below.top() + 0.01 for above, below in pairwise(rects))
    assert plot.frame.rect.width() > 0.4 * plot.width()
    assert not plot.grab().isNull()
