"""What the Explain column shows beside the Minimal panel. No Qt."""

from __future__ import annotations

from lossviz.panels.minimal.evaluation import QUANTITIES, Evaluation
from lossviz.panels.minimal.state import MinimalState, MinimalView, with_score

from lossviz.model.losses import Hinge
from lossviz.panelkit.explanation import Exhibit, Explanation, Formula, Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown, questions
from lossviz.widgets.numbers.number_text import format_number

QUESTIONS: tuple[Asked[Evaluation, MinimalState, MinimalView], ...] = (
    Asked(
        "leads",
        "The true class leads by 2",
        text="What is the loss when the wrong score is −2?",
        why="It leads by more than the margin, 1.",
        unknowns=(Unknown(Prompt("loss", "Loss", start=1.0), number(QUANTITIES, "hinge")),),
        formula="hinge",
        try_text="Set it to −2",
        try_on=lambda state: with_score(state, -2.0),
    ),
)


def explanation(seen: Evaluation) -> Explanation:
    """Formula, code and question with the present numbers."""
    latex = r"L_i = \sum_{j \neq y} \max(0, s_j - s_y + 1)"
    found = f"= {format_number(seen.loss, 2)}"
    return Explanation(
        formulas=(Formula("hinge", "Hinge loss", "semantic.hinge", latex, (found,)),),
        exhibits=(Exhibit("Hinge loss", Hinge),),
        questions=questions(QUESTIONS, seen),
        question="leads",
    )
