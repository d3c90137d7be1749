"""What a person can set: each action gives a new state, or one sentence."""

from __future__ import annotations

import copy
import dataclasses
import math

import numpy as np
import pytest

from lossviz.data.points import DATASETS, FARTHEST, MOST_POINTS, Points, as_points
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.panels.playground.point_set import point_set
from lossviz.panels.playground.state import (
    FARTHEST_WEIGHT,
    LARGEST_SEED,
    RANGES,
    START,
    PlaygroundState,
    check,
    randomized,
    with_class,
    with_classes,
    with_dataset,
    with_feature_map,
    with_point,
    with_point_added,
    with_point_removed,
    with_points,
    with_setting,
    with_weights,
)

BLOBS = with_dataset(START, "blobs", count=40, share=0.25)
WHOLE = ("batch_size", "count", "seed", "data_seed")


def contents(state: PlaygroundState) -> tuple[object, ...]:
    """All that a state holds, to the bit."""
    points = state.points
    arrays = (points.X.tobytes(), points.y.tobytes(), points.test.tobytes())
    others = [getattr(state, each.name) for each in dataclasses.fields(state)]
    return (*arrays, *(copy.deepcopy(each) for each in others if each is not points))


def test_the_demo_is_the_start():
    assert len(START.points.y) == 9
    assert np.bincount(START.points.y).tolist() == [3, 3, 3]
    assert START.points.X[0].tolist() == [0.5, 0.4]
    assert START.points.X[8].tolist() == [-0.4, -0.5]
    assert START.W == ((1, 2), (2, -4), (3, -1))
    assert START.b == (0, 0.5, -0.5)
    assert (START.loss, START.regularization, START.strength, START.learning_rate) == (
        "hinge", "l2", 0.1, 0.1,
    )  # fmt: skip
    check(START)


# Points


def test_a_point_moves_and_all_others_stay():
    moved = with_point(START, 4, 0.25, -0.75)
    assert moved.points.X[4].tolist() == [0.25, -0.75]
    others = np.arange(9) != 4
    assert (moved.points.X[others] == START.points.X[others]).all()
    assert moved.points.y.tolist() == START.points.y.tolist()
    assert (moved.W, moved.b, moved.C) == (START.W, START.b, START.C)
    assert moved.dataset == ""


def test_a_point_stays_on_a_sane_plane():
    assert with_point(START, 0, 1e9, -math.inf).points.X[0].tolist() == [FARTHEST, -FARTHEST]
    with pytest.raises(ValueError, match="points must lie within"):
        with_point(START, 0, math.nan, 0)
    with pytest.raises(ValueError, match="points must lie within"):
        with_point_added(START, 0, math.nan, 0)


def test_a_point_is_added_to_learn_from():
    more = with_point_added(BLOBS, -0.5, 2.0, 1)
    assert more.points.X[-1].tolist() == [-0.5, 2.0]
    assert (more.points.y[-1], more.points.test[-1]) == (1, False)
    assert (len(more.points.y), len(BLOBS.points.y)) == (41, 40)
    assert (more.points.test[:-1] == BLOBS.points.test).all()


def test_there_is_room_for_so_many_points():
    full = with_dataset(START, "blobs", count=MOST_POINTS)
    with pytest.raises(ValueError, match="10,000 points are the most"):
        with_point_added(full, 0, 0, 0)


def test_a_point_is_removed():
    less = with_point_removed(START, 3)
    assert len(less.points.y) == 8
    assert less.points.X[3].tolist() == START.points.X[4].tolist()
    assert np.bincount(less.points.y).tolist() == [3, 2, 3]


def test_the_last_point_to_learn_from_stays():
    state = START
    for _ in range(8):
        state = with_point_removed(state, 0)
    with pytest.raises(ValueError, match="last point to learn from"):
        with_point_removed(state, 0)
    held = dataclasses.replace(START, points=point_set(START.points.training, np.arange(9) != 5))
    with pytest.raises(ValueError, match="last point to learn from"):
        with_point_removed(held, 5)
    assert len(with_point_removed(held, 0).points.y) == 8


def test_a_point_changes_its_class():
    changed = with_class(START, 2, 1)
    assert changed.points.y.tolist() == [0, 0, 1, 1, 1, 1, 2, 2, 2]
    assert (changed.points.X == START.points.X).all()


@pytest.mark.parametrize("y", [-1, 3, 7, 8])
def test_there_is_no_class_beyond_the_last(y):
    for action in (lambda: with_class(START, 0, y), lambda: with_point_added(START, 0, 0, y)):
        with pytest.raises(ValueError, match="There are 3 classes, 0 to 2"):
            action()


def test_a_point_keeps_its_side_when_others_go():
    test = BLOBS.points.test.tolist()
    assert with_point_removed(BLOBS, 7).points.test.tolist() == test[:7] + test[8:]
    assert with_point(BLOBS, 7, 0, 0).points.test.tolist() == test
    assert with_class(BLOBS, 7, 2).points.test.tolist() == test


