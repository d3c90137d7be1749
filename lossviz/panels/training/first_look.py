"""The templates of a run that waits for its images. No Qt.

The first weights need a seed and no image: they are those that the run begins with, whichever
images it gets. So they are shown while images are being drawn, which takes seconds once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lossviz.data.records import CLASS_NAMES
from lossviz.model.dataset import PIXELS
from lossviz.model.parameters import first_parameters, unpack
from lossviz.model.templates import Scale, templates
from lossviz.model.training_config import TrainingConfig
from lossviz.panels.training import left_run


@dataclass(frozen=True, eq=False)
class FirstLook:
    """Pictures (C, 32, 32, 3) of the first weights of the classes of these names."""

    pictures: NDArray[np.uint8]
    names: tuple[str, ...] = CLASS_NAMES


def first_look(config: TrainingConfig, scale: Scale, folder: Path | None) -> FirstLook | None:
    """What the run begins with; None where one was left in the folder, which may go on instead."""
    if folder is not None and left_run.any_in(folder):
        return None
    C = len(CLASS_NAMES)
    W, _ = unpack(first_parameters(C, PIXELS, config.weight_scale, config.seed), C)
    pictures = templates(W, scale)
    pictures.flags.writeable = False
    return FirstLook(pictures)
