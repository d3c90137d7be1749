"""The questions of the Features panel; each answer is right whatever is set. No Qt."""

from __future__ import annotations

from lossviz.panelkit.explanation import Prompt
from lossviz.panelkit.quantities import number
from lossviz.panelkit.questions import Asked, Unknown
from lossviz.panels.features.evaluation import Evaluation
from lossviz.panels.features.quantities import QUANTITIES
from lossviz.panels.features.state import COUNT, FeaturesState, FeaturesView

QUESTIONS: tuple[Asked[Evaluation, FeaturesState, FeaturesView], ...] = (
    Asked(
        "line",
        "A line between two rings",
        text=f"Of {COUNT} points, how many does the line in (x, y) have right?",
        why="It cuts both rings: about half of each is on the wrong side.",
        unknowns=(
            Unknown(Prompt("plane_right", "Right", start=0.0), number(QUANTITIES, "plane_right")),
        ),
        formula="scores",
    ),
    Asked(
        "polar",
        "The same points as (r, θ)",
        text=f"And of {COUNT}, how many does a line in (r, θ) have right?",
        why="The rings are apart in r, so r alone tells them: the line stands upright.",
        unknowns=(
            Unknown(Prompt("polar_right", "Right", start=0.0), number(QUANTITIES, "polar_right")),
        ),
        formula="polar",
    ),
)
