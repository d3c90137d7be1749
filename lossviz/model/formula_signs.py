"""The signs that a formula is written with, and what to say of one that is out of place."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lossviz.model.formula_functions import FUNCTIONS, NUMBERS

WEIGHTS = ("w1", "w2")

_SIGN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)"
    r"|(?P<entry>[a-zα-ω]+\s*\[\s*[0-9]+\s*\])"
    r"|(?P<name>(?:(?:np|numpy|jnp|math|torch|tf)\s*\.\s*)*"
    r"[a-z_α-ω][a-z_α-ω0-9]*(?:(?<=_)\{\s*[0-9]+\s*\})?)"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<latex>\\(?:[a-z]+|.)|\$)"
    r"|(?P<sign>\*\*|\.\*|\./|\.\^|[-+*/^(){}√,])",
    re.IGNORECASE | re.ASCII,
)
_SLANTED = "".join(map(chr, range(0x1D400, 0x1D800)))
_PLAIN = str.maketrans(
    "−–×·⋅∙∗÷∕ˆ₀₁₂₃₄₅₆₇₈₉" + _SLANTED,
    "--*****//^0123456789" + unicodedata.normalize("NFKC", _SLANTED),
)
"""Signs that look like others; the last are the slanted letters of printed formulas."""
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_SPELLINGS = {"**": "^", ".*": "*", "./": "/", ".^": "^"}
_LIBRARY = re.compile(r"^.*\.\s*")
_COUNT = re.compile(r"(?<=[^\W\d_])_\{?\s*([0-9]+)\s*\}?$")  # w_1, w_{1}
_FACTOR = re.compile("w1|w2|x|y|pi|π|e")
_RUN_TOGETHER = re.compile(f"(?:{_FACTOR.pattern})+")
_HINTS = {
    **dict.fromkeys("<>≤≥≠", "a loss is a number and no comparison"),
    **dict.fromkeys("[]{}", "write round brackets"),
    **dict.fromkeys("\"'“”‘’`", "a formula holds no text"),
    "=": "a loss is a number and no equation",
    ".": "a point stands only in numbers, such as 0.5",
    "|": "write abs(…) for an absolute value",
    "%": "write 0.05 for 5%",
}


_LATEX = {
    "$": "leave it out",
    **dict.fromkeys(("frac", "dfrac", "tfrac"), "write (a)/(b)"),
    **dict.fromkeys(("cdot", "times", "ast"), "write *"),
    **dict.fromkeys(("left", "right", "big", "bigl", "bigr"), "write the bracket alone"),
    "sqrt": "write sqrt(…)",
}


class FormulaError(ValueError):
    """What is wrong with a formula, in one sentence, and at which index of its text."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


class Sign(NamedTuple):
    """A number, a name or another sign of a formula.

    kind: number, name, raised, sign, end, latex or unknown. value: as the grammar knows it, say
    "^" for "**". text: as it was typed. position: its index in the formula.
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
        return self.kind == "name" or self.value in ("(", "√")


def read_signs(text: str, place: int = 0) -> list[Sign]:
    """All signs of a formula from that index on, then one of kind "end"; or, up to the first that
    is unknown."""
    plain, signs, braces = text.translate(_PLAIN), list[Sign](), 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _SIGN.match(plain, place)
        if found is None:
            return [*signs, Sign("unknown", "", text[place], place)]
        sign = _sign(str(found.lastgroup), found[0], text[place : found.end()], place)
        if sign.value == "{" and signs and signs[-1].value == "^":  # as in x^{2}
            sign, braces = sign._replace(value="("), braces + 1
        elif sign.value == "}" and braces:
            sign, braces = sign._replace(value=")"), braces - 1
        elif sign.value in ("{", "}"):
            sign = sign._replace(kind="unknown")
        signs.append(sign)
        if sign.kind in ("unknown", "latex"):
            return signs
        place = found.end()
    return [*signs, Sign("end", "", "", len(text))]


def _sign(kind: str, plain: str, text: str, place: int) -> Sign:
    """The sign with the value that all its spellings share: x[0], w1 for w_{1}, sin for np.sin."""
    value = plain.lower().translate(_RAISED)
    if kind == "entry":
        return Sign("name", "".join(value.split()), text, place)
    if kind == "name":
        value = _COUNT.sub(r"\1", _LIBRARY.sub("", value))
    return Sign(kind, _SPELLINGS.get(value, value), text, place)


def unexpected(sign: Sign) -> FormulaError:
    """What to say of a sign that cannot follow what stands before it."""
    hint = f": {_HINTS[sign.text]}" if sign.text in _HINTS else ""
    latex = sign.text.removeprefix("\\")
    what = {
        "latex": f"{sign.quoted} is LaTeX, which is not read here: {_latex_hint(latex)}.",
        "unknown": f"{sign.quoted} means nothing here{hint}.",
        "number": f"Before {sign.quoted} a sign is missing, such as *.",
    }.get(sign.kind, f"{sign.quoted} has no place there.")
    if sign.value == ")":
        what = f"{sign.quoted} closes a bracket that was never opened."
    if sign.value == ",":
        what = f"{sign.quoted} has no place there: decimals have a point, as in 0.5."
    return FormulaError(what, sign.position)


def _latex_hint(command: str) -> str:
    """What to write in its place."""
    if command.lower() in FUNCTIONS:
        return f"write {command.lower()}(…)"
    return _LATEX.get(command.lower(), "write it as in w1^2 + exp(w2)")


def missing(before: Sign, after: Sign) -> FormulaError:
    """What to say where a value should stand, before one sign and after another."""
    if before.kind in ("unknown", "latex"):
        return unexpected(before)
    if before.kind == "end":
        return FormulaError(f"The formula breaks off after {after.quoted}.", before.position)
    return FormulaError(f"A value is missing before {before.quoted}.", before.position)


def unknown_name(name: Sign, called: bool, known: tuple[str, str] = ("w1", "w2")) -> FormulaError:
    """What to say of a name that stands for nothing here, or of no function where it is called.

    known: what the weights are called."""
    if called and (name.value in WEIGHTS or name.value in NUMBERS):
        what = f"{name.quoted} is no function: write {name.text}*(…)."
    elif called:
        what = f"{name.quoted} is no function here; these are: {', '.join(FUNCTIONS)}."
    elif _RUN_TOGETHER.fullmatch(name.text.lower()):
        what = f"{name.quoted} is not known: write {'*'.join(_FACTOR.findall(name.value))}."
    else:
        weights = ", ".join(known)
        what = f"{name.quoted} is not known: use {weights}, pi, e and functions such as exp(…)."
    return FormulaError(what, name.position)
