"""The formulas of the point that is looked at in the Playground: its scores and its loss. No Qt."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import Hinge
from lossviz.model.one_example import hinge_terms
from lossviz.panelkit.explanation import Formula, Symbol, bracketed, colored, latex_number, term
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.playground.questions import LOSS_DECIMALS
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState
from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.numbers.number_text import format_number, power_text, short_number

DECIMALS = 2
# More terms than this are written as dots: of a loss, and of a score, whose terms are wider.
MOST_TERMS, MOST_PRODUCTS = 4, 2


def chosen_point(report: PlaygroundReport) -> int:
    """The point that is looked at; the first where none is."""
    chosen = report.view.chosen
    return chosen if chosen is not None and 0 <= chosen < len(report.state.points.y) else 0


def true_class(report: PlaygroundReport) -> int:
    """The class of that point."""
    return int(report.state.points.y[chosen_point(report)])


def scores_of(report: PlaygroundReport) -> Floats:
    """The scores (C,) of that point."""
    s: Floats = report.evaluation.s[chosen_point(report)]
    return s


def score_formula(report: PlaygroundReport) -> Formula:
    """s = W x + b for the chosen point; W phi(x) + b where the classifier sees something else."""
    state, i = report.state, chosen_point(report)
    feature_map = FEATURE_MAPS[state.feature_map]
    plain = state.feature_map == "identity"
    seen = feature_map.features(state.points.X[i : i + 1])[0]
    shown, left_out = _some(_true_first(state.C, true_class(report)))
    rows = tuple(_score_line(report, j, seen) for j in shown)
    symbols = [
        Symbol("x", f"point {i + 1}", _listed(state.points.X[i])),
        Symbol("W", "weights, a row a class"),
        Symbol("b", "biases, one a class"),
    ]
    if not plain:
        symbols.append(Symbol(r"\phi", f"features: {', '.join(feature_map.names)}", _listed(seen)))
    return Formula(
        key="score",
        title=f"Scores of point {i + 1}",
        color="semantic.dataLoss",
        latex="s = W x + b" if plain else r"s = W \phi(x) + b",
        numbers=(*rows, r"\cdots") if left_out else rows,
        symbols=(*symbols, *(_score_symbol(report, j) for j in shown)),
    )


def _true_first(C: int, y: int) -> list[int]:
    return [y, *(j for j in range(C) if j != y)]


def _some(classes: list[int]) -> tuple[list[int], bool]:
    """As many of them as are written, and whether some are left out."""
    if len(classes) <= MOST_TERMS:
        return classes, False
    return classes[: MOST_TERMS - 1], True


def _score_line(report: PlaygroundReport, j: int, seen: Floats) -> str:
    """A score as a sum of products and the bias."""
    e = report.evaluation
    shown = len(seen) if len(seen) <= MOST_PRODUCTS else MOST_PRODUCTS
    line = f"s_{{{j}}} ="
    for d in range(shown):
        w, x = float(e.W[j, d]), float(seen[d])
        factor = latex_number(_number(w)) if d == 0 else term(_number(w))
        line += rf" {factor} \cdot {bracketed(_number(x))}"
    if shown < len(seen):
        line += r" + \cdots"
    return f"{line} {term(_number(float(e.b[j])))}"


def _score_symbol(report: PlaygroundReport, j: int) -> Symbol:
    whose = f"class {j}, the true one" if j == true_class(report) else f"class {j}"
    text = _number(float(scores_of(report)[j]))
    return Symbol(colored(_class_color(j), f"s_{{{j}}}"), whose, text)


# The loss of a point


def loss_formula(report: PlaygroundReport) -> Formula:
    """The loss in force of the chosen point, term by term."""
    state, i, y = report.state, chosen_point(report), true_class(report)
    record, s = LOSS_FORMULAS[state.loss], scores_of(report)
    loss = format_number(float(report.evaluation.losses[i]), LOSS_DECIMALS)
    numbers = (*_LOSS_NUMBERS[state.loss](report), f"= {colored(record.color, loss)}")
    values = {"s_y": _number(float(s[y])), r"\Delta": short_number(state.margin)}
    shown = record.shown(f"of point {i + 1}", values, numbers)
    return replace(shown, symbols=(Symbol("y", "the true class", str(y)), *shown.symbols))


def _hinge_numbers(report: PlaygroundReport) -> tuple[str, ...]:
    """A line for each wrong class, then their values."""
    s, y, state = scores_of(report), true_class(report), report.state
    shown, left_out = _some([j for j in range(state.C) if j != y])
    lines = [
        rf"\max(0, {_score(report, j)} - {_score(report, y, inside=True)} + {_margin(state)})"
        for j in shown
    ]
    with np.errstate(all="ignore"):
        terms = hinge_terms(s, y, Hinge(margin=state.margin))
    return _summed(lines, [float(terms[j]) for j in shown], left_out)


def _one_vs_all_numbers(report: PlaygroundReport) -> tuple[str, ...]:
    """A line for each class: the true one should be above the margin, the others below minus it."""
    s, y, state = scores_of(report), true_class(report), report.state
    shown, left_out = _some(_true_first(state.C, y))
    lines, terms = [], []
    for j in shown:
        sign, t = ("-", 1.0) if j == y else ("+", -1.0)
        lines.append(rf"\max(0, {_margin(state)} {sign} {_score(report, j, inside=True)})")
        terms.append(max(0.0, state.margin - t * float(s[j])))
    return _summed(lines, terms, left_out)


def _structured_numbers(report: PlaygroundReport) -> tuple[str, ...]:
    """The wrong class with the highest score alone counts."""
    s, y, state = scores_of(report), true_class(report), report.state
    worst = max((j for j in range(state.C) if j != y), key=lambda j: float(s[j]))
    true = _score(report, y, inside=True)
    return (rf"= \max(0, {_score(report, worst)} - {true} + {_margin(state)})",)


def _softmax_numbers(report: PlaygroundReport) -> tuple[str, ...]:
    """The fraction with the scores, where it is short enough to be read, and the probability."""
    y, state = true_class(report), report.state
    lines = []
    if state.C < MOST_TERMS:
        powers = [f"e^{{{_score(report, j)}}}" for j in range(state.C)]
        lines.append(rf"= -\log \frac{{{powers[y]}}}{{{' + '.join(powers)}}}")
    p = _true_probability(float(report.evaluation.losses[chosen_point(report)]))
    return (*lines, rf"= -\log\, {colored(_class_color(y), latex_number(p))}")


_LOSS_NUMBERS = {
    "hinge": _hinge_numbers,
    "one-vs-all": _one_vs_all_numbers,
    "structured": _structured_numbers,
    "softmax": _softmax_numbers,
}


def _true_probability(loss: float) -> str:
    """exp(−loss), also where it is smaller than any number is."""
    p = math.exp(-loss)
    if p > 0 or not math.isfinite(loss):
        return format_number(p, LOSS_DECIMALS)
    return power_text(round(-loss / math.log(10)))


def _summed(lines: list[str], terms: list[float], left_out: bool) -> tuple[str, ...]:
    """Each term in a line, then the sum of their values."""
    values = [latex_number(format_number(term, LOSS_DECIMALS)) for term in terms]
    dots = [r"\cdots"] if left_out else []
    signs = ("=", *("+",) * len(lines))
    written = [f"{sign} {line}" for sign, line in zip(signs, [*lines, *dots], strict=False)]
    total = f"= {' + '.join([*values, *dots])}"
    return (*written, total) if len(lines) > 1 else tuple(written)


# Numbers


def _class_color(j: int) -> str:
    return f"class.{CLASS_COLORS[j]}"


def _score(report: PlaygroundReport, j: int, *, inside: bool = False) -> str:
    """Score j in the colour of its class; in brackets where a sign would stand beside another."""
    text = _number(float(scores_of(report)[j]))
    return colored(_class_color(j), bracketed(text) if inside else text)


def _margin(state: PlaygroundState) -> str:
    return latex_number(short_number(state.margin))


def _number(value: float) -> str:
    return format_number(value, DECIMALS)


def _listed(values: Floats) -> str:
    """Numbers side by side, the first ones of many."""
    texts = [_number(float(each)) for each in values]
    return ", ".join(texts if len(texts) <= MOST_TERMS else [*texts[: MOST_TERMS - 1], "…"])
