"""A run: updates of W and b from a start, each of which can be taken back. No Qt.

A step is a pure function of where the run is and of its number, minibatch included, so a step that
was taken back is taken again as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import NamedTuple

import numpy as np

from lossviz.model.arrays import Floats, Labels
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES, Loss
from lossviz.model.objective import Objective, objective
from lossviz.model.optimizers import OPTIMIZERS, State
from lossviz.model.optimizers import start as optimizer_start
from lossviz.model.parameters import pack, unpack
from lossviz.model.scores import scores
from lossviz.panels.playground.state import FARTHEST_WEIGHT, PlaygroundState

MOST_STEPS = 20_000
# Steps are kept to go back to: the newest of them, and the start.
MOST_KEPT = 2_000


@dataclass(frozen=True, eq=False)
class Examples:
    """What is learned from, as the classifier sees it: features (N, D) and classes y (N,)."""

    features: Floats
    y: Labels

    @property
    def N(self) -> int:  # noqa: N802 - the lecture's name
        """How many."""
        return len(self.y)


def examples(state: PlaygroundState) -> Examples:
    """The points to learn from, through the feature map."""
    X, y = state.points.training
    return Examples(FEATURE_MAPS[state.feature_map].features(X), y)


def loss_of(state: PlaygroundState) -> Loss:
    """The loss with its margin; softmax has none."""
    loss = LOSSES[state.loss]
    return loss if state.loss == "softmax" else replace(loss, margin=state.margin)  # type: ignore[type-var]


def objective_at(
    parameters: Floats, state: PlaygroundState, learn: Examples, rows: Labels | None = None
) -> Objective:
    """The objective and its gradient, over all examples or some of them."""
    W, b = unpack(parameters, state.C)
    F, y = learn.features, learn.y
    if rows is not None:
        F, y = F[rows], y[rows]
    with np.errstate(all="ignore"):
        return objective(W, b, F, y, loss_of(state), state.penalty)


@dataclass(frozen=True, eq=False)
class Curve:
    """The numbers of each step so far, (K,) each: for the plot."""

    data: Floats
    penalty: Floats
    total: Floats
    accuracy: Floats


class CurveSoFar:
    """A curve that grows a step at a time, and whose curves handed out before stay as they were.

    They are views of one array with room to grow. A row that one of them shows is never written
    again: before another way is gone from there, what is kept is copied.
    """

    _ROOM = 256

    def __init__(self) -> None:
        self._columns = np.empty((len(fields(Curve)), self._ROOM))
        self._count = 0
        self._shown = 0  # rows that a curve shows

    def append(self, data: float, penalty: float, total: float, accuracy: float) -> None:
        """The numbers of one more step."""
        full = self._count == self._columns.shape[1]
        if full or self._count < self._shown:
            self._copy(2 * self._count if full else self._columns.shape[1])
        self._columns[:, self._count] = data, penalty, total, accuracy
        self._count += 1

    def _copy(self, room: int) -> None:
        """Go on in an array of one's own."""
        columns = np.empty((len(self._columns), room))
        columns[:, : self._count] = self._columns[:, : self._count]
        self._columns, self._shown = columns, 0

    def drop_last(self) -> None:
        """Forget the newest step."""
        self._count -= 1

    def curve(self) -> Curve:
        """The numbers of each step so far, read-only; later steps leave it as it is."""
        self._shown = max(self._shown, self._count)
        columns = self._columns[:, : self._count]
        columns.setflags(write=False)
        return Curve(*columns)


class Kept(NamedTuple):
    """A step to go back to: its number, and the state of the optimizer that took it."""

    step: int
    optimizer: str
    state: State


class Update(NamedTuple):
    """What an update leads to: the state of its optimizer, and the objective over all there."""

    state: State
    found: Objective


