"""The signs that a formula is written with, on a keyboard, in print, in code or in LaTeX."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from lossviz.model.formula_functions import ALIASES, FUNCTIONS, NUMBERS

CALLED = frozenset((*FUNCTIONS, *ALIASES))
"""All names that stand for a function."""

_LETTERS = {"theta": "θ", "alpha": "α", "beta": "β", "phi": "φ", "varphi": "φ", "omega": "ω"}
_GREEK = "|".join(_LETTERS)
_FONT = "mathbf|mathrm|mathit|mathcal|mathbb|boldsymbol|bm|vec|operatorname|textrm|text"
_LIBRARIES = r"(?:np|numpy|math|torch|jnp|tf)\s*\.\s*(?:math\s*\.\s*)?"

_SIGN = re.compile(
    r"(?P<bar>\\(?:left|[bB]igg?l?)\s*(?:\||\\l?vert(?![a-z]))|\\lvert(?![a-z])"
    r"|\\(?:right|[bB]igg?r?)\s*(?:\||\\r?vert(?![a-z]))|\\rvert(?![a-z]))"
    r"|(?P<fraction>\\[dtc]?frac\s*(?P<over>[0-9])\s*(?P<under>[1-9]))"
    r"|(?P<number>(?:[0-9]+(?:\.(?![*^/])[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)"
    r"|(?P<vulgar>[¼½¾⅐-⅞])"
    rf"|(?P<name>(?P<library>{_LIBRARIES})?"
    rf"(?:\\(?:{_FONT})\s*\{{\s*(?P<styled>[a-z][a-z0-9]*)\s*\}}"
    r"|\\(?P<command>[a-z]+)"
    r"|(?P<word>[a-z](?:_?[a-z0-9₀-₉])*|_[a-z_0-9]*|[αβθφω](?:_?[0-9]+|[₀-₉]+)?)|π)"
    r"(?:_\s*(?:\{\s*(?P<below>[a-z0-9]+)\s*\}|(?P<digit>[0-9])))?)"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\\[{}]|\*\*|\.?[*/^]|[-+(),|√\[\]{}])",
    re.IGNORECASE | re.ASCII,
)
_INDEX = re.compile(r"\s*\[([^\[\]]*)\]")
_BLANK = re.compile(
    "(?:\\s|[\u00ad\u200b-\u200f\u2060\u2061\ufeff]"
    r"|\\[ ,;:!]|\\(?:q?quad|displaystyle|textstyle|left|right|[bB]igg?[lr]?)(?![A-Za-z|])"
    r"(?!\s*(?:\||\\[lr]?vert)))+"
)
_PLAIN = dict(zip("−–‐‑×·⋅∙•∗÷∕⁄ˆ\u2062", "----******///^*", strict=True))
_ALIKE = ("<font>", "<wide>", "<small>", "<noBreak>")
_SMALL = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "+-01234567890123456789")
_COMMANDS = {"cdot": "*", "times": "*", "ast": "*", "div": "/"}
_SIGNS = {"**": "^", ".*": "*", "./": "/", ".^": "^", r"\{": "{", r"\}": "}"}
CLOSING = {"(": ")", "[": "]", "{": "}", "|(": ")|"}
"""What ends each bracket; the last are the bars of LaTeX that say which side they are on."""


class FormulaError(ValueError):
    """What is wrong with a formula, in one sentence, and at which index of its text."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


