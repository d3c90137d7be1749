"""What the panel asks of the playground job; obeyed in order, between two updates."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panelkit.commands import Motion, Replaceable
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState


@dataclass(frozen=True)
class Configure(Replaceable):
    """Settings that act from the next update on; other weights begin another run."""

    state: PlaygroundState


@dataclass(frozen=True)
class Look(Replaceable):
    """Look at other things."""

    view: PlaygroundSight


@dataclass(frozen=True)
class Pin:
    """Keep this run's curve, to compare others with it."""


@dataclass(frozen=True)
class Unpin:
    """Forget the curves that were kept."""


OwnCommand = Configure | Look | Pin | Unpin
Command = OwnCommand | Motion
