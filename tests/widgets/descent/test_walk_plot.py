"""Walks: axes, what is done and comes next, names, reading and choosing a step, divergence."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.descent.walk_lines import drawn_walk, leaving_place
from lossviz.widgets.descent.walk_picture import WalkLine, WalkPicture, walk_axis, walk_limits
from lossviz.widgets.descent.walk_plot import WalkPlot
from lossviz.widgets.map.markers import MARKERS
from tests.widgets.descent import near_color

LOSSES = np.array([6.3, 1.25, 0.75, 0.412, 0.3, 0.26])
STEPS = np.arange(6.0)
NAMES = ("gradient descent", "SGD", "momentum", "Nesterov", "Adam", "random local search")


def one(losses: np.ndarray = LOSSES, done: int = 3, **changes: object) -> WalkPicture:
    line = WalkLine("SGD", np.arange(float(len(losses))), losses, done)
    return WalkPicture((line,), x_range=(0.0, 10.0), **changes)  # type: ignore[arg-type]


def race(count: int = 6, points: int = 20, done: int = 15) -> WalkPicture:
    x = 2 * np.arange(float(points))
    lines = tuple(
        WalkLine(
            NAMES[k % len(NAMES)],
            x,
            0.2 + 6 * np.exp(-x * (k + 1) / 40),
            done,
            MARKERS[k],
            chosen=k == 2,
        )
        for k in range(count)
    )
    return WalkPicture(lines, "evaluations", (0.0, float(x[-1])))


@pytest.fixture
def plot(shown: Callable[[WalkPlot], WalkPlot], theme: Theme) -> WalkPlot:
    widget = WalkPlot(theme)
    widget.resize(412, 110)
    widget.show_picture(one())
    return shown(widget)


def shows(plot: WalkPlot, at: QPoint, role: str, reach: int = 2) -> bool:
    return near_color.shows(plot, at, plot.color(role), reach)


# Axes


def test_the_axis_is_logarithmic_where_it_can_be() -> None:
    assert one().uses_log
    assert not one(log=False).uses_log
    assert not one(np.array([1.0, 0.0])[:2], done=1).uses_log
    assert one(np.array([1.0, np.nan, np.inf]), done=3).uses_log
    assert walk_axis(one(), None).range == pytest.approx((math.log10(0.2), 1))
    linear = walk_axis(one(log=False), None)
    assert linear.low == 0
    assert linear.high >= 6.3


def test_a_walk_that_climbs_does_not_flatten_the_others() -> None:
    climbs = np.array([1.0, 3.0, 1e3, 1e9, np.inf])
    assert walk_limits(one(climbs, 5))[1] <= 30
    assert walk_limits(one(climbs, 5, log=False))[1] <= 10
    assert walk_limits(one(np.array([1e-9, 2.0, 3.0]), 3))[1] == 3.0  # it began very low
    low, high = walk_limits(one(np.array([1.0, 1e-300]), 2))
    assert low == pytest.approx(1e-16)
    assert high == 1.0


def test_limits_without_losses() -> None:
    assert walk_limits(WalkPicture()) == (0.1, 1.0)
    assert walk_limits(WalkPicture(log=False)) == (0.0, 1.0)
    assert walk_limits(one(np.full(3, np.nan), 3)) == (0.1, 1.0)
    for losses in ([1.7e308, -1.7e308], [0.0, 0.0], [1.7e308, 1.0]):
        low, high = walk_limits(one(np.array(losses), 2))
        assert math.isfinite(low)
        assert low < high < math.inf


def test_the_axis_stays_while_a_walk_goes_on(plot: WalkPlot) -> None:
    before = plot.frame.y_range
    plot.show_picture(one(LOSSES * 0.9))
    assert plot.frame.y_range == before
    plot.show_picture(WalkPicture())
    plot.show_picture(one(LOSSES * 1e-3))
    assert plot.frame.y_range != before


# Marks


def test_done_points_are_ink_and_the_others_hollow(plot: WalkPlot) -> None:
    assert shows(plot, plot.place(0).toPoint(), "semantic.path", 0)
    assert shows(plot, plot.place(1).toPoint(), "semantic.path", 0)
    assert shows(plot, plot.place(4).toPoint(), "surface.plot", 0)
    assert shows(plot, plot.place(4).toPoint(), "text.tertiary", 4)
    now = plot.place(2).toPoint()
    assert shows(plot, now, "surface.base", 0)
    assert shows(plot, now + QPoint(4, 0), "accent.base", 1)


def test_a_walk_that_diverged_ends_in_a_triangle(plot: WalkPlot) -> None:
    losses = np.array([1.0, 2.0, 6.0, 15.0, 2000.0, np.inf])
    plot.show_picture(one(losses, 6, diverged=True))
    drawn = drawn_walk(plot.picture.lines[0], plot.frame, walk_axis(plot.picture, None))
    assert drawn is not None
    at = leaving_place(plot.frame, drawn)
    assert plot.frame.x(3) < at.x() < plot.frame.x(4)
    assert at.y() == plot.frame.rect.top()
    assert shows(plot, at.toPoint() + QPoint(0, 2), "status.danger.mark", 1)
    assert plot.accessibleDescription().endswith("left the range")
    (name,) = plot.name_rects()
    assert name.left() == pytest.approx(at.x() + 10)


def test_the_triangle_is_above_the_last_point_where_the_walk_stopped(plot: WalkPlot) -> None:
    plot.show_picture(one(LOSSES, 6, diverged=True))
    at = QPoint(round(plot.place(5).x()), round(plot.frame.rect.top()) + 2)
    assert shows(plot, at, "status.danger.mark", 1)


# Names


def test_one_walk_is_labelled_with_its_last_loss(plot: WalkPlot) -> None:
    picture = one()
    assert picture.label(picture.lines[0]) == "0.260"
    (name,) = plot.name_rects()
    assert name.left() > plot.place(5).x()


def test_racers_are_labelled_with_name_and_present_loss() -> None:
    picture = race(2, 20, 1)
    assert [picture.label(line) for line in picture.lines] == [
        "gradient descent 6.200",
        "SGD 6.200",
    ]
    assert picture.words() == "gradient descent 6.200, SGD 6.200"


@pytest.mark.parametrize(("mode", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 1.5)])
@pytest.mark.parametrize("count", [1, 2, 6, 10])
@pytest.mark.parametrize("width", [240, 412])
def test_names_have_room(plot: WalkPlot, mode: str, scale: float, count: int, width: int) -> None:
    plot.apply_theme(Theme("dark" if mode == "dark" else "light", scale, scale > 1))
    plot.show_picture(race(count))
    plot.resize(round(width * scale), plot.minimumSizeHint().height())
    rects = sorted(plot.name_rects(), key=lambda rect: rect.top())
    assert len(rects) == count
    assert all(plot.rect().contains(rect.toRect()) for rect in rects)
    assert all(above.bottom() <= below.top() + 0.01 for above, below in pairwise(rects))
    assert all(rect.left() > plot.frame.x(38) for rect in rects)
    assert not plot.grab().isNull()


def test_names_without_room_give_way_to_the_chosen(plot: WalkPlot) -> None:
    plot.show_picture(race(6))
    plot.resize(412, 60)
    assert 1 <= len(plot.name_rects()) < 6
    assert not plot.grab().isNull()


# Reading a point


def test_pointing_reads_the_nearest_point(plot: WalkPlot) -> None:
    QTest.mouseMove(plot, QPoint(round(plot.frame.x(3.2)), 40))
    assert plot.point == 3
    assert plot.accessibleDescription() == "step 3: loss 0.412"
    assert plot.rect().contains(plot.readout_rect().toRect())
    QTest.mouseMove(plot, QPoint(plot.width() - 2, 2))
    assert plot.point is None
    assert plot.readout_rect().isEmpty()
    assert plot.accessibleDescription() == "step 2: loss 0.750"


def test_keys_step_over_the_points_and_enter_goes_there(plot: WalkPlot) -> None:
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    spy = QSignalSpy(plot.step_wanted)
    read = []
    for key in (
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Return,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Home,
        Qt.Key.Key_Right,
    ):
        QTest.keyClick(plot, key)
        read.append(plot.point)
    assert read == [2, 1, 1, 5, 5, 0, 1]
    assert [spy.at(index)[0] for index in range(spy.count())] == [1]  # 5 is not done
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.point is None


def test_a_click_on_a_done_point_goes_back_to_it(plot: WalkPlot) -> None:
    spy = QSignalSpy(plot.step_wanted)
    for point in (1, 4, 0):
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.place(point).toPoint())
    assert [spy.at(index)[0] for index in range(spy.count())] == [1, 0]
    QTest.mouseMove(plot, plot.place(1).toPoint())
    assert plot.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(plot, plot.place(4).toPoint())
    assert plot.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_racers_read_the_chosen_one(plot: WalkPlot) -> None:
    plot.show_picture(race())
    QTest.mouseMove(plot, QPoint(round(plot.frame.x(4.0)), 40))
    assert plot.accessibleDescription().startswith("momentum, 4 evaluations: loss ")
    plot.show_picture(race(2))  # without it
    assert plot.point is None


def test_a_shorter_walk_keeps_the_reading_inside(plot: WalkPlot) -> None:
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(plot, Qt.Key.Key_End)
    plot.show_picture(one(LOSSES[:2], 2))
    assert plot.point == 1
    assert not plot.grab().isNull()


# Much, little and bad


def test_two_thousand_points_keep_their_spikes(plot: WalkPlot) -> None:
    losses = np.ones(2000)
    losses[777] = 9.0
    line = WalkLine("SGD", np.arange(2000.0), losses, 2000)
    plot.show_picture(WalkPicture((line,), x_range=(0.0, 2000.0)))
    at = plot.place(777).toPoint() + QPoint(0, 12)
    assert shows(plot, at, "semantic.path", 3)


def test_empty_and_strange_walks_are_drawn(plot: WalkPlot) -> None:
    plot.show_picture(WalkPicture())
    assert plot.accessibleDescription() == "no steps yet"
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.mouseMove(plot, QPoint(100, 40))
    assert plot.point is None
    empty = WalkLine("SGD", np.empty(0), np.empty(0), 0)
    strange = np.array([np.nan, np.inf, -np.inf, 1.0, np.nan])
    for picture in (
        WalkPicture((empty,)),
        WalkPicture((empty, *race(2).lines), diverged=True),
        one(strange, 5, diverged=True),
        one(strange, 0),
        one(LOSSES[:1], 1),
        WalkPicture((WalkLine("SGD", strange, strange, 3),), x_range=(3.0, 3.0)),
        WalkPicture(one().lines, x_range=(math.nan, math.inf)),
    ):
        plot.show_picture(picture)
        QTest.keyClick(plot, Qt.Key.Key_End)
        assert not plot.grab().isNull()


def test_a_line_has_a_loss_for_each_point() -> None:
    with pytest.raises(ValueError, match="must be"):
        WalkLine("SGD", STEPS, LOSSES[:-1], 0)
    with pytest.raises(ValueError, match="7 of 6 points"):
        WalkLine("SGD", STEPS, LOSSES, 7)
