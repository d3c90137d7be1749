"""Two linear classifiers of the same points: one sees (x, y), the other one (r, theta).

No line parts two rings. In (r, theta) one does, r = constant, and back in the plane it is a circle.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.features.planes import whole_number
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.optimizers import momentum, start
from lossviz.model.parameters import pack, unpack
from lossviz.model.regularization import Regularization
from lossviz.model.scores import scores

LEARNING_RATE = 1.0
STEPS = 300
MOST_STEPS = 10_000


class Learned(NamedTuple):
    """A classifier W (C, D), b (C,) of points; its data loss before each step and after the last,
    (steps + 1,); and which points (N,) it gives to their class."""

    W: Floats
    b: Floats
    losses: NDArray[np.float64]
    right: NDArray[np.bool_]


def learned(X: ArrayLike, y: ArrayLike, C: int = 2, steps: int = STEPS) -> Learned:
    """Softmax on all points X (N, D) of classes y (N,) at once, from W = 0, with momentum."""
    sizes = Sizes(C=C)
    X, y = sizes.numbers("X", X, "N", "D"), sizes.classes("y", y, "N")
    steps = whole_number("steps", steps, 0, MOST_STEPS)
    softmax, penalty = LOSSES["softmax"], Regularization("l2", 0.0)
    state = start(np.zeros(C * X.shape[1] + C))
    losses = np.empty(steps + 1)
    for step in range(steps + 1):
        W, b = unpack(state.parameters, C)
        found = objective(W, b, X, y, softmax, penalty)
        losses[step] = found.data
        if step < steps:
            state = momentum(state, pack(found.dW, found.db), LEARNING_RATE)
    return Learned(W, b, losses, scores(X, W, b).argmax(axis=1) == y)


def line_taken_back(W: ArrayLike, b: ArrayLike, points: int = 181) -> NDArray[np.float64]:
    """Where two classes that see (r, theta) have equal scores, as points (n, 2) of (x, y).

    W (2, 2), b (2,). With w the difference of the rows, w_r r + w_theta theta + b = 0: a circle
    where w_theta = 0, else a part of a spiral. Angles at which r would be negative are left out.
    """
    sizes = Sizes()
    W, b = sizes.numbers("W", W, 2, 2), sizes.numbers("b", b, 2)
    (w_r, w_theta), bias = W[1] - W[0], b[1] - b[0]
    theta = np.linspace(-np.pi, np.pi, points)
    with np.errstate(all="ignore"):
        r = -(w_theta * theta + bias) / w_r
    there = np.isfinite(r) & (r >= 0)
    r, theta = r[there], theta[there]
    return np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1)
