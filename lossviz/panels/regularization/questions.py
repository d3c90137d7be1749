"""The questions of the Regularization panel, those of all views in the lecture's order. No Qt."""

from __future__ import annotations

from lossviz.panelkit.questions import Asked
from lossviz.panels.regularization.evaluation import Evaluation
from lossviz.panels.regularization.state import RegularizationState, RegularizationView
from lossviz.panels.regularization.views import VIEWS

QUESTIONS: tuple[Asked[Evaluation, RegularizationState, RegularizationView], ...] = tuple(
    asked for kind in VIEWS.values() for asked in kind.questions
)
