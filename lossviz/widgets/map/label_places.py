"""Where the labels of walks stand: beside their heads, and never on each other. No Qt.

Walks end where the loss is lowest, all at one place, and their labels can't all stand there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WAYS = 16  # around a head, right of it first, then above
_NEAR = 6  # rings around it, before any place that is free will do


class Box(NamedTuple):
    """A rectangle in px."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether both cover the same place."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


def clear_places(
    heads: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    area: Box,
    *,
    gap: float,
    taken: Sequence[Box] = (),
) -> list[Box | None]:
    """A place for each label in the area, as near to its head as those before it allow.

    taken: what no label may cover. None where there is no room left.
    """
    covered, places = list(taken), []
    for head, size in zip(heads, sizes, strict=True):
        place = next(
            (
                box
                for box in _wanted(head, size, area, gap)
                if not any(box.meets(each) for each in covered)
            ),
            None,
        )
        places.append(place)
        if place is not None:
            covered.append(place)
    return places


def _wanted(
    head: tuple[float, float], size: tuple[float, float], area: Box, gap: float
) -> Iterator[Box]:
    """Boxes of a size in the area: around the head, farther and farther, then anywhere."""
    width, height = size
    if width > area.width or height > area.height:
        return
    for ring in range(_NEAR):
        away = gap + ring * height / 2
        for way in range(_WAYS):
            angle = way * 2 * math.pi / _WAYS
            x = head[0] + (away + width / 2) * math.cos(angle)
            y = head[1] - (away + height / 2) * math.sin(angle)
            yield _held(Box(x - width / 2, y - height / 2, width, height), area)
    columns, rows = int(area.width // width), int(area.height // height)
    cells = [
        Box(area.left + i * width, area.top + j * height, width, height)
        for i in range(columns)
        for j in range(rows)
    ]
    yield from sorted(cells, key=lambda box: math.dist((box.left, box.top), head))


def _held(box: Box, area: Box) -> Box:
    """The nearest box inside the area."""
    left = min(max(box.left, area.left), area.left + area.width - box.width)
    top = min(max(box.top, area.top), area.top + area.height - box.height)
    return box._replace(left=left, top=top)
