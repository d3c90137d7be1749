"""Recipes, standardizing, and the same classifier on features as on pixels."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from lossviz.data import cifar10
from lossviz.model.dataset import Dataset, Split
from lossviz.model.features.color_histogram import color_histogram
from lossviz.model.features.comparison import comparing, comparing_pixels, extracting_all
from lossviz.model.features.hog import hog
from lossviz.model.features.recipe import PARTS, Edges, Recipe, Words, extracting, finding_words
from lossviz.model.features.standardize import standard, standardize
from lossviz.model.features.training import Examples, evaluate_features, train_on_features
from lossviz.model.features.words import Codebook, encode
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.training import train
from lossviz.model.training_config import TrainingConfig

SOFTMAX = LOSSES["softmax"]
T = TypeVar("T")


def drained(job: Generator[Any, None, T]) -> T:
    """What a job returns."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


# Recipes


def test_the_parts_stand_side_by_side(images: NDArray[np.uint8], codebook: Codebook) -> None:
    recipe = Recipe(hues=7, edges=Edges(4), words=Words(12, 5, quadrants=True))
    X = drained(extracting(images, recipe, codebook))
    blocks = recipe.blocks()
    assert X.shape == (40, 7 + 576 + 48)
    np.testing.assert_allclose(X[:, blocks["colours"]], color_histogram(images, 7))
    np.testing.assert_allclose(X[:, blocks["edges"]], hog(images, 4), rtol=1e-6)
    np.testing.assert_allclose(X[:, blocks["words"]], encode(images, codebook, quadrants=True))
    assert list(extracting(images, replace(recipe, parts=("edges",)), None)) == [16, 32, 40]


def test_a_recipe_says_what_it_cannot_be(images: NDArray[np.uint8], codebook: Codebook) -> None:
    for wrong in ((), ("edges", "colours"), ("edges", "edges"), ("smells",)):
        with pytest.raises(ValueError, match="parts must be some of colours, edges, words"):
            Recipe(wrong)
    for settings in ({"cell": 64}, {"bins": 0}, {"block_norm": "l1"}):
        with pytest.raises(ValueError, match=r"cell|bins|block_norm"):
            Edges(**settings)
    for settings in ({"count": 0}, {"patch": 17}, {"stride": 0}, {"assignment": "soft"}):
        with pytest.raises(ValueError, match=r"count|patch|stride|assignment"):
            Words(**settings)
    with pytest.raises(ValueError, match="they need a codebook"):
        drained(extracting(images, Recipe(), None))
    with pytest.raises(ValueError, match="100 words of 6 × 6 pixels, not 12 of 5 × 5"):
        drained(extracting(images, Recipe(), codebook))


def test_flat_images_have_one_word_and_no_nan() -> None:
    flat = np.repeat(np.arange(4, dtype=np.uint8), 3 * 32 * 32).reshape(4, 3, 32, 32)
    codebook = drained(finding_words(flat, Words(100)))
    recipe = Recipe().with_words(len(codebook.words))
    assert recipe.words.count == 1
    X = drained(extracting(flat, recipe, codebook))
    assert X[:, recipe.blocks()["words"]].tolist() == [[27 * 27]] * 4
    Z = standardize(X, standard(X))
    assert np.isfinite(Z).all()


# Standardizing


def test_the_training_images_alone_say_what_is_standard() -> None:
    rng = np.random.default_rng(0)
    X, other = rng.normal(5, [1, 100, 0.001], (3_000, 3)), rng.normal(9, 2, (50, 3))
    by = standard(X)
    Z = standardize(X, by)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(Z.std(axis=0), 1, atol=1e-5)
    expected = (other - X.mean(axis=0)) / X.std(axis=0)
    np.testing.assert_allclose(standardize(other, by), expected, rtol=1e-5)
    with pytest.raises(ValueError, match="standardized by training images"):
        standard(X[:0])


def test_what_never_changes_is_no_more_than_moved() -> None:
    by = standard(np.full((10, 2), [0.1, 1e6]))
    Z = standardize(np.array([[0.1, 1e6 + 3]]), by)
    np.testing.assert_allclose(Z, [[0, 3]], atol=1e-12)


# Training


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_on_pixels_it_is_the_training_of_images(loss: str) -> None:
    rng = np.random.default_rng(0)
    part = Split(rng.integers(0, 256, (160, 3072), np.uint8), rng.integers(0, 3, 160))
    data = Dataset("noise", part, part, ("a", "b", "c"))
    config = TrainingConfig(loss=loss, epochs=2, learning_rate=0.001)
    learn, held_out = data.split()
    mean = mean_image(learn.images)
    examples = [Examples(preprocess(s.images, mean), s.labels) for s in (learn, held_out)]
    ours, images = list(train_on_features(config, *examples, 3)), list(train(config, data))
    assert len(ours) == len(images)
    for a, b in zip(ours, images, strict=True):
        assert (a.step, a.steps_total, a.epoch) == (b.step, b.steps_total, b.epoch)
        np.testing.assert_allclose(a.W, b.W, atol=1e-4)
        assert (a.validation is None) == (b.validation is None)
    found = evaluate_features(ours[-1].W, ours[-1].b, examples[1], LOSSES[loss])
    assert found == pytest.approx(ours[-1].validation)
    assert found == pytest.approx(images[-1].validation, abs=0.01)


