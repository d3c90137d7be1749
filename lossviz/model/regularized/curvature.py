"""A penalty rounds a long valley: λ sum w^2 adds 2 λ to its curvature in every direction.

Gradient descent on a quadratic has a best learning rate, 2 / (h_max + h_min), with which what is
left of the way shrinks by (κ − 1) / (κ + 1) at each step, κ = h_max / h_min. |w| has no curvature,
so L1 adds none.
Source: lecture, "Regularization: improve optimization by adding curvature"; Polyak 1987.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.optimizers import sgd, start
from lossviz.model.regularization import Regularizer
from lossviz.model.regularized.penalty_parts import Parts, parts
from lossviz.model.regularized.two_weights import Quadratic

FAR = 1e6
"""A walk that is further away than so many times its start has diverged."""


class Curvature(NamedTuple):
    """Second slopes of the total loss: the largest and the smallest."""

    highest: float
    lowest: float

    @property
    def condition(self) -> float:
        """κ: how many times as steep the valley is across as along; ∞ where it has a flat floor."""
        return self.highest / self.lowest if self.lowest > 0 else math.inf

    @property
    def best_rate(self) -> float:
        """The learning rate with which gradient descent is quickest."""
        return 2 / (self.highest + self.lowest)

    def steps(self, share: float) -> float:
        """Steps of gradient descent at the best rate until no more than this share is left.

        1 if the valley is round, ∞ if its floor is flat.
        """
        shrinking = (self.condition - 1) / (self.condition + 1)
        if not math.isfinite(self.condition):
            return math.inf
        if shrinking == 0:
            return 1.0
        return math.ceil(math.log(share) / math.log(shrinking) - 1e-9)


def curvature(loss: Quadratic, regularizer: Regularizer, strength: float) -> Curvature:
    """Of loss + λ R(w), away from the kinks of |w|."""
    added = 2 * strength * parts(regularizer).squares
    lowest, highest = (np.linalg.eigvalsh(2 * loss.A) + added).tolist()
    return Curvature(highest, max(lowest, 0.0))


class Walk(NamedTuple):
    """Gradient descent from a start. w (T + 1, 2): the places. goal (2,): the minimum.

    arrived: the first step with no more than the wanted share of the way left; None if there was
    none. diverged: whether it left for infinity; w ends before that.
    """

    w: Floats
    goal: Floats
    arrived: int | None
    diverged: bool


def walk(
    loss: Quadratic,
    regularizer: Regularizer,
    strength: float,
    begin: tuple[float, float],
    rate: float,
    share: float,
    most: int,
) -> Walk:
    """Steps down loss + λ R until the minimum is near, at most so many."""
    part = parts(regularizer)
    goal = loss.least(part, np.array([strength]))[0]
    state = start(np.array(begin, dtype=np.float64))
    way = max(float(np.linalg.norm(state.parameters - goal)), np.finfo(np.float64).tiny)
    places = [state.parameters]
    for step in range(most + 1):
        left = float(np.linalg.norm(places[-1] - goal))
        if left <= share * way:
            return Walk(np.array(places), goal, step, False)
        if step == most:
            break
        w = state.parameters
        slope = loss.slopes(w).base + strength * regularizer.gradient(w)
        state = sgd(state, slope, rate)
        if not np.linalg.norm(state.parameters - goal) <= FAR * (1 + way):
            return Walk(np.array(places), goal, None, True)
        places.append(state.parameters)
    return Walk(np.array(places), goal, None, False)


def arrivals(
    loss: Quadratic,
    regularizer: Regularizer,
    strengths: Floats,
    rates: Floats,
    begin: tuple[float, float],
    share: float,
    most: int,
) -> Floats:
    """The steps (K,) that a walk takes until it arrives, for each λ (K,) with its rate (K,).

    All walks are taken side by side; ∞ for one that has not arrived within so many steps.
    """
    part = parts(regularizer)
    goals = loss.least(part, strengths)  # (K, 2)
    w = np.tile(np.array(begin, dtype=np.float64), (len(strengths), 1))
    least = share * np.maximum(np.linalg.norm(w - goals, axis=1), np.finfo(np.float64).tiny)
    steps = np.full(len(strengths), np.inf)
    lam, rate = strengths[:, None], rates[:, None]
    with np.errstate(all="ignore"):  # a walk may leave for infinity
        for step in range(most + 1):
            there = np.linalg.norm(w - goals, axis=1) <= least
            steps[there & np.isinf(steps)] = step
            if np.isfinite(steps).all():
                break
            slope = 2 * (w - loss.centre) @ loss.A
            w = w - rate * (slope + lam * (2 * part.squares * w + part.sizes * np.sign(w)))
    return steps


def rounded(loss: Quadratic, part: Parts, strength: float) -> Quadratic:
    """Loss + λ squares sum w^2 as one quadratic, whose contours are rounder.

    Its centre is the minimum. The sizes of |w|, which have no curvature, are left out.
    """
    A = loss.A + strength * part.squares * np.eye(2)
    squares = Parts(part.squares, 0.0)
    centre = loss.least(squares, np.array([strength]))[0]
    floor = float(loss.loss(centre)) + strength * part.squares * float(centre @ centre)
    return Quadratic(A, centre, floor)
