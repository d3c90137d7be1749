"""Which part of a running picture is drawn in which frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Schedule:
    """The parts of a picture that take turns, for all of them would take a frame too long.

    turns: parts whose numbers must fit together share a turn, and are drawn one a frame from one
    report. A turn without parts is a frame of rest. A part may come in several turns: those that
    change faster.
    """

    turns: tuple[tuple[str, ...], ...]

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """All of them, each once, in the order in which they first come."""
        return tuple(dict.fromkeys(part for turn in self.turns for part in turn))

    def at(self, tick: int) -> tuple[str, bool]:
        """The part of a frame, "" in one of rest; and whether its turn begins there."""
        return self._frames[tick % len(self._frames)]

    @cached_property
    def _frames(self) -> tuple[tuple[str, bool], ...]:
        return tuple(
            (part, index == 0) for turn in self.turns for index, part in enumerate(turn or ("",))
        )
