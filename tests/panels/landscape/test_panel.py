"""The Landscape panel in its window, driven as a person does."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from lossviz.model.losses import LOSSES
from lossviz.model.parameters import unpack
from lossviz.model.preprocessing import preprocess
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import PLAYGROUND, LandscapeState
from lossviz.panels.landscape.ui.formula_field import FormulaField
from lossviz.panels.landscape.ui.panel import LandscapePanel
from lossviz.widgets.check.gradient_table import GradientTable
from lossviz.widgets.check.lamp import Lamp
from lossviz.widgets.descent.cut_plot import CutPlot
from lossviz.widgets.heat_map.heat_map import HeatMap
from lossviz.widgets.map.window import Window
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def landscape(open_app: OpenApp) -> App:  # noqa: F811
    """On the two-weight classifier, with everything drawn."""
    return open_app(panel="landscape", theme="light")


def panel(app: App) -> LandscapePanel:
    return app.find("landscape", LandscapePanel)


def state(app: App) -> LandscapeState:
    return panel(app).state


def report(app: App) -> LandscapeReport:
    shown = panel(app).newest()
    assert shown is not None
    return shown


def settled(app: App) -> LandscapeReport:
    """The report that answers all that was asked so far, drawn."""
    answered = panel(app)
    app.wait(
        lambda: (
            answered.at_rest()
            and answered.newest() is not None
            and (answered.newest().state, answered.newest().view) == (answered.state, answered.view)
        )
    )
    answered.draw_all()
    return report(app)


def heat_map(app: App) -> HeatMap:
    return app.find("landscape.map", HeatMap)


def pixel(app: App, w1: float, w2: float) -> QPoint:
    frame = heat_map(app).frame
    return QPoint(round(frame.x(w1)), round(frame.y(w2)))


def choose_surface(app: App, key: str) -> None:
    if key != PLAYGROUND:  # what that offers is for each test to say
        app.make(key)  # the panel, if it is one, whose numbers make the surface
    # The menu's own signal; its texts are told elsewhere.
    panel(app).content.map_column.surface_chosen.emit(key)
    settled(app)


def steps(app: App) -> int:
    return report(app).walk.done - 1


def take_steps(app: App, count: int) -> None:
    for wanted in range(steps(app) + 1, steps(app) + 1 + count):
        app.click("landscape.step")
        app.wait(lambda wanted=wanted: steps(app) == wanted)
    settled(app)


def undo(app: App) -> None:
    app.key(Qt.Key.Key_Z, CTRL)


def table(app: App) -> list[list[str]]:
    picture = app.find("landscape.table", GradientTable).picture
    return [[row.name, *(cell.text for cell in row.cells)] for row in picture.rows]


def lamp(app: App) -> str:
    return app.find("landscape.lamp", Lamp).text


# The lecture's numbers


def test_it_opens_on_the_numbers_of_the_slide(landscape):
    settled(landscape)
    assert landscape.text("landscape.loss") == "1.25347"
    assert landscape.field("landscape.w1").text() == "0.340"
    assert landscape.field("landscape.w2").text() == "−1.110"
    assert table(landscape) == [
        ["W₁", "0.3400", "0.3401", "0.3400", "−2.500", "−2.500"],
        ["W₂", "−1.1100", "−1.1100", "−1.1099", "0.600", "0.600"],
        ["loss", "1.25347", "1.25322", "1.25353", "", ""],
    ]
    assert lamp(landscape) == "pass"
    assert "3 evaluations (D + 1)" in landscape.text("landscape.why")


def test_the_lectures_own_vector_is_filled_in_weight_by_weight(landscape):
    landscape.entry("landscape.try", "The lecture’s W").trigger()
    settled(landscape)
    assert [row[-2] for row in table(landscape)[:9]] == ["?"] * 9
    slopes = ["−2.500", "0.600", "0.000", "0.200", "0.700", "−0.500", "1.100", "1.300", "−2.100"]
    losses = {1: "1.25322", 2: "1.25353", 3: "1.25347"}
    for count in range(1, 10):
        landscape.click("landscape.fill")
        settled(landscape)
        rows = table(landscape)
        assert [row[-2] for row in rows[:count]] == slopes[:count]
        assert all(row[-2] == "?" for row in rows[count:9])
        assert rows[9][2] == losses.get(count, rows[9][2])
        assert (lamp(landscape) == "pass") == (count == 9)


def test_the_lectures_own_vector_moves_the_point_and_a_double_click_goes_back(landscape):
    landscape.type("landscape.w1", "1.5")
    settled(landscape)
    landscape.entry("landscape.try", "The lecture’s W").trigger()
    assert settled(landscape).walk.last.at == (0.34, -1.11)
    landscape.type("landscape.w2", "0.5")
    settled(landscape)
    QTest.mouseDClick(landscape.field("landscape.w2"), LEFT)
    assert settled(landscape).walk.last.at == (0.34, -1.11)


# The point


def test_a_drag_a_walk_and_steps_back_land_where_it_was(landscape):
    view, start = heat_map(landscape), report(landscape).walk.last.at
    QTest.mousePress(view, LEFT, pos=pixel(landscape, *start))
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, pixel(landscape, start[0] - 1.2 * share, start[1] + 0.5 * share))
        landscape.frames(1)
    QTest.mouseRelease(view, LEFT, pos=pixel(landscape, start[0] - 1.2, start[1] + 0.5))
    there = settled(landscape).walk.last
    assert there.at == pytest.approx((-0.86, -0.61), abs=0.02)
    assert there.loss == pytest.approx(float(report(landscape).ground.surface.loss(*there.at)))
    take_steps(landscape, 4)
    assert report(landscape).walk.last.at != there.at
    for wanted in (3, 2, 1, 0):
        landscape.key(Qt.Key.Key_BracketLeft)
        landscape.wait(lambda wanted=wanted: steps(landscape) == wanted)
    assert report(landscape).walk.last.at == there.at
    assert report(landscape).walk.last.loss == there.loss
    undo(landscape)
    assert settled(landscape).walk.last.at == start, "the whole drag is one step of undo"


def test_a_click_starts_a_walk_there_and_the_old_path_stays_if_it_is_kept(landscape):
    landscape.entry("landscape.race", "Keep walks from other points").trigger()
    take_steps(landscape, 2)
    QTest.mouseClick(heat_map(landscape), LEFT, pos=pixel(landscape, -1.0, 0.2))
    shown = settled(landscape)
    assert shown.walk.last.at == pytest.approx((-1.0, 0.2), abs=0.02)
    assert [path.done for path in shown.old] == [3]
    landscape.click("landscape.clear")
    landscape.wait(lambda: not report(landscape).old)


def test_arrow_keys_move_the_point_by_a_hundredth(landscape):
    heat_map(landscape).setFocus()
    QTest.keyClick(heat_map(landscape), Qt.Key.Key_Right)
    QTest.keyClick(heat_map(landscape), Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert settled(landscape).walk.last.at == pytest.approx((0.35, -1.109))


def test_a_typed_weight_moves_the_point_and_can_be_taken_back(landscape):
    landscape.type("landscape.w1", "1.25")
    assert settled(landscape).walk.last.at == (1.25, -1.11)
    undo(landscape)
    assert settled(landscape).walk.last.at == (0.34, -1.11)


def test_the_handle_of_the_cut_moves_the_point_along_it(landscape):
    cut = landscape.find("landscape.cut", CutPlot)
    knob = cut.knob().toPoint()
    QTest.mousePress(cut, LEFT, pos=knob)
    QTest.mouseMove(cut, knob + QPoint(40, 0))
    landscape.frames(2)
    QTest.mouseRelease(cut, LEFT, pos=knob + QPoint(40, 0))
    w1, w2 = settled(landscape).walk.last.at
    assert w1 > 0.4
    assert w2 == -1.11


def test_along_the_gradient_the_handle_goes_downhill(landscape):
    landscape.click("landscape.cut_along.wide.analytic")
    settled(landscape)
    cut = landscape.find("landscape.cut", CutPlot)
    knob = cut.knob().toPoint()
    QTest.mousePress(cut, LEFT, pos=knob)
    for pixels in (10, 20, 30):
        QTest.mouseMove(cut, knob + QPoint(pixels, 0))
        landscape.frames(1)
    QTest.mouseRelease(cut, LEFT, pos=knob + QPoint(30, 0))
    w1, w2 = settled(landscape).walk.last.at
    assert (w2 + 1.11) / (w1 - 0.34) == pytest.approx(0.6 / -2.5, abs=1e-3), "a straight way"


# Walking


def test_a_step_goes_down_the_slope_and_is_told_with_its_numbers(landscape):
    take_steps(landscape, 1)
    assert report(landscape).walk.last.at == pytest.approx(
        (0.34 + 0.5 * 2.5, -1.11 - 0.5 * 0.6), abs=1e-3
    )
    assert landscape.text("landscape.narration") == "W − 0.5 × (−2.500, 0.600) = (1.590, −1.410)"
    assert "after step 1" in landscape.shown_texts()


def test_space_runs_and_pauses_and_reset_goes_back(landscape):
    start = report(landscape).walk.last.at
    landscape.window.setFocus()
    landscape.key(Qt.Key.Key_Space)
    landscape.wait(lambda: steps(landscape) >= 3)
    landscape.key(Qt.Key.Key_Space)
    landscape.wait(lambda: not report(landscape).running)
    landscape.key(Qt.Key.Key_R, CTRL)
    landscape.wait(lambda: steps(landscape) == 0)
    assert report(landscape).walk.last.at == start


def test_others_race_from_the_menu(landscape):
    landscape.entry("landscape.race", "C  Momentum").trigger()
    landscape.entry("landscape.race", "G  Adam").trigger()
    assert settled(landscape).state.rivals == ("momentum", "adam")
    landscape.entry("landscape.race", "C  Momentum").trigger()
    assert settled(landscape).state.rivals == ("adam",)


def test_each_in_a_race_can_have_a_learning_rate_of_its_own(landscape):
    landscape.entry("landscape.race", "G  Adam").trigger()
    landscape.entry("landscape.race", "One learning rate each").trigger()
    assert settled(landscape).state.rate_of("adam") == 0.5
    landscape.type("landscape.rate.adam", "0.125")
    take_steps(landscape, 1)
    shown = report(landscape)
    assert [walk.last.learning_rate for walk in shown.walks] == [0.5, 0.125]
    landscape.key(Qt.Key.Key_Z, CTRL)
    assert settled(landscape).state.rate_of("adam") == 0.5


def test_several_race_from_the_same_point(landscape):
    for name in ("momentum", "adam", "random"):
        landscape.find("landscape.race")  # the menu is there
        panel(landscape).content.descent.rival_changed.emit(name, True)
    settled(landscape)
    take_steps(landscape, 5)
    shown = report(landscape)
    assert [walk.walker for walk in shown.walks] == ["gd", "momentum", "adam", "random"]
    assert len({tuple(walk.points[0]) for walk in shown.walks}) == 1
    assert landscape.text("landscape.race") == "Race 4"


def test_a_learning_rate_that_is_too_large_is_told_and_can_be_halved(landscape):
    choose_surface(landscape, "minima")
    landscape.type("landscape.learning_rate", "2")
    settled(landscape)
    for _ in range(6):
        landscape.click("landscape.step")
        landscape.frames(1)
    landscape.wait(lambda: "too large here" in landscape.message("landscape.trouble"))
    landscape.click("landscape.trouble.action_2")
    assert settled(landscape).state.learning_rate == 1.0
    landscape.wait(lambda: steps(landscape) == 0)
    landscape.frames(2)
    assert landscape.message("landscape.trouble") == ""


def test_a_strip_that_was_closed_does_not_come_back_with_each_step(landscape):
    landscape.type("landscape.learning_rate", "10")
    settled(landscape)
    for _ in range(2):
        landscape.click("landscape.step")
        landscape.frames(1)
    landscape.wait(lambda: "left the map" in landscape.message("landscape.trouble"))
    landscape.click("landscape.trouble.close")
    landscape.click("landscape.step")
    settled(landscape)
    landscape.frames(2)
    assert not landscape.message("landscape.trouble")


def test_looking_closer_elsewhere_blames_no_learning_rate(landscape):
    take_steps(landscape, 2)
    heat_map(landscape).window_wanted.emit(Window(-1.5, 0.5, 0.1))
    settled(landscape)
    landscape.wait(lambda: report(landscape).map.image.w1_range[1] < 0)
    landscape.frames(2)
    assert not landscape.message("landscape.trouble")


def test_escape_gives_a_drag_up(landscape):
    view, start = heat_map(landscape), report(landscape).walk.last.at
    view.setFocus()
    QTest.mousePress(view, LEFT, pos=pixel(landscape, *start))
    QTest.mouseMove(view, pixel(landscape, -1.0, 0.2))
    landscape.frames(2)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, pos=pixel(landscape, -1.0, 0.2))
    assert settled(landscape).walk.last.at == start


def test_paths_of_another_formula_are_not_drawn_on_this_one(landscape):
    panel(landscape).content.map_column.options.formula_given.emit("w1^2 + w2^2")
    settled(landscape)
    take_steps(landscape, 2)
    panel(landscape).content.map_column.options.formula_given.emit("w1^2 + 2 w2^2")
    assert settled(landscape).old == ()


def test_a_walk_stops_where_the_loss_ends(landscape):
    panel(landscape).content.map_column.options.formula_given.emit("log(w1) + w2^2")
    settled(landscape)
    landscape.type("landscape.learning_rate", "5")
    settled(landscape)
    for _ in range(3):
        landscape.click("landscape.step")
        landscape.frames(1)
    landscape.wait(lambda: "stopped at the edge" in landscape.message("landscape.trouble"))
    assert np.isfinite(report(landscape).walk.last.loss)
    assert report(landscape).map.image.missing


# The check


@pytest.mark.parametrize("text", ["abc", "0", "-1", "1", "1e-13", ""])
def test_an_h_that_makes_no_sense_is_refused_in_place(landscape, text):
    landscape.type("landscape.h", text)
    landscape.frames(1)
    assert landscape.find("landscape.h.error").text
    assert state(landscape).h == 1e-4
    landscape.key(Qt.Key.Key_Escape)
    assert landscape.field("landscape.h").text() == "0.0001"


def test_an_h_below_the_resolution_of_float32_is_told(landscape):
    panel(landscape).content.check.setting_changed.emit("precision", "float32", False)
    landscape.type("landscape.h", "1e-10")
    settled(landscape)
    assert landscape.text("landscape.why").startswith("h = 10⁻¹⁰ is lost in float32")
    assert landscape.text("landscape.relative_error") == "–"
    assert lamp(landscape) == ""
    assert np.isfinite(report(landscape).check.analytic).all(), "nothing else is lost"


def test_a_broken_gradient_is_caught_and_undo_mends_it(landscape):
    landscape.entry("landscape.try", "Mistake: missing average").trigger()
    settled(landscape)
    assert lamp(landscape) == "wrong"
    assert landscape.text("landscape.why").startswith("Caught.")
    undo(landscape)
    settled(landscape)
    assert lamp(landscape) == "pass"


def test_a_forgotten_penalty_of_strength_0_is_said_to_change_nothing(landscape):
    landscape.entry("landscape.try", "Mistake: forgotten λ term").trigger()
    settled(landscape)
    assert lamp(landscape) == "pass"
    assert "nothing is missing" in landscape.text("landscape.why")


def test_at_a_kink_the_two_disagree_and_it_says_why(landscape):
    landscape.entry("landscape.try", "Mistake: wrong sign").trigger()
    before = state(landscape)
    landscape.entry("landscape.try", "To a kink").trigger()
    landscape.wait(lambda: state(landscape) != before)
    shown = settled(landscape)
    assert (state(landscape).loss, state(landscape).mistake) == ("hinge", "none")
    assert shown.check.kinks >= 1
    assert shown.check.relative > 1e-2
    assert lamp(landscape) == "kink"
    assert "corner of the loss lies within h" in landscape.text("landscape.why")
    undo(landscape)
    assert state(landscape) == before


# Surfaces


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", ""),
        ("w2^2", "w1"),
        ("w1 + foo", "foo"),
        ("w1.real", ""),
        ("__import__('os')", ""),
        ("open(w1)", "open"),
        ("w1/0", "0"),
        ("w1 +", ""),
    ],
)
def test_a_formula_that_cannot_be_read_stays_in_its_field(landscape, text, why):
    choose_surface(landscape, "formula")
    field = landscape.find("landscape.formula", FormulaField)
    before = state(landscape)
    field.setFocus()
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert why in field.error
    assert field.error.endswith(".")
    assert field.text() == text
    assert state(landscape) == before
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == before.formula
    assert not field.error


def test_a_formula_is_drawn_and_walked_on(landscape):
    choose_surface(landscape, "formula")
    field = landscape.find("landscape.formula", FormulaField)
    field.setFocus()
    field.setText("(w1 - 1)^2 + 3 w2²")
    QTest.keyClick(field, Qt.Key.Key_Return)
    shown = settled(landscape)
    assert shown.check.loss == pytest.approx((2 - 1) ** 2 + 3 * 1.5**2)
    assert shown.check.analytic == pytest.approx([2, 9])
    undo(landscape)
    assert settled(landscape).state.formula == LandscapeState().formula


@pytest.mark.parametrize("key", ["bowl", "valley", "saddle", "plateau", "minima", "rosenbrock"])
def test_each_test_surface_is_mapped_and_checked(landscape, key):
    choose_surface(landscape, key)
    landscape.wait(panel(landscape).ready)
    settled(landscape)
    assert report(landscape).map.done
    assert report(landscape).check.relative < 1e-2
    assert landscape.text("landscape.known").startswith("L = ")


def test_the_scores_panels_table_is_a_landscape(landscape):
    choose_surface(landscape, "scores")
    shown = settled(landscape)
    assert shown.check.loss == pytest.approx(2.7587, abs=1e-4)
    landscape.click("landscape.loss_function.wide.hinge")
    assert settled(landscape).check.loss == pytest.approx(15.8 / 3)


def test_the_weights_in_training_move_with_the_point(open_app, cifar_folder):  # noqa: F811
    app = open_app(data=cifar_folder, theme="light")
    app.take_steps(3)
    app.window.show_panel("landscape")
    choose_surface(app, "training")
    app.wait(panel(app).ready)
    shown = settled(app)
    training = shown.ground.training
    assert training.trace.step == 3
    W, b = unpack(training.trace.now, training.trace.classes)
    images, y = training.trace.data.split()[0]
    X = preprocess(images, training.trace.mean)
    config = training.trace.config
    expected = LOSSES[config.loss].loss(X @ W.T + b, y).mean() + config.penalty.penalty(W)
    assert shown.check.loss == pytest.approx(float(expected), rel=1e-5)
    before = shown.training.templates
    app.type("landscape.w1", "0.5")
    moved = settled(app)
    assert (moved.training.templates != before).any()
    assert "%" in app.text("landscape.accuracy")
    assert "% of the path" in app.text("landscape.held")
    assert "30,731 evaluations" in app.find("landscape.why").toolTip()


def test_newer_weights_are_offered_and_taken_when_asked(open_app, cifar_folder):  # noqa: F811
    app = open_app(data=cifar_folder, theme="light")
    app.take_steps(1)
    app.window.show_panel("landscape")
    choose_surface(app, "training")
    assert app.find("landscape.newest").isHidden()
    app.window.show_panel("training")
    app.take_steps(2)
    app.window.show_panel("landscape")
    app.frames(2)
    assert report(app).ground.training.trace.step == 1, "nothing moves by itself"
    assert app.text("landscape.newest") == "Go to step 3"
    app.click("landscape.newest")
    app.wait(lambda: report(app).ground.training.trace.step == 3)
    assert app.find("landscape.newest").isHidden()


def test_without_a_classifier_in_training_it_says_where_to_go(landscape):
    panel(landscape).content.map_column.surface_chosen.emit("training")
    landscape.wait(lambda: "No classifier" in landscape.message("landscape.trouble"))
    landscape.click("landscape.trouble.action_1")
    assert landscape.window.panel.name == "training"


# Looking


def test_the_place_under_the_pointer_is_read(landscape):
    QTest.mouseMove(heat_map(landscape), pixel(landscape, 1.0, -0.5))
    landscape.wait(lambda: report(landscape).hovered is not None)
    shown = report(landscape)
    at = shown.hovered.at
    assert shown.hovered.loss == pytest.approx(float(shown.ground.surface.loss(*at)))
    assert shown.walk.last.at == (0.34, -1.11)


def test_plus_looks_closer_and_0_shows_all(landscape):
    view = heat_map(landscape)
    wide = view.frame.x_range
    QTest.keyClick(view, Qt.Key.Key_Plus)
    settled(landscape)
    landscape.wait(lambda: report(landscape).map.image.w1_range == view.frame.x_range)
    assert view.frame.x_range[1] - view.frame.x_range[0] < wide[1] - wide[0]
    QTest.keyClick(view, Qt.Key.Key_0)
    settled(landscape)
    assert view.frame.x_range == pytest.approx(wide)


def test_minibatches_scatter_around_the_gradient(landscape):
    landscape.choose("landscape.minibatches", "30 arrows")
    shown = settled(landscape)
    assert shown.minibatches.shape == (30, 2)
    landscape.type("landscape.batch_size", "12")
    assert settled(landscape).minibatches.shape == (0, 2), "all examples give the gradient itself"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_view_stands_every_theme(open_app, scale):  # noqa: F811
    app = open_app(panel="landscape", scale=scale)
    for relief in (False, True):
        for cut in ("w1", "w2", "analytic", "numeric", "error", "walk"):
            panel(app).look(relief=relief, cut=cut)
            settled(app)
        app.key(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
        app.key(Qt.Key.Key_F5)
        settled(app)
        app.frames(2)
        app.key(Qt.Key.Key_F5)
    assert all(not label.text().startswith("nan") for label in app.window.findChildren(QLabel))


# Living on


def test_explain_opens_again_and_again_at_any_width(landscape):
    for width in (1440, 1100, 1600, 1300, 1440):
        landscape.window.resize(width, 900)
        for _ in range(2):
            landscape.key(Qt.Key.Key_E, CTRL)
            landscape.frames(3)


def test_what_changes_its_row_on_a_projector_keeps_its_letters(landscape):
    landscape.click("rail.projector")
    try:
        for width, height in ((1440, 900), (1900, 1000), (1440, 900)):
            landscape.window.resize(width, height)
            landscape.frames(3)
            sizes = {
                landscape.find(f"landscape.{name}").font().pixelSize()
                for name in ("view.map", "scheme.forward")
            }
            assert len(sizes) == 1
    finally:
        landscape.click("rail.projector")  # the style sheet is the whole application's


def test_the_menu_of_the_check_does_what_it_says(landscape):
    landscape.window.resize(1280, 720)
    landscape.entry("landscape.try", "Mistake: wrong sign").trigger()
    assert settled(landscape).state.mistake == "sign"
    landscape.wait(lambda: landscape.text("landscape.try") == "Wrong sign")
    landscape.entry("landscape.try", "In float32").trigger()
    assert settled(landscape).state.precision == "float32"
    landscape.entry("landscape.try", "The lecture’s W").trigger()
    landscape.entry("landscape.try", "Next row of the table").trigger()
    assert settled(landscape).view.filled == 1


def test_the_settings_are_there_the_next_time(open_app):  # noqa: F811
    app = open_app(panel="landscape", theme="light")
    choose_surface(app, "rosenbrock")
    app.type("landscape.w2", "0.5")
    app.click("landscape.scheme.central")
    kept = settled(app).state
    app.close()
    again = open_app(panel="landscape", theme="light")
    assert state(again) == kept


def test_it_closes_while_it_runs(landscape):
    landscape.click("landscape.start")
    landscape.wait(lambda: report(landscape).running)
    landscape.close()


def test_questions_are_marked_each_for_itself(landscape):
    marked = []
    panel(landscape).marked.connect(marked.append)
    panel(landscape).mark_question("table", {"slope": -2.5})
    panel(landscape).mark_question("price", {"asked": 30_730.0})
    landscape.wait(lambda: len(marked) == 2, f"there are {len(marked)} answers")
    assert [mark.right for marking in marked for mark in marking.marks] == [True, False]
    assert "(1.25322 − 1.25347) / 0.0001 = −2.5" in marked[0].sentence
    assert marked[1].marks[0].truth == "30,731"
