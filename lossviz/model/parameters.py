"""W and b in one array, so that one optimizer moves both."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes, as_floats


def pack(W: ArrayLike, b: ArrayLike) -> Floats:
    """One array (C D + C,): W (C, D) row by row, then b (C,)."""
    sizes = Sizes()
    W, b = sizes.numbers("W", W, "C", "D"), sizes.numbers("b", b, "C")
    return np.concatenate([W.ravel(), b])


def unpack(parameters: ArrayLike, C: int) -> tuple[Floats, Floats]:
    """W (C, D) and b (C,) as views of a packed array."""
    parameters = as_floats("parameters", parameters)
    if parameters.ndim != 1 or C < 1 or len(parameters) % C or len(parameters) < 2 * C:
        raise ValueError(f"{parameters.size} numbers are not W and b of {C} classes")
    return parameters[:-C].reshape(C, -1), parameters[-C:]


def first_parameters(C: int, D: int, scale: float, seed: int) -> NDArray[np.float32]:
    """Small random weights, normal with this standard deviation, and b = 0; packed."""
    rng = np.random.default_rng(seed)
    W = scale * rng.standard_normal((C, D))
    return pack(W, np.zeros(C)).astype(np.float32)
