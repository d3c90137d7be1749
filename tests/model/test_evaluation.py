"""Preprocessing, evaluation and the confusion matrix."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lossviz.model.dataset import Split
from lossviz.model.evaluation import block_scores, confusion, evaluate
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.scores import scores

RNG = np.random.default_rng(0)
SPLIT = Split(RNG.integers(0, 200, (1_234, 3072), np.uint8), RNG.integers(0, 3, 1_234))
MEAN = mean_image(SPLIT.images)
W, B = RNG.normal(0, 0.1, (3, 3072)).astype(np.float32), np.ones(3, np.float32)


def test_mean_image_is_exact_and_knows_no_order() -> None:
    np.testing.assert_array_equal(MEAN, mean_image(SPLIT.images[::-1]))
    expected = SPLIT.images.mean(axis=0, dtype=np.float64) / 255
    np.testing.assert_allclose(MEAN, expected, rtol=1e-7)
    assert MEAN.dtype == np.float32


def test_preprocessed_images_have_mean_zero() -> None:
    X = preprocess(SPLIT.images, MEAN)
    assert X.dtype == np.float32
    assert np.abs(X.mean(axis=0, dtype=np.float64)).max() < 1e-6
    assert preprocess(np.array([[0, 255]], np.uint8), np.zeros(2, np.float32)).tolist() == [[0, 1]]


def test_no_images_have_no_mean() -> None:
    with pytest.raises(ValueError, match="at least one"):
        mean_image(np.zeros((0, 4), np.uint8))


@pytest.mark.parametrize("block", [1, 200, 5_000])
def test_blocks_cover_all_images(block: int) -> None:
    found = np.zeros((1_234, 3))
    for rows, s in block_scores(W, B, SPLIT.images, MEAN, block):
        found[rows] = s
    whole = scores(preprocess(SPLIT.images, MEAN), W, B)
    np.testing.assert_allclose(found, whole, atol=1e-4)


def test_evaluate_is_the_mean_over_all() -> None:
    s = scores(preprocess(SPLIT.images, MEAN), W, B)
    found = evaluate(W, B, *SPLIT, MEAN, LOSSES["hinge"])
    assert found.data_loss == pytest.approx(LOSSES["hinge"].loss(s, SPLIT.labels).mean(), rel=1e-5)
    assert found.accuracy == np.mean(s.argmax(axis=1) == SPLIT.labels)


def test_evaluate_at_zero_weights_is_chance() -> None:
    found = evaluate(0 * W, 0 * B, *SPLIT, MEAN, LOSSES["softmax"])
    assert found.data_loss == pytest.approx(math.log(3))


def test_evaluate_needs_images_and_does_not_warn() -> None:
    with pytest.raises(ValueError, match="at least one"):
        evaluate(W, B, SPLIT.images[:0], SPLIT.labels[:0], MEAN, LOSSES["softmax"])
    huge = evaluate(1e38 * np.sign(W), B, *SPLIT, MEAN, LOSSES["hinge"])
    assert not math.isfinite(huge.data_loss)


def test_confusion_rows_are_true_classes() -> None:
    counts = confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0]), 3)
    assert counts.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]
    assert confusion(np.zeros(0, int), np.zeros(0, int), 2).tolist() == [[0, 0], [0, 0]]
