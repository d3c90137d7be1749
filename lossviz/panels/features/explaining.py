"""What the Explain column shows beside the Features panel. No Qt."""

from __future__ import annotations

from lossviz.model.feature_maps import Polar
from lossviz.model.features.polar import learned, line_taken_back
from lossviz.panelkit.explanation import Exhibit, Explanation, Formula, Symbol, latex_number
from lossviz.panelkit.questions import questions
from lossviz.panels.features.evaluation import Evaluation
from lossviz.panels.features.questions import QUESTIONS
from lossviz.widgets.numbers.number_text import format_number


def explanation(seen: Evaluation) -> Explanation:
    """The map, the scores, the code that ran, and questions, with the present numbers."""
    return Explanation(
        formulas=(polar_formula(seen), score_formula(seen)),
        exhibits=(
            Exhibit("Polar map", (Polar,)),
            Exhibit("Two classifiers", (learned,)),
            Exhibit("The line, taken back", (line_taken_back,)),
        ),
        questions=questions(QUESTIONS, seen),
        question="line",
    )


def polar_formula(seen: Evaluation) -> Formula:
    """(x, y) -> (r, θ) of the chosen point, else of the first."""
    index = seen.view.chosen or 0
    (x, y), (r, theta) = (
        [format_number(each, 3) for each in row[index].tolist()]
        for row in (seen.plane.X, seen.polar.X)
    )
    return Formula(
        "polar",
        "Polar map",
        "text.primary",
        r"r = \sqrt{x^2 + y^2}, \quad \theta = \mathrm{atan2}(y, x)",
        numbers=(f"r = {latex_number(r)}", rf"\theta = {latex_number(theta)}"),
        symbols=(
            Symbol("x", "across, of the point", x),
            Symbol("y", "up, of the point", y),
            Symbol("r", "how far from the middle", r),
            Symbol(r"\theta", "the angle from the x axis", theta),
        ),
        icon="features",
    )


def score_formula(seen: Evaluation) -> Formula:
    """What a linear classifier of (r, θ) computes."""
    w1, w2, b = (format_number(each, 2) for each in seen.polar.weights)
    return Formula(
        "scores",
        "A linear classifier",
        "text.primary",
        r"s = w_1 r + w_2 \theta + b",
        numbers=(),
        symbols=(
            Symbol("s", "outer ring where it is above 0", ""),
            Symbol("w_1", "weight of r", w1),
            Symbol("r", "how far from the middle", ""),
            Symbol("w_2", "weight of θ", w2),
            Symbol(r"\theta", "the angle from the x axis", ""),
            Symbol("b", "bias", b),
        ),
        icon="features",
    )
