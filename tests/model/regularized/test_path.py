"""Where data and penalty meet: the issue's numbers, and every minimum against a search."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from lossviz.data.lecture_examples import TWO_WEIGHTS
from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.landscape import two_weight_landscape
from lossviz.model.losses import LOSSES
from lossviz.model.regularization import L1, L2, Elastic, NoPenalty, Regularization
from lossviz.model.regularized.balance import balance, shortest
from lossviz.model.regularized.path import (
    path,
    spread,
    strength_near,
    strength_of,
    strength_with,
    zero_from,
)
from lossviz.model.regularized.penalty_parts import Parts
from lossviz.model.regularized.smooth_minimum import slopes_and_curvatures
from lossviz.model.regularized.two_weights import Quadratic, TwoWeightLoss, bowl, of_landscape

NONE = Regularization("none", 0)
PENALTIES = (L2(), L1(), Elastic(0.5), Elastic(0), NoPenalty())
STRENGTHS = spread(1e-3, 10)


def lecture(name: str) -> TwoWeightLoss:
    return of_landscape(two_weight_landscape(*TWO_WEIGHTS, LOSSES[name], NONE))


def drawn(kind: str, seed: int) -> TwoWeightLoss:
    """A loss of this kind with numbers from a seed; examples overlap, so that a minimum exists."""
    rng = np.random.default_rng(seed)
    if kind == "quadratic":
        root = rng.normal(0, 1, (2, 2))
        return Quadratic(root @ root.T + 0.01 * np.eye(2), rng.normal(0, 1, 2), 0.3)
    X, y = rng.normal(0, 1.5, (8, 2)).round(1), np.tile([0, 1], 4)
    X = np.concatenate([X, X[:2]])  # with both classes
    y = np.concatenate([y, 1 - y[:2]])
    return of_landscape(two_weight_landscape(X, y, [0.3, 0], LOSSES[kind], NONE))


def total(loss: TwoWeightLoss, regularizer, strength: float, w):
    return loss.loss(w) + strength * np.array([regularizer.penalty(each) for each in w])


@pytest.mark.parametrize("kind", ["quadratic", "softmax", "hinge"])
@settings(deadline=None, derandomize=True, max_examples=25)
@given(
    seed=st.integers(0, 10_000),
    regularizer=st.sampled_from(PENALTIES),
    strength=st.sampled_from([0.0, 1e-3, 0.05, 0.7, 30.0]),
)
def test_no_place_has_a_lower_total_and_the_slopes_cancel(kind, seed, regularizer, strength):
    loss = drawn(kind, seed)
    w = path(loss, regularizer, np.array([strength])).w[0]
    ring = np.exp(1j * np.linspace(0, 2 * np.pi, 24, endpoint=False))
    around = np.multiply.outer(np.geomspace(1e-6, 1, 7), ring).ravel()
    others = w + np.stack([around.real, around.imag], axis=1)
    here = total(loss, regularizer, strength, w[None])[0]
    assert here <= total(loss, regularizer, strength, others).min() + 1e-13 * (1 + abs(here))
    if strength > 0 or kind != "softmax":
        assert balance(loss, regularizer, strength, w).cancels


@pytest.mark.parametrize("strength", [0.01, 0.3, 0.6, 2.0])
@pytest.mark.parametrize("regularizer", [L2(), L1(), Elastic(0.5)], ids=lambda each: each.name)
def test_softmax_minima_are_those_of_scipy(regularizer, strength):
    loss = lecture("softmax")

    def both_signs(v):  # w = p - n with p, n >= 0, so that |w| is smooth
        w = v[:2] - v[2:]
        squares = (regularizer.penalty(w) - abs(w).sum()) if regularizer.name != "l2" else w @ w
        sizes = v.sum() if regularizer.name != "l2" else 0
        return float(loss.loss(w)) + strength * (squares + sizes)

    found = minimize(
        both_signs, np.full(4, 0.5), bounds=[(0, None)] * 4, options={"ftol": 1e-15, "gtol": 1e-9}
    ).x
    w = path(loss, regularizer, np.array([strength])).w[0]
    assert w == pytest.approx(found[:2] - found[2:], abs=2e-5)


def test_numbers_of_the_lecture_s_examples():
    loss = lecture("softmax")
    at = {R.name: path(loss, R, np.array([0.6])) for R in (L2(), L1(), Elastic(0.5))}
    assert at["l2"].w[0] == pytest.approx([0.969, -0.476], abs=5e-4)
    assert at["l1"].w[0] == pytest.approx([1.316, 0], abs=5e-4)
    assert at["elastic"].w[0] == pytest.approx([1.048, -0.210], abs=5e-4)
    assert (at["l1"].w[0] == 0).tolist() == [False, True]
    assert (at["l1"].data[0], at["l1"].penalty[0]) == pytest.approx((0.418, 0.790), abs=5e-4)
    assert path(loss, L1(), np.array([0.0])).w[0] == pytest.approx([1.276, -0.587], abs=5e-4)

    whole = path(loss, L1(), STRENGTHS)
    assert zero_from(loss, L1(), whole, 1) == pytest.approx(0.521, abs=5e-4)
    assert zero_from(loss, L1(), whole, 0) == pytest.approx(3.0534, abs=5e-4)
    assert zero_from(loss, L2(), path(loss, L2(), STRENGTHS), 1) is None
    slopes = balance(loss, L1(), 0.6, at["l1"].w[0])
    assert slopes.data[0] == pytest.approx([-0.6, 0.554], abs=5e-4)
    assert pytest.approx(np.array([[0.6, 0.6], [-0.6, 0.6]])) == np.stack(slopes.penalty).T


def test_numbers_of_a_bowl():
    one = np.array([1.0])
    assert path(bowl((1, 1)), L1(), one).w.tolist() == [[0.5, 0.5]]
    assert path(bowl((1, 0.4)), L1(), one).w.tolist() == [[0.5, 0]]
    assert path(bowl((1, 0.4)), L2(), one).w.tolist() == [[0.5, 0.2]]
    c = np.stack(np.meshgrid(np.linspace(-2, 2, 33), np.linspace(-2, 2, 33)), axis=-1)
    K = c.shape[0] * c.shape[1]
    w = bowl((0, 0)).least_of_centres(Parts(0, 1), np.ones(K), c.reshape(K, 2)).reshape(c.shape)
    assert np.array_equal((w == 0).any(axis=2), (abs(c) <= 0.5).any(axis=2))  # a cross


@pytest.mark.parametrize("name", ["softmax", "hinge"])
@pytest.mark.parametrize("regularizer", [L2(), L1(), Elastic(0.5)], ids=lambda each: each.name)
def test_a_strength_and_a_size_of_the_penalty_are_one(name, regularizer):
    loss = lecture(name)
    whole = path(loss, regularizer, STRENGTHS)
    assert (np.diff(whole.R) <= 1e-12).all()
    along = zip(STRENGTHS, whole.w, strict=True)
    assert max(balance(loss, regularizer, *each).left for each in along) < 1e-9
    strength = strength_with(loss, regularizer, whole, 0.7)
    low, high = path(loss, regularizer, strength * np.array([1 - 1e-7, 1 + 1e-7])).R[::-1]
    assert low - 1e-9 <= 0.7 <= high + 1e-9
    if name == "softmax":
        assert strength_of(whole, 0.7) == pytest.approx(strength, rel=0.02)
        k = 160
        assert strength_near(whole, tuple(whole.w[k])) == pytest.approx(STRENGTHS[k])
    assert strength_of(whole, 99) == pytest.approx(STRENGTHS[0])


@settings(deadline=None, derandomize=True, max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_slopes_and_curvatures_are_the_numeric_ones(seed: int):
    loss = drawn("softmax", seed)
    w = np.random.default_rng(seed).normal(0, 1, 2)
    g, H = slopes_and_curvatures(loss.landscape, w[None])
    assert gradient_check(g[0], numeric_gradient(lambda w: float(loss.loss(w)), w)) < 1e-5
    for j in range(2):
        slope = numeric_gradient(
            lambda w, j=j: float(slopes_and_curvatures(loss.landscape, w[None])[0][0, j]), w
        )
        assert H[0, j] == pytest.approx(slope, abs=1e-6)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 3), flat=st.booleans())
def test_what_is_left_is_the_shortest_of_all_sums(seed: int, count: int, flat: bool):
    rng = np.random.default_rng(seed)
    base, steps = rng.integers(-3, 4, 2) / 2, rng.integers(-3, 4, (count, 2)) / 2
    if flat:
        base[1], steps[:, 1] = 0, 0
    a = np.array(list(product(np.linspace(0, 1, 13), repeat=count)))
    tried = np.linalg.norm(base + a @ steps, axis=1).min()
    assert tried - 0.25 * count <= shortest(base, steps) <= tried + 1e-12
