"""What stands before a formula: L =, f(x, y) =, lambda w:, return; and what ends it."""

from __future__ import annotations

import re
from typing import NamedTuple

from lossviz.model.formula_signs import FormulaError, as_typed, read_signs
from lossviz.model.formula_weights import KNOWN_SO

_NAMED = r"\\?[a-z_]\w*(?:\s*\{\s*\w+\s*\})?(?:_\s*\{\s*\w+\s*\})?"
_LIST = r"(?:\\left|\\!|\s)*\((?P<{}>[^()=]*?)(?:\\right|\s)*\)"
_HEADING = re.compile(
    r"(?:(?:const|let|var)\s+)?"
    rf"(?:def\s+{_NAMED}{_LIST.format('a')}\s*:(?:\s*return\b)?"
    rf"|(?:(?P<name>{_NAMED})?(?:{_LIST.format('b')})?(?:\\[,!: ]|\s|&)*(?::?=|≔)(?!=))?\s*"
    rf"(?:lambda\s+(?P<c>[^:()=]*):|@{_LIST.format('d')}"
    rf"|{_LIST.format('e')}\s*(?:=>|->|→|↦|\\mapsto|\\to)|return\b|))",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:\s|\$|\\[(\[]|\\displaystyle(?![a-z])|\{\s*\\displaystyle(?![a-z]))*")
_ENDING = re.compile(r"(?:#.*|\s|\$|[.;,]|\\[)\],!; ]|\\q?quad)*$")


class Body(NamedTuple):
    """Where a formula begins and ends in its text, and the names of its weights, if declared."""

    start: int
    end: int
    declared: tuple[str, ...] | None


def body_of(text: str) -> Body:
    """The formula without what it is called, or raises FormulaError for names that are none."""
    plain = "".join(map(as_typed, text))
    start, end = opening(plain), ending(plain)
    found = _HEADING.match(plain, start)
    if found is None or not found.end() > start or is_equation(found, plain):
        return Body(start, end, None)
    lists = {group: found[group] for group in "abcde" if found[group] is not None}
    declared = None
    for group, listed in lists.items():
        declared = names_in(listed, found.start(group))
    return Body(opening(plain, found.end()), end, declared)


def opening(plain: str, place: int = 0) -> int:
    """The place behind what only opens a formula."""
    found = _OPENING.match(plain, place)
    return found.end() if found else place


def ending(plain: str) -> int:
    """The place of what only ends it: a comment, a full stop, a dollar sign, Wikipedia's brace."""
    found = _ENDING.search(plain)
    end = found.start() if found else len(plain)
    wrapped = re.match(r"\s*\{\s*\\displaystyle(?![a-z])", plain, re.IGNORECASE)
    return ending(plain[: end - 1]) if wrapped and plain[:end].endswith("}") else end


def is_equation(found: re.Match[str], plain: str) -> bool:
    """Whether what stands before = is no name of a loss, but a weight that the formula has too."""
    name = found["name"]
    if not name or found["b"] is not None:
        return False
    values = {sign.value for sign in read_signs(plain[found.end() :])}
    called = read_signs(name)[0].value
    return called in values or called in ("w1", "w2")


def names_in(listed: str, position: int) -> tuple[str, ...]:
    """The names of a list such as “x, y”; the first comma splits, LaTeX and blanks do not."""
    names = []
    for each in listed.split(","):
        signs = read_signs(each.split(":")[0])
        if [sign.kind for sign in signs] != ["name", "end"]:
            what = f"“{listed.strip()[:20]}” at character {position + 1} is no list of names"
            raise FormulaError(f"{what}: {KNOWN_SO}.", position)
        names.append(signs[0].value)
    return tuple(names)
