"""A recipe: which features are taken of an image, and how; and the taking, some at a time."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.dataset import IMAGE_SIDE
from lossviz.model.features.color_histogram import checked_bins
from lossviz.model.features.fast_color_histogram import fast_color_histogram
from lossviz.model.features.fast_hog import fast_hog
from lossviz.model.features.fast_words import fast_encode
from lossviz.model.features.hog import BlockNorm, check_hog, hog_length
from lossviz.model.features.kmeans import Clusters, different_points, kmeans
from lossviz.model.features.patches import (
    LARGEST_PATCH,
    contrast_normalised,
    no_whitening,
    random_patches,
    whitening,
)
from lossviz.model.features.planes import planes, whole_number
from lossviz.model.features.words import Assignment, Codebook, check_assignment

PARTS = ("colours", "edges", "words")
"""The blocks of the vector, in its order."""
PATCHES = 20_000
ROUNDS = 10  # more of them move the words, and not the accuracy
MOST_WORDS = 1_000
IMAGES_AT_ONCE = 16  # some milliseconds of words


@dataclass(frozen=True)
class Edges:
    """Settings of `hog`."""

    cell: int = 8
    bins: int = 9
    signed: bool = False
    block_norm: BlockNorm = None

    def __post_init__(self) -> None:
        check_hog((IMAGE_SIDE, IMAGE_SIDE), self.cell, self.bins, self.block_norm)


@dataclass(frozen=True)
class Words:
    """Settings of the bag of words: how many, of which patches, how found and how counted."""

    count: int = 100
    patch: int = 6
    stride: int = 1
    whitened: bool = True
    assignment: Assignment = "hard"
    quadrants: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        whole_number("count", self.count, 1, MOST_WORDS)
        whole_number("patch", self.patch, 1, LARGEST_PATCH)
        check_assignment(self.assignment, self.stride)


@dataclass(frozen=True)
class Recipe:
    """Which features a vector has; those that are not in `parts` keep their settings."""

    parts: tuple[str, ...] = PARTS
    hues: int = 12
    edges: Edges = field(default_factory=Edges)
    words: Words = field(default_factory=Words)

    def __post_init__(self) -> None:
        checked_bins(self.hues)
        if not self.parts or list(self.parts) != [part for part in PARTS if part in self.parts]:
            raise ValueError(f"parts must be some of {', '.join(PARTS)}, in this order")

    def lengths(self, height: int = IMAGE_SIDE, width: int = IMAGE_SIDE) -> dict[str, int]:
        """How many numbers each part of the vector has, of images of this size."""
        e, w = self.edges, self.words
        all_parts = {
            "colours": self.hues,
            "edges": hog_length(height, width, e.cell, e.bins, e.block_norm),
            "words": w.count * (4 if w.quadrants else 1),
        }
        return {part: all_parts[part] for part in self.parts}

    def with_words(self, count: int) -> Recipe:
        """The same with so many words."""
        return replace(self, words=replace(self.words, count=count))

    def blocks(self) -> dict[str, slice]:
        """Where in the vector each part is, of images of 32 x 32."""
        ends = np.cumsum(list(self.lengths().values())).tolist()
        return {
            part: slice(start, end)
            for part, start, end in zip(self.parts, [0, *ends], ends, strict=False)
        }


def finding_words(images: ArrayLike, words: Words) -> Generator[Clusters, None, Codebook]:
    """Find words in images: yields k-means round by round, returns the codebook.

    Images with fewer different patches than words are wanted have as many words as such patches:
    `Recipe.with_words` makes the recipe fit.
    """
    patches = random_patches(images, PATCHES, words.patch, words.seed)
    normalised = contrast_normalised(patches)
    white = whitening(normalised) if words.whitened else no_whitening(normalised.shape[1])
    K = different_points(normalised, words.count)
    rounds = kmeans(white(normalised), K, words.seed, ROUNDS)
    clusters = next(rounds)
    yield clusters
    for clusters in rounds:
        yield clusters
    return Codebook(words.patch, white, clusters.means)


def extracting(
    images: ArrayLike, recipe: Recipe, codebook: Codebook | None
) -> Generator[int, None, NDArray[np.float32]]:
    """Features (N, D) float32 of images: yields how many are done, some milliseconds apart.

    codebook: from `finding_words`; None where the recipe has no words.
    """
    images = planes(images)
    height, width = images.shape[2:]
    features = np.empty((len(images), sum(recipe.lengths(height, width).values())), np.float32)
    for first in range(0, len(images), IMAGES_AT_ONCE):
        rows = slice(first, min(first + IMAGES_AT_ONCE, len(images)))
        features[rows] = np.concatenate(part_features(images[rows], recipe, codebook), axis=1)
        yield rows.stop
    return features


def part_features(
    images: NDArray[np.uint8], recipe: Recipe, codebook: Codebook | None
) -> list[NDArray[np.float64] | NDArray[np.float32] | NDArray[np.int64]]:
    """Each part of the vector, (n, D), of images (n, 3, H, W)."""
    found: list[NDArray[np.float64] | NDArray[np.float32] | NDArray[np.int64]] = []
    edges, words = recipe.edges, recipe.words
    if "colours" in recipe.parts:
        found.append(fast_color_histogram(images, recipe.hues))
    if "edges" in recipe.parts:
        found.append(fast_hog(images, edges.cell, edges.bins, edges.signed, edges.block_norm))
    if "words" in recipe.parts:
        codebook = fitting(codebook, words)
        found.append(fast_encode(images, codebook, words.assignment, words.quadrants, words.stride))
    return found


def fitting(codebook: Codebook | None, words: Words) -> Codebook:
    """The codebook itself, if it has as many words, of patches of that size."""
    if codebook is None:
        raise ValueError("the recipe has words: they need a codebook")
    found = len(codebook.words), codebook.size
    if found != (words.count, words.patch):
        raise ValueError(
            f"the codebook must have {words.count:,} words of {words.patch} × {words.patch} "
            f"pixels, not {found[0]:,} of {found[1]} × {found[1]}"
        )
    return codebook
