"""The losses of a large table."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.losses import Hinge, Loss, Softmax
from lossviz.model.totals import (
    BLOCK,
    Totals,
    finished,
    loss_in_slices,
    totals_in_slices,
    worst,
)

S = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
Y = np.array([0, 1, 2])


def many(N: int, C: int = 10) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.normal(0, 3, (N, C)).round(1), rng.integers(0, C, N)


def totals(s: object, y: object, hinge: Hinge) -> Totals:
    return finished(totals_in_slices(s, y, hinge))


def test_the_lecture() -> None:
    found = totals(S, Y, Hinge())
    assert found.N == 3
    assert found.mean_hinge == pytest.approx(5.2667, abs=5e-5)
    assert found.mean_softmax == pytest.approx(2.7587, abs=5e-5)
    assert found.hinge == pytest.approx([2.9, 0, 12.9])
    assert found.softmax == pytest.approx([2.0404, 0.0791, 6.1565], abs=5e-5)
    assert found.accuracy == pytest.approx(1 / 3)


@pytest.mark.parametrize("loss", [Hinge(), Hinge(squared=True, mean=True), Softmax()], ids=str)
@pytest.mark.parametrize("N", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_blocks_are_the_whole(loss: Loss, N: int) -> None:
    s, y = many(N)
    s.setflags(write=False)
    found = finished(loss_in_slices(loss, s, y))
    np.testing.assert_allclose(found, loss.loss(s, y), rtol=1e-12)
    assert not found.flags.writeable


def test_the_variant_is_used() -> None:
    s, y = many(50)
    found = totals(s, y, Hinge(margin=2, squared=True))
    assert found.mean_hinge == pytest.approx(Hinge(margin=2, squared=True).loss(s, y).mean())
    assert found.mean_softmax == pytest.approx(Softmax().loss(s, y).mean())


def test_the_worst_come_first_and_equals_in_order() -> None:
    assert worst(np.array([1.0, 5, 0, 5, 7, 1])).tolist() == [4, 1, 3, 0, 5, 2]
    assert worst(np.array([1.0, 5, 0, 5, 7, 1]), 2).tolist() == [4, 1]
    assert worst(np.tile([0.0, 1.0, 0.5], 1000)).tolist() == list(range(1, 30, 3))


def test_accuracy_takes_the_first_of_equals() -> None:
    assert totals(np.array([[1.0, 1], [1, 1]]), np.array([0, 1]), Hinge()).accuracy == 0.5


def test_extremes_are_exact() -> None:
    found = totals(np.array([[1e4, -1e4]]), np.array([1]), Hinge())
    assert (found.mean_hinge, found.mean_softmax) == (20_001, 20_000)


def test_no_examples() -> None:
    with pytest.raises(ValueError, match="at least one"):
        totals(np.zeros((0, 3)), np.zeros(0, dtype=int), Hinge())


@pytest.mark.parametrize("dtype", [np.int64, np.uint8, np.float16])
def test_whole_scores_have_losses_with_decimals(dtype: type) -> None:
    found = totals(np.array([[0, 2]], dtype), np.array([0]), Hinge(margin=0.5))
    assert found.softmax == pytest.approx([2.1269], abs=5e-5)
    assert found.hinge == pytest.approx([2.5])
    assert found.mean_softmax == found.softmax[0]


def test_lists_are_taken() -> None:
    found = totals([[0, 2], [1, 1]], [0, 1], Hinge())
    assert found.hinge.tolist() == [3, 1]
    assert found.accuracy == 0
