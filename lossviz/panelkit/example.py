"""The table of Scores and the weights of the Playground, for who looks at their loss. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossviz.model.arrays import Floats, Labels
from lossviz.model.losses import Hinge, Loss
from lossviz.model.regularization import Regularization


@dataclass(frozen=True, eq=False)
class LinearExample:
    """What drives the scores: s = X W^T + b with W (C, D), b (C,) and X (N, D)."""

    W: Floats
    b: Floats
    X: Floats


@dataclass(frozen=True, eq=False)
class ScoreExample:
    """A table of scores.

    classes (C,), examples (N,): names. scores (N, C): before the scale k. y (N,): true classes.
    scale: k. hinge: the variant of the hinge loss. linear: W, b and X where they drive the scores,
    else None.
    """

    classes: tuple[str, ...]
    examples: tuple[str, ...]
    scores: Floats
    y: Labels
    scale: float
    hinge: Hinge
    linear: LinearExample | None


@dataclass(frozen=True, eq=False)
class PlaygroundExample:
    """The linear classifier of the Playground, with the objective that it is judged by.

    linear: W (C, D), b (C,), and X (N, D), the features of the points to learn from. y (N,): their
    classes. loss: with its margin. penalty: on W. feature_names (D,): of the columns of W. step:
    updates that led here. learning_rate: of the next one. wanted: whether the person asked just now
    to see it on the Landscape.
    """

    linear: LinearExample
    y: Labels
    loss: Loss
    penalty: Regularization
    feature_names: tuple[str, ...]
    step: int
    learning_rate: float
    wanted: bool

    def says_other_than(self, other: PlaygroundExample) -> bool:
        """Whether its landscape, or its place on it, is another one."""
        objective = self.feature_names, self.loss, self.penalty
        if objective != (other.feature_names, other.loss, other.penalty):
            return True
        mine, others = (
            (each.linear.W, each.linear.b, each.linear.X, each.y) for each in (self, other)
        )
        return not all(map(np.array_equal, mine, others))
