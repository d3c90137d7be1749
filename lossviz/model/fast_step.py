"""The step of `lossviz.model.step`, made fast: the same numbers but for float32 rounding.

- Pixels are not centred or divided one by one. Scores are linear in the pixels, so the mean image
  goes through the products as one more example, whose score is taken off those of the others.
- Products are cut into panels that stay in the processor's cache, small enough for the BLAS to
  multiply them where they lie.
- Large arrays are made once and written again, but for those that a snapshot keeps.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats, Labels
from lossviz.model.checking import Sizes
from lossviz.model.dataset import Split
from lossviz.model.losses import LOSSES
from lossviz.model.objective import Objective
from lossviz.model.optimizers import OPTIMIZERS, State
from lossviz.model.parameters import unpack
from lossviz.model.step import Update
from lossviz.model.training_config import LARGEST_BATCH, TrainingConfig

# A panel: with ten classes just below a million multiplications, where OpenBLAS stops copying.
ROWS, COLUMNS = 65, 1536
PADDING = 16  # numbers between rows: rows a multiple of 4 KB apart would evict each other


class FastStep:
    """Steps on minibatches of one set of images (N, D), with C classes and mean image (D,)."""

    def __init__(self, data: Split, mean: ArrayLike, C: int) -> None:
        sizes = Sizes(C=C)
        self._images = sizes.images(data.images, "N", "D")
        self._labels = sizes.classes("labels", data.labels, "N")
        D = self._images.shape[1]
        # Row 0 is the mean image, the rows after it are the minibatch; all 0 to 255.
        self._P = np.empty((1 + LARGEST_BATCH, D + PADDING), dtype=np.float32)[:, :D]
        self._P[0] = 255 * sizes.numbers("mean", mean, "D")
        self._s = np.empty((1 + LARGEST_BATCH, C), dtype=np.float32)
        self._dS = np.empty_like(self._s)
        self._panels = [slice(c, min(c + COLUMNS, D)) for c in range(0, D, COLUMNS)]

    def __call__(self, state: State, rows: Labels, config: TrainingConfig) -> Update:
        """One step on the images with these numbers (B,), at most 512 of them."""
        B, C = len(rows), self._s.shape[1]
        with np.errstate(all="ignore"):
            W, b = unpack(state.parameters, C)
            y = self._labels[rows]
            s = self._scores(W, b, rows)
            losses, dS = LOSSES[config.loss].unchecked(s, y)
            right = int(np.count_nonzero(s.argmax(axis=1) == y))

            regularization = config.penalty
            data, penalty = float(losses.sum()) / B, regularization.penalty(W)
            gradient = np.empty_like(state.parameters)
            dW, db = unpack(gradient, C)
            self._gradient(dS, dW, db)
            dW += regularization.gradient(W)
            optimizer = OPTIMIZERS[config.optimizer]
            state = optimizer(state, gradient, config.learning_rate, config.momentum)
        return Update(state, Objective(data, penalty, data + penalty, dW, db), right / B)

    def _scores(self, W: Floats, b: Floats, rows: Labels) -> Floats:
        """Scores (B, C) of these images; their pixels stay in P for the gradient."""
        s = self._s[: 1 + len(rows)]
        for r in blocks(len(s)):
            first = max(r.start, 1)
            self._P[first : r.stop] = self._images[rows[first - 1 : r.stop - 1]]
            np.matmul(self._P[r, self._panels[0]], W[:, self._panels[0]].T, out=s[r])
            for c in self._panels[1:]:
                s[r] += self._P[r, c] @ W[:, c].T
        centred: Floats = (s[1:] - s[0]) / 255
        return centred + b

    def _gradient(self, dS: Floats, dW: Floats, db: Floats) -> None:
        """Write dW (C, D) and db (C,) of the data loss, from dS (B, C) and the pixels in P."""
        dS /= len(dS)
        np.sum(dS, axis=0, out=db)
        t = self._dS[: 1 + len(dS)]
        np.divide(dS, 255, out=t[1:])
        np.divide(db, -255, out=t[0])
        first, *others = reversed(list(blocks(len(t))))  # the latest rows are still in the cache
        for c in self._panels:
            np.matmul(t[first].T, self._P[first, c], out=dW[:, c])
            for r in others:
                dW[:, c] += t[r].T @ self._P[r, c]


def blocks(n: int) -> Iterator[slice]:
    """Rows 0 to n − 1, some at a time."""
    return (slice(i, min(i + ROWS, n)) for i in range(0, n, ROWS))
