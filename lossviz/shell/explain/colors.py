"""Colour roles as formulas write them, and the theme's colours for them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lossviz.shell.explain.typesetting import TEXT, Typeset

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

_FILL = re.compile('fill="([^"#]+)"')
_CLASS = re.compile(r"class\.(?:text\.)?(.+)")


def role_color(theme: Theme, role: str) -> str:
    """The colour of "class.cat", for words, or of a theme's role; an unknown one is plain text."""
    if found := _CLASS.fullmatch(role):
        return theme.class_color(found[1], "text")
    try:
        return theme.color(role)
    except KeyError:
        return theme.color("text.primary")


@lru_cache(maxsize=512)
def colored(line: Typeset, theme: Theme, text_role: str = "text.primary") -> Typeset:
    """A line with its roles filled in; what has no colour of its own takes that of the text."""

    def fill(found: re.Match[str]) -> str:
        role = text_role if found[1] == TEXT else found[1]
        return f'fill="{role_color(theme, role)}"'

    return replace(line, pieces=tuple(_FILL.sub(fill, piece) for piece in line.pieces))
