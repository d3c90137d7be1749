"""The table as other panels look at it. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.panelkit.example import LinearExample, ScoreExample
from lossviz.panels.scores.state import ScoresState


def score_example(state: ScoresState) -> ScoreExample:
    """Scores, classes, and W, b and X where they drive the scores."""
    linear = None
    if state.linear is not None:
        W, b, X = (np.array(each) for each in (state.linear.W, state.linear.b, state.linear.X))
        linear = LinearExample(W, b, X)
    return ScoreExample(
        state.classes,
        state.examples,
        np.array(state.scores),
        np.array(state.y),
        state.scale,
        state.hinge,
        linear,
    )
