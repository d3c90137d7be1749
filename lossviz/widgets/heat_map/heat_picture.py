"""What is drawn on a heat map, as plain frozen data. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from lossviz.widgets.map.walk_looks import ALONE, WalkLook
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.numbers.ranges import FloatArray


@dataclass(frozen=True, eq=False)
class HeatPath:
    """A walk. points (K, 2); the first `done` have happened, the others come next.

    name: written at its end, unless its look has a letter for it. marker: a shape of `map.markers`.
    old: of an earlier start.
    """

    points: FloatArray
    done: int
    name: str = ""
    marker: str = "circle"
    old: bool = False
    look: WalkLook = ALONE

    @property
    def label(self) -> str:
        """What is written at its end."""
        return self.look.letter or self.name


@dataclass(frozen=True, eq=False)
class HeatMarks:
    """What stands on the map.

    analytic, numeric: the gradients (2,) at the point, drawn as arrows downhill; None where there
    is none. minibatches (K, 2): likewise. step: the learning rate, which the arrows' length is
    taken from.
    """

    point: tuple[float, float] = (0.0, 0.0)
    loss: float = math.nan
    analytic: FloatArray | None = None
    numeric: FloatArray | None = None
    minibatches: FloatArray = field(default_factory=lambda: np.empty((0, 2)))
    step: float = 1.0
    paths: tuple[HeatPath, ...] = ()
    names: tuple[str, str] = ("W₁", "W₂")
    decimals: int = 3

    def words(self) -> str:
        """The point and its slope, for screen readers."""
        (w1, w2), d = self.point, self.decimals
        text = f"{self.names[0]} {format_number(w1, d)}, {self.names[1]} {format_number(w2, d)}"
        text += f", loss {format_number(self.loss, 5)}"
        if self.analytic is None:
            return text
        slopes = " and ".join(format_number(float(each), d) for each in self.analytic)
        return f"{text}, slope {slopes}"


@dataclass(frozen=True)
class HeatReading:
    """What is under the pointer, in words ready to be drawn."""

    w1: float
    w2: float
    text: str
