"""The history: steps, growth, names at the ends, reading an edit, many points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from lossviz.theme.tokens import Theme
from lossviz.widgets.loss_plots.history_picture import HistoryNote, HistoryPicture
from lossviz.widgets.loss_plots.history_plot import HistoryPlot
from tests.widgets.looking import has_color

HINGE = [5.27, 4.93, 4.93, 0.5, 6.0]
SOFTMAX = [2.76, 2.5, 2.4, 0.9, 2.0]


def history(
    hinge: list[float] | np.ndarray = HINGE,
    softmax: list[float] | np.ndarray = SOFTMAX,
    first: int = 0,
) -> HistoryPicture:
    notes = [
        HistoryNote(f"car score {index}", f"{a:.2f}", f"{b:.2f}")
        for index, (a, b) in enumerate(zip(hinge, softmax, strict=True))
    ]
    return HistoryPicture(np.array(hinge), np.array(softmax), notes, first)


@pytest.fixture
def plot(shown: Callable[[HistoryPlot], HistoryPlot], theme: Theme) -> HistoryPlot:
    widget = HistoryPlot(theme)
    widget.resize(310, 270)
    widget.show_picture(history())
    return shown(widget)


def shows(plot: HistoryPlot, area: QRect, role: str) -> bool:
    return has_color(plot.grab().toImage(), area, plot.color(role))


def near(plot: HistoryPlot, x: float, y: float, reach: int = 2) -> QRect:
    middle = QPoint(round(plot.frame.x(x)), round(plot.frame.y(y)))
    return QRect(middle - QPoint(reach, reach), middle + QPoint(reach, reach))


def test_a_loss_holds_until_the_next_edit(plot: HistoryPlot) -> None:
    assert shows(plot, near(plot, 2.6, 4.93), "semantic.hinge")
    assert not shows(plot, near(plot, 2.6, 2.27), "semantic.hinge")  # no slanted line
    assert shows(plot, near(plot, 3.0, 2.7), "semantic.hinge")  # but an upright one
    assert shows(plot, near(plot, 2.6, 2.4), "semantic.softmax")


def test_nothing_is_drawn_beyond_the_last_edit_but_its_names(plot: HistoryPlot) -> None:
    assert shows(plot, near(plot, 4.0, 6.0), "semantic.hinge")
    assert not shows(plot, near(plot, 5.0, 4.0, 6), "semantic.hinge")


def test_the_axis_grows_in_steps(plot: HistoryPlot) -> None:
    ranges = []
    for count in (1, 5, 11, 12, 21, 22, 60, 2000):
        plot.show_picture(history(np.ones(count), np.ones(count)))
        ranges.append(plot.frame.x_range)
    assert [high for _, high in ranges] == [10, 10, 10, 20, 20, 50, 100, 2000]


def test_pointing_reads_the_nearest_edit(plot: HistoryPlot) -> None:
    QTest.mouseMove(plot, QPoint(round(plot.frame.x(1.2)), 100))
    assert plot.point == 1
    assert plot.accessibleDescription() == "edit 1, car score 1: hinge 4.93, softmax 2.50"
    QTest.mouseMove(plot, QPoint(round(plot.frame.x(9.0)), 100))
    assert plot.point == 4
    QTest.mouseMove(plot, QPoint(plot.width() - 2, 100))
    assert plot.point is None


def test_keys_step_over_the_edits(plot: HistoryPlot) -> None:
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    read = []
    for key in (
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_End,
    ):
        QTest.keyClick(plot, key)
        read.append(plot.point)
    assert read == [4, 3, 0, 0, 1, 4]
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.point is None
    QTest.keyClick(plot, Qt.Key.Key_End)
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert plot.point == 0


def test_the_edit_that_is_read_stays_the_same_when_older_ones_go(plot: HistoryPlot) -> None:
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(plot, Qt.Key.Key_End)
    plot.show_picture(history(HINGE[2:], SOFTMAX[2:], first=2))
    assert plot.point == 2
    assert plot.accessibleDescription().startswith("edit 4,")
    plot.show_picture(history(HINGE[:1], SOFTMAX[:1], first=5))
    assert plot.point is None


@pytest.mark.parametrize("width", [250, 310, 900])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_readout_and_plot_stay_inside(plot: HistoryPlot, width: int, scale: float) -> None:
    plot.apply_theme(Theme("dark", scale, scale > 1))
    plot.resize(round(width * scale), round(180 * scale))
    plot.show_picture(history([31127.59, 85838.71], [15330.77, 35582.55]))
    assert plot.frame.rect.width() > 0.25 * plot.width()
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(plot, key)
        assert plot.rect().contains(plot.readout_rect().toAlignedRect())


def test_two_thousand_points_keep_their_spikes(plot: HistoryPlot) -> None:
    losses = np.ones(2000)
    losses[777] = 40.0
    plot.show_picture(history(losses, np.ones(2000)))
    assert plot.frame.y_range[1] == 40.0
    assert shows(plot, near(plot, 777, 30.0, 4), "semantic.hinge")


def test_empty_one_and_infinite(plot: HistoryPlot) -> None:
    plot.show_picture(history([], []))
    assert plot.accessibleDescription() == "No edits yet."
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.point is None
    assert not plot.grab().isNull()
    plot.show_picture(history([1.0, np.inf, np.nan], [1.0, 2.0, 3.0]))
    assert plot.frame.y_range[1] < 10
    assert not plot.grab().isNull()


def test_a_note_for_each_point() -> None:
    with pytest.raises(ValueError, match="note for each"):
        HistoryPicture(np.ones(3), np.ones(3), [])
