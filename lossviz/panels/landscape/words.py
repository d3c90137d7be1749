"""From a report to what is written beside map and plots: numbers and sentences. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.gradients import evaluations
from lossviz.model.mistakes import MISTAKES
from lossviz.model.numeric_error import PASS_BELOW
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LandscapeState
from lossviz.widgets.check.verdict import KINK, LAMPS, LampKind
from lossviz.widgets.numbers.number_text import format_number, power_of_ten, short_number

LOSS_DECIMALS, SLOPE_DECIMALS, WEIGHT_DECIMALS = 5, 3, 3
SAME_WAY = 0.5  # degrees


def weight_text(weight: float) -> str:
    """A weight with three decimals; a large one with fewer, so that its digits have room."""
    decimals = WEIGHT_DECIMALS if abs(weight) < 100 else 1
    return format_number(weight, decimals) if abs(weight) < 1e4 else power_of_ten(weight, 2)


def after_text(report: LandscapeReport) -> str:
    """Where the walk stands."""
    steps = report.walk.done - 1
    if steps == 0:
        return "at the start"
    return "after step 1" if steps == 1 else f"after step {steps:,}"


def is_filled(check: Check, filled: int | None) -> bool:
    """Whether all rows of the table are filled in: only then can the two be compared."""
    return filled is None or filled >= len(check.W)


def lamp(check: Check) -> tuple[LampKind, str]:
    """The lamp: pass, check, wrong; or why the comparison is meaningless: a corner, no slope."""
    return KINK if check.at_kink else LAMPS[check.verdict]


def relative_text(check: Check) -> str:
    """The relative error."""
    if math.isnan(check.relative):
        return "–"
    return format_number(check.relative, LOSS_DECIMALS) if check.relative else "0"


def angle_text(check: Check) -> str:
    """The angle between the two gradients."""
    if math.isnan(check.angle):
        return ""
    return f"angle {check.angle:.2f}°"


def why_text(report: LandscapeReport, check: Check) -> str:
    """What is to be said of the check: a sentence, or nothing."""
    state = report.state
    if check.problem:
        return check.problem
    if not np.isfinite(check.analytic).all() and not check.at_kink:
        return "The loss has no slope here: it is ∞ or not a number nearby."
    if check.kinks and (check.at_kink or check.verdict == "pass"):
        return kink_text(check)
    if state.mistake == "none" or check is report.lecture or check.verdict in GREY:
        return level_text(check, state)
    if check.verdict == "pass":
        return hidden_text(report, check)
    return f"Caught. {factor_text(check) or MISTAKES[state.mistake].hint}"


GREY = ("flat", "too large", "too small")


def kink_text(check: Check) -> str:
    """Why the two differ at a corner of the loss, or why they happen not to."""
    corners = "A corner of the loss lies" if check.kinks == 1 else f"{check.kinks} corners lie"
    if not check.at_kink and check.looks_both_ways:
        return f"{corners} within h, but the slope is hardly bent there."
    if not check.at_kink:
        return f"{corners} within h, but both look at the same side of it."
    if math.isinf(check.bend):
        return "The loss jumps within h, or its slope is endless there."
    before, behind = (short_number(round(each, SLOPE_DECIMALS)) for each in check.sides)
    return f"{corners} within h: slopes {before} and {behind} on the sides."


def hidden_text(report: LandscapeReport, check: Check) -> str:
    """Why a mistake is not seen: it changes nothing here, or less than the check can tell."""
    mistake = report.state.mistake
    if check.off.any():
        amounts = ", ".join(small_text(each) for each in check.off)
        remedy = ": raise λ" if mistake in ("penalty", "bias") else ""
        return f"{HIDDEN.get(mistake, 'The error')}, ({amounts}), is too small to be seen{remedy}."
    return f"{MISTAKES[mistake].title}: {no_effect(report)}"


def no_effect(report: LandscapeReport) -> str:
    """Why a mistake changes nothing here."""
    match report.state.mistake:
        case "bias":
            return "no bias moves here. One does in the weights of a classifier in training."
        case "average" if report.ground.examples == 1:
            return "with a single example the sum is the mean."
        case "penalty" if report.state.strength == 0:
            return "λ is 0, so nothing is missing."
        case "penalty":
            return "the penalty is flat here, so nothing is missing."
    return "it changes nothing here."


HIDDEN = {"penalty": "What is missing", "bias": "What is too much"}


def small_text(value: float) -> str:
    """A number with two digits: 3.4 × 10⁻⁶."""
    return short_number(float(f"{value:.1e}"))


def factor_text(check: Check) -> str:
    """How many times the analytic gradient is too long, or too short; "" if it points elsewhere."""
    numeric = check.numeric
    if numeric is None or not check.angle < SAME_WAY:
        return ""
    factor = float(np.linalg.norm(check.analytic) / np.linalg.norm(numeric))
    if factor > 1:
        return f"The analytic gradient is {factor:.3g} times too long: look for a missing / N."
    return f"The analytic gradient is {1 / factor:.3g} times too short: look for a factor too few."


def level_text(check: Check, state: LandscapeState) -> str:
    """At which level the check passed or did not."""
    most = small_text(check.error.most)
    match check.verdict:
        case "pass" if check.relative >= PASS_BELOW:
            return f"Here h = {short_number(state.h)} may err by {most}: they differ by no more."
        case "flat" | "too large" | "too small":
            slope = small_text(float(np.linalg.norm(check.analytic)))
            remedy = REMEDIES[check.verdict]
            return f"Nothing to compare: slope {slope}, numeric error up to {most}.{remedy}"
        case "suspicious" | "failed":
            return f"They differ by more than h may err here, {most}: look for a mistake."
    return ""


REMEDIES = {"flat": "", "too large": " Take a smaller h.", "too small": " Take a larger h."}


def error_text(check: Check, state: LandscapeState) -> str:
    """How far the numeric gradient can be off, and how large a mistake has to be to be seen."""
    error = check.error
    if not check.slopes or not math.isfinite(error.most + check.bend):
        return "How far the numeric gradient can be off is not known here."
    cut = "h/2 · |f″|" if state.scheme == "forward" else "h²/6 · |f‴|"
    return (
        f"The numeric gradient may be off by {small_text(error.most)} here: "
        f"{cut} = {small_text(error.truncation)}, rounding {small_text(error.rounding)}. "
        f"A mistake above {small_text(check.bound)} is always seen."
    )


def price_text(check: Check, scheme: str, filled: int | None) -> str:
    """Evaluations of the loss so far, and when all are done the time they take here."""
    if not is_filled(check, filled):
        assert filled is not None
        asked = evaluations(filled, scheme)  # type: ignore[arg-type]
        return f"numeric {asked:,} of {check.asked:,} evaluations; analytic 1"
    count = "D + 1" if scheme == "forward" else "2 D"
    numeric = f"numeric {check.asked:,} evaluations ({count}), {time_text(check.seconds_numeric)}"
    return f"{numeric}; analytic 1, {time_text(check.seconds_analytic)}"


def time_text(seconds: float) -> str:
    """A time with two digits: 85 µs, 1.2 ms, 4.1 min."""
    for unit, size in (("min", 60.0), ("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{float(f'{seconds / size:.2g}'):g} {unit}"
    return f"{float(f'{seconds / 1e-6:.2g}'):g} µs"


def cifar_text() -> str:
    """The slide's point, in numbers."""
    return "For CIFAR-10’s 30,730 weights: 30,731 evaluations forward, 61,460 central."


def status(report: LandscapeReport) -> str:
    """What is loaded."""
    return report.ground.status


def held_text(report: LandscapeReport) -> str:
    """How much of the training's path the plane holds."""
    training = report.ground.training
    if training is None:
        return ""
    if len(training.path) < 2 or not np.ptp(training.path, axis=0).any():
        return "The training has not moved yet."
    held = training.held
    # Nearly all is not all: no rounding up to 100 %.
    share = f"{min(100 * held, 99.9):.1f}" if 0.99 < held < 1 else f"{100 * held:.0f}"
    return f"The plane holds {share} % of the path."


def batch_text(batch: int, N: int) -> str:
    """How many examples there are beside a batch size: of 12; where it takes all: all 3."""
    if N == 0:
        return ""
    return f"of {N:,}" if batch < N else f"all {N:,}"


def accuracy_text(report: LandscapeReport) -> str:
    """How good the classifier at the point is on the images of the map."""
    training, ground = report.training, report.ground.training
    if training is None or ground is None:
        return ""
    share = format_number(100 * training.accuracy, 1)
    return f"{share} % of {ground.images:,} training images right"
