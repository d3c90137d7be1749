"""Pure actions on W, b and x, where s = W x + b drives the scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lossviz.data.lecture_scores import WEIGHTS
from lossviz.model.arrays import Floats
from lossviz.panels.scores.linear import PICTURES, PIXELS, Linear, Rows, linear_scores, rows_of
from lossviz.panels.scores.state import (
    LARGEST_SCORE,
    LARGEST_WEIGHT,
    ScoresState,
    checked,
    too_large,
)
from lossviz.panels.scores.tables import LECTURE


def with_linear(state: ScoresState, on: bool) -> ScoresState:
    """Let W x + b drive the scores, or the person.

    For up to four images W starts as one that gives the scores, for more as the one that comes
    nearest to them (least squares, to one decimal).
    """
    if not on:
        return replace(state, linear=None)
    if state.scores == LECTURE.scores:
        W = WEIGHTS
    else:
        W = rows_of(_nearest_weights(np.array(state.scores)).tolist())
    if max(abs(w) for row in W for w in row) > LARGEST_WEIGHT:
        raise ValueError(f"These scores need weights above {LARGEST_WEIGHT:,.0f}: too large here.")
    X = PICTURES[: len(state.examples)]
    linear = Linear(W, (0.0,) * len(state.classes), X)
    return replace(state, linear=linear, scores=linear_scores(linear))


def _nearest_weights(scores: Floats) -> Floats:
    """W (C, D) with which the first N pictures come nearest to scores (N, C)."""
    N, C = scores.shape
    missing = np.zeros((max(PIXELS - N, 0), C))  # with four pictures W is unique
    X = np.array(PICTURES[: max(N, PIXELS)])
    W = np.linalg.lstsq(X, np.vstack([scores, missing]), rcond=None)[0].T
    nearest: Floats = W.round(10 if N <= PIXELS else 1) + 0.0
    return nearest


def with_weight(state: ScoresState, j: int, d: int, value: float) -> ScoresState:
    """Weight d of class j changed."""
    return with_weights(state, j, d, ((value,),))


def with_bias(state: ScoresState, j: int, value: float) -> ScoresState:
    """The bias of class j changed."""
    return with_weights(state, j, PIXELS, ((value,),))


def with_pixel(state: ScoresState, i: int, d: int, value: float) -> ScoresState:
    """Number d of example i changed."""
    return with_pixels(state, d, i, ((value,),))


def with_weights(state: ScoresState, j: int, d: int, block: Rows) -> ScoresState:
    """A block of W and b, b in the last column, put in at class j, column d."""
    linear = _linear(state)
    rows = tuple((*w, b) for w, b in zip(linear.W, linear.b, strict=True))
    rows = _with_block(rows, j, d, block, "A weight")
    return _driven(state, W=tuple(row[:-1] for row in rows), b=tuple(row[-1] for row in rows))


def with_pixels(state: ScoresState, d: int, i: int, block: Rows) -> ScoresState:
    """A block of the images' numbers, a row a number, put in at number d of example i."""
    columns = _turned(_linear(state).X)
    return _driven(state, X=_turned(_with_block(columns, d, i, block, "A number")))


def _with_block(rows: Rows, row: int, column: int, block: Rows, what: str) -> Rows:
    """Rows with a block put in; ValueError if it does not fit."""
    height, width = len(block), max((len(each) for each in block), default=0)
    if row + height > len(rows) or column + width > len(rows[0]):
        raise ValueError(too_large(height, width, len(rows) - row, len(rows[0]) - column))
    changed = [list(each) for each in rows]
    for i, each in enumerate(block):
        for j, value in enumerate(each):
            changed[row + i][column + j] = checked(value, LARGEST_WEIGHT, what)
    return rows_of(changed)


def _turned(rows: Rows) -> Rows:
    return tuple(zip(*rows, strict=True))


def _driven(state: ScoresState, **changes: object) -> ScoresState:
    linear = replace(_linear(state), **changes)  # type: ignore[arg-type]
    scores = linear_scores(linear)
    for row in scores:
        for value in row:
            checked(value, LARGEST_SCORE, "A score of W x + b")
    return replace(state, linear=linear, scores=scores)


def _linear(state: ScoresState) -> Linear:
    if state.linear is None:
        raise ValueError("The scores are not driven by weights.")
    return state.linear
