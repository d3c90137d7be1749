"""The images that a classifier learns from: one frozen record, whatever their source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.checking import Sizes

IMAGE_SIDE = 32
PIXELS = 3 * IMAGE_SIDE * IMAGE_SIDE
MOST_VALIDATION = 5_000


class Split(NamedTuple):
    """Some images and their classes.

    images: (N, 3072) uint8, one row an image: red plane, green plane, blue plane, rows first.
        Rows may be strided (a memory-mapped file has a label byte before each); columns are not.
    labels: (N,) int64, 0 to C - 1.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training and test images of C classes, with the name that a person reads.

    name: for example "CIFAR-10" or "CIFAR-10 stand-in (drawn)".
    training, test: the images; `training` still includes those held out for validation.
    class_names: C names, the index is the label.
    drawn: true for the stand-in, whose images are drawings and not photographs.
    held_out: how many of the training images, the last ones, are for validation; None where the
        source does not say: `training_count` does.
    note: a sentence on what became of the source, such as which files could not be read; or "".
    """

    name: str
    training: Split
    test: Split
    class_names: tuple[str, ...]
    drawn: bool = False
    held_out: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for part in ("training", "test"):
            object.__setattr__(self, part, checked(getattr(self, part), f"{self.name}, {part}"))

    def split(self) -> tuple[Split, Split]:
        """Training images to learn from, and the last ones held out for validation."""
        images, labels = self.training
        n = training_count(len(labels)) if self.held_out is None else len(labels) - self.held_out
        return Split(images[:n], labels[:n]), Split(images[n:], labels[n:])


def checked(split: Split, name: str) -> Split:
    """Images and labels as arrays, or ValueError with what is wrong."""
    sizes = Sizes()
    try:
        images = sizes.images(split.images, "N", "D")
        return Split(images, sizes.classes("labels", split.labels, "N"))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def training_count(images: int) -> int:
    """How many of N training images to learn from; the others are for validation.

    About an eighth, at most 5,000, is held out. From 800 images on it is a tenth to a seventh, so
    that full hundreds are left to learn from wherever that is possible.
    """
    held_out = min(images // 8, MOST_VALIDATION)
    kept = images - held_out
    least, most = min(images / 10, MOST_VALIDATION - 100), min(images / 7, MOST_VALIDATION)
    hundreds = (kept // 100 * 100, kept // 100 * 100 + 100)
    possible = [n for n in hundreds if least <= images - n <= most]
    if images < 800 or kept % 100 == 0 or not possible:
        return kept
    return min(possible, key=lambda n: abs(n - kept))
