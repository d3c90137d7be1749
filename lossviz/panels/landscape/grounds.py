"""What one walks on: a surface with its names, its part worth seeing, and what it is made of.

Made from the settings and from what other panels offered. No Qt, no state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossviz.data.lecture_examples import TWO_WEIGHTS as TWO_WEIGHT_EXAMPLES
from lossviz.data.lecture_examples import Examples
from lossviz.model.formula import parse_formula
from lossviz.model.formula_text import reading
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import LOSSES, Loss
from lossviz.model.regularization import Regularization
from lossviz.model.surfaces import KNOWN_SURFACES, Surface
from lossviz.panelkit.example import ScoreExample
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.landscape.entries import chosen_entries, entries, place_of, weight_landscape
from lossviz.panels.landscape.slices import TrainingSlice
from lossviz.panels.landscape.state import LandscapeState, Point
from lossviz.widgets.numbers.ranges import Range

NONE = Regularization("none", 0.0)
W1_RANGE, W2_RANGE, START = (-1.7, 2.3), (-2.3, 0.7), (0.34, -1.11)
FORMULA_RANGE, FORMULA_START = (-3.0, 3.0), (2.0, 1.5)
LONGEST_SYMBOL, SYMBOLS = 3, ("w₁", "w₂")
AROUND = 6.0  # how far to look from the entries of a table, or of weights


@dataclass(frozen=True, eq=False)
class Ground:
    """A surface to walk on.

    surface: the loss and its gradient. names: of w1 and w2. w1_range, w2_range: what to show at
    first. start: where a walk begins. weights: D, all the weights that the loss depends on.
    status: what is loaded, in words. note: what it teaches, or what to know of
    it. color: role of its loss. training: where it is a plane through weights in training. short:
    names of w1 and w2 for where the long ones have no room, if there are better ones than w₁, w₂.
    """

    surface: Surface
    names: tuple[str, str]
    w1_range: Range
    w2_range: Range
    start: Point
    weights: int
    status: str
    note: str = ""
    color: str = "semantic.totalLoss"
    training: TrainingSlice | None = None
    short: tuple[str, str] | None = None

    @property
    def symbols(self) -> tuple[str, str]:
        """Short names of w1 and w2, where there is no room for the long ones."""
        if max(len(name) for name in self.names) <= LONGEST_SYMBOL:
            return self.names
        return self.short or SYMBOLS

    @property
    def landscape(self) -> Landscape | None:
        """The surface, where it is the loss of examples."""
        return self.surface if isinstance(self.surface, Landscape) else None

    @property
    def examples(self) -> int:
        """N, or 0 where there are none."""
        return 0 if self.landscape is None else len(self.landscape.y)


def two_weights(state: LandscapeState) -> Ground:
    """The two-weight classifier: s = (W·x + b, 0) on twelve points, b fixed."""
    penalty = Regularization(state.regularization, state.strength)
    surface = two_weight_landscape(TWO_WEIGHT_EXAMPLES, LOSSES[state.loss], penalty)
    N = len(TWO_WEIGHT_EXAMPLES.y)
    return Ground(
        surface, ("W₁", "W₂"), W1_RANGE, W2_RANGE, START, 2,
        f"{loss_title(state)} loss, {N} examples", color=LOSS_FORMULAS[state.loss].color,
    )  # fmt: skip


def two_weight_landscape(examples: Examples, loss: Loss, penalty: Regularization) -> Landscape:
    """All weights (W₁, W₂) of a classifier with the scores (W·x + b, 0)."""
    X, y, b = examples
    zeros, no_bias = np.zeros(len(y)), np.zeros_like(b)
    S1, S2 = (np.stack([x, zeros], axis=1) for x in X.T)
    U, V = np.eye(2)
    plane = PlaneWeights(np.zeros(2), U, V, b, no_bias, no_bias)
    return Landscape(zeros[:, None] + b, S1, S2, y, loss, plane, penalty)


def of_formula(state: LandscapeState) -> Ground:
    """The person's own formula."""
    span = FORMULA_RANGE
    surface = parse_formula(state.formula)
    title, read = state.kind.title, reading(surface)
    return Ground(surface, SYMBOLS, span, span, FORMULA_START, 2, title, read)


def of_known(state: LandscapeState) -> Ground:
    """A test surface."""
    known, kind = KNOWN_SURFACES[state.surface], state.kind
    return Ground(
        known, SYMBOLS, known.w1_range, known.w2_range, known.start, 2,
        f"{kind.title}, a test surface", kind.note,
    )  # fmt: skip


# The table of the Scores panel


def of_table(state: LandscapeState, example: ScoreExample) -> Ground:
    """Two entries of the table of the Scores panel, or of what drives it."""
    first, second = keys = chosen_entries(example, state.entries)
    loss: Loss = LOSSES["softmax"] if state.loss == "softmax" else example.hinge
    if example.linear is None:
        surface, start = score_landscape(example, keys, loss)
    else:
        penalty = Regularization(state.regularization, state.strength)
        surface, start = weight_landscape(
            example.linear, keys, example.y, loss, penalty, example.scale
        )
    names, N = entries(example), len(example.y)
    return Ground(
        surface, (names[first], names[second]),
        *ranges_around(start, AROUND), start, len(names),
        f"{loss_title(state)} loss, {N} {'image' if N == 1 else 'images'} of the Scores panel",
        color=LOSS_FORMULAS[state.loss].color,
    )  # fmt: skip


def score_landscape(
    example: ScoreExample, keys: tuple[str, str], loss: Loss
) -> tuple[Landscape, Point]:
    """Two scores move by themselves; there are no weights, so there is no penalty."""
    places = [place_of(key) for key in keys]
    S0, k = example.scale * example.scores, example.scale
    start = tuple(float(example.scores[place]) for place in places)
    parts = []
    for place in places:
        S0[place] = 0
        part = np.zeros_like(S0)
        part[place] = k
        parts.append(part)
    none = np.zeros(0)
    surface = Landscape(S0, parts[0], parts[1], example.y, loss, PlaneWeights(*[none] * 6), NONE)
    return surface, (start[0], start[1])


def ranges_around(at: Point, reach: float) -> tuple[Range, Range]:
    """What to show at first: so far from a point each way."""
    w1, w2 = at
    return (w1 - reach, w1 + reach), (w2 - reach, w2 + reach)


def loss_title(state: LandscapeState) -> str:
    """The loss in words."""
    return LOSS_FORMULAS[state.loss].title
