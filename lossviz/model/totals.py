"""The losses of a large table of scores, and the examples that are worst."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats, Labels
from lossviz.model.checking import Sizes
from lossviz.model.losses import Hinge, Loss, Softmax, checked

T = TypeVar("T")
BLOCK = 4096  # rows whose intermediate results stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Totals:
    """Both losses of N examples: hinge, softmax (N,) of each, read-only, and their means.

    accuracy: share (0 to 1) of the examples whose true class has the highest score, the first one
    of equals.
    """

    N: int
    hinge: Floats
    softmax: Floats
    mean_hinge: float
    mean_softmax: float
    accuracy: float


def totals_in_slices(s: ArrayLike, y: ArrayLike, hinge: Hinge) -> Generator[None, None, Totals]:
    """Both losses of examples with scores s (N, C) and classes y (N,); ValueError if N is 0.

    There is a place to rest after each block of rows.
    """
    s, y = checked(s, y)
    if len(s) == 0:
        raise ValueError("totals need at least one example")
    hinge_losses = yield from loss_in_slices(hinge, s, y)
    softmax_losses = yield from loss_in_slices(Softmax(), s, y)
    return Totals(
        N=len(s),
        hinge=hinge_losses,
        softmax=softmax_losses,
        mean_hinge=float(hinge_losses.mean()),
        mean_softmax=float(softmax_losses.mean()),
        accuracy=np.count_nonzero(s.argmax(axis=1) == y) / len(s),
    )


def loss_in_slices(loss: Loss, s: Floats, y: Labels) -> Generator[None, None, Floats]:
    """Loss (N,) of each example, read-only: as from `loss.loss`, but with a rest after each block.

    In a block whose columns lie together NumPy adds up all rows at once, not ten numbers at a time.
    """
    losses: Floats = np.empty(len(s), dtype=s.dtype)
    for first in range(0, len(s), BLOCK):
        rows = slice(first, first + BLOCK)
        losses[rows] = loss.loss(np.asfortranarray(s[rows]), y[rows])
        yield
    losses.setflags(write=False)
    return losses


def finished(work: Generator[None, None, T]) -> T:
    """Go through work without a rest; returns its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def worst(losses: ArrayLike, count: int = 10) -> NDArray[np.intp]:
    """Numbers of the examples with the largest losses (N,), largest first; equals in order."""
    return np.argsort(-Sizes().numbers("losses", losses, "N"), kind="stable")[:count]
