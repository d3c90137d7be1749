"""The numbers of the Regularization panel that can be asked for by name. No Qt."""

from __future__ import annotations

from functools import partial

from numpy.typing import ArrayLike

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.regularization.evaluation import Evaluation
from lossviz.panels.regularization.views import VIEWS


def _while_shown(view: str, quantity: Quantity[object], seen: Evaluation) -> ArrayLike | None:
    return quantity.value(seen.found) if seen.view.shown == view else None


def _of_view(view: str, quantity: Quantity[object]) -> Quantity[Evaluation]:
    """A quantity of what a view found, as one of what the panel has seen."""
    value = partial(_while_shown, view, quantity)
    return Quantity(quantity.name, quantity.words, value, quantity.unit)


QUANTITIES: tuple[Quantity[Evaluation], ...] = (
    *(_of_view(name, each) for name, kind in VIEWS.items() for each in kind.quantities),
    *(fact for kind in VIEWS.values() for fact in kind.facts),
)
