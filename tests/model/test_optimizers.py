"""Optimizers against steps computed by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from lossviz.model.optimizers import (
    OPTIMIZERS,
    Best,
    better,
    random_local_search,
    random_search,
    start,
)

# Two steps with gradients 2 and 1 from W = 1, learning rate 0.1, momentum 0.5.
BY_HAND = {
    "sgd": [0.8, 0.7],
    "momentum": [0.8, 0.8 + (0.5 * -0.2 - 0.1)],
    "nesterov": [1 + 1.5 * -0.2, 0.7 - 0.5 * -0.2 + 1.5 * -0.2],
    "adagrad": [0.9, 0.9 - 0.1 / math.sqrt(5)],
    "rmsprop": [1 - 0.2 / math.sqrt(0.04), 0 - 0.1 / math.sqrt(0.99 * 0.04 + 0.01)],
    "adam": [0.9, 0.9 - 0.1 * (1 / 0.75) / math.sqrt((0.999 * 0.004 + 0.001) / (1 - 0.999**2))],
}


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_two_steps_by_hand(name: str, shape: tuple[int, ...]) -> None:
    state = start(np.ones(shape))
    for n, (gradient, expected) in enumerate(zip((2.0, 1.0), BY_HAND[name], strict=True), 1):
        state = OPTIMIZERS[name](state, np.full(shape, gradient), 0.1, 0.5)
        assert state.parameters == pytest.approx(np.full(shape, expected), abs=1e-7)
        assert state.step == n


def test_the_rate_is_inside_the_velocity() -> None:
    """Another rate does not touch what is left of the steps before."""
    for name in ("momentum", "nesterov"):
        state = OPTIMIZERS[name](start(np.ones(1)), np.array([2.0]), 0.1, 0.5)
        assert OPTIMIZERS[name](state, np.zeros(1), 7.0, 0.5).velocity == pytest.approx([-0.1])


def test_nesterov_takes_the_gradient_where_the_ball_is_about_to_be() -> None:
    """It is the look-ahead form of the papers, with the place ahead in the place of W."""
    rng = np.random.default_rng(0)
    A, rate, momentum = np.diag([1.0, 5.0]), 0.03, 0.9
    state = start(rng.normal(size=2))
    W, v = state.parameters, np.zeros(2)
    for _ in range(20):
        v = momentum * v - rate * A @ (W + momentum * v)
        W = W + v
        state = OPTIMIZERS["nesterov"](state, A @ state.parameters, rate, momentum)
        assert state.velocity == pytest.approx(v)
        assert state.parameters == pytest.approx(W + momentum * v)


def test_the_first_step_of_nesterov_in_numbers() -> None:
    found = OPTIMIZERS["nesterov"](start(np.ones(1)), np.array([-0.20866]), 0.1, 0.9)
    assert found.parameters == pytest.approx([1.0396], abs=5e-5)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_step_changes_nothing_it_was_given(name: str) -> None:
    state = start(np.ones(3, np.float32))
    gradient = np.full(3, 2.0, np.float32)
    for array in (*state[:3], gradient):
        array.setflags(write=False)
    after = OPTIMIZERS[name](state, gradient, 0.1, 0.9)
    assert all(array.dtype == np.float32 for array in after[:3])
    assert state.step == 0


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_it_walks_down(name: str) -> None:
    state = start(np.array([3.0, -2.0]))
    for _ in range(300):
        state = OPTIMIZERS[name](state, 2 * state.parameters, 0.2, 0.5)
    assert np.abs(state.parameters).max() < 1


def bowl(W: np.ndarray) -> float:
    return float(np.sum((W - 1) ** 2))


SEARCHES: list[Callable[[int], list]] = [
    lambda seed: list(random_search(bowl, lambda rng: rng.standard_normal(2), 200, seed)),
    lambda seed: list(random_local_search(bowl, np.zeros(2), 0.1, 200, seed)),
]


@pytest.mark.parametrize("search", SEARCHES)
def test_search_keeps_the_best(search: Callable[[int], list]) -> None:
    found = search(0)
    assert [best.tries for best in found] == list(range(1, 201))
    losses = [best.loss for best in found]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.1
    assert all(best.loss == bowl(best.W) for best in found)
    assert [best.loss for best in search(0)] == losses != [best.loss for best in search(1)]


def test_a_loss_that_is_nan_never_wins() -> None:
    losses = iter([math.nan, 3.0, math.nan, 2.0])
    found = random_search(lambda W: next(losses), lambda rng: rng.random(1), 4, 0)
    assert [best.loss for best in found][1:] == [3, 3, 2]


def test_local_search_keeps_precision() -> None:
    *_, best = random_local_search(bowl, np.zeros(2, np.float32), 0.1, 20, 0)
    assert best.W.dtype == np.float32


def test_of_equal_losses_the_old_weights_stay() -> None:
    """On a plateau a search stays where it is, and a walk on the map does not jump about."""
    old, new = Best(np.zeros(2), 1.0, 3), Best(np.ones(2), 1.0, 4)
    assert better(old, new).W is old.W
    assert better(old, new)[1:] == (1.0, 4)
    assert better(old, new._replace(loss=np.nextafter(1.0, 0))).W is new.W
    *_, best = random_local_search(lambda W: 1.0, np.zeros(2), 1.0, 10, 0)
    assert best.W.tolist() == [0, 0]
    assert best.tries == 10
