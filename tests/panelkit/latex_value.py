"""The value of a formula in LaTeX, worked out strictly: what is not known for sure is refused.

    value(r"\\sum_{j \\neq y} \\max(0, s_j - s_y + 1)", {"s": s, "y": 2}, {"j": 3})

Names are LaTeX without spaces: "s", "dW", r"\\beta_1", r"\\hat{v}". A name with an index that is
not known as it stands is an entry of the array that its base names. A name that is a function is
called. Large operators reach as far as a product does: a sum ends at the next + or −.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

Names = Mapping[str, Any]
Value = Callable[[Names], Any]
"""A part of a formula, to be worked out with names."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|d[A-Z]|[A-Za-z]|\S")
_SPACES = (r"\,", r"\!", r"\;", r"\quad")
_GREEK = {r"\alpha", r"\beta", r"\gamma", r"\Delta", r"\epsilon", r"\lambda", r"\phi"}
_RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda a, b: a == b,
    r"\neq": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {"sign": np.sign}
_PRODUCTS = (r"\cdot", r"\times", r"\odot")


class LatexError(ValueError):
    """The formula says something that is not known."""


def value(latex: str, names: Names, ranges: Mapping[str, int] | None = None) -> Any:
    """What a formula comes to, of `L_i = ...` the right side. ranges: of indices, from 0."""
    _, right = _sides(_tokens(latex))
    return _worked_out(right, names, ranges or {})


def left_side(latex: str) -> str:
    """What a formula or an assignment names, without spaces."""
    left, _ = _sides(_tokens(latex))
    return "".join(left)


def assigned(lines: Sequence[str], names: Names) -> dict[str, Any]:
    """The names after each line put its value into what it names on its left."""
    now = dict(names)
    for line in lines:
        left, right = _sides(_tokens(line))
        if not left:
            raise LatexError(f"{line} assigns nothing")
        now["".join(left)] = _worked_out(right, now, {})
    return now


def _worked_out(tokens: Sequence[str], names: Names, ranges: Mapping[str, int]) -> Any:
    functions = {name for name, each in names.items() if callable(each)}
    whole = _Reader(tokens, functions, ranges).whole()
    try:
        with np.errstate(all="raise", under="ignore"):
            return whole(names)
    except LatexError:
        raise
    except (ArithmeticError, TypeError, ValueError, IndexError) as error:
        raise LatexError(f"it has no value: {error}") from error


def _tokens(latex: str) -> list[str]:
    return [each for each in _TOKEN.findall(latex) if each not in _SPACES]


