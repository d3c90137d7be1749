"""Images to take features of."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from lossviz.model.features.kmeans import kmeans
from lossviz.model.features.patches import contrast_normalised, random_patches, whitening
from lossviz.model.features.words import Codebook


def smooth_images(N: int, height: int, width: int, seed: int) -> NDArray[np.uint8]:
    """(N, 3, H, W): waves with noise, so that there are edges, and not of each direction alike."""
    rng = np.random.default_rng(seed)
    i, j = np.mgrid[:height, :width]
    wave = rng.uniform(-1, 1, (N, 3, 2)) @ np.stack([i.ravel(), j.ravel()])
    pixels = 128 + 100 * np.sin(wave) + 15 * rng.standard_normal(wave.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8).reshape(N, 3, height, width)


@pytest.fixture(scope="session")
def images() -> NDArray[np.uint8]:
    """Forty of 32 x 32."""
    return smooth_images(40, 32, 32, 0)


@pytest.fixture(scope="session")
def codebook(images: NDArray[np.uint8]) -> Codebook:
    """Twelve words of 5 x 5 pixels."""
    normalised = contrast_normalised(random_patches(images, 600, 5))
    white = whitening(normalised)
    *_, clusters = kmeans(white(normalised), 12)
    return Codebook(5, white, clusters.means)
