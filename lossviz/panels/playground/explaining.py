"""What the Explain column shows beside the Playground panel: a point's loss, the update. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES, Hinge
from lossviz.model.objective import objective
from lossviz.model.one_example import (
    hinge_gradient,
    hinge_loss,
    hinge_terms,
    probabilities,
    softmax_gradient,
    softmax_loss,
)
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS, Regularization
from lossviz.model.scores import scores
from lossviz.panelkit.explanation import (
    Exhibit,
    Explanation,
    Formula,
    Symbol,
    latex_number,
)
from lossviz.panelkit.questions import questions
from lossviz.panels.playground.quantities import WEIGHT
from lossviz.panels.playground.questions import (
    DEMO_DIVISOR,
    LOSS_DECIMALS,
    QUESTIONS,
    is_plain,
    question_of,
)
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import PlaygroundState
from lossviz.widgets.map.class_looks import CLASS_COLORS
from lossviz.widgets.numbers.number_text import format_number, power_text, short_number

DECIMALS = 2
# More terms than this are written as dots: of a loss, and of a score, whose terms are wider.
MOST_TERMS, MOST_PRODUCTS = 4, 2
DATA, PENALTY, SLOPE = "semantic.dataLoss", "semantic.regularization", "semantic.analytic"
LOSS_LATEX = {
    "hinge": r"L_i = \sum_{j \neq y} \max(0, s_j - s_y + \Delta)",
    "one-vs-all": r"L_i = \sum_j \max(0, \Delta - t_j s_j)",
    "structured": r"L_i = \max(0, \max_{j \neq y} s_j - s_y + \Delta)",
    "softmax": r"L_i = -\log \frac{e^{s_y}}{\sum_j e^{s_j}}",
}
LOSS_COLORS = {"softmax": "semantic.softmax"}
LOSS_ICONS = {"softmax": "softmax", "hinge": "hinge"}
R_LATEX = {
    "none": "0",
    "l2": r"\sum W^2",
    "l1": r"\sum |W|",
    "elastic": r"\sum \beta W^2 + |W|",
}
# What the penalty adds to the slope in a weight.
R_SLOPE_LATEX = {
    "none": "",
    "l2": r" + 2 \lambda w",
    "l1": r" + \lambda \, \mathrm {sign}(w)",
    "elastic": r" + \lambda (2 \beta w + \mathrm {sign}(w))",
}
STEP_TITLES = {
    "sgd": "SGD",
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
    "adam": "Adam",
}
STEP_LATEX = {
    "sgd": r"W \leftarrow W - \alpha \, \frac{\partial L}{\partial W}",
    "momentum": r"v \leftarrow \beta_1 v - \alpha \, dW",
    "nesterov": r"v \leftarrow \beta_1 v - \alpha \, dW(W + \beta_1 v)",
    "adagrad": r"W \leftarrow W - \frac{\alpha \, dW}{\sqrt{\sum dW^2}}",
    "rmsprop": r"W \leftarrow W - \frac{\alpha \, dW}{\sqrt{g}}",
    "adam": r"W \leftarrow W - \frac{\alpha \, \hat{v}}{\sqrt{\hat{g}}}",
}
WITH_MOMENTUM = ("momentum", "nesterov", "adam")


def explanation(report: PlaygroundReport) -> Explanation:
    """Formulas, code and questions of what is on the screen."""
    return Explanation(
        formulas=(
            score_formula(report),
            loss_formula(report),
            objective_formula(report),
            slope_formula(report),
            step_formula(report),
        ),
        exhibits=exhibits(report.state),
        questions=questions(QUESTIONS, report),
        question=question_of(report),
        questions_title="Questions",
    )


def exhibits(state: PlaygroundState) -> tuple[Exhibit, ...]:
    """What ran for the numbers on the screen."""
    feature_map, loss = FEATURE_MAPS[state.feature_map], LOSSES[state.loss]
    found = [Exhibit("The scores of all points", (scores,))]
    if state.feature_map != "identity":
        found.append(Exhibit(f"What is seen: {feature_map.title}", (type(feature_map),)))
    if state.loss == "hinge":
        slide = (hinge_terms, hinge_loss, hinge_gradient)
        found.append(Exhibit("The hinge loss of one point", slide))
    if state.loss == "softmax":
        one = (probabilities, softmax_loss, softmax_gradient)
        found.append(Exhibit("The softmax loss of one point", one))
    return (
        *found,
        Exhibit(f"{loss.title} loss of all points", (type(loss),)),
        Exhibit("The objective and its gradient", (objective,)),
        Exhibit("Regularization", (type(REGULARIZERS[state.regularization]),)),
        Exhibit(f"The update: {STEP_TITLES[state.optimizer]}", (OPTIMIZERS[state.optimizer],)),
    )


# A point


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
    symbols = [Symbol("x", f"point {i + 1}", _listed(state.points.X[i]))]
    if not plain:
        symbols.append(Symbol(r"\phi", f"features: {', '.join(feature_map.names)}", _listed(seen)))
    return Formula(
        key="score",
        title=f"Scores of point {i + 1}",
        color=DATA,
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
        line += rf" {_signed(w, first=d == 0)} \cdot {_bracketed(x)}"
    if shown < len(seen):
        line += r" + \cdots"
    return f"{line} {_signed(float(e.b[j]))}"


def _score_symbol(report: PlaygroundReport, j: int) -> Symbol:
    whose = f"class {j}, the true one" if j == true_class(report) else f"class {j}"
    text = format_number(float(scores_of(report)[j]), DECIMALS)
    return Symbol(_colored(_class_color(j), f"s_{{{j}}}"), whose, text)


# The loss of a point


def loss_formula(report: PlaygroundReport) -> Formula:
    """The loss in force of the chosen point, term by term."""
    state, i = report.state, chosen_point(report)
    color, y = LOSS_COLORS.get(state.loss, "semantic.hinge"), true_class(report)
    loss = format_number(float(report.evaluation.losses[i]), LOSS_DECIMALS)
    symbols = [Symbol("y", "the true class", str(y))]
    if state.loss != "softmax":
        symbols.append(Symbol(r"\Delta", "margin", short_number(state.margin)))
    if state.loss == "one-vs-all":
        symbols.append(Symbol("t_j", "1 for the true class, −1 for another"))
    return Formula(
        key="loss",
        title=f"{LOSSES[state.loss].title} loss of point {i + 1}",
        color=color,
        latex=LOSS_LATEX[state.loss],
        numbers=(*_LOSS_NUMBERS[state.loss](report), f"= {_colored(color, loss)}"),
        symbols=tuple(symbols),
        icon=LOSS_ICONS.get(state.loss, ""),
    )


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
    return (*lines, rf"= -\log\, {_colored(_class_color(y), latex_number(p))}")


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


# The objective


def objective_formula(report: PlaygroundReport) -> Formula:
    """What an update lowers: the mean loss of the points to learn from, and the penalty."""
    state, found = report.state, report.evaluation.objective
    data, penalty, total = (
        latex_number(format_number(each, LOSS_DECIMALS))
        for each in (found.data, found.penalty, found.total)
    )
    R = state.penalty.regularizer.penalty(report.evaluation.W)
    value = latex_number(format_number(R, LOSS_DECIMALS))
    strength = latex_number(short_number(state.strength))
    symbols = [
        Symbol("N", "points to learn from", f"{len(state.points.training.y):,}"),
        Symbol(r"\lambda", "regularization strength", short_number(state.strength)),
    ]
    lines = [
        f"= {_colored(DATA, data)} + {_colored(PENALTY, penalty)}",
        f"= {_colored('semantic.totalLoss', total)}",
    ]
    if state.penalty.regularizer.name != "none":  # of strength 0, R is not worked out
        lines.append(rf"\lambda {R_LATEX[state.regularization]} = {strength} \times {value}")
    return Formula(
        key="objective",
        title="What an update lowers",
        color="semantic.totalLoss",
        latex=r"L = \frac{1}{N} \sum_i L_i + \lambda R(W)",
        numbers=tuple(lines),
        symbols=(*symbols, *_beta(state.penalty)),
    )


def _beta(penalty: Regularization) -> tuple[Symbol, ...]:
    """What W^2 counts in the elastic net."""
    if penalty.kind != "elastic":
        return ()
    return (Symbol(r"\beta", "share of the squares", short_number(penalty.beta)),)


# The slope in a weight


def slope_formula(report: PlaygroundReport) -> Formula:
    """dL/dw of one weight: the mean over the points, and what the penalty adds."""
    state, e = report.state, report.evaluation
    w, slope = float(e.W[WEIGHT]), float(e.objective.dW[WEIGHT])
    by_penalty = float(state.penalty.gradient(e.W)[WEIGHT])
    data = _colored(DATA, format_number(slope - by_penalty, LOSS_DECIMALS))
    line = f"= {data}{_penalty_slope_numbers(state.penalty, w)}"
    value = _colored(SLOPE, format_number(slope, LOSS_DECIMALS))
    return Formula(
        key="slope",
        title="Slope in w₀ of class 0",
        color=SLOPE,
        latex=(
            r"\frac{\partial L}{\partial w} = \frac{1}{N} \sum_i \frac{\partial L_i}{\partial w}"
            + R_SLOPE_LATEX[state.regularization]
        ),
        numbers=(line, f"= {value}"),
        symbols=(
            Symbol("w", "weight w₀ of class 0", format_number(w, LOSS_DECIMALS)),
            *_penalty_slope_symbols(state.penalty, by_penalty),
        ),
    )


def _penalty_slope_numbers(penalty: Regularization, w: float) -> str:
    """What the penalty adds, with its numbers."""
    strength, beta = (latex_number(short_number(each)) for each in (penalty.strength, penalty.beta))
    weight, sign = _bracketed(w), _bracketed(float(np.sign(w)), 0)
    written = {
        "none": "",
        "l2": rf"2 \times {strength} \times {weight}",
        "l1": rf"{strength} \times {sign}",
        "elastic": rf"{strength} (2 \times {beta} \times {weight} {_signed(float(np.sign(w)), 0)})",
    }[penalty.kind]
    return f" + {_colored(PENALTY, written)}" if written else ""


def _penalty_slope_symbols(penalty: Regularization, slope: float) -> tuple[Symbol, ...]:
    """What the penalty adds; the course's demo has less of it."""
    if penalty.kind == "none":
        return ()
    text = format_number(slope, LOSS_DECIMALS)
    meaning = "what the penalty adds"
    if penalty.kind == "l2":
        less = format_number(slope / DEMO_DIVISOR, LOSS_DECIMALS)
        meaning = f"slope of λ Σ W²; the course’s demo has a quarter of it, {less}"
    return (Symbol(r"\lambda R'", meaning, text), *_beta(penalty))


