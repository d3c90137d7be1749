"""What other panels have shown: the newest of each, and what the map was made of. No Qt.

The table of Scores is followed at once. Weights go on changing, so a map of them stays what it is
until the person asks for the newest ones, or looks at another surface meanwhile.
"""

from __future__ import annotations

from lossviz.model.losses import LOSSES, Loss
from lossviz.panelkit.example import PlaygroundExample, ScoreExample
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.landscape.entries import chosen_entries, entries
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import Offer, SurfaceKind

NEWEST = "Newest W"


class Offers:
    """By the name of the surface that they are for."""

    def __init__(self) -> None:
        self._newest: dict[str, Offer] = {}
        self._taken: dict[str, Offer] = {}

    def note(self, kind: SurfaceKind, offer: Offer) -> None:
        """Something new was shown."""
        self._newest[kind.name] = offer

    def take(self, kind: SurfaceKind) -> Offer | None:
        """The newest from now on; None where that is what the map has already, or nothing."""
        newest = self._newest.get(kind.name)
        if newest is None or newest is self._taken.get(kind.name):
            return None
        self._taken[kind.name] = newest
        return newest

    def taken(self) -> tuple[Offer, ...]:
        """All that the maps are made of."""
        return tuple(self._taken.values())

    def is_followed(self, kind: SurfaceKind, shown: SurfaceKind) -> bool:
        """Whether the newest is taken at once, while a surface is shown."""
        newest, taken = self._newest.get(kind.name), self._taken.get(kind.name)
        match newest, taken:
            case (_, None) | (ScoreExample(), _):
                return True
            case PlaygroundExample(), _:
                return newest.wanted
            case TrainingTrace(), TrainingTrace():
                return newest.data is not taken.data or shown is not kind
        return False

    def way_to_newer(self, kind: SurfaceKind) -> str:
        """What leads to newer weights than those of the map; "" where there are none."""
        match self._newest.get(kind.name), self._taken.get(kind.name):
            case PlaygroundExample() as newest, PlaygroundExample() as taken:
                return NEWEST if newest.says_other_than(taken) else ""
            case TrainingTrace() as newest, TrainingTrace() as taken:
                return "" if newest.now is taken.now else f"Go to step {newest.step:,}"
        return ""

    def entries(self, state: LandscapeState) -> tuple[dict[str, str], tuple[str, str], bool]:
        """Names of the numbers that could move, by key; the two that do; whether W and b do."""
        example = self._taken.get(state.surface)
        if not state.kind.entries:
            return {}, ("", ""), False
        wanted = getattr(state, state.kind.entries)
        if not isinstance(example, ScoreExample | PlaygroundExample):
            return {}, wanted, False
        return entries(example), chosen_entries(example, wanted), example.linear is not None

    def hinge(self, kind: SurfaceKind) -> Loss:
        """The hinge loss that a surface may take: a table has a variant of its own."""
        taken = self._taken.get(kind.name)
        return taken.hinge if isinstance(taken, ScoreExample) else LOSSES["hinge"]
