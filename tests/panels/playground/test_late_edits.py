"""Edits that come late: what shows the points or the weights may be a report behind the state."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from lossviz.data.points import DEMO
from lossviz.panels.landscape.ui.panel import LandscapePanel
from lossviz.panels.playground import view_model as vm
from lossviz.widgets.point_table.point_table import PointTable
from tests.panels.playground.test_panel import (  # noqa: F401 - fixtures
    CTRL,
    LEFT,
    SHIFT,
    choose,
    panel,
    pixel,
    plane,
    playground,
    report,
    settled,
    state,
    take_steps,
    undo,
)
from tests.shell.driving import (  # noqa: F401 - fixtures
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)


@pytest.fixture
def with_a_tenth(playground):  # noqa: F811
    """A point was added, and is chosen."""
    QTest.mouseClick(plane(playground), LEFT, SHIFT, pixel(playground, 0.1, -0.2))
    settled(playground)
    assert len(state(playground).points.y) == 10
    plane(playground).setFocus()
    return playground


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_1, Qt.Key.Key_Delete])
def test_keys_on_a_point_that_was_just_taken_back(with_a_tenth, key):
    QTest.keyClick(with_a_tenth.window, Qt.Key.Key_Z, CTRL)  # nothing is drawn anew yet
    QTest.keyClick(plane(with_a_tenth), key)
    settled(with_a_tenth)
    assert (state(with_a_tenth).points.X == DEMO.X).all()
    assert state(with_a_tenth).dataset == "demo"


def test_a_drag_of_a_point_that_was_just_taken_back(with_a_tenth):
    QTest.mousePress(plane(with_a_tenth), LEFT, pos=pixel(with_a_tenth, 0.1, -0.2))
    QTest.mouseMove(plane(with_a_tenth), pixel(with_a_tenth, 0.2, -0.2))
    QTest.keyClick(with_a_tenth.window, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(with_a_tenth.window, Qt.Key.Key_Z, CTRL)
    QTest.mouseMove(plane(with_a_tenth), pixel(with_a_tenth, 0.3, -0.2))
    QTest.mouseRelease(plane(with_a_tenth), LEFT, pos=pixel(with_a_tenth, 0.3, -0.2))
    settled(with_a_tenth)
    looks_at = vm.window(state(with_a_tenth), panel(with_a_tenth).view)
    panel(with_a_tenth).look(window=looks_at.zoomed(2, 0, 0))
    settled(with_a_tenth)
    assert plane(with_a_tenth).frame.x_range == (-0.5, 0.5), "the plane is not held any more"


def test_what_is_chosen_does_not_become_another_point(playground):  # noqa: F811
    plane(playground).setFocus()
    playground.key(Qt.Key.Key_N)
    playground.key(Qt.Key.Key_Delete)
    settled(playground)
    playground.key(Qt.Key.Key_N)
    settled(playground)
    assert panel(playground).view.chosen is not None
    undo(playground)
    assert panel(playground).view.chosen is None


def test_a_weight_of_other_features_is_not_taken_for_one_of_these(playground):  # noqa: F811
    grid = panel(playground).content.weights.grid
    playground.entry("playground.feature_map", "Squares and product").trigger()
    before = state(playground).W
    grid.value_changed.emit(0, 2, 7.0, False)  # the bias, where nothing is drawn anew yet
    assert before == state(playground).W
    settled(playground)
    grid.value_changed.emit(0, 2, 7.0, False)
    assert state(playground).W[0][2] == 7.0
    playground.field("playground.classes").value_changed.emit(2, False)
    grid.value_changed.emit(2, 0, 7.0, False)
    settled(playground)
    assert state(playground).C == 2


def test_one_large_weight_changes_no_other(playground):  # noqa: F811
    playground.type("playground.learning_rate", "1000")
    playground.type("playground.strength", "1000")
    W = take_steps(playground, 1).evaluation.W
    assert np.abs(W).max() > 1e6
    playground.type("playground.w.0.0", "1")
    found = settled(playground).evaluation.W
    assert found[0, 0] == 1
    assert found.ravel()[1:] == pytest.approx(W.ravel()[1:])


def test_the_seed_is_that_of_the_weights_or_none(playground):  # noqa: F811
    field = playground.field("playground.seed")
    assert field.text() == "none"
    playground.type("playground.seed", "0")
    settled(playground)
    assert field.text() == "0"
    assert state(playground).W[0] != (1.0, 2.0)
    playground.type("playground.w.0.0", "0.5")
    settled(playground)
    assert field.text() == "none"


def test_held_out_points_of_a_file_can_be_released(playground, tmp_path):  # noqa: F811
    path = tmp_path / "held.csv"
    rows = ["0.1,0.2,0,1", "0.3,-0.5,1,0", "0.2,0.1,0,0", "-0.4,0.4,1,1"]
    path.write_text("\n".join(["x0,x1,class,test", *rows, ""]), encoding="utf-8")
    panel(playground).open_file(str(path))
    playground.wait(lambda: len(state(playground).points.y) == 4)
    settled(playground)
    assert playground.field("playground.share").value == 50
    playground.type("playground.share", "0")
    settled(playground)
    assert not state(playground).points.test.any()


def test_two_losses_after_the_feature_space(playground):  # noqa: F811
    choose(playground, "playground.beside", "features")
    playground.wait(lambda: panel(playground).view.travel == 1.0)
    settled(playground)
    choose(playground, "playground.beside", "loss")
    settled(playground)
    assert panel(playground).content.plane.beside.title.title.text() == "Softmax"


def test_the_landscape_has_the_weights_that_were_left_behind(playground):  # noqa: F811
    W = take_steps(playground, 3).evaluation.W
    offered = []
    panel(playground).offered.connect(offered.append)
    playground.window.show_panel("landscape")
    landscape = playground.find("landscape", LandscapePanel)
    playground.wait(lambda: offered and offered[-1].step == 3)
    landscape.content.map_column.surface_chosen.emit("playground")
    playground.wait(
        lambda: landscape.newest() is not None and landscape.newest().state.surface == "playground"
    )
    playground.wait(lambda: landscape.newest().walk.last.at == pytest.approx(tuple(W[0])))


def test_a_step_back_after_another_loss_shows_one_loss(playground):  # noqa: F811
    take_steps(playground, 3)
    playground.click("playground.loss.wide.softmax")
    settled(playground)
    playground.click("playground.step_back")
    playground.wait(lambda: report(playground).step == 2)
    found = settled(playground)
    assert found.curve.total[-1] == found.evaluation.objective.total


def test_points_are_pasted_as_from_a_file_or_refused(playground):  # noqa: F811
    clipboard, before = QGuiApplication.clipboard(), state(playground)
    panel(playground).setFocus()
    clipboard.setText("long\twide\tkind\n0.1\t0.2\tred\n0.3\t-0.5\tblue\n0,4\t1\tred\n")
    playground.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    strip = "playground.points_trouble"
    playground.wait(lambda: playground.message(strip))
    assert "The clipboard, line 4" in playground.message(strip)
    assert state(playground) is before
    clipboard.setText("long\twide\tkind\n0.1\t0.2\tred\n0.3\t-0.5\tblue\n")
    playground.find("playground.points").setFocus()
    playground.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    playground.wait(lambda: state(playground) is not before)
    assert state(playground).points.X.tolist() == [[0.1, 0.2], [0.3, -0.5]]
    assert state(playground).names == ("red", "blue")
    assert "paste points" in playground.undo_tip()
    settled(playground)
    assert playground.message(strip) == ""
    assert "class red" in playground.find("playground.points", PointTable).rows.words(0)
    playground.click("top_bar.undo")
    assert state(playground) == before
