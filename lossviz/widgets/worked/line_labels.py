"""Where the words on the number line go, so that none lies on another. No Qt.

There are three levels: that of the dots, for distances, and two above it, for names. What finds no
place is left out; those nearest to the line choose first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["true", "over", "clear"]

DOTS, LOWER, UPPER = 0, 1, 2


@dataclass(frozen=True)
class DotSpace:
    """A dot at x, and how wide its words are; 0 for words that are not wanted."""

    x: float
    kind: Kind
    name: float
    distance: float


@dataclass(frozen=True)
class Place:
    """The level of a text and its left end."""

    level: int
    left: float


@dataclass
class DotWords:
    """Where a dot's name and distance are; None for what is left out."""

    name: Place | None = None
    distance: Place | None = None


@dataclass
class Level:
    """What is taken on a level, as (left, right), and where it ends."""

    width: float
    gap: float
    taken: list[tuple[float, float]] = field(default_factory=list)

    def take(self, left: float, right: float) -> None:
        """Nothing else may come here."""
        self.taken.append((left, right))

    def nearest(self, left: float, width: float, reach: float = 0.0) -> float | None:
        """The free left end for a text that is nearest to the wanted one; None beyond `reach`."""
        ends = [right + self.gap for _, right in self.taken]
        ends += [start - self.gap - width for start, _ in self.taken]
        free = [
            each
            for each in (left, 0.0, self.width - width, *ends)
            if abs(each - left) <= reach and self._is_free(each, each + width)
        ]
        return min(free, key=lambda each: abs(each - left), default=None)

    def _is_free(self, left: float, right: float) -> bool:
        inside = left >= 0 and right <= self.width
        gap = self.gap - 1e-6
        return inside and all(
            right + gap <= start or left >= end + gap for start, end in self.taken
        )


class LineLabels:
    """Places the words of the dots around the line.

    width: of the widget. marker: x of the line s_y − Δ, which nothing crosses; marker_name: the
    width of its own name. radius: of a dot. gap: least distance between texts.
    """

    def __init__(
        self, width: float, marker: float, marker_name: float, radius: float, gap: float
    ) -> None:
        self._radius, self._gap = radius, gap
        self._marker = marker
        self._levels = [Level(width, gap), Level(width, gap), Level(width, gap)]
        for level in self._levels:
            level.take(marker, marker)
        self.marker_left = self._place_marker_name(marker_name)

    def _place_marker_name(self, width: float) -> float:
        """Left of the line, or where that is outside, right of it."""
        left = self._marker - self._gap - width
        if left < 0:
            left = self._marker + self._gap
        self._levels[UPPER].take(left, left + width)
        return left

    def place(self, dots: Sequence[DotSpace]) -> list[DotWords]:
        """A place for the words of each dot."""
        words = [DotWords() for _ in dots]
        order = sorted(range(len(dots)), key=lambda i: self._rank(dots[i]))
        self._take_dots(dots)
        for i in order:
            words[i].distance = self._right_of_dot(dots[i])
        for i in order:
            words[i].name = self._above_dot(dots[i])
        for i in order:
            name = words[i].name
            if words[i].distance is None and name is not None:
                words[i].distance = self._at_name(dots[i], name, dots)
        return words

    def _rank(self, dot: DotSpace) -> tuple[bool, float]:
        return dot.kind != "true", abs(dot.x - self._marker)

    def _take_dots(self, dots: Sequence[DotSpace]) -> None:
        over = [dot.x for dot in dots if dot.kind == "over"]
        if over:
            self._levels[DOTS].take(self._marker, max(over))
        for dot in dots:
            self._levels[DOTS].take(dot.x - self._radius, dot.x + self._radius)

    def _right_of_dot(self, dot: DotSpace) -> Place | None:
        return self._put(dot, DOTS, dot.x + self._radius + self._gap, dot.distance)

    def _above_dot(self, dot: DotSpace) -> Place | None:
        """The name centred over the dot, or next to what is there already."""
        left, reach = dot.x - dot.name / 2, dot.name / 2 + 3 * self._radius
        lower = self._put(dot, LOWER, left, dot.name, reach)
        return lower or self._put(dot, UPPER, left, dot.name, reach)

    def _at_name(self, dot: DotSpace, name: Place, dots: Sequence[DotSpace]) -> Place | None:
        """The distance right of the name, or left of a dot that has no other left of it.

        Anywhere else it would seem another's, and over the name both are hard to read.
        """
        place = self._put(dot, name.level, name.left + dot.name + self._gap, dot.distance)
        if place is None and dot.x == min(each.x for each in dots):
            before = dot.x - self._radius - self._gap - dot.distance
            place = self._put(dot, DOTS, before, dot.distance)
        return place

    def _put(
        self, dot: DotSpace, level: int, wanted: float, width: float, reach: float = 0.0
    ) -> Place | None:
        """Take the place nearest to the wanted one, if there is one and a text."""
        left = self._levels[level].nearest(wanted, width, reach) if width else None
        if left is None or not self._on_its_side(dot, left + width / 2):
            return None
        self._levels[level].take(left, left + width)
        return Place(level, left)

    def _on_its_side(self, dot: DotSpace, middle: float) -> bool:
        """Words of a dot beyond the line are beyond it too; those of one on it are anywhere."""
        return abs(dot.x - self._marker) < 1 or (middle > self._marker) == (dot.x > self._marker)