def _sides(tokens: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands left and right of the one = or arrow outside of braces."""
    depth, places = 0, []
    for place, token in enumerate(tokens):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth == 0 and token in ("=", r"\leftarrow"):
            places.append(place)
    if len(places) > 1:
        raise LatexError("there are two = or arrows")
    return (tokens[: places[0]], tokens[places[0] + 1 :]) if places else ((), tokens)


class _Reader:
    """Reads tokens from left to right; each method takes one kind of part."""

    def __init__(
        self, tokens: Sequence[str], functions: set[str], ranges: Mapping[str, int]
    ) -> None:
        self._tokens, self._at = [*tokens], 0
        self._functions, self._ranges = functions, ranges
        self._bars = 0  # open | of absolute values

    def whole(self) -> Value:
        found = self._sum()
        if self._at < len(self._tokens):
            raise LatexError(f"{self._next!r} is too much")
        return found

    @property
    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, wanted: str = "") -> str:
        token = self._next
        if not token or (wanted and token != wanted):
            raise LatexError(f"{wanted or 'something'} is missing before {token!r}")
        self._at += 1
        return token

    # Sums and products

    def _sum(self) -> Value:
        terms = [self._signed()]
        while self._next in ("+", "-"):
            terms.append(self._signed())
        return lambda names: sum(term(names) for term in terms)

    def _signed(self) -> Value:
        sign = {"+": 1, "-": -1}.get(self._next)
        if sign is not None:
            self._take()
        product = self._product()
        return product if sign != -1 else lambda names: -product(names)

    def _product(self) -> Value:
        factors = [self._factor()]
        while self._next in _PRODUCTS or self._begins_a_factor():
            if self._next in _PRODUCTS:
                self._take()
            factors.append(self._factor())

        def multiplied(names: Names) -> Any:
            found = factors[0](names)
            for factor in factors[1:]:
                found = found * factor(names)
            return found

        return multiplied

    def _begins_a_factor(self) -> bool:
        token = self._next
        if token == "|":
            return self._bars == 0
        return token in _OPERATORS or token in _GREEK or token == r"\hat" or token.isalnum()

    def _factor(self) -> Value:
        base = self._base()
        if self._next != "^":
            return base
        self._take()
        power = self._script()
        return lambda names: base(names) ** power(names)

    def _base(self) -> Value:
        token = self._take()
        if token in _OPERATORS:
            return _OPERATORS[token](self)
        if (token, self._next) in _PAIRS:
            return _PAIRS[token, self._next](self)
        if token[0].isdigit():
            return lambda _names: float(token)
        return self._name(token)

    def _bracket(self) -> Value:
        return self._closed_by(")")

    def _exponential(self) -> Value:
        self._take("^")
        power = self._script()
        return lambda names: np.exp(power(names))

    def _closed_by(self, bracket: str) -> Value:
        bars, self._bars = self._bars, 0
        inner = self._sum()
        self._take(bracket)
        self._bars = bars
        return inner

    def _group(self) -> Value:
        self._take("{")
        return self._closed_by("}")

    def _script(self) -> Value:
        """What follows ^ or _: a group, or a single token."""
        return self._group() if self._next == "{" else self._base()

    def _absolute(self) -> Value:
        self._bars += 1
        inner = self._sum()
        self._take("|")
        self._bars -= 1
        return lambda names: abs(inner(names))

    # Names

    def _name(self, token: str) -> Value:
        base = token
        if token == r"\hat":
            base = token + "".join(self._braced())
        elif not (token.isalpha() or token in _GREEK):
            raise LatexError(f"{token!r} is not known")
        if self._next == "(" and base in self._functions:
            self._take()
            argument = self._closed_by(")")
            return lambda names: names[base](argument(names))
        if self._next != "_":
            return lambda names: _looked_up(names, base)
        self._take()
        index = self._braced() if self._next == "{" else [self._take()]
        return lambda names: _entry(names, base, "".join(index))

    def _braced(self) -> list[str]:
        """The tokens of a group as they stand, with its braces."""
        start, depth = self._at, 0
        while not depth or self._tokens[start : self._at].count("}") < depth:
            depth += self._take() == "{"
        return self._tokens[start : self._at]

    # Operators, of which the first token is taken

    def _fraction(self) -> Value:
        if self._tokens[self._at : self._at + 2] == ["{", r"\partial"]:
            name = r"\frac" + "".join((*self._braced(), *self._braced()))
            return lambda names: _derivative(names, name)
        above, below = self._group(), self._group()
        return lambda names: above(names) / below(names)

    def _root(self) -> Value:
        inner = self._group()
        return lambda names: np.sqrt(inner(names))

    def _logarithm(self) -> Value:
        inner = self._factor()
        return lambda names: np.log(inner(names))

    def _word(self) -> Value:
        """A function whose name is upright."""
        word = "".join(self._braced())[1:-1]
        if word not in _FUNCTIONS:
            raise LatexError(f"{word!r} is not known")
        self._take("(")
        inner = self._closed_by(")")
        return lambda names: _FUNCTIONS[word](inner(names))

    def _total(self) -> Value:
        if self._next != "_":
            inner = self._product()
            return lambda names: np.sum(inner(names))
        each = self._bound()
        inner = self._product()
        return lambda names: sum(inner(now) for now in each(names))

    def _largest(self) -> Value:
        if self._next == "_":
            each = self._bound()
            inner = self._product()
            return lambda names: max(inner(now) for now in each(names))
        self._take("(")
        first = self._sum()
        self._take(",")
        second = self._closed_by(")")
        return lambda names: np.maximum(first(names), second(names))

    def _place_of_least(self) -> Value:
        r"""\arg\min_{w \in \{W, V\}} f(w): the first of those with the lowest value."""
        for token in (r"\min", "_", "{"):
            self._take(token)
        name = self._take()
        for token in (r"\in", r"\{"):
            self._take(token)
        places = [self._sum()]
        while self._next == ",":
            self._take()
            places.append(self._sum())
        for token in (r"\}", "}"):
            self._take(token)
        inner = self._product()

        def least(names: Names) -> Any:
            return min((each(names) for each in places), key=lambda w: inner({**names, name: w}))

        return least

    def _bound(self) -> Callable[[Names], Iterator[Names]]:
        r"""An index and where it runs: _j, or _{j \neq y}."""
        self._take("_")
        if self._next != "{":
            return self._over(self._take(), lambda _names: True)
        self._take("{")
        index = self._take()
        condition: Value = lambda _names: True  # noqa: E731
        if self._next != "}":
            relation, other = self._relation(), self._sum()
            condition = lambda names: relation(names[index], other(names))  # noqa: E731
        self._take("}")
        return self._over(index, condition)

    def _over(self, index: str, condition: Value) -> Callable[[Names], Iterator[Names]]:
        if index not in self._ranges:
            raise LatexError(f"{index!r} has no range")

        def each(names: Names) -> Iterator[Names]:
            if index in names:
                raise LatexError(f"{index!r} is an index, and has a value")
            runs = ({**names, index: k} for k in range(self._ranges[index]))
            return (now for now in runs if condition(now))

        return each

    def _indicator(self) -> Value:
        self._take("_")
        self._take("{")
        left, relation, right = self._sum(), self._relation(), self._sum()
        self._take("}")
        return lambda names: np.where(relation(left(names), right(names)), 1.0, 0.0)

    def _relation(self) -> Callable[[Any, Any], Any]:
        token = self._take()
        if token not in _RELATIONS:
            raise LatexError(f"{token!r} compares nothing")
        return _RELATIONS[token]


_OPERATORS: dict[str, Callable[[_Reader], Value]] = {
    r"\frac": _Reader._fraction,
    r"\sqrt": _Reader._root,
    r"\log": _Reader._logarithm,
    r"\mathrm": _Reader._word,
    r"\sum": _Reader._total,
    r"\max": _Reader._largest,
    r"\arg": _Reader._place_of_least,
    "(": _Reader._bracket,
    "|": _Reader._absolute,
}
_PAIRS: dict[tuple[str, str], Callable[[_Reader], Value]] = {
    ("e", "^"): _Reader._exponential,
    ("1", "_"): _Reader._indicator,
}


def _looked_up(names: Names, name: str) -> Any:
    if name not in names or callable(names[name]):
        raise LatexError(f"{name!r} has no value")
    return names[name]


def _entry(names: Names, base: str, index: str) -> Any:
    """A name with an index: as it stands, or an entry of an array."""
    index = index.strip("{}")
    if f"{base}_{index}" in names:
        return names[f"{base}_{index}"]
    place = int(index) if index.isdigit() else _looked_up(names, index)
    array = _looked_up(names, base)
    if np.ndim(array) == 0 or not isinstance(place, int):
        raise LatexError(f"{base}_{index} is no entry")
    return array[place]


def _derivative(names: Names, name: str) -> Any:
    r"""\frac{\partial L_i}{\partial w}: as it stands, or the entry i of \frac{\partial L}{...}."""
    if name in names:
        return names[name]
    indexed = re.fullmatch(r"(\\frac\{\\partial[A-Za-z])_([a-z])(\}.*)", name)
    if indexed is None:
        raise LatexError(f"{name} has no value")
    return _looked_up(names, indexed[1] + indexed[3])[_looked_up(names, indexed[2])]
