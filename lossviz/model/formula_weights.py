"""Which names in a formula are the two weights: w1 and w2, x and y, x[0] and x[1], θ₀ and θ₁.

A formula has one pair of names. Where it could be two, or one that counts from elsewhere, it is
refused: no formula is read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lossviz.model.formula_functions import NUMBERS
from lossviz.model.formula_signs import CALLED, FormulaError, Sign, read_signs

Names = tuple[str, str]

WEIGHTS: Names = ("w1", "w2")
PAIRS: tuple[Names, ...] = (
    ("x", "y"), ("u", "v"), ("a", "b"), ("w", "b"), ("m", "b"), ("s", "t"), ("p", "q"),
)  # fmt: skip
"""Letters that are two weights without being declared: the first is w1."""
LETTERS = {letter for pair in PAIRS for letter in pair}
KNOWN_SO = "call the weights w1 and w2, or x and y, or x[0] and x[1]"

_NAME = re.compile(r"(?P<word>[a-z_]+|[θαβφω])(?=\[)|(?P<letter>[a-df-zθαβφω])(?P<digits>[0-9]+)?")
_PIECE = re.compile(r"[a-z](?:_?[0-9]+|[₀-₉]+|_\s*\{\s*[0-9]+\s*\})?", re.IGNORECASE)
_RUNS = "[xy]+|[uv]+|wb|(?:[a-z][0-9]){2,}"
_SMALL = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "_{} ")


class Spelled(NamedTuple):
    """A name taken apart: x, x1 or x[1]. style: "" alone, "1" with a number, "[]" in brackets."""

    letter: str
    number: str
    style: str


def with_weights(signs: Sequence[Sign], declared: Sequence[str] | None) -> tuple[list[Sign], Names]:
    """The signs with w1 and w2 for the names of the weights, and what these names are.

    declared: those that stand in f(x, y) = …, if something like it does.
    """
    apart = [piece for sign in signs for piece in pieces(sign, declared)]
    names = names_of(apart, declared)
    return [renamed(sign, names) for sign in apart], names


def pieces(sign: Sign, declared: Sequence[str] | None) -> Iterator[Sign]:
    """A name, or the names that stand in a row without a sign between them: xy, w1w2."""
    if not is_name(sign) or "[" in sign.value or spelled(sign.value):
        yield sign
        return
    alone = declared is not None and all(len(name) == 1 for name in declared)
    run = f"[{''.join(declared or ())}]+" if alone else _RUNS
    if not re.fullmatch(run, sign.value) or "\\" in sign.text or "." in sign.text:
        yield sign
        return
    for found in _PIECE.finditer(sign.text):
        text = found[0]
        value = text.lower().translate(_SMALL)
        yield Sign("name", value, text, sign.position + found.start())


def names_of(signs: Sequence[Sign], declared: Sequence[str] | None) -> Names:
    """The names of the two weights; raises FormulaError where that is not one pair."""
    found = [(sign, name) for sign in signs if (name := is_name(sign) and spelled(sign.value))]
    if declared is not None and len(declared) > 1:
        return declared_pair(declared)
    if declared:
        letter = declared[0]
        found = [(sign, name) for sign, name in found if name.letter == letter]
        if all(name.style == "" for _, name in found):
            return letter, ""
    else:
        letters = {name.letter for _, name in found if not name.style}
        plain = {
            letter for pair in PAIRS for letter in pair if pair != ("w", "b") or "w" in letters
        }
        found = [(sign, name) for sign, name in found if name.style or name.letter in plain]
    if not found:
        return WEIGHTS
    first, kind = found[0]
    for sign, name in found:
        if name.style != kind.style or (kind.style and name.letter != kind.letter):
            raise mixed(first, sign)
    if kind.style:
        return counted(found)
    letters = {name.letter for _, name in found}
    pairs = [pair for pair in PAIRS if letters <= {*pair}]
    if not pairs:
        other = next(pair for pair in PAIRS if kind.letter in pair)
        raise mixed(first, next(sign for sign, name in found if name.letter not in other))
    return pairs[0] if len(pairs) == 1 or pairs[0][0] in letters else WEIGHTS


def counted(found: Sequence[tuple[Sign, Spelled]]) -> Names:
    """The names of two weights that are numbered: from 1, or from 0 as in Python."""
    sign, name = found[0]
    indices = {each.number for _, each in found}
    from_0 = "0" in indices or (name.style == "[]" and indices <= {"0", "1"})
    if name.style == "[]" and indices == {"1"}:
        what = f"{sign.quoted} alone may be the first weight or the second: write w1 or w2."
        raise FormulaError(what, sign.position)
    first, second = "01" if from_0 else "12"
    for sign, each in found:
        if each.number not in (first, second):
            raise no_such_weight(sign, each, from_0)
    return written(name, first), written(name, second)


def no_such_weight(sign: Sign, name: Spelled, from_0: bool) -> FormulaError:
    """What to say of x[2] beside x[0], x[i], or w3."""
    if not name.number.isdigit():
        what = f"{sign.quoted} needs a number as its index, 0 or 1."
        return FormulaError(what, sign.position)
    first, second = (written(name, each) for each in ("01" if from_0 else "12"))
    what = f"{sign.quoted} is not known: the two weights are {first} and {second}."
    return FormulaError(what, sign.position)


def declared_pair(declared: Sequence[str]) -> Names:
    """The names in f(x, y) = …; raises FormulaError for more than two of them."""
    first, second = declared[0], declared[1]
    if len(declared) > 2:
        what = f"A landscape has two weights, and this function has {len(declared)}."
        raise FormulaError(what, 0)
    one, other = spelled(first), spelled(second)
    in_order = one is None or other is None or one.letter != other.letter or first < second
    misplaced = first in ("w2", second) or (second == "w1" and first != "w0")
    if misplaced or not in_order:
        what = f"{first} and {second} are not clear as two weights: {KNOWN_SO}."
        raise FormulaError(what, 0)
    return first, second


def mixed(first: Sign, other: Sign) -> FormulaError:
    """What to say of x beside w1, or of w[1] beside w1."""
    squares = first.value.endswith("2") and other.value.endswith("2")
    letters = len(first.value) == len(other.value) == 1
    way_out = "write numbers for what is no weight" if letters else KNOWN_SO
    way_out = "write x^2 for a square" if squares else way_out
    what = f"{other.quoted} and “{first.shown}” are names of two kinds: {way_out}."
    return FormulaError(what, other.position)


def renamed(sign: Sign, names: Names) -> Sign:
    """A weight under its name here; whatever else has the name of a weight is no weight."""
    if not is_name(sign):
        return sign
    if sign.value in names:
        return sign._replace(value=WEIGHTS[names.index(sign.value)])
    return sign._replace(value=f"?{sign.value}") if sign.value in WEIGHTS else sign


def is_name(sign: Sign) -> bool:
    """Whether it is a name that a person gave, and none of a function or of π."""
    return sign.kind == "name" and sign.value not in CALLED and sign.value not in NUMBERS


def spelled(name: str) -> Spelled | None:
    """A name taken apart, if it may be one of a weight."""
    found = _NAME.match(name)
    if found is None:
        return None
    rest = name[found.end() :]
    if rest.startswith("[") and not found["digits"]:
        return Spelled(found["letter"] or found["word"], rest[1:-1], "[]")
    if rest or found["word"]:
        return None
    return Spelled(found["letter"], found["digits"] or "", "1" if found["digits"] else "")


def written(name: Spelled, index: str) -> str:
    """The name with another index."""
    return f"{name.letter}[{index}]" if name.style == "[]" else f"{name.letter}{index}"


def names_in(signs: Sequence[Sign]) -> Names:
    """What a formula calls its weights, as typed; w1 for w_{1}, "" for one that it has not."""
    texts = {sign.value: sign for sign in reversed(signs) if sign.value in WEIGHTS}
    shown = {
        weight: weight if read_signs(sign.text)[0].value == weight else sign.shown
        for weight, sign in texts.items()
    }
    return shown.get("w1", ""), shown.get("w2", "")
