"""A run as it was left, in a file: the app's next start goes on from there. No Qt.

One file for each data set, in the person's data folder. It is written by the worker now and then,
whole or not at all, so that it is there after a crash too.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lossviz.data.atomic import write_atomically
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import Dataset
from lossviz.panels.training.history import STEP_COLUMNS, VALIDATION_COLUMNS
from lossviz.panels.training.weights_file import Array, WeightsError, arrays_in

LARGEST_FILE = 64_000_000  # a million steps take half of it
MOST_STEPS = 1_000_000
PREFIX = "training-"


@dataclass(frozen=True, eq=False)
class LeftRun:
    """Where a run stood. W (C, D), b (C,); steps (8, n) and validation (3, m) are its curves."""

    step: int
    epoch: float
    W: NDArray[np.float32]
    b: NDArray[np.float32]
    steps: NDArray[np.float32]
    validation: NDArray[np.float32]


def file_of(folder: Path, data: Dataset) -> Path:
    """Where the run on these images is kept; other images have another file."""
    counts = len(data.training.labels), len(data.test.labels)
    what = f"{data.name} {counts} {data.class_names}"
    return folder / f"{PREFIX}{hashlib.sha256(what.encode()).hexdigest()[:12]}.npz"


def any_in(folder: Path) -> bool:
    """Whether a run was left there, on whichever images."""
    return any(folder.glob(f"{PREFIX}*.npz"))


def write(path: Path, left: LeftRun) -> None:
    """Write the file. OSError where it can't be written."""
    content = io.BytesIO()
    np.savez(content, **vars(left))
    write_atomically(path, content.getvalue())


def read(path: Path, shape: tuple[int, int]) -> LeftRun | None:
    """What was left there, for W of this shape; None where nothing was, or nothing of use."""
    try:
        with open_regular(path) as file:
            content = file.read(LARGEST_FILE)
        found = dict(arrays_in(content, LARGEST_FILE))
    except (OSError, WeightsError):
        return None
    return _checked(found, shape) if found.keys() == LeftRun.__dataclass_fields__.keys() else None


def _checked(found: dict[str, Array], shape: tuple[int, int]) -> LeftRun | None:
    """A record of these arrays, if each is what it should be."""
    step, epoch = found.pop("step"), found.pop("epoch")
    fits = (
        step.shape == epoch.shape == ()
        and step.dtype.kind == "i"
        and epoch.dtype.kind == "f"
        and all(each.dtype == np.float32 for each in found.values())
        and found["W"].shape == shape
        and found["b"].shape == shape[:1]
        and all(np.isfinite(found[name]).all() for name in ("W", "b"))
        and found["steps"].ndim == found["validation"].ndim == 2
        and found["steps"].shape[0] == len(STEP_COLUMNS)
        and found["validation"].shape[0] == len(VALIDATION_COLUMNS)
        and 0 < found["steps"].shape[1] <= MOST_STEPS
        and 0 < int(step) <= MOST_STEPS
        and 0 < float(epoch) <= MOST_STEPS
    )
    return LeftRun(int(step), float(epoch), **found) if fits else None  # type: ignore[arg-type]
