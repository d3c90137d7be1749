"""The losses of one example against those of many, the lecture's numbers and the limits."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model import losses
from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.losses import Hinge, Softmax
from lossviz.model.one_example import (
    hinge_gradient,
    hinge_kinks,
    hinge_loss,
    hinge_terms,
    probabilities,
    softmax_gradient,
    softmax_loss,
)

CAT = np.array([3.2, 5.1, -1.7])
steady = settings(deadline=None, derandomize=True)  # the machine's load is not under test
hinges = st.builds(
    Hinge, margin=st.sampled_from([0.0, 0.3, 1.0, 2.5]),
    squared=st.booleans(), include_true_class=st.booleans(), mean=st.booleans(),
)  # fmt: skip
tame = st.floats(-30, 30)
tenths = st.integers(-300, 300).map(lambda n: n / 10)
wild = st.one_of(tame, st.floats(-1e6, 1e6), st.sampled_from([1e4, -1e4, 0.0]))


@st.composite
def examples(draw: st.DrawFn, score: st.SearchStrategy[float] = wild) -> tuple[np.ndarray, int]:
    """Scores (C,) and the true class."""
    s = draw(st.lists(score, min_size=2, max_size=10))
    return np.array(s), draw(st.integers(0, len(s) - 1))


def read_only(s: np.ndarray) -> np.ndarray:
    s.setflags(write=False)
    return s


@steady
@given(examples(), hinges)
def test_hinge_is_that_of_many(example: tuple[np.ndarray, int], hinge: Hinge) -> None:
    s, y = read_only(example[0]), example[1]
    loss, dS = hinge.loss_and_gradient(s[None], np.array([y]))
    assert hinge_loss(s, y, hinge) == pytest.approx(loss[0], rel=1e-14)
    np.testing.assert_allclose(hinge_gradient(s, y, hinge), dS[0], rtol=1e-14)
    terms = hinge_terms(s, y, hinge)
    assert terms.sum() / hinge.divisor(len(s)) == pytest.approx(loss[0], rel=1e-14)


@steady
@given(examples())
def test_softmax_is_that_of_many(example: tuple[np.ndarray, int]) -> None:
    s, y = read_only(example[0]), example[1]
    loss, dS = Softmax().loss_and_gradient(s[None], np.array([y]))
    assert softmax_loss(s, y) == pytest.approx(loss[0], rel=1e-12, abs=1e-300)
    np.testing.assert_allclose(softmax_gradient(s, y), dS[0], rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(probabilities(s), losses.probabilities(s[None])[0], rtol=1e-14)


@steady
@given(examples(tame), hinges)
def test_gradients_are_the_numeric_ones(example: tuple[np.ndarray, int], hinge: Hinge) -> None:
    s, y = example
    h = 1e-4
    numeric = numeric_gradient(lambda s: softmax_loss(s, y), s, h)
    np.testing.assert_allclose(softmax_gradient(s, y), numeric, rtol=1e-6, atol=1e-9)
    if (np.abs(np.delete(s - s[y] + hinge.margin, y)) > 2 * h).all():
        numeric = numeric_gradient(lambda s: hinge_loss(s, y, hinge), s, h)
        assert gradient_check(hinge_gradient(s, y, hinge), numeric) < 1e-4


@steady
@given(examples(tenths), hinges, st.integers(0, 9))
def test_the_slope_changes_at_each_kink_and_nowhere_else(
    example: tuple[np.ndarray, int], hinge: Hinge, j: int
) -> None:
    s, y = example
    j %= len(s)
    kinks = hinge_kinks(s, y, j, hinge)
    assert len(kinks) == (len(np.unique(np.delete(s, y))) if j == y else 1)
    width = 1e-6

    def costs(offset: float) -> int:
        moved = s.copy()
        moved[j] += offset
        return int(np.count_nonzero(np.delete(hinge_terms(moved, y, hinge), y)))

    for kink in kinks:
        assert costs(kink - width) != costs(kink + width)
    ends = [kinks[0] - 10, *kinks, kinks[-1] + 10]
    for low, high in pairwise(ends):
        if high - low > 4 * width:
            assert costs(low + width) == costs((low + high) / 2) == costs(high - width)


def test_the_cat_image() -> None:
    assert hinge_terms(CAT, 0) == pytest.approx([0, 2.9, 0])
    assert hinge_loss(CAT, 0) == pytest.approx(2.9)
    assert hinge_gradient(CAT, 0).tolist() == [-1, 1, 0]
    assert hinge_kinks(CAT, 0, 1) == pytest.approx([-2.9])
    assert hinge_kinks(CAT, 0, 0) == pytest.approx([-3.9, 2.9])
    assert probabilities(CAT) == pytest.approx([0.1300, 0.8690, 0.0010], abs=5e-5)
    assert softmax_loss(CAT, 0) == pytest.approx(2.0404, abs=5e-5)
    assert softmax_gradient(CAT, 0) == pytest.approx([-0.8700, 0.8690, 0.0010], abs=6e-5)


@pytest.mark.parametrize("y", [0, 1, 2])
def test_a_tiny_softmax_loss_is_not_0(y: int) -> None:
    s = np.full(3, -100.0)
    s[y] = 10
    assert softmax_loss(s, y) == pytest.approx(2 * math.exp(-110), rel=1e-12, abs=0)
    assert softmax_loss(s, y) == pytest.approx(3.38e-48, rel=1e-3, abs=0)
    assert softmax_gradient(s, y)[y] == pytest.approx(-2 * math.exp(-110), rel=1e-12, abs=0)


def test_extremes_are_exact() -> None:
    s = np.array([1e4, -1e4, 0.0])
    assert hinge_loss(s, 1) == 20_001 + 10_001
    assert hinge_loss(s, 1, Hinge(squared=True)) == 20_001**2 + 10_001**2
    assert [softmax_loss(s, y) for y in range(3)] == [0, 2e4, 1e4]
    assert softmax_gradient(s, 1).tolist() == [1, -1, 0]


def test_the_divisor() -> None:
    assert Hinge(mean=True).divisor(3) == 2
    assert Hinge(mean=True, include_true_class=True).divisor(3) == 3
    assert Hinge(include_true_class=True).divisor(3) == 1
