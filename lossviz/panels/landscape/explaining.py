"""What the Explain column shows beside the Landscape panel: both gradients, the step. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.formula import Formula as Written
from lossviz.model.formula_text import lines_of_terms
from lossviz.model.gradients import angle, numeric_slopes, relative_error
from lossviz.model.landscape import Landscape
from lossviz.model.mistakes import MISTAKES
from lossviz.model.numeric_error import numeric_error, truncation, verdict_on
from lossviz.model.optimizers import OPTIMIZERS, better
from lossviz.model.surfaces import Surface
from lossviz.panelkit.explanation import (
    Exhibit,
    Explanation,
    Formula,
    Symbol,
    colored,
    latex_number,
)
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panelkit.questions import questions
from lossviz.panels.landscape import words
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.questions import QUESTIONS, question_of
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import SEARCHES, LandscapeState
from lossviz.panels.landscape.table import difference_text, step_text
from lossviz.panels.landscape.walking import search_step
from lossviz.widgets.numbers.number_text import format_number, short_number

LINE = 24
"""Signs of a formula that a line of the column holds, as a rule."""
ANALYTIC, NUMERIC = "semantic.analytic", "semantic.numeric"


def explanation(report: LandscapeReport) -> Explanation:
    """Formulas, code and questions of what is on the screen."""
    return Explanation(
        formulas=(
            *own_formula(report.ground.surface),
            numeric_formula(report),
            relative_formula(report),
            error_formula(report),
            step_formula(report),
        ),
        exhibits=exhibits(report.state, report),
        questions=questions(QUESTIONS, report),
        question=question_of(report),
        questions_title="Questions",
    )


def own_formula(surface: Surface) -> tuple[Formula, ...]:
    """One's own formula as it was read, in w₁ and w₂, a line for as many terms as fit."""
    if not isinstance(surface, Written):
        return ()
    first, *others = lines_of_terms(surface.tree, LINE)
    symbols = [
        Symbol(f"w_{k}", "weight" if name == f"w{k}" else f"{name} in the formula as typed")
        for k, name in enumerate(surface.names, 1)
        if name
    ]
    if r"\log\left" in "".join((first, *others)):
        symbols.append(Symbol(r"\log", "natural logarithm"))
    return (
        Formula(
            key="loss",
            title="The loss as it was read",
            color="text.primary",
            latex=f"L = {first}",
            more=tuple(others),
            symbols=tuple(symbols),
        ),
    )


def numeric_formula(report: LandscapeReport) -> Formula:
    """(f(W + h) − f(W)) / h, or central, with the numbers of the first weight."""
    state, check = report.state, report.check
    forward = state.scheme == "forward"
    price = f"{'D + 1' if forward else '2 D'} = {check.asked:,}"
    latex = (
        r"\frac{\partial L}{\partial W_1} \approx \frac{L(W_1 + h) - L(W_1)}{h}"
        if forward
        else r"\frac{\partial L}{\partial W_1} \approx \frac{L(W_1 + h) - L(W_1 - h)}{2h}"
    )
    return Formula(
        key="numeric",
        title="Numeric gradient",
        color=NUMERIC,
        latex=latex,
        numbers=numeric_numbers(check, state),
        symbols=(
            Symbol("h", "a small step", short_number(state.h)),
            Symbol("D", f"weights; {price} evaluations of L", f"{check.weights:,}"),
        ),
    )


def numeric_numbers(check: Check, state: LandscapeState) -> tuple[str, ...]:
    """The quotient of the first weight, and its value."""
    if not check.slopes:
        return ()
    slope = check.slopes[0]
    value = latex_number(format_number(slope.slope, words.SLOPE_DECIMALS))
    divisor = latex_number(step_text(slope, state).strip("()"))
    return (
        rf"= \frac{{{latex_number(difference_text(slope))}}}{{{divisor}}}",
        f"= {colored(NUMERIC, value)}",
    )


def relative_formula(report: LandscapeReport) -> Formula:
    """|a − n| / max(|a|, |n|), with its value."""
    check = report.check
    return Formula(
        key="relative",
        title="Relative error",
        color=ANALYTIC,
        latex=r"\frac{|a - n|}{\max(|a|, |n|)}",
        numbers=(f"= {latex_number(words.relative_text(check))}",) if check.slopes else (),
        symbols=(
            Symbol("a", "analytic gradient", pair_text(check.analytic)),
            Symbol(
                "n", "numeric gradient", "–" if check.numeric is None else pair_text(check.numeric)
            ),
        ),
    )


def error_formula(report: LandscapeReport) -> Formula:
    """How far the numeric gradient can be off: what is cut off, and what is rounded."""
    check, forward = report.check, report.state.scheme == "forward"
    h, error = report.state.h, check.error
    cut = r"\frac{h}{2} |f^{(2)}|" if forward else r"\frac{h^2}{6} |f^{(3)}|"
    known = bool(check.slopes) and math.isfinite(error.most)
    curved = error.truncation * (2 / h if forward else 6 / h**2)
    epsilon = float(np.finfo(report.state.precision).eps)
    parts = (latex_number(words.small_text(part)) for part in error)
    return Formula(
        key="error",
        title="What the numeric gradient may err",
        color=NUMERIC,
        latex=rf"{cut} + \frac{{\varepsilon S}}{{h}}",
        numbers=("= " + " + ".join(parts),) if known else (),
        symbols=(
            Symbol("h", "a small step", short_number(h)),
            Symbol(
                "f^{(2)}" if forward else "f^{(3)}",
                "derivative of L along a weight, at most; measured by halving h",
                words.small_text(curved) if known else "–",
            ),
            Symbol(
                r"\varepsilon", f"rounding of {report.state.precision}", words.small_text(epsilon)
            ),
            Symbol("S", "size of the numbers that L is a sum of", ""),
        ),
    )


def pair_text(slopes: object) -> str:
    """Slopes side by side."""
    return ", ".join(format_number(float(each), words.SLOPE_DECIMALS) for each in slopes)  # type: ignore[attr-defined]


def step_formula(report: LandscapeReport) -> Formula:
    """The step of the optimizer in hand."""
    state, record = report.state, UPDATE_FORMULAS[report.state.walker]
    values = {
        r"\alpha": short_number(state.learning_rate),
        r"\beta_1": short_number(state.momentum),
    }
    return record.shown(record.title, values)


def exhibits(state: LandscapeState, report: LandscapeReport) -> tuple[Exhibit, ...]:
    """What ran for the numbers on the screen."""
    title = UPDATE_FORMULAS[state.walker].title
    found = [
        Exhibit("The numeric gradient", (numeric_slopes,)),
        Exhibit("How far apart they are", (relative_error, angle)),
        Exhibit("How far apart they may be", (numeric_error, truncation, verdict_on)),
    ]
    if report.ground.landscape is not None:
        written = MISTAKES[state.mistake]
        found.insert(
            0, Exhibit(f"The analytic gradient: {written.title.lower()}", (written.gradient,))
        )
        found.append(Exhibit("The loss in a plane of weights", (Landscape,)))
    if state.walker in SEARCHES:
        found.append(Exhibit(title, (search_step, better)))
    else:
        key = "sgd" if state.walker in ("gd", "sgd") else state.walker
        found.append(Exhibit(title, (OPTIMIZERS[key],)))
    return tuple(found)
