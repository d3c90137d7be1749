"""What the panel knows of the view W or 2W. No Qt."""

from __future__ import annotations

from lossviz.panels.regularization.view_kind import ViewKind
from lossviz.panels.regularization.w_or_2w import copies, explaining, pictures
from lossviz.panels.regularization.w_or_2w.evaluation import evaluate
from lossviz.panels.regularization.w_or_2w.quantities import FACTS, QUANTITIES
from lossviz.panels.regularization.w_or_2w.questions import QUESTIONS
from lossviz.panels.regularization.w_or_2w.settings import (
    WOr2WLook,
    WOr2WSettings,
    look_from_values,
    settings_from_values,
)
from lossviz.widgets.numbers.number_scale import LogScale

W_OR_2W = ViewKind(
    name="w_or_2w",
    title="W or 2W",
    hint="Drag k, a weight or the point on the curve.",
    start=WOr2WSettings(),
    look=WOr2WLook(),
    read=settings_from_values,
    read_look=look_from_values,
    strengths=LogScale(1e-4, 10.0, zero=True),
    evaluate=evaluate,
    status=pictures.status,
    formulas=explaining.formulas,
    exhibits=explaining.exhibits,
    csv=copies.csv,
    latex=copies.latex,
    numpy=copies.numpy,
    examples=lambda found: len(found.n),
    quantities=QUANTITIES,
    facts=FACTS,
    questions=QUESTIONS,
    question="unique",
)
