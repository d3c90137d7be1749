"""Jiggle a score: both losses as functions of one score of one example. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.losses import Hinge, Softmax
from lossviz.model.one_example import hinge_gradient, hinge_kinks, softmax_gradient
from lossviz.panels.scores.rounding import read_only, rounded, settled, settled_row
from lossviz.panels.scores.state import ORIGINAL
from lossviz.widgets.numbers.ordered import each_once

USUAL_RANGE = (-6.0, 4.0)
INTERVALS = 120


@dataclass(frozen=True, eq=False)
class Jiggle:
    """Both losses of example i as its score j moves by an offset.

    offsets (K,) ascending, with the kinks, 0 and the cursor among them; hinge, softmax,
    original_hinge (K,): the last is the lecture's with k = 1. kinks: (offset, hinge loss) of each
    kink in range; a squared hinge loss has none. at: (offset, hinge, softmax) under the cursor;
    slopes: of hinge and softmax there, analytic. now: (hinge, softmax) at offset 0.
    """

    i: int
    j: int
    offsets: Floats
    hinge: Floats
    softmax: Floats
    original_hinge: Floats
    kinks: tuple[tuple[float, float], ...]
    at: tuple[float, float, float]
    slopes: tuple[float, float]
    now: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Row:
    """One example whose score j is jiggled: its scores (C,) after k and with k = 1."""

    i: int
    j: int
    y: int
    s: Floats
    original_s: Floats
    hinge: Hinge

    @property
    def starts(self) -> Floats:
        """The offsets at which a term of the hinge loss starts to cost, ascending."""
        return rounded(hinge_kinks(self.s, self.y, self.j, self.hinge))


def jiggles(rows: Iterable[Row], offset: float) -> tuple[Jiggle, ...]:
    """The curves of examples side by side, over one range, with the cursor at an offset."""
    rows = tuple(rows)
    low, high = jiggle_range(np.concatenate([row.starts for row in rows]), offset)
    steps = rounded(np.linspace(low, high, INTERVALS + 1))
    return tuple(jiggle(row, steps, offset) for row in rows)


def jiggle_range(starts: Floats, offset: float) -> tuple[float, float]:
    """The range of offsets: −6 to 4, or else ±10, ±20, ±50, ±100, ...

    It is the first in which both the kink that is nearest to 0 and the cursor are seen. In such
    steps it stays as it is while a score is changed a little.
    """
    nearest = min(starts, key=abs)
    low, high = USUAL_RANGE
    if low <= min(nearest, offset) and max(nearest, offset) <= high:
        return USUAL_RANGE
    furthest = max(abs(nearest), abs(offset))
    ladder = (step * 10.0**power for power in count(1) for step in (1, 2, 5))
    high = next(high for high in ladder if high >= furthest)
    return -high, high


def jiggle(row: Row, steps: Floats, offset: float) -> Jiggle:
    """The curves of one example at these offsets, at its kinks and at the cursor."""
    kinks = [] if row.hinge.squared else [o for o in row.starts if steps[0] <= o <= steps[-1]]
    offsets = each_once(np.concatenate([steps, kinks, [0.0, offset]]))
    moved = shifted(row.s, row.j, offsets)
    y = np.full(len(offsets), row.y)
    hinge = row.hinge.loss(settled(moved, y, row.hinge.margin), y)
    softmax = Softmax().loss(moved, y)
    original = settled(shifted(row.original_s, row.j, offsets), y, ORIGINAL.margin)
    at, now, *corners = np.searchsorted(offsets, [offset, 0.0, *kinks])
    return Jiggle(
        i=row.i,
        j=row.j,
        offsets=read_only(offsets),
        hinge=read_only(hinge),
        softmax=read_only(softmax),
        original_hinge=read_only(ORIGINAL.loss(original, y)),
        kinks=tuple((float(offsets[k]), float(hinge[k])) for k in corners),
        at=(offset, float(hinge[at]), float(softmax[at])),
        slopes=slopes(row, moved[at]),
        now=(float(hinge[now]), float(softmax[now])),
    )


def shifted(s: Floats, j: int, offsets: Floats) -> Floats:
    """The scores (K, C) with score j moved by each of the offsets (K,)."""
    moved = np.tile(s, (len(offsets), 1))
    moved[:, j] += offsets
    return moved


def slopes(row: Row, s: Floats) -> tuple[float, float]:
    """Slope of the hinge and of the softmax loss in score j, at these scores (C,)."""
    dS_hinge = hinge_gradient(settled_row(s, row.y, row.hinge.margin), row.y, row.hinge)
    return float(dS_hinge[row.j]), float(softmax_gradient(s, row.y)[row.j])
