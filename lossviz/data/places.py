"""Where in a folder or an archive CIFAR-10 lies: the nearest folder that has batches.

People rename folders, put them into others, or pack the files without any.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from lossviz.data.errors import DataError, shortened
from lossviz.data.layouts import LAYOUTS, Layout


class Place(NamedTuple):
    """A folder, its path from where the search began ("." for that one), and its layout."""

    folder: str
    layout: Layout

    @property
    def is_official(self) -> bool:
        """Whether the folder has its official name."""
        return PurePosixPath(self.folder).name.lower() == self.layout.folder


def places_of(paths: Iterable[str]) -> list[Place]:
    """The folders that have batches, of the paths of all files."""
    found = dict[Place, None]()
    for path in paths:
        name = PurePosixPath(path).name
        for layout in LAYOUTS:
            if layout.batch_of(name):
                found[Place(str(PurePosixPath(path).parent), layout)] = None
    return list(found)


def nearest(places: Iterable[Place], where: str) -> Place | None:
    """The one to read; DataError where nothing says which of several it is.

    The nearest, of those the ones with the official name, of those the binary ones.
    """
    found = list(places)
    if not found:
        return None
    ranks = {place: _rank(place) for place in found}
    first = min(ranks.values())
    best = [place for place in found if ranks[place] == first]
    if len(best) > 1:
        names = " and ".join(f"“{shortened(place.folder)}”" for place in best[:2])
        raise DataError(
            f"{where} holds batches of CIFAR-10 more than once, in {names}. Open one of them, or "
            "put all batches into one folder."
        )
    return best[0]


def _rank(place: Place) -> tuple[int, bool, int]:
    depth = len(PurePosixPath(place.folder).parts)
    return depth, not place.is_official, LAYOUTS.index(place.layout)
