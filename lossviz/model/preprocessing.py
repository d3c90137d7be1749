"""From bytes to the numbers X that a classifier sees: pixel / 255, minus the mean image."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes

BLOCK = 500  # images at a time: they stay in the cache


def preprocess(images: ArrayLike, mean: ArrayLike) -> Floats:
    """X (N, D), float32, from images (N, D): pixel / 255 minus the mean training image (D,)."""
    sizes = Sizes()
    images, mean = sizes.images(images, "N", "D"), sizes.numbers("mean", mean, "D")
    return images.astype(np.float32) / 255 - mean.astype(np.float32, copy=False)


def mean_image(images: ArrayLike) -> NDArray[np.float32]:
    """The mean (D,) of images (N, D) / 255. Raises ValueError if there are none.

    Pixels are added up as whole numbers, so the order of the images does not matter.
    """
    images = Sizes().images(images, "N", "D")
    if len(images) == 0:
        raise ValueError("the mean image needs at least one image")
    total = np.zeros(images.shape[1], dtype=np.int64)
    for start in range(0, len(images), BLOCK):
        total += images[start : start + BLOCK].sum(axis=0, dtype=np.uint32)
    return (total / (255 * len(images))).astype(np.float32)