# The update


def step_formula(report: PlaygroundReport) -> Formula:
    """The update of the optimizer in hand, with the numbers of one weight where they are known."""
    state = report.state
    rolls = state.optimizer in ("momentum", "nesterov")
    symbols = [Symbol(r"\alpha", "step size", short_number(state.learning_rate))]
    if state.optimizer in WITH_MOMENTUM:
        symbols.append(Symbol(r"\beta_1", "momentum", short_number(state.momentum)))
    if 0 < state.batch_size < len(state.points.training.y):
        symbols.append(Symbol("n", "points in an update", f"{state.batch_size:,}"))
    return Formula(
        key="step",
        title=f"The update: {STEP_TITLES[state.optimizer]}",
        color="semantic.path",
        latex=STEP_LATEX[state.optimizer],
        numbers=((r"W \leftarrow W + v",) if rolls else ()) + _step_numbers(report),
        symbols=tuple(symbols),
    )


def _step_numbers(report: PlaygroundReport) -> tuple[str, ...]:
    """w₀ of class 0 before and after; what hangs on earlier steps is known with a preview only."""
    state, e = report.state, report.evaluation
    w, slope = float(e.W[WEIGHT]), float(e.objective.dW[WEIGHT])
    if is_plain(state):
        before = latex_number(format_number(w, LOSS_DECIMALS))
        rate = latex_number(short_number(state.learning_rate))
        after = format_number(w - state.learning_rate * slope, LOSS_DECIMALS)
        factor = _colored(SLOPE, _bracketed(slope, LOSS_DECIMALS))
        return rf"w = {before} - {rate} \times {factor}", f"= {latex_number(after)}"
    if report.after is None:
        return ()
    one, two = (
        latex_number(format_number(each, LOSS_DECIMALS))
        for each in (w, float(report.after[0][WEIGHT]))
    )
    return (rf"w: {one} \rightarrow {two}",)


