"""All numbers of the Minimal panel, worked out in the worker. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panels.minimal.state import MinimalState, MinimalView

from lossviz.model.losses import Hinge

LEAD = -2.0  # of the question


@dataclass(frozen=True)
class Evaluation:
    """What was found for a state and view: the hinge loss of scores (0, s_j), y = 0.

    loss: of the score that is set. led: with the true class ahead by 2, whatever is set.
    """

    state: MinimalState
    view: MinimalView
    loss: float
    led: float


def evaluate(state: MinimalState, view: MinimalView) -> Evaluation:
    """Both losses."""
    loss, led = Hinge().loss([[0.0, state.score], [0.0, LEAD]], [0, 0]).tolist()
    return Evaluation(state, view, loss, led)
