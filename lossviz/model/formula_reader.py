"""Reads a formula in two weights by a small grammar of its own.

    sum       product, then any of: + product, − product
    product   signed, then any of: * signed, / signed, power (2 w1: the * left out)
    signed    − signed, + signed, or power
    power     atom, with a raised number (²) or without, with ^ signed or without
    atom      a number, a weight, pi, e, (sum), |sum|, √ atom, \\frac{sum}{sum}, or a function of
              one or two sums, itself with a power or without (sin²(w1))

What could be meant in two ways is refused: 1/2 w1, e^2 w1, √w1 w2, |w1| w2. Nothing of it is ever
run as code, and all numbers are floats.
"""

from __future__ import annotations

import numpy as np

from lossviz.model.formula_faults import (
    beside_bars,
    in_two_ways,
    index_or_factor,
    missing,
    mixed_number,
    no_weight,
    norm,
    power_of_function,
    too_deep,
    two_indices,
    two_meanings,
    unexpected,
    unknown_name,
)
from lossviz.model.formula_functions import ALIASES, CHOICES, NUMBERS, arguments
from lossviz.model.formula_heading import body_of
from lossviz.model.formula_signs import CALLED, CLOSING, FormulaError, Sign, read_signs
from lossviz.model.formula_tree import Call1, Call2, Choice, Constant, Node, Weight
from lossviz.model.formula_weights import WEIGHTS, Names, names_in, with_weights

DEEPEST = 40
"""How many brackets, signs and powers may stand within each other."""
EMPTY = "Write a formula in w1 and w2, such as w1^2 + w2^2."


