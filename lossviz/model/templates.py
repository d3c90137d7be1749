"""Weights as images: the template that each class looks for."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.checking import Sizes
from lossviz.model.dataset import IMAGE_SIDE, PIXELS

Scale = Literal["shared", "per-class"]
SPREAD = 2.5  # standard deviations of the weights from mid-grey to full colour


def templates(W: ArrayLike, scale: Scale = "shared") -> NDArray[np.uint8]:
    """Images (C, 32, 32, 3) of weights, or of their gradient, (C, 3072).

    A weight of 0 is mid-grey (128), one above it brighter in its colour, one below it darker.
    Full colour is at 2.5 times the root mean square of all weights ("shared"), or of the row's
    own ("per-class"). Weights that are inf or nan, and rows of zeros, are mid-grey.

    The course notes stretch each row from its lowest to its highest weight. Here 0 keeps its
    grey, so that a colour tells which way a weight pulls, and one large weight dims no others.
    """
    if scale not in ("shared", "per-class"):
        raise ValueError(f'scale must be "shared" or "per-class", not {scale!r}')
    W = Sizes().numbers("W", W, "C", PIXELS)
    finite = np.isfinite(W)
    W = W if finite.all() else np.where(finite, W, 0)
    squares = np.einsum("cd,cd->c", W, W, dtype=np.float64) / W.shape[1]
    full = SPREAD * np.sqrt(squares if scale == "per-class" else squares.mean(keepdims=True))
    gain = np.divide(127.5, full, out=np.zeros_like(full), where=full > 0)
    levels = W * gain[:, None]
    levels += 128
    pixels = np.clip(levels, 0, 255, out=levels).astype(np.uint8)
    planes = pixels.reshape(-1, 3, IMAGE_SIDE, IMAGE_SIDE)
    return np.ascontiguousarray(planes.transpose(0, 2, 3, 1))
