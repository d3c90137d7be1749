"""Points in the plane: the course's demo with its numbers, what is drawn, and how it is split."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.points import (
    DATASETS,
    DEMO,
    DEMO_B,
    DEMO_W,
    FARTHEST,
    MOST_POINTS,
    DatasetKind,
    Points,
    as_points,
    default_names,
    held_out,
)
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.regularization import Regularization
from lossviz.model.scores import scores

each_kind = pytest.mark.parametrize("kind", DATASETS.values(), ids=lambda kind: kind.name)
steady = settings(deadline=None, derandomize=True)
STRENGTH = Regularization("l2", 0.1)


def drawn(kind: DatasetKind, count: int = 60, noise: float = 0.2, seed: int = 5) -> Points:
    classes, count = kind.fitting(3, count)
    return kind.points(classes, count, noise, seed)


def accuracy(points: Points, name: str, steps: int = 800) -> float:
    """The share that softmax gets right on a feature map, after plain gradient descent."""
    phi = FEATURE_MAPS[name].features(points.X)
    C = int(points.y.max()) + 1
    W, b = np.zeros((C, phi.shape[1])), np.zeros(C)
    for _ in range(steps):
        step = objective(W, b, phi, points.y, LOSSES["softmax"], Regularization("none", 0.0))
        W, b = W - 2 * step.dW, b - 2 * step.db
    return float(np.mean(scores(phi, W, b).argmax(axis=1) == points.y))


# The course's demo


@pytest.mark.parametrize(
    ("loss", "data"),
    [("hinge", 2.767), ("structured", 2.367), ("one-vs-all", 4.022), ("softmax", 1.837)],
)
def test_the_demos_numbers(loss: str, data: float) -> None:
    """Mean losses over the nine points; the penalty comes on top."""
    found = objective(DEMO_W, DEMO_B, *DEMO, LOSSES[loss], STRENGTH)
    assert found.data == pytest.approx(data, abs=5e-4)
    assert found.penalty == pytest.approx(3.5)
    assert found.total == pytest.approx(data + 3.5, abs=5e-4)


def test_the_demo_gets_two_of_nine_right() -> None:
    right = scores(DEMO.X, DEMO_W, DEMO_B).argmax(axis=1) == DEMO.y
    assert np.flatnonzero(right).tolist() == [0, 2]


@pytest.mark.parametrize("loss", LOSSES)
def test_the_demos_gradient_is_that_of_its_total(loss: str) -> None:
    """Penalty included: 2 lambda W, and not a quarter of it."""

    def total(W: np.ndarray) -> float:
        return objective(W, DEMO_B, *DEMO, LOSSES[loss], STRENGTH).total

    found = objective(DEMO_W, DEMO_B, *DEMO, LOSSES[loss], STRENGTH)
    assert gradient_check(found.dW, numeric_gradient(total, DEMO_W.copy(), 1e-6)) < 1e-6


def test_the_demo_cannot_be_written() -> None:
    for array in (*DEMO, DEMO_W, DEMO_B):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    assert DEMO.X.dtype == np.float64
    assert DEMO.y.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]


# Data sets


def test_the_order_and_the_numbers_of_classes() -> None:
    assert list(DATASETS) == ["demo", "blobs", "overlap", "rings", "spirals", "xor", "moons"]
    assert [kind.name for kind in DATASETS.values()] == list(DATASETS)
    assert DATASETS["demo"].classes == (3,)
    assert DATASETS["xor"].classes == DATASETS["moons"].classes == (2,)
    for name in ("blobs", "overlap", "rings", "spirals"):
        assert DATASETS[name].classes == (2, 3, 4, 5, 6, 7, 8)
    assert all(kind.title and kind.note.endswith(".") for kind in DATASETS.values())


def test_without_noise_the_demo_is_the_courses_whatever_the_seed() -> None:
    found = DATASETS["demo"].points(3, 9, 0, 7)
    assert found.X.tolist() == DEMO.X.tolist()
    assert found.y.tolist() == DEMO.y.tolist()


@each_kind
def test_whatever_is_drawn_is_in_the_square_and_balanced(kind: DatasetKind) -> None:
    for classes in kind.classes:
        for asked in (1, 10, 101):
            for noise in (0, 0.3, 1):
                count = kind.fitting(classes, asked)[1]
                X, y = kind.points(classes, count, noise, 3)
                assert X.shape == (count, 2)
                assert np.abs(X).max() <= 1
                assert (np.diff(y) >= 0).all()
                counts = np.bincount(y)
                assert len(counts) == classes
                assert 0 <= counts[0] - counts[-1] <= 1
                assert not X.flags.writeable
                assert not y.flags.writeable


@each_kind
def test_a_seed_is_always_the_same(kind: DatasetKind) -> None:
    first, again, other = drawn(kind), drawn(kind), drawn(kind, seed=6)
    assert (first.X == again.X).all()
    assert not (first.X == other.X).any()


@each_kind
def test_more_points_leave_those_that_are_there(kind: DatasetKind) -> None:
    few, many = drawn(kind, 30), drawn(kind, 80)
    for k in range(few.y.max() + 1):
        of_few, of_many = few.X[few.y == k], many.X[many.y == k]
        assert (of_few == of_many[: len(of_few)]).all()


@each_kind
def test_noise_moves_points_in_proportion(kind: DatasetKind) -> None:
    exact, some, more = (drawn(kind, noise=noise).X for noise in (0, 0.01, 0.02))
    inside = (np.abs(exact) < 0.9).all(axis=1)
    assert (more - exact)[inside] == pytest.approx(2 * (some - exact)[inside])
    deviation = (drawn(DATASETS["rings"], 3000, 0.1).X - drawn(DATASETS["rings"], 3000, 0).X).std()
    assert deviation == pytest.approx(0.03, rel=0.05)


@pytest.mark.parametrize(
    ("name", "features", "least"),
    [
        ("demo", "identity", 1),
        ("blobs", "identity", 1),
        ("rings", "polar", 1),
        ("rings", "squares", 1),
        ("xor", "squares", 1),
        ("xor", "bumps", 1),
        ("moons", "identity", 0.8),
    ],
)
def test_what_parts_the_classes(name: str, features: str, least: float) -> None:
    assert accuracy(drawn(DATASETS[name], 90, 0), features) >= least


@pytest.mark.parametrize(
    ("name", "most"), [("overlap", 0.99), ("rings", 0.7), ("spirals", 0.8), ("xor", 0.7)]
)
def test_what_lines_do_not_part(name: str, most: float) -> None:
    assert accuracy(drawn(DATASETS[name], 90, 0), "identity") <= most


def test_shapes() -> None:
    rings = DATASETS["rings"].points(4, 200, 0, 0)
    radius = np.hypot(*rings.X.T)
    assert (np.floor(4 * radius) == rings.y).all()
    xor = DATASETS["xor"].points(2, 60, 0, 0)
    assert ((xor.X.prod(axis=1) < 0) == xor.y).all()
    assert np.abs(xor.X).min() >= 0.08
    blobs = DATASETS["blobs"].points(3, 3000, 0, 0)
    centres = np.array([blobs.X[blobs.y == k].mean(axis=0) for k in range(3)])
    assert np.hypot(*centres.T) == pytest.approx(0.6, abs=0.02)
    moons = DATASETS["moons"].points(2, 60, 0, 0)
    assert (moons.X[moons.y == 0, 1] >= -0.15).all()
    assert (moons.X[moons.y == 1, 1] <= 0.15).all()


@pytest.mark.parametrize(
    ("classes", "count", "fitted"), [(5, 100, (2, 100)), (2, 1, (2, 2)), (8, 99_999, (2, 10_000))]
)
def test_what_fits_xor(classes: int, count: int, fitted: tuple[int, int]) -> None:
    assert DATASETS["xor"].fitting(classes, count) == fitted


def test_what_fits_the_demo_and_blobs() -> None:
    assert DATASETS["demo"].fitting(8, 200) == (3, 9)
    assert DATASETS["blobs"].fitting(1, 0) == (2, 2)
    assert DATASETS["blobs"].fitting(9, 5) == (8, 8)


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("blobs", (1, 10, 0, 0), "Blobs: classes must be 2 to 8, not 1"),
        ("blobs", (9, 10, 0, 0), "Blobs: classes must be 2 to 8, not 9"),
        ("blobs", (3.0, 10, 0, 0), "Blobs: classes must be 2 to 8, not 3.0"),
        ("moons", (3, 10, 0, 0), "Moons: classes must be 2, not 3"),
        ("demo", (3, 10, 0, 0), "Nine points: points must be 9, not 10"),
        ("blobs", (5, 4, 0, 0), "Blobs: points must be 5 to 10,000, not 4"),
        ("blobs", (5, 10_001, 0, 0), "Blobs: points must be 5 to 10,000, not 10001"),
        ("blobs", (5, 10.5, 0, 0), "Blobs: points must be 5 to 10,000, not 10.5"),
        ("blobs", (2, 10, -0.1, 0), "noise must be 0 to 1, not -0.1"),
        ("blobs", (2, 10, float("nan"), 0), "noise must be 0 to 1, not nan"),
        ("blobs", (2, 10, 0, -1), "the seed must be a whole number, 0 or more, not -1"),
        ("blobs", (2, 10, 0, 0.5), "the seed must be a whole number, 0 or more, not 0.5"),
        ("blobs", (2, 10, 0, True), "the seed must be a whole number, 0 or more, not True"),
    ],
)
def test_what_is_not_drawn(
    name: str, arguments: tuple[int, int, float, int], sentence: str
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - all of it is compared
        DATASETS[name].points(*arguments)
    assert str(caught.value) == sentence


# Points


def test_points_are_copies() -> None:
    X = np.array([[0, 1], [2, 3]], dtype=np.float32)
    y = [1, 0]
    points = as_points(X, y)
    X[0, 0] = 9
    assert points.X.tolist() == [[0, 1], [2, 3]]
    assert (points.X.dtype, points.y.dtype) == (np.float64, np.int64)
    assert as_points([], []).X.shape == (0, 2)
    assert as_points([[FARTHEST, -FARTHEST]], [7]).y.tolist() == [7]


@pytest.mark.parametrize(
    ("X", "y", "sentence"),
    [
        ([[1, 2, 3]], [0], r"points must be of shape \(N, 2\), not \(1, 3\)"),
        ([1, 2], [0, 1], r"points must be of shape \(N, 2\), not \(2,\)"),
        ([[1, 2]], [0, 1], r"y must be \(1,\), a class for each point, not \(2,\)"),
        ([[1, np.nan]], [0], "points must lie within −1,000,000 to 1,000,000"),
        ([[1, np.inf]], [0], "points must lie within"),
        ([[1, 1.1e6]], [0], "points must lie within"),
        ([[1, 2]], [8], "y must be 0 to 7 for 8 classes, but one is 8"),
        ([[1, 2]], [-1], "y must be 0 to 7 for 8 classes, but one is -1"),
        ([[1, 2]], [0.5], "y must hold whole numbers"),
    ],
)
def test_what_are_no_points(X: list[object], y: list[float], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        as_points(X, y)


def test_names_of_classes_without_names() -> None:
    assert default_names(3) == ("class 0", "class 1", "class 2")


# Training and test


def test_a_split_is_stratified() -> None:
    points = DATASETS["blobs"].points(4, 200, 0, 0)
    held = held_out(points.y, 0.25, 1)
    assert held.shape == (200,)
    assert np.ptp(np.bincount(points.y[held])) <= 1
    assert np.count_nonzero(held) == 50


@steady
@given(
    st.lists(st.integers(0, 7), min_size=1, max_size=60),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 99),
)
def test_whatever_is_split(labels: list[int], share: float, seed: int) -> None:
    y = np.array(labels)
    held = held_out(y, share, seed)
    counts, kept = np.bincount(y), np.bincount(y[~held], minlength=y.max() + 1)
    assert (kept >= np.minimum(counts, 1)).all()
    wanted = share * counts
    assert (np.abs(counts - kept - wanted) <= 1).all() or (kept == np.minimum(counts, 1)).any()
    assert held.sum() <= round(share * len(y))
    assert not held.all()


def test_small_classes_share_what_is_held_out() -> None:
    """0.2 of two points a class is less than a half, and of all 16 it is three."""
    y = np.repeat(np.arange(8), 2)
    held = held_out(y, 0.2, 0)
    assert held.sum() == 3
    assert np.bincount(y[held]).max() == 1


def test_another_seed_splits_otherwise_and_another_point_hardly() -> None:
    y = np.repeat(np.arange(2), 50)
    held = held_out(y, 0.3, 0)
    assert (held == held_out(y, 0.3, 0)).all()
    assert (held != held_out(y, 0.3, 1)).any()
    more = held_out(np.append(y, 1), 0.3, 0)
    assert np.count_nonzero(more[:-1] != held) <= 2


@each_kind
def test_where_points_lie_has_no_part_in_the_split(kind: DatasetKind) -> None:
    """Not even where the seed is the one that they were drawn with."""
    points = drawn(kind, 3000, 0, seed=0)
    held = held_out(points.y, 0.5, 0)
    if kind.count is None:
        for k in range(points.y.max() + 1):
            radius = np.hypot(*points.X[points.y == k].T)
            of_class = held[points.y == k]
            gap = radius[of_class].mean() - radius[~of_class].mean()
            assert abs(gap) < 5 * radius.std() / np.sqrt(len(radius)) + 1e-12


@pytest.mark.parametrize("share", [1, 1.5, -0.1, float("nan")])
def test_a_share_that_makes_no_sense(share: float) -> None:
    with pytest.raises(ValueError, match="the share must be 0 or more, and less than 1, not"):
        held_out(DEMO.y, share, 0)


def test_nothing_to_split() -> None:
    with pytest.raises(ValueError, match="the seed must be"):
        held_out(DEMO.y, 0.2, -1)
    assert held_out(DEMO.y, 0, 0).tolist() == [False] * 9


def test_the_most_points_are_drawn() -> None:
    assert len(DATASETS["spirals"].points(8, MOST_POINTS, 0.5, 0).y) == MOST_POINTS
