"""Both mean losses since the panel opened, one point an edit. Pure, no Qt."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

MOST_POINTS = 2000


@dataclass(frozen=True)
class Point:
    """After an edit: what was edited, and both mean losses."""

    number: int
    edited: str
    hinge: float
    softmax: float


class History:
    """The newest points; a gesture has one, whose losses move while it goes on."""

    def __init__(self) -> None:
        self._points: deque[Point] = deque(maxlen=MOST_POINTS)
        self._edit = -1

    @property
    def points(self) -> tuple[Point, ...]:
        """Oldest first."""
        return tuple(self._points)

    def note(self, edit: int, edited: str, hinge: float, softmax: float) -> None:
        """A new point, or the newest one moved on by its gesture, which is one edit."""
        last = self._points[-1] if self._points else None
        if last is not None and edit == self._edit:
            self._points[-1] = Point(last.number, edited, hinge, softmax)
        else:
            number = 0 if last is None else last.number + 1
            self._points.append(Point(number, edited, hinge, softmax))
        self._edit = edit
