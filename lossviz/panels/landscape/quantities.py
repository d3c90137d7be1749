"""The numbers of the Landscape panel that can be asked for by name. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.panelkit.quantities import Quantity
from lossviz.panels.landscape.report import LandscapeReport

PER_CENT = 100.0


def walked(report: LandscapeReport) -> Floats:
    """The losses of the walk so far, its start first."""
    return report.walk.losses[: report.walk.done]


def next_point(report: LandscapeReport) -> Floats | None:
    """Where the next step lands; only a walk at rest that knows its way looks ahead."""
    walk = report.walk
    return walk.points[walk.done] if walk.done < len(walk.points) else None


def next_total(report: LandscapeReport) -> float | None:
    """The loss there."""
    walk = report.walk
    return float(walk.losses[walk.done]) if walk.done < len(walk.losses) else None


def rival_totals(report: LandscapeReport) -> list[float] | None:
    """Where the others in the race are, if there are any."""
    return [each.last.loss for each in report.walks[1:]] or None


def accuracy(report: LandscapeReport) -> float | None:
    """Of the classifier in training, where the surface is a plane through its weights."""
    return None if report.training is None else PER_CENT * report.training.accuracy


QUANTITIES: tuple[Quantity[LandscapeReport], ...] = (
    # The point
    Quantity("w1", "the first weight of the point", lambda r: r.check.W[0]),
    Quantity("w2", "the second weight of the point", lambda r: r.check.W[1]),
    Quantity("total", "the total loss at the point, with its penalty", lambda r: r.check.loss),
    Quantity("accuracy", "how many of the images are right, on weights in training", accuracy, "%"),
    # The gradient check
    Quantity("analytic_gradient", "dL/dW at the point, analytic", lambda r: r.check.analytic),
    Quantity("numeric_gradient", "dL/dW at the point, numeric", lambda r: r.check.numeric),
    Quantity(
        "gradient_length",
        "the length of the analytic gradient",
        lambda r: np.linalg.norm(r.check.analytic),
    ),
    Quantity("relative_error", "how far apart both gradients are", lambda r: r.check.relative),
    Quantity("angle", "the angle between both gradients", lambda r: r.check.angle, "°"),
    Quantity("kinks", "how many corners of the loss are within h", lambda r: r.check.kinks),
    Quantity("h", "the step h of the numeric gradient", lambda r: r.state.h),
    Quantity("weights", "D, the number of weights of the classifier", lambda r: r.check.weights),
    Quantity(
        "evaluations",
        "how many losses the numeric gradient of all weights takes",
        lambda r: r.check.asked,
    ),
    Quantity(
        "lecture_gradient",
        "the numeric gradient of the lecture’s nine weights, while their table is shown",
        lambda r: None if r.lecture is None else r.lecture.numeric,
    ),
    Quantity(
        "lecture_relative_error",
        "how far apart both gradients of the lecture’s nine weights are",
        lambda r: None if r.lecture is None else r.lecture.relative,
    ),
    # The walk
    Quantity("learning_rate", "the learning rate α", lambda r: r.state.learning_rate),
    Quantity("momentum", "the momentum", lambda r: r.state.momentum),
    Quantity("batch_size", "how many examples a minibatch has", lambda r: r.state.batch_size),
    Quantity("strength", "the regularization strength λ", lambda r: r.state.strength),
    Quantity("step", "how many steps were taken", lambda r: r.walk.done - 1),
    Quantity("start_total", "the total loss where the walk began", lambda r: walked(r)[0]),
    Quantity("lowest_total", "the lowest total loss on the way", lambda r: walked(r).min()),
    Quantity("next_point", "where the next step lands, w1 and w2, at rest", next_point),
    Quantity("next_total", "the total loss where the next step lands, at rest", next_total),
    Quantity(
        "walked_evaluations",
        "how many losses the walk took so far; a minibatch counts as its share",
        lambda r: r.walk.last.evaluations,
    ),
    Quantity("rival_totals", "the total losses of the others in the race", rival_totals),
)
"""In the order of the panel."""
