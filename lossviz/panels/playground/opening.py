"""A CSV file of points, opened in the worker. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.data.errors import DataError
from lossviz.data.point_file import reading
from lossviz.engine.jobs import Job


@dataclass(frozen=True)
class PointsUnreadable:
    """The file can't be used; `sentence` says what is wrong and where."""

    sentence: str


def opening(path: str) -> Job:
    """Read a file in slices; returns a `PointFile` or `PointsUnreadable`."""
    try:
        return (yield from reading(path))
    except DataError as error:
        return PointsUnreadable(str(error))