# Other points


@pytest.mark.parametrize("key", DATASETS)
@pytest.mark.parametrize("C", range(2, 9))
def test_each_data_set_brings_the_classes_that_it_can_have(key, C):
    state = with_dataset(START, key, C=C, count=50)
    assert state.C in DATASETS[key].classes
    assert state.C == C or C not in DATASETS[key].classes
    assert set(state.points.y.tolist()) == set(range(state.C))
    assert state.dataset == key
    check(state)


def test_the_same_seed_draws_the_same_points():
    again = with_dataset(START, "blobs", count=40, share=0.25)
    assert (again.points.X == BLOBS.points.X).all()
    assert (again.points.test == BLOBS.points.test).all()
    other = with_dataset(START, "blobs", count=40, share=0.25, data_seed=1)
    assert (other.points.X != BLOBS.points.X).any()


def test_some_of_each_class_are_held_out():
    assert BLOBS.points.test.sum() == 10
    assert len(BLOBS.points.training.y) == 30
    most = with_dataset(START, "blobs", count=8, C=8, share=0.9)
    assert np.bincount(most.points.training.y).tolist() == [1] * 8
    assert with_dataset(BLOBS, "blobs", share=0.0).points.test.sum() == 0


def test_the_nine_points_come_with_the_demo_s_weights():
    away = with_weights(with_dataset(START, "rings", C=5), ((1.0, 1.0),) * 5, (0.0,) * 5)
    back = with_dataset(away, "demo")
    assert (back.C, back.W, back.b, back.count) == (3, START.W, START.b, START.count)
    assert (back.points.X == START.points.X).all()
    polar = with_dataset(with_feature_map(away, "squares"), "demo")
    assert len(polar.W[0]) == 5
    check(polar)


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("", {}),
        ("circles", {}),
        ("blobs", {"noise": 1.5}),
        ("blobs", {"noise": math.nan}),
        ("blobs", {"share": 0.95}),
        ("blobs", {"share": -0.1}),
        ("blobs", {"count": 1}),
        ("blobs", {"count": 10.5}),
        ("blobs", {"data_seed": -1}),
        ("blobs", {"data_seed": LARGEST_SEED + 1}),
    ],
)
def test_points_that_cannot_be_drawn(key, changes):
    with pytest.raises(ValueError, match="must be"):
        with_dataset(START, key, **changes)


def test_points_from_elsewhere_bring_their_classes():
    points = as_points([[0, 0], [5, 5], [1, 0], [2, 2]], [0, 4, 1, 0])
    state = with_points(with_setting(START, "share", 0.25), points, 5)
    assert (state.C, len(state.W), len(state.b), state.dataset) == (5, 5, 5, "")
    assert state.points.test.sum() == 1
    check(state)


@pytest.mark.parametrize(
    ("points", "C"),
    [(as_points([], []), 2), (as_points([[0, 0], [1, 1]], [0, 2]), 2)],
    ids=["none", "too few classes"],
)
def test_points_that_cannot_be_learned_from(points, C):
    with pytest.raises(ValueError, match=r"\.$"):
        with_points(START, points, C)


# Classes and weights


@pytest.mark.parametrize("C", range(2, 9))
@pytest.mark.parametrize("key", FEATURE_MAPS)
def test_classes_that_stay_keep_their_weights(C, key):
    before = with_feature_map(START, key)
    state = with_classes(before, C)
    assert state.W[:3] == before.W[:C]
    assert state.b[:3] == before.b[:C]
    assert all(any(row) for row in state.W)  # each has a line
    assert state.W == with_classes(before, C).W  # random, and the same again
    assert (len(state.W), len(state.b), state.C) == (C, C, C)
    check(state)


def test_there_are_two_to_eight_classes():
    assert with_classes(START, 1).C == 2
    assert with_classes(START, 9).C == 8


def test_a_class_that_goes_takes_its_points_along():
    two = with_classes(START, 2)
    assert two.points.y.tolist() == [0, 0, 0, 1, 1, 1]
    assert np.array_equal(two.points.X, START.points.X[:6])
    assert two.dataset == ""
    assert with_classes(START, 4).points is START.points
    assert with_classes(START, 4).dataset == "demo"
    only = with_points(START, as_points([[0, 0], [1, 1]], [2, 3]), 4)
    with pytest.raises(ValueError, match="no point to learn from"):
        with_classes(only, 2)


@pytest.mark.parametrize("key", FEATURE_MAPS)
def test_another_feature_map_begins_with_weights_of_its_own(key):
    state = with_feature_map(START, key)
    assert [len(row) for row in state.W] == [len(FEATURE_MAPS[key].names)] * 3
    assert (state == START) == (key == START.feature_map)
    check(state)


def test_a_feature_map_that_is_none_is_refused():
    with pytest.raises(ValueError, match="feature_map must be one of"):
        with_feature_map(START, "fourier")


