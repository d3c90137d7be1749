"""What a relief view shows, as plain frozen data. No Qt.

Space: the map is the square u, v from −1 to 1 (u along w1, v along w2); z goes up, from 0 for the
lowest loss to `HEIGHT` for the highest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossviz.widgets.map.walk_looks import ALONE, WalkLook
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ranges import FloatArray

HEIGHT = 0.95
"""How high the surface stands over a square that is 2 wide."""


@dataclass(frozen=True, eq=False)
class ReliefPath:
    """A walk over the surface: points (K, 3) of w1, w2 and height. A NaN is not drawn.

    every: each so-manieth point is a step and gets a dot; those between lay the line on the ground.
    """

    points: FloatArray
    name: str = ""
    every: int = 1
    look: WalkLook = ALONE

    @property
    def label(self) -> str:
        """What is written at its end: its letter, else its name."""
        return self.look.letter or self.name

    def __post_init__(self) -> None:
        if self.points.ndim != 2 or self.points.shape[1] != 3:
            raise ValueError(f"path {self.name!r}: points {self.points.shape} must be (K, 3)")


@dataclass(frozen=True, eq=False)
class ReliefPicture:
    """A loss over a grid, and who walks there.

    w1 (n,) and w2 (m,) ascend; height (m, n) is the loss on the colour scale, 0 the lowest and 1
    the highest, NaN or infinite where it is not finite. point: where the walker stands, as w1, w2
    and height. arrow (K, 3): the downhill arrow that starts there, as it lies on the surface.
    names: of w1, w2 and the height. Raises ValueError for shapes that do not fit.
    """

    w1: FloatArray
    w2: FloatArray
    height: FloatArray
    point: tuple[float, float, float]
    paths: tuple[ReliefPath, ...] = ()
    arrow: FloatArray | None = None
    names: tuple[str, str, str] = ("W₁", "W₂", "loss")
    bands: int = 24

    def __post_init__(self) -> None:
        if self.height.shape != (len(self.w2), len(self.w1)):
            raise ValueError(
                f"height {self.height.shape} must be ({len(self.w2)}, {len(self.w1)}), as w2 and w1"
            )
        for name, values in zip(self.names, (self.w1, self.w2), strict=False):
            if len(values) < 2 or not np.isfinite(values).all() or not (np.diff(values) > 0).all():
                raise ValueError(f"{name} must ascend, with two values or more")
        if not 1 <= self.bands <= 256:
            raise ValueError(f"{self.bands} bands: 1 to 256 can be told apart")

    def same_surface(self, other: ReliefPicture | None) -> bool:
        """Whether the very arrays of another picture are shown, so that its drawing serves."""
        return (
            other is not None
            and self.height is other.height
            and self.w1 is other.w1
            and self.w2 is other.w2
            and self.bands == other.bands
        )

    def in_space(self, points: FloatArray) -> FloatArray:
        """Points (K, 3) of w1, w2 and height as u, v and z; a height that is infinite as NaN."""
        u = unit(points[:, 0], self.w1)
        v = unit(points[:, 1], self.w2)
        z = np.where(np.isfinite(points[:, 2]), np.clip(points[:, 2], 0, 1) * HEIGHT, np.nan)
        return np.column_stack((u, v, z))

    def words(self, azimuth: float, elevation: float) -> str:
        """What is seen, for a screen reader."""
        w1, w2 = (format_number(each, 2) for each in self.point[:2])
        return (
            f"Seen from {azimuth:.0f} degrees, {elevation:.0f} degrees high. "
            f"Point at {self.names[0]} {w1}, {self.names[1]} {w2}."
        )


def unit(values: FloatArray, grid: FloatArray) -> FloatArray:
    """Where values of a weight lie between the ends of its grid: −1 to 1."""
    low, high = float(grid[0]), float(grid[-1])
    with np.errstate(over="ignore", invalid="ignore"):  # a walk may have left for infinity
        return (values - low) / (high - low) * 2 - 1
