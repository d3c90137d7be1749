"""What the panel asks of the landscape job; obeyed in order, between two pieces of work."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panels.example import PlaygroundExample, ScoreExample
from lossviz.panels.landscape.state import LandscapeState, LandscapeView
from lossviz.panels.trace import TrainingTrace


@dataclass(frozen=True)
class Configure:
    """Settings, and the place where the walk starts. They act from the next step on."""

    state: LandscapeState


@dataclass(frozen=True)
class Look:
    """Look at other things."""

    view: LandscapeView


@dataclass(frozen=True, eq=False)
class Take:
    """Something of another panel to walk on: its table, its weights, or those in training."""

    thing: ScoreExample | PlaygroundExample | TrainingTrace


@dataclass(frozen=True)
class Run:
    """Take steps until told to stop."""


@dataclass(frozen=True)
class Stop:
    """Take no more steps."""


@dataclass(frozen=True)
class TakeStep:
    """One step of every walker."""


@dataclass(frozen=True)
class StepBack:
    """One step back, of every walker."""


@dataclass(frozen=True)
class GoTo:
    """Back to a step that was taken."""

    step: int


@dataclass(frozen=True)
class Rewind:
    """Back to the start; the path that was walked stays on the map."""


@dataclass(frozen=True)
class ClearPaths:
    """Forget the paths of earlier starts."""


Command = Configure | Look | Take | Run | Stop | TakeStep | StepBack | GoTo | Rewind | ClearPaths
