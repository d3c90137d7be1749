"""What the Explain column shows beside the Minimal panel. No Qt."""

from __future__ import annotations

from lossviz.panels.minimal.evaluation import Evaluation
from lossviz.panels.minimal.questions import QUESTIONS

from lossviz.model.losses import Hinge
from lossviz.panelkit.explanation import Exhibit, Explanation, Formula, Symbol, latex_number
from lossviz.panelkit.questions import questions
from lossviz.widgets.numbers.number_text import format_number


def explanation(seen: Evaluation) -> Explanation:
    """Formula, code and question with the present numbers."""
    score, loss = format_number(seen.state.score, 1), format_number(seen.loss, 2)
    hinge = Formula(
        "hinge",
        "Hinge loss",
        "semantic.hinge",
        r"L = \max(0, s_j - s_y + 1)",
        numbers=(f"= {latex_number(loss)}",),
        symbols=(
            Symbol("L", "hinge loss of the example", loss),
            Symbol("s_j", "score of the wrong class", score),
            Symbol("s_y", "score of the true class", "0"),
        ),
        icon="hinge",
    )
    return Explanation(
        formulas=(hinge,),
        exhibits=(Exhibit("Hinge loss", (Hinge,)),),
        questions=questions(QUESTIONS, seen),
        question="leads",
    )
