"""Formulas and code of the view Curvature. No Qt."""

from __future__ import annotations

from lossviz.model.optimizers import sgd
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.regularized import curvature
from lossviz.panelkit.explanation import Exhibit, Formula, Symbol, colored, latex_number
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS, STRENGTH
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound
from lossviz.panels.regularization.curvature.pictures import steps_text
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.numbers.number_text import format_number, short_number

ADDED = {"l2": r"2 \lambda", "l1": "0", "elastic": r"2 \lambda \beta"}


def formulas(found: CurvatureFound) -> tuple[Formula, ...]:
    """The objective, the curvature with the penalty, and the steps that it takes."""
    return _objective(found), _curvature(found), _steps(found)


def exhibits(found: CurvatureFound) -> tuple[Exhibit, ...]:
    """What ran."""
    return (
        Exhibit("Curvature", (curvature.curvature, curvature.Curvature)),
        Exhibit("The walk", (curvature.walk, sgd)),
        Exhibit("Regularization", (type(REGULARIZERS[found.settings.penalty.kind]),)),
    )


def _strength(found: CurvatureFound) -> Symbol:
    return Symbol(r"\lambda", STRENGTH.meaning, short_number(found.settings.penalty.strength))


def _beta(found: CurvatureFound) -> list[Symbol]:
    penalty = found.settings.penalty
    asks = bool(PENALTY_FORMULAS[penalty.kind].symbols)
    return [Symbol(r"\beta", "share of the squares", short_number(penalty.beta))] if asks else []


def _objective(found: CurvatureFound) -> Formula:
    now = found.now
    cost = now.strength * now.R
    data = colored("semantic.dataLoss", loss_text(now.data))
    penalty = colored("semantic.regularization", loss_text(cost))
    record = PENALTY_FORMULAS[found.settings.penalty.kind]
    return Formula(
        key="valley",
        title="At the minimum",
        color="semantic.totalLoss",
        latex=r"L(w) + \lambda R(w)",
        more=(f"R(W) = {record.latex}",),
        numbers=(f"= {data} + {penalty} = {latex_number(loss_text(now.data + cost))}",),
        symbols=(
            Symbol("L", "data loss", loss_text(now.data)),
            _strength(found),
            Symbol("R", "penalty", loss_text(now.R)),
            Symbol("W", "weights, here w"),
            Symbol("w", "both weights"),
            *_beta(found),
        ),
    )


def _curvature(found: CurvatureFound) -> Formula:
    kind = found.settings.penalty.kind
    lowest = format_number(found.free.curvature.lowest, 3)
    total = format_number(found.now.curvature.lowest, 3)
    added = found.now.curvature.lowest - found.free.curvature.lowest
    shown = latex_number(short_number(float(f"{added:.3g}")))
    return Formula(
        key="curvature",
        title="What the penalty adds",
        color="semantic.regularization",
        latex=rf"h_{{\min}} \leftarrow h_{{\min}} + {ADDED[kind]}",
        numbers=(f"= {latex_number(lowest)} + {shown} = {latex_number(total)}",),
        symbols=(
            Symbol(r"h_{\min}", "smallest second slope of the loss", lowest),
            *([] if kind == "l1" else [_strength(found)]),
            *_beta(found),
        ),
    )


def _steps(found: CurvatureFound) -> Formula:
    curve = found.now.curvature
    condition = latex_number(format_number(curve.condition, 1))
    return Formula(
        key="steps",
        title="Steps of gradient descent",
        color="semantic.totalLoss",
        latex=r"\left( \frac{\kappa - 1}{\kappa + 1} \right)^n \leq q",
        more=(
            r"\kappa = \frac{h_{\max}}{h_{\min}}",
            r"\alpha = \frac{2}{h_{\max} + h_{\min}}",
        ),
        numbers=(rf"\kappa = {condition}",),
        symbols=(
            Symbol(r"\kappa", "condition", format_number(curve.condition, 1)),
            Symbol("n", "steps", steps_text(found.now)),
            Symbol("q", "share of the way that is left", found.settings.goal),
            Symbol(r"h_{\max}", "largest second slope", format_number(curve.highest, 3)),
            Symbol(r"h_{\min}", "smallest second slope", format_number(curve.lowest, 3)),
            Symbol(r"\alpha", "the best learning rate", format_number(curve.best_rate, 3)),
        ),
    )