class PlaygroundRun:
    """Updates since a start. diverged: the next one would leave the range of useful numbers."""

    def __init__(self, state: PlaygroundState, learn: Examples) -> None:
        self._learn = learn
        self._kept = [Kept(0, state.optimizer, optimizer_start(start_parameters(state)))]
        self._so_far = CurveSoFar()
        self.diverged = False
        self._note(state, objective_at(self.parameters, state, learn))

    @property
    def step(self) -> int:
        """Updates so far."""
        return self._kept[-1].step

    @property
    def parameters(self) -> Floats:
        """W and b now, packed."""
        return self._kept[-1].state.parameters

    @property
    def finished(self) -> bool:
        """Whether these are the most updates that a run takes."""
        return self.step >= MOST_STEPS

    def advance(self, settings: PlaygroundState) -> bool:
        """One update; False where it would diverge, or there were too many."""
        if self.diverged or self.finished:
            return False
        new = self.next_update(settings)
        if new is None:
            self.diverged = True
            return False
        self._kept.append(Kept(self.step + 1, settings.optimizer, new.state))
        if len(self._kept) > MOST_KEPT:
            del self._kept[1]
        self._note(settings, new.found)
        return True

    def next_update(self, settings: PlaygroundState) -> Update | None:
        """Where the next update leads; None where the loss or a weight is no longer finite."""
        last = self._memory(settings)
        found = objective_at(last.parameters, settings, self._learn, self.minibatch(settings))
        gradient = pack(found.dW, found.db)
        with np.errstate(all="ignore"):
            optimizer = OPTIMIZERS[settings.optimizer]
            new = optimizer(last, gradient, settings.learning_rate, settings.momentum)
            after = objective_at(new.parameters, settings, self._learn)
        largest = np.abs(new.parameters).max()
        if not (largest <= FARTHEST_WEIGHT and np.isfinite(after.total)):
            return None
        new.parameters.setflags(write=False)
        return Update(new, after)

    def _memory(self, settings: PlaygroundState) -> State:
        """What the optimizer goes on from; another one begins with an empty memory."""
        _, optimizer, state = self._kept[-1]
        return state if optimizer == settings.optimizer else optimizer_start(state.parameters)

    def minibatch(self, settings: PlaygroundState) -> Labels | None:
        """The rows of the next update's minibatch; None for all examples."""
        if not 0 < settings.batch_size < self._learn.N:
            return None
        rng = np.random.default_rng((settings.seed, self.step))
        return rng.permutation(self._learn.N)[: settings.batch_size]

    @property
    def can_go_back(self) -> bool:
        """Whether the step before is kept; at the start there is none."""
        return len(self._kept) > 1 and self._kept[-2].step == self.step - 1

    def back(self, settings: PlaygroundState) -> bool:
        """One update back, if it is kept; the newest row is of the objective of now."""
        self.diverged = False
        if self.can_go_back:
            del self._kept[-1]
            self._so_far.drop_last()
            self.follow(settings, self._learn)
            return True
        return False

    def follow(self, settings: PlaygroundState, learn: Examples) -> None:
        """Go on with other examples or another objective; the newest row is of them."""
        self._learn, self.diverged = learn, False
        self._so_far.drop_last()
        self._note(settings, objective_at(self.parameters, settings, learn))

    def curve(self) -> Curve:
        """The numbers of each step."""
        return self._so_far.curve()

    def _note(self, settings: PlaygroundState, found: Objective) -> None:
        accuracy = accuracy_on(self.parameters, settings.C, self._learn)
        self._so_far.append(found.data, found.penalty, found.total, accuracy)


def start_parameters(state: PlaygroundState) -> Floats:
    """Where a run begins, packed; read-only."""
    parameters = pack(np.array(state.W, dtype=np.float64), np.array(state.b, dtype=np.float64))
    parameters.setflags(write=False)
    return parameters


def accuracy_on(parameters: Floats, C: int, among: Examples) -> float:
    """The share of examples (0 to 1) that are classified rightly; nan where there are none."""
    if among.N == 0:
        return float("nan")
    W, b = unpack(parameters, C)
    with np.errstate(all="ignore"):
        right = scores(among.features, W, b).argmax(axis=1) == among.y
    return float(right.mean())
