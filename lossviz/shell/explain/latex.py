"""LaTeX as it is typeset, copied and read aloud. Pure text, no Qt."""

from __future__ import annotations

import re
from unicodedata import normalize

from lossviz.panelkit.explanation import Formula, latex_number

_COLOR = re.compile(r"\\textcolor\s*\{[^{}]*\}\s*(?=\{)")
_UNARY = re.compile(r"(?:^|(?<=[=(,+\-{<>&]))(\s*)-(?!\})")
_FUNCTION = re.compile(r"\\(max|min|log|exp|ln)\s*\(")
_FRACTION = re.compile(r"\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_HAT = re.compile(r"\\hat\{(\w)\}")
_BRACE = re.compile(r"\\[{}]")
_SET = {r"\{": "\ue000", r"\}": "\ue001"}  # braces that are seen, while those that are not go
_GROUP = re.compile(r"\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SIGNS = {
    "sum": "Σ", "neq": "≠", "ne": "≠", "Delta": "Δ", "lambda": "λ", "infty": "∞", "times": "×",
    "cdot": "·", "leq": "≤", "geq": "≥", "left": "", "right": "", "quad": " ", "partial": "∂",
    "alpha": "α", "beta": "β", "eta": "η", "epsilon": "ε", "frac": "", "text": "", "mathrm": "",
    "leftarrow": "←", "rightarrow": "→", "in": "∈", "cdots": "…", "arg": "arg ",
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
    """The general formula and its numbers as one valid line of LaTeX.

    A line that does not go on from the one before is set apart by a comma.
    """
    text = formula.latex
    for line in (*formula.more, *formula.numbers):
        text += f" {line}" if line.startswith(("=", "+")) else rf", \quad {line}"
    return latex_number(without_colors(text))


def spoken(latex: str) -> str:
    """A formula as plain text, for screen readers and where typesetting failed.

    >>> spoken(r"L_i = \\sum_{j \\neq y} \\max(0, s_j - s_y + \\Delta)")
    'L_i = Σ_(j ≠ y) max(0, s_j − s_y + Δ)'
    """
    text = without_colors(latex).replace(r"\!", "").replace(r"\,", " ").replace("{,}", ",")
    text = _BRACE.sub(lambda found: _SET[found[0]], _HAT.sub(_with_hat, text))
    previous = ""
    while previous != text:
        previous, text = text, _FRACTION.sub(r"(\1) / (\2)", _ROOT.sub(r"√(\1)", text))
        text = re.sub(r"([_^])\{([^{}]*)\}", _script, text)
        if previous == text:
            text = _GROUP.sub(r"\1", text, count=1)
    text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[1]), text)
    text = re.sub(r"\s+", " ", text).replace("-", "−").strip()
    return text.replace(_SET[r"\{"], "{").replace(_SET[r"\}"], "}")


def _with_hat(found: re.Match[str]) -> str:
    return normalize("NFC", f"{found[1]}\u0302")


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
