"""Questions about curvature, slide 36. No Qt."""

from __future__ import annotations

from typing import Any

from lossviz.model.regularization import Regularization
from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown
from lossviz.panels.regularization.curvature.quantities import FACTS
from lossviz.panels.regularization.curvature.settings import STARTS, CurvatureSettings
from lossviz.panels.regularization.state import looking_at, on_view

VIEW = "curvature"

QUESTIONS: tuple[Asked[Any, Any, Any], ...] = (
    Asked(
        "curvature",
        "What does curvature help?",
        text=(
            "Without a penalty gradient descent takes 165 steps to come within 1 % of the way. "
            "How many does it take with L2 and λ = 0.1?"
        ),
        why=(
            "The penalty adds 2λ = 0.2 to every second slope. The smallest was 0.063: the valley "
            "is 17.7 times as steep across as along in place of 71.2 times."
        ),
        unknowns=(
            Unknown(Prompt("steps", "Steps", 100, 1, decimals=0),
                    number(FACTS, "alike_rounded_steps")),
        ),
        kind="count",
        formula="steps",
        try_text="Show both walks",
        try_on=on_view(VIEW, lambda _: CurvatureSettings()),
        look=looking_at(VIEW, plot="steps", steps=None),
    ),
    Asked(
        "hundred",
        "From condition 100 to 10",
        text=(
            "In a valley of condition 100 it takes 461 steps to 0.01 % of the way. L2 with λ = 5 "
            "makes it 10. How many steps are left?"
        ),
        why="Each step shrinks what is left by (κ − 1) / (κ + 1): 9/11 in place of 99/101.",
        unknowns=(
            Unknown(Prompt("steps", "Steps", 200, 1, decimals=0),
                    number(FACTS, "hundred_rounded_steps")),
        ),
        kind="count",
        formula="steps",
        try_text="Show this valley",
        try_on=on_view(
            VIEW,
            lambda _: CurvatureSettings(
                Regularization("l2", 5.0), "hundred", STARTS["hundred"], goal="0.0001"
            ),
        ),
        look=looking_at(VIEW, plot="steps", steps=None),
    ),
    Asked(
        "l1_curvature",
        "And L1?",
        text="How much does L1 add to the second slopes, away from its kinks?",
        why="|w| is straight on both sides of 0: its slope is λ everywhere, its second slope 0.",
        unknowns=(Unknown(Prompt("added", "Added", 0.1), number(FACTS, "l1_added_curvature")),),
        formula="curvature",
        try_text="Show L1",
        try_on=on_view(VIEW, lambda _: CurvatureSettings(Regularization("l1", 0.1))),
        look=looking_at(VIEW),
    ),
)  # fmt: skip
