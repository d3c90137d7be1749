"""Down a smooth, convex slope in few steps: L-BFGS, with a scale for each number.

Gradient descent takes one step length for all directions. This one begins with a curvature guessed
for each number, and learns from its last steps how the slope changes along them.
Source: Nocedal 1980; Nocedal and Wright, "Numerical Optimization", algorithm 7.4.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from typing import NamedTuple

import numpy as np

from lossviz.model.arrays import Floats

MEMORY = 12
MOST_STEPS = 500
ENOUGH = 1e-4  # of the slope that a step promises, as the least it must bring
SHORTEST = 1e-4
NOTHING = 1e-12  # where the value itself goes to 0

Objective = Callable[[Floats], tuple[float, Floats]]


class Step(NamedTuple):
    """A step taken: how w and its slope changed, and 1 over their product."""

    w: Floats
    slope: Floats
    inverse: float


def descending(
    f: Objective, w: Floats, scale: Floats, tolerance: float
) -> Generator[None, None, Floats]:
    """The w at which f is least, from a start; a rest after each step.

    f: value and gradient. scale: 1 over the curvature guessed for each number of w. It ends when
    a step promises less than tolerance^2 of the value, or after 500 steps.
    """
    steps: deque[Step] = deque(maxlen=MEMORY)
    value, slope = f(w)
    for _ in range(MOST_STEPS):
        direction = -learned(steps, slope, scale)
        promise = -float(np.vdot(slope, direction))
        if promise <= tolerance**2 * abs(value) + NOTHING:
            break
        length = 1.0
        while True:
            new = w + np.asarray(length * direction, dtype=w.dtype)
            new_value, new_slope = f(new)
            bound = value - ENOUGH * length * promise + np.finfo(w.dtype).eps * abs(value)
            if new_value <= bound or length < SHORTEST:
                break
            length /= 2
            yield
        change, turn = new - w, new_slope - slope
        if (bend := float(np.vdot(change, turn))) > 0:
            steps.append(Step(change, turn, 1 / bend))
        w, value, slope = new, new_value, new_slope
        yield
    return w


def learned(steps: deque[Step], slope: Floats, scale: Floats) -> Floats:
    """The slope divided by the curvature, as far as it is known from the steps."""
    q = slope.copy()
    shares = []
    for step in reversed(steps):
        share = step.inverse * float(np.vdot(step.w, q))
        q -= share * step.slope
        shares.append(share)
    q *= scale
    if steps:
        last = steps[-1]
        q /= last.inverse * float(np.vdot(last.slope, scale * last.slope))
    for step, share in zip(steps, reversed(shares), strict=True):
        q += step.w * (share - step.inverse * float(np.vdot(step.slope, q)))
    return q
