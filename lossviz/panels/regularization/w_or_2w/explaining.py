"""Formulas and code of the view W or 2W. No Qt."""

from __future__ import annotations

from lossviz.model.losses import Hinge
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.regularized import scaling
from lossviz.panelkit.explanation import Exhibit, Formula, Symbol, colored, latex_number
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS, STRENGTH, WEIGHTS
from lossviz.panels.regularization.w_or_2w.evaluation import WOr2WFound
from lossviz.panels.regularization.words import R_DECIMALS, loss_text
from lossviz.widgets.numbers.number_text import format_number, short_number

SCALE = Symbol("k", "scale of all weights")


def formulas(found: WOr2WFound) -> tuple[Formula, ...]:
    """The objective over k, the penalty, and where the data loss ends."""
    return _objective(found), _penalty(found), _closing(found)


def exhibits(found: WOr2WFound) -> tuple[Exhibit, ...]:
    """What ran."""
    return (
        Exhibit("The least total", (scaling.least_scale, scaling.growth, scaling.leads)),
        Exhibit("Where the data loss ends", (scaling.closing_scale,)),
        Exhibit("Losses over k", (scaling.scaled_losses,)),
        Exhibit("Regularization", (type(REGULARIZERS[found.settings.penalty.kind]),)),
        Exhibit("Hinge loss", (Hinge,)),
    )


def _objective(found: WOr2WFound) -> Formula:
    now = found.now
    data = colored("semantic.dataLoss", loss_text(now.data))
    penalty = colored("semantic.regularization", loss_text(now.penalty))
    return Formula(
        key="objective",
        title="The loss of kW",
        color="semantic.totalLoss",
        latex=r"L(k) = \frac{1}{N} \sum_i L_i(kW) + \lambda R(kW)",
        numbers=(f"= {data} + {penalty} = {latex_number(loss_text(now.total))}",),
        symbols=(
            Symbol("N", "images that count", str(len(found.n))),
            Symbol("L_i", "hinge loss of image i"),
            Symbol("k", SCALE.meaning, short_number(now.k)),
            Symbol(r"\lambda", STRENGTH.meaning, short_number(found.settings.penalty.strength)),
            Symbol("R", "penalty"),
            WEIGHTS,
        ),
    )


def _penalty(found: WOr2WFound) -> Formula:
    record = PENALTY_FORMULAS[found.settings.penalty.kind]
    scaled = {"l2": "R(kW) = k^2 R(W)", "l1": "R(kW) = k R(W)"}.get(record.name)
    one, now = (format_number(each, R_DECIMALS) for each in (found.one.R, found.now.R))
    numbers = (f"R(W) = {latex_number(one)}", f"R(kW) = {latex_number(now)}")
    beta = Symbol(r"\beta", "share of the squares", short_number(found.settings.penalty.beta))
    return Formula(
        key="penalty",
        title=f"{record.title} regularization",
        color=record.color,
        latex=f"R(W) = {record.latex}",
        more=() if scaled is None else (scaled,),
        numbers=numbers,
        symbols=(
            WEIGHTS,
            Symbol("k", SCALE.meaning, short_number(found.now.k)),
            *([beta] if record.symbols else []),
        ),
    )


def _closing(found: WOr2WFound) -> Formula:
    lead = latex_number(format_number(1 / found.closing if found.closing else 0.0, 2))
    closes = found.closing not in (0.0, float("inf"))
    least = latex_number(format_number(found.closing, 3))
    return Formula(
        key="closing",
        title="Where the data loss is 0",
        color="semantic.hinge",
        latex=r"k \geq \frac{1}{s_y - s_j}",
        numbers=(rf"\frac{{1}}{{{lead}}} = {least}",) if closes else (),
        symbols=(
            Symbol("k", SCALE.meaning, short_number(found.now.k)),
            Symbol("s_y", "score of the true class, of W"),
            Symbol("s_j", "score of every wrong class, of W"),
        ),
    )
