"""W or 2W: the lecture's numbers, and the least total against a fine search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lossviz.model.regularization import Regularization
from lossviz.model.regularized.scaling import closing_scale, leads, least_scale, scaled_losses

S = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
Y = np.arange(3)
W = np.array([[2.2, 0.3, 1.0, 1.2], [3.1, 2.9, 2.0, 0.5], [-0.7, 3.0, -1.0, -2.1]])
CAR = slice(1, 2)


def test_the_lecture_doubled():
    each = [scaled_losses([2.0], S[[i]], Y[[i]], W, Regularization("l2", 0)).data for i in Y]
    assert np.concatenate(each) == pytest.approx([4.8, 0, 23.8])


def test_the_car_image_has_no_loss_from_one_k_on_and_the_others_never():
    k = closing_scale(S[CAR], Y[CAR])
    assert k == pytest.approx(1 / 2.9)
    data = scaled_losses([0, k - 1e-6, k, 2, 1e4], S[CAR], Y[CAR], W, Regularization("l2", 1)).data
    assert data[0] == 2
    assert data[1] > 0
    assert data[2:] == pytest.approx([0, 0, 0], abs=1e-12)
    assert [closing_scale(S[[i]], Y[[i]]) for i in (0, 2)] == [None, None]
    assert closing_scale(S, Y) is None


def test_least_total_of_the_car_image():
    penalty = Regularization("l2", 0.02)
    k = least_scale(S[CAR], Y[CAR], W, penalty)
    losses = scaled_losses([1, 2, k], S[CAR], Y[CAR], W, penalty)
    assert losses.R[:2] == pytest.approx([44.54, 178.16])
    assert losses.total == pytest.approx([0.891, 3.563, 0.106], abs=5e-4)
    assert k == pytest.approx(0.345, abs=5e-4)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    seed=st.integers(0, 10_000),
    kind=st.sampled_from(["none", "l2", "l1", "elastic"]),
    strength=st.sampled_from([0.0, 1e-4, 0.02, 1.0, 50.0]),
)
@example(seed=53, kind="l1", strength=0.0)  # level from k on, but for rounding
def test_nothing_near_or_far_has_a_lower_total(seed: int, kind: str, strength: float):
    rng = np.random.default_rng(seed)
    s, y = rng.normal(0, 3, (rng.integers(1, 4), 3)).round(1), rng.integers(0, 3, 3)
    y, W = y[: len(s)], rng.normal(0, 2, (3, 4))
    penalty = Regularization(kind, strength, beta=0.7)
    k = least_scale(s, y, W, penalty, margin=0.8)
    lead = leads(s, y)
    around = np.maximum(0, k * (1 + np.linspace(-1e-3, 1e-3, 101)))
    far = np.concatenate([np.linspace(0, 5, 501), np.geomspace(5, 1e4, 50), 0.8 / lead[lead > 0]])
    others = scaled_losses(np.concatenate([around, far]), s, y, W, penalty, margin=0.8).total
    here = scaled_losses([k], s, y, W, penalty, margin=0.8).total[0]
    assert here <= others.min() + 1e-12 * max(1, here)
    before = scaled_losses([max(0, k - 1e-4)], s, y, W, penalty, margin=0.8).total[0]
    assert k == 0 or before > here  # and it is the smallest such k
