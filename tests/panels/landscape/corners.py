"""The way to a corner of the loss, as the panel goes it, for several tests."""

from __future__ import annotations

from lossviz.model.landscape import Landscape
from lossviz.model.losses import Loss
from lossviz.panels.landscape.checking import kink_near, standing_on_kink
from lossviz.panels.landscape.state import LandscapeState, Point


def state_at_kink(
    state: LandscapeState, landscape: Landscape, at: Point, *hinge: Loss
) -> LandscapeState | None:
    """The settings with the point on the nearest corner, None where there is none."""
    found = kink_near(state, landscape, at, *hinge)
    return None if found is None else standing_on_kink(state, found)
