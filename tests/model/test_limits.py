"""Losses of scores that are inf: the limit where there is one, however the scores get there."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from lossviz.model.losses import LOSSES, Hinge, Loss, Softmax, probabilities

INF = np.inf
VARIANTS: list[Loss] = [
    *LOSSES.values(),
    Hinge(squared=True),
    Hinge(mean=True),
    Hinge(include_true_class=True),
]
SIZES = (1e4, 1e4 + 5, 1e6, 1e8)  # of a score that is on its way to inf
FAR = 3e3
CASES = list(product(product((-INF, 0.0, 0.5, INF), repeat=3), range(3)))


def approaches(s: tuple[float, ...]) -> np.ndarray:
    """Finite scores (K, C) on many ways to s: whichever of the infinite ones is ahead."""
    ways = [SIZES if np.isinf(each) else (1.0,) for each in s]
    signs = np.where(np.isinf(s), np.sign(s), s)
    return np.array([signs * np.array(sizes) for sizes in product(*ways)])


def limit(values: np.ndarray) -> float:
    """What values on the ways have in common; nan where that is nothing."""
    if (np.abs(values) > FAR).all() and len(set(np.sign(values))) == 1:
        return float(np.sign(values[0]) * INF)
    return float(values.mean()) if np.ptp(values) < 1e-12 else np.nan


def assert_is_limit(found: float, on_the_ways: np.ndarray) -> None:
    expected = limit(on_the_ways)
    if np.isnan(expected):
        assert not np.isfinite(found)
    else:
        assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("loss", VARIANTS, ids=str)
def test_a_loss_is_its_limit(loss: Loss, dtype: str) -> None:
    for s, y in CASES:
        ways = approaches(s)
        found = loss.loss(np.array([s], dtype), [y])
        assert found.dtype == np.dtype(dtype)
        assert_is_limit(float(found[0]), loss.loss(ways, [y] * len(ways)))


@pytest.mark.parametrize("loss", VARIANTS, ids=str)
def test_so_is_each_slope(loss: Loss) -> None:
    for s, y in CASES:
        ways = approaches(s)
        losses, found = loss.loss_and_gradient([s], [y])
        np.testing.assert_array_equal(losses, loss.loss([s], [y]))
        on_the_ways = loss.gradient(ways, [y] * len(ways))
        for j in range(3):
            assert_is_limit(float(found[0, j]), on_the_ways[:, j])


def test_so_is_each_probability() -> None:
    for s, _ in CASES:
        found, on_the_ways = probabilities([s])[0], probabilities(approaches(s))
        for j in range(3):
            assert_is_limit(float(found[j]), on_the_ways[:, j])


def test_sure_of_the_true_class_costs_nothing() -> None:
    loss, dS = Softmax().loss_and_gradient([[INF, 0, 0]], [0])
    assert loss.tolist() == [0]
    assert dS.tolist() == [[0, 0, 0]]
    assert probabilities([[INF, 0, 0]]).tolist() == [[1, 0, 0]]


def test_a_term_that_is_inf_makes_the_hinge_loss_inf() -> None:
    assert Hinge().loss([[-INF, -INF, 0]], [0]).tolist() == [INF]


def test_nan_stays_nan_and_rows_do_not_mix() -> None:
    s = [[np.nan, INF, 0], [INF, 0, 0], [1, 1, 1]]
    losses = Softmax().loss(s, [1, 0, 0])
    assert np.isnan(losses[0])
    assert losses[1:] == pytest.approx([0, np.log(3)])
    dS = Softmax().gradient(s, [1, 0, 0])
    assert np.isnan(dS[0]).all()
    assert dS[1:] == pytest.approx(np.array([[0, 0, 0], [-2 / 3, 1 / 3, 1 / 3]]))


def test_finite_scores_whose_loss_overflows_are_inf() -> None:
    assert Hinge().loss([[-1e308, 1e308, 0]], [0]).tolist() == [INF]
    assert Softmax().loss([[-1e308, 1e308, 0]], [0]).tolist() == [INF]
