"""The part of the pictures that a shape touches, and linear functions on its pixels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import IMAGE_SIDE

Floats = NDArray[np.float32]


class Window(NamedTuple):
    """Columns and rows of pixels, the same ones in every picture.

    columns: (1, 1, w) and rows: (1, h, 1), the coordinates of the pixels' middles.
    """

    columns: Floats
    rows: Floats

    def plane(self, a: Floats, b: Floats, c: Floats) -> Floats:
        """a * x + b * y + c at every pixel: (N, h, w) from three (N,)."""
        across = a[:, None, None] * self.columns + c[:, None, None]
        return across + b[:, None, None] * self.rows

    def of(self, pixels: Floats) -> Floats:
        """The window's view (N, 3, h, w) of pixels (N, 3, 32, 32)."""
        return pixels[:, :, _slice(self.rows), _slice(self.columns)]


def around(x: Floats, y: Floats, margin: Floats) -> Window:
    """The window with all points (x, y) and a margin around them, as far as it is on the page."""
    columns = _span((x - margin).min(), (x + margin).max())
    rows = _span((y - margin).min(), (y + margin).max())
    return Window(columns[None, None, :], rows[None, :, None])


def _span(low: np.float32, high: np.float32) -> Floats:
    """All whole numbers from low to high and one more on both sides, within a picture."""
    first = min(max(int(low) - 1, 0), IMAGE_SIDE)
    last = max(min(int(high) + 3, IMAGE_SIDE), first)
    return np.arange(first, last, dtype=np.float32)


def _slice(numbers: Floats) -> slice:
    if not numbers.size:
        return slice(0)
    first = int(numbers.flat[0])
    return slice(first, first + numbers.size)
