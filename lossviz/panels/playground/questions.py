"""Questions about what is on the screen, answered by the model at the weights of now. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Tolerance, Unknown
from lossviz.panels.playground.quantities import (
    QUANTITIES,
    WEIGHT,
    change_by_slope,
    penalty_slope,
    pulling,
    total_after,
)
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState, PlaygroundView
from lossviz.widgets.numbers.number_text import format_number, short_number

LOSS_DECIMALS = 3
CLOSE = Tolerance(LOSS_DECIMALS, share=0.05)
# The course's demo divides the slope of lambda sum W^2, 2 lambda W, by so much.
DEMO_DIVISOR = 4
MOST_LISTED = 12


# One update


def is_plain(state: PlaygroundState) -> bool:
    """Whether an update is a step down the slope of all points, and hangs on nothing else."""
    return state.optimizer == "sgd" and not 0 < state.batch_size < len(state.points.training.y)


def update_text(report: PlaygroundReport) -> str:
    """From which loss, and with which step."""
    known = report.after is not None or is_plain(report.state)
    what = "the next update" if known else "one plain step down the slope of all points"
    total = format_number(report.evaluation.objective.total, LOSS_DECIMALS)
    rate = short_number(report.state.learning_rate)
    return f"The total loss is {total}. By how much does {what} change it, with step size {rate}?"


def update_sentence(report: PlaygroundReport) -> str:
    """From where to where, and what the slope alone would have said."""
    before, after = report.evaluation.objective.total, total_after(report)
    if math.isinf(after):
        return "The step is so long that the loss leaves the range of numbers: it diverges."
    one, two = (format_number(each, LOSS_DECIMALS) for each in (before, after))
    by_slope = change_by_slope(report)
    straight = format_number(by_slope, LOSS_DECIMALS)
    told = f"From {one} to {two}. The slope of the start, all the way, would make it {straight}"
    if by_slope > 0:
        return f"{told}: this update goes uphill, after earlier steps or a few points alone."
    if after > before:
        return f"{told}: the step is too long and lands beyond the valley. A shorter one goes down."
    if straight == format_number(after - before, LOSS_DECIMALS):
        return f"{told}: the slope hardly changes on so short a way."
    return f"{told}: the slope changes on the way."


# Support


def support_text(report: PlaygroundReport) -> str:
    """How many there are, and under which loss."""
    state = report.state
    N, title = len(state.points.training.y), LOSS_FORMULAS[state.loss].title.lower()
    return (
        "A point pulls at the weights where its loss has a slope. Under the "
        f"{title} loss, how many of the {N:,} points to learn from pull now?"
    )


def support_sentence(report: PlaygroundReport) -> str:
    """Which ones, and why these."""
    found, N = pulling(report), len(report.state.points.training.y)
    told = f"{len(found):,} of {N:,}{_numbered(found)}."
    return f"{told} {_support_reason(report.state, len(found) < N)}"


def _numbered(points: list[int]) -> str:
    """Which points, by their numbers in the table, where they can be listed."""
    if not 0 < len(points) <= MOST_LISTED:
        return ""
    word = "point" if len(points) == 1 else "points"
    return f": {word} {', '.join(str(i + 1) for i in points)}"


def _support_reason(state: PlaygroundState, some_rest: bool) -> str:
    margin = short_number(state.margin)
    if state.loss == "softmax":
        tiny = " In the others’ it is too small for a number." if some_rest else ""
        return f"The true class never gets all of the probability, so a slope is left.{tiny}"
    if state.loss == "one-vs-all":
        return (
            f"At rest is a point whose true score is {margin} or more and whose other scores are "
            f"{short_number(-state.margin)} or less."
        )
    return (
        f"At rest is a point whose true score leads every other one by the margin {margin} or "
        "more: its loss is 0. If it leads by more, moving it a little changes nothing."
    )


# The penalty


def penalty_text(report: PlaygroundReport) -> str:
    """What the penalty is, and where the weight stands."""
    penalty = report.state.penalty
    weight = short_number(round(float(report.evaluation.W[WEIGHT]), LOSS_DECIMALS))
    text = PENALTY_FORMULAS[penalty.kind].text
    beta = f", β = {short_number(penalty.beta)}" if penalty.kind == "elastic" else ""
    return (
        f"The penalty is {text} with λ = {short_number(penalty.strength)}"
        f"{beta}. Weight w₀ of class 0 is {weight}. What is the slope of the penalty there?"
    )


def penalty_sentence(report: PlaygroundReport) -> str:
    """The derivative, with its numbers."""
    penalty, slope = report.state.penalty, penalty_slope(report)
    text = format_number(slope, LOSS_DECIMALS)
    w, strength = float(report.evaluation.W[WEIGHT]), short_number(penalty.strength)
    weight, sign = format_number(w, LOSS_DECIMALS), short_number(float(np.sign(w)))
    if penalty.kind == "l2":
        quarter = format_number(slope / DEMO_DIVISOR, LOSS_DECIMALS)
        return (
            f"2 λ w = 2 × {strength} × {weight} = {text}. The course’s demo has a quarter of that "
            f"slope, {quarter}."
        )
    if penalty.kind == "l1":
        return f"λ times the sign of w: {strength} × {sign} = {text}, however large w is."
    if penalty.kind == "elastic":
        beta = short_number(penalty.beta)
        return (
            f"λ (2 β w + the sign of w) = {strength} × (2 × {beta} × {weight} + {sign}) = {text}."
        )
    return "Without a penalty there is no slope: only the data pull at the weights."


QUESTIONS: tuple[Asked[PlaygroundReport, PlaygroundState, PlaygroundView], ...] = (
    Asked(
        "update",
        "What one update does to the loss",
        text=update_text,
        why=update_sentence,
        unknowns=(
            Unknown(
                Prompt("change", "Change of the total loss", step=0.01, decimals=LOSS_DECIMALS),
                number(QUANTITIES, "update_change"),
            ),
        ),
        tolerance=CLOSE,
        formula="step",
    ),
    Asked(
        "support",
        "Which points pull at the weights",
        text=support_text,
        why=support_sentence,
        unknowns=(
            Unknown(
                Prompt("points", "Points that pull", start=1.0, step=1.0, decimals=0),
                number(QUANTITIES, "pulling"),
            ),
        ),
        kind="count",
        formula="loss",
    ),
    Asked(
        "penalty",
        "Slope of the penalty",
        text=penalty_text,
        why=penalty_sentence,
        unknowns=(
            Unknown(
                Prompt("slope", "Slope in w₀ of class 0", step=0.01, decimals=LOSS_DECIMALS),
                number(QUANTITIES, "penalty_slope"),
            ),
        ),
        tolerance=CLOSE,
        formula="slope",
    ),
)


def question_of(report: PlaygroundReport) -> str:
    """Key of the question that fits what is on the screen."""
    return "update" if report.view.chosen is None else "support"
