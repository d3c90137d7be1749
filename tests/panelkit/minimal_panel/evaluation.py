"""All numbers of the Minimal panel, worked out in the worker, and their names. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panels.minimal.state import MinimalState, MinimalView

from lossviz.model.losses import Hinge
from lossviz.panelkit.quantities import Quantity


@dataclass(frozen=True)
class Evaluation:
    """What was found for a state and view. loss: the hinge loss of scores (0, s_j), y = 0."""

    state: MinimalState
    view: MinimalView
    loss: float


def evaluate(state: MinimalState, view: MinimalView) -> Evaluation:
    """The loss of the score that is set."""
    return Evaluation(state, view, float(Hinge().loss([[0.0, state.score]], [0])[0]))


QUANTITIES = (Quantity[Evaluation]("hinge", "the hinge loss", lambda seen: seen.loss),)
