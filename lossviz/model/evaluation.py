"""How good a classifier is on images it does not learn from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.losses import Loss
from lossviz.model.scores import scores


class Evaluation(NamedTuple):
    """Mean loss, without the penalty, and the share of images (0 to 1) classified rightly."""

    data_loss: float
    accuracy: float


def block_scores(
    W: ArrayLike, b: ArrayLike, images: ArrayLike, mean: ArrayLike, block: int = 200
) -> Iterator[tuple[slice, Floats]]:
    """Scores of many images, some at a time: yields (which images, their scores (n, C)).

    W (C, D), b (C,), images (N, D), mean (D,) the mean training image. As f is linear, W and b
    are made to fit the pixels: W (P / 255 − mean) + b = (W / 255) P + (b − W mean).
    """
    sizes = Sizes()
    images, mean = sizes.images(images, "N", "D"), sizes.numbers("mean", mean, "D")
    W, b = sizes.numbers("W", W, "C", "D"), sizes.numbers("b", b, "C")
    with np.errstate(all="ignore"):  # huge weights give scores that are inf or nan
        W, b = W / 255, b - W @ mean
    for first in range(0, len(images), block):
        rows = slice(first, min(first + block, len(images)))
        with np.errstate(all="ignore"):
            s = scores(images[rows].astype(np.float32), W, b)
        yield rows, s


def evaluate(
    W: ArrayLike,
    b: ArrayLike,
    images: ArrayLike,
    labels: ArrayLike,
    mean: ArrayLike,
    loss: Loss,
    block: int = 200,
) -> Evaluation:
    """Loss and accuracy on images (N, D) with labels (N,); ValueError if there are none."""
    sizes = Sizes()
    images, W = sizes.images(images, "N", "D"), sizes.numbers("W", W, "C", "D")
    labels = sizes.classes("labels", labels, "N")
    if len(images) == 0:
        raise ValueError("an evaluation needs at least one image")
    total, right = 0.0, 0
    for rows, s in block_scores(W, b, images, mean, block):
        total += float(loss.loss(s, labels[rows]).sum(dtype=np.float64))
        right += int(np.count_nonzero(s.argmax(axis=1) == labels[rows]))
    return Evaluation(total / len(images), right / len(images))


def confusion(labels: ArrayLike, predictions: ArrayLike, C: int) -> NDArray[np.int64]:
    """How often class i (row) was taken for class j (column), (C, C)."""
    sizes = Sizes(C=C)
    labels = sizes.classes("labels", labels, "N")
    predictions = sizes.classes("predictions", predictions, "N")
    counts = np.bincount(labels * C + predictions, minlength=C * C)
    return counts.reshape(C, C)
