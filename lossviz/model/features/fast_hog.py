"""The gradients' histogram of `hog`, made fast: the same numbers but for the order of sums.

A gradient has two differences of bytes, so a table of 511 x 511 has the direction and the length
of each. The strongest channel is found in whole numbers, but for ties, and one count takes all
images of a block.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.features.hog import (
    BlockNorm,
    Numbers,
    cell_counts,
    check_hog,
    direction_bin,
    vectors,
)
from lossviz.model.features.planes import planes

SIDE = 511  # differences of two bytes, −255 to 255
PIXELS_AT_ONCE = 2**15  # they stay in the cache


def fast_hog(
    images: ArrayLike,
    cell: int = 8,
    bins: int = 9,
    signed: bool = False,
    block_norm: BlockNorm = None,
) -> Numbers:
    """Edge strength by cell and direction of images (N, 3, H, W), (N, D)."""
    images = planes(images)
    check_hog(images.shape[2:], cell, bins, block_norm)
    N, _, height, width = images.shape
    down, across = cell_counts(images, cell)
    images = images[:, :, : down * cell + 1, : across * cell + 1]  # one more has a gradient in
    histograms = np.empty((N, down, across, bins))
    at_once = max(1, PIXELS_AT_ONCE // (height * width))
    table = gradient_table(bins, signed)
    for first in range(0, N, at_once):
        block = slice(first, first + at_once)
        histograms[block] = counted(images[block], table, cell, bins)
    return vectors(histograms, cell, block_norm)


class GradientTable(NamedTuple):
    """Of each gradient, flat, (dy + 255) 511 + (dx + 255): its bin and its length."""

    direction: NDArray[np.int32]
    length: Numbers


@lru_cache(maxsize=4)
def gradient_table(bins: int, signed: bool) -> GradientTable:
    """The bin and the length of all gradients."""
    d = np.arange(SIDE, dtype=np.int16) - np.int16(SIDE // 2)
    dy, dx = np.broadcast_arrays(d[:, None], d[None, :])
    direction = direction_bin(dy, dx, bins, signed).astype(np.int32)
    return GradientTable(direction.ravel(), np.hypot(dy, dx, dtype=np.float64).ravel())


def counted(images: NDArray[np.uint8], table: GradientTable, cell: int, bins: int) -> Numbers:
    """What the pixels of each cell add up to, (n, down, across, bins), of whole cells of images."""
    down, across = images.shape[2] // cell, images.shape[3] // cell
    rows, columns = down * cell, across * cell
    places = strongest_places(images, table)[:, :rows, :columns]
    n = len(images)
    cells = np.arange(n * down * across, dtype=np.int32).reshape(n, down, 1, across, 1) * bins
    bins_of = table.direction.take(places, mode="wrap").reshape(n, down, cell, across, cell) + cells
    weights = table.length.take(places, mode="wrap")  # none is outside: unchecked
    size = n, down, across, bins
    counts = np.bincount(bins_of.ravel(), weights.ravel(), minlength=math.prod(size))
    return counts.astype(np.float64, copy=False).reshape(size)


def strongest_places(images: NDArray[np.uint8], table: GradientTable) -> NDArray[np.int32]:
    """Where the table has the longest gradient of three channels, (n, H, W)."""
    best, longest = places_and_squares(images[:, 0])
    for channel in (1, 2):
        place, square = places_and_squares(images[:, channel])
        better = square > longest
        tied = np.flatnonzero((square == longest) & (place != best))
        length = table.length.take
        better[tied] = length(place[tied]) > length(best[tied])  # as it is rounded
        best, longest = np.where(better, place, best), np.maximum(longest, square)
    return best.reshape(len(images), *images.shape[2:])


def places_and_squares(plane: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where the table has the gradients of one channel (n, H, W), and their squared lengths; flat.

    Differences are taken along all pixels in a row, which is faster than image by image, line by
    line; those that reach from one line or image into the next are on the border, and become 0.
    """
    n, height, width = plane.shape
    values = plane.astype(np.int32).ravel()
    dy, dx = np.zeros_like(values), np.zeros_like(values)
    np.subtract(values[2 * width :], values[: -2 * width], out=dy[width:-width])
    np.subtract(values[2:], values[:-2], out=dx[1:-1])
    dy.reshape(n, height, width)[:, [0, -1]] = 0
    dx.reshape(n, height, width)[:, :, [0, -1]] = 0
    return dy * SIDE + dx + SIDE * SIDE // 2, dy * dy + dx * dx
