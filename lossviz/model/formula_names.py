"""Which of the two weights a name in a formula means: people write w1, x, x_1, x[0], θ₀ and more.

A formula has one kind of names, or `f(x, y) =` before it says which. What could mean either weight
is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lossviz.model.formula_functions import ALIASES, FUNCTIONS, NUMBERS
from lossviz.model.formula_signs import (
    WEIGHTS,
    FormulaError,
    Sign,
    read_signs,
    unknown_name,
)

PAIRS = (("x", "y"), ("u", "v"), ("a", "b"), ("w", "b"), ("m", "b"), ("s", "t"), ("p", "q"))
"""Letters that stand beside each other: the first means w1."""

_NAME, _OF = r"[^\W\d]\w*(?:(?<=_)\{\d\})?", r"\((?P<of>[^()=]*)\)"
_TITLE = re.compile(
    rf"\s*(?:return\b|lambda\s+(?P<of_lambda>[^:=()]*):|@\s*{_OF.replace('of', 'of_at')}"
    rf"|(?:def\s+)?(?P<name>{_NAME})\s*(?:{_OF}\s*(?::?=(?!=)|:)|:?=(?!=)))"
)
_COUNTED = re.compile(r"([^\W\d_]|alpha|beta|omega|phi|theta)([0-9]+)")
_ENTRY = re.compile(r"([^\W\d_]+)\[([0-9]+)\]")


class Title(NamedTuple):
    """What stands before a formula: “f(x, y) =”, “L =”, “lambda x, y:”.

    end: index where the formula begins. names: what stands before a =. of: what it says that it
    depends on, each name with its index.
    """

    end: int
    names: tuple[str, ...]
    of: tuple[tuple[str, int], ...]


def read_title(text: str) -> Title:
    """The title of a formula, of no length where it has none."""
    end, names, of = 0, list[str](), list[tuple[str, int]]()
    while (found := _TITLE.match(text, end)) and found["name"] not in WEIGHTS:
        end = found.end()
        if found["name"]:
            names.append(found["name"].lower())
        for group in ("of", "of_at", "of_lambda"):
            if found[group]:
                of = _arguments(found[group], found.start(group))
    return Title(end, tuple(names), tuple(of))


def _arguments(text: str, start: int) -> list[tuple[str, int]]:
    """The names in “x, y”, as signs have them, each with its index."""
    found = [(each[0], start + each.start()) for each in re.finditer(r"[^\s,][^,]*", text)]
    return [(read_signs(name)[0].value, place) for name, place in found]


def with_weights(signs: Sequence[Sign], title: Title) -> list[Sign]:
    """The signs, with w1 and w2 in place of the names that mean them; raises FormulaError."""
    used = [sign for sign in signs if _is_name(sign)]
    for sign in used:
        if sign.value in title.names:
            what = f"{sign.quoted} stands on both sides of =: a loss is a number and no equation."
            raise FormulaError(what, sign.position)
    meanings = _said(used, title.of) if _says(title.of) else _guessed(used)
    return [
        sign._replace(value=meanings.get(sign.value, sign.value)) if _is_name(sign) else sign
        for sign in signs
    ]


def _is_name(sign: Sign) -> bool:
    """Whether it may mean a weight: no function, no number and nothing of a library."""
    known = (*FUNCTIONS, *ALIASES, *NUMBERS)
    return sign.kind == "name" and sign.value not in known and "." not in sign.text


# The title says it


def _says(of: Sequence[tuple[str, int]]) -> bool:
    """Whether two names of one's own are given; one alone, as in f(x), may have entries."""
    if len(of) > 2:
        what = f"A loss has two weights here, and this one has {len(of)}."
        raise FormulaError(what, of[2][1])
    return len(of) == 2 and not any(name in NUMBERS for name, _ in of)


def _said(used: Sequence[Sign], of: Sequence[tuple[str, int]]) -> dict[str, str]:
    (first, _), (second, place) = of
    if first == second:
        raise FormulaError(f"“{second}” is named twice.", place)
    for sign in used:
        if sign.value not in (first, second):
            raise unknown_name(sign, called=False, known=(first, second))
    return {first: "w1", second: "w2"}


# The names say it by themselves


def _guessed(used: Sequence[Sign]) -> dict[str, str]:
    """What the names mean that could be a weight's; others the grammar refuses in their place."""
    kinds = dict[tuple[str, str], list[Sign]]()
    for sign in used:
        if found := _kind(sign):
            kinds.setdefault(found, []).append(sign)
    if len(kinds) > 1:
        one, other = [signs[0] for signs in kinds.values()][:2]
        what = f"{one.quoted} and {other.quoted} are names of two kinds: use w1 and w2 for both."
        raise FormulaError(what, other.position)
    for (kind, _), signs in kinds.items():
        return _READERS[kind](signs)
    return {}


def _kind(sign: Sign) -> tuple[str, str] | None:
    """What its name is like, and what is before a number; None for no weight's name."""
    if found := _ENTRY.fullmatch(sign.value):
        return "entries", found[1]
    if found := _COUNTED.fullmatch(sign.value):
        return "counted", found[1]
    return ("letters", "") if any(sign.value in pair for pair in PAIRS) else None


def _letters(used: Sequence[Sign]) -> dict[str, str]:
    fit = list(PAIRS)
    for sign in used:
        fit = [pair for pair in fit if sign.value in pair]
        if not fit:
            raise unknown_name(sign, called=False)
    return dict(zip(fit[0], WEIGHTS, strict=True))


def _counted(used: Sequence[Sign]) -> dict[str, str]:
    """x1 and x2; or x0 and x1, where there is an x0."""
    return _by_number(used, {sign.value: _number(_COUNTED, sign) for sign in used})


def _entries(used: Sequence[Sign]) -> dict[str, str]:
    """x[0] and x[1], or x[1] and x[2]; but what is x[1] alone?"""
    numbers = {each.value: _number(_ENTRY, each) for each in used}
    if set(numbers.values()) == {1}:
        what = f"{used[0].quoted} alone may be the first weight or the second: write w1 or w2."
        raise FormulaError(what, used[0].position)
    return _by_number(used, numbers)


def _number(pattern: re.Pattern[str], sign: Sign) -> int:
    found = pattern.fullmatch(sign.value)
    return int(found[2]) if found else 0


def _by_number(used: Sequence[Sign], numbers: dict[str, int]) -> dict[str, str]:
    first = min(1, *numbers.values())
    for sign in used:
        if numbers[sign.value] - first not in (0, 1):
            raise unknown_name(sign, called=False)
    return {name: WEIGHTS[number - first] for name, number in numbers.items()}


_READERS = {"letters": _letters, "counted": _counted, "entries": _entries}


def names_note(signs: Sequence[Sign]) -> str:
    """What a person's own names mean, in one sentence; "" if they are w1 and w2."""
    texts = {sign.value: sign.text for sign in reversed(signs) if sign.value in WEIGHTS}
    told = " and ".join(
        f"{text} is {weight}"
        for weight, text in sorted(texts.items())
        if read_signs(text)[0].value != weight  # w_{1} needs no word
    )
    return f"Here {told}." if told else ""
