"""What the panel asks of the playground job; obeyed in order, between two updates."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panels.playground.state import PlaygroundState, PlaygroundView


@dataclass(frozen=True)
class Configure:
    """Settings that act from the next update on; other weights begin another run."""

    state: PlaygroundState


@dataclass(frozen=True)
class Look:
    """Look at other things."""

    view: PlaygroundView


@dataclass(frozen=True)
class Run:
    """Update until told to stop."""


@dataclass(frozen=True)
class Stop:
    """No more updates."""


@dataclass(frozen=True)
class TakeStep:
    """A single update."""


@dataclass(frozen=True)
class StepBack:
    """One update back."""


@dataclass(frozen=True)
class Rewind:
    """Back to the same start."""


@dataclass(frozen=True)
class Pin:
    """Keep this run's curve, to compare others with it."""


@dataclass(frozen=True)
class Unpin:
    """Forget the curves that were kept."""


Command = Configure | Look | Run | Stop | TakeStep | StepBack | Rewind | Pin | Unpin
