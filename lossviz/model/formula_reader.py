"""Reads a formula in w1 and w2 by a small grammar of its own.

    sum       product, then any of: + product, − product
    product   signed, then any of: * signed, / signed, power (2 w1: the * left out)
    signed    − signed, + signed, or power
    power     atom, with a raised number (²) or without, with ^ signed or without
    atom      a number, w1, w2, pi, e, (sum), √atom, or a function of one or two sums

Nothing of it is ever run as code, and all numbers are floats.
"""

from __future__ import annotations

import numpy as np

from lossviz.model.formula_functions import ALIASES, CHOICES, FUNCTIONS, NUMBERS, arguments
from lossviz.model.formula_names import names_note, read_title, with_weights
from lossviz.model.formula_signs import (
    WEIGHTS,
    FormulaError,
    Sign,
    missing,
    read_signs,
    unexpected,
    unknown_name,
)
from lossviz.model.formula_tree import Call1, Call2, Choice, Constant, Node, Weight

DEEPEST = 40
"""How many brackets, signs and powers may stand within each other."""


class Reader:
    """Goes through the signs of a formula once. Each method reads what it is named after."""

    def __init__(self, text: str) -> None:
        self._text = text
        title = read_title(text)
        self._signs = with_weights(read_signs(text, title.end), title)
        self._place = 0
        self._depth = 0

    def formula(self) -> Node:
        """The whole formula as a tree; raises FormulaError."""
        tree = self._sum()
        if self._next.kind != "end":
            raise unexpected(self._next)
        if all(sign.value != "w1" for sign in self._signs):
            raise FormulaError("The loss must depend on w1, but w1 is not in the formula.", 0)
        return tree

    @property
    def note(self) -> str:
        """What the names in it mean, if they are not w1 and w2."""
        return names_note(self._signs)

    def _sum(self) -> Node:
        first = self._next
        tree = self._product()
        while self._next.value in ("+", "-"):
            name = self._take().value
            tree = self._call(name, first, tree, self._product())
        return tree

    def _product(self) -> Node:
        first, divided = self._next, False
        tree = self._signed()
        while self._next.joins or self._next.value in ("*", "/"):
            if self._next.joins:
                if divided:
                    raise two_meanings(self._next)
                tree = self._call("*", first, tree, self._power())
            elif self._take().value == "*":
                divided = False
                tree = self._call("*", first, tree, self._signed())
            else:
                divided = True
                tree = self._call("/", first, tree, self._divisor())
        return tree

    def _divisor(self) -> Node:
        first = self._next
        tree = self._signed()
        if isinstance(tree, Constant) and tree.number == 0:
            what = f"Division by zero: {self._since(first).quoted}."
            raise FormulaError(what, first.position)
        return tree

    def _signed(self) -> Node:
        self._depth += 1  # whatever stands within something else comes through here
        if self._depth > DEEPEST:
            raise too_deep(self._next)
        first = self._next
        if first.value in ("+", "-"):
            self._take()
            tree = self._signed()
            tree = self._call("-", first, tree) if first.value == "-" else tree
        else:
            tree = self._power()
        self._depth -= 1
        return tree

    def _power(self) -> Node:
        first = self._next
        tree = self._atom()
        if self._next.kind == "raised":
            exponent = Constant(float(self._take().value))
            tree = self._call("^", first, tree, exponent)
        if self._next.value == "^":
            self._take()
            tree = self._call("^", first, tree, self._signed())
        return tree

    def _atom(self) -> Node:
        sign = self._next
        if sign.kind == "name":
            return self._name()
        if sign.kind != "number" and sign.value not in ("(", "√"):
            raise missing(sign, after=self._signs[max(self._place - 1, 0)])
        self._take()
        if sign.value == "√":
            return self._root(sign)
        if sign.kind == "number":
            return finite(float(sign.value), sign)
        return self._closed(sign, self._sum())

    def _root(self, root: Sign) -> Node:
        """What stands under √; where that ends must be plain, since no line above it says so."""
        under = self._next
        tree = self._atom()
        goes_on = self._next.kind == "raised" or self._next.value == "^"
        if under.value != "(" and (goes_on or (under.kind == "number" and self._next.joins)):
            what = f"What {root.quoted} reaches over has two meanings: write sqrt(…)."
            raise FormulaError(what, root.position)
        return self._call("sqrt", root, tree)

    def _name(self) -> Node:
        name = self._take()
        if name.value in FUNCTIONS or name.value in ALIASES:
            return self._function(name)
        if self._next.value == "(":
            raise unknown_name(name, called=True)
        if name.value in WEIGHTS:
            return Weight(name.value)
        if name.value in NUMBERS:
            return Constant(NUMBERS[name.value])
        raise unknown_name(name, called=False)

    def _function(self, name: Sign) -> Node:
        if self._next.value != "(":
            raise FormulaError(f"{name.quoted} needs brackets: {name.text}(…).", name.position)
        opening = self._take()
        values = [self._sum()]
        while self._next.value == ",":
            self._take()
            values.append(self._sum())
        self._closed(opening, values[-1])
        function = ALIASES.get(name.value, name.value)
        if len(values) != arguments(function):
            wanted = "one value" if arguments(function) == 1 else "two values"
            what = f"{name.quoted} takes {wanted}, not {len(values)}."
            raise FormulaError(what, name.position)
        return self._call(function, name, *values)

    def _closed(self, opening: Sign, inside: Node) -> Node:
        if self._next.kind == "end":
            raise FormulaError(f"{opening.quoted} is never closed.", opening.position)
        if self._next.value != ")":
            raise unexpected(self._next)
        self._take()
        return inside

    def _call(self, name: str, first: Sign, *values: Node) -> Node:
        """The function of these values; of constants alone, what it comes to."""
        node = called(name, *values)
        if not all(isinstance(value, Constant) for value in values):
            return node
        with np.errstate(all="ignore"):
            number = node.value(np.zeros(()), np.zeros(()))
        return finite(float(number), self._since(first))

    @property
    def _next(self) -> Sign:
        return self._signs[self._place]

    def _take(self) -> Sign:
        sign = self._next
        self._place += 1
        return sign

    def _since(self, first: Sign) -> Sign:
        """All that was read from a sign on, as if it were one."""
        end = self._signs[self._place - 1].end
        return Sign("piece", "", self._text[first.position : end], first.position)


def called(name: str, *values: Node) -> Node:
    """The node of a function; "-" is one of one value and of two."""
    if name in CHOICES:
        return Choice(name, *values)
    return Call1(name, *values) if len(values) == 1 else Call2(name, *values)


def finite(number: float, written: Sign) -> Constant:
    """The number as a node; raises FormulaError for inf and nan."""
    if np.isnan(number):
        raise FormulaError(f"{written.quoted} is no real number.", written.position)
    if np.isinf(number):
        raise FormulaError(f"{written.quoted} is infinite or too large.", written.position)
    return Constant(number)


def two_meanings(sign: Sign) -> FormulaError:
    """What to say of 1/2 w1, which may be half of w1 or one over its double."""
    what = f"{sign.quoted} may belong to the divisor or not: write * before it, or brackets."
    return FormulaError(what, sign.position)


def too_deep(sign: Sign) -> FormulaError:
    """What to say of the bracket, sign or power that is one too many within the others."""
    what = f"Too many brackets, signs or powers stand within each other around {sign.quoted}."
    return FormulaError(what, sign.position)
