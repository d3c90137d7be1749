"""Two numbers of another panel as w1 and w2: which there are, and the plane they span. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.model.arrays import Labels
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import Loss
from lossviz.model.regularization import Regularization
from lossviz.panelkit.example import LinearExample, PlaygroundExample, ScoreExample
from lossviz.panels.landscape.state import Point


def entries(example: ScoreExample | PlaygroundExample) -> dict[str, str]:
    """What may move, by its key: weights and biases where they drive the scores, else scores."""
    if isinstance(example, PlaygroundExample):
        return weights_of_classes(example)
    if example.linear is None:
        return {
            f"s {i} {j}": f"{name}: {of_class} score"
            for i, name in enumerate(example.examples)
            for j, of_class in enumerate(example.classes)
        }
    D = example.linear.X.shape[1]
    weights = {
        f"W {j} {d}": f"W {name}, {d + 1}"
        for j, name in enumerate(example.classes)
        for d in range(D)
    }
    return weights | {f"b {j} 0": f"b {name}" for j, name in enumerate(example.classes)}


def weights_of_classes(example: PlaygroundExample) -> dict[str, str]:
    """The weights and biases of the Playground, whose classes have numbers for names."""
    C = len(example.linear.b)
    weights = {
        f"W {j} {d}": f"{name} of class {j}"
        for j in range(C)
        for d, name in enumerate(example.feature_names)
    }
    return weights | {f"b {j} 0": f"b of class {j}" for j in range(C)}


def chosen_entries(
    example: ScoreExample | PlaygroundExample, wanted: tuple[str, str]
) -> tuple[str, str]:
    """Two different entries that there are: those that are wanted, else the first ones."""
    known = list(entries(example))
    first = wanted[0] if wanted[0] in known else known[0]
    others = [key for key in known if key != first]
    return first, wanted[1] if wanted[1] in others else others[0]


def weight_landscape(
    linear: LinearExample,
    keys: tuple[str, str],
    y: Labels,
    loss: Loss,
    penalty: Regularization,
    k: float = 1.0,
) -> tuple[Landscape, Point]:
    """Two entries of W or b move, in s = k W x + b; and the place where they are now."""
    rest, moved, start = linear, [], []
    for key in keys:
        unit, value = unit_entry(linear, key)
        rest = LinearExample(rest.W - value * unit.W, rest.b - value * unit.b, linear.X)
        moved.append(unit)
        start.append(value)
    S0, S1, S2 = (linear.X @ (k * each.W).T + each.b for each in (rest, *moved))
    weights = [k * each.W.ravel() for each in (rest, *moved)]
    biases = [each.b for each in (rest, *moved)]
    surface = Landscape(S0, S1, S2, y, loss, PlaneWeights(*weights, *biases), penalty)
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
