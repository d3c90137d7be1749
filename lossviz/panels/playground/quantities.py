"""The numbers of the Playground panel that can be asked for by name. No Qt."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats, Labels
from lossviz.model.parameters import pack
from lossviz.panelkit.quantities import Quantity
from lossviz.panels.playground.evaluating import Evaluation
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import examples, objective_at

WEIGHT = (0, 0)
"""Class and feature of the weight whose slope is asked for."""
PER_CENT = 100.0

# The next update: that of the preview, or else a plain step down the slope of all points


def weights_after(report: PlaygroundReport) -> tuple[Floats, Floats]:
    """W and b after the next update, where it is known; else after a plain step down the slope."""
    if report.after is not None:
        return report.after
    e, rate = report.evaluation, report.state.learning_rate
    with np.errstate(all="ignore"):
        return e.W - rate * e.objective.dW, e.b - rate * e.objective.db


def total_after(report: PlaygroundReport) -> float:
    """The total loss there; ∞ where it is no longer a number."""
    W, b = weights_after(report)
    total = objective_at(pack(W, b), report.state, examples(report.state)).total
    return total if math.isfinite(total) else math.inf


def change(report: PlaygroundReport) -> float:
    """What the update does to the total loss."""
    return total_after(report) - report.evaluation.objective.total


def change_by_slope(report: PlaygroundReport) -> float:
    """What it would do if the slope stayed as it is all the way."""
    e, (W, b) = report.evaluation, weights_after(report)
    with np.errstate(all="ignore"):
        found = np.vdot(e.objective.dW, W - e.W) + np.vdot(e.objective.db, b - e.b)
    return float(found)


# The points


def pulling(report: PlaygroundReport) -> list[int]:
    """The points to learn from whose loss has a slope."""
    e, state = report.evaluation, report.state
    found: list[int] = np.flatnonzero(e.support & ~state.points.test).tolist()
    return found


def chosen(report: PlaygroundReport) -> int | None:
    """The chosen point's number, as the table has it."""
    i = report.view.chosen
    return None if i is None else i + 1


def share_right(found: Evaluation, among: NDArray[np.bool_]) -> float | None:
    """How many of some points are classified rightly, in per cent; None where there are none."""
    return PER_CENT * float(found.right[among].mean()) if among.any() else None


def rival_accuracy(report: PlaygroundReport) -> float | None:
    """Of the run with the other loss, while it is looked at."""
    rival = report.rival
    return None if rival is None else share_right(rival.evaluation, ~report.state.points.test)


def of_chosen(report: PlaygroundReport, values: Floats | Labels) -> ArrayLike | None:
    """The chosen point's row of values (N, ...); None while none is chosen."""
    i = report.view.chosen
    return None if i is None or i >= len(values) else values[i]


# The penalty


def penalty_slope(report: PlaygroundReport) -> float:
    """The slope of the penalty in the weight that is looked at."""
    return float(report.state.penalty.gradient(report.evaluation.W)[WEIGHT])


QUANTITIES: tuple[Quantity[PlaygroundReport], ...] = (
    # The points
    Quantity(
        "points", "N, how many points are to learn from", lambda r: (~r.state.points.test).sum()
    ),
    Quantity("held_out", "how many points are held out", lambda r: r.state.points.test.sum()),
    Quantity("classes", "C, the number of classes", lambda r: r.state.C),
    Quantity("features", "D, how many features a point has", lambda r: r.evaluation.W.shape[1]),
    Quantity("losses", "the loss of each point, held out or not", lambda r: r.evaluation.losses),
    Quantity("pulling", "how many points pull at the weights", lambda r: len(pulling(r))),
    Quantity(
        "accuracy",
        "how many of the points to learn from are right",
        lambda r: share_right(r.evaluation, ~r.state.points.test),
        "%",
    ),
    Quantity(
        "held_out_accuracy",
        "how many of the points that are held out are right",
        lambda r: share_right(r.evaluation, r.state.points.test),
        "%",
    ),
    # The chosen point
    Quantity("point", "which point is chosen, from 1", chosen),
    Quantity("point_x", "its place x₀, x₁", lambda r: of_chosen(r, r.state.points.X)),
    Quantity("point_class", "its class y, from 0", lambda r: of_chosen(r, r.state.points.y)),
    Quantity("point_scores", "its scores s", lambda r: of_chosen(r, r.evaluation.s)),
    Quantity("point_loss", "its loss", lambda r: of_chosen(r, r.evaluation.losses)),
    # The objective
    Quantity("data", "the data loss", lambda r: r.evaluation.objective.data),
    Quantity("penalty", "the penalty λ R(W)", lambda r: r.evaluation.objective.penalty),
    Quantity("total", "the total loss", lambda r: r.evaluation.objective.total),
    Quantity("margin", "the margin Δ", lambda r: r.state.margin),
    Quantity("strength", "the regularization strength λ", lambda r: r.state.strength),
    # The weights
    Quantity("weights", "W row by row", lambda r: r.evaluation.W),
    Quantity("biases", "b", lambda r: r.evaluation.b),
    Quantity("weight_slopes", "dL/dW row by row", lambda r: r.evaluation.objective.dW),
    Quantity("bias_slopes", "dL/db", lambda r: r.evaluation.objective.db),
    Quantity("penalty_slope", "the slope of the penalty in w₀ of class 0", penalty_slope),
    Quantity(
        "relative_error",
        "how far apart analytic and numeric gradient are",
        lambda r: r.evaluation.relative,
    ),
    # The run
    Quantity("step", "how many updates were taken", lambda r: r.step),
    Quantity("learning_rate", "the step size α", lambda r: r.state.learning_rate),
    Quantity("momentum", "the momentum", lambda r: r.state.momentum),
    Quantity(
        "batch_size", "how many points a minibatch has, 0 for all", lambda r: r.state.batch_size
    ),
    Quantity(
        "update_change",
        "what the next update does to the total loss, or a plain step while it is not previewed",
        change,
    ),
    Quantity(
        "update_change_by_slope",
        "what it would do if the slope stayed as it is",
        change_by_slope,
    ),
    # The same run with the other loss, while it is looked at
    Quantity(
        "rival_total",
        "the total loss of the run with the other loss",
        lambda r: None if r.rival is None else r.rival.evaluation.objective.total,
    ),
    Quantity(
        "rival_accuracy",
        "how many of the points to learn from it has right",
        lambda r: (
            None if r.rival is None else share_right(r.rival.evaluation, ~r.state.points.test)
        ),
        "%",
    ),
)
"""In the order of the panel; "its" is of the chosen point."""
