"""What the table of points shows: numbers, as they are written and in words. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from lossviz.widgets.numbers.number_text import format_number

Array = np.ndarray[Any, np.dtype[Any]]

DECIMALS, MEAN_DECIMALS = 2, 3
MOST_CLASSES = 8
LEAST_LENGTH = 5  # characters of "−0.98": a column has room for a sign from the start
_X_NAMES = ("x₀", "x₁")


@dataclass(frozen=True, eq=False)
class PointRows:
    """N points of C classes, 2 to 8.

    X: (N, 2). y: (N,) the true classes, 0 to C − 1. scores: (N, C). losses: (N,). wrong: (N,) bool,
    classified wrongly. mean: of the losses of points to learn from. loss_role: the colour of the
    loss, "semantic.softmax". test: (N,) bool, held out to test on; None for none. names: (C,), what
    the classes are called, () where their numbers do.
    """

    X: Array
    y: Array
    scores: Array
    losses: Array
    wrong: Array
    mean: float
    loss_role: str
    test: Array | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.X)
        shapes = [each.shape for each in (self.X, self.y, self.losses, self.wrong)]
        if shapes != [(count, 2), (count,), (count,), (count,)] or len(self.scores) != count:
            raise ValueError(f"X, y, losses and wrong {shapes} are not of the same points")
        if self.test is not None and self.test.shape != (count,):
            raise ValueError(f"test {self.test.shape} is not of the same points, {count}")
        if self.scores.ndim != 2 or not 2 <= self.classes <= MOST_CLASSES:
            raise ValueError(f"scores {self.scores.shape} are not of 2 to 8 classes")
        if count and not 0 <= int(self.y.min()) <= int(self.y.max()) < self.classes:
            raise ValueError(f"a class is not one of 0 to {self.classes - 1}")
        if len(self.names) not in (0, self.classes):
            raise ValueError(f"{len(self.names)} names are not of {self.classes} classes")

    @property
    def count(self) -> int:
        """How many points."""
        return len(self.X)

    @property
    def classes(self) -> int:
        """How many classes."""
        return int(self.scores.shape[1])

    @cached_property
    def test_count(self) -> int:
        """How many points are held out."""
        return 0 if self.test is None else int(np.count_nonzero(self.test))

    def is_test(self, row: int) -> bool:
        """Whether a point is held out."""
        return self.test is not None and bool(self.test[row])

    def name_of(self, y: int) -> str:
        """What a class is called."""
        return self.names[y] if self.names else str(y)

    def best(self, row: int) -> int | None:
        """The class with the highest score; None where no score is a number."""
        scores = self.scores[row]
        if np.isnan(scores).all():
            return None
        return int(np.argmax(np.where(np.isnan(scores), -np.inf, scores)))

    def lengths(self) -> Lengths:
        """How long the numbers of the columns get."""
        return Lengths(_longest(self.X), _longest(self.scores), _longest(self.losses))

    def largest_loss(self) -> float:
        """The largest finite loss: that of the longest bar."""
        finite = np.isfinite(self.losses)
        return float(np.max(self.losses, where=finite, initial=0.0))

    def loss_share(self, row: int, largest: float) -> float:
        """How long the bar of a loss is, 0 to 1."""
        loss = float(self.losses[row])
        if math.isnan(loss) or loss <= 0:
            return 0.0
        return min(loss / largest, 1.0) if largest > 0 else 1.0

    def mean_text(self) -> str:
        """The mean loss."""
        return format_number(self.mean, MEAN_DECIMALS)

    def words(self, row: int) -> str:
        """A row for a screen reader: "Point 3 of 9: x₀ 0.42, x₁ 0.55, class 0, scores ..."."""
        point = "Test point" if self.is_test(row) else "Point"
        places = (
            f"{name} {cell_text(value)}" for name, value in zip(_X_NAMES, self.X[row], strict=True)
        )
        scores = ", ".join(cell_text(score) for score in self.scores[row])
        told = f"{', '.join(places)}, class {self.name_of(int(self.y[row]))}, scores {scores}"
        best = self.best(row)
        known_as = "" if best is None or best == self.y[row] else f" as class {self.name_of(best)}"
        verdict = f", wrongly classified{known_as}" if self.wrong[row] else ""
        loss = loss_text(float(self.losses[row]))
        return f"{point} {row + 1} of {self.count:,}: {told}, loss {loss}{verdict}"

    def summary(self) -> str:
        """All of it in one sentence."""
        if not self.count:
            return "No points"
        wrong = int(np.count_nonzero(self.wrong))
        points, mean = f"{self.count:,} points", "mean loss"
        if self.test_count:
            points += f", {self.test_count:,} of them to test on"
            mean += f" of the other {self.count - self.test_count:,}:"
        return f"{points}, {wrong:,} wrong, {mean} {self.mean_text()}"


@dataclass(frozen=True)
class Lengths:
    """Characters of the longest number among places, scores and losses."""

    x: int
    score: int
    loss: int

    def settled(self, before: Lengths) -> Lengths:
        """These, but as before where they are only one less: columns must not flicker."""
        pairs = zip(self._all(), before._all(), strict=True)
        return Lengths(*(old if now == old - 1 else now for now, old in pairs))

    def at_most(self, digits: int) -> Lengths:
        """Of numbers that are written in no more characters than these."""
        return Lengths(*(min(each, digits) for each in self._all()))

    def _all(self) -> tuple[int, int, int]:
        return self.x, self.score, self.loss


def no_rows() -> PointRows:
    """A table without points."""
    none, role = np.empty(0), "semantic.softmax"
    y = np.empty(0, dtype=int)
    scores, wrong = np.empty((0, 3)), np.empty(0, dtype=bool)
    return PointRows(np.empty((0, 2)), y, scores, none, wrong, math.nan, role)


def cell_text(value: float) -> str:
    """A place or a score; those that round to 0 are 0.00, so that decimals stay in line."""
    return format_number(0.0 if abs(value) < 0.5 * 10**-DECIMALS else value, DECIMALS)


def loss_text(loss: float) -> str:
    """A loss; one that is above 0 never reads as 0.

    >>> loss_text(0.0), loss_text(0.0001), loss_text(0.637)
    ('0.00', '<0.01', '0.64')
    """
    if 0 < loss < 0.5 * 10**-DECIMALS:
        return f"<{10**-DECIMALS:.{DECIMALS}f}"
    return cell_text(loss)


def _longest(values: Array) -> int:
    """Characters of the longest: that of one of the ends, as numbers only get longer outwards."""
    finite = np.isfinite(values)
    ends = (reduce(values, where=finite, initial=0.0) for reduce in (np.min, np.max))
    return max(LEAST_LENGTH, *(len(cell_text(float(end))) for end in ends))
