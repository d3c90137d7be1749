"""The lecture's penalties are all of one form: squares · sum W^2 + sizes · sum |W|.

The squares pull at a weight the harder the larger it is; the sizes pull at all weights alike, and
hold one that is 0 there against every pull of the data up to λ.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.regularization import L1, L2, Elastic, Regularization, Regularizer


class Parts(NamedTuple):
    """How much of sum W^2, and how much of sum |W|, is in a penalty."""

    squares: float
    sizes: float


def parts(regularizer: Regularizer) -> Parts:
    """L2: (1, 0). L1: (0, 1). Elastic net: (beta, 1)."""
    if isinstance(regularizer, Elastic):
        return Parts(regularizer.beta, 1.0)
    return Parts(float(isinstance(regularizer, L2)), float(isinstance(regularizer, L1)))


def without_strength(regularization: Regularization) -> Regularizer:
    """R itself, also where λ is 0."""
    return Regularization(regularization.kind, 1.0, regularization.beta).regularizer


def slope_range(regularizer: Regularizer, W: ArrayLike) -> tuple[Floats, Floats]:
    """The least and the largest slope of R in each weight, in the shape of W.

    They differ where |w| has its kink: at a weight of exactly 0 it has every slope from −1 to 1.
    """
    slope = regularizer.gradient(W)
    reach = np.where(np.asarray(W) == 0, parts(regularizer).sizes, 0.0)
    return slope - reach, slope + reach


def soft(q: Floats, threshold: Floats) -> Floats:
    """The soft threshold: q moved towards 0 by the threshold, and exactly 0 where it gets there."""
    return np.asarray(np.sign(q) * np.maximum(np.abs(q) - threshold, 0))
