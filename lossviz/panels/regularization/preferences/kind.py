"""What the panel knows of the view Preferences. No Qt."""

from __future__ import annotations

from lossviz.panels.regularization.preferences import copies, explaining, pictures
from lossviz.panels.regularization.preferences.evaluation import evaluate
from lossviz.panels.regularization.preferences.quantities import FACTS, QUANTITIES
from lossviz.panels.regularization.preferences.questions import QUESTIONS
from lossviz.panels.regularization.preferences.settings import (
    LECTURE,
    PreferencesLook,
    look_from_values,
    settings_from_values,
)
from lossviz.panels.regularization.view_kind import ViewKind
from lossviz.widgets.numbers.number_scale import LogScale

PREFERENCES = ViewKind(
    name="preferences",
    title="Preferences",
    hint="Drag a bar or a number. L locks a weight.",
    start=LECTURE,
    look=PreferencesLook(),
    read=settings_from_values,
    read_look=look_from_values,
    strengths=LogScale(1e-3, 100.0, zero=True),
    evaluate=evaluate,
    status=pictures.status,
    formulas=explaining.formulas,
    exhibits=explaining.exhibits,
    csv=copies.csv,
    latex=copies.latex,
    numpy=copies.numpy,
    quantities=QUANTITIES,
    facts=FACTS,
    questions=QUESTIONS,
    question="l2_prefers",
)
