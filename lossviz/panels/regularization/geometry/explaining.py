"""Formulas and code of the view Geometry. No Qt."""

from __future__ import annotations

from lossviz.model.regularization import REGULARIZERS
from lossviz.model.regularized import balance, path, penalty_parts, smooth_minimum
from lossviz.panelkit.explanation import Exhibit, Formula, Symbol, colored, latex_number
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS, STRENGTH
from lossviz.panels.regularization.geometry.evaluation import GeometryFound
from lossviz.panels.regularization.geometry.pictures import slopes_that_cancel, weight
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.numbers.number_text import format_number, short_number

THRESHOLDS = {
    "l2": r"w_j = \frac{c_j}{1 + \lambda}",
    "l1": r"w_j = \mathrm {sign}(c_j) \max(0, |c_j| - \frac{\lambda}{2})",
    "elastic": (
        r"w_j = \mathrm {sign}(c_j) \frac{\max(0, |c_j| - \frac{\lambda}{2})}{1 + \lambda \beta}"
    ),
}


def formulas(found: GeometryFound) -> tuple[Formula, ...]:
    """The objective, the slopes that cancel, and the minimum of least squares."""
    return _objective(found), _balance(found), _threshold(found), _constraint(found)


def exhibits(found: GeometryFound) -> tuple[Exhibit, ...]:
    """What ran."""
    return (
        Exhibit("The path of the minimum", (path.path, smooth_minimum.least_of_quadratics)),
        Exhibit("The slopes that cancel", (balance.balance, penalty_parts.slope_range)),
        Exhibit("A weight that gets 0", (path.zero_from, path.closed_in)),
        Exhibit("Regularization", (type(REGULARIZERS[found.settings.penalty.kind]),)),
    )


def _strength(found: GeometryFound) -> Symbol:
    return Symbol(r"\lambda", STRENGTH.meaning, short_number(found.settings.penalty.strength))


def _weights(found: GeometryFound) -> Symbol:
    w1, w2 = found.now.w
    return Symbol("w", "both weights", f"{weight(w1)}, {weight(w2)}")


def _objective(found: GeometryFound) -> Formula:
    now = found.now
    data = colored("semantic.dataLoss", loss_text(now.data))
    penalty = colored("semantic.regularization", loss_text(now.penalty))
    record = PENALTY_FORMULAS[found.settings.penalty.kind]
    beta = Symbol(r"\beta", "share of the squares", short_number(found.settings.penalty.beta))
    return Formula(
        key="objective",
        title="What is least",
        color="semantic.totalLoss",
        latex=r"L(w) + \lambda R(w)",
        more=(f"R(W) = {record.latex}",),
        numbers=(f"= {data} + {penalty} = {latex_number(loss_text(now.total))}",),
        symbols=(
            Symbol("L", "data loss", loss_text(now.data)),
            _strength(found),
            Symbol("R", "penalty", loss_text(now.R)),
            Symbol("W", "weights, here w"),
            _weights(found),
            *([beta] if record.symbols else []),
        ),
    )


def _balance(found: GeometryFound) -> Formula:
    data, penalty = (each[1] for each in slopes_that_cancel(found))
    numbers = " + ".join(
        colored(role, f"({latex_number(format_number(float(value), 3))})")
        for role, value in (
            ("semantic.dataLoss", data),
            ("semantic.regularization", penalty),
        )
    )
    return Formula(
        key="balance",
        title="The slopes cancel",
        color="semantic.regularization",
        latex=r"\frac{\partial L}{\partial w_j} + \lambda \frac{\partial R}{\partial w_j} = 0",
        numbers=(f"{numbers} = 0",),
        symbols=(
            Symbol("L", "data loss"),
            _strength(found),
            Symbol("R", "penalty; at a weight of 0 the slope of |w| is anything from −1 to 1"),
            Symbol("w_j", "each weight, in numbers w₂", weight(found.now.w[1])),
        ),
    )


def _threshold(found: GeometryFound) -> Formula:
    penalty = found.settings.penalty
    c1, c2 = found.settings.centre
    record = PENALTY_FORMULAS[penalty.kind]
    beta = Symbol(r"\beta", "share of the squares", short_number(penalty.beta))
    return Formula(
        key="threshold",
        title="With least squares",
        color=record.color,
        latex=THRESHOLDS[penalty.kind],
        symbols=(
            Symbol("w_j", "weight at the minimum"),
            Symbol("c_j", "centre of the data loss", f"{short_number(c1)}, {short_number(c2)}"),
            _strength(found),
            *([beta] if record.symbols else []),
        ),
    )


def _constraint(found: GeometryFound) -> Formula:
    radius = latex_number(loss_text(found.now.R))
    return Formula(
        key="constraint",
        title="Penalty and bound are one picture",
        color="semantic.regularization",
        latex=r"\min_w L(w) \quad R(w) \leq r",
        numbers=(f"r = {radius}",),
        symbols=(
            Symbol("L", "data loss"),
            Symbol("w", "both weights, within the body"),
            Symbol("R", "penalty"),
            Symbol("r", "size of the body: it has the same minimum as λ", loss_text(found.now.R)),
        ),
    )
