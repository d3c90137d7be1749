"""Random choices for many pictures at once, and the colours that they choose from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossviz.data.drawn.window import Floats


def colour(code: str) -> Floats:
    """A colour (3,) from 0 to 1, from its code: "#ff8000" -> 1, 0.5, 0."""
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / np.float32(255)


INK = colour("#20242a")
WHITE = colour("#f4f4ee")


class Dice:
    """Random choices for N pictures. They use the generator's uniform numbers and nothing else."""

    def __init__(self, generator: np.random.Generator, pictures: int) -> None:
        self.generator = generator
        self.pictures = pictures

    def between(self, low: float, high: float) -> Floats:
        """One number from low to high for each picture: (N,)."""
        drawn = self.generator.random(self.pictures, dtype=np.float32)
        return np.float32(low) + np.float32(high - low) * drawn

    def chance(self, probability: float) -> Floats:
        """1 for about that share of the pictures and 0 for the others: (N,), to use as opacity."""
        return (self.between(0, 1) < probability).astype(np.float32)

    def index(self, weights: list[float]) -> NDArray[np.intp]:
        """0, 1, ... in proportion to the weights: (N,)."""
        steps = np.array(weights, np.float32).cumsum(dtype=np.float32)
        drawn = self.between(0, 1) * steps[-1]
        chosen: NDArray[np.intp] = np.searchsorted(steps[:-1], drawn, side="right")
        return chosen

    def pick(self, *codes: str, spread: float = 0.08) -> Floats:
        """One of the colours for each picture, a little changed: (N, 3)."""
        chosen = np.stack([colour(code) for code in codes])[self.index([1] * len(codes))]
        lighter = self.between(-spread, spread)
        tint = self.generator.random((self.pictures, 3), dtype=np.float32) - np.float32(0.5)
        return chosen + lighter[:, None] + tint * np.float32(spread)
