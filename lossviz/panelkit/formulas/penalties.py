"""What a penalty R(W) is called, how it and its slope are written, and the objective it is part of.

Source: lecture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lossviz.panelkit.explanation import Formula, Symbol, with_values


@dataclass(frozen=True)
class PenaltyFormula:
    """A penalty R(W). name: its key in `lossviz.model.regularization.REGULARIZERS`.

    short_title: where there is little room. latex: R. slope: what λ R(W) adds to the slope of the
    loss in a weight w. text: λ R(W) in a sentence. symbols: what they are made of besides weights
    and λ.
    """

    name: str
    title: str
    short_title: str
    latex: str
    slope: str
    text: str
    symbols: tuple[Symbol, ...] = ()
    color: str = "semantic.regularization"

    @property
    def strength_label(self) -> str:
        """What its strength is called beside a number."""
        return "λ" if self.name == "none" else f"{self.short_title} λ"


_PENALTIES = (
    PenaltyFormula("none", "None", "None", latex="0", slope="0", text="0"),
    PenaltyFormula(
        name="l2",
        title="L2",
        short_title="L2",
        latex=r"\sum W^2",
        slope=r"2 \lambda w",
        text="λ Σ W²",
    ),
    PenaltyFormula(
        name="l1",
        title="L1",
        short_title="L1",
        latex=r"\sum |W|",
        slope=r"\lambda \, \mathrm {sign}(w)",
        text="λ Σ |W|",
    ),
    PenaltyFormula(
        name="elastic",
        title="Elastic net",
        short_title="Elastic",
        latex=r"\sum (\beta W^2 + |W|)",
        slope=r"\lambda (2 \beta w + \mathrm {sign}(w))",
        text="λ Σ (β W² + |W|)",
        symbols=(Symbol(r"\beta", "share of the squares"),),
    ),
)
PENALTY_FORMULAS: dict[str, PenaltyFormula] = {each.name: each for each in _PENALTIES}


OBJECTIVE = r"L = \frac{1}{N} \sum_i L_i + \lambda R(W)"
DATA_SLOPE = r"\frac{\partial L}{\partial w} = \frac{1}{N} \sum_i \frac{\partial L_i}{\partial w}"
"""Of the objective without its penalty."""
WEIGHTS = Symbol("W", "weights")
ONE_LOSS = Symbol("L_i", "loss of example i")
STRENGTH = Symbol(r"\lambda", "regularization strength")


def objective_shown(
    title: str,
    examples: Symbol,
    penalty: PenaltyFormula,
    values: Mapping[str, str],
    numbers: Sequence[str] = (),
) -> Formula:
    """The objective for the Explain column. examples: what N counts."""
    symbols = (examples, ONE_LOSS, STRENGTH, Symbol("R", "penalty"), WEIGHTS, *penalty.symbols)
    return Formula(
        key="objective",
        title=title,
        color="semantic.totalLoss",
        latex=OBJECTIVE,
        numbers=tuple(numbers),
        symbols=with_values(symbols, values),
    )
