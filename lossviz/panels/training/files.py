"""What the Training panel writes and reads: curves as CSV, weights as .npz. No Qt."""

from __future__ import annotations

import csv
import io
import zipfile

import numpy as np
from numpy.typing import NDArray

from lossviz.panels.training.report import TrainingReport

CURVE_COLUMNS = (
    "step",
    "epoch",
    "data_loss",
    "penalty",
    "total",
    "batch_accuracy",
    "smoothed_data_loss",
    "smoothed_accuracy",
)


NO_NPZ = "It is no .npz file of NumPy."
PYTHON_OBJECTS = "It holds Python objects, which are not loaded."
LARGEST_FILE = 10_000_000


class WeightsError(ValueError):
    """A weights file that can't be used; the text says why."""


def history_csv(report: TrainingReport) -> bytes:
    """All curves as one table: a row a step, the validation values in the row where they belong."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*CURVE_COLUMNS, "validation_loss", "validation_accuracy"])
    validation = report.validation
    evaluated = {
        round(float(e), 9): (float(loss), float(accuracy))
        for e, loss, accuracy in zip(
            validation.epoch, validation.data_loss, validation.accuracy, strict=True
        )
    }
    if 0.0 in evaluated:
        nothing = [""] * (len(CURVE_COLUMNS) - 2)
        table.writerow([0, 0.0, *nothing, *evaluated[0.0]])
    steps = report.steps
    columns = (
        steps.step.astype(int),
        steps.epoch,
        steps.data_loss,
        steps.penalty,
        steps.total,
        steps.accuracy,
        steps.smooth,
        steps.smooth_accuracy,
    )
    for row in zip(*(column.tolist() for column in columns), strict=True):
        table.writerow([*row, *evaluated.get(round(row[1], 9), ("", ""))])
    return out.getvalue().encode()


def weights_npz(report: TrainingReport, class_names: tuple[str, ...]) -> bytes:
    """W (C, 3072), b (C,), the class names and how far the training was."""
    out = io.BytesIO()
    np.savez_compressed(
        out,
        W=report.weights,
        b=report.bias,
        class_names=np.array(class_names),
        step=np.array(report.step),
    )
    return out.getvalue()


def read_weights(
    content: bytes, shape: tuple[int, int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """W and b from an .npz of that kind; WeightsError with a sentence when they don't fit."""
    W, b = _arrays(content)
    _check(W, b, shape)
    return W.astype(np.float32), b.astype(np.float32)


def _arrays(content: bytes) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    """W and b as they are in the file; nothing large is unpacked, no Python object made."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = {each.filename: each.file_size for each in archive.infolist()}
        _check_members(sizes)
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return np.asarray(arrays["W"]), np.asarray(arrays["b"])
    except WeightsError:
        raise
    except Exception as error:  # NumPy's reader raises nearly anything on a forged file
        objects = "allow_pickle" in str(error)
        raise WeightsError(PYTHON_OBJECTS if objects else NO_NPZ) from None


def _check_members(sizes: dict[str, int]) -> None:
    for name in ("W", "b"):
        if f"{name}.npy" not in sizes:
            raise WeightsError(f"It holds no array named {name}.")
        if sizes[f"{name}.npy"] > LARGEST_FILE:
            raise WeightsError(f"Its array {name} is far too large.")


def _check(W: NDArray[np.generic], b: NDArray[np.generic], shape: tuple[int, int]) -> None:
    if W.shape != shape or b.shape != shape[:1]:
        raise WeightsError(
            f"W must be {shape} and b {shape[:1]}, but they are {W.shape} and {b.shape}."
        )
    if W.dtype.kind != "f" or b.dtype.kind != "f":
        raise WeightsError("W and b must be floating-point numbers.")
    with np.errstate(over="ignore"):
        if not (
            np.isfinite(W.astype(np.float32)).all() and np.isfinite(b.astype(np.float32)).all()
        ):
            raise WeightsError("W or b holds values that are inf or nan.")
