"""The weights and small images behind the scores where s = W x + b drives them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lossviz.data import lecture_scores

Row = tuple[float, ...]
Rows = tuple[Row, ...]
PIXELS = 4
"""Numbers in the small x of s = W x + b: a picture of 2 by 2."""


@dataclass(frozen=True)
class Linear:
    """Weights and examples behind the scores, s = W x + b. W (C, D), b (C,), X (N, D)."""

    W: Rows
    b: Row
    X: Rows


# Ten small pictures x of 2 by 2; the first three are the lecture's here.
# The first four have determinant 1: for scores of one decimal there are weights of one decimal.
PICTURES: Rows = (
    *lecture_scores.PIXELS,
    (1.0, 1.0, 1.0, 0.0),
    (0.0, 1.0, 0.0, 1.0),
    (1.0, 0.0, 0.0, 1.0),
    (1.0, 1.0, 0.0, 0.0),
    (0.0, 1.0, 1.0, 1.0),
    (1.0, 1.0, 1.0, 1.0),
    (0.5, 0.5, 0.5, 0.5),
)


def linear_scores(linear: Linear) -> Rows:
    """What W x + b gives (N, C), without the rounding dirt of binary fractions."""
    s = np.array(linear.X) @ np.array(linear.W).T + np.array(linear.b)
    return rows_of((s.round(10) + 0.0).tolist())


def rows_of(rows: Sequence[Sequence[float]]) -> Rows:
    """The same numbers as they are kept in a state."""
    return tuple(tuple(row) for row in rows)
