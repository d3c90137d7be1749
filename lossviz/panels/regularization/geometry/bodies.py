"""The body of a penalty: all weights whose R is no larger than a size. No Qt.

L2: a circle. L1: a square on its corner. Elastic net: what lies between, with corners too.
"""

from __future__ import annotations

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.regularization import Regularizer
from lossviz.model.regularized.penalty_parts import parts

CORNERS = 60  # of each quarter that is bent


def body(regularizer: Regularizer, R: float) -> Floats:
    """The outline (K, 2) of all w with R(w) no larger, from the right corner upwards around."""
    if R <= 0:
        return np.empty((0, 2))
    part = parts(regularizer)
    straight = part.squares == 0
    angle = np.linspace(0, np.pi / 2, 2 if straight else CORNERS)
    way = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    squares = part.squares * (way * way).sum(axis=1)
    sizes = part.sizes * way.sum(axis=1)
    # R(t way) = squares t^2 + sizes t = R, in the form that does not lose t where squares are small
    length = 2 * R / (sizes + np.sqrt(sizes**2 + 4 * squares * R))
    quarter = length[:, None] * way
    if straight:
        quarter = R / part.sizes * np.array([(1.0, 0.0), (0.0, 1.0)])
    turns = [(1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0)]
    quarters = [quarter[:-1] @ np.array(turn).reshape(2, 2).T for turn in turns]
    return np.concatenate(quarters)
