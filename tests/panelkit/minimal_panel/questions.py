"""The question of the Minimal panel; its answer is right whatever is set. No Qt."""

from __future__ import annotations

from lossviz.panels.minimal.evaluation import LEAD, Evaluation
from lossviz.panels.minimal.quantities import QUANTITIES
from lossviz.panels.minimal.state import MinimalState, MinimalView, with_score

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown

QUESTIONS: tuple[Asked[Evaluation, MinimalState, MinimalView], ...] = (
    Asked(
        "leads",
        "The true class leads by 2",
        text="What is the loss when the wrong score is −2?",
        why="The true class leads by more than the margin, 1.",
        unknowns=(Unknown(Prompt("loss", "Loss", start=1.0), number(QUANTITIES, "hinge_led")),),
        formula="hinge",
        try_text="Set it to −2",
        try_on=lambda state: with_score(state, LEAD),
    ),
)
