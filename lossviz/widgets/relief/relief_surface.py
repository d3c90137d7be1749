"""The surface of a relief, sampled evenly and finely: heights, normals, bands and shades. No Qt.

What does not depend on the view is worked out here, once a surface; a view then only looks up the
nearest sample for each of its rays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.relief.relief_picture import HEIGHT, ReliefPicture

CodeArray = npt.NDArray[np.int32]

SIDE = 385
"""Samples along a side: about one a pixel, however coarse or fine the grid is."""
SHADES = 96
MISSING = 0
"""The code of a place where there is no loss."""

# Seen from the camera: the light comes from the upper left, over the shoulder.
_LIGHT = np.array([-0.45, -0.35, 0.82]) / np.linalg.norm([-0.45, -0.35, 0.82])
_AMBIENT, _DIRECT = 0.42, 0.66
_UNDERSIDE = 128.0  # the grey in it, so that nobody takes it for the top


@dataclass(frozen=True, eq=False)
class ReliefSurface:
    """Samples (SIDE, SIDE), v by u: z, 0 where missing; unit normals; band, −1 where missing."""

    z: FloatArray
    normal: tuple[FloatArray, FloatArray, FloatArray]
    band: CodeArray
    bands: int

    @classmethod
    def of(cls, picture: ReliefPicture) -> ReliefSurface:
        """Sample a picture's grid between its points, linearly."""
        known = np.where(np.isfinite(picture.height), np.clip(picture.height, 0, 1), np.nan)
        height = known.astype(np.float32)
        rows, columns = _positions(picture.w2), _positions(picture.w1)
        sampled = _sampled(height, rows, columns)
        missing = np.isnan(sampled)
        sampled[missing] = 0
        band = np.minimum((sampled * picture.bands).astype(np.int32), picture.bands - 1)
        band[missing] = -1
        slopes = (_slope(height, picture.w1, axis=1), _slope(height, picture.w2, axis=0))
        normal = _normals(*(_sampled(each, rows, columns) for each in slopes))
        return cls(sampled * np.float32(HEIGHT), normal, band, picture.bands)

    def codes(self, azimuth: float) -> CodeArray:
        """Band and shade of each sample in one number, `MISSING` where there is none."""
        shade = ((self.shade(azimuth) + 1) * np.float32(SHADES / 2)).astype(np.int32)
        codes = self.band * SHADES + np.minimum(shade, SHADES - 1) + 1
        codes[self.band < 0] = MISSING
        return codes

    def shade(self, azimuth: float) -> FloatArray:
        """The cosine between normal and light, −1 to 1; the light turns with the camera."""
        turn = np.radians(azimuth)
        right, back, up = _LIGHT
        east = np.float32(right * np.cos(turn) - back * np.sin(turn))
        north = np.float32(right * np.sin(turn) + back * np.cos(turn))
        x, y, z = self.normal
        return x * east + y * north + z * np.float32(up)


def shaded_colors(bands: FloatArray) -> npt.NDArray[np.uint8]:
    """The colour of each code, (1 + 2 bands SHADES, 3), from those of the bands (bands, 3).

    The first is that of missing places, black. The second half is the surface's underside.
    """
    cosine = (2 * np.arange(SHADES)[:, None] + 1) / SHADES - 1
    top = bands[:, None, :] * (_AMBIENT + _DIRECT * np.maximum(cosine, 0))
    under = (bands[:, None, :] + _UNDERSIDE) / 2 * (0.75 - 0.35 * cosine)
    colors = np.concatenate((np.zeros((1, 3)), top.reshape(-1, 3), under.reshape(-1, 3)))
    return np.clip(colors.round(), 0, 255).astype(np.uint8)


def _positions(grid: FloatArray) -> FloatArray:
    """Where evenly spaced samples lie on a grid, in grid lines."""
    return np.interp(np.linspace(grid[0], grid[-1], SIDE), grid, np.arange(len(grid)))


def _sampled(values: FloatArray, rows: FloatArray, columns: FloatArray) -> FloatArray:
    """Values (m, n) between the grid lines: NaN where any corner of the cell is."""
    return _between(_between(values, rows, axis=0), columns, axis=1)


def _between(values: FloatArray, positions: FloatArray, axis: int) -> FloatArray:
    before = np.minimum(positions.astype(np.intp), values.shape[axis] - 2)
    share = (positions - before).astype(np.float32)
    low, high = np.take(values, before, axis), np.take(values, before + 1, axis)
    return low + (high - low) * (share[:, None] if axis == 0 else share)


def _slope(height: FloatArray, grid: FloatArray, axis: int) -> FloatArray:
    """dz/du or dz/dv at the grid points: the mean of both sides, or the one that is known."""
    width = np.diff(grid) * (2 / (grid[-1] - grid[0]))
    sides = np.moveaxis(np.diff(height, axis=axis) * np.float32(HEIGHT), axis, 0)
    steps = sides / width.astype(np.float32)[:, None]
    known = np.isfinite(steps)
    steps[~known] = 0
    total = np.zeros_like(np.moveaxis(height, axis, 0))
    count = np.zeros_like(total)
    for part in (slice(1, None), slice(None, -1)):
        total[part] += steps
        count[part] += known
    return np.moveaxis(total / np.maximum(count, 1), 0, axis)


def _normals(du: FloatArray, dv: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    up = 1 / np.sqrt(1 + du * du + dv * dv)
    return -du * up, -dv * up, up
