"""What a person can set in the Minimal panel, and the pure actions on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

LARGEST_SCORE = 10.0


@dataclass(frozen=True)
class MinimalState:
    """The settings. score: s_j of a wrong class; the true class has 0."""

    score: float = 0.5


@dataclass(frozen=True)
class MinimalView:
    """Where one looks: there is no choice here."""


def with_score(state: MinimalState, score: float) -> MinimalState:
    """Another score; ValueError with a sentence if it is none."""
    if not math.isfinite(score) or abs(score) > LARGEST_SCORE:
        raise ValueError(f"A score is a number from −{LARGEST_SCORE:g} to {LARGEST_SCORE:g}.")
    return replace(state, score=score)
