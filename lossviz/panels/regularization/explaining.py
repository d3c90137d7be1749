"""What the Explain column shows beside the Regularization panel. No Qt."""

from __future__ import annotations

from dataclasses import replace

from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.questions import questions
from lossviz.panels.regularization.conventions import conventions
from lossviz.panels.regularization.evaluation import Evaluation
from lossviz.panels.regularization.questions import QUESTIONS
from lossviz.panels.regularization.views import VIEWS


def explanation(seen: Evaluation) -> Explanation:
    """Formulas and code of the view that is shown, and the questions of all views."""
    kind = VIEWS[seen.view.shown]
    penalty = seen.state.views[kind.name].penalty
    formulas = (*kind.formulas(seen.found), conventions(penalty, kind.examples(seen.found)))
    keys = {formula.key for formula in formulas}
    asked = tuple(
        question if question.formula in keys else replace(question, formula="")
        for question in questions(QUESTIONS, seen)
    )
    return Explanation(formulas, kind.exhibits(seen.found), asked, kind.question)
