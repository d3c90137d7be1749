"""One training run from its start: its steps, its curves, and how it ended. No Qt, no thread."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import Dataset
from lossviz.model.evaluation import Evaluation, evaluate
from lossviz.model.losses import LOSSES
from lossviz.model.parameters import pack, unpack
from lossviz.model.training import Snapshot, train
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.training.history import History
from lossviz.panels.training.left_run import LeftRun
from lossviz.panels.training.path import Packed, WeightPath
from lossviz.panels.training.report import (
    Divergence,
    MinibatchLoss,
    StartCheck,
    start_check,
)

# The iterator goes on as long as it is asked; the job stops at the epochs that are set, so that a
# person can add some and the optimizer still has its memory.
ENDLESS = 10**6

Snapshots = Generator[Snapshot, TrainingConfig | None, None]
Weights = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Weights to come back to, packed. validation_loss: the lowest so far was theirs."""

    step: int
    epoch: float
    validation_loss: float
    weights: Packed
    newest: MinibatchLoss | None


class TrainingRun:
    """Takes steps of `train`, and notes what a person sees of them.

    snapshot: after the newest finite step. best: the evaluation with the lowest validation loss.
    path: the weights on the way, from the start on.
    divergence: set when a step's loss left the range; no further step is taken until `resume`.
    """

    def __init__(
        self,
        data: Dataset,
        config: TrainingConfig,
        mean: NDArray[np.float32],
        given: Weights | None = None,
    ) -> None:
        """Begin from the seed, or from weights that are `given`; mean is the mean image."""
        self._data = data
        self.config_at_start = config
        self._loss = config.loss
        self._asked, self._endless = config, replace(config, epochs=ENDLESS)
        self._mean = mean
        self.newest: MinibatchLoss | None = None
        self._step_before, self._epoch_before = 0, 0.0
        self.given = given
        self.history = History()
        self.divergence: Divergence | None = None
        self._snapshots, self.snapshot = self._begin(config, given)
        self.path = WeightPath(self.snapshot.state.parameters)
        first = self.snapshot.validation or self._evaluate_training(config, mean)
        self.best = self._checkpoint(math.inf)
        self._note_validation()
        classes = len(data.class_names)
        loaded = given is not None
        self.start: StartCheck = start_check(config.loss, classes, first.data_loss, loaded)

    @property
    def step(self) -> int:
        """Updates so far."""
        return self._step_before + self.snapshot.step

    @property
    def epoch(self) -> float:
        """Passes over the training images so far."""
        return self._epoch_before + self.snapshot.epoch

    def finished(self, config: TrainingConfig) -> bool:
        """Whether all epochs are done."""
        return self.epoch >= config.epochs - 1e-9

    def take_step(self, config: TrainingConfig) -> bool:
        """One step with these settings; true when it ended an epoch."""
        if config.loss != self._loss:
            self._take_other_loss(config.loss)
        if config is not self._asked:  # checking settings costs more than one would think
            self._asked, self._endless = config, replace(config, epochs=ENDLESS)
        snapshot = self._snapshots.send(self._endless)
        if snapshot.diverged:
            best = self.best.step
            self.divergence = Divergence(self.step + 1, config.learning_rate, best)
            return False
        self.snapshot = snapshot
        self.path.note(self.step, snapshot.state.parameters)
        self._note(snapshot)
        return snapshot.validation is not None or snapshot.epoch.is_integer()

    def _take_other_loss(self, loss: str) -> None:
        """Losses of two kinds don't compare: begin anew with the average and with the best."""
        self._loss = loss
        self.history.begin_average()
        self.best = self._checkpoint(math.inf)

    def resume(self, config: TrainingConfig) -> None:
        """After a divergence: go back to the best evaluation, ready to go on from there.

        The last finite step itself is of no use: its weights are finite, and huge.
        """
        if self.divergence is not None:
            self.divergence = None
            self._step_before, self._epoch_before = self.best.step, self.best.epoch
            self.history = self.history.until(self.best.step, self.best.epoch)
            self.path.cut(self.best.step)
            self.newest = self.best.newest
            weights = unpack(self.best.weights, len(self._data.class_names))
            self._snapshots, self.snapshot = self._begin(config, weights)

    def go_on_from(self, left: LeftRun) -> None:
        """Stand where an earlier run was left; the optimizer begins with an empty memory."""
        self._step_before, self._epoch_before = left.step, left.epoch
        self.history = History.of(left.steps, left.validation)
        self._snapshots, self.snapshot = self._begin(self._asked, (left.W, left.b))
        self.path = WeightPath(self.snapshot.state.parameters, left.step)
        curves = self.history.steps()
        losses = (float(each[-1]) for each in (curves.data_loss, curves.penalty, curves.total))
        self.newest = MinibatchLoss(*losses)
        validation = self.snapshot.validation
        self.best = self._checkpoint(validation.data_loss if validation else math.inf)

    def left(self) -> LeftRun:
        """What is kept of it, to go on from there another time."""
        steps, validation = self.history.rows()
        return LeftRun(self.step, self.epoch, self.snapshot.W, self.snapshot.b, steps, validation)

    def trace(self, config: TrainingConfig, running: bool) -> TrainingTrace:
        """What other panels may see of it; costs no more than a copy of the gradient."""
        now = self.snapshot.state.parameters
        path_steps, path = self.path.until(self.step, now)
        return TrainingTrace(
            data=self._data,
            mean=self._mean,
            config=config,
            step=self.step,
            epoch=self.epoch,
            start=self.path.start,
            now=now,
            best=self.best.weights,
            best_step=self.best.step,
            gradient=packed_gradient(self.snapshot),
            velocity=downhill_velocity(self.snapshot),
            path=path,
            path_steps=path_steps,
            running=running,
        )

    def _begin(self, config: TrainingConfig, weights: Weights | None) -> tuple[Snapshots, Snapshot]:
        """A new iterator, and its first snapshot, which is where it begins."""
        snapshots = train(replace(config, epochs=ENDLESS), self._data, weights, self._mean)
        return snapshots, next(snapshots)

    def _note(self, snapshot: Snapshot) -> None:
        """Add a step to the curves."""
        values = (snapshot.data_loss, snapshot.penalty, snapshot.total, snapshot.batch_accuracy)
        data_loss, penalty, total, accuracy = (float(v) for v in values if v is not None)
        self.newest = MinibatchLoss(data_loss, penalty, total)
        self.history.add_step(self.epoch, self.step, data_loss, penalty, total, accuracy)
        self._note_validation()

    def _note_validation(self) -> None:
        """Add an evaluation to the curves, if there is one, and keep the best."""
        validation = self.snapshot.validation
        if validation is None:
            return
        self.history.add_validation(self.epoch, *validation)
        if validation.data_loss < self.best.validation_loss:
            self.best = self._checkpoint(validation.data_loss)

    def _checkpoint(self, validation_loss: float) -> Checkpoint:
        weights = self.snapshot.state.parameters
        return Checkpoint(self.step, self.epoch, validation_loss, weights, self.newest)

    def _evaluate_training(self, config: TrainingConfig, mean: NDArray[np.float32]) -> Evaluation:
        """The first loss where there are too few images to hold any out."""
        images, labels = self._data.split()[0]
        loss = LOSSES[config.loss]
        return evaluate(self.snapshot.W, self.snapshot.b, images, labels, mean, loss)


def packed_gradient(snapshot: Snapshot) -> Packed | None:
    """The gradient that made this step, packed; None at a start."""
    if snapshot.dW is None or snapshot.db is None:
        return None
    gradient = pack(snapshot.dW, snapshot.db)
    gradient.setflags(write=False)
    return gradient


def downhill_velocity(snapshot: Snapshot) -> Packed | None:
    """Where the optimizer's memory of gradients rolls, packed; None at a start."""
    if snapshot.dW is None:
        return None
    velocity = snapshot.state.velocity
    if snapshot.config.optimizer == "adam":  # it averages gradients, and those point uphill
        velocity = -velocity
        velocity.setflags(write=False)
    return velocity