class Reader:
    """Goes through the signs of a formula once. Each method reads what it is named after."""

    def __init__(self, text: str) -> None:
        body = body_of(text)
        if body.start >= body.end:
            raise FormulaError(EMPTY, 0)
        self._text = text
        signs = read_signs(text, body.start, body.end)
        self._signs, self._names = with_weights(signs, body.declared)
        self._place = 0
        self._depth = 0
        self._in_bars = False

    def formula(self) -> Node:
        """The whole formula as a tree; raises FormulaError."""
        tree = self._sum()
        if self._next.kind != "end":
            raise unexpected(self._next)
        if all(sign.value != "w1" for sign in self._signs):
            raise no_weight(self._names)
        return tree

    @property
    def names(self) -> Names:
        """What it calls the two weights, as typed."""
        return names_in(self._signs)

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
        while self._joins() or self._next.value in ("*", "/"):
            if self._joins():
                if divided:
                    raise two_meanings(self._next)
                tree = self._call("*", first, tree, self._factor())
            elif self._take().value == "*":
                divided = False
                tree = self._call("*", first, tree, self._signed())
            else:
                divided = True
                tree = self._call("/", first, tree, self._divisor())
        return tree

    def _joins(self) -> bool:
        """Whether a factor follows without a sign; within bars another one would end them."""
        return self._next.joins or (self._next.value == "|" and not self._in_bars)

    def _factor(self) -> Node:
        before, sign = self._signs[self._place - 1], self._next
        tree = self._power()
        if sign.value == "frac" and before.kind == "number" and isinstance(tree, Constant):
            raise mixed_number(sign)
        return tree

    def _divisor(self) -> Node:
        first = self._next
        tree = self._signed()
        self._refuse_0(tree, first)
        return tree

    def _refuse_0(self, divisor: Node, first: Sign) -> None:
        if isinstance(divisor, Constant) and divisor.number == 0:
            what = f"Division by zero: {self._since(first).quoted}."
            raise FormulaError(what, first.position)

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
            tree = self._call("^", first, tree, self._exponent(tree))
        return tree

    def _exponent(self, base: Node) -> Node:
        """What stands after ^; e^2 w1 and w1^1/2 are refused, for both are meant in two ways."""
        bare, sign = self._next.value not in CLOSING, self._next
        tree = self._signed()
        constant = isinstance(tree, Constant)
        if bare and self._joins() and (isinstance(base, Constant) or not constant):
            raise in_two_ways(self._next, "exponent")
        if bare and constant and sign.value == "1" and self._next.value == "/":
            raise in_two_ways(self._next, "exponent")
        return tree

    def _atom(self) -> Node:
        sign = self._next
        if sign.kind == "name":
            return self._name()
        if sign.value == "frac":
            return self._fraction()
        if sign.value == "√":
            return self._root()
        if sign.value == "|":
            return self._bars()
        if sign.kind != "number" and sign.value not in CLOSING:
            raise missing(sign, after=self._signs[max(self._place - 1, 0)])
        self._take()
        if sign.kind == "number":
            return finite(float(sign.value), sign)
        tree = self._closed(sign, self._inside(sign))
        return self._call("abs", sign, tree) if sign.value == "|(" else tree

    def _name(self) -> Node:
        name = self._take()
        if name.value in CALLED:
            return self._function(name)
        if name.value in WEIGHTS:
            self._refuse_index(name)
            return Weight(name.value)
        if name.value in NUMBERS and not (name.value == "e" and self._next.value == "("):
            return Constant(NUMBERS[name.value], "π" if name.value != "e" else "e")
        raise unknown_name(name, self._next.value == "(", self._names)

    def _refuse_index(self, name: Sign) -> None:
        """x(1) and x{1} are the first weight in some languages, and a product in print."""
        opening, *more = self._signs[self._place : self._place + 3]
        if opening.value == "[":
            raise two_indices(name)
        if opening.value not in ("(", "{") or len(more) < 2:
            return
        if is_whole(more[0]) and more[1].value == CLOSING[opening.value]:
            raise index_or_factor(name, more[0])

    def _function(self, name: Sign) -> Node:
        power = self._power_of(name)
        if self._next.value not in CLOSING or self._next.value == "|(":
            raise FormulaError(f"{name.quoted} needs brackets: {name.shown}(…).", name.position)
        opening = self._take()
        values = [self._inside(opening)]
        while self._next.value == ",":
            self._take()
            values.append(self._inside(opening))
        self._closed(opening, values[-1])
        if opening.text == "{" and (self._next.value == "^" or self._next.kind == "raised"):
            raise in_two_ways(self._next, f"argument of {name.shown}")
        function = ALIASES.get(name.value, name.value)
        if len(values) != arguments(function):
            wanted = "one value" if arguments(function) == 1 else "two values"
            what = f"{name.quoted} takes {wanted}, not {len(values)}."
            raise FormulaError(what, name.position)
        if function == "square":
            function, values = "^", [*values, Constant(2.0)]
        tree = self._call(function, name, *values)
        return self._call("^", name, tree, power) if power else tree

    def _power_of(self, name: Sign) -> Node | None:
        """The 2 of sin²(w1), which is (sin(w1))². That of sin⁻¹ would be another thing."""
        sign = self._next
        if sign.kind == "raised":
            power: Node = Constant(float(self._take().value))
        elif sign.value == "^":
            self._take()
            power = self._atom() if self._next.value != "-" else self._signed()
        else:
            return None
        if not (isinstance(power, Constant) and power.number >= 2 and power.number.is_integer()):
            raise power_of_function(name)
        return power

    def _fraction(self) -> Node:
        first = self._take()
        parts = []
        for _ in range(2):
            opening = self._next
            if opening.value != "{":
                what = f"{first.quoted} needs two pairs of braces: \\frac{{…}}{{…}}."
                raise FormulaError(what, first.position)
            self._take()
            parts.append(self._closed(opening, self._inside(opening)))
        above, below = parts
        self._refuse_0(below, opening)
        return self._call("/", first, above, below)

    def _root(self) -> Node:
        """√ of what stands in brackets, or of one number or name alone."""
        first = self._take()
        bare = self._next.value not in ("(", "{")
        if self._next.value in CLOSING and bare:
            what = f"{first.quoted} needs brackets: sqrt(…), or (…)^(1/3) for a cube root."
            raise FormulaError(what, first.position)
        tree = self._call("sqrt", first, self._atom())
        if bare and (self._joins() or self._next.value == "^" or self._next.kind == "raised"):
            raise in_two_ways(self._next, "root")
        return tree

    def _bars(self) -> Node:
        """|sum|. What follows without a sign might stand between two such pairs, or within one."""
        opening, outer = self._take(), self._in_bars
        self._in_bars = True
        tree = self._sum()
        self._in_bars = outer
        if self._next.value != "|":
            raise never_closed(opening) if self._next.kind == "end" else unexpected(self._next)
        if isinstance(tree, Call1) and self._between_bars(opening):
            raise norm(opening)
        self._take()
        if self._next.joins or (self._next.value == "|" and not outer):
            raise beside_bars(self._next)
        return self._call("abs", opening, tree)

    def _between_bars(self, opening: Sign) -> bool:
        """Whether what stands in bars is itself in bars, and nothing beside it."""
        after = self._signs[self._signs.index(opening) + 1]
        return after.value == "|" == self._signs[self._place - 1].value

    def _inside(self, opening: Sign) -> Node:
        """What stands in brackets; bars within them are their own."""
        outer, self._in_bars = self._in_bars, False
        tree = self._sum()
        self._in_bars = outer
        return tree

    def _closed(self, opening: Sign, inside: Node) -> Node:
        if self._next.kind == "end":
            raise never_closed(opening)
        if self._next.value != CLOSING[opening.value]:
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
        return finite(float(number), self._since(first), node)

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


def finite(number: float, written: Sign, node: Node | None = None) -> Constant:
    """The number as a node, worked out from another one; raises FormulaError for inf and nan."""
    if np.isnan(number):
        raise FormulaError(f"{written.quoted} is no real number.", written.position)
    if np.isinf(number):
        raise FormulaError(f"{written.quoted} is infinite or too large.", written.position)
    return Constant(number, node or "")


def never_closed(opening: Sign) -> FormulaError:
    """What to say of a bracket without its other half."""
    return FormulaError(f"{opening.quoted} is never closed.", opening.position)


def is_whole(sign: Sign) -> bool:
    """Whether it is a number such as 1."""
    return sign.kind == "number" and sign.value.isdigit()
