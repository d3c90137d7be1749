"""Where a formula has corners: abs, max, min; or jumps and endless slopes: sign, sqrt, w^0.5.

A corner of abs(a) is where a is 0, one of max(a, b) where a − b is. The numeric gradient at W looks
as far as h along each weight: a corner is met there if that changes its sign on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.formula import Formula
from lossviz.model.formula_tree import Call1, Call2, Choice, Constant, Node

NEXT_TO_NOTHING = 1e-12  # beside what lies h away


class Corner(NamedTuple):
    """A corner where `inside` is 0. endless: the slope there is endless, or the loss jumps."""

    inside: Node
    endless: bool


class CornersMet(NamedTuple):
    """met: how many. bend: how far a numeric gradient can be from the analytic one for them."""

    met: int
    bend: float


def corners_within(formula: Formula, w1: float, w2: float, h: float) -> CornersMet:
    """The corners that the numeric gradient of a formula meets at a point."""
    steps, still = h * np.array([-1.0, 0.0, 1.0]), np.zeros(3)
    ways = (w1 + steps, w2 + still), (w1 + still, w2 + steps)  # before, at, behind: (3,) each
    with np.errstate(all="ignore"):
        met = [
            (corner, on)
            for corner in corners(formula.tree)
            if any(on := [meets(corner, *way) for way in ways])
        ]
        slopes = [formula.gradient(*way)[i] for i, way in enumerate(ways)]
    if any(corner.endless for corner, _ in met):
        return CornersMet(len(met), np.inf)
    bends = [float(np.ptp(slopes[i])) if any(on[i] for _, on in met) else 0.0 for i in range(2)]
    return CornersMet(len(met), float(np.linalg.norm(bends)))


def meets(corner: Corner, w1: Floats, w2: Floats) -> bool:
    """Whether a corner lies among three points (3,): before, at, and behind."""
    inside: NDArray[np.floating] = np.broadcast_to(corner.inside.value(w1, w2), (3,))
    before, here, behind = inside.tolist()
    if corner.endless:
        near_0 = abs(here) <= NEXT_TO_NOTHING * max(abs(before), abs(behind))
        return bool((before * here <= 0 or here * behind <= 0 or near_0) and np.ptp(inside) != 0)
    return bool(before * behind <= 0 and before != behind)


def corners(node: Node) -> Iterator[Corner]:
    """All corners of a formula, from its tree."""
    match node:
        case Call1("abs", a):
            yield Corner(a, endless=False)
        case Call1("sign" | "sqrt", a):
            yield Corner(a, endless=True)
        case Call2("^", a, Constant(number)) if 0 < number < 1:
            yield Corner(a, endless=True)
        case Choice(_, a, b):
            yield Corner(Call2("-", a, b), endless=False)
    for part in ("a", "b"):
        if (inner := getattr(node, part, None)) is not None:
            yield from corners(inner)
