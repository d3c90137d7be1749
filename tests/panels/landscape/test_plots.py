"""The plots of a report: cut, error against h, losses of the walk."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.panels.landscape import plots
from lossviz.panels.landscape.state import (
    START,
    with_surface,
)
from lossviz.panels.landscape.surface_kinds import SCORES
from tests.panels.landscape.driven import race


def test_the_cut_s_slope_is_written_as_on_the_slide(shows):
    picture = plots.cut_picture(shows())
    assert picture.slope_text == "slope −2.5"
    assert (picture.x_name, picture.at, picture.step, picture.step_text) == ("W₁", 0.34, None, "")
    along = plots.cut_picture(shows(cut="analytic"))
    assert (along.x_name, along.step_text) == ("way downhill", "step 0.5 × |dW|")
    assert along.step is not None


def test_what_a_cut_can_go_along(shows):
    assert plots.cut_choices(shows())[:2] == (("w1", "W₁"), ("w2", "W₂"))
    assert plots.cut_choices(shows(with_surface(START, SCORES)))[:2] == (("w1", "w₁"), ("w2", "w₂"))
    assert [key for key, _ in plots.cut_choices(shows())] == ["w1", "w2", "analytic", "numeric"]


@pytest.mark.parametrize("way", ["w1", "w2", "analytic", "numeric"])
def test_a_place_on_the_cut_is_the_place_on_the_map(shows, way):
    report = shows(cut=way)
    assert plots.place_on_cut(report, report.cut.at) == pytest.approx(report.walk.last.at)
    for k in (10, 100, 190):
        there = plots.place_on_cut(report, float(report.cut.x[k]))
        assert float(report.ground.surface.loss(*there)) == pytest.approx(report.cut.loss[k])


@pytest.mark.parametrize("way", ["analytic", "numeric"])
def test_on_flat_ground_a_cut_still_has_places(shows, way):
    flat = dataclasses.replace(with_surface(START, "bowl"), start=(0.0, 0.0), scheme="central")
    report = shows(flat, cut=way)
    there = plots.place_on_cut(report, float(report.cut.x[0]))
    assert float(report.ground.surface.loss(*there)) == pytest.approx(report.cut.loss[0])


def test_the_curve_in_force_is_chosen_and_the_other_precision_dashed(shows):
    report = shows(dataclasses.replace(START, scheme="central", precision="float32", h=1e-2))
    picture = plots.error_picture(report)
    assert [(each.name, each.chosen, each.dashed) for each in picture.curves] == [
        ("forward, float64", False, True), ("forward", False, False),
        ("central, float64", False, True), ("central", True, False),
    ]  # fmt: skip
    assert (picture.h, picture.error) == (1e-2, report.check.relative)
    assert (picture.pass_below, picture.wrong_above) == (1e-4, 1e-2)


def test_a_walk_is_drawn_over_its_steps_and_a_race_over_its_evaluations(shows):
    picture = plots.walk_picture(shows(steps=2))
    (line,) = picture.lines
    assert (picture.x_name, line.done, line.name) == ("step", 3, "")
    assert line.x.tolist() == list(range(23))
    raced = plots.walk_picture(shows(race("gd", "sgd"), steps=12))
    assert raced.x_name == "evaluations"
    assert [each.name for each in raced.lines] == ["A GD", "B SGD"]
    assert [each.chosen for each in raced.lines] == [True, False]
    assert raced.lines[1].x[12] == pytest.approx(4)


@given(st.floats(0, 1e6))
def test_the_axis_of_steps_holds_them_and_is_not_much_longer(last):
    end = plots.axis_end(last)
    assert end >= max(20, last - 0.5)
    assert end <= max(20, 1.5 * last + 1)
