"""Formulas and code of the view Simpler models. No Qt."""

from __future__ import annotations

from lossviz.model.regularization import REGULARIZERS
from lossviz.model.regularized import polynomials, sparse_fit
from lossviz.panelkit.explanation import Exhibit, Formula, Symbol, colored, latex_number
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS, STRENGTH
from lossviz.panels.regularization.simpler.evaluation import SimplerFound
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.numbers.number_text import format_number, short_number


def formulas(found: SimplerFound) -> tuple[Formula, ...]:
    """The objective, the polynomial, the penalty."""
    return _objective(found), _polynomial(found), _penalty(found)


def exhibits(found: SimplerFound) -> tuple[Exhibit, ...]:
    """What ran."""
    kind = found.settings.penalty.kind
    solver = (polynomials.least_squares,) if kind == "l2" else (sparse_fit.sparse_fits,)
    return (
        Exhibit("The best polynomial for each λ", (polynomials.fits, polynomials.powers)),
        Exhibit("How it is solved", solver),
        Exhibit("The λ of the least test error", (polynomials.least_error,)),
        Exhibit("Regularization", (type(REGULARIZERS[kind]),)),
    )


def _objective(found: SimplerFound) -> Formula:
    numbers: tuple[str, ...] = ()
    if found.fit is not None:
        cost = found.settings.penalty.strength * found.fit.R
        data = colored("semantic.dataLoss", loss_text(found.fit.train))
        penalty = colored("semantic.regularization", loss_text(cost))
        total = latex_number(loss_text(found.fit.train + cost))
        numbers = (f"= {data} + {penalty} = {total}",)
    return Formula(
        key="objective",
        title="What the fit lowers",
        color="semantic.totalLoss",
        latex=r"L = \frac{1}{N} \sum_i (f(x_i) - y_i)^2 + \lambda R(w)",
        numbers=numbers,
        symbols=(
            Symbol("N", "points to learn from", str(len(found.settings.points))),
            Symbol("f", "the polynomial"),
            Symbol("x_i", "x of point i"),
            Symbol("y_i", "y of point i"),
            Symbol(r"\lambda", STRENGTH.meaning, short_number(found.settings.penalty.strength)),
            Symbol("R", "penalty"),
            Symbol("w", "weights, without the bias"),
        ),
    )


def _polynomial(found: SimplerFound) -> Formula:
    values = {} if found.fit is None else {"b": format_number(found.fit.b, 3)}
    return Formula(
        key="polynomial",
        title="The polynomial",
        color="text.primary",
        latex=r"f(x) = b + w_1 x + w_2 x^2 + \ldots + w_D x^D",
        symbols=(
            Symbol("x", "from −1 to 1"),
            Symbol("b", "bias, never penalised", values.get("b", "")),
            Symbol("w_1", "weight of x"),
            Symbol("w_2", "weight of the square of x"),
            Symbol("w_D", "weight of the highest power"),
            Symbol("D", "degree", str(found.settings.degree)),
        ),
    )


def _penalty(found: SimplerFound) -> Formula:
    penalty = found.settings.penalty
    record = PENALTY_FORMULAS[penalty.kind]
    beta = Symbol(r"\beta", "share of the squares", short_number(penalty.beta))
    numbers = () if found.fit is None else (f"= {latex_number(loss_text(found.fit.R))}",)
    return Formula(
        key="penalty",
        title=f"{record.title} regularization",
        color=record.color,
        latex=f"R(W) = {record.latex}",
        numbers=numbers,
        symbols=(
            Symbol("W", "weights, without the bias"),
            *([beta] if record.symbols else []),
        ),
    )