class Sign(NamedTuple):
    """A number, a name or another sign of a formula.

    kind: number, name, raised, sign, end or unknown. value: as the grammar knows it, say "^" for
    "**", "x1" for "x_{1}", "x[0]", "frac". text: as it was typed. position: its index in the
    formula.
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
        return f"“{self.shown}” at character {self.position + 1}"

    @property
    def shown(self) -> str:
        """Its text, if that is short and can be seen."""
        text = " ".join(self.text.split())
        text = text if len(text) <= 20 else f"{text[:19]}…"
        return text if text.isprintable() else f"U+{ord(text[0]):04X}"

    @property
    def joins(self) -> bool:
        """Whether the * before it may be left out, as in 2 w1 or 2 (w1 + 1)."""
        return self.kind == "name" or self.value in CLOSING or self.value in ("frac", "√")


def read_signs(text: str, start: int = 0, end: int | None = None) -> list[Sign]:
    """All signs of a formula, then one of kind "end"; or, up to the first that is unknown.

    start, end: the part of the text that it is.
    """
    end = len(text) if end is None else end
    plain, signs, place = "".join(map(as_typed, text[:end])), list[Sign](), start
    while place < end:
        if blank := _BLANK.match(plain, place):
            place = blank.end()
            continue
        found = _SIGN.match(plain, place)
        if found is None:
            return [*signs, Sign("unknown", "", text[place], place)]
        signs.append(sign_of(found, text))
        place = signs[-1].end
        if signs[-1].kind == "unknown":
            return signs
    return [*signs, Sign("end", "", "", max(start, end))]


def sign_of(found: re.Match[str], text: str) -> Sign:
    """What was found as a sign; a name takes the index in brackets behind it."""
    kind, value = kind_and_value(found)
    end = found.end()
    if kind == "name" and value not in CALLED and value not in NUMBERS:
        index = _INDEX.match(found.string, end)
        if index:
            end, value = index.end(), f"{value}[{index[1].strip()}]"
    if found["command"]:
        kind, value = command(value)
    return Sign(kind, value, text[found.start() : end], found.start())


@cache
def as_typed(char: str) -> str:
    """A character as a keyboard has it: one minus, one point between factors, no italic letters."""
    if char in _PLAIN:
        return _PLAIN[char]
    if unicodedata.decomposition(char).startswith(_ALIKE):
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return {"ϑ": "θ", "ϕ": "φ"}.get(char, char)


def kind_and_value(found: re.Match[str]) -> tuple[str, str]:
    """What a sign is to the grammar."""
    kind, written = str(found.lastgroup), found[0].lower()
    if found["fraction"]:
        return "number", repr(int(found["over"]) / int(found["under"]))
    if kind == "vulgar":
        return "number", repr(unicodedata.numeric(written))
    if kind == "bar" and "V" in found[0]:
        return "unknown", ""  # of a norm
    if kind == "bar":
        opens = re.match(r"\\(?:left|lvert|bigg?(?!r))", written)
        return "sign", "|(" if opens else ")|"
    if found["name"]:
        return "name", name_of(found)
    value = written.translate(_SMALL) if kind == "raised" else written
    return kind, _SIGNS.get(value, value)


def name_of(found: re.Match[str]) -> str:
    """A name without what only print or a library adds: "x1" for "x_{1}", "sin" for "np.sin"."""
    word = found["styled"] or found["command"] or found["word"] or "π"
    word = word.lower().translate(_SMALL)
    word = _LETTERS.get(word, word)
    word = re.sub(f"^({_GREEK})(?=_?[0-9]+$)", lambda greek: _LETTERS[greek[0]], word)
    index = found["below"] or found["digit"] or ""
    name = re.sub("(?<=[^_])_(?=[0-9])", "", word) + index.lower()
    known = name in CALLED or name in NUMBERS
    return f"np.{name}" if found["library"] and not known else name


def command(name: str) -> tuple[str, str]:
    """What a command of LaTeX is to the grammar."""
    base = name.split("[", maxsplit=1)[0].rstrip("0123456789")
    if name in CALLED or name in NUMBERS or base in _LETTERS.values():
        return ("sign", "√") if name == "sqrt" else ("name", name)
    if name in ("frac", "dfrac", "tfrac", "cfrac"):
        return "sign", "frac"
    return ("sign", _COMMANDS[name]) if name in _COMMANDS else ("unknown", name)
