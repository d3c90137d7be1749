"""What the Training panel writes: curves as CSV, weights as .npz. No Qt."""

from __future__ import annotations

import csv
import io

import numpy as np

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
