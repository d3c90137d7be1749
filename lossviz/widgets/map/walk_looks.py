"""How walks that race are told apart: each has a colour, a dash and a letter. No Qt.

One sign alone would not do: nine colours are not told apart by everyone, dashes are hidden where
steps are short, and letters stand at the heads alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lossviz.widgets.numbers.ranges import FloatArray

# On and off in turn, in widths of the line; the first is solid.
DASHES: tuple[tuple[float, ...], ...] = (
    (), (5, 2), (2, 2), (9, 3), (6, 2, 1, 2), (1, 1.5), (9, 2, 4, 2), (4, 4), (3, 1, 1, 1, 1, 1),
)  # fmt: skip


class WalkLook(NamedTuple):
    """letter: at the head of the walk and in the legend; "" of one that does not race."""

    letter: str = ""
    dashes: tuple[float, ...] = ()

    @property
    def color(self) -> str:
        """Its colour by role in a plot."""
        return f"walk.{self.letter.lower()}" if self.letter else "semantic.path"

    @property
    def color_on_map(self) -> str:
        """Its colour by role on a heat map, where it lies on a dark casing."""
        return f"overlay.walk.{self.letter.lower()}" if self.letter else "overlay.path"


ALONE = WalkLook()


def look_of(number: int) -> WalkLook:
    """The look of one of nine walks."""
    return WalkLook("ABCDEFGHI"[number], DASHES[number])


def dashed(line: FloatArray, dashes: tuple[float, ...], begin: float) -> list[FloatArray]:
    """The parts of a line (K, 2) that are drawn; dashes: in px. begin: px gone before it.

    So the dashes of a walk that is drawn piece by piece go on from one piece to the next.
    """
    if not dashes or len(line) < 2:
        return [line]
    way = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    edges = np.cumsum((0.0, *dashes)).tolist()
    begins, ends, period = edges[:-1:2], edges[1::2], edges[-1]
    parts = []
    at = -(begin % period)
    while at < way[-1]:
        for first, last in zip(begins, ends, strict=True):
            low, high = max(at + first, 0.0), min(at + last, float(way[-1]))
            if low < high:
                parts.append(_part(line, way, low, high))
        at += period
    return parts


def _part(line: FloatArray, way: FloatArray, low: float, high: float) -> FloatArray:
    """What of a line lies between two lengths of its way."""
    steps = np.concatenate(([low], way[(way > low) & (way < high)], [high]))
    return np.column_stack([np.interp(steps, way, line[:, axis]) for axis in (0, 1)])
