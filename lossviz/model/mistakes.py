"""Typical mistakes in an analytic gradient, for the gradient check to catch.

Each function is the gradient (2,) of a landscape at a point, written down wrongly in one place.
Source: CS231n assignment 1 and course notes, "Neural networks part 3".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.landscape import Landscape


def no_mistake(f: Landscape, w1: float, w2: float) -> Floats:
    """As it should be: mean over the examples, plus the slope of the penalty."""
    data = f.example_slopes(w1, w2).mean(axis=0)
    return np.asarray(data + f.penalty_slope(w1, w2))


def wrong_sign(f: Landscape, w1: float, w2: float) -> Floats:
    """Minus the gradient: it points downhill, and a step along minus it goes up."""
    return -no_mistake(f, w1, w2)


def missing_average(f: Landscape, w1: float, w2: float) -> Floats:
    """The sum over the examples where the loss has their mean: N times too long."""
    data = f.example_slopes(w1, w2).sum(axis=0)
    return np.asarray(data + f.penalty_slope(w1, w2))


def forgotten_penalty(f: Landscape, w1: float, w2: float) -> Floats:
    """The penalty is in the loss, but not in the gradient."""
    return np.asarray(f.example_slopes(w1, w2).mean(axis=0))


def regularized_bias(f: Landscape, w1: float, w2: float) -> Floats:
    """The gradient has a term for the biases that the penalty does not have."""
    return no_mistake(f, w1, w2) + f.bias_slope(w1, w2)


def wrong_class(f: Landscape, w1: float, w2: float) -> Floats:
    """What belongs to the true class y is subtracted from the one after it."""
    n, y = np.arange(len(f.y)), f.y
    dS = f.of_scores.gradient(f.scores(w1, w2), y)  # (N, C)
    after = (y + 1) % dS.shape[1]
    dS[n, y], dS[n, after] = dS[n, after], dS[n, y].copy()
    return np.asarray(f.along_plane(dS).mean(axis=0) + f.penalty_slope(w1, w2))


class Mistake(NamedTuple):
    """A gradient with its name, and how one finds the mistake in code."""

    title: str
    hint: str
    gradient: Callable[[Landscape, float, float], Floats]


MISTAKES: dict[str, Mistake] = {
    "none": Mistake("No mistake", "", no_mistake),
    "sign": Mistake(
        "Wrong sign", "The two point opposite ways: look for a minus that is lost.", wrong_sign
    ),
    "average": Mistake(
        "Missing average",
        "The analytic gradient is too long by a factor: look for a missing / N.",
        missing_average,
    ),
    "penalty": Mistake(
        "Forgotten λ term",
        "What is missing is 2 λ W (for L2): the penalty is in the loss alone.",
        forgotten_penalty,
    ),
    "bias": Mistake(
        "Regularized bias",
        "What is too much is 2 λ b (for L2): the penalty does not count the biases.",
        regularized_bias,
    ),
    "class": Mistake(
        "Wrong class subtracted",
        "Right size, wrong direction: look at the index of the true class.",
        wrong_class,
    ),
}
