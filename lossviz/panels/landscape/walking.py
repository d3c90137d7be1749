"""A walk downhill: steps of an optimizer or of a search, and the way back. No Qt.

Every step is a pure function of where the walk is and of its number, so the same start gives the
same walk, and a step that was taken back is taken again as it was.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.landscape import Landscape
from lossviz.model.optimizers import OPTIMIZERS, Best, State, better
from lossviz.model.optimizers import start as optimizer_start
from lossviz.panels.landscape.checking import analytic_gradient
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.state import LandscapeState, Point

FAR = 1e3  # times the map: a walk that is farther away has diverged
MOST_STEPS = 5000

Ending = Literal["", "edge", "diverged", "long"]


@dataclass(frozen=True, eq=False)
class Step:
    """Where a walk is after a step.

    state: of the optimizer; its parameters are the point. loss: there. evaluations: of the whole
    loss that it took to get here; a minibatch of half the examples counts half. slope: the gradient
    (2,) that made the step, None for a search. tried: where a search looked, with its loss.
    learning_rate, momentum: the settings that the step was taken with.
    """

    state: State
    loss: float
    evaluations: float
    slope: Floats | None = None
    tried: tuple[Floats, float] | None = None
    learning_rate: float = 0.0
    momentum: float = 0.0

    @property
    def at(self) -> Point:
        """The point."""
        w1, w2 = self.state.parameters.tolist()
        return w1, w2


@dataclass(frozen=True, eq=False)
class WalkRecord:
    """A walk as it is drawn. points (K, 2), losses (K,), evaluations (K,): first what was walked,
    `done` of them, then what comes next. last, before: the newest step and the one before it.
    ending: why it can't go on. refused: the learning rate of the step that was not taken.
    """

    walker: str
    points: Floats
    losses: Floats
    evaluations: Floats
    done: int
    last: Step
    before: Step | None
    ending: Ending
    refused: float = 0.0


class Walk:
    """The steps of one walker since its start."""

    def __init__(self, walker: str, ground: Ground, at: Point) -> None:
        self.walker = walker
        self._ground = ground
        self.steps = [first_step(ground, at)]
        self._walked = Walked(self.steps[0])
        self.ending: Ending = ""
        self._refused = 0.0

    @property
    def last(self) -> Step:
        """Where it is."""
        return self.steps[-1]

    def advance(self, settings: LandscapeState) -> bool:
        """Take a step; False, with `ending`, where it can't. Another rate may help it on."""
        if len(self.steps) > MOST_STEPS:
            self.ending = "long"
            return False
        self.ending, step = next_step(self.walker, self._ground, self.last, settings)
        if step is not None:
            self._walked.put(len(self.steps), step)
            self.steps.append(step)
        else:
            self._refused = settings.learning_rate
        return step is not None

    def back(self) -> bool:
        """Take a step back; False at the start."""
        self.ending = ""
        if len(self.steps) == 1:
            return False
        del self.steps[-1]
        return True

    def cut(self, count: int) -> None:
        """Keep the start and so many steps."""
        self.ending = ""
        del self.steps[count + 1 :]

    def coming(self, settings: LandscapeState, count: int) -> list[Step]:
        """The steps that come next, if nothing is changed."""
        found: list[Step] = []
        at = self.last
        while len(found) < count and not self.ending:
            _, step = next_step(self.walker, self._ground, at, settings)
            if step is None:
                break
            found.append(step)
            at = step
        return found

    def record(self, coming: list[Step]) -> WalkRecord:
        """All of it, as arrays that never change."""
        rows = np.concatenate([self._walked.rows(len(self.steps)), rows_of(coming)])
        rows.setflags(write=False)
        before = self.steps[-2] if len(self.steps) > 1 else None
        columns = rows[:, :2], rows[:, 2], rows[:, 3]
        return WalkRecord(
            self.walker, *columns, len(self.steps), self.last, before, self.ending, self._refused
        )


def rows_of(steps: list[Step]) -> Floats:
    """w1, w2, loss and evaluations of steps, (K, 4)."""
    rows = [(*each.at, each.loss, each.evaluations) for each in steps]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


