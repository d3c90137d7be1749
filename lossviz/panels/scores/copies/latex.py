"""The table, one example's losses written out, and the means, as LaTeX that amsmath compiles.

Numbers are those of the panel, with its digits; where digits are left out it says ≈.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lossviz.model.losses import Hinge
from lossviz.panelkit.explanation import latex_number
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS, hinge_latex
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.evaluation import Evaluation, Example, Losses
from lossviz.panels.scores.true_digits import fraction_texts, true_probability_text
from lossviz.widgets.numbers.number_text import MINUS, format_number, parse_number, short_number

TERMS_A_LINE = 2
NUMBERS_A_LINE = 6
OPENING = "% Scores and losses from lossviz. In the preamble: \\usepackage{amsmath}"

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        MINUS: "$-$",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        # After the end of a row these would belong to its command.
        **{sign: f"{{{sign}}}" for sign in "[]*"},
    }
)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_PLAIN = str.maketrans(_SUPERSCRIPTS, "0123456789-")


def as_latex(evaluation: Evaluation) -> str:
    """The snippet: scores and losses, the chosen example's terms and chain, both means."""
    parts = [OPENING, _table(evaluation)]
    if evaluation.state.scale != 1:
        k = tex_number(short_number(evaluation.state.scale))
        parts.append(f"The scores are those of $W \\to kW$ with $k = {k}$.")
    parts += [_hinge(evaluation), *_softmax(evaluation), _means(evaluation)]
    return "\n\n".join(parts) + "\n"


def escaped(name: str) -> str:
    """A name as LaTeX text.

    >>> print(escaped("50% [a_b]"))
    50\\% {[}a\\_b{]}
    """
    return " ".join(name.split()).translate(_SPECIAL)


def tex_number(text: str) -> str:
    """A number as the panel writes it, for LaTeX's maths.

    >>> print(tex_number("−3,136.5"), tex_number("3.4 × 10⁻⁵"))
    -3{,}136.5 3.4 \\times 10^{-5}
    """
    number = text.rstrip(_SUPERSCRIPTS)
    exponent = text[len(number) :].translate(_PLAIN)
    plain = number.replace(MINUS, "-").replace(",", "{,}").replace("×", r"\times")
    return plain + (f"^{{{exponent}}}" if exponent else "")


# The table


def _table(e: Evaluation) -> str:
    state, decimals = e.state, e.decimals.scores
    rows: list[str | Sequence[str]] = [("", *map(escaped, state.examples)), r"\hline"]
    for j, name in enumerate(state.classes):
        texts = [tex_number(_fixed(s, decimals)) for s in e.s[:, j].tolist()]
        marked = [
            f"$\\mathbf{{{text}}}$" if y == j else f"${text}$"
            for text, y in zip(texts, state.y, strict=True)
        ]
        rows.append((escaped(name), *marked))
    rows += [r"\hline", ("true class", *(escaped(state.classes[y]) for y in state.y))]
    for title, losses in (("hinge loss", e.hinge), ("softmax loss", e.softmax)):
        rows.append((title, *(f"${_loss(each, e)}$" for each in losses.each.tolist())))
    return _tabular("l" + "r" * len(state.examples), rows)


def _tabular(columns: str, rows: Iterable[str | Sequence[str]]) -> str:
    lines = [row if isinstance(row, str) else f"{' & '.join(row)} \\\\" for row in rows]
    return "\n".join([f"\\begin{{tabular}}{{{columns}}}", *lines, r"\end{tabular}"])


# One example


def _hinge(e: Evaluation) -> str:
    x, hinge, name = e.example, e.state.hinge, f"L_{{{e.example.i + 1}}}"
    decimals = e.decimals.scores
    of = [j for j in range(len(x.s)) if j != x.y or hinge.include_true_class]
    s = [_fixed(value, decimals) for value in x.s.tolist()]
    terms = [_fixed(value, e.decimals.terms) for value in x.terms.tolist()]
    written = [_written_term(s[j], s[x.y], hinge) for j in of]
    summed = _broken(written, TERMS_A_LINE, hinge.mean)
    numbers = _broken([tex_number(terms[j]) for j in of], NUMBERS_A_LINE, hinge.mean)
    exact = all(map(_is_exact, [s[j] for j in (*of, x.y)], x.s[[*of, x.y]].tolist()))
    exact = exact and all(map(_is_exact, [terms[j] for j in of], x.terms[of].tolist()))
    factor = f"\\frac{{1}}{{{x.divisor}}} " if hinge.mean else ""
    lines = [
        f"{name} &= {_hinge_formula(hinge)}",
        f"{_equals(exact)} {factor}{summed}",
        f"{_equals(exact)} {factor}{numbers}",
        f"{_equals(exact and _is_loss_exact(x.hinge, e))} {_loss(x.hinge, e)}",
    ]
    return f"Hinge loss of {_who(e)}:\n" + _aligned(lines)


