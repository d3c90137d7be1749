"""What other panels offer to walk on: the newest of each, and what the map was made of. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.panelkit.example import PlaygroundExample, ScoreExample
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.landscape.entries import chosen_entries, entries
from lossviz.panels.landscape.state import PLAYGROUND, TRAINING, LandscapeState

NEWEST = "Newest W"

Offer = ScoreExample | PlaygroundExample | TrainingTrace


@dataclass
class Offers:
    """A table counts at once. Weights wait until the person asks for them: a map that followed
    would move under the walk.

    example, weights, trace: the newest of Scores, Playground and Training, None where that panel
    has not shown anything yet. map_weights, map_trace: those that the map was made of.
    """

    example: ScoreExample | None = None
    weights: PlaygroundExample | None = None
    trace: TrainingTrace | None = None
    map_weights: PlaygroundExample | None = None
    map_trace: TrainingTrace | None = None

    def of_map(self) -> tuple[Offer, ...]:
        """What a job needs to make the map as it is."""
        offers = (self.example, self.map_weights, self.map_trace)
        return tuple(offer for offer in offers if offer is not None)

    def take(self, surface: str) -> Offer | None:
        """The newest weights for that surface, of which its map is from now on; else None."""
        if surface == PLAYGROUND and self.weights is not self.map_weights:
            self.map_weights = self.weights
            return self.weights
        if surface == TRAINING and self.trace is not self.map_trace:
            self.map_trace = self.trace
            return self.trace
        return None

    def follows_training(self, surface: str) -> bool:
        """Whether the map goes to the newest trace unasked: nobody looks, or its images are old."""
        of_map, newest = self.map_trace, self.trace
        if of_map is None or newest is None:
            return True
        return of_map.data is not newest.data or surface != TRAINING

    def newer(self, surface: str) -> str:
        """What leads to newer weights than those of the map; "" where there are none."""
        if surface == PLAYGROUND:
            weights, of_map = self.weights, self.map_weights
            if weights is None or of_map is None or not weights.says_other_than(of_map):
                return ""
            return NEWEST
        trace, map_trace = self.trace, self.map_trace
        if trace is None or map_trace is None or trace.now is map_trace.now:
            return ""
        return f"Go to step {trace.step:,}"

    def entries(self, state: LandscapeState) -> tuple[dict[str, str], tuple[str, str], bool]:
        """Names of the numbers that could move, by key; the two that do; whether W and b do."""
        example: ScoreExample | PlaygroundExample | None = self.example
        wanted = state.entries
        if state.surface == PLAYGROUND:
            example, wanted = self.map_weights, state.playground_entries
        if example is None:
            return {}, wanted, False
        return entries(example), chosen_entries(example, wanted), example.linear is not None
