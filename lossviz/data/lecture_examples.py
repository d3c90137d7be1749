"""Examples on which a softmax classifier has the numbers of the lecture's gradient slides.

The lecture shows a vector W, its loss 1.25347 and its gradient −2.5, 0.6, 0, ..., but not the data
behind them. The examples here are not the lecture's: they were chosen so that a softmax classifier
on them has those numbers. Everything on the screen is computed from them.

Two classes, so two rows of weights; the row of class 1 and its bias are 0: s = (w·x + b, 0).
Without regularization loss and gradient are the lecture's at `LECTURE_W`.

Why a bias: a softmax loss is convex, so it is nowhere below its tangent. At w = 0 the tangent of
the lecture's loss is at 1.25347 − w·dw, which is 2.77 for the first two weights and 9.82 for all
nine; without a bias the loss of two classes there is log 2 = 0.69. The bias is not a weight to
look at: it stays as it is.

Source: lecture, the slides on the numeric gradient.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LECTURE_W = (0.34, -1.11, 0.78, 0.12, 0.55, 2.81, -3.1, -1.5, 0.33)


class Examples(NamedTuple):
    """Examples X (N, D) of two classes y (N,), and the biases b (2,) that go with them.

    For weights w (D,) of class 0 the scores are X w + b_0 and 0. All arrays are read-only.
    """

    X: NDArray[np.float64]
    y: NDArray[np.int64]
    b: NDArray[np.float64]


def _examples(
    class_0: tuple[tuple[float, ...], ...], class_1: tuple[tuple[float, ...], ...], bias: float
) -> Examples:
    """Both classes one below the other, as arrays that cannot be written."""
    X = np.array(class_0 + class_1, dtype=np.float64)
    y = np.repeat(np.arange(2, dtype=np.int64), (len(class_0), len(class_1)))
    b = np.array((bias, 0.0))
    for array in (X, y, b):
        array.setflags(write=False)
    return Examples(X, y, b)


# Two numbers an example, for a landscape over the lecture's first two weights.
TWO_WEIGHTS = _examples(
    (
        (6.44, -0.28),
        (6.34, -1.08),
        (4.91, -1.55),
        (2.6, -5.75),
        (4.52, -2.24),
        (6.19, -2.06),
        (5.74, -2.83),
    ),
    (
        (3.01, -3.18),
        (-4.95, 0.15),
        (3.47, -2.34),
        (-1.9, -5.23),
        (3.88, -1.57),
    ),
    bias=-6.0,
)

# Nine numbers an example, for the lecture's own vector.
LECTURE_VECTOR = _examples(
    (
        (6.03, -0.77, 1.27, 1.06, -2.79, 1.76, -1.73, -2.95, 4.08),
        (5.95, -2.5, -0.2, -1.93, -1.52, 0.1, -1.8, -4.27, 5.78),
        (1.9, -0.89, -0.81, 0.1, 0.09, 1.79, -2.45, -3.01, 5.74),
        (5.32, 0.06, -0.82, -0.33, 0.36, 0.01, -3.52, -2.96, 3.72),
        (4.88, -2.58, -1.72, -1.59, -0.09, 0.45, -2.5, -3.24, 2.04),
        (5.37, -1.08, 2.48, 1.46, -2.11, 2.78, -0.72, -1.0, 4.29),
        (5.55, -0.79, -0.52, -1.37, -3.41, 0.8, -3.46, -1.76, 5.61),
    ),
    (
        (4.32, -0.81, -0.78, 1.45, -3.07, 1.97, -0.96, -2.18, 5.47),
        (2.3, -1.55, 1.16, 0.61, -0.52, 0.69, -2.7, -1.96, 1.42),
        (4.98, -1.33, 0.53, 0.61, -3.83, 0.82, -1.96, -3.38, 3.63),
        (3.75, -1.69, -0.32, -4.17, -0.2, 1.73, -0.54, -3.3, 1.94),
        (5.56, -1.34, -0.4, -1.3, 1.3, 1.81, -1.57, -1.45, 4.47),
    ),
    bias=-20.0,
)
