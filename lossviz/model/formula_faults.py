"""What to say of a sign of a formula that is out of place, unknown, or could mean two things."""

from __future__ import annotations

import re

from lossviz.model.formula_functions import FUNCTIONS, NUMBERS
from lossviz.model.formula_signs import CALLED, FormulaError, Sign
from lossviz.model.formula_weights import WEIGHTS, Names

_FACTOR = re.compile("w1|w2|pi|π|[exyuv]")
_RUN_TOGETHER = re.compile(f"(?:{_FACTOR.pattern})+")
_BEFORE_A_FUNCTION = re.compile(f"({_FACTOR.pattern})({'|'.join(sorted(CALLED))})")
_HINTS = {
    **dict.fromkeys("<>≤≥≠", "a loss is a number and no comparison"),
    **dict.fromkeys("\"'“”‘’`", "a formula holds no text"),
    **dict.fromkeys("‖∥", "write sqrt(w1^2 + w2^2) for a norm"),
    **dict.fromkeys("∑∏∫ΣΠ", "write all terms out"),
    **dict.fromkeys("∂∇", "write the loss itself, its slopes are worked out"),
    **dict.fromkeys("∛∜", "write (…)^(1/3) for a cube root"),
    **dict.fromkeys("_&~", "write names such as w1 and w2"),
    **dict.fromkeys("ˣʸⁿᵃᵇᵏ", "write ^(…) for a power"),
    "=": "a loss is a number and no equation",
    ".": "a point stands only in numbers, such as 0.5",
    "%": "write 0.05 for 5%",
    "!": "write the product out",
    "\\": "one line is read, and of LaTeX what is in \\frac{1}{2} \\sqrt{…} \\left(…\\right)",
}


def unexpected(sign: Sign) -> FormulaError:
    """What to say of a sign that cannot follow what stands before it."""
    if sign.kind == "unknown" and len(sign.text) > 1:
        return latex(sign)
    hint = f": {_HINTS[sign.text]}" if sign.text in _HINTS else ""
    what = {
        "unknown": f"{sign.quoted} means nothing here{hint}.",
        "number": f"Before {sign.quoted} a sign is missing, such as *.",
    }.get(sign.kind, f"{sign.quoted} has no place there.")
    if sign.value in (")", "]", "}", ")|"):
        what = f"{sign.quoted} closes a bracket that was never opened."
    if sign.value == ",":
        what = f"{sign.quoted} has no place there: decimals have a point, as in 0.5."
    return FormulaError(what, sign.position)


def latex(sign: Sign) -> FormulaError:
    """What to say of a command of LaTeX that is not read, and how to do without."""
    what = f"{sign.quoted} is LaTeX that is not read here: write it out, such as (1/2)*w1^2."
    return FormulaError(what, sign.position)


def missing(before: Sign, after: Sign) -> FormulaError:
    """What to say where a value should stand, before one sign and after another."""
    if before.kind == "unknown":
        return unexpected(before)
    if before.kind == "end":
        return FormulaError(f"The formula breaks off after {after.quoted}.", before.position)
    return FormulaError(f"A value is missing before {before.quoted}.", before.position)


def unknown_name(name: Sign, called: bool, weights: Names) -> FormulaError:
    """What to say of a name that stands for nothing here, or of no function where it is called."""
    together = _BEFORE_A_FUNCTION.fullmatch(name.value)
    if "[" in name.value:
        return two_indices(name)
    if called and name.value in NUMBERS:
        what = f"{name.quoted} is no function: write {name.text}*(…)."
    elif called and together:
        what = f"{name.quoted} is not known: write {together[1]}*{together[2]}(…)."
    elif called:
        what = f"{name.quoted} is no function here; these are: {', '.join(FUNCTIONS)}."
    elif _RUN_TOGETHER.fullmatch(name.value) and len(_FACTOR.findall(name.value)) > 1:
        what = f"{name.quoted} is not known: write {'*'.join(_FACTOR.findall(name.value))}."
    else:
        known = ", ".join(filter(None, (*weights, "pi", "e")))
        what = f"{name.quoted} is not known: use {known} and functions such as exp(…)."
    return FormulaError(what, name.position)


def no_weight(weights: Names) -> FormulaError:
    """What to say of a loss without its first weight."""
    here = "" if weights == WEIGHTS else f", which is {weights[0]} here"
    what = f"The loss must depend on w1{here}, but {weights[0]} is not in the formula."
    return FormulaError(what, 0)


def index_or_factor(name: Sign, inside: Sign) -> FormulaError:
    """What to say of x(1), which is a weight in some languages, and x times 1 in print."""
    if name.value in WEIGHTS and re.search("[0-9]", name.text):
        what = f"{name.quoted} is no function: write {name.text}*(…)."
        return FormulaError(what, name.position)
    what = (
        f"{name.quoted} with ({inside.text}) may be a weight or a product: write"
        f" {name.shown}{inside.text} or {name.shown}*{inside.text}."
    )
    return FormulaError(what, name.position)


def two_indices(name: Sign) -> FormulaError:
    """What to say of w1[0] and x[0][1]."""
    what = f"{name.quoted} has an index too many: write w1 and w2, or x[0] and x[1]."
    return FormulaError(what, name.position)


def two_meanings(sign: Sign) -> FormulaError:
    """What to say of 1/2 w1, which may be half of w1 or one over its double."""
    what = f"{sign.quoted} may belong to the divisor or not: write * before it, or brackets."
    return FormulaError(what, sign.position)


def in_two_ways(sign: Sign, what: str) -> FormulaError:
    """What to say of a sign that may belong to what stands before it or not; what: to what."""
    sentence = f"{sign.quoted} may belong to the {what} or not: write brackets."
    return FormulaError(sentence, sign.position)


def beside_bars(sign: Sign) -> FormulaError:
    """What to say of |w1|w2|, where the bar in the middle may open or close."""
    what = f"{sign.quoted} may belong within the bars or not: write * before it, or abs(…)."
    return FormulaError(what, sign.position)


def norm(sign: Sign) -> FormulaError:
    """What to say of ||w||, which is the length of a vector."""
    what = f"{sign.quoted} begins a norm: write sqrt(w1^2 + w2^2), or abs(…) for one number."
    return FormulaError(what, sign.position)


def power_of_function(name: Sign) -> FormulaError:
    """What to say of sin^-1(w1), which may be 1/sin or arcsin, and of exp^w1."""
    clear = "e^(…)" if name.value == "exp" else f"({name.shown}(…))^(…)"
    what = f"{name.quoted} needs brackets: {name.shown}(…), or {clear} for a power."
    return FormulaError(what, name.position)


def mixed_number(sign: Sign) -> FormulaError:
    """What to say of 2 \\frac{1}{2}, which may be 2.5 or 1."""
    what = f"Before {sign.quoted} a sign is missing: write + or *."
    return FormulaError(what, sign.position)


def too_deep(sign: Sign) -> FormulaError:
    """What to say of the bracket, sign or power that is one too many within the others."""
    what = f"Too many brackets, signs or powers stand within each other around {sign.quoted}."
    return FormulaError(what, sign.position)
