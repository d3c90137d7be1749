"""Patches: small squares of images, made comparable before they become words.

Contrast normalisation takes brightness and contrast off each patch. Whitening takes off what
neighbouring pixels share anyway, so that edges count and not large flat areas.

Source: Coates, Lee and Ng 2011, "An analysis of single-layer networks in unsupervised feature
learning"; its program adds 10 to the variance and 0.1 to the eigenvalues.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.features.planes import planes, whole_number

CONTRAST_FLOOR = 10.0  # added to the variance: a flat patch is not blown up to noise
WHITENING_FLOOR = 0.1  # added to the eigenvalues, for the same reason
LARGEST_PATCH = 16
MOST_PATCHES = 200_000

Bytes = NDArray[np.uint8]


def random_patches(images: ArrayLike, count: int, size: int = 6, seed: int = 0) -> Bytes:
    """Squares of size x size at random places of random images, (count, 3 size size) uint8.

    images: (N, 3, H, W) uint8, one or more. The same seed gives the same patches.
    """
    images = planes(images)
    size, (N, _, height, width) = checked_size(images, size), images.shape
    if N == 0:
        raise ValueError("patches need at least one image")
    count = whole_number("count", count, 1, MOST_PATCHES)
    rng = np.random.default_rng(seed)
    image = rng.integers(N, size=count)
    top = rng.integers(height - size + 1, size=count)
    left = rng.integers(width - size + 1, size=count)
    patches = np.empty((count, 3, size, size), np.uint8)
    for k in range(count):
        patches[k] = images[image[k], :, top[k] : top[k] + size, left[k] : left[k] + size]
    return patches.reshape(count, -1)


def patches_of(image: Bytes, size: int = 6, stride: int = 1) -> Bytes:
    """All patches of one image (3, H, W), `stride` pixels apart, (down, across, 3 size size)."""
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride].transpose(1, 2, 0, 3, 4)
    return windows.reshape(*windows.shape[:2], -1)


def contrast_normalised(patches: ArrayLike) -> Floats:
    """Each patch minus its mean, divided by its standard deviation: (p − mean) / sqrt(var + 10).

    patches: (..., D). A flat patch becomes 0.
    """
    p = np.asarray(patches, dtype=np.float64)
    centred = p - p.mean(axis=-1, keepdims=True)
    return np.asarray(centred / np.sqrt(p.var(axis=-1, keepdims=True) + CONTRAST_FLOOR))


class Whitening(NamedTuple):
    """What makes patches white: their mean (D,), and the symmetric matrix Z (D, D)."""

    mean: Floats
    Z: Floats

    def __call__(self, patches: Floats) -> Floats:
        """Patches (..., D), white: (p − mean) Z."""
        return np.asarray((patches - self.mean) @ self.Z)


def whitening(patches: ArrayLike) -> Whitening:
    """What makes these patches (n, D) white: uncorrelated, each direction about as wide (ZCA).

    With the eigenvalues v and eigenvectors V of the covariance, Z = V diag(1 / sqrt(v + 0.1)) V.T.
    """
    p = Sizes().numbers("patches", patches, "n", "D", unit=", a row a patch")
    if len(p) == 0:
        raise ValueError("whitening needs at least one patch")
    mean = p.mean(axis=0)
    centred = p - mean
    v, V = np.linalg.eigh(centred.T @ centred / len(p))
    return Whitening(mean, (V / np.sqrt(np.maximum(v, 0) + WHITENING_FLOOR)) @ V.T)


def no_whitening(D: int) -> Whitening:
    """What leaves patches as they are."""
    return Whitening(np.zeros(D), np.eye(D))


def checked_size(images: Bytes, size: int) -> int:
    """The side of a patch, if images (N, 3, H, W) are as large."""
    size = whole_number("size", size, 1, LARGEST_PATCH)
    height, width = images.shape[2:]
    if min(height, width) < size:
        raise ValueError(
            f"images must have {size} × {size} pixels or more for a patch, not {height} × {width}"
        )
    return size
