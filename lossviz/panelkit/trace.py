"""What a training run shows of its weights to other panels. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import Dataset
from lossviz.model.training_config import TrainingConfig


@dataclass(frozen=True, eq=False)
class TrainingTrace:
    """Where a training run stands, for panels that look at its weights.

    Weights are packed, W (C, D) row by row, then b (C,): float32 (M,), read-only, and never
    written again, so the same array means the same weights.

    data: the images; `data.split()[0]` are those it learns from. mean: their mean image (D,).
    config: the settings of now. step, epoch: updates and passes so far.
    start, now, best: the weights at step 0, after `step`, and after `best_step`, where the loss
    on the validation images was lowest; without such images the best stays the start.
    gradient: of the newest minibatch's total, which made the newest step. velocity: where the
    optimizer's memory of gradients rolls, downhill; all 0 for an optimizer without one. Both are
    None before the first step, and before the first one after going back.
    path: weights on the way from the start to now, both included, after the steps `path_steps`;
    at most 65, evenly spaced but for the last.
    running: whether steps are being taken.
    """

    data: Dataset
    mean: NDArray[np.float32]
    config: TrainingConfig
    step: int
    epoch: float
    start: NDArray[np.float32]
    now: NDArray[np.float32]
    best: NDArray[np.float32]
    best_step: int
    gradient: NDArray[np.float32] | None
    velocity: NDArray[np.float32] | None
    path: tuple[NDArray[np.float32], ...]
    path_steps: tuple[int, ...]
    running: bool

    def says_other_than(self, before: TrainingTrace) -> bool:
        """Whether there is anything new since an earlier trace."""
        same_weights = self.now is before.now and self.best is before.best
        same_run = (self.config, self.running) == (before.config, before.running)
        return not (same_weights and same_run)

    @property
    def classes(self) -> int:
        """C."""
        return len(self.data.class_names)
