"""k-means, whitening and the bag of words; the fast form as the plain one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lossviz.model.features.fast_words import fast_encode
from lossviz.model.features.kmeans import kmeans
from lossviz.model.features.patches import (
    contrast_normalised,
    patches_of,
    random_patches,
    whitening,
)
from lossviz.model.features.words import Codebook, encode, nearest_words, quarters

Images = NDArray[np.uint8]


# Patches


def test_random_patches_are_in_the_images(images: Images) -> None:
    found = random_patches(images[:2], 30, 6, seed=3)
    there = {bytes(p) for image in images[:2] for p in patches_of(image).reshape(-1, 108)}
    assert {bytes(p) for p in found} <= there
    np.testing.assert_array_equal(found, random_patches(images[:2], 30, 6, seed=3))
    assert (found != random_patches(images[:2], 30, 6, seed=4)).any()


def test_white_patches_are_uncorrelated_and_each_direction_is_as_wide(images: Images) -> None:
    normalised = contrast_normalised(random_patches(images, 2_000))
    white = whitening(normalised)(normalised)
    wide = np.linalg.eigvalsh(np.cov(normalised.T, bias=True))
    # v / (v + 0.1) is left of each eigenvalue v.
    left = np.linalg.eigvalsh(np.cov(white.T, bias=True))
    np.testing.assert_allclose(left, wide / (wide + 0.1), atol=1e-9)
    np.testing.assert_allclose(white.mean(axis=0), 0, atol=1e-9)


# k-means


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 8), st.integers(0, 99))
def test_each_round_goes_nearer_until_nothing_changes(K: int, seed: int) -> None:
    points = np.random.default_rng(seed).integers(0, 5, (40, 2)).astype(float)
    *_, last = rounds = list(kmeans(points, K, seed))
    assert all(b.distance <= a.distance for a, b in pairwise(rounds))
    assert last.settled
    for k in np.unique(last.nearest):
        np.testing.assert_allclose(last.means[k], points[last.nearest == k].mean(axis=0))
    distances = ((points[:, None] - last.means) ** 2).sum(axis=2)
    own = distances[np.arange(40), last.nearest]
    np.testing.assert_allclose(own, distances.min(axis=1), atol=1e-12)
    assert last.distance == pytest.approx(own.mean())


def test_a_mean_that_is_nearest_to_nothing_stays_where_it_is() -> None:
    from lossviz.model.features.kmeans import assigned, moved

    points, means = np.array([[0.0], [1.0]]), np.array([[0.5], [9.0]])
    clusters = assigned(points, means, 0, None)
    assert clusters.empty == 1
    assert moved(points, clusters).tolist() == [[0.5], [9.0]]


def test_what_is_there_twice_begins_one_word_alone() -> None:
    points = np.array([[0.0], [0.0], [-0.0], [1.0]])
    start, *_ = kmeans(points, 2)
    assert sorted(start.means.ravel()) == [0, 1]
    with pytest.raises(ValueError, match="K is 3, but only 2 of the points are different"):
        kmeans(points, 3)


def test_a_seed_gives_the_same_words(images: Images) -> None:
    points = contrast_normalised(random_patches(images, 500))
    (*_, a), (*_, b), (*_, c) = (kmeans(points, 5, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(a.means, b.means)
    assert (a.means != c.means).any()


# The bag

WAYS = list(product(("hard", "triangle"), (False, True), (1, 3)))


@pytest.mark.parametrize(("assignment", "quadrants", "stride"), WAYS)
def test_the_fast_words_are_the_plain_ones(
    images: Images, codebook: Codebook, assignment: str, quadrants: bool, stride: int
) -> None:
    way = assignment, quadrants, stride
    plain = encode(images, codebook, *way)
    assert plain.shape == (40, 48 if quadrants else 12)
    np.testing.assert_allclose(fast_encode(images, codebook, *way), plain, rtol=1e-4, atol=1e-2)


def test_every_patch_counts_once_and_a_quarter_has_its_own(
    images: Images, codebook: Codebook
) -> None:
    whole, parts = encode(images, codebook), encode(images, codebook, quadrants=True)
    assert (whole.sum(axis=1) == 28 * 28).all()
    np.testing.assert_array_equal(parts.reshape(-1, 4, 12).sum(axis=1), whole)
    words = nearest_words(images[0], codebook)
    for k, part in enumerate(quarters(28, 28)):
        bag = np.bincount(words[part].ravel(), minlength=12)
        np.testing.assert_array_equal(parts[0, 12 * k : 12 * k + 12], bag)
    assert [rows for rows, _ in quarters(27, 27)][::2] == [slice(14), slice(14, None)]


def test_a_word_is_its_own_picture_made_comparable(images: Images, codebook: Codebook) -> None:
    patch = patches_of(images[0], 5)[3, 4]
    white = codebook.comparable(patch)
    shown = Codebook(5, codebook.whitening, white[None]).pictures()[0]
    np.testing.assert_allclose(shown, contrast_normalised(patch), atol=1e-6)


def test_images_too_small_for_a_patch_are_told(codebook: Codebook) -> None:
    for form in (encode, fast_encode):
        with pytest.raises(ValueError, match="5 × 5 pixels or more for a patch, not 4 × 32"):
            form(np.zeros((1, 3, 4, 32), np.uint8), codebook)
        with pytest.raises(ValueError, match='assignment must be "hard" or "triangle"'):
            form(np.zeros((1, 3, 8, 8), np.uint8), codebook, "soft")
