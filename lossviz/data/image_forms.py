"""Images in the forms that libraries have them, as rows of a dataset: (N, 3072) uint8."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError
from lossviz.data.picture_file import image_row
from lossviz.data.pixel_order import more_alike_with_colours_together
from lossviz.data.progress import LoadProgress
from lossviz.data.records import TOGETHER
from lossviz.model.dataset import IMAGE_SIDE, PIXELS

AT_ONCE = 100
JUDGED = 50
"""Images that tell in which order their pixels are."""
SIDE_OF_MNIST = 28
FORMS = "(N, H, W), (N, H, W, 3), (N, 3, H, W) or (N, 3072)"


def as_rows(
    images: NDArray[np.generic], where: str
) -> Generator[LoadProgress, None, NDArray[np.uint8]]:
    """Images of any form and size as rows of 32 x 32 in three colours, some at a time.

    Smaller grey ones, such as MNIST's of 28 x 28, get a border of black, so that each pixel stays
    as it is. All others are their square in the middle, resized.
    """
    pictures = as_pictures(images, where)
    scale = scale_of(pictures, where)
    rows = np.empty((len(pictures), PIXELS), np.uint8)
    for first in range(0, len(rows), AT_ONCE):
        block = slice(first, min(first + AT_ONCE, len(rows)))
        rows[block] = block_of_rows(as_bytes(pictures[block], scale))
        yield LoadProgress(block.stop, len(rows), f"Reading {where}")
    return rows


def as_pictures(images: NDArray[np.generic], where: str) -> NDArray[np.generic]:
    """Images of any form as (N, H, W) or (N, H, W, 3); DataError where they are none."""
    shape = images.shape
    if len(shape) == 2 and shape[1] == PIXELS:
        if has_colours_together(images):
            return images.reshape(-1, IMAGE_SIDE, IMAGE_SIDE, 3)
        return images.reshape(-1, 3, IMAGE_SIDE, IMAGE_SIDE).transpose(0, 2, 3, 1)
    if len(shape) == 2 and shape[1] in (SIDE_OF_MNIST**2, IMAGE_SIDE**2):
        side = SIDE_OF_MNIST if shape[1] == SIDE_OF_MNIST**2 else IMAGE_SIDE
        return images.reshape(-1, side, side)
    if len(shape) == 4 and shape[3] in (1, 3):
        return images[..., 0] if shape[3] == 1 else images
    if len(shape) == 4 and shape[1] in (1, 3):
        return images[:, 0] if shape[1] == 1 else images.transpose(0, 2, 3, 1)
    if len(shape) == 3:
        return images
    shown = " × ".join(f"{n:,}" for n in shape[:5]) or "a single number"
    raise DataError(f"{where} has the shape {shown}, and images have {FORMS}. Save them so.")


def has_colours_together(rows: NDArray[np.generic]) -> bool:
    """Whether rows (N, 3072) are pixel by pixel and not plane by plane, as their numbers tell."""
    if rows.dtype.kind not in "iuf" or len(rows) == 0:
        return False
    some = rows[:JUDGED].astype(np.float64)
    return bool(np.isfinite(some).all()) and more_alike_with_colours_together(some) > TOGETHER


def scale_of(pictures: NDArray[np.generic], where: str) -> float:
    """By what numbers are multiplied to be 0 to 255; DataError where they are no pixels."""
    if pictures.size == 0:
        raise DataError(f"{where} has no images. Save some.")
    if pictures.dtype == np.uint8:
        return 1
    if pictures.dtype.kind not in "iuf":
        raise DataError(f"{where} holds no numbers. Save pixels as uint8, 0 to 255.")
    low, high = float(pictures.min()), float(pictures.max())
    is_share = pictures.dtype.kind == "f" and high <= 1
    if not (low >= 0 and high <= 255):  # nan too
        raise DataError(
            f"{where} has pixels from {low:g} to {high:g}, and they are 0 to 255, or 0 to 1. "
            "Save them so."
        )
    return 255 if is_share else 1


def as_bytes(block: NDArray[np.generic], scale: float) -> NDArray[np.uint8]:
    """Pixels times the scale, as bytes."""
    if block.dtype == np.uint8:
        return block.view(np.ndarray)
    return np.asarray(np.round(block.astype(np.float64) * scale).astype(np.uint8))


def block_of_rows(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Rows (n, 3072) of pictures (n, H, W) or (n, H, W, 3)."""
    height, width = pictures.shape[1:3]
    if pictures.ndim == 3 and max(height, width) <= IMAGE_SIDE:
        top, left = (IMAGE_SIDE - height) // 2, (IMAGE_SIDE - width) // 2
        framed = np.zeros((len(pictures), 3, IMAGE_SIDE, IMAGE_SIDE), np.uint8)
        framed[:, :, top : top + height, left : left + width] = pictures[:, None]
        return framed.reshape(len(pictures), PIXELS)
    coloured = pictures if pictures.ndim == 4 else pictures[..., None].repeat(3, axis=3)
    if (height, width) == (IMAGE_SIDE, IMAGE_SIDE):
        return coloured.transpose(0, 3, 1, 2).reshape(len(pictures), PIXELS)
    return np.stack([image_row(picture) for picture in coloured])
