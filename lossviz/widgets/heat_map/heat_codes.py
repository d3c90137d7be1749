"""From a grid of losses to a picture of colour codes: bands and thin contours. No Qt.

A code says which band a pixel lies in and how much of it a contour covers: 24 bands of ten
coverages are 240 codes, and two more are for what is not finite. The widget only looks colours up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.widgets.heat_map.loss_scale import LossScale, loss_scale
from lossviz.widgets.numbers.ranges import FloatArray, Range

BANDS, COVERAGES = 24, 10
GROUND, HATCH = 254, 255
"""Codes of a place whose loss is inf or nan: its ground, and the lines of its hatching."""
HATCH_PIXELS = 8

Codes = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class HeatImage:
    """A picture of the losses over a window. codes (H, W) uint8, the top row is the highest w2.

    scale: which loss has which colour. missing: whether some losses are inf or nan.
    """

    codes: Codes
    w1_range: Range
    w2_range: Range
    scale: LossScale
    missing: bool = False


def heat_image(
    losses: FloatArray,
    w1_range: Range,
    w2_range: Range,
    size: tuple[int, int],
    log: bool,
    line: float,
) -> HeatImage:
    """The picture of losses (M, G), rows from the lowest w2 up, in size (width, height) pixels.

    line: how wide a contour is, in pixels.
    """
    scale = loss_scale(losses, log)
    heights = enlarged(scale.height(losses).astype(np.float32)[::-1], size)
    codes = heat_codes(heights, line)
    codes.setflags(write=False)
    return HeatImage(codes, w1_range, w2_range, scale, not np.isfinite(losses).all())


def heat_codes(heights: FloatArray, line: float) -> Codes:
    """The code (H, W) of each pixel from its height, 0 to 1 or NaN."""
    levels = heights * BANDS
    with np.errstate(invalid="ignore"):
        bands = np.clip(levels, 0, BANDS - 1).astype(np.uint8)
    codes = bands * np.uint8(COVERAGES) + contour_coverage(levels, line)
    missing = ~np.isfinite(heights)
    if missing.any():
        rows, columns = np.nonzero(missing)
        hatched = (rows + columns) % HATCH_PIXELS == 0
        codes[rows, columns] = np.where(hatched, HATCH, GROUND).astype(np.uint8)
    return codes


def contour_coverage(levels: FloatArray, line: float) -> Codes:
    """How much of each pixel the line between two bands covers, in ninths.

    The distance to the line in pixels is the distance in level over the steepness.
    """
    nearest = np.rint(levels)
    up, right = np.gradient(levels)
    with np.errstate(all="ignore"):
        distance = np.abs(levels - nearest) / np.sqrt(up * up + right * right)
        covered = np.clip((line + 1) / 2 - distance, 0, min(line, 1.0))
    inner = (nearest > 0) & (nearest < BANDS)
    return (np.where(inner, np.nan_to_num(covered), 0) * (COVERAGES - 1) + 0.5).astype(np.uint8)


def enlarged(heights: FloatArray, size: tuple[int, int]) -> FloatArray:
    """A grid (M, G) drawn larger, in width and height pixels, straight between its points."""
    width, height = size
    rows, down = between(heights.shape[0], height)
    columns, across = between(heights.shape[1], width)
    tall = heights[rows] + (heights[rows + 1] - heights[rows]) * down[:, None]
    wide: FloatArray = tall[:, columns] + (tall[:, columns + 1] - tall[:, columns]) * across
    return wide


def between(points: int, pixels: int) -> tuple[NDArray[np.intp], FloatArray]:
    """For each pixel the grid point before it, and how far it is to the next, 0 to 1."""
    place = np.linspace(0, points - 1, pixels)
    before = np.minimum(place.astype(np.intp), points - 2)
    return before, (place - before).astype(np.float32)
