"""W or 2W: the lecture's numbers, and the least total against a fine search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lossviz.model.regularized.scaling import closing_scale

from lossviz.model.regularization import Regularization

S = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
Y = np.arange(3)
W = np.array([[2.2, 0.3, 1.0, 1.2], [3.1, 2.9, 2.0, 0.5], [-0.7, 3.0, -1.0, -2.1]])
CAR = slice(1, 2)
HINGE = Hinge()


def test_the_lecture_doubled():
    each = [scaled_data_loss([2.0], S[[i]], Y[[i]]) for i in Y]
    assert np.concatenate(each) == pytest.approx([4.8, 0, 23.8])


def test_the_car_image_has_no_loss_from_one_k_on_and_the_others_never():
    k = closing_scale(S[CAR], Y[CAR])
    assert k == pytest.approx(1 / 2.9)
    data = scaled_data_loss([0, k - 1e-6, k, 2, 1e4], S[CAR], Y[CAR])
    assert data[0] == 2
    assert data[1] > 0
    assert data[2:] == pytest.approx([0, 0, 0], abs=1e-12)
    assert [closing_scale(S[[i]], Y[[i]]) for i in (0, 2)] == [np.inf, np.inf]
    assert closing_scale(S, Y) == np.inf


def total(k, s, y, W, penalty, hinge=HINGE):
    return scaled_data_loss(k, s, y, hinge) + scaled_penalty(k, W, penalty)


def test_least_total_of_the_car_image():
    penalty = Regularization("l2", 0.02)
    k = least_total_scale(S[CAR], Y[CAR], W, penalty)
    assert total([1, 2, k], S[CAR], Y[CAR], W, penalty) == pytest.approx(
        [0.891, 3.563, 0.106], abs=5e-4
    )
    assert k == pytest.approx(0.345, abs=5e-4)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    seed=st.integers(0, 10_000),
    kind=st.sampled_from(["none", "l2", "l1", "elastic"]),
    strength=st.sampled_from([0.0, 1e-4, 0.02, 1.0, 50.0]),
)
def test_nothing_near_or_far_has_a_lower_total(seed: int, kind: str, strength: float):
    rng = np.random.default_rng(seed)
    s, y = rng.normal(0, 3, (rng.integers(1, 4), 3)).round(1), rng.integers(0, 3, 3)
    y, W, hinge = y[: len(s)], rng.normal(0, 2, (3, 4)), Hinge(0.8)
    penalty = Regularization(kind, strength, beta=0.7)
    k = least_total_scale(s, y, W, penalty, hinge)
    around = np.maximum(0, k * (1 + np.linspace(-1e-3, 1e-3, 101)))
    others = np.concatenate([around, np.linspace(0, 5, 501), np.geomspace(5, 1e4, 50)])
    here = total([k], s, y, W, penalty, hinge)[0]
    assert here <= total(others, s, y, W, penalty, hinge).min() + 1e-12 * max(1, here)
    before = total([max(0, k - 1e-4)], s, y, W, penalty, hinge)[0]
    assert k == 0 or before > here  # and it is the smallest such k
