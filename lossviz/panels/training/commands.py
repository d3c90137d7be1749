"""What the panel asks of the training job; obeyed in order, between two steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.commands import Replaceable, Stop
from lossviz.panels.training.state import TrainingView


@dataclass(frozen=True)
class Configure(Replaceable):
    """Settings that act from the next step on; seed and weight scale at the next start."""

    config: TrainingConfig


@dataclass(frozen=True)
class Run:
    """Take so many steps more, or all to the end of the epoch, or (both None) of the run."""

    steps: int | None = None
    to_epoch: bool = False


@dataclass(frozen=True)
class Rewind:
    """Back to the same start; `from_seed` leaves weights that were loaded behind."""

    from_seed: bool = False


@dataclass(frozen=True)
class Resume:
    """After a divergence: stand at the best evaluation before it, ready to run."""


@dataclass(frozen=True)
class Look(Replaceable):
    """Look at other things."""

    view: TrainingView


@dataclass(frozen=True, eq=False)
class LoadWeights:
    """Start anew from weights of one's own. W (C, D), b (C,)."""

    W: NDArray[np.float32]
    b: NDArray[np.float32]


Command = Configure | Run | Stop | Rewind | Resume | Look | LoadWeights
