"""What the number line shows, and its axis. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lossviz.widgets.numbers.ranges import Range, nice_range
from lossviz.widgets.worked.line_labels import Kind

_ROOM_LEFT, _ROOM_RIGHT = 0.1, 0.2  # shares of the data's width, for the words beside the dots


@dataclass(frozen=True)
class LineDot:
    """A class's score on the line.

    kind: the true class, one over the line s_y − Δ (it costs), or clear of it. distance: in words,
    such as "2.9 too high" or "3.9 to spare"; "" for none. score_text: the score as it is read.
    """

    name: str
    color_name: str
    score: float
    score_text: str
    kind: Kind
    distance: str = ""

    def words(self) -> str:
        """The dot in words: "car 5.1, 2.9 too high"."""
        true = "true class" if self.kind == "true" else ""
        return ", ".join(filter(None, (f"{self.name} {self.score_text}", true, self.distance)))


@dataclass(frozen=True)
class LineContent:
    """The scores of an example, finite all, and the line at s_y − Δ.

    reach: scores that the axis has to show too, so that two lines have one axis.
    """

    dots: tuple[LineDot, ...] = ()
    line: float = 0.0
    line_text: str = ""
    reach: tuple[float, ...] = ()

    def words(self) -> str:
        """All of it in words, also what the picture has no room for."""
        return "; ".join((f"line at {self.line_text}", *(dot.words() for dot in self.dots)))


@dataclass(frozen=True)
class Axis:
    """Where a range of scores lies between two x in px."""

    left: float
    right: float
    range: Range

    def x(self, score: float) -> float:
        """Where a score is."""
        low, high = self.range
        return self.left + (score - low) / (high - low) * (self.right - self.left)


def line_range(scores: Sequence[float]) -> Range:
    """Round ends around scores, with room for words: they change rarely, and in steps."""
    low, high = min(scores), max(scores)
    width = high - low
    return nice_range(low - _ROOM_LEFT * width, high + _ROOM_RIGHT * width)
