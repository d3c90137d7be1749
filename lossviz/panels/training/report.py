"""What the training job tells the panel: frozen, with read-only arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.losses import LOSSES, loss_at_zero_scores
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.training.evaluating import Confusion, Judged
from lossviz.panels.training.history import StepCurves, ValidationCurves
from lossviz.panels.training.state import TrainingSight

# What the first loss may differ by from that of scores that are all 0.
NEAR_ZERO_SCORES = 0.05


@dataclass(frozen=True)
class StartCheck:
    """The sanity check of the lecture: small weights, all scores near 0, so log C or C - 1.

    expected: the loss of scores that are all 0. measured: the first loss of this run. loaded: true
    when it started from weights of the person's own.
    """

    loss: str
    classes: int
    expected: float
    measured: float
    loaded: bool = False

    @property
    def passed(self) -> bool:
        """Whether the first loss is what scores near 0 give, to 5 %."""
        return abs(self.measured - self.expected) <= NEAR_ZERO_SCORES * self.expected


@dataclass(frozen=True)
class MinibatchLoss:
    """The objective of a minibatch before its step. total: data plus penalty."""

    data: float
    penalty: float
    total: float


@dataclass(frozen=True)
class Divergence:
    """A loss that left the range.

    step: the update that did it. learning_rate: the one used. best_step: where the validation loss
    was lowest so far, and where one can go back to.
    """

    step: int
    learning_rate: float
    best_step: int


@dataclass(frozen=True, eq=False)
class TrainingReport:
    """Where a run stands, and what is looked at: `templates` and `judged` are those of `view`.

    step, epoch: updates and passes so far. steps_total: updates at the end of the run.
    newest: the newest minibatch (None before the first step). weights (C, 3072), bias (C,): those
    of `step`. gradient (C, 3072): of the newest minibatch's total. templates: (C, 32, 32, 3)
    uint8. steps_per_second: 0 while it is not running. start_acts_later: seed or weight scale were
    changed after the start. trace: the same for other panels, and the path walked so far.
    """

    config: TrainingConfig
    view: TrainingSight
    running: bool
    finished: bool
    step: int
    epoch: float
    steps_total: int
    steps_per_second: float
    newest: MinibatchLoss | None
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    gradient: NDArray[np.float32] | None
    templates: NDArray[np.uint8]
    steps: StepCurves
    validation: ValidationCurves
    judged: tuple[Judged, ...]
    confusion: Confusion | None
    start: StartCheck
    start_acts_later: bool
    divergence: Divergence | None
    trace: TrainingTrace

    @property
    def epochs_shown(self) -> float:
        """Where the axis of epochs ends: at those that are set, or at those done."""
        return max(float(self.config.epochs), self.epoch)


def start_check(loss: str, classes: int, measured: float, loaded: bool) -> StartCheck:
    """Hold the first loss of a run against that of scores that are all 0."""
    return StartCheck(loss, classes, loss_at_zero_scores(LOSSES[loss], classes), measured, loaded)
