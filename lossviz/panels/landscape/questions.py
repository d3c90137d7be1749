"""The Landscape panel's questions: a slope of the slide, what it costs, a corner. No Qt."""

from __future__ import annotations

from dataclasses import replace

from lossviz.model.gradients import Slope, evaluations
from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.questions import Asked, Tolerance, Unknown
from lossviz.panels.landscape import words
from lossviz.panels.landscape.checking import check_lecture
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.widgets.numbers.number_text import format_number, short_number

CIFAR_WEIGHTS = 30_730
SLOPE_DECIMALS = 1


def as_on_slide(state: LandscapeState) -> LandscapeState:
    """The numeric gradient as the slide takes it."""
    return replace(state, h=1e-4, scheme="forward", precision="float64")


def at_slide(view: LandscapeView) -> LandscapeView:
    """The slide's table, with nothing filled in."""
    return replace(view, table="lecture", filled=0)


def slide_slope(_report: LandscapeReport) -> Slope:
    """The slide's first slope, worked out on its vector with its h, whatever is on the screen."""
    return check_lecture(as_on_slide(LandscapeState())).slopes[0]


def slide_sentence(report: LandscapeReport) -> str:
    """The quotient."""
    slope, h = slide_slope(report), as_on_slide(LandscapeState()).h
    above, below = (
        format_number(each, words.LOSS_DECIMALS) for each in (slope.loss_above, slope.loss_below)
    )
    quotient = format_number(slope.slope, SLOPE_DECIMALS)
    return f"({above} − {below}) / {short_number(h)} = {quotient}."


QUESTIONS: tuple[Asked[LandscapeReport, LandscapeState, LandscapeView], ...] = (
    Asked(
        "table",
        "Slope of the first weight",
        text="The loss is 1.25347. With the first weight raised by h = 0.0001 it is 1.25322. "
        "What is the slope?",
        why=slide_sentence,
        unknowns=(
            Unknown(
                Prompt("slope", "dL/dW₁", start=0.0, step=0.1, decimals=SLOPE_DECIMALS),
                lambda report: slide_slope(report).slope,
            ),
        ),
        tolerance=Tolerance(SLOPE_DECIMALS, share=0.0),
        formula="numeric",
        try_text="Show the slide’s table",
        try_on=as_on_slide,
        look=at_slide,
    ),
    Asked(
        "price",
        "What the numeric gradient costs",
        text="CIFAR-10’s linear classifier has 30,730 weights. How many losses does one forward "
        "numeric gradient take?",
        why="One at W, and one more for each weight. The analytic gradient takes a single pass, "
        "whatever the number of weights: that is why it is used, and the numeric one only checks "
        "it.",
        unknowns=(
            Unknown(
                Prompt("asked", "Evaluations of the loss", start=1000, step=100, decimals=0),
                lambda _: float(evaluations(CIFAR_WEIGHTS, "forward")),
            ),
        ),
        kind="count",
        formula="numeric",
    ),
    Asked(
        "kink",
        "At a kink",
        text="On a corner of the hinge loss the slope to the left is not the one to the right. "
        "What does a central difference give there?",
        why="Their mean, which is the slope of neither side. The analytic gradient takes the flat "
        "side, so the two differ although nothing is wrong: the lamp says kink.",
        formula="relative",
        try_text="Go to a kink",
    ),
)


def question_of(report: LandscapeReport) -> str:
    """Key of the question that fits what is on the screen."""
    return "kink" if report.check.kinks else "table"
