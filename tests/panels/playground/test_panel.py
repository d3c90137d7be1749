"""The Playground panel in its window, driven as a person does."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.data.points import DEMO, DEMO_B, DEMO_W
from lossviz.model.losses import LOSSES
from lossviz.model.scores import scores
from lossviz.panels.landscape.ui.panel import LandscapePanel
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState
from lossviz.panels.playground.ui.panel import PlaygroundPanel
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.plane.plane_canvas import PlaneCanvas
from lossviz.widgets.plane.plane_view import PlaneView
from lossviz.widgets.point_table.point_table import PointTable
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DEMO_LOSSES = {
    "hinge": "2.767",
    "structured": "2.367",
    "one-vs-all": "4.022",
    "softmax": "1.837",
}


@pytest.fixture
def playground(open_app: OpenApp) -> App:  # noqa: F811
    """As it opens for the first time, with everything drawn."""
    app = open_app(panel="playground", theme="light")
    settled(app)
    return app


def panel(app: App) -> PlaygroundPanel:
    return app.find("playground", PlaygroundPanel)


def state(app: App) -> PlaygroundState:
    return panel(app).state


def report(app: App) -> PlaygroundReport:
    shown = panel(app).newest()
    assert shown is not None
    return shown


def settled(app: App) -> PlaygroundReport:
    """The report that answers all that was asked so far, drawn."""
    answered = panel(app)
    app.wait(
        lambda: (
            answered.at_rest()
            and answered.newest() is not None
            and answered.newest().state is answered.state
        )
    )
    answered.draw_all()
    return report(app)


def plane(app: App) -> PlaneView:
    return app.find("playground.plane", PlaneView)


def table(app: App) -> PointTable:
    return app.find("playground.points", PointTable)


def pixel(app: App, x0: float, x1: float) -> QPoint:
    frame = plane(app).frame
    return QPoint(round(frame.x(x0)), round(frame.y(x1)))


def drag(app: App, *way: tuple[float, float]) -> None:
    """Press at the first place, move over the others, let go at the last."""
    QTest.mousePress(plane(app), LEFT, Qt.KeyboardModifier.NoModifier, pixel(app, *way[0]))
    for place in way[1:]:
        QTest.mouseMove(plane(app), pixel(app, *place))
        settled(app)
    QTest.mouseRelease(plane(app), LEFT, Qt.KeyboardModifier.NoModifier, pixel(app, *way[-1]))
    settled(app)


def take_steps(app: App, count: int) -> PlaygroundReport:
    for wanted in range(report(app).step + 1, report(app).step + 1 + count):
        app.click("playground.step")
        app.wait(lambda wanted=wanted: report(app).step == wanted)
    return settled(app)


def type_there(text: str) -> None:
    """Type wherever the focus is, also where a field opens at the first key."""
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)


def undo(app: App) -> None:
    app.key(Qt.Key.Key_Z, CTRL)
    settled(app)


def choose(app: App, menu: str, key: str) -> None:
    """An entry of a menu, by its key."""
    button = app.find(menu, MenuButton)
    app.choose(menu, dict(button.choices)[key])
    settled(app)


def lamp(app: App) -> str:
    return app.find("playground.check", Lamp).text


def numbers(app: App) -> list[str]:
    names = ("data_loss", "penalty", "total", "accuracy")
    return [app.text(f"playground.{name}") for name in names]


def weights(app: App) -> tuple[np.ndarray, np.ndarray]:
    """W and b as the fields have them."""
    W = [[app.field(f"playground.w.{k}.{d}").value for d in range(2)] for k in range(3)]
    return np.array(W), np.array([app.field(f"playground.b.{k}").value for k in range(3)])


# The demo's numbers


def test_it_opens_on_the_demo(playground):
    assert numbers(playground) == ["2.767", "3.500", "6.267", "2 of 9 right"]
    W, b = weights(playground)
    assert (W == DEMO_W).all()
    assert (b == DEMO_B).all()
    assert lamp(playground) == "pass"
    rows = table(playground).rows
    assert (rows.count, rows.mean_text()) == (9, "2.767")
    assert np.count_nonzero(~rows.wrong) == 2


@pytest.mark.parametrize(("loss", "data"), DEMO_LOSSES.items())
def test_each_loss_of_the_demo(playground, loss, data):
    playground.click(f"playground.loss.wide.{loss}")
    settled(playground)
    assert numbers(playground)[:2] == [data, "3.500"]
    assert lamp(playground) == "pass"


@pytest.mark.parametrize("loss", DEMO_LOSSES)
def test_single_updates_are_the_plain_formula(playground, loss):
    playground.click(f"playground.loss.wide.{loss}")
    settled(playground)
    W, b = DEMO_W, DEMO_B
    for _ in range(3):
        _, dS = LOSSES[loss].loss_and_gradient(scores(DEMO.X, W, b), DEMO.y)
        dS = dS / len(DEMO.y)
        W, b = W - 0.1 * (dS.T @ DEMO.X + 2 * 0.1 * W), b - 0.1 * dS.sum(axis=0)
        found = take_steps(playground, 1)
        assert pytest.approx(W) == found.evaluation.W
        assert found.evaluation.b == pytest.approx(b)
        shown = weights(playground)
        assert shown[0] == pytest.approx(W)
        assert shown[1] == pytest.approx(b)
        assert lamp(playground) == "pass"


# Points


def test_points_are_dragged_added_removed_and_taken_back(playground):
    drag(playground, (0.5, 0.4), (0.1, 0.2), (-0.2, -0.3))
    assert state(playground).points.X[0] == pytest.approx((-0.2, -0.3), abs=0.01)
    assert table(playground).chosen == 0
    QTest.mouseClick(plane(playground), LEFT, SHIFT, pixel(playground, 0.2, 0.1))
    settled(playground)
    assert state(playground).points.X[9] == pytest.approx((0.2, 0.1), abs=0.01)
    assert state(playground).points.y[9] == 0  # as the one that was chosen
    plane(playground).setFocus()
    playground.key(Qt.Key.Key_2)
    settled(playground)
    assert state(playground).points.y[9] == 2
    playground.key(Qt.Key.Key_Delete)
    settled(playground)
    assert len(state(playground).points.y) == 9
    for _ in range(4):
        undo(playground)
    assert (state(playground).points.X == DEMO.X).all()
    assert (state(playground).points.y == DEMO.y).all()
    assert numbers(playground) == ["2.767", "3.500", "6.267", "2 of 9 right"]


def test_a_drag_that_is_given_up_changes_nothing(playground):
    QTest.mousePress(plane(playground), LEFT, pos=pixel(playground, 0.5, 0.4))
    QTest.mouseMove(plane(playground), pixel(playground, 0.1, 0.1))
    settled(playground)
    playground.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(plane(playground), LEFT, pos=pixel(playground, 0.1, 0.1))
    settled(playground)
    assert (state(playground).points.X == DEMO.X).all()
    assert state(playground).dataset == "demo"


def test_a_drag_is_one_step_of_undo(playground):
    drag(playground, (0.8, 0.3), (0.6, 0.3), (0.4, 0.3), (0.2, 0.3))
    undo(playground)
    assert (state(playground).points.X == DEMO.X).all()


def test_the_loss_follows_a_point_while_it_is_dragged(playground):
    QTest.mousePress(plane(playground), LEFT, pos=pixel(playground, 0.5, 0.4))
    seen = set()
    for x1 in (0.2, 0.0, -0.2):
        QTest.mouseMove(plane(playground), pixel(playground, 0.5, x1))
        settled(playground)
        seen.add(playground.text("playground.data_loss"))
    QTest.mouseRelease(plane(playground), LEFT, pos=pixel(playground, 0.5, -0.2))
    assert len(seen) == 3


def test_beyond_the_square_the_view_grows_after_the_drag(playground):
    edge = plane(playground).frame
    beyond = QPoint(round(edge.rect.right()) + 4, pixel(playground, 0, 0.3).y())
    QTest.mousePress(plane(playground), LEFT, pos=pixel(playground, 0.8, 0.3))
    QTest.mouseMove(plane(playground), beyond)
    settled(playground)
    assert plane(playground).frame.x_range == (-1, 1)  # it does not run away from the pointer
    QTest.mouseRelease(plane(playground), LEFT, pos=beyond)
    settled(playground)
    farthest = state(playground).points.X[1, 0]
    assert farthest > 1
    assert plane(playground).frame.x_range[1] > farthest
    assert report(playground).regions.x_range == plane(playground).frame.x_range


def test_points_are_changed_in_the_table(playground):
    table(playground).setFocus()
    playground.key(Qt.Key.Key_Down)
    type_there("0.25")
    playground.key(Qt.Key.Key_Return)
    settled(playground)
    assert state(playground).points.X[0] == pytest.approx((0.25, 0.4))
    assert plane(playground).picture.chosen == 0
    undo(playground)
    assert state(playground).points.X[0] == pytest.approx((0.5, 0.4))


def test_nonsense_in_the_table_is_said_and_nothing_is_lost(playground):
    table(playground).setFocus()
    playground.key(Qt.Key.Key_Down)
    type_there("0.21e")
    playground.key(Qt.Key.Key_Return)
    settled(playground)
    assert state(playground).points.X[0] == pytest.approx((0.5, 0.4))
    assert "x₀ of point 1" in playground.message("playground.points_trouble")
    playground.key(Qt.Key.Key_Escape)
    assert playground.message("playground.points_trouble") == ""


def test_the_button_adds_points_where_there_is_room(playground):
    for _ in range(3):
        playground.click("playground.add")
        settled(playground)
    X = state(playground).points.X
    apart = np.linalg.norm(X[:, None] - X[None], axis=2) + 9 * np.eye(len(X))
    assert len(X) == 12
    assert apart[9:].min() > 0.3


def test_the_last_point_stays(playground):
    plane(playground).setFocus()
    for _ in range(9):
        playground.key(Qt.Key.Key_N)
        playground.key(Qt.Key.Key_Delete)
        settled(playground)
    assert len(state(playground).points.y) == 1
    assert "last point" in playground.message("playground.points_trouble")


def test_all_of_it_by_keyboard(playground):
    plane(playground).setFocus()
    playground.key(Qt.Key.Key_N)
    settled(playground)
    playground.key(Qt.Key.Key_Right)
    settled(playground)
    assert state(playground).points.X[0] == pytest.approx((0.51, 0.4))
    playground.key(Qt.Key.Key_BracketRight)
    playground.wait(lambda: report(playground).step == 1)
    playground.key(Qt.Key.Key_BracketRight)
    playground.wait(lambda: report(playground).step == 2)
    playground.key(Qt.Key.Key_BracketLeft)
    playground.wait(lambda: report(playground).step == 1)
    playground.key(Qt.Key.Key_R, CTRL)
    playground.wait(lambda: report(playground).step == 0)
    playground.key(Qt.Key.Key_Space)
    playground.wait(lambda: report(playground).step > 1)
    playground.key(Qt.Key.Key_Space)
    playground.wait(lambda: not report(playground).running)


# Runs


def test_rewind_and_step_back_lead_to_the_same_start(playground):
    first = take_steps(playground, 1).evaluation
    take_steps(playground, 2)
    playground.click("playground.step_back")
    playground.wait(lambda: report(playground).step == 2)
    playground.click("playground.rewind")
    playground.wait(lambda: report(playground).step == 0)
    settled(playground)
    assert numbers(playground) == ["2.767", "3.500", "6.267", "2 of 9 right"]
    again = take_steps(playground, 1).evaluation
    assert (again.W == first.W).all()


def test_it_runs_and_pauses(playground):
    playground.click("playground.run")
    playground.wait(lambda: report(playground).step >= 3)
    assert playground.text("playground.run") == "Pause"
    playground.click("playground.run")
    playground.wait(lambda: not report(playground).running)
    found = settled(playground)
    assert playground.text("playground.total") == f"{found.evaluation.objective.total:.3f}"
    assert len(found.curve.total) == found.step + 1


def test_a_weight_that_is_changed_in_mid_run_keeps_the_others(playground):
    found = take_steps(playground, 3).evaluation
    playground.type("playground.w.1.0", "0.5")
    settled(playground)
    W, b = weights(playground)
    expected = found.W.copy()
    expected[1, 0] = 0.5
    assert pytest.approx(expected) == W
    assert b == pytest.approx(found.b)
    assert report(playground).step == 0
    undo(playground)
    assert (weights(playground)[0] == DEMO_W).all()


def test_up_and_down_of_a_weight(playground):
    playground.click("playground.w.0.0.up")
    settled(playground)
    assert weights(playground)[0][0, 0] == pytest.approx(1.1)
    playground.click("playground.b.2.down")
    settled(playground)
    assert weights(playground)[1][2] == pytest.approx(-0.6)


def test_random_weights_are_seeded_and_shown(playground):
    playground.click("playground.randomize")
    settled(playground)
    seed, first = state(playground).seed, weights(playground)
    assert playground.field("playground.seed").value == seed
    assert (np.abs(first[0]) <= 5).all()
    assert (np.abs(first[1]) <= 0.5).all()
    playground.type("playground.seed", str((seed + 1) % 1000))
    settled(playground)
    assert (weights(playground)[0] != first[0]).any()
    playground.type("playground.seed", str(seed))
    settled(playground)
    assert (weights(playground)[0] == first[0]).all()


def test_a_diverging_step_size_is_said_and_the_last_good_state_stays(playground):
    choose(playground, "playground.speed", "full")
    playground.type("playground.learning_rate", "1000")
    playground.click("playground.run")
    playground.wait(lambda: report(playground).diverged)
    found = settled(playground)
    assert not found.running
    assert np.isfinite(found.evaluation.objective.total)
    assert "diverges" in playground.message("playground.trouble")
    playground.click("playground.trouble.action_1")
    playground.wait(lambda: report(playground).step == 0)
    settled(playground)
    assert playground.field("playground.learning_rate").value == 500
    assert playground.message("playground.trouble") == ""


def test_weights_of_zero_draw_no_line_and_it_is_said(playground):
    for d in range(2):
        playground.type(f"playground.w.0.{d}", "0")
    settled(playground)
    assert plane(playground).picture.lines[0].ends is None
    assert "Class 0: weights of 0 draw no line" in playground.message("playground.trouble")


def test_weights_of_a_million(playground):
    playground.type("playground.w.0.0", "1e6")
    settled(playground)
    assert lamp(playground) in ("pass", "check")
    playground.type("playground.w.0.1", "1e7")
    settled(playground)
    assert state(playground).W[0][1] == 2.0
    assert "too large" in playground.find("playground.w.0.1.error").text


# Data sets and features


def test_a_data_set_with_other_numbers(playground):
    choose(playground, "playground.dataset", "rings")
    playground.type("playground.count", "60")
    playground.type("playground.noise", "0.05")
    playground.type("playground.share", "25")
    playground.type("playground.classes", "2")
    settled(playground)
    points = state(playground).points
    assert (len(points.y), int(points.test.sum()), state(playground).C) == (60, 15, 2)
    assert "test" in playground.text("playground.accuracy")
    assert playground.find("playground.w.1.1.cell").isVisible()
    assert playground.window.findChild(type(plane(playground)), "playground.w.2.0.cell") is None


def test_the_nine_points_have_neither_noise_nor_number(playground):
    assert not playground.find("playground.noise").isEnabled()
    choose(playground, "playground.dataset", "blobs")
    assert playground.find("playground.noise").isEnabled()
    plane(playground).setFocus()
    playground.key(Qt.Key.Key_N)
    playground.key(Qt.Key.Key_Right)
    settled(playground)
    assert not playground.find("playground.noise").isEnabled()
    assert playground.text("playground.dataset") == "Own points"


@pytest.mark.parametrize("key", ["polar", "squares", "bumps"])
def test_other_features_have_weights_of_their_own(playground, key):
    choose(playground, "playground.feature_map", key)
    found = report(playground)
    D = found.evaluation.W.shape[1]
    assert playground.find(f"playground.w.2.{D - 1}.cell").isVisible()
    assert plane(playground).picture.lines == ()  # the boundaries are curves
    assert len(np.unique(found.regions.codes // 16)) > 1
    assert lamp(playground) == "pass"
    undo(playground)
    assert (weights(playground)[0] == DEMO_W).all()


def test_regularization_optimizer_margin_and_batch(playground):
    choose(playground, "playground.regularization", "l1")
    assert numbers(playground)[1] == f"{0.1 * np.abs(DEMO_W).sum():.3f}"
    choose(playground, "playground.regularization", "none")
    assert not playground.find("playground.strength.slider").isEnabled()
    assert numbers(playground)[1] == "0.000"
    playground.type("playground.margin", "2")
    choose(playground, "playground.optimizer", "adam")
    playground.type("playground.batch_size", "4")
    settled(playground)
    assert lamp(playground) == "pass"
    first = take_steps(playground, 2).evaluation.W
    playground.click("playground.rewind")
    playground.wait(lambda: report(playground).step == 0)
    assert (first == take_steps(playground, 2).evaluation.W).all()  # the noise has a seed


def test_all_points_in_an_update_are_typed_as_they_are_shown(playground):
    playground.type("playground.batch_size", "4")
    assert state(playground).batch_size == 4
    playground.type("playground.batch_size", "all")
    assert state(playground).batch_size == 0
    assert playground.field("playground.batch_size").text() == "all"


def test_the_key_adds_points_where_there_is_room(playground):
    plane(playground).setFocus()
    for _ in range(2):
        playground.key(Qt.Key.Key_A)
        settled(playground)
    X = state(playground).points.X
    assert np.linalg.norm(X[10] - X[9]) > 0.3


# Looking


def test_the_reading_under_the_pointer(playground):
    QTest.mouseMove(plane(playground), pixel(playground, 0.5, 0.4))
    playground.wait(lambda: report(playground).reading is not None)
    settled(playground)
    text = vm.reading(report(playground)).text
    assert "class 0" in text
    assert "s₀ 1.30" in text


def test_layers_are_drawn(playground):
    for name in ("margins", "sizes", "preview"):
        playground.find(f"playground.{name}", QAction).trigger()
    settled(playground)
    picture = plane(playground).picture
    assert all(line.margins for line in picture.lines)
    assert all(line.preview is not None for line in picture.lines)
    assert picture.dots.ringed.any()
    assert len(np.unique(picture.dots.size)) > 1


def test_hinge_beside_softmax_from_the_same_start(playground):
    choose(playground, "playground.beside", "loss")
    playground.wait(lambda: report(playground).rival is not None)
    take_steps(playground, 4)
    found = report(playground)
    assert (found.rival.state.loss, found.rival.step) == ("softmax", 4)
    canvas = playground.find("playground.beside_plane", PlaneCanvas)
    assert canvas.isVisible()
    assert canvas.image is not None
    playground.click("playground.rewind")
    playground.wait(lambda: report(playground).step == 0)
    assert (report(playground).rival.evaluation.W == DEMO_W).all()
    choose(playground, "playground.beside", "")
    assert not canvas.isVisible()


def test_points_travel_to_the_feature_space(playground):
    choose(playground, "playground.feature_map", "polar")
    choose(playground, "playground.beside", "features")
    playground.wait(lambda: panel(playground).view.travel == 1.0)
    found = settled(playground)
    r = np.linalg.norm(DEMO.X, axis=1)
    assert found.feature_space.places[:, 0] == pytest.approx(r)
    playground.type("playground.travel", "0")
    found = settled(playground)
    assert found.feature_space.places == pytest.approx(DEMO.X)


def test_a_pinned_run_stays_to_be_compared_with(playground):
    take_steps(playground, 3)
    playground.click("playground.pin")
    playground.wait(lambda: report(playground).pinned)
    playground.click("playground.loss.wide.softmax")
    playground.click("playground.rewind")
    playground.wait(lambda: report(playground).step == 0)
    settled(playground)
    (pinned,) = report(playground).pinned
    assert (pinned.name, len(pinned.curve.total)) == ("Weston–Watkins, step 0.1", 4)
    playground.click("playground.unpin")
    playground.wait(lambda: not report(playground).pinned)


# Files and other panels


def test_a_csv_file_is_opened_and_written(playground, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("x0,x1,class\n0.1,0.2,a\n0.3,-1.5,b\n2,0,c\n-1,0,d\n", encoding="utf-8")
    panel(playground).open_file(str(path))
    playground.wait(lambda: len(state(playground).points.y) == 4)
    settled(playground)
    assert state(playground).C == 4
    assert plane(playground).frame.x_range[1] > 2  # the view grows
    written = playground.shared("save_points", tmp_path / "again.csv")
    assert written.read_text(encoding="utf-8").splitlines()[1] == '0.1,0.2,0,"a"'
    undo(playground)
    assert (state(playground).points.X == DEMO.X).all()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x0,x1,class\n0.1,hello,0\n0.2,0.3,1\n", "hello"),
        ("x0,x1,class\n0.1,0.2,0\n0.2,0.3,0\n", "class"),
        ("x0,x1,class\n" + "".join(f"0.1,0.2,{k}\n" for k in range(9)), "8"),
        ("x0,x1,class\n0.1,nan,0\n0.2,0.3,1\n", "nan"),
    ],
)
def test_a_bad_csv_is_said_and_nothing_is_lost(playground, tmp_path, text, says):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    panel(playground).open_file(str(path))
    playground.wait(lambda: playground.message("playground.points_trouble"))
    said = playground.message("playground.points_trouble")
    assert says in said
    assert "bad.csv" in said
    assert (state(playground).points.X == DEMO.X).all()


def test_these_weights_are_shown_on_the_landscape(playground):
    take_steps(playground, 2)
    playground.type("playground.learning_rate", "0.05")
    settled(playground)
    W = report(playground).evaluation.W
    total = playground.text("playground.total")
    playground.click("playground.landscape")
    playground.wait(lambda: playground.window.panel.name == "landscape")
    landscape = playground.find("landscape", LandscapePanel)
    playground.wait(
        lambda: landscape.newest() is not None and landscape.newest().state.surface == "playground"
    )
    assert landscape.newest().state.learning_rate == 0.05
    assert landscape.newest().walk.last.at == pytest.approx(tuple(W[0]))
    assert landscape.newest().check.loss == pytest.approx(float(total), abs=5e-4)


def test_all_is_remembered(open_app):  # noqa: F811
    app = open_app(panel="playground", theme="light")
    settled(app)
    drag(app, (0.5, 0.4), (0.1, 0.2))
    app.click("playground.loss.wide.softmax")
    app.type("playground.w.0.0", "0.75")
    settled(app)
    X = state(app).points.X.copy()
    app.close()
    again = open_app(panel="playground", theme="light")
    settled(again)
    assert (state(again).points.X == X).all()
    assert (state(again).loss, state(again).W[0][0]) == ("softmax", 0.75)


def test_it_is_closed_in_mid_run(playground):
    choose(playground, "playground.speed", "full")
    playground.click("playground.run")
    playground.wait(lambda: report(playground).step > 20)
    playground.close()


def test_another_theme_and_a_projector(playground):
    playground.key(Qt.Key.Key_L, CTRL | SHIFT)
    settled(playground)
    playground.key(Qt.Key.Key_F5)
    settled(playground)
    assert numbers(playground) == ["2.767", "3.500", "6.267", "2 of 9 right"]
