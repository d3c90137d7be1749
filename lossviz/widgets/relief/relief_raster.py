"""A relief drawn into pixels: for each column of the picture a cut through the surface. No Qt.

Without perspective, what a column of pixels sees lies in one upright plane. There the surface is a
line, sampled from back to front; between two samples it covers some rows, and the nearest wins.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.relief.camera import Camera
from lossviz.widgets.relief.relief_picture import HEIGHT
from lossviz.widgets.relief.relief_surface import MISSING, SHADES, SIDE, CodeArray, ReliefSurface

_LEAST_TILT = 0.6  # from a low camera too, hills need their samples
_MOST_SAMPLES = 4000


@dataclass(frozen=True, eq=False)
class Raster:
    """Codes (rows, columns) of what each pixel sees, `MISSING` for nothing; its left top px."""

    codes: CodeArray
    left: int
    top: int


def rasterize(surface: ReliefSurface, camera: Camera, grain: int = 1) -> Raster:
    """Draw a surface as a camera sees it, no larger than it needs to be.

    Place and size of the raster are whole multiples of `grain`.
    """
    away, up = camera.tilt
    side = camera.reach * camera.scale
    left, right = _whole(camera.x - side, camera.x + side, grain)
    hill = HEIGHT * camera.scale * up
    top, bottom = _whole(camera.y - side * away - hill, camera.y + side * away, grain)
    inside = replace(camera, x=camera.x - left, y=camera.y - top)
    codes = _nearest(surface, inside, right - left, bottom - top)
    return Raster(codes, left, top)


def _nearest(surface: ReliefSurface, camera: Camera, width: int, height: int) -> CodeArray:
    """The code that each pixel sees: of all spans that cover it, that of the one in front."""
    columns, rows, codes = _cuts(surface, camera, width)
    covered = np.diff(rows, axis=0)
    solid = (codes[1:] != MISSING) & (codes[:-1] != MISSING)
    spans = np.flatnonzero((covered != 0) & solid)
    order, column = np.divmod(spans, len(columns))
    length = covered.ravel()[spans]
    # Going to the front it comes down the picture; where it goes up one sees it from below.
    under = (length < 0) * np.int32(surface.bands * SHADES)
    first = np.minimum(rows[:-1], rows[1:]).ravel()[spans]
    colors = 1 + 2 * surface.bands * SHADES
    value = order.astype(np.int32) * np.int32(colors) + codes[:-1].ravel()[spans] + under
    length = np.abs(length)
    pixels = np.repeat(first * width + columns[column], length) + width * _counts(length)
    seen = np.zeros(width * height, np.int32)
    np.maximum.at(seen, pixels, np.repeat(value, length))
    return (seen % colors).reshape(height, width)


def _whole(low: float, high: float, grain: int) -> tuple[int, int]:
    return grain * math.floor(low / grain), grain * math.ceil(high / grain)


def _cuts(
    surface: ReliefSurface, camera: Camera, width: int
) -> tuple[CodeArray, CodeArray, CodeArray]:
    """The columns (K,) that meet the square, and rows and codes (samples, K) from back to front."""
    across = (np.arange(width) + 0.5 - camera.x) / camera.scale
    near, far = _depths(camera, across)
    met = np.flatnonzero(far > near)
    across, near, far = across[met], near[met], far[met]
    away, up = camera.tilt
    count = math.ceil(2 * camera.reach * camera.scale * max(away, _LEAST_TILT))
    share = np.linspace(1, 0, min(max(count, 2), _MOST_SAMPLES), dtype=np.float32)[:, None]
    u, v = (
        _lines(across * along + near * ahead, (far - near) * ahead, share)
        for along, ahead in zip(camera.right, camera.away, strict=True)
    )
    sample = v * SIDE + u
    z = np.take(surface.z, sample, mode="clip")
    y = z * np.float32(-up * camera.scale)
    y += share * ((near - far) * away * camera.scale).astype(np.float32)
    y += (camera.y - near * away * camera.scale - 0.5).astype(np.float32)
    codes = np.take(surface.codes(camera.azimuth), sample, mode="clip")
    return met.astype(np.int32), np.ceil(y, out=y).astype(np.int32), codes


def _depths(camera: Camera, across: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Where each cut enters and leaves the square, in units away from the middle."""
    near, far = np.full_like(across, -np.inf), np.full_like(across, np.inf)
    for along, ahead in zip(camera.right, camera.away, strict=True):
        slope = math.copysign(max(abs(ahead), 1e-9), ahead)
        ends = (-1 - across * along) / slope, (1 - across * along) / slope
        near, far = np.maximum(near, np.minimum(*ends)), np.minimum(far, np.maximum(*ends))
    return near, far


def _lines(start: FloatArray, extent: FloatArray, share: FloatArray) -> CodeArray:
    """The sample lines nearest to `start` + share · extent, all from −1 to 1."""
    half = (SIDE - 1) / 2
    # The half rounds: a cast to whole numbers cuts off.
    first = ((start + 1) * half + 0.5).astype(np.float32)
    return (share * (extent * half).astype(np.float32) + first).astype(np.int32)


def _counts(lengths: CodeArray) -> CodeArray:
    """0, 1 ... up to each length: (2, 3) gives 0 1 0 1 2."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum(), dtype=np.int32) - np.repeat(starts, lengths).astype(np.int32)
