"""Histogram of oriented gradients (HOG): which directions the edges of each small cell have.

A cell is 8 x 8 pixels. Each of its pixels adds the strength of its edge to one of nine directions,
so 320 x 240 pixels give 40 x 30 cells of nine numbers: 10,800.

Source: lecture; Lowe 1999; Dalal and Triggs 2005, who normalise the cells in blocks besides.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.features.planes import planes, whole_number

BLOCK = 2
"""Cells of a block, each way."""
EPSILON = 1e-5  # as scikit-image has it: a block without an edge stays 0
LARGEST = 0.2
LARGEST_CELL, MOST_DIRECTIONS = 64, 36

BlockNorm = Literal["l2-hys"] | None
Numbers = NDArray[np.float64]


def hog(
    images: ArrayLike,
    cell: int = 8,
    bins: int = 9,
    signed: bool = False,
    block_norm: BlockNorm = None,
) -> Numbers:
    """Edge strength by cell and direction, (N, cells down · cells across · bins).

    images: (N, 3, H, W) uint8. signed: from dark to bright is not from bright to dark, so bins go
    round 360 degrees and not 180. block_norm: None, as on the slide, or "l2-hys". Pixels right and
    below that fill no cell are left out; ValueError if none is filled.
    """
    images = planes(images)
    check_hog(images.shape[2:], cell, bins, block_norm)
    found = [cell_histograms(image, cell, bins, signed) for image in images]
    histograms = np.array(found).reshape(-1, *cell_counts(images, cell), bins)
    return vectors(histograms, cell, block_norm)


def cell_histograms(image: NDArray[np.uint8], cell: int, bins: int, signed: bool) -> Numbers:
    """What the pixels of each cell of one image (3, H, W) add up to, (down, across, bins)."""
    dy, dx = strongest(*gradients(image))
    length = np.hypot(dy, dx, dtype=np.float64)
    direction = direction_bin(dy, dx, bins, signed)
    down, across = cell_counts(image, cell)
    histograms = np.empty((down, across, bins))
    for i in range(down):
        for j in range(across):
            here = slice(i * cell, (i + 1) * cell), slice(j * cell, (j + 1) * cell)
            histograms[i, j] = np.bincount(
                direction[here].ravel(), weights=length[here].ravel(), minlength=bins
            )
    return histograms


def gradients(planes: NDArray[np.uint8]) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """dy and dx of each pixel of planes (..., H, W): next minus last; 0 on the border."""
    values = planes.astype(np.int16)
    dy, dx = np.zeros_like(values), np.zeros_like(values)
    dy[..., 1:-1, :] = values[..., 2:, :] - values[..., :-2, :]
    dx[..., 1:-1] = values[..., 2:] - values[..., :-2]
    return dy, dx


def strongest(dy: NDArray[np.int16], dx: NDArray[np.int16]) -> tuple[NDArray[np.int16], ...]:
    """Of the gradients (3, H, W) of three channels, the longest at each pixel, (H, W).

    Of equally long ones that of the first channel: red, green, blue. Lengths are rounded as
    scikit-image has them: (5, 5) is longer than (7, 1) by the last digit.
    """
    channel = np.hypot(dy, dx, dtype=np.float64).argmax(axis=0)[None]
    return tuple(np.take_along_axis(d, channel, axis=0)[0] for d in (dy, dx))


def direction_bin(
    dy: NDArray[np.int16], dx: NDArray[np.int16], bins: int, signed: bool
) -> NDArray[np.int64]:
    """The direction of each gradient, 0 to bins − 1: bin 0 begins at dark left, bright right.

    The next ones turn to dark above, bright below. An edge runs across its gradient.
    """
    whole = 360 if signed else 180
    degrees = np.degrees(np.arctan2(dy.astype(np.float64), dx)) % whole
    return (degrees / (whole / bins)).astype(np.int64)


def vectors(histograms: Numbers, cell: int, block_norm: BlockNorm) -> Numbers:
    """Histograms (N, down, across, bins) as rows (N, D), cell after cell, or block after block."""
    found = normalised(histograms / cell**2) if block_norm else histograms
    return found.reshape(len(found), math.prod(found.shape[1:]))


def normalised(histograms: Numbers) -> Numbers:
    """Blocks of 2 x 2 cells of histograms (N, down, across, bins), each made as strong.

    L2-Hys: divide a block by its length, cut what is above 0.2, and divide by the length again.
    Blocks overlap, so a cell inside is in four of them.
    """
    blocks = np.lib.stride_tricks.sliding_window_view(histograms, (BLOCK, BLOCK), axis=(1, 2))
    v = np.moveaxis(blocks, 3, -1)  # (N, down − 1, across − 1, 2, 2, bins)
    within = (-3, -2, -1)
    v = v / np.sqrt((v**2).sum(axis=within, keepdims=True) + EPSILON**2)
    v = np.minimum(v, LARGEST)
    v = v / np.sqrt((v**2).sum(axis=within, keepdims=True) + EPSILON**2)
    return np.asarray(v)


def cell_counts(images: NDArray[np.uint8], cell: int) -> tuple[int, int]:
    """How many whole cells images (..., H, W) have, down and across."""
    height, width = images.shape[-2:]
    return height // cell, width // cell


def hog_length(height: int, width: int, cell: int, bins: int, block_norm: BlockNorm = None) -> int:
    """How many numbers an image of this size gives.

    >>> hog_length(240, 320, 8, 9), hog_length(32, 32, 8, 9), hog_length(32, 32, 8, 9, "l2-hys")
    (10800, 144, 324)
    """
    down, across = height // cell, width // cell
    if block_norm is None:
        return down * across * bins
    return max(down - BLOCK + 1, 0) * max(across - BLOCK + 1, 0) * BLOCK**2 * bins


def check_hog(size: tuple[int, ...], cell: int, bins: int, block_norm: BlockNorm) -> None:
    """ValueError with what is wrong, if images of this size (H, W) have no such cells."""
    whole_number("cell", cell, 2, LARGEST_CELL)
    whole_number("bins", bins, 1, MOST_DIRECTIONS)
    if block_norm not in (None, "l2-hys"):
        raise ValueError(f'block_norm must be None or "l2-hys", not {block_norm!r}')
    least = cell * (BLOCK if block_norm else 1)
    height, width = size
    if min(size) < least:
        needed = f"a block of {BLOCK} × {BLOCK} cells" if block_norm else "one cell"
        raise ValueError(
            f"images must have {least} × {least} pixels or more for {needed} of {cell} × {cell}, "
            f"not {height} × {width}"
        )