class Walked:
    """The rows of the steps so far, which are not worked out anew for each picture."""

    def __init__(self, first: Step) -> None:
        self._rows = np.empty((256, 4))
        self._rows[0] = rows_of([first])

    def put(self, index: int, step: Step) -> None:
        """Write the row of a step; those after it no longer count."""
        if index == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[index] = rows_of([step])

    def rows(self, count: int) -> Floats:
        """The first rows."""
        return self._rows[:count]


def first_step(ground: Ground, at: Point) -> Step:
    """The start."""
    return Step(optimizer_start(np.array(at, dtype=np.float64)), loss_at(ground, *at), 0.0)


def next_step(
    walker: str,
    ground: Ground,
    last: Step,
    settings: LandscapeState,
) -> tuple[Ending, Step | None]:
    """One step further; or none, and why: the loss ends there, or the walk has left for good."""
    if walker in ("random", "local"):
        return "", search_step(walker, ground, last, settings)
    slope, price = slope_at(walker, ground, last, settings)
    if not np.isfinite(slope).all():
        return "edge", None
    optimizer = OPTIMIZERS["sgd" if walker in ("gd", "sgd") else walker]
    with np.errstate(all="ignore"):
        state = optimizer(last.state, slope, settings.learning_rate, settings.momentum)
    w1, w2 = state.parameters.tolist()
    if not (math.isfinite(w1) and math.isfinite(w2)):
        return "diverged", None
    loss = loss_at(ground, w1, w2)
    if is_far(ground, w1, w2) and not loss < last.loss:  # nan too
        return "diverged", None
    if not math.isfinite(loss):
        return "edge", None
    evaluations = last.evaluations + price
    return "", Step(
        state, loss, evaluations, slope, None, settings.learning_rate, settings.momentum
    )


def slope_at(
    walker: str, ground: Ground, last: Step, settings: LandscapeState
) -> tuple[Floats, float]:
    """The gradient that makes the next step, and how much of an evaluation it costs.

    With a mistake in the gradient one walks by the mistake, as one would in training.
    """
    surface = ground.surface
    if walker == "sgd" and isinstance(surface, Landscape) and settings.batch_size < len(surface.y):
        rng = np.random.default_rng((settings.seed, last.state.step))
        rows = rng.permutation(len(surface.y))[: settings.batch_size]
        surface = surface.minibatch(rows)
        return analytic_gradient(surface, settings.mistake)(*last.at), len(rows) / ground.examples
    return analytic_gradient(surface, settings.mistake)(*last.at), 1.0


def search_step(walker: str, ground: Ground, last: Step, settings: LandscapeState) -> Step:
    """The lecture's strategy 1: try a place, and go there if it is better.

    Random search draws it from the whole map as it is at first, local search around the best.
    """
    n = last.state.step + 1
    rng = np.random.default_rng((settings.seed, n))
    W = last.state.parameters
    if walker == "random":
        lows, highs = zip(ground.w1_range, ground.w2_range, strict=True)
        tried = rng.uniform(lows, highs)
    else:
        tried = W + settings.learning_rate * rng.standard_normal(2)
    loss = loss_at(ground, *tried.tolist())
    best = better(Best(W, last.loss, n - 1), Best(tried, loss, n))
    state = last.state._replace(parameters=best.W, step=n)
    evaluations = last.evaluations + 1
    return Step(state, best.loss, evaluations, None, (tried, loss), settings.learning_rate)


def loss_at(ground: Ground, w1: float, w2: float) -> float:
    """The loss at a point."""
    return float(ground.surface.loss(w1, w2))


def is_far(ground: Ground, w1: float, w2: float) -> bool:
    """Whether a point is so far from what is worth seeing that a walk going up has diverged."""
    return any(
        not low - FAR * (high - low) <= w <= high + FAR * (high - low)
        for w, (low, high) in zip((w1, w2), (ground.w1_range, ground.w2_range), strict=True)
    )
