"""Two long valleys of a loss over two weights, for what a penalty does to their curvature.

The lecture shows none. `ALIKE` are examples whose two inputs say nearly the same (correlation
0.97): w1 and w2 can be exchanged at little cost, so that the valley is long. They were drawn, and
scaled to a condition of 71.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.regularized.two_weights import Quadratic


class Examples(NamedTuple):
    """X (N, 2), and the numbers y (N,) that X w is to come near to; read-only."""

    X: NDArray[np.float64]
    y: NDArray[np.float64]


def _examples(rows: tuple[tuple[float, float, float], ...]) -> Examples:
    X, y = np.array(rows)[:, :2].copy(), np.array(rows)[:, 2].copy()
    for array in (X, y):
        array.setflags(write=False)
    return Examples(X, y)


ALIKE = _examples(
    (
        (-0.535, -0.604, -0.813), (-1.568, -1.614, -1.918), (1.82, 1.764, 1.952),
        (0.957, 1.013, 1.225), (-0.041, -0.356, -0.068), (-2.024, -1.911, -2.389),
        (0.379, 0.976, 0.263), (1.436, 1.538, 1.522), (-0.359, -0.115, -0.139),
        (-0.176, 0.129, -0.379), (-0.046, -0.089, -0.036), (-1.406, -1.001, -1.639),
        (0.322, 0.161, 0.46), (1.417, 1.215, 1.671), (1.365, 1.085, 1.196),
        (1.096, 0.827, 1.769), (-1.787, -2.175, -1.869), (-1.335, -1.389, -1.536),
        (0.462, 0.545, 0.337), (0.547, 0.412, 0.574), (0.47, 0.694, 0.553),
        (0.215, -0.053, 0.405), (-0.738, -0.943, -0.768), (-0.471, -0.109, -0.372),
    )
)  # fmt: skip

CONDITION_100 = Quadratic(np.diag([50.0, 0.5]), np.zeros(2))
"""50 w1^2 + 0.5 w2^2: a hundred times as steep across as along."""
