"""What the panel asks of the playground job; obeyed in order, between two updates."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panelkit.commands import Configure, Look, Motion
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState


@dataclass(frozen=True)
class Pin:
    """Keep this run's curve, to compare others with it."""


@dataclass(frozen=True)
class Unpin:
    """Forget the curves that were kept."""


OwnCommand = Configure[PlaygroundState] | Pin | Unpin
Command = OwnCommand | Look[PlaygroundSight] | Motion