# Numbers in LaTeX


def _colored(role: str, latex: str) -> str:
    return rf"\textcolor{{{role}}}{{{latex_number(latex)}}}"


def _class_color(j: int) -> str:
    return f"class.{CLASS_COLORS[j]}"


def _score(report: PlaygroundReport, j: int, *, inside: bool = False) -> str:
    """Score j in the colour of its class; in brackets where a sign would stand beside another."""
    s = float(scores_of(report)[j])
    number = _bracketed(s) if inside else latex_number(format_number(s, DECIMALS))
    return _colored(_class_color(j), number)


def _margin(state: PlaygroundState) -> str:
    return latex_number(short_number(state.margin))


def _bracketed(value: float, decimals: int = DECIMALS) -> str:
    """A number, in brackets if it has a minus sign."""
    text = latex_number(format_number(value, decimals))
    return f"({text})" if text.startswith("-") else text


def _signed(value: float, decimals: int = DECIMALS, *, first: bool = False) -> str:
    """A term of a sum: its sign apart, and none in front of a first one that is above 0."""
    text = latex_number(format_number(value, decimals))
    if first:
        return text
    return f"- {text[1:]}" if text.startswith("-") else f"+ {text}"


def _listed(values: Floats) -> str:
    """Numbers side by side, the first ones of many."""
    texts = [format_number(float(each), DECIMALS) for each in values]
    return ", ".join(texts if len(texts) <= MOST_TERMS else [*texts[: MOST_TERMS - 1], "…"])
