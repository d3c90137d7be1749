"""What there is to draw of a long walk: each stretch once, however often it is gone. No Qt.

A walk that has arrived moves by less than a pixel, or swings between the same places thousands of
times. A painter takes longer over such a line than over all others together, and it looks no other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossviz.widgets.numbers.ordered import first_places
from lossviz.widgets.numbers.ranges import FloatArray

_REACH = 2**15  # squares to each side; beyond, all is one


class Stretches:
    """Remembers which ways between two squares were gone. grain: the side of a square."""

    def __init__(self, grain: float) -> None:
        self._grain = grain
        self._gone: set[int] = set()

    def new(self, places: FloatArray) -> list[NDArray[np.intp]]:
        """Runs of places (K, 2), as their numbers, that go ways which are new."""
        square = squares(places, self._grain)
        moves = np.flatnonzero(square[1:] != square[:-1])
        here, there = square[moves], square[moves + 1]
        ways = (np.minimum(here, there) << np.uint64(32)) + np.maximum(here, there)
        kept = first_of_each(ways, self._gone)
        if not len(kept):
            return []
        runs = np.split(kept, np.flatnonzero(np.diff(kept) != 1) + 1)
        return [np.concatenate([moves[run[:1]], moves[run] + 1]) for run in runs]


class Spots:
    """Remembers which squares were stood on."""

    def __init__(self, grain: float) -> None:
        self._grain = grain
        self._taken: set[int] = set()

    def new(self, places: FloatArray) -> NDArray[np.intp]:
        """Numbers of the places (K, 2) that are the first in their square."""
        return first_of_each(squares(places, self._grain), self._taken)


def first_of_each(codes: NDArray[np.uint64], known: set[int]) -> NDArray[np.intp]:
    """Where each code that is not known is met first, in order; it is known from then on."""
    first = first_places(codes)
    found = codes[first].tolist()
    new = [index for code, index in zip(found, first.tolist(), strict=True) if code not in known]
    known.update(found)
    return np.sort(np.array(new, dtype=np.intp))


def squares(places: FloatArray, grain: float) -> NDArray[np.uint64]:
    """A number (K,) for the square that each place (K, 2) lies in."""
    with np.errstate(all="ignore"):
        cells = np.nan_to_num(np.floor(places / grain), nan=-_REACH)
    column, row = (np.clip(cells, -_REACH, _REACH - 1) + _REACH).astype(np.uint64).T
    return (column << np.uint64(16)) + row
