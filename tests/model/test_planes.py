"""Planes through weight space: what they hold, and what they say where a direction is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lossviz.model.parameters import unpack
from lossviz.model.planes import (
    Plane,
    Slice,
    coordinates,
    gradient_plane,
    pca_plane,
    random_plane,
    share_held,
    three_points_plane,
)

M, C = 12, 3  # 3 classes with 3 weights and a bias each
NUMBERS = st.floats(-1e6, 1e6).map(lambda x: 0.0 if abs(x) < 1e-6 else x)
ROW = arrays(np.float64, M, elements=NUMBERS)
PATH = arrays(np.float64, st.tuples(st.integers(1, 6), st.just(M)), elements=NUMBERS)
PAIRS = arrays(np.float64, st.tuples(st.integers(1, 6), st.just(2)), elements=NUMBERS)
SEEDS = st.integers(0, 1000)


def drawn(seed: int, shape: int | tuple[int, ...] = M) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape)


def walk(seed: int, steps: int = 20, size: int = M) -> np.ndarray:
    """A path that wanders, float32 as in training."""
    return np.cumsum(drawn(seed, (steps, size)), axis=0).astype(np.float32)


def some_plane(seed: int) -> Plane:
    """Directions of any length and angle."""
    return Plane(*drawn(seed, (3, M)) * [[1], [0.01], [100]])


def is_orthonormal(plane: Plane) -> bool:
    directions = np.stack([plane.u, plane.v])
    return np.allclose(directions @ directions.T, np.eye(2), atol=1e-12)


def along(plane: Plane, direction: np.ndarray) -> float:
    """How well u points along a direction: the cosine."""
    return float(plane.u @ direction / np.linalg.norm(direction))


# Coordinates and the share of a path


@given(SEEDS, NUMBERS, NUMBERS)
def test_coordinates_are_the_way_back_from_a_place(seed, a, b):
    plane = some_plane(seed)
    ((found_a, found_b),) = coordinates(plane, [plane.at(a, b)])
    near = 1e-9 * (1 + np.abs([a, b, 1]).max() * 1e4)  # v is 10,000 times as long as u
    assert found_a == pytest.approx(a, abs=near)
    assert found_b == pytest.approx(b, abs=near)


@given(SEEDS, PAIRS)
def test_a_path_in_the_plane_is_held_whole(seed, pairs):
    plane = some_plane(seed)
    assert share_held(plane, [plane.at(a, b) for a, b in pairs]) == pytest.approx(1)


@given(SEEDS, PATH)
def test_a_path_at_right_angles_is_not_held_at_all(seed, path):
    assume(np.abs(path).max() > 0)
    plane = gradient_plane(*drawn(seed, (3, M))).plane
    directions = np.stack([plane.u, plane.v])
    beside = path - path @ directions.T @ directions
    assume(np.linalg.norm(beside) > 1e-6 * np.linalg.norm(path))
    assert share_held(plane, plane.origin + beside) == pytest.approx(0, abs=1e-6)


def test_half_of_a_path_that_goes_as_far_beside_the_plane_as_along_it():
    origin, u, v, w = np.eye(4)
    assert share_held(Plane(origin, u, v), [origin + 3 * u, origin + 3 * w]) == pytest.approx(0.5)


@given(SEEDS, PATH)
def test_a_share_is_a_share(seed, path):
    assert 0 <= share_held(some_plane(seed), path) <= 1


def test_a_path_that_never_moved_is_held():
    plane = some_plane(0)
    assert share_held(plane, [plane.origin] * 3) == 1.0
    assert share_held(plane, []) == 1.0
    assert coordinates(plane, []).shape == (0, 2)


def test_a_direction_of_length_0_takes_part_in_nothing():
    plane = Plane(np.zeros(3), np.array([0, 2.0, 0]), np.zeros(3))
    assert coordinates(plane, [np.array([5.0, 3.0, 1.0])]).tolist() == [[1.5, 0]]


# Gradient and momentum


@given(SEEDS)
def test_gradient_and_momentum(seed):
    W, dW, v = drawn(seed, (3, M))
    found = gradient_plane(W, dW, v)
    assert found.axes == ("gradient", "momentum")
    assert found.note == ""
    assert is_orthonormal(found.plane)
    assert along(found.plane, -dW) == pytest.approx(1)
    assert share_held(found.plane, [W + v, W - dW]) == pytest.approx(1)
    assert found.plane.v @ v > 0
    assert found.plane.at(0, 0).tolist() == W.tolist()


@pytest.mark.parametrize("velocity", [None, np.zeros(M), "along"])
def test_without_a_momentum_the_second_direction_is_random(velocity):
    W, dW = drawn(0, (2, M)).astype(np.float32)
    v = np.float32(-0.01) * dW if isinstance(velocity, str) else velocity
    found = gradient_plane(W, dW, v)
    assert found.axes == ("gradient", "random")
    assert found.note == (
        "There is no momentum across the gradient, so the second direction is random."
    )
    assert is_orthonormal(found.plane)
    assert along(found.plane, -dW) == pytest.approx(1)
    again, other = gradient_plane(W, dW, v), gradient_plane(W, dW, v, seed=1)
    assert again.plane.v.tolist() == found.plane.v.tolist() != other.plane.v.tolist()


def test_without_a_gradient_the_momentum_stays():
    W, v = drawn(0, (2, M))
    found = gradient_plane(W, np.zeros(M), v)
    assert found.axes == ("random", "momentum")
    assert found.note == "The gradient is 0 here, so the first direction is random."
    assert found.plane.v @ v == pytest.approx(np.linalg.norm(v))
    assert is_orthonormal(found.plane)


def test_without_either_both_are_random():
    found = gradient_plane(np.zeros(2), np.zeros(2), np.zeros(2))
    assert found.axes == ("random 1", "random 2")
    assert found.note.count("random") == 2
    assert is_orthonormal(found.plane)
    assert found.reach == (1, 1)


@pytest.mark.parametrize("size", [1e-40, 1e-30, 1e30])
def test_gradients_of_any_size(size):
    W, dW, v = drawn(0, (3, M))
    plane = gradient_plane(W, dW, v).plane
    sized = gradient_plane(W, (size * dW).astype(np.float32), size * v).plane
    assert sized.u == pytest.approx(plane.u, abs=1e-3)  # 1e-40 has few digits in float32
    assert is_orthonormal(sized)


# Random directions


@given(ROW, SEEDS)
def test_random_directions_are_as_long_as_the_weights_row_by_row(W, seed):
    assume(W.any())
    found = random_plane(W, C, seed)
    for direction in (found.plane.u, found.plane.v):
        for part, whole in zip(unpack(direction, C), unpack(W, C), strict=True):
            norms = np.linalg.norm(part, axis=-1), np.linalg.norm(whole, axis=-1)
            assert norms[0] == pytest.approx(norms[1])
    assert (found.axes, found.reach, found.note) == (("random 1", "random 2"), (1, 1), "")


def test_random_directions_differ_and_come_again():
    one, again, other = (random_plane(np.ones(M), C, seed).plane for seed in (4, 4, 5))
    assert one.u.tolist() == again.u.tolist() != other.u.tolist()
    assert one.u.tolist() != one.v.tolist()


def test_a_bias_of_0_stays():
    W = np.array([1.0, 2, 3, 4, 0, 0])
    assert random_plane(W, 2).plane.u[-2:].tolist() == [0, 0]


def test_random_directions_at_weights_that_are_all_0():
    found = random_plane(np.zeros(M), C)
    assert found.note == "All weights are 0, so the directions have length 1."
    assert np.linalg.norm(found.plane.u) == pytest.approx(1)
    assert np.linalg.norm(found.plane.v) == pytest.approx(1)


# The main directions of a path


@given(SEEDS)
def test_no_random_plane_holds_more_than_the_main_directions(seed):
    path = walk(seed)
    found = pca_plane(path[-1], path)
    assert is_orthonormal(found.plane)
    held = share_held(found.plane, path)
    directions = drawn(seed + 1, (20, 2, M))
    assert all(share_held(Plane(path[-1], u, v), path) <= held for u, v in directions)


@given(SEEDS)
def test_the_main_directions_are_those_of_the_svd(seed):
    path = walk(seed).astype(np.float64)
    plane = pca_plane(path[-1], path).plane
    _, sizes, V = np.linalg.svd(path - path[-1], full_matrices=False)
    assert abs(plane.u @ V[0]) == pytest.approx(1)
    assert abs(plane.v @ V[1]) == pytest.approx(1)
    assert share_held(plane, path) == pytest.approx(np.sum(sizes[:2] ** 2) / np.sum(sizes**2))


@given(SEEDS)
def test_a_path_comes_from_below_0_and_ends_at_the_origin(seed):
    path = walk(seed)
    found = pca_plane(path[-1], path)
    places = coordinates(found.plane, path)
    assert (places[0] <= 0).all()
    assert places[-1].tolist() == [0, 0]
    assert (np.abs(places).max(axis=0) <= np.array(found.reach) / 1.2).all()


def test_a_path_in_a_plane_is_held_by_it():
    plane = some_plane(3)
    path = [plane.at(t**2, 0.01 * t) for t in np.linspace(-1, 1, 9)]
    assert share_held(pca_plane(path[-1], path).plane, path) == pytest.approx(1)


def test_a_straight_path_has_one_main_direction():
    W, step = drawn(0, (2, M)).astype(np.float32)
    path = [W + np.float32(t) * step for t in range(5)]
    found = pca_plane(path[-1], path)
    assert found.axes == ("1st main direction", "random")
    assert found.note == "The path does not bend, so the second direction is random."
    assert along(found.plane, step) == pytest.approx(1)
    assert found.reach[1] >= found.reach[0] / 20


@pytest.mark.parametrize("points", [0, 1, 3])
def test_a_path_that_never_moved_has_none(points):
    W = drawn(0)
    found = pca_plane(W, [W] * points)
    assert found.axes == ("random 1", "random 2")
    assert found.note.startswith("The path has not moved")
    assert is_orthonormal(found.plane)
    assert found.reach == pytest.approx((np.linalg.norm(W),) * 2)


def test_as_many_weights_as_in_training():
    path = walk(0, 65, 30_730)
    found = pca_plane(path[-1], tuple(path))
    assert found.plane.u.dtype == np.float64
    assert is_orthonormal(found.plane)
    assert share_held(found.plane, path) > 0.7


# Three remembered weights


@given(SEEDS)
def test_three_points_lie_in_their_plane(seed):
    start, now, best = drawn(seed, (3, M)).astype(np.float32)
    found = three_points_plane(start, now, best)
    assert found.axes == ("start to now", "towards the best")
    assert found.note == ""
    assert is_orthonormal(found.plane)
    assert share_held(found.plane, [start, now, best]) == pytest.approx(1)
    (start_a, start_b), origin, (_, best_b) = coordinates(found.plane, [start, now, best])
    assert start_a == pytest.approx(-np.linalg.norm(now - start), rel=1e-5)
    assert start_b == pytest.approx(0, abs=1e-9)
    assert origin.tolist() == [0, 0]
    assert best_b > 0


@pytest.mark.parametrize("share", [0, 0.25, 1, -2])
def test_a_best_in_line_leaves_the_second_direction_free(share):
    start, now = np.zeros(M), np.arange(M, dtype=float)
    best = now + share * (start - now)
    found = three_points_plane(start, now, best)
    assert found.axes == ("start to now", "random")
    assert found.note == (
        "The best lies in line with start and now, so the second direction is random."
    )
    assert share_held(found.plane, [start, best]) == pytest.approx(1)
    assert is_orthonormal(found.plane)


def test_at_the_start_there_is_no_way_yet():
    W, best = drawn(0, (2, M))
    found = three_points_plane(W, W, best)
    assert found.axes == ("random", "towards the best")
    assert share_held(found.plane, [best]) == pytest.approx(1)
    nowhere = three_points_plane(W, W, W)
    assert nowhere.axes == ("random 1", "random 2")
    assert is_orthonormal(nowhere.plane)


# How far to look


@given(SEEDS, PATH)
def test_the_path_lies_inside_the_reach(seed, path):
    W, dW, v = drawn(seed, (3, M))
    found = gradient_plane(W, dW, v, path)
    assert (np.abs(coordinates(found.plane, path)) <= np.array(found.reach)).all()
    assert min(found.reach) > 0


@pytest.mark.parametrize("weights", [np.zeros(M), np.full(M, 2.0)])
def test_without_a_path_one_looks_as_far_as_the_weights_are_from_0(weights):
    size = np.linalg.norm(weights) or 1
    assert gradient_plane(weights, *drawn(0, (2, M))).reach == pytest.approx((size, size))


# What is refused

ONES = np.ones(M)
NOT_FINITE = np.full(M, np.nan), np.full(M, np.inf)


@pytest.mark.parametrize("bad", [np.ones(M + 1), np.ones((1, M)), *NOT_FINITE, np.float32(1)])
@pytest.mark.parametrize(
    "make",
    [
        lambda bad: gradient_plane(ONES, bad, ONES),
        lambda bad: gradient_plane(ONES, ONES, bad),
        lambda bad: gradient_plane(ONES, ONES, ONES, [bad]),
        lambda bad: pca_plane(ONES, [ONES, bad]),
        lambda bad: three_points_plane(bad, ONES, ONES),
        lambda bad: three_points_plane(ONES, ONES, bad),
        lambda bad: coordinates(Plane(ONES, ONES, ONES), [bad]),
        lambda bad: coordinates(Plane(ONES, bad, ONES), [ONES]),
        lambda bad: share_held(Plane(ONES, ONES, bad), [ONES]),
    ],
)
def test_what_does_not_fit_is_refused(make, bad):
    with pytest.raises(ValueError, match=r"must be (finite numbers|of shape \(12,\))"):
        make(bad)


@pytest.mark.parametrize("bad", [np.ones(1), np.ones((2, 6)), *NOT_FINITE])
def test_weights_that_are_none_are_refused(bad):
    for make in (
        lambda: gradient_plane(bad, bad, bad),
        lambda: random_plane(bad, 2),
        lambda: pca_plane(bad, [bad]),
        lambda: three_points_plane(bad, bad, bad),
    ):
        with pytest.raises(ValueError, match=r"the weights must be"):
            make()


@pytest.mark.parametrize("classes", [0, -1, 5, 12, 13])
def test_classes_that_do_not_fit_are_refused(classes):
    with pytest.raises(ValueError, match=f"12 numbers are not W and b of {classes} classes"):
        random_plane(ONES, classes)


def test_nothing_that_is_given_is_written(subtests):
    W, dW, v = (array.copy() for array in drawn(0, (3, M)))
    path = walk(0)
    for array in (W, dW, v, path):
        array.setflags(write=False)
    made: dict[str, Slice] = {
        "gradient": gradient_plane(W, dW, v, path),
        "random": random_plane(W, C),
        "pca": pca_plane(W, path),
        "three points": three_points_plane(W, dW, v),
    }
    for name, found in made.items():
        with subtests.test(name):
            assert {array.dtype for array in found.plane} == {np.dtype(np.float64)}
            assert share_held(found.plane, path) >= 0
