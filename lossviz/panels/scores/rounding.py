"""Binary fractions made to behave as the decimal numbers that a person typed.

3.1 − 4.1 + 1 is 4.4 × 10⁻¹⁶ in binary fractions. Left so, a term that is 0 on paper would be
written as a power of ten, and the slope beside it would be 1.
"""

from __future__ import annotations

import numpy as np

from lossviz.model.arrays import Floats, Labels

DECIMALS = 10
"""Scores, margins and offsets are rounded to so many."""
MOST_DECIMALS = 3
"""Of scores and terms on the screen."""
NEAR = 1e-9
"""A score that is nearer to the margin than this is on it."""


def rounded(values: Floats) -> Floats:
    """The values without the dirt of binary fractions, read-only; −0 is 0."""
    return read_only(values.round(DECIMALS) + 0.0)


def decimals_of(values: Floats) -> int:
    """Decimals that numbers need to be written, 1 to 3: one format for all of them."""
    for decimals in range(1, MOST_DECIMALS):
        if np.all(np.abs(values - values.round(decimals)) < NEAR):
            return decimals
    return MOST_DECIMALS


def settled(s: Floats, y: Labels, margin: float) -> Floats:
    """Scores (N, C) of which those near the margin are put on it, so that their terms are 0."""
    true = s[np.arange(len(y)), y][:, None]
    near = np.abs(s - true + margin) < NEAR
    if not near.any():
        return s
    line = true - margin
    above = line - true + margin > 0
    return np.where(near, np.where(above, np.nextafter(line, -np.inf), line), s)


def settled_row(s: Floats, y: int, margin: float) -> Floats:
    """The same for the scores (C,) of one example."""
    row: Floats = settled(s[None], np.array([y]), margin)[0]
    return row


def read_only(array: Floats) -> Floats:
    """The array itself, which nobody may write to from now on."""
    array.setflags(write=False)
    return array
