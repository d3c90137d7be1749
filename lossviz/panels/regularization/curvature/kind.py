"""What the panel knows of the view Curvature. No Qt."""

from __future__ import annotations

from lossviz.data.valleys import ALIKE
from lossviz.panels.regularization.curvature import copies, explaining, pictures
from lossviz.panels.regularization.curvature.evaluation import evaluate
from lossviz.panels.regularization.curvature.quantities import FACTS, QUANTITIES
from lossviz.panels.regularization.curvature.questions import QUESTIONS
from lossviz.panels.regularization.curvature.settings import (
    CurvatureLook,
    CurvatureSettings,
    look_from_values,
    settings_from_values,
)
from lossviz.panels.regularization.view_kind import ViewKind

CURVATURE = ViewKind(
    name="curvature",
    title="Curvature",
    hint="Drag the start or λ. Space runs, right bracket steps.",
    start=CurvatureSettings(),
    look=CurvatureLook(),
    read=settings_from_values,
    read_look=look_from_values,
    strengths=pictures.STRENGTHS,
    evaluate=evaluate,
    status=pictures.status,
    formulas=explaining.formulas,
    exhibits=explaining.exhibits,
    csv=copies.csv,
    latex=copies.latex,
    numpy=copies.numpy,
    examples=lambda found: len(ALIKE.y) if found.settings.valley == "alike" else 0,
    quantities=QUANTITIES,
    facts=FACTS,
    questions=QUESTIONS,
    question="curvature",
)
