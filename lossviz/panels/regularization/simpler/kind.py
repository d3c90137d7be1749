"""What the panel knows of the view Simpler models. No Qt."""

from __future__ import annotations

from lossviz.panels.regularization.simpler import copies, explaining, pictures
from lossviz.panels.regularization.simpler.evaluation import evaluate
from lossviz.panels.regularization.simpler.quantities import FACTS, QUANTITIES
from lossviz.panels.regularization.simpler.questions import QUESTIONS
from lossviz.panels.regularization.simpler.settings import (
    SimplerLook,
    SimplerSettings,
    look_from_values,
    settings_from_values,
)
from lossviz.panels.regularization.view_kind import ViewKind
from lossviz.widgets.numbers.number_scale import LogScale

SIMPLER = ViewKind(
    name="simpler",
    title="Simpler models",
    hint="Drag a point, the degree or λ.",
    start=SimplerSettings(),
    look=SimplerLook(),
    read=settings_from_values,
    read_look=look_from_values,
    strengths=LogScale(1e-9, 100.0, zero=True),
    evaluate=evaluate,
    status=pictures.status,
    formulas=explaining.formulas,
    exhibits=explaining.exhibits,
    csv=copies.csv,
    latex=copies.latex,
    numpy=copies.numpy,
    examples=lambda found: len(found.settings.points),
    quantities=QUANTITIES,
    facts=FACTS,
    questions=QUESTIONS,
    question="f1_or_f2",
)
