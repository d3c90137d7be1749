"""Small sets of images to train on."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.dataset import PIXELS, Dataset, Split


def drawn_images(N: int, C: int, seed: int, D: int = PIXELS) -> Split:
    """Noise around a random mean image for each class: a linear classifier learns it."""
    rng = np.random.default_rng(seed)
    means = np.random.default_rng(99).uniform(100, 156, (C, D))
    y = rng.integers(0, C, N)
    images = np.clip(means[y] + 40 * rng.standard_normal((N, D)), 0, 255).astype(np.uint8)
    return Split(images, y)


@pytest.fixture(scope="session")
def ten_classes() -> Split:
    """600 images of ten classes."""
    return drawn_images(600, 10, 0)


@pytest.fixture(scope="session")
def data() -> Dataset:
    """Three classes, 210 images to learn from and 30 held out."""
    return Dataset("noise", drawn_images(240, 3, 0), drawn_images(50, 3, 1), ("a", "b", "c"))
