"""Losses over two weights, to walk on: what a surface is, and six that are known.

Conventions, the same for every surface:

- w1 and w2 are arrays of any shapes that broadcast against each other, or single numbers; for a
  grid, a row of w1 and a column of w2 are the quickest.
- `loss` has their common shape; so have dL/dw1 and dL/dw2, the two parts of `gradient`.
- float32 and float64 stay what they are; any other numbers become float64.
- inf and nan appear where the loss has them. No warnings.

Source: Rosenbrock 1960 for his valley; the others are the usual ones, with numbers of our own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import as_floats

Pair = tuple[Floats, Floats]


class Surface(Protocol):
    """A loss over two weights."""

    def loss(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """L at each point (w1, w2)."""
        ...

    def gradient(self, w1: ArrayLike, w2: ArrayLike) -> Pair:
        """dL/dw1 and dL/dw2 at each point (w1, w2)."""
        ...


def in_one_precision(w1: ArrayLike, w2: ArrayLike) -> Pair:
    """Both weights as floats of one precision, the higher of the two."""
    w1, w2 = as_floats("w1", w1), as_floats("w2", w2)
    precision = np.result_type(w1.dtype, w2.dtype)
    return w1.astype(precision, copy=False), w2.astype(precision, copy=False)


def at_each_point(values: ArrayLike, w1: Floats, w2: Floats) -> Floats:
    """The values as a new array in the common shape and precision of w1 and w2.

    A loss that depends on w1 alone, or a slope that is the same everywhere, has fewer of them.
    """
    shape = np.broadcast_shapes(w1.shape, w2.shape)
    return np.array(np.broadcast_to(values, shape), dtype=w1.dtype)


@dataclass(frozen=True)
class KnownSurface:
    """A surface with its formula and the part of it that is worth seeing.

    name: its key in `KNOWN_SURFACES`. title: what a person reads. note: what it teaches.
    text: the formula as `parse_formula` reads it.
    w1_range, w2_range: from and to, 4 wide and 3 high as the map is.
    start: a point (w1, w2) from which gradient descent with this learning_rate shows what the
        note says.
    """

    name: str
    title: str
    text: str
    w1_range: tuple[float, float]
    w2_range: tuple[float, float]
    start: tuple[float, float]
    learning_rate: float
    note: str
    formula: Callable[[Floats, Floats], Floats]
    slopes: Callable[[Floats, Floats], Pair]

    def loss(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """L at each point (w1, w2)."""
        w1, w2 = in_one_precision(w1, w2)
        with np.errstate(all="ignore"):
            return at_each_point(self.formula(w1, w2), w1, w2)

    def gradient(self, w1: ArrayLike, w2: ArrayLike) -> Pair:
        """dL/dw1 and dL/dw2 at each point (w1, w2)."""
        w1, w2 = in_one_precision(w1, w2)
        with np.errstate(all="ignore"):
            dw1, dw2 = self.slopes(w1, w2)
            return at_each_point(dw1, w1, w2), at_each_point(dw2, w1, w2)


def bowl(w1: Floats, w2: Floats) -> Floats:
    """L = w1^2 + w2^2."""
    return w1**2 + w2**2


def bowl_slopes(w1: Floats, w2: Floats) -> Pair:
    """2 w1 and 2 w2."""
    return 2 * w1, 2 * w2


def valley(w1: Floats, w2: Floats) -> Floats:
    """L = 0.1 w1^2 + 2 w2^2: twenty times as steep across as along."""
    return 0.1 * w1**2 + 2 * w2**2


def valley_slopes(w1: Floats, w2: Floats) -> Pair:
    """0.2 w1 and 4 w2."""
    return 0.2 * w1, 4 * w2


def saddle(w1: Floats, w2: Floats) -> Floats:
    """L = w1^2 + (w2^2 − 1)^2: a saddle at (0, 0) between minima at (0, 1) and (0, −1)."""
    return w1**2 + (w2**2 - 1) ** 2


def saddle_slopes(w1: Floats, w2: Floats) -> Pair:
    """2 w1 and 4 w2 (w2^2 − 1)."""
    return 2 * w1, 4 * w2 * (w2**2 - 1)


def plateau(w1: Floats, w2: Floats) -> Floats:
    """L = 1 − exp(−w1^2 − w2^2): a hole in a plain."""
    loss: Floats = 1 - np.exp(-(w1**2) - w2**2)
    return loss


def plateau_slopes(w1: Floats, w2: Floats) -> Pair:
    """2 w1 e and 2 w2 e, with e = exp(−w1^2 − w2^2), which is next to nothing far away."""
    e = np.exp(-(w1**2) - w2**2)
    return 2 * w1 * e, 2 * w2 * e


def several_minima(w1: Floats, w2: Floats) -> Floats:
    """L = (w1^2 − 1)^2 + (w2^2 − 1)^2 + 0.3 w1 + 0.2 w2 + 0.6: four holes on a slope."""
    loss: Floats = (w1**2 - 1) ** 2 + (w2**2 - 1) ** 2 + 0.3 * w1 + 0.2 * w2 + 0.6
    return loss


def several_minima_slopes(w1: Floats, w2: Floats) -> Pair:
    """4 w1 (w1^2 − 1) + 0.3 and 4 w2 (w2^2 − 1) + 0.2."""
    return 4 * w1 * (w1**2 - 1) + 0.3, 4 * w2 * (w2**2 - 1) + 0.2


def rosenbrock(w1: Floats, w2: Floats) -> Floats:
    """L = (1 − w1)^2 + 100 (w2 − w1^2)^2: a bent valley, lowest at (1, 1)."""
    return (1 - w1) ** 2 + 100 * (w2 - w1**2) ** 2


def rosenbrock_slopes(w1: Floats, w2: Floats) -> Pair:
    """−2 (1 − w1) − 400 w1 (w2 − w1^2) and 200 (w2 − w1^2)."""
    off = w2 - w1**2
    return -2 * (1 - w1) - 400 * w1 * off, 200 * off


_KNOWN = (
    KnownSurface(
        name="bowl",
        title="Bowl",
        text="w1^2 + w2^2",
        w1_range=(-4, 4),
        w2_range=(-3, 3),
        start=(-3, 2),
        learning_rate=0.1,
        note="Equally steep all round, so the way down leads straight to the minimum.",
        formula=bowl,
        slopes=bowl_slopes,
    ),
    KnownSurface(
        name="valley",
        title="Long valley",
        text="0.1*w1^2 + 2*w2^2",
        w1_range=(-6, 6),
        w2_range=(-4.5, 4.5),
        start=(-5, 2),
        learning_rate=0.2,
        note="A step that is right across the valley is too short along it; a longer one zigzags.",
        formula=valley,
        slopes=valley_slopes,
    ),
    KnownSurface(
        name="saddle",
        title="Saddle",
        text="w1^2 + (w2^2 - 1)^2",
        w1_range=(-2, 2),
        w2_range=(-1.5, 1.5),
        start=(-1.6, 0.001),
        learning_rate=0.05,
        note="The slope all but vanishes at the saddle, where a walk lingers before it slides off.",
        formula=saddle,
        slopes=saddle_slopes,
    ),
    KnownSurface(
        name="plateau",
        title="Plateau",
        text="1 - exp(-w1^2 - w2^2)",
        w1_range=(-4, 4),
        w2_range=(-3, 3),
        start=(2.4, 1.8),
        learning_rate=0.5,
        note="Far from the minimum there is hardly a slope to follow, so the steps are tiny.",
        formula=plateau,
        slopes=plateau_slopes,
    ),
    KnownSurface(
        name="minima",
        title="Several minima",
        text="(w1^2 - 1)^2 + (w2^2 - 1)^2 + 0.3*w1 + 0.2*w2 + 0.6",
        w1_range=(-2, 2),
        w2_range=(-1.5, 1.5),
        start=(1.8, 1.4),
        learning_rate=0.02,
        note="Where a walk ends depends on where it starts, and it need not be the lowest place.",
        formula=several_minima,
        slopes=several_minima_slopes,
    ),
    KnownSurface(
        name="rosenbrock",
        title="Rosenbrock",
        text="(1 - w1)^2 + 100*(w2 - w1^2)^2",
        w1_range=(-2, 2),
        w2_range=(-1, 2),
        start=(-1.2, 1),
        learning_rate=0.001,
        note="Finding the bent valley is easy; following its flat floor to (1, 1) takes patience.",
        formula=rosenbrock,
        slopes=rosenbrock_slopes,
    ),
)

KNOWN_SURFACES: dict[str, KnownSurface] = {surface.name: surface for surface in _KNOWN}
