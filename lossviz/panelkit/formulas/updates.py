"""What an update is called, and how it is written: each line as `lossviz.model.optimizers` runs it.

Source: lecture; CS231n course notes, "Neural networks part 3".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lossviz.model.optimizers import BETA2, DECAY, EPSILON
from lossviz.panelkit.explanation import Formula, Symbol, with_values
from lossviz.panelkit.formulas.penalties import WEIGHTS
from lossviz.widgets.numbers.number_text import short_number


@dataclass(frozen=True)
class UpdateFormula:
    """A step of an optimizer or a search. lines: in the order in which they are worked out.

    name: its key in `lossviz.model.optimizers.OPTIMIZERS`; what is not there is gradient descent,
    which is SGD on all examples, and the searches.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    symbols: tuple[Symbol, ...]
    abbreviation: str = ""
    color: str = "semantic.path"

    @property
    def short_title(self) -> str:
        """Where there is little room."""
        return self.abbreviation or self.title

    @property
    def uses_momentum(self) -> bool:
        """Whether the setting "momentum" is of any use to it."""
        return any(r"\beta_1" in line for line in self.lines)

    def shown(self, title: str, values: Mapping[str, str], numbers: Sequence[str] = ()) -> Formula:
        """For the Explain column."""
        return Formula(
            key="step",
            title=title,
            color=self.color,
            latex=self.lines[0],
            more=self.lines[1:],
            numbers=tuple(numbers),
            symbols=with_values(self.symbols, values),
        )


SLOPE = Symbol("dW", "slope of the loss in W")
RATE = Symbol(r"\alpha", "learning rate, or step size")
MOMENTUM = Symbol(r"\beta_1", "momentum")
VELOCITY = Symbol("v", "velocity: this step, and what is left of those before")
NOT_ZERO = Symbol(r"\epsilon", "keeps from dividing by 0", short_number(EPSILON))
AVERAGE = Symbol("g", "moving average of squared slopes")
TRIED = Symbol("V", "the place that is tried")
LOSS_THERE = Symbol("L", "loss at a place")
BETTER = r"W \leftarrow \arg\min_{w \in \{W, V\}} L(w)"

_UPDATES = (
    UpdateFormula(
        name="gd",
        title="Gradient descent",
        abbreviation="GD",
        lines=(r"W \leftarrow W - \alpha \, dW",),
        symbols=(WEIGHTS, SLOPE, RATE),
    ),
    UpdateFormula(
        name="sgd",
        title="SGD",
        lines=(r"W \leftarrow W - \alpha \, dW",),
        symbols=(WEIGHTS, Symbol("dW", "slope of a batch’s loss in W"), RATE),
    ),
    UpdateFormula(
        name="momentum",
        title="Momentum",
        lines=(r"v \leftarrow \beta_1 v - \alpha \, dW", r"W \leftarrow W + v"),
        symbols=(WEIGHTS, VELOCITY, SLOPE, RATE, MOMENTUM),
    ),
    UpdateFormula(
        name="nesterov",
        title="Nesterov",
        lines=(
            r"v \leftarrow \beta_1 v - \alpha \, dW",
            r"W \leftarrow W + \beta_1 v - \alpha \, dW",
        ),
        symbols=(WEIGHTS, VELOCITY, SLOPE, RATE, MOMENTUM),
    ),
    UpdateFormula(
        name="adagrad",
        title="AdaGrad",
        lines=(
            r"g \leftarrow g + dW^2",
            r"W \leftarrow W - \frac{\alpha \, dW}{\sqrt{g} + \epsilon}",
        ),
        symbols=(WEIGHTS, Symbol("g", "sum of squared slopes"), SLOPE, RATE, NOT_ZERO),
    ),
    UpdateFormula(
        name="rmsprop",
        title="RMSProp",
        lines=(
            r"g \leftarrow \beta_2 g + (1 - \beta_2) \, dW^2",
            r"W \leftarrow W - \frac{\alpha \, dW}{\sqrt{g} + \epsilon}",
        ),
        symbols=(
            WEIGHTS,
            AVERAGE,
            SLOPE,
            RATE,
            Symbol(r"\beta_2", "how much of g stays", short_number(DECAY)),
            NOT_ZERO,
        ),
    ),
    UpdateFormula(
        name="adam",
        title="Adam",
        lines=(
            r"v \leftarrow \beta_1 v + (1 - \beta_1) \, dW",
            r"g \leftarrow \beta_2 g + (1 - \beta_2) \, dW^2",
            r"\hat{v} \leftarrow \frac{v}{1 - \beta_1^t}",
            r"\hat{g} \leftarrow \frac{g}{1 - \beta_2^t}",
            r"W \leftarrow W - \frac{\alpha \, \hat{v}}{\sqrt{\hat{g}} + \epsilon}",
        ),
        symbols=(
            WEIGHTS,
            Symbol("v", "moving average of slopes"),
            AVERAGE,
            Symbol(r"\hat{v}", "v, corrected for its start at 0"),
            Symbol(r"\hat{g}", "g, corrected for its start at 0"),
            Symbol("t", "number of this update"),
            SLOPE,
            RATE,
            MOMENTUM,
            Symbol(r"\beta_2", "how much of g stays", short_number(BETA2)),
            NOT_ZERO,
        ),
    ),
    UpdateFormula(
        name="random",
        title="Random search",
        abbreviation="Random",
        lines=(BETTER,),
        symbols=(
            WEIGHTS,
            Symbol("V", "the place that is tried, drawn from the whole map"),
            LOSS_THERE,
        ),
    ),
    UpdateFormula(
        name="local",
        title="Random local search",
        abbreviation="Local",
        lines=(r"V \leftarrow W + \alpha \, r", BETTER),
        symbols=(
            WEIGHTS,
            TRIED,
            Symbol(r"\alpha", "length of a step"),
            Symbol("r", "a random direction"),
            LOSS_THERE,
        ),
    ),
)
UPDATE_FORMULAS: dict[str, UpdateFormula] = {each.name: each for each in _UPDATES}
"""By name, in the order of the menus."""
