"""The signs that a formula is written with, and what to say of one that is out of place."""

from __future__ import annotations

import re
from typing import NamedTuple

from lossviz.model.formula_functions import FUNCTIONS, NUMBERS

WEIGHTS = ("w1", "w2")

_SIGN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)"
    r"|(?P<name>[a-z_π][a-z_0-9]*)"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|[-+*/^(),])",
    re.IGNORECASE | re.ASCII,
)
_PLAIN = str.maketrans("−–×·⋅∙÷₁₂", "--****/12")
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_SPELLINGS = {"**": "^", "w_1": "w1", "w_2": "w2"}
_FACTOR = re.compile("w1|w2|pi|π|e")
_RUN_TOGETHER = re.compile(f"(?:{_FACTOR.pattern})+")
_HINTS = {
    **dict.fromkeys("<>≤≥≠", "a loss is a number and no comparison"),
    **dict.fromkeys("[]{}", "write round brackets"),
    **dict.fromkeys("\"'“”‘’`", "a formula holds no text"),
    "=": "a loss is a number and no equation",
    ".": "a point stands only in numbers, such as 0.5",
    "|": "write abs(…) for an absolute value",
    "√": "write sqrt(…)",
    "%": "write 0.05 for 5%",
}


class FormulaError(ValueError):
    """What is wrong with a formula, in one sentence, and at which index of its text."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


class Sign(NamedTuple):
    """A number, a name or another sign of a formula.

    kind: number, name, raised, sign, end or unknown. value: as the grammar knows it, say "^" for
    "**". text: as it was typed. position: its index in the formula.
    """

    kind: str
    value: str
    text: str
    position: int

    @property
    def end(self) -> int:
        """The index after it."""
        return self.position + len(self.text)

    @property
    def quoted(self) -> str:
        """As a sentence says it: “*” at character 3."""
        text = " ".join(self.text.split())
        text = text if len(text) <= 20 else f"{text[:19]}…"
        text = text if text.isprintable() else f"U+{ord(text[0]):04X}"
        return f"“{text}” at character {self.position + 1}"

    @property
    def joins(self) -> bool:
        """Whether the * before it may be left out, as in 2 w1 or 2 (w1 + 1)."""
        return self.kind == "name" or self.value == "("


def read_signs(text: str) -> list[Sign]:
    """All signs of a formula, then one of kind "end"; or, up to the first that is unknown."""
    plain, signs, place = text.translate(_PLAIN), list[Sign](), 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _SIGN.match(plain, place)
        if found is None:
            return [*signs, Sign("unknown", "", text[place], place)]
        value = found[0].lower().translate(_RAISED)
        value = _SPELLINGS.get(value, value)
        signs.append(Sign(str(found.lastgroup), value, text[place : found.end()], place))
        place = found.end()
    return [*signs, Sign("end", "", "", len(text))]


def unexpected(sign: Sign) -> FormulaError:
    """What to say of a sign that cannot follow what stands before it."""
    hint = f": {_HINTS[sign.text]}" if sign.text in _HINTS else ""
    what = {
        "unknown": f"{sign.quoted} means nothing here{hint}.",
        "number": f"Before {sign.quoted} a sign is missing, such as *.",
    }.get(sign.kind, f"{sign.quoted} has no place there.")
    if sign.value == ")":
        what = f"{sign.quoted} closes a bracket that was never opened."
    if sign.value == ",":
        what = f"{sign.quoted} has no place there: decimals have a point, as in 0.5."
    return FormulaError(what, sign.position)


def missing(before: Sign, after: Sign) -> FormulaError:
    """What to say where a value should stand, before one sign and after another."""
    if before.kind == "unknown":
        return unexpected(before)
    if before.kind == "end":
        return FormulaError(f"The formula breaks off after {after.quoted}.", before.position)
    return FormulaError(f"A value is missing before {before.quoted}.", before.position)


def unknown_name(name: Sign, called: bool) -> FormulaError:
    """What to say of a name that stands for nothing here, or of no function where it is called."""
    if called and (name.value in WEIGHTS or name.value in NUMBERS):
        what = f"{name.quoted} is no function: write {name.text}*(…)."
    elif called:
        what = f"{name.quoted} is no function here; these are: {', '.join(FUNCTIONS)}."
    elif _RUN_TOGETHER.fullmatch(name.value):
        what = f"{name.quoted} is not known: write {'*'.join(_FACTOR.findall(name.value))}."
    else:
        what = f"{name.quoted} is not known: use w1, w2, pi, e and functions such as exp(…)."
    return FormulaError(what, name.position)
