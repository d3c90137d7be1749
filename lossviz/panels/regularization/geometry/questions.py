"""Questions about where data and penalty meet, slides 34 and 36. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lossviz.model.regularization import Regularization
from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown
from lossviz.panels.regularization.geometry.quantities import FACTS
from lossviz.panels.regularization.geometry.settings import GeometrySettings
from lossviz.panels.regularization.state import looking_at, on_view
from lossviz.widgets.map.window import Place

VIEW = "geometry"


def _set(kind: str, strength: float, data: str, centre: Place = (1.0, 0.4)) -> Callable[[Any], Any]:
    settings = GeometrySettings(Regularization(kind, strength), data, centre)
    return on_view(VIEW, lambda _: settings)


QUESTIONS: tuple[Asked[Any, Any, Any], ...] = (
    Asked(
        "l1_zero",
        "When does L1 make a weight 0?",
        text=("The lecture’s twelve examples, softmax, L1. From which λ on is w₂ exactly 0?"),
        why=(
            "At w₂ = 0 the penalty can hold against every slope of the data loss up to λ. From "
            "λ = 0.521 on the data no longer pull harder than that."
        ),
        unknowns=(
            Unknown(Prompt("strength", "λ", 0.1, decimals=3), number(FACTS, "lecture_zero_from")),
        ),
        formula="balance",
        try_text="Show the path",
        try_on=_set("l1", 0.521, "softmax"),
        look=looking_at(VIEW, plot="weights"),
    ),
    Asked(
        "corner",
        "Must it hit a corner?",
        text="(w − c)² + λ |w| with λ = 1 and the centre (1, 1): what is w₂ at the minimum?",
        why=(
            "Each weight moves by λ/2 = 0.5 towards 0, and neither gets there: (0.5, 0.5) lies on "
            "a side of the body. Only centres with a |c| of at most 0.5 end in a corner."
        ),
        unknowns=(
            Unknown(Prompt("w2", "w₂", 0.0, decimals=2), number(FACTS, "bowl_l1_w2_on_a_side")),
        ),
        formula="threshold",
        try_text="Show this centre",
        try_on=_set("l1", 1.0, "squares", (1.0, 1.0)),
        look=looking_at(VIEW, zeros=True),
    ),
    Asked(
        "shrink",
        "What does L2 make of a small weight?",
        text="(w − c)² + λ w² with λ = 1 and the centre (1, 0.4): what is w₂ at the minimum?",
        why=(
            "L2 divides each weight by 1 + λ: 0.4 / 2 = 0.2. Its slope 2 λ w dies out with w, so "
            "that it never gets to 0; L1 pulls with λ all the way, and makes 0.4 a 0."
        ),
        unknowns=(Unknown(Prompt("w2", "w₂", 0.4, decimals=2), number(FACTS, "bowl_l2_w2")),),
        formula="threshold",
        try_text="Show it",
        try_on=_set("l2", 1.0, "squares"),
        look=looking_at(VIEW),
    ),
)
