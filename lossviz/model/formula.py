"""A person's own loss: a formula in w1 and w2, differentiated as it is computed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.formula_reader import Reader
from lossviz.model.formula_signs import FormulaError
from lossviz.model.formula_tree import Node
from lossviz.model.formula_weights import WEIGHTS, Names
from lossviz.model.surfaces import Pair, at_each_point, in_one_precision

__all__ = ["Formula", "FormulaError", "parse_formula"]

LONGEST = 300
"""Characters that a formula may have."""


@dataclass(frozen=True)
class Formula:
    """A loss over two weights, from its text; see `parse_formula`.

    It keeps the conventions of `surfaces`. At a kink the gradient is that of the flat side:
    abs(w1) and max(0, w1) have slope 0 at 0. Where the loss is nan, so is the gradient. Where
    something on the way is too large for a number, as e^1000 in 1/(1 + e^1000), and what comes of
    it does not change to either side, the slope is 0.

    text: as it was typed. names: what it calls w1 and w2, as typed; "" for one that it has not.
    """

    text: str
    tree: Node = field(repr=False)
    names: Names = WEIGHTS

    @property
    def note(self) -> str:
        """What its names mean, if they are not w1 and w2: “Here x is w1 and y is w2.”"""
        named = zip(self.names, WEIGHTS, strict=True)
        told = " and ".join(f"{name} is {w}" for name, w in named if name not in ("", w))
        return f"Here {told}." if told else ""

    def loss(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """L at each point (w1, w2)."""
        w1, w2 = in_one_precision(w1, w2)
        with np.errstate(all="ignore"):
            return at_each_point(self.tree.value(w1, w2), w1, w2)

    def gradient(self, w1: ArrayLike, w2: ArrayLike) -> Pair:
        """dL/dw1 and dL/dw2 at each point (w1, w2)."""
        w1, w2 = in_one_precision(w1, w2)
        with np.errstate(all="ignore"):
            L, d1, d2 = self.tree.dual(w1, w2)
            d1, d2 = (np.where(np.isnan(L), L, slope) for slope in (d1, d2))
            still = np.zeros((), w1.dtype)
            if (lost := np.isfinite(L) & np.isnan(d1)).any():  # 0 · inf
                d1 = np.where(lost & self._is_flat(L, w1, w2, beside(w1), still), 0, d1)
            if (lost := np.isfinite(L) & np.isnan(d2)).any():
                d2 = np.where(lost & self._is_flat(L, w1, w2, still, beside(w2)), 0, d2)
            return at_each_point(d1, w1, w2), at_each_point(d2, w1, w2)

    def size(self, w1: ArrayLike, w2: ArrayLike) -> Floats:
        """Of the numbers that L is made of at each point: it is off by up to ε times that."""
        w1, w2 = in_one_precision(w1, w2)
        with np.errstate(all="ignore"):
            return at_each_point(self.tree.sized(w1, w2).size, w1, w2)

    def _is_flat(
        self, L: Floats, w1: Floats, w2: Floats, h1: Floats, h2: Floats
    ) -> NDArray[np.bool_]:
        """Whether the loss is the same beside each point, on both sides."""
        more, less = self.tree.value(w1 + h1, w2 + h2), self.tree.value(w1 - h1, w2 - h2)
        nothing = np.finfo(w1.dtype).tiny
        return (np.abs(more - L) <= nothing) & (np.abs(less - L) <= nothing)


def beside(w: Floats) -> Floats:
    """A small step from each weight, which changes it in any precision."""
    step: Floats = w.dtype.type(1e-6) * np.maximum(np.abs(w), 1)
    return step


def parse_formula(text: str) -> Formula:
    """The surface that a formula in w1 and w2 describes; or in x and y, x[0] and x[1] and the like.

    >>> parse_formula("2 w1² + max(0, w2)").loss(1, 3)
    array(5.)
    >>> parse_formula(r"f(x, y) = \\frac{1}{2} x^2 + y").loss(2, 3)
    array(5.)

    Raises FormulaError, whose text is one sentence for a person, and which knows the place.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"A formula has {LONGEST} characters at most, not {len(text)}.", LONGEST)
    reader = Reader(text)
    return Formula(text, reader.formula(), reader.names)
