"""Standardize features: each number minus its mean, divided by its standard deviation.

Counts of pixels go to 1,024 and bars of edges to thousands, pixels from 0 to 1. With one learning
rate for all, only numbers of one size give a fair comparison. What the mean and the deviation are
is learned too, so they are those of the training images alone, whatever is standardized.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.checking import Sizes

BLOCK = 2_000  # rows at a time: a copy of all of them would take the memory twice


class Standard(NamedTuple):
    """The mean (D,) and the deviation (D,) of features; 1 for one that is always the same."""

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]


def standard(X: ArrayLike) -> Standard:
    """The mean and the standard deviation of training features X (N, D), N at least 1."""
    X = Sizes().numbers("X", X, "N", "D")
    if len(X) == 0:
        raise ValueError("features are standardized by training images: there must be one")
    mean = X.mean(axis=0, dtype=np.float64)
    squares = np.zeros_like(mean)
    for first in range(0, len(X), BLOCK):
        squares += ((X[first : first + BLOCK] - mean) ** 2).sum(axis=0)
    deviation = np.sqrt(squares / len(X))
    same = deviation <= 1e-9 * np.maximum(np.abs(mean), 1)  # but for rounding
    return Standard(mean, np.where(same, 1.0, deviation))


def standardize(X: ArrayLike, by: Standard) -> NDArray[np.float32]:
    """(X − mean) / deviation of features X (N, D), float32."""
    sizes = Sizes(D=len(by.mean))
    X = sizes.numbers("X", X, "N", "D")
    found = np.empty(X.shape, np.float32)
    for first in range(0, len(X), BLOCK):
        rows = slice(first, first + BLOCK)
        found[rows] = (X[rows] - by.mean) / by.deviation
    return found
