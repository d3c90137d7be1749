"""From where a relief is seen: turning, projecting without perspective, fitting. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray
from lossviz.widgets.relief.relief_picture import HEIGHT

FLOOR = -0.12
"""The z of the floor, a little below the lowest loss."""
LOWEST, HIGHEST = 10.0, 85.0
"""Degrees that the camera may stand high."""
_CORNER = math.sqrt(2)  # how far a corner of the square is from its middle


@dataclass(frozen=True)
class Camera:
    """Azimuth and elevation in degrees, px per unit, and the px where u = v = z = 0 is seen.

    At azimuth 0 one looks along w2, as at a map; then the camera goes round counter-clockwise, seen
    from above, to the right first.
    """

    azimuth: float = 35.0
    elevation: float = 40.0
    scale: float = 100.0
    x: float = 0.0
    y: float = 0.0

    @property
    def right(self) -> tuple[float, float]:
        """The (u, v) that points to the right of the picture."""
        turn = math.radians(self.azimuth)
        return math.cos(turn), math.sin(turn)

    @property
    def away(self) -> tuple[float, float]:
        """The (u, v) that points away from the camera."""
        along, across = self.right
        return -across, along

    @property
    def tilt(self) -> tuple[float, float]:
        """How far up the picture a unit goes that points away, and one that points up."""
        rise = math.radians(self.elevation)
        return math.sin(rise), math.cos(rise)

    @property
    def reach(self) -> float:
        """How far the square reaches to either side of its middle, and away from it, in units."""
        return sum(abs(each) for each in self.right)

    def project(self, points: FloatArray) -> FloatArray:
        """Points (..., 3) of u, v, z in px (..., 2)."""
        u, v, z = points[..., 0], points[..., 1], points[..., 2]
        (away, up), (right_u, right_v), (away_u, away_v) = self.tilt, self.right, self.away
        x = self.x + self.scale * (u * right_u + v * right_v)
        y = self.y - self.scale * ((u * away_u + v * away_v) * away + z * up)
        return np.stack((x, y), axis=-1)

    def turned(self, azimuth: float, elevation: float) -> Camera:
        """Seen from elsewhere: azimuth 0 to 360, elevation held between its ends."""
        held = min(max(elevation, LOWEST), HIGHEST)
        return replace(self, azimuth=azimuth % 360.0, elevation=held)

    def enlarged(self, factor: float) -> Camera:
        """The same picture in px that are so many times smaller."""
        return replace(self, scale=self.scale * factor, x=self.x * factor, y=self.y * factor)

    def fitted(
        self, width: float, height: float, sides: float, above: float, below: float
    ) -> Camera:
        """As large as fits into a picture with room at its edges, whatever the azimuth."""
        away, up = self.tilt
        over, under = _CORNER * away + HEIGHT * up, _CORNER * away - FLOOR * up
        across = (width - 2 * sides) / (2 * _CORNER)
        scale = max(min(across, (height - above - below) / (over + under)), 1.0)
        spare = height - above - below - scale * (over + under)
        return replace(self, scale=scale, x=width / 2, y=above + spare / 2 + scale * over)
