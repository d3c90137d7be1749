"""The sizes of the score table at its three densities, in scaled pixels. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lossviz.theme.tokens import Theme

Density = Literal["roomy", "tight", "dense"]

MOST_ROOMY_CLASSES = 5
"""With more classes than this the table is dense, whatever room there is."""


@dataclass(frozen=True)
class Measures:
    """Sizes of one density.

    cell: height of a cell. gap: from one cell to the next, either way. lead: the part of the gap
    that lies left of a cell, where the ring of the chosen picture needs it. picture: its side.
    name: height of the strip with the name, from picture to cell. pad, left_pad: from the right and
    left edge of a cell to its text. baseline, dots, note: heights in a cell of the number's
    baseline, of its dotted line and of the note's baseline. beside: the note stands left of the
    number. row: height of a loss below the table. number: type role of the scores.
    """

    cell: int
    gap: int
    lead: int
    picture: int
    name: int
    pad: int
    left_pad: int
    baseline: int
    dots: int
    note: int
    row: int
    beside: bool
    number: str

    @property
    def ring(self) -> int:
        """How far the ring around the chosen picture reaches out."""
        return self.lead

    @property
    def header(self) -> int:
        """Height of the pictures with their names."""
        return self.ring + self.picture + self.name


_LENGTHS = {
    "roomy": {"cell": 60, "gap": 6, "picture": 84, "name": 29, "pad": 16, "left_pad": 8}
    | {"baseline": 24, "dots": 30, "note": 53, "row": 43},
    "tight": {"cell": 46, "gap": 6, "picture": 56, "name": 24, "pad": 16, "left_pad": 8}
    | {"baseline": 21, "dots": 26, "note": 40, "row": 36},
    "dense": {"cell": 26, "gap": 4, "picture": 40, "name": 24, "pad": 8, "left_pad": 8}
    | {"baseline": 17, "dots": 21, "note": 17, "row": 36},
}
_LEAD = 4


def measures(theme: Theme, density: Density) -> Measures:
    """The sizes of a density at the theme's scale."""
    dense = density == "dense"
    lengths = {name: theme.px(length) for name, length in _LENGTHS[density].items()}
    number = "number" if dense else "numberCell"
    return Measures(**lengths, lead=theme.px(_LEAD), beside=dense, number=number)


def density_for(wanted: Density, classes: int) -> Density:
    """What the owner wants, or dense where there are many classes."""
    return "dense" if classes > MOST_ROOMY_CLASSES else wanted
