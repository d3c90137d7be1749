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
class DrawStart:
    """Another start from the seed of now; weights that were loaded are left behind."""


@dataclass(frozen=True)
class Resume:
    """After a divergence: stand at the best evaluation before it, ready to run."""


@dataclass(frozen=True, eq=False)
class LoadWeights:
    """Start anew from weights of one's own. W (C, D), b (C,)."""

    W: NDArray[np.float32]
    b: NDArray[np.float32]


OwnCommand = Configure[TrainingConfig] | RunEpoch | DrawStart | Resume | LoadWeights
Command = OwnCommand | Look[TrainingSight] | Motion
"""Of the motions, a step that was taken is not taken back: W is too large to be kept."""
