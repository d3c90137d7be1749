"""What is drawn on the plane, as plain frozen data. No Qt.

Places are (x0, x1) in data units, x1 upwards. A point without a finite place is not drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.map.window import Place
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ranges import FloatArray, Range

Segment = tuple[Place, Place]
Flags = NDArray[np.bool_]

SHADES = 16
BOUNDARY = 254
"""Code of the line between two regions."""


@dataclass(frozen=True, eq=False)
class RegionImage:
    """Which class wins where. codes (H, W) uint8 in device pixels, the top row the highest x1.

    A code is class · 16 + shade, 0 ≤ shade < 16: how far the best score leads. `BOUNDARY` is the
    line between regions, 255 belongs to none.
    """

    codes: NDArray[np.uint8]
    x_range: Range
    y_range: Range


@dataclass(frozen=True)
class PlanePoint:
    """One point in the shape and colour of its class y.

    wrong: the classifier gives it to another class, drawn hollow. size: 1 is usual. test: not
    trained on, drawn small and faint. ringed: in the support set.
    """

    x0: float
    x1: float
    y: int
    wrong: bool = False
    size: float = 1.0
    test: bool = False
    ringed: bool = False


@dataclass(frozen=True, eq=False)
class PointCloud:
    """Many points as arrays: X (N, 2), y (N,), the others (N,), or None for what is usual."""

    X: FloatArray
    y: NDArray[np.integer[Any]]
    wrong: Flags | None = None
    size: FloatArray | None = None
    test: Flags | None = None
    ringed: Flags | None = None

    def __post_init__(self) -> None:
        count = len(self.y)
        others = (self.wrong, self.size, self.test, self.ringed)
        if self.X.shape != (count, 2) or any(e is not None and e.shape != (count,) for e in others):
            raise ValueError(f"a cloud has X (N, 2) and the rest (N,), not {self.X.shape}, {count}")


@dataclass(frozen=True, eq=False)
class Dots:
    """All points of a picture as arrays, none missing: X (N, 2), the others (N,)."""

    X: FloatArray
    y: NDArray[np.intp]
    wrong: Flags
    size: FloatArray
    test: Flags
    ringed: Flags

    def __len__(self) -> int:
        return len(self.y)

    def place(self, index: int) -> Place:
        """Where a point lies."""
        x0, x1 = self.X[index].tolist()
        return x0, x1


@dataclass(frozen=True)
class ClassLine:
    """Where the score of class y is zero: a line through `ends`, None where there is none.

    foot, direction: where the arrow of its weights begins (None or out of sight: in the middle of
    what is seen), and the weights. margins: where the score is ±1. preview: the line after the
    next step.
    """

    y: int
    ends: Segment | None
    foot: Place | None = None
    direction: Place | None = None
    label: str = ""
    margins: tuple[Segment, ...] = ()
    preview: Segment | None = None


@dataclass(frozen=True)
class PlaneReading:
    """What is under the pointer, in lines of words ready to be drawn."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True, eq=False)
class PlanePicture:
    """All that stands on the plane. Indices count the points first, then those of the cloud.

    class_names: whose colours the classes have. names: of the two inputs. curve: a dashed line
    through these places, of what has no straight one.
    """

    points: tuple[PlanePoint, ...] = ()
    lines: tuple[ClassLine, ...] = ()
    class_names: tuple[str, ...] = ()
    names: tuple[str, str] = ("x₀", "x₁")
    chosen: int | None = None
    cloud: PointCloud | None = None
    curve: tuple[Place, ...] = ()

    @cached_property
    def dots(self) -> Dots:
        """All points as arrays."""
        first = dots_of_points(self.points)
        if self.cloud is None:
            return first
        last = dots_of_cloud(self.cloud)
        return last if not self.points else joined(first, last)

    @property
    def choice(self) -> int | None:
        """The chosen point, when there is one of that number."""
        chosen = self.chosen
        return chosen if chosen is not None and 0 <= chosen < len(self.dots) else None

    @property
    def class_count(self) -> int:
        """How many classes there are: those named, else up to the highest of a point."""
        highest = int(self.dots.y.max()) if len(self.dots) else -1
        return len(self.class_names) or highest + 1

    def class_name(self, y: int) -> str:
        """Whose colour a class has."""
        known = self.class_names if 0 <= y < len(self.class_names) else CLASS_COLORS
        return known[y % len(known)]

    def words(self) -> str:
        """How many points there are and are right, and the chosen one, for screen readers."""
        text, chosen = tally_words(self.dots), self.choice
        if chosen is None:
            return text
        dots = self.dots
        kind = "class" if not dots.test[chosen] else "test point of class"
        x0, x1 = (place_text(each) for each in dots.place(chosen))
        wrong = ", wrong" if dots.wrong[chosen] else ""
        return f"{text}. Chosen: {kind} {dots.y[chosen]} at ({x0}, {x1}){wrong}"


def dots_of_points(points: tuple[PlanePoint, ...]) -> Dots:
    """Points one by one as arrays."""
    return Dots(
        np.array([(each.x0, each.x1) for each in points], float).reshape(-1, 2),
        np.array([each.y for each in points], np.intp),
        np.array([each.wrong for each in points], bool),
        np.array([each.size for each in points], float),
        np.array([each.test for each in points], bool),
        np.array([each.ringed for each in points], bool),
    )


def dots_of_cloud(cloud: PointCloud) -> Dots:
    """A cloud with what it leaves out filled in."""
    count = len(cloud.y)
    none = np.zeros(count, bool)
    return Dots(
        cloud.X,
        cloud.y.astype(np.intp),
        none if cloud.wrong is None else cloud.wrong,
        np.ones(count) if cloud.size is None else cloud.size,
        none if cloud.test is None else cloud.test,
        none if cloud.ringed is None else cloud.ringed,
    )


def joined(first: Dots, last: Dots) -> Dots:
    """One after the other."""
    return Dots(
        np.concatenate((first.X, last.X)),
        np.concatenate((first.y, last.y)),
        np.concatenate((first.wrong, last.wrong)),
        np.concatenate((first.size, last.size)),
        np.concatenate((first.test, last.test)),
        np.concatenate((first.ringed, last.ringed)),
    )


def tally_words(dots: Dots) -> str:
    """9 points, 2 right; points to test with are counted apart."""
    groups = ((~dots.test, "point"), (dots.test, "test point"))
    found = [
        count_words(int(mask.sum()), int((mask & ~dots.wrong).sum()), name)
        for mask, name in groups
        if mask.any()
    ]
    return "; ".join(found) or "no points"


def count_words(count: int, right: int, name: str) -> str:
    """So many things, and how many of them are right."""
    plural = "" if count == 1 else "s"
    return f"{format_number(count, 0)} {name}{plural}, {format_number(right, 0)} right"


def place_text(value: float) -> str:
    """A coordinate with two decimals, or three where it needs them."""
    fine = math.isfinite(value) and abs(value - round(value, 2)) > 5e-4 * (1 - 1e-6)
    return format_number(value, 3 if fine else 2)
