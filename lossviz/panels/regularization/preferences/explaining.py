"""Formulas and code of the view Preferences. No Qt."""

from __future__ import annotations

from lossviz.model.regularization import REGULARIZERS
from lossviz.model.regularized import preferences
from lossviz.panelkit.explanation import Exhibit, Formula, Symbol, latex_number
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.regularization.preferences.evaluation import PreferencesFound
from lossviz.panels.regularization.state import PENALTIES
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.numbers.number_text import short_number


def formulas(found: PreferencesFound) -> tuple[Formula, ...]:
    """The penalty in force first, then the others, and what keeps the score."""
    order = sorted(range(len(PENALTIES)), key=lambda k: k != found.kind)
    return (*(_penalty(found, k) for k in order), _keeping(found))


def exhibits(found: PreferencesFound) -> tuple[Exhibit, ...]:
    """What ran."""
    return (
        Exhibit("What keeps the score", (preferences.keeping_score,)),
        Exhibit(
            "The cheapest weights",
            (preferences.least_weights, preferences.largest_alone, preferences.least_sizes),
        ),
        Exhibit("Regularization", (type(REGULARIZERS[found.settings.penalty.kind]),)),
    )


def _penalty(found: PreferencesFound, k: int) -> Formula:
    kind = PENALTIES[k]
    record = PENALTY_FORMULAS[kind]
    beta = short_number(found.settings.penalty.beta)
    symbols = (
        Symbol("W", "weights, here w", f"{_short(found.settings.w[0])}, …"),
        *([Symbol(r"\beta", "share of the squares", beta)] if record.symbols else []),
    )
    R = latex_number(loss_text(float(found.costs[k, 2])))
    return Formula(
        key="penalty" if k == found.kind else kind,
        title=f"{record.title} regularization",
        color=record.color,
        latex=f"R(W) = {record.latex}",
        numbers=(f"= {R}",),
        symbols=symbols,
    )


def _keeping(found: PreferencesFound) -> Formula:
    score = latex_number(_short(float(found.scores[2])))
    return Formula(
        key="keeping",
        title="What keeps the score",
        color="accent.base",
        latex=r"w_j \leftarrow w_j - x_j \frac{w \cdot x - c}{\sum_{k \neq i} x_k^2}",
        symbols=(
            Symbol("w_j", "every weight but the one that is dragged"),
            Symbol("x_j", "its number of the image"),
            Symbol("w", "all weights"),
            Symbol("x", "the image"),
            Symbol("c", "the score that is kept", score),
            Symbol("i", "the one that is dragged"),
        ),
    )


def _short(value: float) -> str:
    return short_number(round(value, 3))
