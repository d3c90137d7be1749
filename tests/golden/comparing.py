"""Two pictures side by side: how many pixels are other ones, where, and a picture of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

# Measured on the pictures of all panels: one processor draws them the same to the last bit, with
# FreeType 2.12 and 2.13. Two threads of BLAS, or a processor without AVX-512 or AVX2, change at
# most 12 pixels by more than one level, and none by more than 15: the noise of a gradient check at
# small h. A digit is another thing: the 3 and 8 of the smallest, faintest text differ in 7 pixels
# by more than 32 levels; a digit that is shifted by a pixel differs in 24. A colour, be it changed
# by two levels, fills more than 50 pixels, as the dot of a class does.
FAINT, MOST_FAINT = 1, 50
STRONG, MOST_STRONG = 32, 4

Pixels = NDArray[np.int16]


@dataclass(frozen=True)
class Difference:
    """What is other in a picture. size: (width, height) of both. faint, strong: pixels with a
    channel that differs by more than those levels. box: left, top, right, bottom of the faint ones.
    """

    size: tuple[int, int]
    golden_size: tuple[int, int]
    faint: int = 0
    strong: int = 0
    largest: int = 0
    box: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def is_small(self) -> bool:
        """Whether it may pass."""
        return (
            self.size == self.golden_size
            and self.faint <= MOST_FAINT
            and self.strong <= MOST_STRONG
        )

    def __str__(self) -> str:
        if self.size != self.golden_size:
            sizes = "{} x {}, not {} x {}".format(*self.size, *self.golden_size)
            return f"it measures {sizes}"
        left, top, right, bottom = self.box
        share = 100 * self.faint / (self.size[0] * self.size[1])
        return (
            f"{self.faint:,} pixels ({share:.2g} %) differ, {self.strong:,} of them by more than "
            f"{STRONG} levels, the most by {self.largest}; x {left} to {right}, y {top} to {bottom}"
        )


def compare(image: QImage, golden: QImage) -> Difference:
    """How a picture differs from the golden one."""
    sizes = size(image), size(golden)
    if sizes[0] != sizes[1]:
        return Difference(*sizes)
    levels = np.abs(pixels(image) - pixels(golden)).max(axis=2)
    rows, columns = np.nonzero(levels > FAINT)
    box = (0, 0, 0, 0)
    if len(rows):
        box = (int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max()))
    return Difference(*sizes, len(rows), int((levels > STRONG).sum()), int(levels.max()), box)


def picture_of_difference(image: QImage, golden: QImage) -> QImage:
    """The golden picture, pale, and in red what is other; where sizes differ, the part of both."""
    width, height = (min(pair) for pair in zip(size(image), size(golden), strict=True))
    now, then = (pixels(each)[:height, :width] for each in (image, golden))
    shown = (then // 4 + 191).astype(np.uint8)
    shown[np.abs(now - then).max(axis=2) > FAINT] = (220, 0, 0)
    content = np.ascontiguousarray(shown)
    return QImage(content.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def pixels(image: QImage) -> Pixels:
    """The picture as (height, width, 3), with room for differences."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height = size(image)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, : 3 * width].reshape(height, width, 3).astype(np.int16)


def size(image: QImage) -> tuple[int, int]:
    """Width and height in pixels."""
    return image.width(), image.height()
