"""What the panel asks of the training job; obeyed in order, between two steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.commands import Configure, Look, Motion
from lossviz.panels.training.state import TrainingSight


@dataclass(frozen=True)
class RunEpoch:
    """Take steps to the end of this epoch."""


@dataclass(frozen=True)
class Resume:
    """After a divergence: stand at the best evaluation before it, ready to run."""


@dataclass(frozen=True, eq=False)
class LoadWeights:
    """Weights of one's own, to start from. W (C, D), b (C,).

    said: what was done to the file's arrays to make them so.
    """

    W: NDArray[np.float32]
    b: NDArray[np.float32]
    said: str = ""


@dataclass(frozen=True, eq=False)
class ShowRun:
    """Go to a run by its number: as it was left, or to its start, where there is none of it.

    start: its first weights, where they were loaded; else those of the seed.
    """

    number: int
    start: LoadWeights | None = None


OwnCommand = Configure[TrainingConfig] | RunEpoch | ShowRun | Resume
Command = OwnCommand | Look[TrainingSight] | Motion
"""Of the motions, a step that was taken is not taken back: W is too large to be kept."""
