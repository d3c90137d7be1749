"""A formula as a tree that computes its value and, by the chain rule, its slopes.

This is forward-mode differentiation: beside its value each node knows its slopes along w1 and w2,
made from those of the nodes below it. All of it works on whole arrays of points (w1, w2), which
have one precision; it becomes that of the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.formula_functions import CHOICES, OF_1, OF_2


class Dual(NamedTuple):
    """A value and its slopes: d1 along w1, d2 along w2."""

    value: Floats
    d1: Floats
    d2: Floats


class Sized(NamedTuple):
    """A value, and a size: it is off by up to ε · size, ε that of its precision.

    What a function makes of its values is off by ε times itself, and by its slope times what they
    are off by. Source: Higham 2002, chapter 3.
    """

    value: Floats
    size: Floats


ROUNDED = 4
"""By how many ε the functions of a library may be off."""


class Node(Protocol):
    """A piece of a formula."""

    def value(self, w1: Floats, w2: Floats) -> Floats:
        """Its value at the points (w1, w2)."""
        ...

    def dual(self, w1: Floats, w2: Floats) -> Dual:
        """Its value and slopes at the points (w1, w2)."""
        ...

    def sized(self, w1: Floats, w2: Floats) -> Sized:
        """Its value at the points (w1, w2), and the size of what it was rounded from."""
        ...


@dataclass(frozen=True)
class Constant:
    """A number. written: how, where that is not in digits: "π", or what it was worked out from."""

    number: float
    written: str | Node = field(default="", compare=False)

    def value(self, w1: Floats, w2: Floats) -> Floats:
        """The number in the precision of the weights."""
        return np.full((), self.number, w1.dtype)

    def dual(self, w1: Floats, w2: Floats) -> Dual:
        """It is flat."""
        flat = np.zeros((), w1.dtype)
        return Dual(self.value(w1, w2), flat, flat)

    def sized(self, w1: Floats, w2: Floats) -> Sized:
        """A whole number is what it is; one with many digits is rounded."""
        value = self.value(w1, w2)
        exact = float(np.float32(self.number)) == self.number
        return Sized(value, np.zeros((), w1.dtype) if exact else np.abs(value))


@dataclass(frozen=True)
class Weight:
    """w1 or w2."""

    name: str

    def value(self, w1: Floats, w2: Floats) -> Floats:
        """The weight."""
        return w1 if self.name == "w1" else w2

    def dual(self, w1: Floats, w2: Floats) -> Dual:
        """Slope 1 along itself, 0 along the other one."""
        one, flat = np.ones((), w1.dtype), np.zeros((), w1.dtype)
        return Dual(w1, one, flat) if self.name == "w1" else Dual(w2, flat, one)

    def sized(self, w1: Floats, w2: Floats) -> Sized:
        """It is what it is."""
        return Sized(self.value(w1, w2), np.zeros((), w1.dtype))


@dataclass(frozen=True)
class Call1:
    """A function of one value; its name is a key of `OF_1`."""

    name: str
    a: Node

    def value(self, w1: Floats, w2: Floats) -> Floats:
        """f(a)."""
        value: Floats = OF_1[self.name].value(self.a.value(w1, w2))
        return value

    def dual(self, w1: Floats, w2: Floats) -> Dual:
        """The chain rule: df/da · da."""
        f, a = OF_1[self.name], self.a.dual(w1, w2)
        slope = f.slope(a.value)
        return Dual(f.value(a.value), chain(slope, a.d1), chain(slope, a.d2))

    def sized(self, w1: Floats, w2: Floats) -> Sized:
        """|f| and |df/da| · size of a."""
        f, a = OF_1[self.name], self.a.sized(w1, w2)
        value: Floats = f.value(a.value)
        return Sized(value, ROUNDED * np.abs(value) + chain(np.abs(f.slope(a.value)), a.size))


@dataclass(frozen=True)
class Call2:
    """A function of two values; its name is a key of `OF_2`."""

    name: str
    a: Node
    b: Node

    def value(self, w1: Floats, w2: Floats) -> Floats:
        """f(a, b)."""
        value: Floats = OF_2[self.name].value(self.a.value(w1, w2), self.b.value(w1, w2))
        return value

    def dual(self, w1: Floats, w2: Floats) -> Dual:
        """The chain rule: df/da · da + df/db · db."""
        f, a, b = OF_2[self.name], self.a.dual(w1, w2), self.b.dual(w1, w2)
        along_a, along_b = f.slope_a(a.value, b.value), f.slope_b(a.value, b.value)
        return Dual(
            f.value(a.value, b.value),
            chain(along_a, a.d1) + chain(along_b, b.d1),
            chain(along_a, a.d2) + chain(along_b, b.d2),
        )

    def sized(self, w1: Floats, w2: Floats) -> Sized:
        """|f|, |df/da| · size of a, and |df/db| · size of b."""
        f, a, b = OF_2[self.name], self.a.sized(w1, w2), self.b.sized(w1, w2)
        along_a, along_b = f.slope_a(a.value, b.value), f.slope_b(a.value, b.value)
        value: Floats = f.value(a.value, b.value)
        carried = chain(np.abs(along_a), a.size) + chain(np.abs(along_b), b.size)
        return Sized(value, ROUNDED * np.abs(value) + carried)


@dataclass(frozen=True)
class Choice:
    """The larger or the smaller of two values; its name is a key of `CHOICES`."""

    name: str
    a: Node
    b: Node

    def value(self, w1: Floats, w2: Floats) -> Floats:
        """max(a, b) or min(a, b)."""
        choose, _ = CHOICES[self.name]
        value: Floats = choose(self.a.value(w1, w2), self.b.value(w1, w2))
        return value

    def dual(self, w1: Floats, w2: Floats) -> Dual:
        """The slopes of the chosen one; at the kink, where both are equal, of the flatter one."""
        choose, wins = CHOICES[self.name]
        a, b = self.a.dual(w1, w2), self.b.dual(w1, w2)
        flatter = np.hypot(a.d1, a.d2) <= np.hypot(b.d1, b.d2)
        first = wins(a.value, b.value) | ((a.value == b.value) & flatter)
        d1, d2 = np.where(first, a.d1, b.d1), np.where(first, a.d2, b.d2)
        return Dual(choose(a.value, b.value), d1, d2)

    def sized(self, w1: Floats, w2: Floats) -> Sized:
        """The larger size of both."""
        choose, _ = CHOICES[self.name]
        a, b = self.a.sized(w1, w2), self.b.sized(w1, w2)
        return Sized(choose(a.value, b.value), np.maximum(a.size, b.size))


def chain(outer: Any, inner: Floats) -> Floats:
    """outer · inner; what is flat inside stays flat, even where the outer slope is inf or nan."""
    return np.where(inner == 0, inner, outer * inner)
