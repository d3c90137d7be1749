"""What is said of a walk that went wrong, and the step that it goes back to."""

from __future__ import annotations

import dataclasses

from lossviz.panels.landscape import plots, walk_trouble
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    START,
    with_start,
)
from lossviz.panels.landscape.surface_kinds import FORMULA
from lossviz.widgets.map.window import Window
from tests.panels.landscape.driven import MAP, WILD


def told(report: LandscapeReport) -> str:
    trouble = walk_trouble.trouble(report)
    return "" if trouble is None else trouble.text


def test_a_walk_that_goes_well_has_no_trouble(shows):
    assert walk_trouble.trouble(shows(steps=5)) is None


def test_the_rate_that_is_told_is_the_one_that_diverged(drive):
    driven = drive(WILD, MAP)
    driven.ask()
    driven.steps(40)
    report = driven.set(dataclasses.replace(WILD, learning_rate=0.01))
    told = walk_trouble.trouble(report)
    assert told is not None
    assert (told.what, "Learning rate 10 is" in told.text) == ("diverged", True)


def test_a_walk_that_diverged_says_after_which_step_and_at_which_rate(shows):
    report = shows(WILD, steps=20)
    steps = report.walk.done - 1
    assert told(report) == (
        f"The walk diverged after step {steps}. Learning rate 10 is too large here."
    )
    assert walk_trouble.trouble(report).last_good == 0
    assert plots.walk_picture(report).diverged


def test_a_walk_at_the_edge_says_so_and_goes_back(shows):
    state = dataclasses.replace(
        START, surface=FORMULA, formula="log(w1) + w2^2", start=(1.0, 0.5), learning_rate=0.3
    )
    report = shows(state, steps=60)
    assert told(report).startswith("The walk stopped at the edge after step ")
    assert walk_trouble.trouble(report).last_good == report.walk.done - 2


def test_where_there_is_no_loss_it_says_so(shows):
    state = dataclasses.replace(START, surface=FORMULA, formula="log(w1)", start=(-1.0, 0.5))
    assert told(shows(state)).startswith("The loss is ∞ or not a number at this point")


def test_a_walk_that_left_the_map_says_when(shows):
    report = shows(WILD, steps=1)
    assert told(report) == "The walk left the map at step 1. Learning rate 10 is too large here."
    assert walk_trouble.trouble(report).last_good == 0


def test_where_one_looks_is_no_trouble_of_the_walk(shows):
    close = shows(steps=2, window=Window(-1.5, 0.5, 0.1))
    assert close.map.image.w1_range[1] < 0 < close.walk.last.at[0]
    assert walk_trouble.trouble(close) is None


def test_a_point_beside_the_map_that_did_not_walk_is_no_trouble(shows):
    assert walk_trouble.trouble(shows(with_start(START, 100.0, 0.0))) is None
