"""Polynomials through noisy points: the designed numbers, and every fit against other solvers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.noisy_points import TEST_POINTS, TRAINING_POINTS, noisy_points
from lossviz.model.regularization import L1, L2, Elastic
from lossviz.model.regularized.penalty_parts import Parts
from lossviz.model.regularized.polynomials import (
    errors_by_degree,
    fits,
    least_error,
    many_fit,
    powers,
)
from lossviz.model.regularized.sparse_fit import sparse_fits

STRENGTHS = np.geomspace(1e-9, 100, 241)
PENALTIES = (L2(), L1(), Elastic(0.5), Elastic(0))


def test_f1_and_f2():
    f1 = fits(*TRAINING_POINTS, 9, L2(), [0])
    assert abs(f1.w).max() == pytest.approx(205, abs=0.5)
    assert L2().penalty(f1.w) == pytest.approx(71_082, abs=0.5)
    assert f1.errors(*TRAINING_POINTS)[0] < 1e-20  # through every point
    assert f1.errors(*TEST_POINTS)[0] == pytest.approx(0.846, abs=5e-4)
    f2 = fits(*TRAINING_POINTS, 1, L2(), [0])
    assert f2.w[0, 0] == pytest.approx(0.73, abs=5e-3)
    assert f2.errors(*TEST_POINTS)[0] == pytest.approx(0.127, abs=5e-4)
    best = least_error(TRAINING_POINTS, TEST_POINTS, 9, L2(), STRENGTHS)
    between = fits(*TRAINING_POINTS, 9, L2(), [best])
    assert between.errors(*TEST_POINTS)[0] == pytest.approx(0.120, abs=5e-4)
    assert between.errors(*TEST_POINTS)[0] <= (
        fits(*TRAINING_POINTS, 9, L2(), STRENGTHS).errors(*TEST_POINTS).min()
    )


@pytest.mark.parametrize("regularizer", PENALTIES[:3], ids=lambda each: each.name)
def test_the_curve_ends_at_the_mean_and_a_shift_moves_the_bias_alone(regularizer):
    x, y = TRAINING_POINTS
    first = fits(x, y, 9, regularizer, [0.0, 0.01, 1e6])
    shifted = fits(x, y + 10, 9, regularizer, [0.0, 0.01, 1e6])
    assert shifted.b == pytest.approx(first.b + 10, abs=1e-7)
    assert shifted.w == pytest.approx(first.w, abs=1e-7)
    assert first.at([-1, 0.3])[2] == pytest.approx([y.mean()] * 2, abs=1e-5)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(1, 12),
    degree=st.integers(0, 15),
    regularizer=st.sampled_from(PENALTIES),
)
def test_no_weights_near_a_fit_are_better(seed, count, degree, regularizer):
    x, y = noisy_points(count, seed)
    fit = fits(x, y, degree, regularizer, STRENGTHS[::40])
    assert fit.converged.all()
    X = powers(x, degree)
    rng = np.random.default_rng(seed)
    for lam, b, w in zip(fit.strengths, fit.b, fit.w, strict=True):
        away = rng.normal(0, 1, (60, degree)) * np.geomspace(1e-6, 1, 60)[:, None]
        others = np.concatenate([w[None], w + away])
        off = b + rng.normal(0, 1e-3, len(others))
        off[0] = b
        error = ((others @ X.T + off[:, None] - y) ** 2).mean(axis=1)
        total = error + lam * np.array([regularizer.penalty(each) for each in others])
        assert total[0] <= total.min() + 1e-12


def by_coordinates(X, y, squares, sizes, rounds=20_000):
    """The same minimum, one weight after another: soft thresholds."""
    N, D = X.shape
    w = np.zeros(D)
    for _ in range(rounds):
        before = w.copy()
        for j in range(D):
            q = X[:, j] @ (y - X @ w + X[:, j] * w[j]) / N
            size = max(abs(q) - sizes / 2, 0)
            w[j] = np.sign(q) * size / (X[:, j] @ X[:, j] / N + squares)
        if abs(w - before).max() < 1e-12:
            break
    return w


@pytest.mark.parametrize("parts", [Parts(0, 1), Parts(0.5, 1)])
def test_sparse_fits_are_those_of_coordinate_descent(parts):
    x, y = TRAINING_POINTS
    X = powers(x, 4)
    X, y, lam = X - X.mean(axis=0), y - y.mean(), np.array([0.001, 0.03, 0.2])
    found, converged = sparse_fits(X, y, parts, lam)
    assert converged.all()
    for strength, w in zip(lam, found, strict=True):
        expected = by_coordinates(X, y, strength * parts.squares, strength * parts.sizes)
        assert w == pytest.approx(expected, abs=1e-6)
        assert np.array_equal(w == 0, expected == 0)  # the zeros are exact
    assert not sparse_fits(X, y, parts, lam, budget=1)[1].all()  # and it says so


def test_points_that_are_few_or_one_above_the_other():
    x, y = TRAINING_POINTS
    assert (many_fit(x, 9), many_fit(x, 10), many_fit([1, 1], 1)) == (False, True, True)
    few = fits(x[:7], y[:7], 9, L2(), [0.0])
    assert few.errors(x[:7], y[:7])[0] < 1e-20
    direct = np.linalg.lstsq(
        powers(x[:7], 9) - powers(x[:7], 9).mean(axis=0), y[:7] - y[:7].mean(), rcond=None
    )[0]
    assert few.w[0] == pytest.approx(direct, rel=1e-6)  # the least norm
    for regularizer in PENALTIES:
        same_x = fits([0.5] * 4, [1, 2, 3, 6], 9, regularizer, [0.0, 1.0])
        assert (same_x.w == 0).all()
        assert same_x.b.tolist() == [3, 3]
        level = fits(x, np.full(10, 2.0), 9, regularizer, STRENGTHS[::60])
        assert level.at(x) == pytest.approx(2.0)
        high = fits(x, 1e6 * y, 9, regularizer, STRENGTHS[::60])
        assert np.isfinite(high.errors(*TEST_POINTS)).all()
    with pytest.raises(ValueError, match="at least one point"):
        fits([], [], 3, L2(), [0.1])


def test_training_error_falls_with_the_degree():
    train, test = errors_by_degree(TRAINING_POINTS, TEST_POINTS, 9, L2(), 0.0)
    assert (np.diff(train) <= 1e-12).all()
    assert train[0] == pytest.approx(np.var(TRAINING_POINTS.y))
    assert test[[1, 9]] == pytest.approx([0.127, 0.846], abs=5e-4)
