"""The numbers of the Training panel that can be asked for by name. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.view_model import zero_loss

PER_CENT = 100.0


def newest(values: NDArray[np.float32]) -> float | None:
    """The last of a curve, if it has begun."""
    return float(values[-1]) if len(values) else None


def in_per_cent(share: float | None) -> float | None:
    """A share of 1 as it is read."""
    return None if share is None else PER_CENT * share


def cell_images(report: TrainingReport) -> int | None:
    """How many test images the chosen cell of the confusion matrix has."""
    if report.confusion is None or report.view.cell is None:
        return None
    return int(report.confusion.counts[report.view.cell])


QUANTITIES: tuple[Quantity[TrainingReport], ...] = (
    # The settings
    Quantity("learning_rate", "the learning rate α", lambda r: r.config.learning_rate),
    Quantity("strength", "the regularization strength λ", lambda r: r.config.strength),
    Quantity("batch_size", "how many images a minibatch has", lambda r: r.config.batch_size),
    Quantity("momentum", "the momentum", lambda r: r.config.momentum),
    Quantity("epochs", "how many epochs the run has", lambda r: r.config.epochs),
    Quantity(
        "weight_scale",
        "the standard deviation of the first weights",
        lambda r: r.config.weight_scale,
    ),
    # The run
    Quantity("classes", "C, the number of classes", lambda r: r.start.classes),
    Quantity("step", "how many steps were taken", lambda r: r.step),
    Quantity("steps_total", "how many steps the run has", lambda r: r.steps_total),
    Quantity("epoch", "how many passes over the training images were made", lambda r: r.epoch),
    Quantity(
        "best_step",
        "the step at which the loss on the validation images was lowest",
        lambda r: r.trace.best_step,
    ),
    Quantity(
        "diverged_step",
        "the step at which the loss left the range, where it did",
        lambda r: None if r.divergence is None else r.divergence.step,
    ),
    # The first loss
    Quantity("loss_at_zero", "the data loss of scores that are all 0", zero_loss),
    Quantity(
        "first_loss",
        "the data loss before the first step, on validation images",
        lambda r: r.start.measured,
    ),
    # The newest minibatch, before its step
    Quantity(
        "data",
        "the data loss of the newest minibatch",
        lambda r: None if r.newest is None else r.newest.data,
    ),
    Quantity(
        "penalty",
        "the penalty λ R(W) at the newest step",
        lambda r: None if r.newest is None else r.newest.penalty,
    ),
    Quantity(
        "total",
        "the total loss of the newest minibatch",
        lambda r: None if r.newest is None else r.newest.total,
    ),
    Quantity(
        "batch_accuracy",
        "how many images of the newest minibatch were right",
        lambda r: in_per_cent(newest(r.steps.accuracy)),
        "%",
    ),
    Quantity(
        "smooth_data",
        "the data loss, smoothed over about 20 minibatches",
        lambda r: newest(r.steps.smooth),
    ),
    Quantity(
        "smooth_accuracy",
        "how many images of a minibatch are right, smoothed likewise",
        lambda r: in_per_cent(newest(r.steps.smooth_accuracy)),
        "%",
    ),
    # Images that are not learned from
    Quantity(
        "validation_data",
        "the data loss on the validation images, after the last whole epoch",
        lambda r: newest(r.validation.data_loss),
    ),
    Quantity(
        "validation_accuracy",
        "how many validation images are right, after the last whole epoch",
        lambda r: in_per_cent(newest(r.validation.accuracy)),
        "%",
    ),
    Quantity(
        "accuracy",
        "how many test images are right",
        lambda r: in_per_cent(None if r.confusion is None else r.confusion.accuracy),
        "%",
    ),
    Quantity(
        "chance",
        "how many images are right by chance",
        lambda r: in_per_cent(1 / r.start.classes),
        "%",
    ),
    Quantity(
        "cell_images",
        "how many test images the chosen cell of the confusion matrix has",
        cell_images,
    ),
)
"""In the order of the panel."""