def test_weights_stay_where_a_run_can_get():
    state = with_weights(START, ((1e10, -1e10), (math.inf, 0), (-math.inf, 1)), (1e300, 2, -1e7))
    assert state.W == (
        (FARTHEST_WEIGHT, -FARTHEST_WEIGHT),
        (FARTHEST_WEIGHT, 0),
        (-FARTHEST_WEIGHT, 1),
    )
    assert state.b == (FARTHEST_WEIGHT, 2, -1e7)
    check(state)


@pytest.mark.parametrize(
    ("W", "b"),
    [
        (((math.nan, 0), (0, 0), (0, 0)), (0, 0, 0)),
        (((0, 0), (0, 0), (0, 0)), (0, math.nan, 0)),
        (((0, 0), (0, 0)), (0, 0, 0)),
        (((0, 0), (0, 0), (0,)), (0, 0, 0)),
        (((0, 0), (0, 0), (0, 0)), (0, 0)),
    ],
)
def test_weights_that_are_none_are_refused(W, b):
    with pytest.raises(ValueError, match="must"):
        with_weights(START, W, b)


def test_random_weights_are_those_of_their_seed():
    for state in (START, with_classes(START, 8), with_feature_map(START, "bumps")):
        drawn = randomized(state, 7)
        assert (drawn, drawn.seed) == (randomized(state, 7), 7)
        assert drawn.W != randomized(state, 8).W
        assert np.abs(drawn.W).max() <= 5
        assert np.abs(drawn.b).max() <= 0.5
        check(drawn)
    many = np.array([randomized(START, seed).W for seed in range(200)])
    assert abs(many.mean()) < 0.3
    assert many.std() == pytest.approx(10 / math.sqrt(12), rel=0.05)


@pytest.mark.parametrize("seed", [-1, LARGEST_SEED + 1, 0.5])
def test_a_seed_that_is_none_is_refused(seed):
    with pytest.raises(ValueError, match="seed must be"):
        randomized(START, seed)


# Settings


@pytest.mark.parametrize("name", RANGES)
def test_numbers_stay_within_their_range(name):
    low, high = RANGES[name]
    for value in (low, high):
        assert getattr(with_setting(START, name, value), name) == value
    for value in (low - 1, high * 1.01 + 1, math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match=f"{name} must be a (whole )?number from"):
            with_setting(START, name, value)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_counted_is_whole(name):
    with pytest.raises(ValueError, match=f"{name} must be a whole number from"):
        with_setting(START, name, 2.5)


@pytest.mark.parametrize("name", ["loss", "regularization", "optimizer", "feature_map", "dataset"])
def test_a_choice_is_one_of_those_there_are(name):
    with pytest.raises(ValueError, match=f"{name} must be one of [a-z]"):
        with_setting(START, name, "nonsense")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("C", 5),
        ("C", 1),
        ("feature_map", "squares"),
        ("W", ((1.0, 2.0),)),
        ("b", (0.0,)),
        ("b", (0.0, 0.0, 2e9)),
        ("points", point_set(as_points([[0, 0]], [3]))),
        ("points", point_set(as_points([[0, 0]], [0]), np.array([True]))),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(name, value):
    with pytest.raises(ValueError, match=r"must|class|learn"):
        with_setting(START, name, value)


# What never changes

ACTIONS = {
    "move": lambda s: with_point(s, 0, 2, 3),
    "add": lambda s: with_point_added(s, 2, 3, 1),
    "remove": lambda s: with_point_removed(s, 0),
    "class": lambda s: with_class(s, 0, 1),
    "points": lambda s: with_points(s, Points(np.zeros((4, 2)), np.array([0, 1, 2, 1])), 3),
    "dataset": lambda s: with_dataset(s, "moons", share=0.5),
    "fewer": lambda s: with_classes(s, 2),
    "more": lambda s: with_classes(s, 8),
    "features": lambda s: with_feature_map(s, "bumps"),
    "weights": lambda s: with_weights(s, ((1, 1),) * 3, (1, 1, 1)),
    "random": lambda s: randomized(s, 3),
    "setting": lambda s: with_setting(s, "strength", 0.5),
}


@pytest.mark.parametrize("state", [START, BLOBS], ids=["start", "blobs"])
@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_an_action_changes_nothing_that_was_there(state, action):
    before = contents(state)
    after = action(state)
    assert contents(state) == before
    assert contents(after) != before
    for each in (after.points.X, after.points.y, after.points.test):
        assert not each.flags.writeable
    assert all(type(each) is float for row in (*after.W, after.b) for each in row)


def test_arrays_that_were_given_stay_one_s_own():
    X, y, test = np.zeros((3, 2)), np.array([0, 1, 2]), np.array([True, False, False])
    made = point_set(Points(X, y), test)
    X[0], y[0], test[0] = 9, 2, False
    assert made.X[0].tolist() == [0, 0]
    assert (made.y[0], made.test[0]) == (0, True)
