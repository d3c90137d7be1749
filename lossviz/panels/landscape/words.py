"""From a report to what is written beside map and plots: numbers and sentences. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.gradients import evaluations
from lossviz.model.mistakes import MISTAKES
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.widgets.check.verdict import LAMPS, PASS_BELOW, WRONG_ABOVE, LampKind
from lossviz.widgets.numbers.number_text import format_number, power_of_ten, short_number

LOSS_DECIMALS, SLOPE_DECIMALS, WEIGHT_DECIMALS = 5, 3, 3
NEARLY_FLAT = 0.02


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
    """The lamp: pass, check, wrong; or that a corner makes the comparison meaningless."""
    if check.at_kink and check.verdict in ("suspicious", "failed"):
        return "kink", "kink"
    return LAMPS[check.verdict]


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
    if not np.isfinite(check.analytic).all():
        return "The loss has no slope here: it is ∞ or not a number nearby."
    if check.at_kink and check.verdict != "none":
        return kink_text(check)
    if state.mistake == "none" or check is report.lecture:
        return level_text(check)
    title = MISTAKES[state.mistake].title
    if check.verdict == "pass":
        return f"{title}: {NO_EFFECT.get(state.mistake, 'it changes nothing here.')}"
    return f"Caught. {MISTAKES[state.mistake].hint}"


def kink_text(check: Check) -> str:
    """Why the two differ at a corner of the loss, or why they happen not to."""
    corners = "A corner of the loss lies" if check.kinks == 1 else f"{check.kinks} corners lie"
    if check.verdict == "pass":
        return f"{corners} within h, but both look at the same side of it."
    return f"{corners} within h: its two sides have different slopes."


NO_EFFECT = {
    "penalty": "λ is 0 or the penalty is flat here, so nothing is missing.",
    "bias": "no bias moves here. One does in the weights of a classifier in training.",
    "average": "with a single example the sum is the mean.",
}


def is_flat(check: Check) -> bool:
    """Whether both gradients are so short that a forward difference errs as much."""
    assert check.numeric is not None
    longest = max(np.linalg.norm(check.analytic), np.linalg.norm(check.numeric))
    return bool(longest < NEARLY_FLAT)


def level_text(check: Check) -> str:
    """At which level the check passed or did not."""
    match check.verdict:
        case "suspicious" | "failed" if is_flat(check):
            return "The slope is nearly 0 here, so small errors weigh much: try Central."
        case "suspicious":
            return (
                f"Between {short_number(PASS_BELOW)} and {short_number(WRONG_ABOVE)}: "
                "try another h, or look for a mistake."
            )
        case "failed":
            return (
                f"Above {short_number(WRONG_ABOVE)}: usually a mistake, or an h that is too large."
            )
    return ""


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
