"""What a loss of one example is called, and how it and its slopes are written.

Source: lecture; `demo_title` is what the course's web demo "linear-classify" says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lossviz.model.losses import Hinge
from lossviz.panelkit.explanation import Formula, Symbol, with_values


@dataclass(frozen=True)
class LossFormula:
    """A loss of one example. name: its key in `lossviz.model.losses.LOSSES`.

    title: the lecture's. demo_title: the course's demo, and so the Playground, calls it so, for two
    of its four are hinge losses. color: a role of the theme. icon: of `resources/icons`, or "".
    latex: the loss. slopes: its derivatives with respect to the scores, a line each; a score of
    which no line speaks has slope 0. symbols, slope_symbols: what they are made of.
    """

    name: str
    title: str
    demo_title: str
    color: str
    latex: str
    slopes: tuple[str, ...]
    symbols: tuple[Symbol, ...]
    slope_symbols: tuple[Symbol, ...]
    icon: str = ""

    def shown(self, of: str, values: Mapping[str, str], numbers: Sequence[str] = ()) -> Formula:
        """For the Explain column. of: whose loss it is, as in "of point 1"."""
        return Formula(
            key="loss",
            title=f"{self.title} loss {of}",
            color=self.color,
            latex=self.latex,
            numbers=tuple(numbers),
            symbols=with_values(self.symbols, values),
            icon=self.icon,
        )


MARGIN = Symbol(r"\Delta", "margin")
WRONG_SCORE = Symbol("s_j", "score of a wrong class")
TRUE_SCORE = Symbol("s_y", "score of the true class")
INDICATOR = Symbol("1_{...}", "1 where that is so, else 0")


def hinge_latex(hinge: Hinge) -> str:
    """The hinge loss in a variant, whatever its margin."""
    divisor = "C" if hinge.include_true_class else "C - 1"
    front = rf"\frac{{1}}{{{divisor}}} " if hinge.mean else ""
    over = "j" if hinge.include_true_class else r"j \neq y"
    power = "^2" if hinge.squared else ""
    return rf"L_i = {front}\sum_{{{over}}} \max(0, s_j - s_y + \Delta){power}"


_LOSSES = (
    LossFormula(
        name="softmax",
        title="Softmax",
        demo_title="Softmax",
        color="semantic.softmax",
        latex=r"L_i = -\log \frac{e^{s_y}}{\sum_j e^{s_j}}",
        slopes=(r"\frac{\partial L_i}{\partial s_j} = p_j - 1_{j = y}",),
        symbols=(
            Symbol("s_j", "score of a class, an unnormalised log-probability"),
            TRUE_SCORE,
            Symbol(r"\log", "natural logarithm"),
        ),
        slope_symbols=(
            Symbol("p_j", "probability of class j"),
            Symbol("1_{j = y}", "1 for the true class, 0 for another"),
        ),
        icon="softmax",
    ),
    LossFormula(
        name="hinge",
        title="Hinge",
        demo_title="Weston–Watkins",
        color="semantic.hinge",
        latex=hinge_latex(Hinge()),
        slopes=(
            r"\frac{\partial L_i}{\partial s_j} = 1_{s_j - s_y + \Delta > 0}",
            r"\frac{\partial L_i}{\partial s_y} = -\sum_{j \neq y} 1_{s_j - s_y + \Delta > 0}",
        ),
        symbols=(WRONG_SCORE, TRUE_SCORE, MARGIN),
        slope_symbols=(WRONG_SCORE, TRUE_SCORE, MARGIN, INDICATOR),
        icon="hinge",
    ),
    LossFormula(
        name="one-vs-all",
        title="One-vs-all",
        demo_title="One-vs-all",
        color="semantic.hinge",
        latex=r"L_i = \sum_j \max(0, \Delta - t_j s_j)",
        slopes=(r"\frac{\partial L_i}{\partial s_j} = -t_j 1_{\Delta - t_j s_j > 0}",),
        symbols=(
            Symbol("s_j", "score of a class"),
            Symbol("t_j", "1 for the true class, −1 for another"),
            MARGIN,
        ),
        slope_symbols=(
            Symbol("s_j", "score of a class"),
            Symbol("t_j", "1 for the true class, −1 for another"),
            MARGIN,
            INDICATOR,
        ),
    ),
    LossFormula(
        name="structured",
        title="Structured",
        demo_title="Structured SVM",
        color="semantic.hinge",
        latex=r"L_i = \max(0, \max_{j \neq y} s_j - s_y + \Delta)",
        slopes=(
            r"\frac{\partial L_i}{\partial s_m} = 1_{s_m - s_y + \Delta > 0}",
            r"\frac{\partial L_i}{\partial s_y} = -1_{s_m - s_y + \Delta > 0}",
        ),
        symbols=(WRONG_SCORE, TRUE_SCORE, MARGIN),
        slope_symbols=(
            Symbol("s_m", "the highest score of a wrong class"),
            TRUE_SCORE,
            MARGIN,
            INDICATOR,
        ),
    ),
)
LOSS_FORMULAS: dict[str, LossFormula] = {each.name: each for each in _LOSSES}
"""By name, in the order of the menus."""
