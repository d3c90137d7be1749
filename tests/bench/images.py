"""50,000 + 10,000 images in CIFAR-10's binary layout: the drawn stand-in, repeated five times."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lossviz.data import stand_in
from lossviz.data.records import RECORD
from lossviz.data.verified import file_name
from lossviz.model.dataset import Split

TILES = 5
VARIABLE = "LOSSVIZ_BENCH_IMAGES"
"""Name of the environment variable that tells the benchmarks where the file lies."""


def write_images(folder: Path) -> Path:
    """Write the file, 184 MB, and return its path.

    It is copied into memory when it is opened; CIFAR-10 in the data folder would be mapped.

    Not the data folder: nothing there may be taken for CIFAR-10 that is not.
    """
    drawn = stand_in.load()
    training, test = records(drawn.training), records(drawn.test)
    path = folder / file_name(TILES * len(training), TILES * len(test))
    with path.open("wb") as file:
        for part in (training, test):
            for _ in range(TILES):
                file.write(part.tobytes())
    return path


def records(split: Split) -> np.ndarray:
    """One row an image: its label, then its pixels."""
    rows = np.empty((len(split.labels), RECORD), np.uint8)
    rows[:, 0], rows[:, 1:] = split.labels, split.images
    return rows
