"""The feature space: where points are on their way, what is seen, and which class wins where."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.scores import scores
from lossviz.panelkit.commands import TakeStep
from lossviz.panels.playground.feature_space import feature_space
from lossviz.panels.playground.running import start_parameters
from lossviz.panels.playground.shown import ranges_shown
from lossviz.panels.playground.state import (
    START,
    PlaygroundSight,
    PlaygroundState,
    randomized,
    with_dataset,
    with_feature_map,
    with_point,
    with_points,
)
from lossviz.widgets.map.window import Window
from lossviz.widgets.plane.plane_picture import BOUNDARY, SHADES
from tests.panels.playground.test_job import drive  # noqa: F401 - a fixture

VIEW = PlaygroundSight(speed=None, pixels=(300, 300), beside="features", beside_pixels=(240, 200))
RINGS = with_dataset(START, "rings", count=200, share=0.2)


def space_of(state: PlaygroundState, **looking: object):
    view = dataclasses.replace(VIEW, **looking)
    return feature_space(state, view, start_parameters(state))


def features_of(state: PlaygroundState) -> np.ndarray:
    return FEATURE_MAPS[state.feature_map].features(state.points.X)


# Where the points are


@pytest.mark.parametrize("key", FEATURE_MAPS)
def test_points_travel_from_the_plane_to_their_features(key):
    state = with_feature_map(RINGS, key)
    X, features = state.points.X, features_of(state)[:, :2]
    assert (space_of(state, travel=0.0).places == X).all()
    assert (space_of(state, travel=1.0).places == features).all()
    half = space_of(state, travel=0.5).places
    np.testing.assert_allclose(half, (X + features) / 2, atol=1e-15)
    assert half.shape == (200, 2)
    assert half.dtype == np.float64
    assert not half.flags.writeable


@pytest.mark.parametrize(("travel", "counts"), [(-1.0, 0.0), (7.0, 1.0), (0.25, 0.25)])
def test_no_point_travels_further_than_there_and_back(travel, counts):
    state = with_feature_map(RINGS, "polar")
    assert space_of(state, travel=travel).travel == counts
    assert (space_of(state, travel=travel).places == space_of(state, travel=counts).places).all()


@pytest.mark.parametrize(
    ("key", "axes", "used"),
    [
        ("polar", (1, 0), (1, 0)),
        ("polar", (3, 8), (1, 1)),
        ("squares", (2, 4), (2, 4)),
        ("bumps", (-3, 99), (0, 8)),
    ],
)
def test_two_features_that_there_are_are_drawn(key, axes, used):
    state = with_feature_map(RINGS, key)
    space, names = space_of(state, axes=axes), FEATURE_MAPS[key].names
    assert space.axes == used
    assert space.names == (names[used[0]], names[used[1]])
    assert (space.places == features_of(state)[:, used]).all()
    assert len(names) == space.D


def test_on_the_way_axes_are_named_as_the_nearer_end():
    state = with_feature_map(RINGS, "polar")
    named = {t: space_of(state, travel=t).names for t in (0.0, 0.4, 0.5, 1.0)}
    assert named == {0.0: ("x₀", "x₁"), 0.4: ("x₀", "x₁"), 0.5: ("r", "θ"), 1.0: ("r", "θ")}


# What is seen


@pytest.mark.parametrize("key", FEATURE_MAPS)
def test_ranges_travel_as_the_points_do(key):
    state = with_feature_map(RINGS, key)
    start, half, end = (space_of(state, travel=t) for t in (0.0, 0.5, 1.0))
    assert (start.x_range, start.y_range) == ranges_shown(state, VIEW)
    for name in ("x_range", "y_range"):
        ends = np.array([getattr(start, name), getattr(end, name)])
        assert getattr(half, name) == pytest.approx(tuple(ends.mean(axis=0)))


def test_polar_features_have_a_range_of_their_own():
    space = space_of(with_feature_map(START, "polar"))
    assert (space.x_range, space.y_range) == ((0.0, 1.5), (-math.pi, math.pi))
    far = with_point(with_feature_map(START, "polar"), 0, 30.0, 40.0)
    assert 50 < space_of(far).x_range[1] < 55
    assert space_of(far, axes=(1, 0)).x_range == (-math.pi, math.pi)


def test_inputs_as_they_are_have_the_range_of_the_plane():
    window = Window(0.3, -0.2, 0.5)
    assert space_of(START).x_range == (-1.0, 1.0)
    space = space_of(START, window=window)
    assert (space.x_range, space.y_range) == window.ranges(1.0)
    turned = space_of(START, window=window, axes=(1, 0))
    assert (turned.x_range, turned.y_range) == window.ranges(1.0)[::-1]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    st.sampled_from(list(FEATURE_MAPS)),
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=5),
    st.tuples(st.integers(0, 8), st.integers(0, 8)),
    st.floats(0, 1),
)
def test_wherever_points_are_all_are_seen(key, places, axes, travel):
    state = START
    for i in range(len(state.points.y)):
        state = with_point(state, i, *places[i % len(places)])
    space = space_of(with_feature_map(state, key), axes=axes, travel=travel)
    for (low, high), values in zip((space.x_range, space.y_range), space.places.T, strict=True):
        assert low < high
        room = 1e-9 * max(1.0, abs(low), abs(high))
        assert low - room <= values.min() <= values.max() <= high + room


def test_without_a_picture_of_the_plane_there_is_a_range_too():
    space = space_of(START, pixels=(0, 0))
    assert space.x_range == (-1.0, 1.0)


# What the classifier does there


@pytest.mark.parametrize("axes", [(0, 1), (1, 0)])
@pytest.mark.parametrize("key", ["identity", "polar"])
def test_a_point_s_region_is_of_the_class_with_its_highest_score(drive, key, axes):  # noqa: F811
    state = randomized(with_feature_map(RINGS, key), 6)
    view = dataclasses.replace(VIEW, axes=axes)
    report = drive(state, view).ask(*[TakeStep()] * 3)
    space, found = report.feature_space, report.evaluation
    assert (space.regions.x_range, space.regions.y_range) == (space.x_range, space.y_range)
    codes = space.regions.codes
    assert codes.shape == (200, 240)
    assert not codes.flags.writeable
    s = scores(features_of(state), found.W, found.b)
    assert (s == found.s).all()
    (left, right), (low, high) = space.x_range, space.y_range
    columns = ((space.places[:, 0] - left) / (right - left) * 240).astype(int)
    rows = ((high - space.places[:, 1]) / (high - low) * 200).astype(int)
    inside = (columns >= 0) & (columns < 240) & (rows >= 0) & (rows < 200)
    at = codes[rows[inside], columns[inside]]
    clear = at != BOUNDARY
    assert clear.sum() > 150
    assert (at[clear] // SHADES == s.argmax(axis=1)[inside][clear]).all()


@pytest.mark.parametrize("key", ["identity", "polar"])
def test_the_lines_are_where_scores_are_zero(key):
    state = with_feature_map(RINGS, key)
    space = space_of(state)
    W, b = np.array(state.W), np.array(state.b)
    assert len(space.ends) == state.C
    drawn = [k for k, ends in enumerate(space.ends) if ends is not None]
    assert drawn
    for k in drawn:
        assert [np.dot(W[k], end) + b[k] for end in space.ends[k]] == pytest.approx(
            [0, 0], abs=1e-9
        )


@pytest.mark.parametrize(
    ("key", "looking"),
    [
        ("squares", {}),
        ("bumps", {}),
        ("polar", {"travel": 0.99}),
        ("polar", {"travel": 0.0}),
        ("polar", {"axes": (1, 1)}),
    ],
)
def test_where_it_cannot_be_drawn_there_are_no_regions_and_no_lines(key, looking):
    space = space_of(with_feature_map(RINGS, key), **looking)
    assert (space.regions, space.ends) == (None, ())


@pytest.mark.parametrize("size", [(0, 0), (1, 80)])
def test_without_room_there_are_no_regions(size):
    space = space_of(with_feature_map(RINGS, "polar"), beside_pixels=size)
    assert space.regions is None
    assert len(space.ends) == RINGS.C


# In a report


@pytest.mark.parametrize("beside", ["", "loss", "what"])
def test_there_is_none_while_it_is_not_looked_at(drive, beside):  # noqa: F811
    assert drive(view=dataclasses.replace(VIEW, beside=beside)).ask().feature_space is None


def test_it_follows_the_run(drive):  # noqa: F811
    driven = drive(with_feature_map(RINGS, "polar"), VIEW)
    first = driven.ask().feature_space
    second = driven.ask(*[TakeStep()] * 20).feature_space
    assert (first.places == second.places).all()
    assert first.ends != second.ends
    assert (first.regions.codes != second.regions.codes).any()


def test_ten_thousand_points(drive):  # noqa: F811
    state = with_dataset(START, "spirals", count=10_000, C=8)
    report = drive(with_feature_map(state, "bumps"), VIEW).ask()
    assert report.feature_space.places.shape == (10_000, 2)


def test_a_single_point_is_in_the_middle():
    points = START.points.training
    one = with_points(START, type(points)(points.X[:1], points.y[:1]), 3)
    space = space_of(with_feature_map(one, "squares"))
    assert sum(space.x_range) / 2 == pytest.approx(space.places[0, 0])
