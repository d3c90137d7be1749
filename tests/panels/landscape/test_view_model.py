"""What the panel shows of a report: pictures whose numbers are the job's, and true sentences."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.mistakes import MISTAKES
from lossviz.panelkit.commands import Rewind
from lossviz.panels.landscape import view_model as vm
from lossviz.panels.landscape.checking import check_lecture
from lossviz.panels.landscape.commands import ClearPaths, Take
from lossviz.panels.landscape.draping import heights_at
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    FORMULA,
    PLANES,
    PLAYGROUND,
    SCORES,
    START,
    SURFACES,
    TRAINING,
    WALKERS,
    LandscapeState,
    with_rival,
    with_start,
    with_surface,
    with_walker,
)
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import with_example_removed
from lossviz.panels.scores.tables import LECTURE
from lossviz.widgets.map.window import Window
from tests.panels.landscape.corners import state_at_kink
from tests.panels.landscape.test_job import MAP, drive  # noqa: F401 - a fixture
from tests.panels.scores.tables import steady

WILD = dataclasses.replace(with_surface(START, "bowl"), learning_rate=10.0)
Shows = Callable[..., LandscapeReport]


@pytest.fixture
def shows(drive, lecture, trace_of) -> Shows:  # noqa: F811
    """The report after some steps."""

    def make(state: LandscapeState = START, steps: int = 0, example=None, **look: object):
        driven = drive(state, MAP)
        for thing in (example or lecture, trace_of()):
            driven.inbox.put(Take(thing))
        driven.ask()
        driven.steps(steps)
        return driven.look(**look)

    return make


def race(*walkers: str) -> LandscapeState:
    state = with_walker(START, walkers[0])
    for each in walkers[1:]:
        state = with_rival(state, each, True)
    return state


# Names


def test_everything_has_a_name():
    assert set(vm.SURFACE_TITLES) == set(SURFACES)
    assert set(vm.MARKERS) == set(WALKERS)
    assert set(vm.PLANE_TITLES) == set(PLANES)
    apart = {"surface", "start", "formula", "rivals", "seed"}  # set otherwise than by a control
    fields = {each.name for each in dataclasses.fields(LandscapeState)}
    assert set(vm.SETTING_TITLES) == fields - apart
    assert len({*vm.MARKERS.values()}) == len(WALKERS)


@pytest.mark.parametrize("surface", SURFACES)
def test_mistakes_are_offered_where_there_are_examples(surface):
    keys = [key for key, _ in vm.mistakes_here(with_surface(START, surface))]
    examples = surface in ("two-weights", SCORES, PLAYGROUND, TRAINING)
    assert keys == (list(MISTAKES) if examples else ["none"])


# The map


def test_the_marks_are_those_of_the_check(shows):
    report = shows(steps=2, minibatches=True)
    marks = vm.marks(report)
    assert marks.point == report.walk.last.at
    assert marks.loss == report.check.loss
    assert marks.analytic is report.check.analytic
    assert marks.numeric is not None
    assert marks.numeric.tolist() == report.check.numeric.tolist()
    assert marks.minibatches.shape == (12, 2)
    assert (marks.step, marks.names) == (0.5, ("W₁", "W₂"))


def test_one_walk_needs_no_name_and_several_have_theirs(shows):
    (only,) = vm.paths(shows(steps=2))
    assert (only.name, only.done, only.old) == ("", 3, False)
    found = vm.paths(shows(race("gd", "adam", "local"), steps=2))
    assert [path.name for path in found] == ["Local", "Adam", "GD"]
    assert [path.marker for path in found] == [vm.MARKERS[each] for each in ("local", "adam", "gd")]


def test_old_paths_lie_below_and_can_be_cleared(drive):  # noqa: F811
    driven = drive()
    driven.ask()
    driven.steps(2)
    driven.ask(Rewind())
    old, now = vm.paths(driven.steps(1))
    assert (old.old, old.done, old.name) == (True, 3, "GD")
    assert (now.old, now.done, now.name) == (False, 2, "GD")
    assert [path.old for path in vm.paths(driven.ask(ClearPaths()))] == [False]


def test_the_path_of_the_training_lies_at_the_bottom(shows):
    first, _ = vm.paths(shows(with_surface(START, TRAINING), steps=1))
    assert (first.name, first.done, first.old) == ("training", 7, True)


def test_the_window_is_the_person_s_or_holds_all_that_is_worth_seeing(shows):
    report = shows()
    whole = vm.window(report.ground, report.view, 4 / 3)
    ranges = whole.ranges(4 / 3)
    for (low, high), (start, end) in zip(
        ranges, (report.ground.w1_range, report.ground.w2_range), strict=True
    ):
        assert low <= start + 1e-12
        assert end <= high + 1e-12
    own = Window(1.0, 2.0, 0.3)
    assert vm.window(report.ground, dataclasses.replace(report.view, window=own), 2) is own


def test_loss_and_gradient_under_the_pointer_are_read_out(shows):
    report = shows(with_surface(START, "bowl"), hover=(1.5, -2.0))
    reading = vm.reading(report)
    assert reading is not None
    assert reading.text == "w₁ 1.500, w₂ −2.000:  loss 6.250, gradient (3.000, −4.000)"
    assert vm.reading(shows()) is None


# The surface in 3-D


def test_a_path_is_laid_over_the_surface(shows):
    report = shows(with_surface(START, "bowl"), steps=3, relief=True)
    picture = vm.relief(report)
    assert picture is not None
    (path,) = picture.paths
    assert report.map is not None
    ends = path.points[:: path.every]
    assert ends[:, :2] == pytest.approx(report.walk.points[:4])
    scale = report.map.image.scale
    assert ends[:, 2] == pytest.approx(
        [scale.place(loss) for loss in report.walk.losses[:4]], abs=0.01
    )
    assert picture.point == (*report.walk.last.at, scale.place(report.check.loss))
    assert len(path.points) == 3 * path.every + 1


def test_in_3_d_an_arrow_points_downhill_and_walks_are_named(shows):
    report = shows(with_rival(with_surface(START, "bowl"), "adam", True), steps=2, relief=True)
    picture = vm.relief(report)
    assert picture is not None
    assert picture.arrow is not None
    step = np.array(picture.arrow[:2]) - picture.point[:2]
    assert step @ report.check.analytic < 0
    assert [path.name for path in picture.paths] == ["GD", "Adam"]


def test_a_path_is_laid_however_close_one_looks(shows):
    near = Window(*shows(with_surface(START, "bowl"), steps=2).walk.last.at, 0.02)
    report = shows(with_surface(START, "bowl"), steps=2, relief=True, window=near)
    (path,) = report.draped
    assert len(path.points) == 2 * path.every + 1


def test_a_path_that_leaves_the_map_is_not_drawn_there(shows):
    picture = vm.relief(shows(WILD, steps=2, relief=True))
    assert picture is not None
    heights = picture.paths[0].points[:, 2]
    assert math.isfinite(heights[0])
    assert math.isnan(heights[-1])


def test_where_the_loss_is_no_number_the_surface_is_none(shows):
    state = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.0))
    picture = vm.relief(shows(state))
    assert picture is not None
    assert np.isnan(picture.height).any()


def test_before_there_is_a_map_there_is_no_relief(drive):  # noqa: F811
    assert vm.relief(drive().ask()) is None


# The cut


def test_the_cut_s_slope_is_written_as_on_the_slide(shows):
    picture = vm.cut_picture(shows())
    assert picture.slope_text == "slope −2.5"
    assert (picture.x_name, picture.at, picture.step, picture.step_text) == ("W₁", 0.34, None, "")
    along = vm.cut_picture(shows(cut="analytic"))
    assert (along.x_name, along.step_text) == ("way downhill", "step 0.5 × |dW|")
    assert along.step is not None


def test_what_a_cut_can_go_along(shows):
    assert vm.cut_choices(shows())[:2] == (("w1", "W₁"), ("w2", "W₂"))
    assert vm.cut_choices(shows(with_surface(START, SCORES)))[:2] == (("w1", "w₁"), ("w2", "w₂"))
    assert [key for key, _ in vm.cut_choices(shows())] == ["w1", "w2", "analytic", "numeric"]


@pytest.mark.parametrize("way", ["w1", "w2", "analytic", "numeric"])
def test_a_place_on_the_cut_is_the_place_on_the_map(shows, way):
    report = shows(cut=way)
    assert vm.place_on_cut(report, report.cut.at) == pytest.approx(report.walk.last.at)
    for k in (10, 100, 190):
        there = vm.place_on_cut(report, float(report.cut.x[k]))
        assert float(report.ground.surface.loss(*there)) == pytest.approx(report.cut.loss[k])


@pytest.mark.parametrize("way", ["analytic", "numeric"])
def test_on_flat_ground_a_cut_still_has_places(shows, way):
    flat = dataclasses.replace(with_surface(START, "bowl"), start=(0.0, 0.0), scheme="central")
    report = shows(flat, cut=way)
    there = vm.place_on_cut(report, float(report.cut.x[0]))
    assert float(report.ground.surface.loss(*there)) == pytest.approx(report.cut.loss[0])


# The error against h


def test_the_curve_in_force_is_chosen_and_the_other_precision_dashed(shows):
    report = shows(dataclasses.replace(START, scheme="central", precision="float32", h=1e-2))
    picture = vm.error_picture(report)
    assert [(each.name, each.chosen, each.dashed) for each in picture.curves] == [
        ("forward, float64", False, True), ("forward", False, False),
        ("central, float64", False, True), ("central", True, False),
    ]  # fmt: skip
    assert (picture.h, picture.error) == (1e-2, report.check.relative)
    assert (picture.pass_below, picture.wrong_above) == (1e-4, 1e-2)


# The losses of the walk


def test_a_walk_is_drawn_over_its_steps_and_a_race_over_its_evaluations(shows):
    picture = vm.walk_picture(shows(steps=2))
    (line,) = picture.lines
    assert (picture.x_name, line.done, line.name) == ("step", 3, "")
    assert line.x.tolist() == list(range(23))
    raced = vm.walk_picture(shows(race("gd", "sgd"), steps=12))
    assert raced.x_name == "evaluations"
    assert [each.name for each in raced.lines] == ["GD", "SGD"]
    assert [each.chosen for each in raced.lines] == [True, False]
    assert raced.lines[1].x[12] == pytest.approx(4)


@given(st.floats(0, 1e6))
def test_the_axis_of_steps_holds_them_and_is_not_much_longer(last):
    end = vm.axis_end(last)
    assert end >= max(20, last - 0.5)
    assert end <= max(20, 1.5 * last + 1)


# Words


def test_where_the_walk_stands(shows):
    texts = [vm.after_text(shows(steps=count)) for count in (0, 1, 2)]
    assert texts == ["at the start", "after step 1", "after step 2"]


def test_the_lamp_of_each_verdict():
    check = check_lecture(START)
    lamps = {
        relative: vm.lamp(dataclasses.replace(check, relative=relative))[1]
        for relative in (1e-5, 1e-3, 0.5, math.nan)
    }
    assert list(lamps.values()) == ["pass", "check", "wrong", ""]
    at_kink = dataclasses.replace(check, relative=0.5, kinks=2, bend=1.0)
    assert vm.lamp(at_kink) == ("kink", "kink")
    assert vm.lamp(dataclasses.replace(at_kink, relative=1e-6))[1] == "pass"


@pytest.mark.parametrize(
    ("relative", "text"),
    [(0.0, "0"), (2.3e-5, "2.3 × 10⁻⁵"), (0.0123, "0.01230"), (math.nan, "–"), (1.0, "1.00000")],
)
def test_the_relative_error_in_words(relative, text):
    assert vm.relative_text(dataclasses.replace(check_lecture(START), relative=relative)) == text


def why(report: LandscapeReport) -> str:
    return vm.why_text(report, report.check)


def test_why_it_passed_or_did_not(shows):
    assert why(shows()) == ""
    assert why(shows(dataclasses.replace(START, h=1e-2))).startswith("Between 0.0001 and 0.01")
    steep = dataclasses.replace(with_surface(START, "rosenbrock"), h=0.1, start=(0.9, 0.81))
    assert why(shows(steep)).startswith("Above 0.01")
    lost = dataclasses.replace(START, precision="float32", h=1e-12)
    assert why(shows(lost)).startswith("h = 10⁻¹² is lost in float32")
    beyond = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.0))
    assert why(shows(beyond)).startswith("The loss has no slope here")


def test_at_a_corner_it_says_so(shows):
    report = shows()
    there = state_at_kink(START, report.ground.landscape, report.walk.last.at)
    at_kink = shows(there)
    assert "corner of the loss lies within h" in why(at_kink)
    assert vm.lamp(at_kink.check) == ("kink", "kink")


@pytest.mark.parametrize("mistake", ["sign", "average", "penalty", "class"])
def test_a_mistake_that_was_caught_says_how_to_find_it(shows, mistake):
    report = shows(dataclasses.replace(START, strength=0.5, mistake=mistake, scheme="central"))
    assert why(report) == f"Caught. {MISTAKES[mistake].hint}"


def test_a_mistake_without_an_effect_says_why(shows):
    central = dataclasses.replace(START, scheme="central")
    penalty = why(shows(dataclasses.replace(central, mistake="penalty")))
    assert penalty.startswith("Forgotten λ term: λ is 0")
    bias = why(shows(dataclasses.replace(central, mistake="bias", strength=0.5)))
    assert bias.startswith("Regularized bias: no bias moves here")
    one = score_example(with_example_removed(with_example_removed(LECTURE, 2), 1))
    average = dataclasses.replace(with_surface(central, SCORES), mistake="average")
    assert "with a single example the sum is the mean" in why(shows(average, example=one))


def test_the_lecture_s_vector_has_no_mistake(shows):
    report = shows(dataclasses.replace(START, mistake="sign"), table="lecture")
    assert report.lecture is not None
    assert vm.why_text(report, report.lecture) == ""
    assert vm.lamp(report.lecture) == ("pass", "pass")


def test_what_a_gradient_costs():
    check = dataclasses.replace(
        check_lecture(START), asked=30_731, seconds_numeric=250.0, seconds_analytic=8.5e-5
    )
    assert vm.price_text(check, "forward", None) == (
        "numeric 30,731 evaluations (D + 1), 4.2 min; analytic 1, 85 µs"
    )
    assert "(2 D)" in vm.price_text(check, "central", None)


def test_evaluations_are_counted_row_by_row():
    forward = check_lecture(START)
    counts = [vm.price_text(forward, "forward", filled) for filled in (0, 1, 8)]
    assert counts == [f"numeric {n} of 10 evaluations; analytic 1" for n in (1, 2, 9)]
    central = check_lecture(dataclasses.replace(START, scheme="central"))
    assert vm.price_text(central, "central", 3).startswith("numeric 6 of 18")
    assert vm.price_text(forward, "forward", 9).startswith("numeric 10 evaluations (D + 1)")


def test_where_the_slope_is_nearly_0_a_forward_difference_is_said_to_err(shows):
    flat = dataclasses.replace(with_surface(START, "bowl"), start=(1e-4, 0.0), h=1e-3)
    assert why(shows(flat)).startswith("The slope is nearly 0 here")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0 µs"), (8.5e-5, "85 µs"), (1.23e-3, "1.2 ms"), (0.5, "500 ms"), (2.0, "2 s"),
     (59.0, "59 s"), (246.0, "4.1 min")],
)  # fmt: skip
def test_a_time_has_two_digits(seconds, text):
    assert vm.time_text(seconds) == text


@pytest.mark.parametrize(
    ("filled", "is_filled"), [(None, True), (0, False), (8, False), (9, True), (99, True)]
)
def test_only_a_filled_table_is_compared(filled, is_filled):
    assert vm.is_filled(check_lecture(START), filled) == is_filled


def test_batches_beside_the_examples_there_are():
    assert vm.batch_text(4, 12) == "of 12"
    assert vm.batch_text(12, 12) == vm.batch_text(50, 12) == "all 12"
    assert vm.batch_text(4, 0) == ""
    assert vm.batch_text(32, 5000) == "of 5,000"


def test_what_is_said_of_the_weights_in_training(shows):
    report = shows(dataclasses.replace(with_surface(START, TRAINING), plane="path"))
    training = report.ground.training
    assert training is not None
    assert report.training is not None
    held = vm.held_text(report)
    assert held.startswith("The plane holds ")
    assert float(held.split()[3]) == pytest.approx(100 * training.held, abs=0.51)
    assert vm.accuracy_text(report) == (
        f"{100 * report.training.accuracy:.1f} % of 175 training images right"
    )
    plain = shows()
    assert vm.held_text(plain) == vm.accuracy_text(plain) == ""


@pytest.mark.parametrize(
    ("held", "text"),
    [(0.0, "0 %"), (0.034, "3 %"), (0.994, "99.4 %"), (0.99999, "99.9 %"), (1.0, "100 %")],
)
def test_the_share_held_in_per_cent(shows, held, text):
    report = shows(dataclasses.replace(with_surface(START, TRAINING), plane="path"))
    ground = dataclasses.replace(
        report.ground, training=dataclasses.replace(report.ground.training, held=held)
    )
    said = vm.held_text(dataclasses.replace(report, ground=ground))
    assert said == f"The plane holds {text} of the path."


# Trouble


def told(report: LandscapeReport) -> str:
    trouble = vm.trouble(report)
    return "" if trouble is None else trouble.text


def test_a_walk_that_goes_well_has_no_trouble(shows):
    assert vm.trouble(shows(steps=5)) is None


def test_the_rate_that_is_told_is_the_one_that_diverged(drive):  # noqa: F811
    driven = drive(WILD, MAP)
    driven.ask()
    driven.steps(40)
    report = driven.set(dataclasses.replace(WILD, learning_rate=0.01))
    told = vm.trouble(report)
    assert told is not None
    assert (told.what, "Learning rate 10 is" in told.text) == ("diverged", True)


def test_a_walk_that_diverged_says_after_which_step_and_at_which_rate(shows):
    report = shows(WILD, steps=20)
    steps = report.walk.done - 1
    assert told(report) == (
        f"The walk diverged after step {steps}. Learning rate 10 is too large here."
    )
    assert vm.trouble(report).last_good == 0
    assert vm.walk_picture(report).diverged


def test_a_walk_at_the_edge_says_so_and_goes_back(shows):
    state = dataclasses.replace(
        START, surface=FORMULA, formula="log(w1) + w2^2", start=(1.0, 0.5), learning_rate=0.3
    )
    report = shows(state, steps=60)
    assert told(report).startswith("The walk stopped at the edge after step ")
    assert vm.trouble(report).last_good == report.walk.done - 2


def test_where_there_is_no_loss_it_says_so(shows):
    state = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.5))
    assert told(shows(state)).startswith("The loss is ∞ or not a number at this point")


def test_a_walk_that_left_the_map_says_when(shows):
    report = shows(WILD, steps=1)
    assert told(report) == "The walk left the map at step 1. Learning rate 10 is too large here."
    assert vm.trouble(report).last_good == 0


def test_where_one_looks_is_no_trouble_of_the_walk(shows):
    close = shows(steps=2, window=Window(-1.5, 0.5, 0.1))
    assert close.map.image.w1_range[1] < 0 < close.walk.last.at[0]
    assert vm.trouble(close) is None


def test_a_point_beside_the_map_that_did_not_walk_is_no_trouble(shows):
    assert vm.trouble(shows(with_start(START, 100.0, 0.0))) is None


@steady
@given(
    x=st.lists(st.floats(-10, 10), min_size=1, max_size=5),
    y=st.lists(st.floats(-10, 10), min_size=1, max_size=5),
)
def test_heights_between_the_grid_are_between_its_heights(x, y):
    grid = np.linspace(-4, 4, 9)
    heights = np.add.outer(grid, 2 * grid) / 30
    found = dataclasses.make_dataclass("Found", ["w1", "w2", "heights"])(grid, grid, heights.T)
    count = min(len(x), len(y))
    points = np.column_stack([x[:count], y[:count]])
    at = heights_at(points, found)
    inside = (np.abs(points) <= 4).all(axis=1)
    assert np.isnan(at[~inside]).all()
    assert at[inside] == pytest.approx((points[:, 0] + 2 * points[:, 1])[inside] / 30)
