"""At a minimum two slopes cancel: that of the data loss, and λ times that of R.

On a kink a loss has a whole range of slopes, and it is enough if some of them cancel.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.regularization import Regularizer
from lossviz.model.regularized.penalty_parts import parts, slope_range
from lossviz.model.regularized.two_weights import TwoWeightLoss

CANCELLED = 1e-6


class Balance(NamedTuple):
    """At w: the least and the largest slope of the data loss, likewise of λ R, (2,) each.

    left: how much remains where they cancel as far as they can, a length.
    """

    data: tuple[Floats, Floats]
    penalty: tuple[Floats, Floats]
    left: float

    @property
    def cancels(self) -> bool:
        """Whether w is a minimum, as far as the slopes say."""
        return self.left < CANCELLED


def balance(loss: TwoWeightLoss, regularizer: Regularizer, strength: float, w: Floats) -> Balance:
    """The slopes at w (2,), and whether they cancel."""
    data = loss.slopes(w)
    low, high = (strength * each for each in slope_range(regularizer, w))
    at_zero = w == 0
    reach = strength * parts(regularizer).sizes * np.eye(2)[at_zero]  # from −1 to 1 at a zero
    base = data.base + (low + high) / 2 - reach.sum(axis=0)
    left = shortest(base, np.concatenate([data.steps, 2 * reach]))
    return Balance((data.low, data.high), (low, high), left)


def shortest(base: Floats, steps: Floats) -> float:
    """The least length of base + sum a_t steps_t with all a_t in 0 to 1; steps (T, 2).

    These sums fill a polygon that goes round by the steps in the order of their angles, up one side
    and down the other. If 0 lies inside, the length is 0.
    """
    steps = steps[steps.any(axis=1)]
    up = np.where(upwards(steps)[:, None], steps, -steps)
    lowest = base + np.where(upwards(steps)[:, None], 0, steps).sum(axis=0)
    up = up[np.argsort(np.arctan2(up[:, 1], up[:, 0]))]
    sides = np.concatenate([up, -up])  # (2 T, 2)
    corners = lowest + np.cumsum(np.concatenate([np.zeros((1, 2)), sides]), axis=0)[:-1]
    if len(steps) == 0:
        return float(np.linalg.norm(base))
    to_the_left = sides[:, 0] * -corners[:, 1] + sides[:, 1] * corners[:, 0]
    if (to_the_left > 0).all():
        return 0.0
    share = np.clip(-(corners * sides).sum(axis=1) / (sides * sides).sum(axis=1), 0, 1)
    return float(np.linalg.norm(corners + share[:, None] * sides, axis=1).min())


def upwards(steps: Floats) -> NDArray[np.bool_]:
    """Which of them (T, 2) go up, or level to the right."""
    return np.asarray((steps[:, 1] > 0) | ((steps[:, 1] == 0) & (steps[:, 0] > 0)))
