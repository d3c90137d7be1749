"""The lecture's questions about simpler models, slides 40 and 41. No Qt."""

from __future__ import annotations

from typing import Any

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Tolerance, Unknown
from lossviz.panels.regularization.simpler.quantities import FACTS
from lossviz.panels.regularization.simpler.settings import SimplerSettings, preset, with_strength
from lossviz.panels.regularization.state import looking_at, on_view
from lossviz.widgets.numbers.number_text import format_number

VIEW = "simpler"


def _first(fact: str) -> float:
    value = number(FACTS, fact)(None)
    assert value is not None
    return value


def _f1_or_f2(_seen: object) -> str:
    f1, f2 = (format_number(_first(f"first_{f}_test_error"), 3) for f in ("f1", "f2"))
    return (
        "f₁ passes through every point, so its training error is 0; but it bends for the noise, "
        f"and misses new points by {f1} in the mean square. The line f₂ misses them by {f2}."
    )


def _best(_seen: object) -> str:
    best = format_number(_first("first_best_strength"), 3)
    return (
        f"About {best}. Below it the polynomial follows the noise, above it is too stiff: with "
        "ever larger λ it ends at the mean of y, for the slope is penalised too."
    )


QUESTIONS: tuple[Asked[Any, Any, Any], ...] = (
    Asked(
        "f1_or_f2",
        "f₁ or f₂?",
        text=(
            "f₁ has degree 9 and passes through all ten points, f₂ is a line; neither has a "
            "penalty. What is the training error of f₁?"
        ),
        why=_f1_or_f2,
        unknowns=(
            Unknown(
                Prompt("train", "Training error of f₁", 0.1, decimals=3),
                number(FACTS, "first_f1_train_error"),
            ),
        ),
        tolerance=Tolerance(3, 0.0),
        formula="objective",
        try_text="Show f₁",
        try_on=on_view(VIEW, lambda _: preset(SimplerSettings(), "f1")),
        look=looking_at(VIEW, axis="strength"),
    ),
    Asked(
        "not_the_noise",
        "Not the noise",
        text="Degree 9 with L2, the first points: at which λ is the test error least?",
        why=_best,
        unknowns=(
            Unknown(
                Prompt("strength", "λ", 0.01, step=0.01, decimals=3),
                number(FACTS, "first_best_strength"),
            ),
        ),
        tolerance=Tolerance(3, 0.5),
        formula="objective",
        try_text="Show the least test error",
        try_on=on_view(
            VIEW, lambda _: with_strength(SimplerSettings(), _first("first_best_strength"))
        ),
        look=looking_at(VIEW, axis="strength"),
    ),
)