def _hinge_formula(hinge: Hinge) -> str:
    """The variant with its margin, and a little room after the comma as in the terms below it."""
    margin = tex_number(short_number(hinge.margin))
    return _right_side(hinge_latex(hinge)).replace(r"\Delta", margin).replace("0, ", r"0,\, ")


def _right_side(latex: str) -> str:
    return latex.partition(" = ")[2]


def _written_term(s_j: str, s_y: str, hinge: Hinge) -> str:
    """max(0, 5.1 - 3.2 + 1), as the lecture writes it; a negative s_y has brackets."""
    true = tex_number(s_y)
    true = f"({true})" if true.startswith("-") else true
    margin = tex_number(short_number(hinge.margin))
    power = "^2" if hinge.squared else ""
    return f"\\max(0,\\, {tex_number(s_j)} - {true} + {margin}){power}"


def _softmax(e: Evaluation) -> tuple[str, str]:
    """The chain as a table, and the loss at its end."""
    x, decimals = e.example, e.decimals.scores
    rows: list[str | Sequence[str]] = [
        ("class $j$", "$s_j$", "$e^{s_j}$", "$p_j$", "correct"),
        r"\hline",
    ]
    for j, (s, log10_exp) in enumerate(zip(x.s.tolist(), x.log10_exp.tolist(), strict=True)):
        texts = _fixed(s, decimals), vm.exp_text(log10_exp), _probability(x, j)
        cells = (*map(tex_number, texts), str(int(j == x.y)))
        rows.append((escaped(e.state.classes[j]), *(f"${cell}$" for cell in cells)))
    total = tex_number(vm.exp_text(x.log10_sum))
    rows += [r"\hline", ("sum", "", f"${total}$", "$1$", "$1$")]
    table = f"Softmax of {_who(e)}:\n\n{_tabular('lrrrr', rows)}"
    return table, _aligned(_softmax_lines(x, e))


def _softmax_lines(x: Example, e: Evaluation) -> list[str]:
    name = f"L_{{{x.i + 1}}}"
    exp, whole = (tex_number(each) for each in fraction_texts(x, e.state.digits))
    p = latex_number(true_probability_text(x, e.state.digits))
    p = f"({p})" if "times" in p and not p.startswith("(") else p
    exact = _is_loss_exact(x.softmax, e)
    return [
        f"{name} &= -\\log p_y = {_right_side(LOSS_FORMULAS['softmax'].latex)}",
        f"&\\approx -\\log \\frac{{{exp}}}{{{whole}}} \\approx -\\log {p}",
        f"{_equals(exact)} {_loss(x.softmax, e)}",
    ]


def _probability(x: Example, j: int) -> str:
    """A probability; one that is too small even for float64 is not 0."""
    log10_p = float(x.log10_exp[j]) - x.log10_sum
    return vm.probability_text(log10_p)


def _who(e: Evaluation) -> str:
    x = e.example
    name, true = e.state.examples[x.i], e.state.classes[x.y]
    return f"\\emph{{{escaped(name)}}}, true class \\emph{{{escaped(true)}}}"


# Both means


def _means(e: Evaluation) -> str:
    losses = (("hinge", e.hinge), ("softmax", e.softmax))
    return "Means:\n" + _aligned([_mean(name, each, e) for name, each in losses])


def _mean(name: str, losses: Losses, e: Evaluation) -> str:
    each = losses.each.tolist()
    numbers = _broken([_loss(loss, e) for loss in each], NUMBERS_A_LINE, brackets=True)
    exact = all(_is_loss_exact(loss, e) for loss in (*each, losses.mean))
    equals = "=" if exact else r"\approx"
    mean = _loss(losses.mean, e)
    return f"L_{{\\text{{{name}}}}} &= \\frac{{1}}{{{len(each)}}} {numbers} {equals} {mean}"


# Numbers and lines


def _fixed(value: float, decimals: int) -> str:
    """A number with so many decimals, a power of ten only where it is very small."""
    if abs(value) < 99_999:
        return format_number(value, decimals)
    return f"{value:,.{decimals}f}".replace("-", MINUS)


def _loss(value: float, e: Evaluation) -> str:
    return tex_number(vm.loss_text(value, e.state.digits))


def _is_loss_exact(value: float, e: Evaluation) -> bool:
    return _is_exact(vm.loss_text(value, e.state.digits), value)


def _is_exact(text: str, value: float) -> bool:
    """Whether the text leaves out no digits of a value."""
    return math.isclose(parse_number(text), value, rel_tol=1e-9)


def _equals(exact: bool) -> str:
    return "&=" if exact else r"&\approx"


def _broken(terms: Sequence[str], a_line: int, brackets: bool) -> str:
    """A sum over as many lines as it needs."""
    lines = [" + ".join(terms[i : i + a_line]) for i in range(0, len(terms), a_line)]
    text = " \\\\\n  &\\quad {} + ".join(lines)
    return f"\\bigl( {text} \\bigr)" if brackets else text


def _aligned(lines: Sequence[str]) -> str:
    return "\\begin{align*}\n  " + " \\\\\n  ".join(lines) + "\n\\end{align*}"
