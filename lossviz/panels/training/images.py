"""The test images of a cell of the confusion matrix, as the gallery shows them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import Dataset
from lossviz.panels.training.evaluating import Confusion, as_picture

MOST_IMAGES = 200


@dataclass(frozen=True, eq=False)
class CellImages:
    """Up to 200 images (32, 32, 3) of a cell, their numbers in the test set, the count of all."""

    title: str
    pictures: tuple[NDArray[np.uint8], ...]
    captions: tuple[str, ...]
    total: int


def cell_images(data: Dataset, confusion: Confusion, true: int, predicted: int) -> CellImages:
    """Read the images of one cell."""
    found = confusion.images_of(data.test.labels, true, predicted)
    shown = found[:MOST_IMAGES]
    names = data.class_names
    words = f"{names[true]} taken for {names[predicted]}"
    if true == predicted:
        words = f"{names[true]} recognised"
    count = "1 test image" if len(found) == 1 else f"{len(found):,} test images"
    return CellImages(
        f"{count}: {words}",
        tuple(as_picture(data.test.images[i]) for i in shown),
        tuple(f"{i:,}" for i in shown),
        len(found),
    )
