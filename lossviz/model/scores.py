"""The score function of a linear classifier: f(x, W) = W x + b."""

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes


def scores(X: ArrayLike, W: ArrayLike, b: ArrayLike) -> Floats:
    """Scores s (N, C) of examples X (N, D): how well each matches each row of W (C, D).

    Each row of W is a template, b (C,) says how likely a class is whatever the image.
    Source: lecture, f(x, W) = W x + b, for all examples at once.
    """
    sizes = Sizes()
    X = sizes.numbers("X", X, "N", "D")
    W, b = sizes.numbers("W", W, "C", "D"), sizes.numbers("b", b, "C")
    with np.errstate(all="ignore"):  # huge weights give scores that are inf or nan
        return np.asarray(X @ W.T + b)
