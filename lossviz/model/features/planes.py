"""Images as features take them: three planes of bytes each, (N, 3, H, W)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.checking import Sizes, as_array
from lossviz.model.dataset import IMAGE_SIDE, PIXELS


def planes(images: ArrayLike) -> NDArray[np.uint8]:
    """Images (N, 3, H, W), or rows of 3,072 numbers as a dataset has them, as (N, 3, H, W).

    Raises ValueError for what is neither; nothing is copied.
    """
    array = as_array("images", images)
    if array.ndim == 2:
        rows = Sizes().images(array, "N", PIXELS)
        return rows.reshape(len(rows), 3, IMAGE_SIDE, IMAGE_SIDE)
    return Sizes().images(array, "N", 3, "H", "W")


def whole_number(name: str, value: int, least: int, most: int) -> int:
    """The value itself if it is a whole number from `least` to `most`, else ValueError."""
    if not isinstance(value, int | np.integer) or isinstance(value, bool):
        raise ValueError(f"{name} must be a whole number, not {value!r}")
    if not least <= value <= most:
        raise ValueError(f"{name} must be {least:,} to {most:,}, not {value:,}")
    return int(value)
