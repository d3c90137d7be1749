"""What the panel asks of the landscape job; obeyed in order, between two pieces of work."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panelkit.commands import Configure, Look, Motion
from lossviz.panels.landscape.state import LandscapeSight, LandscapeState
from lossviz.panels.landscape.surface_kinds import Offer


@dataclass(frozen=True, eq=False)
class Take:
    """Something of another panel to walk on: its table, its weights, or those in training."""

    offer: Offer


@dataclass(frozen=True)
class GoTo:
    """Back to a step that was taken."""

    step: int


@dataclass(frozen=True)
class ClearPaths:
    """Forget the paths of earlier starts."""


OwnCommand = Configure[LandscapeState] | Take | GoTo | ClearPaths
Command = OwnCommand | Look[LandscapeSight] | Motion
