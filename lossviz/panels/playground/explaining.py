"""What the Explain column shows beside the Playground: a point, the objective, an update. No Qt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES
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
    bracketed,
    colored,
    latex_number,
    term,
    with_values,
)
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import (
    DATA_SLOPE,
    ONE_LOSS,
    PENALTY_FORMULAS,
    STRENGTH,
    objective_shown,
)
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panelkit.questions import questions
from lossviz.panels.playground.point_formulas import DECIMALS, loss_formula, score_formula
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
from lossviz.widgets.numbers.number_text import format_number, short_number

DATA, PENALTY, SLOPE = "semantic.dataLoss", "semantic.regularization", "semantic.analytic"


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
    optimizer = UPDATE_FORMULAS[state.optimizer].title
    return (
        *found,
        Exhibit(f"{LOSS_FORMULAS[state.loss].title} loss of all points", (type(loss),)),
        Exhibit("The objective and its gradient", (objective,)),
        Exhibit("Regularization", (type(REGULARIZERS[state.regularization]),)),
        Exhibit(f"The update: {optimizer}", (OPTIMIZERS[state.optimizer],)),
    )


# The objective


def objective_formula(report: PlaygroundReport) -> Formula:
    """What an update lowers: the mean loss of the points to learn from, and the penalty."""
    state, found = report.state, report.evaluation.objective
    record = PENALTY_FORMULAS[state.regularization]
    data, penalty, total = (
        format_number(each, LOSS_DECIMALS) for each in (found.data, found.penalty, found.total)
    )
    lines = [
        f"= {colored(DATA, data)} + {colored(record.color, penalty)}",
        f"= {colored('semantic.totalLoss', total)}",
    ]
    regularizer = state.penalty.regularizer
    if regularizer.name != "none":  # of strength 0, R is not worked out
        R = format_number(regularizer.penalty(report.evaluation.W), LOSS_DECIMALS)
        strength = latex_number(short_number(state.strength))
        lines.append(rf"\lambda {record.latex} = {strength} \times {latex_number(R)}")
    values = _penalty_values(state.penalty)
    return objective_shown("What an update lowers", _examples(state), record, values, lines)


def _examples(state: PlaygroundState) -> Symbol:
    return Symbol("N", "points to learn from", f"{len(state.points.training.y):,}")


def _penalty_values(penalty: Regularization) -> dict[str, str]:
    return {r"\lambda": short_number(penalty.strength), r"\beta": short_number(penalty.beta)}


# The slope in a weight


def slope_formula(report: PlaygroundReport) -> Formula:
    """dL/dw of one weight: the mean over the points, and what the penalty adds."""
    state, e = report.state, report.evaluation
    record = PENALTY_FORMULAS[state.regularization]
    w, slope = float(e.W[WEIGHT]), float(e.objective.dW[WEIGHT])
    by_penalty = float(state.penalty.gradient(e.W)[WEIGHT])
    data = colored(DATA, format_number(slope - by_penalty, LOSS_DECIMALS))
    line = f"= {data}{_penalty_slope_numbers(state.penalty, w)}"
    value = colored(SLOPE, format_number(slope, LOSS_DECIMALS))
    return Formula(
        key="slope",
        title="Slope in w₀ of class 0",
        color=SLOPE,
        latex=DATA_SLOPE + ("" if record.name == "none" else f" + {record.slope}"),
        numbers=(line, f"= {value}"),
        symbols=(
            Symbol("w", "weight w₀ of class 0", format_number(w, LOSS_DECIMALS)),
            _examples(state),
            ONE_LOSS,
            *_penalty_slope_symbols(state.penalty, by_penalty),
        ),
    )


def _penalty_slope_numbers(penalty: Regularization, w: float) -> str:
    """What the penalty adds, with its numbers."""
    strength, beta = (latex_number(short_number(each)) for each in (penalty.strength, penalty.beta))
    weight, sign = bracketed(format_number(w, DECIMALS)), format_number(float(np.sign(w)), 0)
    written = {
        "none": "",
        "l2": rf"2 \times {strength} \times {weight}",
        "l1": rf"{strength} \times {bracketed(sign)}",
        "elastic": rf"{strength} (2 \times {beta} \times {weight} {term(sign)})",
    }[penalty.kind]
    return f" + {colored(PENALTY, written)}" if written else ""


def _penalty_slope_symbols(penalty: Regularization, slope: float) -> tuple[Symbol, ...]:
    """What the penalty adds; the course's demo has less of it."""
    if penalty.kind == "none":
        return ()
    text = format_number(slope, LOSS_DECIMALS)
    meaning = "what the penalty adds"
    if penalty.kind == "l2":
        less = format_number(slope / DEMO_DIVISOR, LOSS_DECIMALS)
        meaning = f"slope of λ Σ W²; the course’s demo has a quarter of it, {less}"
    symbols = (STRENGTH, *PENALTY_FORMULAS[penalty.kind].symbols)
    return (
        Symbol(r"\lambda R'", meaning, text),
        *with_values(symbols, _penalty_values(penalty)),
    )


# The update


def step_formula(report: PlaygroundReport) -> Formula:
    """The update of the optimizer in hand, with the numbers of one weight where they are known."""
    state, record = report.state, UPDATE_FORMULAS[report.state.optimizer]
    values = {
        r"\alpha": short_number(state.learning_rate),
        r"\beta_1": short_number(state.momentum),
    }
    numbers, more = _step_numbers(report), []
    if numbers:
        more.append(Symbol("w", "weight w₀ of class 0"))
    if 0 < state.batch_size < len(state.points.training.y):
        more.append(Symbol("n", "points in an update", f"{state.batch_size:,}"))
    shown = record.shown(f"The update: {record.title}", values, numbers)
    return replace(shown, symbols=(*shown.symbols, *more))


def _step_numbers(report: PlaygroundReport) -> tuple[str, ...]:
    """w₀ of class 0 before and after; what hangs on earlier steps is known with a preview only."""
    state, e = report.state, report.evaluation
    w, slope = float(e.W[WEIGHT]), float(e.objective.dW[WEIGHT])
    if is_plain(state):
        before = latex_number(format_number(w, LOSS_DECIMALS))
        rate = latex_number(short_number(state.learning_rate))
        after = format_number(w - state.learning_rate * slope, LOSS_DECIMALS)
        factor = colored(SLOPE, bracketed(format_number(slope, LOSS_DECIMALS)))
        return rf"w = {before} - {rate} \times {factor}", f"= {latex_number(after)}"
    if report.after is None:
        return ()
    one, two = (
        latex_number(format_number(each, LOSS_DECIMALS))
        for each in (w, float(report.after[0][WEIGHT]))
    )
    return (rf"w: {one} \rightarrow {two}",)
