"""What the panel asks of the landscape job; obeyed in order, between two pieces of work."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panelkit.commands import Motion, Replaceable
from lossviz.panelkit.example import PlaygroundExample, ScoreExample
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.landscape.state import LandscapeSight, LandscapeState


@dataclass(frozen=True)
class Configure(Replaceable):
    """Settings, and the place where the walk starts. They act from the next step on."""

    state: LandscapeState


@dataclass(frozen=True)
class Look(Replaceable):
    """Look at other things."""

    view: LandscapeSight


@dataclass(frozen=True, eq=False)
class Take:
    """Something of another panel to walk on: its table, its weights, or those in training."""

    thing: ScoreExample | PlaygroundExample | TrainingTrace


@dataclass(frozen=True)
class GoTo:
    """Back to a step that was taken."""

    step: int


@dataclass(frozen=True)
class ClearPaths:
    """Forget the paths of earlier starts."""


OwnCommand = Configure | Look | Take | GoTo | ClearPaths
Command = OwnCommand | Motion
