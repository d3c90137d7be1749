"""Curvature: the issue's numbers, and steps that are counted against steps that are taken."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.valleys import ALIKE, CONDITION_100
from lossviz.model.gradients import numeric_gradient
from lossviz.model.regularization import L1, L2, Elastic
from lossviz.model.regularized.curvature import Curvature, arrivals, curvature, rounded, walk
from lossviz.model.regularized.penalty_parts import parts
from lossviz.model.regularized.two_weights import Quadratic, least_squares


def test_condition_100_and_what_a_penalty_makes_of_it():
    # 50 w1^2 + 0.5 w2^2, then with 5 (w1^2 + w2^2) added
    valley = curvature(CONDITION_100, L2(), 0)
    assert (valley.highest, valley.lowest, valley.condition) == pytest.approx((100, 1, 100))
    assert valley.steps(1e-4) == 461
    rounder = curvature(CONDITION_100, L2(), 5)
    assert (rounder.condition, rounder.steps(1e-4)) == (pytest.approx(10), 46)
    assert curvature(CONDITION_100, L1(), 5) == valley  # none added
    assert curvature(CONDITION_100, Elastic(0.5), 10) == pytest.approx(rounder)


def test_two_inputs_that_say_nearly_the_same():
    loss = least_squares(*ALIKE)
    found = [curvature(loss, L2(), strength) for strength in (0, 0.01, 0.1, 1)]
    assert [each.condition for each in found] == pytest.approx([71.2, 54.2, 17.7, 3.1], abs=0.06)
    assert [each.steps(0.01) for each in found] == [165, 125, 41, 7]
    w = loss.least(parts(L2()), np.array([0, 0.1]))
    assert loss.loss(w) == pytest.approx([0.0312, 0.0524], abs=5e-5)


def test_a_valley_of_examples_is_their_mean_square():
    loss = least_squares(*ALIKE)
    X, y = ALIKE
    w = np.array([0.3, -0.7])
    assert loss.loss(w) == pytest.approx(((X @ w - y) ** 2).mean())
    slope = numeric_gradient(lambda w: float(loss.loss(w)), w)
    assert loss.slopes(w).base == pytest.approx(slope, abs=1e-6)


@settings(deadline=None, derandomize=True, max_examples=30)
@given(seed=st.integers(0, 10_000), share=st.sampled_from([0.01, 1e-4]))
def test_counted_steps_are_those_of_a_walk(seed: int, share: float):
    rng = np.random.default_rng(seed)
    h = np.sort(rng.uniform(0.1, 10, 2))
    turn = np.linalg.qr(rng.normal(0, 1, (2, 2)))[0]
    loss = Quadratic(turn @ np.diag(h / 2) @ turn.T, rng.normal(0, 1, 2))
    strength = rng.uniform(0, 1)
    found = curvature(loss, L2(), strength)
    begin = tuple(rng.normal(0, 2, 2).tolist())
    walked = walk(loss, L2(), strength, begin, found.best_rate, share, 2000)
    assert walked.arrived is not None
    assert abs(walked.arrived - found.steps(share)) <= 1
    rounder = rounded(loss, parts(L2()), strength)
    w = rng.normal(0, 1, (5, 2))
    assert rounder.loss(w) == pytest.approx(loss.loss(w) + strength * (w * w).sum(axis=1))


@pytest.mark.parametrize("regularizer", [L2(), L1(), Elastic(0.5)], ids=lambda each: each.name)
def test_walks_side_by_side_are_those_taken_alone(regularizer):
    loss, begin = least_squares(*ALIKE), (-1.2, 1.6)
    strengths = np.array([0, 0.01, 0.3, 2])
    rates = np.array([curvature(loss, regularizer, each).best_rate for each in strengths])
    rates[2] = 0.6  # too fast
    steps = arrivals(loss, regularizer, strengths, rates, begin, 0.01, 400)
    alone = [
        walk(loss, regularizer, strength, begin, rate, 0.01, 400).arrived
        for strength, rate in zip(strengths, rates, strict=True)
    ]
    assert steps.tolist() == [np.inf if each is None else each for each in alone]


def test_walks_that_do_not_arrive():
    too_fast = walk(CONDITION_100, L2(), 0, (1, 1), 0.021, 1e-4, 5000)
    assert (too_fast.diverged, too_fast.arrived) == (True, None)
    assert np.isfinite(too_fast.w).all()
    few = walk(CONDITION_100, L2(), 0, (1, 1), 2 / 101, 1e-4, 10)
    assert (few.diverged, few.arrived, len(few.w)) == (False, None, 11)
    there = walk(CONDITION_100, L2(), 0, (0, 0), 0.01, 1e-4, 10)
    assert (there.arrived, len(there.w)) == (0, 1)
    flat = Curvature(2.0, 0.0)
    assert (flat.condition, flat.steps(0.01)) == (math.inf, math.inf)
    assert Curvature(2.0, 2.0).steps(0.01) == 1
