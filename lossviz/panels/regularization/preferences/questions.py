"""The lecture's questions about preferences, slides 37 and 38. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown
from lossviz.panels.regularization.preferences.quantities import FACTS
from lossviz.panels.regularization.preferences.settings import (
    LECTURE,
    SPARSE,
    PreferencesSettings,
)
from lossviz.panels.regularization.state import looking_at, on_view, with_penalty

VIEW = "preferences"


def _shown(settings: PreferencesSettings, kind: str) -> Any:
    """The vectors of a preset, with a penalty."""
    return on_view(VIEW, lambda _: with_penalty(replace(settings), kind=kind))


def _unknown(
    key: str, label: str, fact: str, start: float = 1.0, decimals: int = 2
) -> Unknown[Any]:
    return Unknown(Prompt(key, label, start, decimals=decimals), number(FACTS, fact))


QUESTIONS: tuple[Asked[Any, Any, Any], ...] = (
    Asked(
        "l2_prefers",
        "Which does L2 prefer?",
        text=(
            "x = [1, 1, 1, 1]; w₁ = [1, 0, 0, 0] and w₂ = [0.25, 0.25, 0.25, 0.25] both have the "
            "score 1. What does L2 cost for each?"
        ),
        why=(
            "1² is 1, and 4 × 0.25² = 4 × 0.0625 is 0.25: L2 prefers w₂. It spreads the weights, "
            "so that all of x counts."
        ),
        unknowns=(
            _unknown("w1", "L2 of w₁", "lecture_l2_w1", 0.5),
            _unknown("w2", "L2 of w₂", "lecture_l2_w2", 0.5),
        ),
        formula="penalty",
        try_text="Show it",
        try_on=_shown(LECTURE, "l2"),
        look=looking_at(VIEW, of="w"),
    ),
    Asked(
        "l1_prefers",
        "And L1?",
        text="The same w₁ and w₂: what does L1 cost for each?",
        why=(
            "1 and 4 × 0.25 = 1: a tie. L1 likes sparse weights, but the lecture’s x does not show "
            "it, for all its numbers are alike."
        ),
        unknowns=(
            _unknown("w1", "L1 of w₁", "lecture_l1_w1", 0.5),
            _unknown("w2", "L1 of w₂", "lecture_l1_w2", 0.5),
        ),
        formula="penalty",
        try_text="Show the tie",
        try_on=_shown(LECTURE, "l1"),
        look=looking_at(VIEW, of="w"),
    ),
    Asked(
        "l1_sparse",
        "What does L1 like?",
        text=(
            "Now x = [1, 1, 1, 2], and the score is to be 1. What is the least L1 that weights can "
            "have, and the least L2?"
        ),
        why=(
            "L1 puts all on the largest x: w = [0, 0, 0, 0.5] costs 0.5. L2 spreads as x is: "
            "w = [1, 1, 1, 2] / 7 costs 1/7."
        ),
        unknowns=(
            _unknown("l1", "Least L1", "sparse_least_l1"),
            _unknown("l2", "Least L2", "sparse_least_l2", decimals=4),
        ),
        formula="penalty",
        try_text="Show both",
        try_on=_shown(SPARSE, "l1"),
        look=looking_at(VIEW, of="w"),
    ),
)
