"""What stands on the map and over the surface in 3-D: the report's numbers, in their order."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.panelkit.commands import Rewind
from lossviz.panels.landscape import map_picture, titles
from lossviz.panels.landscape.commands import ClearPaths
from lossviz.panels.landscape.draping import heights_at
from lossviz.panels.landscape.state import (
    START,
    with_rival,
    with_surface,
)
from lossviz.panels.landscape.surface_kinds import FORMULA, TRAINING
from lossviz.widgets.map.walk_looks import ALONE
from lossviz.widgets.map.window import Window
from tests.panels.landscape.driven import WILD, race
from tests.panels.scores.tables import steady


def test_the_marks_are_those_of_the_check(shows):
    report = shows(steps=2, minibatches=True)
    marks = map_picture.marks(report)
    assert marks.point == report.walk.last.at
    assert marks.loss == report.check.loss
    assert marks.analytic is report.check.analytic
    assert marks.numeric is not None
    assert marks.numeric.tolist() == report.check.numeric.tolist()
    assert marks.minibatches.shape == (12, 2)
    assert (marks.step, marks.names) == (0.5, ("W₁", "W₂"))


def test_one_walk_needs_no_name_and_several_have_theirs(shows):
    (only,) = map_picture.paths(shows(steps=2))
    assert (only.name, only.done, only.old) == ("", 3, False)
    found = map_picture.paths(shows(race("gd", "adam", "local"), steps=2))
    assert [path.name for path in found] == ["Local", "Adam", "GD"]
    assert [path.label for path in found] == ["I", "G", "A"]  # as in the legend of the plot
    assert [path.marker for path in found] == [
        titles.MARKERS[each] for each in ("local", "adam", "gd")
    ]


def test_old_paths_lie_below_and_can_be_cleared(drive):
    driven = drive()
    driven.ask()
    driven.steps(2)
    driven.ask(Rewind())
    old, now = map_picture.paths(driven.steps(1))
    assert (old.old, old.done, old.name) == (True, 3, "GD")
    assert (now.old, now.done, now.name) == (False, 2, "GD")
    assert {old.look, now.look} == {ALONE}
    assert [path.old for path in map_picture.paths(driven.ask(ClearPaths()))] == [False]


def test_the_path_of_the_training_lies_at_the_bottom(shows):
    first, _ = map_picture.paths(shows(with_surface(START, TRAINING), steps=1))
    assert (first.name, first.done, first.old) == ("training", 7, True)


def test_the_window_is_the_person_s_or_holds_all_that_is_worth_seeing(shows):
    report = shows()
    whole = map_picture.window(report.ground, report.view, 4 / 3)
    ranges = whole.ranges(4 / 3)
    for (low, high), (start, end) in zip(
        ranges, (report.ground.w1_range, report.ground.w2_range), strict=True
    ):
        assert low <= start + 1e-12
        assert end <= high + 1e-12
    own = Window(1.0, 2.0, 0.3)
    assert map_picture.window(report.ground, dataclasses.replace(report.view, window=own), 2) is own


def test_loss_and_gradient_under_the_pointer_are_read_out(shows):
    report = shows(with_surface(START, "bowl"), hover=(1.5, -2.0))
    reading = map_picture.reading(report)
    assert reading is not None
    assert reading.text == "w₁ 1.500, w₂ −2.000:  loss 6.250, gradient (3.000, −4.000)"
    assert map_picture.reading(shows()) is None


def test_a_path_is_laid_over_the_surface(shows):
    report = shows(with_surface(START, "bowl"), steps=3, relief=True)
    picture = map_picture.relief(report)
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
    picture = map_picture.relief(report)
    assert picture is not None
    assert picture.arrow is not None
    step = picture.arrow[-1, :2] - picture.point[:2]
    assert step @ report.check.analytic < 0
    assert report.map is not None
    scale = report.map.image.scale
    on_ground = [scale.place(float(report.ground.surface.loss(*at))) for at in picture.arrow[:, :2]]
    assert picture.arrow[:, 2] == pytest.approx(on_ground, abs=0.02)
    assert [path.name for path in picture.paths] == ["GD", "Adam"]


def test_in_3_d_there_is_no_arrow_at_a_minimum(shows):
    state = dataclasses.replace(with_surface(START, "bowl"), start=(1e-6, 0.0))
    picture = map_picture.relief(shows(state, relief=True))
    assert picture is not None
    assert picture.arrow is None


def test_a_path_is_laid_however_close_one_looks(shows):
    near = Window(*shows(with_surface(START, "bowl"), steps=2).walk.last.at, 0.02)
    report = shows(with_surface(START, "bowl"), steps=2, relief=True, window=near)
    (path,) = report.draped
    assert len(path.points) == 2 * path.every + 1


def test_a_path_that_leaves_the_map_is_not_drawn_there(shows):
    picture = map_picture.relief(shows(WILD, steps=2, relief=True))
    assert picture is not None
    heights = picture.paths[0].points[:, 2]
    assert math.isfinite(heights[0])
    assert math.isnan(heights[-1])


def test_where_the_loss_is_no_number_the_surface_is_none(shows):
    state = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.0))
    picture = map_picture.relief(shows(state))
    assert picture is not None
    assert np.isnan(picture.height).any()


def test_before_there_is_a_map_there_is_no_relief(drive):
    assert map_picture.relief(drive().ask()) is None


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
