"""Colour histogram: each pixel adds 1 to the bin of its hue. How much of each colour, not where."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.features.planes import planes, whole_number

MOST_BINS = 256


def color_histogram(images: ArrayLike, bins: int = 12) -> NDArray[np.int64]:
    """How many pixels of each image have a hue in each bin, (N, bins).

    images: (N, 3, H, W) uint8. Bin 0 begins at red; then come yellow, green, cyan, blue, magenta.
    """
    bins = checked_bins(bins)
    images = planes(images)
    counts = np.empty((len(images), bins), np.int64)
    for i, (red, green, blue) in enumerate(images):
        counts[i] = np.bincount(hue_bin(red, green, blue, bins).ravel(), minlength=bins)
    return counts


def hue_bin(red: ArrayLike, green: ArrayLike, blue: ArrayLike, bins: int) -> NDArray[np.int64]:
    """The bin of each pixel's hue, 0 to bins − 1; three arrays of one shape.

    Hue goes round a hexagon: on each of its six sides one of red, green and blue moves between the
    largest and the smallest of them. So the way around is a fraction with the spread below, and
    its bin is found in whole numbers: no rounding decides. Grey has no hue: it counts as hue 0, in
    bin 0.
    """
    r, g, b = (np.asarray(plane, dtype=np.int64) for plane in (red, green, blue))
    largest, smallest = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    spread = largest - smallest
    around = np.where(
        largest == r, (g - b) % np.maximum(6 * spread, 1),  # from magenta over red to yellow
        np.where(largest == g, 2 * spread + b - r,  # from yellow over green to cyan
                 4 * spread + r - g),  # from cyan over blue to magenta
    )  # fmt: skip
    return np.where(spread == 0, 0, around * bins // np.maximum(6 * spread, 1))


def checked_bins(bins: int) -> int:
    """How many bins the circle of hues has."""
    return whole_number("bins", bins, 1, MOST_BINS)
