"""Bag of visual words: cut an image into patches, name each by the word next to it, and count.

The words are found in the images themselves: many patches at random, their k means. What comes out
says which words an image has and how many of each, and not where: like a text in a bag.

Source: lecture; Fei-Fei and Perona 2005; Coates, Lee and Ng 2011 for whitening and the triangle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.features.patches import (
    Bytes,
    Whitening,
    checked_size,
    contrast_normalised,
    patches_of,
)
from lossviz.model.features.planes import planes, whole_number

Assignment = Literal["hard", "triangle"]


@dataclass(frozen=True, eq=False)
class Codebook:
    """The words, and how a patch is made comparable with them.

    words: (K, D) with D = 3 size size. whitening: after contrast normalisation.
    """

    size: int
    whitening: Whitening
    words: Floats

    def comparable(self, patches: ArrayLike) -> Floats:
        """Patches of bytes (..., D), as they are compared with the words."""
        return self.whitening(contrast_normalised(patches))

    def pictures(self) -> Floats:
        """The words (K, D) as patches of contrast: what they would be before whitening."""
        mean, Z = self.whitening
        return np.asarray(self.words @ np.linalg.inv(Z) + mean)


def encode(
    images: ArrayLike,
    codebook: Codebook,
    assignment: Assignment = "hard",
    quadrants: bool = False,
    stride: int = 1,
) -> Floats:
    """How much of each word images (N, 3, H, W) have, (N, K), or (N, 4 K) by quadrants.

    hard: each patch counts for its nearest word. triangle: it counts for every word that is nearer
    than the words are on average, by as much as it is nearer.
    quadrants: a bag for each quarter of the image, row by row.
    """
    images = planes(images)
    check_encoding(images, codebook, assignment, stride)
    found = [
        bags(responses(word_distances(image, codebook, stride), assignment), quadrants)
        for image in images
    ]
    return np.array(found).reshape(len(images), bag_length(codebook, quadrants))


def word_distances(image: Bytes, codebook: Codebook, stride: int = 1) -> Floats:
    """How far each patch of one image (3, H, W) is from each word, (down, across, K)."""
    p = codebook.comparable(patches_of(image, codebook.size, stride))
    down, across, _ = p.shape
    distances = np.empty((down, across, len(codebook.words)))
    for k, word in enumerate(codebook.words):
        distances[..., k] = np.sqrt(((p - word) ** 2).sum(axis=-1))
    return distances


def responses(distances: Floats, assignment: Assignment) -> Floats:
    """How much each patch counts for each word, (down, across, K), by its distances to them."""
    if assignment == "triangle":
        return np.asarray(np.maximum(0, distances.mean(axis=-1, keepdims=True) - distances))
    K = distances.shape[-1]
    return np.asarray(np.eye(K)[distances.argmin(axis=-1)])


def bags(responses: Floats, quadrants: bool) -> Floats:
    """What all patches count for each word, (K,), or (4 K,): a bag for each quarter."""
    parts = quarters(*responses.shape[:2]) if quadrants else [(slice(None), slice(None))]
    return np.concatenate([responses[part].sum(axis=(0, 1)) for part in parts])


def quarters(down: int, across: int) -> list[tuple[slice, slice]]:
    """The four parts of a grid of places; the middle one of an odd number is above, or left."""
    middle, centre = (down + 1) // 2, (across + 1) // 2
    rows, columns = (slice(middle), slice(middle, None)), (slice(centre), slice(centre, None))
    return [(row, column) for row in rows for column in columns]


def nearest_words(image: Bytes, codebook: Codebook, stride: int = 1) -> NDArray[np.int64]:
    """The word of each patch of one image (3, H, W), (down, across)."""
    return np.asarray(word_distances(image, codebook, stride).argmin(axis=-1))


def bag_length(codebook: Codebook, quadrants: bool) -> int:
    """How many numbers an image gives."""
    return len(codebook.words) * (4 if quadrants else 1)


def check_encoding(images: Bytes, codebook: Codebook, assignment: str, stride: int) -> None:
    """ValueError with what is wrong, if these images can't be encoded so."""
    checked_size(images, codebook.size)
    check_assignment(assignment, stride)


def check_assignment(assignment: str, stride: int) -> None:
    """ValueError with what is wrong, if patches can't be taken, or counted, so."""
    whole_number("stride", stride, 1, 32)
    if assignment not in ("hard", "triangle"):
        raise ValueError(f'assignment must be "hard" or "triangle", not {assignment!r}')