def test_no_image_held_out_is_no_validation_and_too_fast_is_told() -> None:
    X = np.random.default_rng(0).normal(size=(30, 4)).astype(np.float32)
    none = Examples(X[:0], np.zeros(0, int))
    start, *_, last = train_on_features(TrainingConfig(), Examples(X, np.arange(30) % 3), none, 3)
    assert start.validation is last.validation is None
    config = TrainingConfig(learning_rate=1e30, loss="hinge")
    *_, last = train_on_features(config, Examples(X, np.arange(30) % 3), none, 3)
    assert last.diverged
    with pytest.raises(ValueError, match="no training examples"):
        train_on_features(TrainingConfig(), none, none, 3)
    with pytest.raises(ValueError, match="y must be 0 to 2 for 3 classes, but one is 3"):
        train_on_features(TrainingConfig(), Examples(X, np.arange(30) % 4), none, 3)


# The comparison on real images: on the excerpt's 2,700 training images, the mean of four rotations
# of its batches was pixels .354, hue .225, HOG .465, HOG + hue .495, words .457 (2 x 2 .530),
# all .557 (2 x 2 .583), give or take .008.

QUICK = TrainingConfig(epochs=8)
ACCURACIES: dict[tuple[str, ...], float] = {
    ("colours",): 0.22, ("edges",): 0.47, ("colours", "edges"): 0.49, ("words",): 0.46, PARTS: 0.56,
}  # fmt: skip


def test_144_numbers_beat_3072(excerpt: Path) -> None:
    data = cifar10.load(excerpt / "cifar-10-batches-bin")
    pixels = drained(comparing_pixels(data, QUICK))
    edges = drained(comparing(drained(extracting_all(data, Recipe(("edges",)))), ("edges",), QUICK))
    assert (pixels.numbers, edges.numbers) == (3072, 144)
    assert pixels.test.accuracy == pytest.approx(0.36, abs=0.03)
    assert edges.test.accuracy == pytest.approx(0.47, abs=0.03)


@pytest.mark.exhaustive
@pytest.mark.parametrize("loss", ["softmax", "hinge"])
def test_the_comparison(excerpt: Path, loss: str) -> None:
    data = cifar10.load(excerpt / "cifar-10-batches-bin")
    extracted = drained(extracting_all(data, Recipe()))
    rate = {"softmax": 0.005, "hinge": 0.001}[loss]
    config = TrainingConfig(loss=loss, learning_rate=rate)
    for parts, expected in ACCURACIES.items():
        found = drained(comparing(extracted, parts, config))
        assert found.test.accuracy == pytest.approx(expected, abs=0.03), parts


def small(C: int = 3, held_out: int | None = None) -> Dataset:
    """Shades, a class each: any feature that sees them learns them."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, C, 120)
    images = rng.integers(0, 60, (120, 3, 1024), np.uint8)
    images[np.arange(120), labels] += 120
    rows = images.reshape(120, -1)
    learn, test = Split(rows[:100], labels[:100]), Split(rows[100:], labels[100:])
    return Dataset("shades", learn, test, ("r", "g", "b"), held_out=held_out)


def test_the_best_epoch_is_that_of_the_images_held_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lossviz.model.features.recipe.PATCHES", 300)
    data = small()
    progress, recipe = [], Recipe(words=Words(4))
    extraction = extracting_all(data, recipe)
    for each in iter(lambda: next(extraction, None), None):
        progress.append(each)
    assert progress[-1] == (120, 120)
    assert [p.done for p in progress] == sorted(p.done for p in progress)
    extracted = drained(extracting_all(data, recipe))
    found = drained(comparing(extracted, ("colours", "edges"), TrainingConfig(epochs=3)))
    assert found.numbers == 12 + 144
    assert len(found.curve) == 4
    assert found.validation.accuracy == max(found.curve)
    assert found.curve.index(max(found.curve)) == round(found.best.epoch)
    assert found.test.accuracy > 0.9
    X = drained(extracting(data.test.images, extracted.recipe, extracted.codebook))
    np.testing.assert_array_equal(extracted.X[2], X)


def test_without_images_held_out_the_last_epoch_counts() -> None:
    data = small(held_out=0)
    found = drained(comparing_pixels(data, TrainingConfig(epochs=2, learning_rate=0.001)))
    assert (found.curve, found.validation, round(found.best.epoch)) == ((), None, 2)
    extracted = drained(extracting_all(data, Recipe(("colours",))))
    found = drained(comparing(extracted, ("colours",), TrainingConfig(epochs=2)))
    assert (found.curve, found.validation, round(found.best.epoch)) == ((), None, 2)
    assert found.training.accuracy > 0.9
