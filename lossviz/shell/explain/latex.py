"""LaTeX as it is typeset, copied and read aloud. Pure text, no Qt."""

from __future__ import annotations

import re

from lossviz.panelkit.explanation import Formula, latex_number

_COLOR = re.compile(r"\\textcolor\s*\{[^{}]*\}\s*(?=\{)")
_UNARY = re.compile(r"(?:^|(?<=[=(,+\-{<>&]))(\s*)-(?!\})")
_FUNCTION = re.compile(r"\\(max|min|log|exp|ln)\s*\(")
_FRACTION = re.compile(r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}")
_GROUP = re.compile(r"\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SIGNS = {
    "sum": "Σ", "neq": "≠", "ne": "≠", "Delta": "Δ", "lambda": "λ", "infty": "∞", "times": "×",
    "cdot": "·", "leq": "≤", "geq": "≥", "left": "", "right": "", "quad": " ", "partial": "∂",
    "alpha": "α", "beta": "β", "eta": "η", "frac": "", "text": "", "mathrm": "",
}  # fmt: skip


def as_typeset(latex: str) -> str:
    """The same formula with the spacing that TeX would give it.

    The typesetter takes each minus for one between two terms, and puts a space after "max".
    """
    latex = latex_number(latex)
    latex = _UNARY.sub(r"\1{-}", latex)
    if latex.startswith(("=", "+")):
        latex = f"{{}}{latex}"  # it goes on from the line above, and is no sign of a number
    return _FUNCTION.sub(r"\\\1\!(", latex)


def without_colors(latex: str) -> str:
    """The formula as any LaTeX knows it: our colours are roles, which only we can resolve.

    >>> without_colors(r"\\textcolor{class.cat}{5.1} + 1")
    '5.1 + 1'
    """
    while found := _COLOR.search(latex):
        end = _end_of_group(latex, found.end())
        inner = latex[found.end() + 1 : end]
        latex = latex[: found.start()] + inner + latex[end + 1 :]
    return latex


def to_copy(formula: Formula) -> str:
    """The general formula and its numbers as one valid line of LaTeX."""
    parts = (formula.latex, *formula.numbers)
    return " ".join(latex_number(without_colors(part)) for part in parts)


def spoken(latex: str) -> str:
    """A formula as plain text, for screen readers and where typesetting failed.

    >>> spoken(r"L_i = \\sum_{j \\neq y} \\max(0, s_j - s_y + \\Delta)")
    'L_i = Σ_(j ≠ y) max(0, s_j − s_y + Δ)'
    """
    text = without_colors(latex).replace(r"\!", "").replace(r"\,", " ").replace("{,}", ",")
    previous = ""
    while previous != text:
        previous, text = text, _FRACTION.sub(r"(\1) / (\2)", text)
        text = re.sub(r"([_^])\{([^{}]*)\}", _script, text)
        if previous == text:
            text = _GROUP.sub(r"\1", text, count=1)
    text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[1]), text)
    return re.sub(r"\s+", " ", text).replace("-", "−").strip()


def _script(found: re.Match[str]) -> str:
    inner = found[2]
    return f"{found[1]}{inner}" if len(inner) == 1 else f"{found[1]}({inner})"


def _end_of_group(text: str, start: int) -> int:
    """Where the brace at `start` is closed; the end of the text if it never is."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text)
