"""What the panel knows of the view Geometry. No Qt."""

from __future__ import annotations

from lossviz.data.lecture_examples import TWO_WEIGHTS
from lossviz.panels.regularization.geometry import copies, explaining, pictures
from lossviz.panels.regularization.geometry.evaluation import evaluate
from lossviz.panels.regularization.geometry.quantities import FACTS, QUANTITIES
from lossviz.panels.regularization.geometry.questions import QUESTIONS
from lossviz.panels.regularization.geometry.settings import (
    GeometryLook,
    GeometrySettings,
    look_from_values,
    settings_from_values,
)
from lossviz.panels.regularization.view_kind import ViewKind

GEOMETRY = ViewKind(
    name="geometry",
    title="Geometry",
    hint="Drag the minimum along its path, the body, or λ.",
    start=GeometrySettings(),
    look=GeometryLook(),
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
    examples=lambda found: 0 if found.settings.data == "squares" else len(TWO_WEIGHTS.y),
    quantities=QUANTITIES,
    facts=FACTS,
    questions=QUESTIONS,
    question="l1_zero",
)
