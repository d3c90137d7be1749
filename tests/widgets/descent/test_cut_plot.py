"""The cut: its range, tangents, texts that hide nothing, the knob, gaps and walls."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.descent.cut_marks import CutMarks
from lossviz.widgets.descent.cut_picture import CutPicture, loss_axis, loss_limits
from lossviz.widgets.descent.cut_plot import CutPlot
from lossviz.widgets.painting.plot_text import PlotText
from tests.widgets.descent import near_color

X = np.linspace(-2.0, 2.0, 201)
BOWL = (X - 1) ** 2 + 0.25


def cut(at: float = 0.0, **changes: object) -> CutPicture:
    picture = CutPicture(
        X, BOWL, at, (at - 1) ** 2 + 0.25, 2 * (at - 1), 2 * (at - 1), slope_text="slope −2.0"
    )
    return dataclasses.replace(picture, **changes)  # type: ignore[arg-type]


@pytest.fixture
def plot(shown: Callable[[CutPlot], CutPlot], theme: Theme) -> CutPlot:
    widget = CutPlot(theme)
    widget.resize(600, 190)
    widget.show_picture(cut())
    return shown(widget)


def shows(plot: CutPlot, x: float, loss: float, role: str, reach: int = 2) -> bool:
    at = QPoint(round(plot.frame.x(x)), round(plot.frame.y(loss)))
    return near_color.shows(plot, at, plot.color(role), reach)


def told(spy: QSignalSpy) -> list[tuple[float, bool]]:
    return [(spy.at(index)[0], spy.at(index)[1]) for index in range(spy.count())]


# The range


def test_losses_near_zero_begin_there_and_far_ones_leave_through_the_top() -> None:
    low, high = loss_limits(cut())
    assert low == 0
    assert BOWL[np.abs(X) < 0.8].max() < high < BOWL.max()


def test_a_wall_does_not_flatten_the_rest() -> None:
    wall = np.where(X > 1.5, 1e9 * (X - 1.4), BOWL)
    assert loss_limits(cut(loss=wall))[1] < 20
    assert loss_limits(cut(loss=-wall))[0] > -40


def test_negative_losses_are_shown_whole() -> None:
    low, high = loss_limits(cut(loss=BOWL - 5, here=-3.75))
    assert low < BOWL.min() - 5
    assert -3.75 < high < 5


def test_a_plateau_looks_flat_beside_its_slopes() -> None:
    plateau = np.where(np.abs(X) < 1, 1e-3 * X, np.abs(X) - 1)
    low, high = loss_limits(cut(loss=plateau, here=0.0))
    assert high - low > 0.2


def test_ranges_of_what_has_none() -> None:
    assert loss_limits(cut(loss=np.full(201, np.nan), here=np.inf)) == (0.0, 1.0)
    low, high = loss_limits(cut(loss=np.full(201, 5.0), here=5.0))
    assert low <= 5.0 <= high
    axis = loss_axis(cut(loss=np.full(201, 1.7e308), here=-1.7e308), None)
    assert math.isfinite(axis.low)
    assert math.isfinite(axis.high)


def test_the_axis_does_not_breathe_in_a_drag() -> None:
    axis, axes = None, set()
    for at in np.linspace(0.2, 1.8, 33):
        axis = loss_axis(cut(float(at)), axis)
        axes.add(axis)
        assert axis.low <= cut(float(at)).here <= axis.high
    assert len(axes) <= 2


# Painting


def test_curve_tangent_and_knob_are_where_they_belong(plot: CutPlot) -> None:
    assert shows(plot, 1.8, 0.89, "semantic.softmax")
    assert shows(plot, 0.4, 0.45, "semantic.analytic")
    assert shows(plot, 0.4, 0.45, "semantic.numeric", 6)
    assert plot.knob().x() == pytest.approx(plot.frame.x(0))
    assert plot.knob().y() == pytest.approx(plot.frame.y(1.25))


def test_the_tangent_has_the_slope_in_data_units(plot: CutPlot, theme: Theme) -> None:
    marks = CutMarks(PlotText(theme))
    line = marks.tangent(plot.frame, -2.0, plot.knob())
    across = plot.frame.data_x(line.x2()) - plot.frame.data_x(line.x1())
    rise = (line.y1() - line.y2()) / (plot.frame.y(0) - plot.frame.y(1))
    assert rise / across == pytest.approx(-2.0)
    assert line.dx() == pytest.approx(0.38 * plot.frame.rect.width())
    for slope in (math.inf, -math.inf, 1e300):
        steep = marks.tangent(plot.frame, slope, plot.knob())
        assert steep.length() < 3 * plot.width()


def test_a_disagreeing_numeric_slope_leaves_the_ink(plot: CutPlot) -> None:
    plot.show_picture(cut(numeric_slope=0.0))
    assert shows(plot, 0.4, 1.25, "semantic.numeric", 6)


def test_the_next_step_is_a_hollow_dot_or_leaves(plot: CutPlot) -> None:
    plot.show_picture(cut(step=(1.5, 0.5), step_text="step 1.5"))
    assert shows(plot, 1.5, 0.5, "surface.plot", 0)
    assert shows(plot, 1.5, 0.9, "text.secondary", 1)
    texts = [label.text for label in plot.scene.labels(plot.picture or cut(), plot.knob())]
    assert texts == ["slope −2.0", "step 1.5"]
    for step in ((90.0, 0.5), (1.5, 1e9), (-np.inf, 1.0), (1.0, np.nan), (np.nan, np.nan)):
        plot.show_picture(cut(step=step, step_text="far"))
        assert not plot.grab().isNull()


def test_gaps_are_hatched(plot: CutPlot) -> None:
    loss = BOWL.copy()
    loss[150:161], loss[:20] = np.nan, np.inf
    picture = cut(loss=loss)
    assert picture.gaps() == [pytest.approx((X[0], X[20])), pytest.approx((X[149], X[161]))]
    plot.show_picture(picture)
    assert shows(plot, 1.1, 3.0, "border.control", 5)
    assert not shows(plot, 0.6, 3.0, "border.control", 5)
    assert math.isnan(picture.loss_at(1.1))


@pytest.mark.parametrize(("mode", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 1.5)])
@pytest.mark.parametrize("size", [(260, 130), (420, 150), (690, 190)])
@pytest.mark.parametrize("at", [-2.0, -0.5, 1.0, 2.0])
def test_texts_stay_inside_and_apart(
    plot: CutPlot, mode: str, scale: float, size: tuple[int, int], at: float
) -> None:
    plot.apply_theme(Theme("dark" if mode == "dark" else "light", scale, scale > 1))
    plot.resize(round(size[0] * scale), round(size[1] * scale))
    picture = cut(at, step=(1 - at / 2, 1.0), step_text="next")
    plot.show_picture(picture)
    areas = [label.area for label in plot.scene.labels(picture, plot.knob())]
    areas.append(plot.scene.name_rect(picture, plot.knob()))
    assert all(plot.rect().contains(area.toRect()) for area in areas)
    assert not any(one.intersects(other) for k, one in enumerate(areas) for other in areas[k + 1 :])
    knob = QRect(plot.knob().toPoint() - QPoint(6, 6), plot.knob().toPoint() + QPoint(6, 6))
    assert not any(area.toRect().intersects(knob) for area in areas)
    assert not plot.grab().isNull()


# The knob


def test_a_drag_slides_along_the_curve_before_the_picture_comes(plot: CutPlot) -> None:
    spy, knob = QSignalSpy(plot.moved), plot.knob().toPoint()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=knob)
    QTest.mouseMove(plot, QPoint(round(plot.frame.x(0.5)), 20))
    x, goes_on = told(spy)[-1]
    assert goes_on
    assert x == pytest.approx(0.5, abs=0.02)
    assert plot.knob().y() == pytest.approx(plot.frame.y((x - 1) ** 2 + 0.25), abs=0.5)
    plot.show_picture(cut())
    assert plot.knob().x() == pytest.approx(plot.frame.x(x))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.frame.x(0.5)), 20))
    assert told(spy)[-1] == (x, False)


def test_dragged_values_are_round(plot: CutPlot) -> None:
    spy = QSignalSpy(plot.moved)
    for column in range(100, 500, 7):
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(column, 20))
    assert spy.count() > 50
    assert all(round(x, 2) == x for x, _ in told(spy))


def test_keys_step_by_a_hundredth(plot: CutPlot) -> None:
    assert cut().key_step == 0.05
    read = []
    for key, modifier in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
    ):
        spy = QSignalSpy(plot.moved)
        QTest.keyClick(plot, key, modifier)
        read.append(told(spy))
    both = [[(x, True), (x, False)] for x in (0.05, 0.1, 0.095, -2.0, 2.0)]
    assert read == [*both[:4], [], both[4]]


def test_words_and_no_cut(plot: CutPlot) -> None:
    assert plot.accessibleDescription() == "W₁ 0.000, loss 1.250, slope −2.0"
    plot.show_picture(None)
    assert plot.accessibleDescription() == "no cut yet"
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    assert not plot.grab().isNull()


def test_a_point_without_a_loss_is_drawn_too(plot: CutPlot) -> None:
    plot.show_picture(cut(here=math.nan, slope=math.nan, numeric_slope=math.inf))
    assert plot.knob().y() == plot.frame.rect.top()
    assert not plot.grab().isNull()


@pytest.mark.parametrize("x", [X[:-1], X[:1], X[::-1], np.full(201, np.nan)])
def test_the_x_of_a_cut_ascend(x: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"cut"):
        cut(x=x)


def test_a_text_stays_on_its_side_while_that_hides_nothing(plot: CutPlot) -> None:
    sides = []
    for at in (0.9, 0.95, 1.0, 1.05, 1.1):
        picture = cut(at)
        plot.show_picture(picture)
        (label,) = plot.scene.labels(picture, plot.knob())
        sides.append(round(label.area.left() - plot.knob().x()))
    assert len(set(sides)) == 1
