"""All numbers of the view that is shown, worked out in the worker. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lossviz.panels.regularization.state import RegularizationState, RegularizationView
from lossviz.panels.regularization.views import VIEWS


@dataclass(frozen=True)
class Evaluation:
    """What was found for a state and view. found: of the view that is shown, of its own kind."""

    state: RegularizationState
    view: RegularizationView
    found: Any


def evaluate(state: RegularizationState, view: RegularizationView) -> Evaluation:
    """The numbers of the view that is shown; those of others are worked out when they are."""
    name = view.shown
    found = VIEWS[name].evaluate(state.views[name], view.looks[name])
    return Evaluation(state, view, found)
