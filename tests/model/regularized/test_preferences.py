"""Weights with one score: the lecture's numbers, least moves and cheapest weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.regularization import L1, L2, Elastic
from lossviz.model.regularized.penalty_parts import slope_range
from lossviz.model.regularized.preferences import (
    keeping_score,
    least_weights,
    preferred,
    tie_of_l1,
)

W1, W2 = np.array([1.0, 0, 0, 0]), np.full(4, 0.25)


def test_what_each_penalty_prefers_of_the_lecture():
    costs = [(each.penalty(W1), each.penalty(W2)) for each in (L2(), L1(), Elastic(0.5))]
    assert costs == [(1, 0.25), (1, 1), (1.5, 1.125)]
    assert [preferred(*each) for each in costs] == [1, None, 1]
    assert preferred(0.1 + 0.2, 0.3) is None
    assert preferred(1, 2) == 0


def test_slopes_at_a_kink_are_a_range():
    w = [0.5, 0, -0.25]
    assert [each.tolist() for each in slope_range(L2(), w)] == [[1, 0, -0.5]] * 2
    assert [each.tolist() for each in slope_range(L1(), w)] == [[1, -1, -1], [1, 1, -1]]
    low, high = slope_range(Elastic(0.5), w)
    assert (low.tolist(), high.tolist()) == ([1.5, -1, -1.25], [1.5, 1, -1.25])


def test_cheapest_weights():
    x = [1.0, 1, 1, 2]
    assert least_weights(x, 1, L2()) == pytest.approx(np.array(x) / 7)
    assert L2().penalty(least_weights(x, 1, L2())) == pytest.approx(0.1429, abs=5e-5)
    assert least_weights(x, 1, L1()).tolist() == [0, 0, 0, 0.5]
    assert (tie_of_l1(x), tie_of_l1([1, 1, 1, 1])) == (False, True)
    with pytest.raises(ValueError, match="x = 0"):
        least_weights([0, 0], 1, L1())


numbers = st.integers(-40, 40).map(lambda n: n / 10)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(
    x=st.lists(numbers, min_size=4, max_size=4).filter(any),
    score=numbers,
    beta=st.sampled_from([0.01, 0.5, 1.0]),
    seed=st.integers(0, 1000),
)
def test_no_weights_with_the_score_are_cheaper(x, score, beta, seed):
    away = np.random.default_rng(seed).normal(0, 1, (200, 4)) * np.geomspace(1e-5, 1, 200)[:, None]
    along = away - np.outer(away @ x, x) / np.dot(x, x)  # moves that keep the score
    for penalty in (L2(), L1(), Elastic(beta)):
        w = least_weights(x, score, penalty)
        assert w @ x == pytest.approx(score, abs=1e-12)
        others = min(penalty.penalty(w + move) for move in along)
        assert penalty.penalty(w) <= others + 1e-12


@settings(deadline=None, derandomize=True, max_examples=10)
@given(seed=st.integers(0, 10_000))
def test_a_hundred_drags_keep_the_score(seed: int):
    rng = np.random.default_rng(seed)
    x, w = rng.uniform(-2, 2, 4), rng.uniform(-2, 2, 4)
    score = w @ x
    for _ in range(100):
        moved = keeping_score(w, x, score, int(rng.integers(4)), rng.uniform(-3, 3))
        assert abs(moved @ x - score) < 1e-12
        w = moved


def test_the_move_is_the_least_one_and_locked_weights_stay():
    x, w = np.array([1.0, 2, 0.5, 1]), np.array([0.3, -0.2, 0.1, 0.7])
    moved = keeping_score(w, x, w @ x, 0, 1.0, locked=[3])
    assert (moved[0], moved[3]) == (1.0, 0.7)
    change = (moved - w)[1:3]
    assert change == pytest.approx(x[1:3] * -0.7 / (x[1:3] @ x[1:3]))  # along x: the shortest
    assert keeping_score(w, x, w @ x, 0, 1.0, locked=[1, 2, 3]) is None
    assert keeping_score([0.3, 1], [1, 0], 0.3, 0, 1.0) is None  # x_1 = 0 cannot make up
    assert keeping_score([0.3, 1], [0, 1], 1, 0, 5.0).tolist() == [5, 1]  # nor need it
