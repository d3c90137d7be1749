"""W and b in one array, so that one optimizer moves both."""

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats


def pack(W: Floats, b: Floats) -> Floats:
    """One array (C D + C,): W (C, D) row by row, then b (C,)."""
    return np.concatenate([W.ravel(), b])


def unpack(parameters: Floats, C: int) -> tuple[Floats, Floats]:
    """W (C, D) and b (C,) as views of a packed array."""
    return parameters[:-C].reshape(C, -1), parameters[-C:]


def first_parameters(C: int, D: int, scale: float, seed: int) -> NDArray[np.float32]:
    """Small random weights, normal with this standard deviation, and b = 0; packed."""
    rng = np.random.default_rng(seed)
    W = scale * rng.standard_normal((C, D))
    return pack(W, np.zeros(C)).astype(np.float32)
