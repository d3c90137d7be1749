"""What a plane of two weights shows, as plain frozen data. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lossviz.widgets.numbers.ranges import FloatArray

Place = tuple[float, float]
Dash = Literal["solid", "dashed"]
Shape = Literal["ring", "dot", "square", "held"]


@dataclass(frozen=True, eq=False)
class PlaneLine:
    """Lines of one look; parts: (K, 2) each. width: logical px. text: of a contour, its height.

    role: of their colour.
    """

    parts: tuple[FloatArray, ...]
    role: str
    width: float = 1.0
    dash: Dash = "solid"
    text: str = ""


@dataclass(frozen=True)
class PlaneSpot:
    """A point with a word beside it. held: it can be dragged, and has the look of it."""

    place: Place
    shape: Shape
    role: str
    text: str = ""


@dataclass(frozen=True)
class PlaneArrow:
    """From one place to another, with a word at its end."""

    start: Place
    end: Place
    role: str
    text: str = ""


@dataclass(frozen=True, eq=False)
class ContourPicture:
    """All that stands on the plane, from back to front.

    areas: filled polygons (K, 2), each with the role of its colour. contours; body: the outline
    (K, 2) of the sizes of w that are allowed, with its word. lines: paths and walks.
    held: the key of each spot that can be dragged, by its place in `spots`; "body" is the outline.
    words: for screen readers.
    """

    contours: tuple[PlaneLine, ...] = ()
    areas: tuple[tuple[FloatArray, str], ...] = ()
    body: FloatArray | None = None
    body_text: str = ""
    lines: tuple[PlaneLine, ...] = ()
    arrows: tuple[PlaneArrow, ...] = ()
    spots: tuple[PlaneSpot, ...] = ()
    held: tuple[tuple[int, str], ...] = ()
    names: tuple[str, str] = ("w₁", "w₂")
    words: str = ""
