"""The table of the Scores panel, for panels that look at its loss. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from lossviz.model.arrays import Floats, Labels
from lossviz.model.losses import Hinge


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
