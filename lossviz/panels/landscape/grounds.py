"""What one walks on: a surface with its names, its part worth seeing, and what it is made of.

Made from the settings and from what other panels offered. No Qt, no state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossviz.data.lecture_examples import TWO_WEIGHTS as TWO_WEIGHT_EXAMPLES
from lossviz.data.lecture_examples import Examples
from lossviz.model.formula import parse_formula
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import LOSSES, Hinge, Loss
from lossviz.model.regularization import Regularization
from lossviz.model.surfaces import KNOWN_SURFACES, Surface
from lossviz.panels.example import LinearExample, ScoreExample
from lossviz.panels.landscape.slices import TrainingSlice
from lossviz.panels.landscape.state import FORMULA, LandscapeState
from lossviz.widgets.curves import Range

NONE = Regularization("none", 0.0)
W1_RANGE, W2_RANGE, START = (-1.7, 2.3), (-2.3, 0.7), (0.34, -1.11)
FORMULA_RANGE, FORMULA_START = (-3.0, 3.0), (2.0, 1.5)
LONGEST_SYMBOL, SYMBOLS = 3, ("w₁", "w₂")
AROUND = 6.0  # how far to look from the entries of a table


@dataclass(frozen=True, eq=False)
class Ground:
    """A surface to walk on.

    surface: the loss and its gradient. names: of w1 and w2. w1_range, w2_range: what to show at
    first. start: where a walk begins. weights: D, all the weights that the loss depends on.
    status: what is loaded, in words. title: its name. note: what it teaches, or what to know of
    it. color: role of its loss. training: where it is a plane through weights in training.
    """

    surface: Surface
    names: tuple[str, str]
    w1_range: Range
    w2_range: Range
    start: tuple[float, float]
    weights: int
    title: str
    status: str
    note: str = ""
    color: str = "semantic.totalLoss"
    training: TrainingSlice | None = None

    @property
    def symbols(self) -> tuple[str, str]:
        """Short names of w1 and w2, where there is no room for the long ones."""
        if max(len(name) for name in self.names) <= LONGEST_SYMBOL:
            return self.names
        return SYMBOLS

    @property
    def landscape(self) -> Landscape | None:
        """The surface, where it is the loss of examples."""
        return self.surface if isinstance(self.surface, Landscape) else None

    @property
    def examples(self) -> int:
        """N, or 0 where there are none."""
        return 0 if self.landscape is None else len(self.landscape.y)


class NoGroundError(ValueError):
    """There is nothing to walk on yet; the text says why. panel: the one that will offer it."""

    def __init__(self, text: str, panel: str) -> None:
        super().__init__(text)
        self.panel = panel


def two_weights(state: LandscapeState) -> Ground:
    """The two-weight classifier: s = (W·x + b, 0) on twelve points, b fixed."""
    penalty = Regularization(state.regularization, state.strength)
    surface = two_weight_landscape(TWO_WEIGHT_EXAMPLES, LOSSES[state.loss], penalty)
    N = len(TWO_WEIGHT_EXAMPLES.y)
    return Ground(
        surface, ("W₁", "W₂"), W1_RANGE, W2_RANGE, START, 2, "Two weights",
        f"{loss_title(state)} loss, {N} examples", color=loss_color(state.loss),
    )  # fmt: skip


def two_weight_landscape(examples: Examples, loss: Loss, penalty: Regularization) -> Landscape:
    """All weights (W₁, W₂) of a classifier with the scores (W·x + b, 0)."""
    X, y, b = examples
    zeros, no_bias = np.zeros(len(y)), np.zeros_like(b)
    S1, S2 = (np.stack([x, zeros], axis=1) for x in X.T)
    U, V = np.eye(2)
    plane = PlaneWeights(np.zeros(2), U, V, b, no_bias, no_bias)
    return Landscape(zeros[:, None] + b, S1, S2, y, loss, plane, penalty)


def of_function(state: LandscapeState) -> Ground:
    """A test surface, or the person's own formula."""
    if state.surface == FORMULA:
        formula = parse_formula(state.formula)
        span, start = FORMULA_RANGE, FORMULA_START
        return Ground(formula, ("w₁", "w₂"), span, span, start, 2, "Own formula", "Own formula")
    known = KNOWN_SURFACES[state.surface]
    return Ground(
        known, ("w₁", "w₂"), known.w1_range, known.w2_range, known.start, 2, known.title,
        f"{known.title}, a test surface", known.note,
    )  # fmt: skip


