"""The test images as the classifier sees them: its confusion matrix, and a few of them closely."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.dataset import IMAGE_SIDE, Split
from lossviz.model.evaluation import confusion
from lossviz.model.losses import probabilities as softmax
from lossviz.model.preprocessing import preprocess
from lossviz.model.scores import scores

BLOCK = 250
# Of the worker's time while it trains.
PASS_SHARE = 0.015
SHOWN_CLASSES = 4


@dataclass(frozen=True, eq=False)
class Confusion:
    """How all test images were classified after some step.

    counts: (C, C), true class by predicted class. predicted: (N,), class of each test image.
    """

    step: int
    counts: NDArray[np.int64]
    predicted: NDArray[np.int64]

    @property
    def accuracy(self) -> float:
        """Share of test images on the diagonal."""
        return float(np.trace(self.counts) / max(1, self.counts.sum()))

    def images_of(self, labels: NDArray[np.int64], true: int, predicted: int) -> NDArray[np.int64]:
        """Indices of the test images in one cell."""
        return np.flatnonzero((labels == true) & (self.predicted == predicted))


@dataclass(frozen=True, eq=False)
class Judged:
    """One test image as the classifier sees it.

    image: (32, 32, 3) uint8. order: the four classes with the highest scores, best first.
    shares: their probabilities under softmax; under the SVM losses, which have none, their scores
    as a share of the highest. values: the probabilities or scores themselves.
    """

    index: int
    image: NDArray[np.uint8]
    true: int
    order: tuple[int, ...]
    shares: tuple[float, ...]
    values: tuple[float, ...]


class ConfusionPasses:
    """Passes over all test images, a block at a time, so that training never waits for long.

    newest: the confusion of the last complete pass.
    """

    def __init__(self, test: Split, mean: NDArray[np.float32]) -> None:
        self._test = test
        self._mean = mean
        self.forget()

    def forget(self) -> None:
        """Begin anew: another run."""
        self.newest: Confusion | None = None
        self._blocks: Generator[None, None, Confusion] | None = None
        self._cost, self._not_before = 0.0, 0.0

    def due(self) -> bool:
        """Whether a block may be taken between two steps: passes cost at most `PASS_SHARE`."""
        return self._blocks is not None or time.perf_counter() >= self._not_before

    def advance(self, W: NDArray[np.float32], b: NDArray[np.float32], step: int) -> bool:
        """One block of a pass with these weights; false when `newest` is of this step already."""
        if self._blocks is None:
            if self.newest is not None and self.newest.step == step:
                return False
            self._cost = 0.0
            self._blocks = confusion_pass(W, b, self._test, self._mean, step)
        began = time.perf_counter()
        try:
            next(self._blocks)
        except StopIteration as end:
            self.newest, self._blocks = end.value, None
        now = time.perf_counter()
        self._cost += now - began
        self._not_before = now + self._cost / PASS_SHARE
        return True


def confusion_pass(
    W: NDArray[np.float32],
    b: NDArray[np.float32],
    test: Split,
    mean: NDArray[np.float32],
    step: int,
) -> Generator[None, None, Confusion]:
    """Classify all test images, a block at a time."""
    predicted = np.empty(len(test.labels), np.int64)
    for first in range(0, len(predicted), BLOCK):
        block = slice(first, first + BLOCK)
        predicted[block] = scores(preprocess(test.images[block], mean), W, b).argmax(axis=1)
        yield
    counts = confusion(test.labels, predicted, len(W))
    counts.flags.writeable = predicted.flags.writeable = False
    return Confusion(step, counts, predicted)


def judge(
    W: NDArray[np.float32],
    b: NDArray[np.float32],
    test: Split,
    mean: NDArray[np.float32],
    indices: NDArray[np.int64],
    *,
    probabilities: bool,
) -> tuple[Judged, ...]:
    """The test images at `indices`, with their highest classes."""
    images = test.images[indices]
    s = scores(preprocess(images, mean), W, b)
    shares = softmax(s) if probabilities else shares_of_highest(s)
    shown = shares if probabilities else s
    order = np.argsort(-s, axis=1, kind="stable")[:, :SHOWN_CLASSES]
    return tuple(
        Judged(
            int(index),
            as_picture(images[row]),
            int(test.labels[index]),
            tuple(int(c) for c in order[row]),
            tuple(float(shares[row, c]) for c in order[row]),
            tuple(float(shown[row, c]) for c in order[row]),
        )
        for row, index in enumerate(indices)
    )


def as_picture(planes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One image of (3072,) planes as (32, 32, 3), read-only."""
    picture = np.ascontiguousarray(planes.reshape(3, IMAGE_SIDE, IMAGE_SIDE).transpose(1, 2, 0))
    picture.flags.writeable = False
    return picture


def varied_order(labels: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """All test images, such that any few in a row show different classes.

    The first image of each class, then the second of each, and so on; the classes of a round are
    shuffled (with a fixed seed) so that each page starts with others.
    """
    shuffle = np.random.default_rng(6).random((len(labels) + 1, classes))
    round_of = np.empty(len(labels), np.int64)
    for c in range(classes):
        of_class = labels == c
        round_of[of_class] = np.arange(of_class.sum())
    return np.lexsort((shuffle[round_of, labels], round_of))


def shares_of_highest(s: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as shares of the highest of their image; what is below 0 has none."""
    highest = s.max(axis=1, keepdims=True)
    with np.errstate(all="ignore"):  # inf has no share of inf that is a number
        shares = np.where(highest > 0, np.clip(s, 0, None) / np.where(highest > 0, highest, 1), 0)
    return np.where(np.isinf(s) & (s == highest) & (s > 0), 1, np.nan_to_num(shares, nan=0.0))
