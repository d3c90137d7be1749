"""What each kind of surface is made of: one table from its name to the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any

from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.panels.landscape.grounds import Ground, of_formula, of_known, of_table, two_weights
from lossviz.panels.landscape.playground_ground import playground_ground
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import (
    FORMULA,
    PLAYGROUND,
    SCORES,
    TRAINING,
    TWO_WEIGHTS,
    Offer,
)
from lossviz.panels.landscape.training_ground import training_ground

Making = Generator[None, None, Ground]

MAKERS: dict[str, Callable[[LandscapeState, Any], Ground | Making]] = {
    TWO_WEIGHTS: lambda state, _: two_weights(state),
    SCORES: of_table,
    PLAYGROUND: playground_ground,
    TRAINING: training_ground,
    **dict.fromkeys(KNOWN_SURFACES, lambda state, _: of_known(state)),
    FORMULA: lambda state, _: of_formula(state),
}
"""Of the settings and of what the panel of its kind has offered; a long one rests on the way."""


class NoGroundError(ValueError):
    """There is nothing to walk on yet; the text says why. panel: the one that will offer it."""

    def __init__(self, text: str, panel: str) -> None:
        super().__init__(text)
        self.panel = panel


def making(state: LandscapeState, offered: Mapping[str, Offer]) -> Making:
    """Make the ground that is asked for, with places to rest. offered: by the name of its kind."""
    yield
    kind, offer = state.kind, offered.get(state.surface)
    if kind.offer is not None and offer is None:
        raise NoGroundError(kind.missing, kind.source)
    made = MAKERS[kind.name](state, offer)
    return made if isinstance(made, Ground) else (yield from made)