# The table of the Scores panel


def entries(example: ScoreExample) -> dict[str, str]:
    """What may move, by its key: weights and biases where they drive the scores, else scores."""
    linear = example.linear
    if linear is None:
        return {
            f"s {i} {j}": f"{name}: {of_class} score"
            for i, name in enumerate(example.examples)
            for j, of_class in enumerate(example.classes)
        }
    D = linear.X.shape[1]
    weights = {
        f"W {j} {d}": f"W {name}, {d + 1}"
        for j, name in enumerate(example.classes)
        for d in range(D)
    }
    return weights | {f"b {j} 0": f"b {name}" for j, name in enumerate(example.classes)}


def chosen_entries(example: ScoreExample, wanted: tuple[str, str]) -> tuple[str, str]:
    """Two different entries that there are: those that are wanted, else the first ones."""
    known = list(entries(example))
    first = wanted[0] if wanted[0] in known else known[0]
    others = [key for key in known if key != first]
    return first, wanted[1] if wanted[1] in others else others[0]


def of_table(state: LandscapeState, example: ScoreExample | None) -> Ground:
    """Two entries of the table of the Scores panel, or of what drives it."""
    if example is None:
        raise NoGroundError("The Scores panel has no table yet.", "scores")
    first, second = keys = chosen_entries(example, state.entries)
    loss: Loss = LOSSES["softmax"] if state.loss == "softmax" else example.hinge
    build = score_landscape if example.linear is None else weight_landscape
    surface, start = build(state, example, keys, loss)
    names, N = entries(example), len(example.y)
    return Ground(
        surface, (names[first], names[second]),
        (start[0] - AROUND, start[0] + AROUND), (start[1] - AROUND, start[1] + AROUND),
        start, len(names), "The 3 × 3 example",
        f"{loss_title(state)} loss, {N} {'image' if N == 1 else 'images'} of the Scores panel",
        color=loss_color(state.loss),
    )  # fmt: skip


def score_landscape(
    _state: LandscapeState, example: ScoreExample, keys: tuple[str, str], loss: Loss
) -> tuple[Landscape, tuple[float, float]]:
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


def weight_landscape(
    state: LandscapeState, example: ScoreExample, keys: tuple[str, str], loss: Loss
) -> tuple[Landscape, tuple[float, float]]:
    """Two entries of W or b move, in s = k W x + b."""
    linear, k = example.linear, example.scale
    assert linear is not None
    rest, moved, start = linear, [], []
    for key in keys:
        unit, value = unit_entry(linear, key)
        rest = LinearExample(rest.W - value * unit.W, rest.b - value * unit.b, linear.X)
        moved.append(unit)
        start.append(value)
    S0, S1, S2 = (linear.X @ (k * each.W).T + each.b for each in (rest, *moved))
    weights = [k * each.W.ravel() for each in (rest, *moved)]
    biases = [each.b for each in (rest, *moved)]
    penalty = Regularization(state.regularization, state.strength)
    surface = Landscape(S0, S1, S2, example.y, loss, PlaneWeights(*weights, *biases), penalty)
    return surface, (start[0], start[1])


def unit_entry(linear: LinearExample, key: str) -> tuple[LinearExample, float]:
    """W and b that are 1 at one entry and 0 elsewhere, and the value of that entry."""
    W, b, (j, d) = np.zeros_like(linear.W), np.zeros_like(linear.b), place_of(key)
    if key.startswith("W"):
        W[j, d] = 1
        return LinearExample(W, b, linear.X), float(linear.W[j, d])
    b[j] = 1
    return LinearExample(W, b, linear.X), float(linear.b[j])


def place_of(key: str) -> tuple[int, int]:
    """Row and column of an entry."""
    _, row, column = key.split()
    return int(row), int(column)


def loss_title(state: LandscapeState) -> str:
    """The loss in words."""
    return "Softmax" if state.loss == "softmax" else Hinge.title


def loss_color(loss: str) -> str:
    """The colour role of a loss."""
    return "semantic.softmax" if loss == "softmax" else "semantic.hinge"
