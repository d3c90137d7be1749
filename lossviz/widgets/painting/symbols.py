"""Words in pieces, so that the lecture's symbols among them stand in italics. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# The lecture's symbols, alone or after a d: W, dW, h. A number below, as in W₁, stays upright.
_SYMBOL = re.compile(r"(?<![A-Za-z’'])d?(?P<symbol>[WXbhswxy])(?![A-Za-z])")


class Span(NamedTuple):
    """A piece of a text, upright or italic."""

    text: str
    italic: bool


def spans(text: str) -> tuple[Span, ...]:
    """A text in pieces, with its symbols in italics: W, h and the W of dW."""
    result, at = [], 0
    for found in _SYMBOL.finditer(text):
        start, end = found.span("symbol")
        result += [Span(text[at:start], False), Span(text[start:end], True)]
        at = end
    return tuple(each for each in (*result, Span(text[at:], False)) if each.text)


def cut(pieces: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The first `length` characters and an ellipsis; each stays as upright or italic as it was."""
    result, left = [], length
    for piece in pieces:
        result.append(Span(piece.text[:left], piece.italic))
        left = max(left - len(piece.text), 0)
    return (*(each for each in result if each.text), Span("…", False))
