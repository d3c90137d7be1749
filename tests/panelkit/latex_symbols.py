"""Which symbols a formula is made of, and which of them a legend leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lossviz.panelkit.explanation import Symbol
from lossviz.shell.explain.latex import without_colors

_BOUND = re.compile(r"\\(?:sum|max|min)_(?:\{([a-z])\b[^{}]*(?:\\\{[^{}]*\\\})?\}|([a-z]))")
_WORD = re.compile(r"\\(?:mathrm|text) ?\{[^{}]*\}")
_DERIVATIVE = re.compile(r"\\partial ?")
_NAME = re.compile(
    r"(\\hat\{[a-z]\}|\\(?:alpha|beta|Delta|epsilon|lambda|phi)(?![a-z])|d[A-Z]|(?<!\\)\b[A-Za-z])"
    r"(?:_(?:\{([^{}]*)\}|(\w)))?"
)
_COMMAND = re.compile(r"\\(?!hat|alpha|beta|Delta|epsilon|lambda|phi)[A-Za-z]+")


def symbols_of(latex: str) -> set[tuple[str, str]]:
    """Names with their indices, ("s", "j") or (r"\\alpha", ""). Those that are bound are none."""
    text = _DERIVATIVE.sub("", _WORD.sub("", without_colors(latex)))
    bound = {first or second for first, second in _BOUND.findall(text)}
    text = _COMMAND.sub(" ", text.replace(r"\,", " "))
    found = {(base, one or two) for base, one, two in _NAME.findall(text)}
    return {(base, index) for base, index in found if base not in {*bound, "e"}}


def unexplained(latex: str, symbols: Iterable[Symbol], named: Iterable[str] = ()) -> set[str]:
    """Names in a formula that no row of a legend has.

    A row explains all that its own LaTeX is made of: "s_y" explains y too. An index that the left
    side has, as in L_i, runs over what the formula is about. named: what the title tells.
    """
    left, _, right = latex.replace(r"\approx", "=").partition("=")
    defines = {base for base, _ in symbols_of(left)} if right else set()
    indices = {index for _, index in symbols_of(left)} if right else set()
    explained = {*defines, *indices, *named, ""}
    for each in symbols:
        for base, index in symbols_of(each.latex):
            explained |= {base, index, f"{base}_{index}"}
    bound = {first or second for first, second in _BOUND.findall(latex)}
    missing = set()
    for base, index in symbols_of(latex):
        parts = {base, *(re.findall("[A-Za-z]", index))} - bound
        if f"{base}_{index}" not in explained and not parts <= explained:
            missing.add(f"{base}_{index}" if index else base)
    return missing
