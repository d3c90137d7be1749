"""Where images come from: the built-in stand-in, or at a path CIFAR-10 or a set of one's own.

The readers are imported by whoever reads, in the worker: the first picture does not wait for them.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from lossviz.data.errors import DataError
from lossviz.data.folders import data_folder
from lossviz.data.progress import LoadProgress
from lossviz.model.dataset import Dataset

STAND_IN = "stand-in"


def opening(source: str | Path) -> Generator[LoadProgress, None, Dataset]:
    """Load a source in slices of a few milliseconds: "stand-in" or a path. Raises DataError."""
    if source == STAND_IN:
        from lossviz.data import stand_in

        return (yield from stand_in.drawing())
    if not str(source).strip():
        raise DataError("No path is given. Open a CIFAR-10 folder or archive.")
    from lossviz.data import cifar10, own_sets

    try:
        return (yield from cifar10.reading(source))
    except DataError:
        own = own_sets.own_set(Path(source))
        if own is None:
            raise
    return (yield from own)


def downloaded() -> Path | None:
    """The verified file of all of CIFAR-10 in this person's data folder, if it is there, whole."""
    from lossviz.data import verified

    return verified.complete(data_folder())
