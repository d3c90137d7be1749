"""Rounding: of what size the numbers are that a loss is a sum of.

A loss that is computed is off by up to ε · size, with ε that of its precision. Where large numbers
cancel the size is far above the loss: (1e8 + w) − 1e8 is small, with the error of a large number.
An error is carried on by the slope of what is done with it. No size is more than an estimate, made
so that it is rather too large. Source: Higham 2002, "Accuracy and Stability of Numerical
Algorithms", chapter 3; for formulas each function in `formula_tree` says its own.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from lossviz.model.arrays import Floats, Labels
from lossviz.model.formula import Formula, parse_formula
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import Loss
from lossviz.model.regularization import Regularization
from lossviz.model.surfaces import KnownSurface, Surface

ROUNDINGS = 4
"""How often a score is rounded: two products, two sums, and its parts to the precision in use."""


def size_at(surface: Surface, w1: float, w2: float) -> float:
    """Of the numbers that the loss of a surface is a sum of, at a point."""
    with np.errstate(all="ignore"):
        if isinstance(surface, Landscape):
            return size_of_landscape(surface, w1, w2)
        if isinstance(surface, KnownSurface):
            surface = as_formula(surface.text)
        if isinstance(surface, Formula):
            return float(surface.size(w1, w2))
        return abs(float(surface.loss(w1, w2)))


@cache
def as_formula(text: str) -> Formula:
    """A known surface as the formula that it is."""
    return parse_formula(text)


def size_of_landscape(f: Landscape, w1: float, w2: float) -> float:
    """Of the loss of a classifier whose weights move in a plane."""
    terms = np.abs(f.S0) + abs(w1) * np.abs(f.S1) + abs(w2) * np.abs(f.S2)  # (N, C)
    parts = PlaneWeights(*(np.abs(part) for part in f.plane)).weights(abs(w1), abs(w2))  # (D,)
    of_data = size_of_losses(f.of_scores, f.scores(w1, w2), terms, f.y)
    return of_data + size_of_penalty(f.regularization, f.plane.weights(w1, w2), parts)


def size_of_losses(loss: Loss, s: Floats, terms: Floats, y: Labels) -> float:
    """Of the mean loss over the examples. terms (N, C): of the numbers that a score is a sum of."""
    N, C = s.shape
    losses, dS = loss.loss_and_gradient(s, y)  # (N,), (N, C)
    largest = terms.max(axis=1) + getattr(loss, "margin", 0.0)  # (N,)
    of_scores = np.abs(dS).sum(axis=1) * largest
    return float(ROUNDINGS * of_scores.mean() + (C + np.log2(N) + 1) * losses.mean())


def size_of_penalty(regularization: Regularization, W: Floats, terms: Floats) -> float:
    """Of strength · R(W). terms: of the numbers that a weight is a sum of; 0 where it is none."""
    of_weights = np.abs(regularization.gradient(W)) * terms
    many = 2 + np.sqrt(W.size)  # a sum of D numbers, rounded each time, by chance up and down
    return float(ROUNDINGS * of_weights.sum() + many * regularization.penalty(W))
