"""What the second plane shows: the rival's picture and words, and those of the feature space."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.panelkit.commands import TakeStep
from lossviz.panels.playground import beside
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import PlaygroundRun
from lossviz.panels.playground.state import (
    START,
    PlaygroundSight,
    PlaygroundState,
    with_dataset,
    with_feature_map,
    with_setting,
)
from tests.panels.playground.test_job import drive  # noqa: F401 - a fixture

LOSS = PlaygroundSight(speed=None, pixels=(60, 60), beside="loss", beside_pixels=(40, 40))
FEATURES = dataclasses.replace(LOSS, beside="features", chosen=4)
RINGS = with_dataset(START, "rings", count=60, share=0.2)

# The rival


@pytest.mark.parametrize("looking", [{}, {"margins": True, "sizes": True, "chosen": 2}])
@pytest.mark.parametrize("loss", ["hinge", "softmax"])
def test_the_rival_is_drawn_as_a_run_of_its_own_would_be(drive, loss, looking):  # noqa: F811
    state, view = with_setting(START, "loss", loss), dataclasses.replace(LOSS, **looking)
    report = drive(state, view).ask(*[TakeStep()] * 6)
    alone = drive(report.rival.state, view).ask(*[TakeStep()] * 6)
    found, wanted = beside.rival_picture(report), vm.plane_picture(alone)
    assert found.lines == wanted.lines
    assert found.chosen == wanted.chosen
    for name in ("X", "y", "wrong", "size", "ringed", "test"):
        assert (getattr(found.dots, name) == getattr(wanted.dots, name)).all()
    assert found.lines != vm.plane_picture(report).lines


def test_the_next_line_is_not_foretold_for_the_rival(drive):  # noqa: F811
    report = drive(START, dataclasses.replace(LOSS, preview=True)).ask()
    assert all(line.preview is not None for line in vm.plane_picture(report).lines)
    assert all(line.preview is None for line in beside.rival_picture(report).lines)


def test_the_rival_s_regions_are_those_of_the_report(drive):  # noqa: F811
    report = drive(START, LOSS).ask(TakeStep())
    image = beside.rival_image(report)
    assert image.codes is report.rival.regions.codes
    assert (image.x_range, image.y_range) == vm.ranges_of(report)
    assert beside.rival_window(report) == vm.window(report.state, report.view)


def test_the_rival_s_title_and_how_it_does(drive):  # noqa: F811
    driven = drive(START, LOSS)
    report = driven.ask()
    found = report.rival.evaluation
    title, caption = beside.rival_title(report)
    assert (title, caption) == ("Softmax", vm.standing(found, report.rival.state))
    assert vm.loss_text(found.objective.total) in caption
    assert "2 of 9 right" in caption
    softmax = drive(with_setting(START, "loss", "softmax"), LOSS).ask()
    assert beside.rival_title(softmax)[0] == "Weston–Watkins"


def test_a_rival_that_diverges_says_so(drive, monkeypatch):  # noqa: F811
    true = PlaygroundRun.next_update

    def next_update(run: PlaygroundRun, state: PlaygroundState) -> object:
        return None if state.loss == "softmax" and run.step == 2 else true(run, state)

    monkeypatch.setattr(PlaygroundRun, "next_update", next_update)
    report = drive(START, LOSS).ask(*[TakeStep()] * 4)
    assert not report.diverged
    assert beside.rival_title(report)[1].startswith("diverges after step 2: loss ")
    assert len(beside.rival_picture(report).dots) == 9


def test_without_a_rival_nothing_is_drawn(drive):  # noqa: F811
    report = dataclasses.replace(drive(START, LOSS).ask(), rival=None)
    assert len(beside.rival_picture(report).dots) == 0
    assert beside.rival_image(report) is None
    assert beside.rival_title(report) == ("Softmax", "takes the same updates from the start")


# The features


def looked_at(drive, key: str, **looking: object) -> PlaygroundReport:  # noqa: F811
    return drive(with_feature_map(RINGS, key), dataclasses.replace(FEATURES, **looking)).ask()


@pytest.mark.parametrize("key", FEATURE_MAPS)
@pytest.mark.parametrize("travel", [0.0, 0.3, 1.0])
def test_points_are_drawn_where_they_are_on_their_way(drive, key, travel):  # noqa: F811
    report = looked_at(drive, key, travel=travel, sizes=True, margins=True)
    picture, plane, space = (
        beside.features_picture(report), vm.plane_picture(report), report.feature_space
    )  # fmt: skip
    assert (space.places == picture.dots.X).all()
    for name in ("y", "wrong", "size", "ringed", "test"):
        assert (getattr(picture.dots, name) == getattr(plane.dots, name)).all()
    assert (picture.choice, picture.names) == (4, space.names)
    assert beside.features_ranges(report) == (space.x_range, space.y_range)


@pytest.mark.parametrize("key", ["identity", "polar"])
def test_two_features_have_lines_without_arrows_and_regions(drive, key):  # noqa: F811
    report = looked_at(drive, key)
    lines = beside.features_picture(report).lines
    assert [line.ends for line in lines] == list(report.feature_space.ends)
    assert [line.label for line in lines][:2] == ["s₀ = 0", "s₁ = 0"]
    assert all((line.foot, line.direction, line.margins) == (None, None, ()) for line in lines)
    image = beside.features_image(report)
    assert image.codes is report.feature_space.regions.codes
    assert (image.x_range, image.y_range) == beside.features_ranges(report)


@pytest.mark.parametrize(("key", "travel"), [("bumps", 1.0), ("polar", 0.5), ("identity", 0.5)])
def test_of_more_features_or_on_the_way_there_are_none(drive, key, travel):  # noqa: F811
    report = looked_at(drive, key, travel=travel)
    assert beside.features_picture(report).lines == ()
    assert beside.features_image(report) is None


@pytest.mark.parametrize(
    ("key", "travel", "caption"),
    [
        ("identity", 1.0, "the same plane: nothing is changed"),
        ("identity", 0.0, "the same plane: nothing is changed"),
        ("polar", 1.0, "r and θ: here the boundaries are straight"),
        ("polar", 0.5, "points on their way from the inputs to their features"),
        ("squares", 1.0, "two of 5 features: the boundaries are planes in all of them"),
        ("bumps", 1.0, "two of 9 features: the boundaries are planes in all of them"),
    ],
)
def test_it_says_what_there_is_to_see(drive, key, travel, caption):  # noqa: F811
    assert beside.features_caption(looked_at(drive, key, travel=travel)) == caption


def test_without_a_feature_space_nothing_is_drawn(drive):  # noqa: F811
    report = drive(START, LOSS).ask()
    assert len(beside.features_picture(report).dots) == 0
    assert beside.features_image(report) is None
    assert np.array(beside.features_ranges(report)).tolist() == [[-1, 1], [-1, 1]]
    assert beside.features_caption(report) == ""
