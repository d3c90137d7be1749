"""How many images are held out, and that nobody learns from them."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.dataset import MOST_VALIDATION, Dataset, Split, training_count

MANY = [*range(1, 6_000), *range(6_000, 80_000, 37), 40_099, 40_100, 49_999, 50_000, 50_001]


def test_at_most_5000_are_held_out() -> None:
    assert max(n - training_count(n) for n in MANY) == MOST_VALIDATION == 5_000


def test_about_an_eighth_is_held_out() -> None:
    for n in MANY:
        held_out = n - training_count(n)
        if n < 800:
            assert held_out == n // 8
        elif n <= 8 * MOST_VALIDATION:
            assert n / 10 <= held_out <= n / 7


def test_full_hundreds_are_left_to_learn_from() -> None:
    """Wherever a tenth to a seventh can be held out so; from 2,400 images on that is always."""
    for n in MANY:
        possible = [k for k in range(0, n, 100) if n / 10 <= n - k <= min(n / 7, MOST_VALIDATION)]
        if n >= 800 and possible:
            assert training_count(n) in possible
        if n >= 2_400:
            assert training_count(n) % 100 == 0


@pytest.mark.parametrize(
    ("images", "learn"),
    [(0, 0), (7, 7), (8, 7), (799, 700), (800, 700), (899, 800), (850, 744), (2_000, 1_800),
     (10_000, 8_700), (40_050, 35_100), (50_000, 45_000), (60_050, 55_100)],
)  # fmt: skip
def test_some_sizes(images: int, learn: int) -> None:
    assert training_count(images) == learn


def test_the_last_ones_are_held_out_and_none_is_in_both() -> None:
    images = np.arange(1_000, dtype=np.int64).astype(np.uint8)[:, None]
    labels = np.arange(1_000)
    data = Dataset("own", Split(images, labels), Split(images, labels), ("a",) * 1_000)
    learn, held_out = data.split()
    assert learn.labels.tolist() == list(range(len(learn.labels)))
    assert held_out.labels.tolist() == list(range(len(learn.labels), 1_000))
    assert len(held_out.labels) > 0
    np.testing.assert_array_equal(np.concatenate([learn.images, held_out.images]), images)
