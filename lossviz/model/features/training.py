"""The linear classifier of `lossviz.model.training`, on features in place of pixels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats, Labels
from lossviz.model.checking import Sizes
from lossviz.model.evaluation import Evaluation
from lossviz.model.losses import LOSSES, Loss
from lossviz.model.objective import objective
from lossviz.model.optimizers import OPTIMIZERS, State, start
from lossviz.model.parameters import first_parameters, pack, unpack
from lossviz.model.scores import scores
from lossviz.model.step import Update
from lossviz.model.training import Run, run
from lossviz.model.training_config import TrainingConfig

BLOCK = 2_000  # examples scored at once


class Examples(NamedTuple):
    """Features X (N, D), standardized, and the classes y (N,) of the images."""

    X: Floats
    y: Labels


def train_on_features(config: TrainingConfig, learn: Examples, held_out: Examples, C: int) -> Run:
    """Train on features as `train` does on images; yields each snapshot.

    held_out: examples to validate on, perhaps none. Raises ValueError if there is none to learn
    from, or if they do not fit.
    """
    learn = checked_examples(learn, C)
    N, D = learn.X.shape
    if N == 0:
        raise ValueError("there are no training examples")
    held_out = checked_examples(held_out, C, D)

    def take_step(state: State, rows: Labels, config: TrainingConfig) -> Update:
        return feature_step(state, learn.X[rows], learn.y[rows], C, config)

    def validate(W: Floats, b: Floats, config: TrainingConfig) -> Evaluation | None:
        if len(held_out.y) == 0:
            return None
        return evaluate_features(W, b, held_out, LOSSES[config.loss])

    parameters = first_parameters(C, D, config.weight_scale, config.seed)
    return run(config, start(parameters).parameters, N, C, take_step, validate)


def feature_step(state: State, X: Floats, y: Labels, C: int, config: TrainingConfig) -> Update:
    """Move W and b down the slope of one minibatch: features X (B, D) of classes y (B,)."""
    with np.errstate(all="ignore"):  # a loss that leaves the range of numbers is told by it
        W, b = unpack(state.parameters, C)
        result = objective(W, b, X, y, LOSSES[config.loss], config.penalty)
        right = scores(X, W, b).argmax(axis=1) == y
        gradient = pack(result.dW, result.db)
        optimizer = OPTIMIZERS[config.optimizer]
        state = optimizer(state, gradient, config.learning_rate, config.momentum)
    return Update(state, result, float(right.mean()))


def evaluate_features(W: ArrayLike, b: ArrayLike, examples: Examples, loss: Loss) -> Evaluation:
    """Mean loss and accuracy of W (C, D), b (C,) on examples; ValueError if there are none."""
    sizes = Sizes()
    W, b = sizes.numbers("W", W, "C", "D"), sizes.numbers("b", b, "C")
    X, y = checked_examples(examples, *W.shape)
    if len(y) == 0:
        raise ValueError("an evaluation needs at least one example")
    total, right = 0.0, 0
    for first in range(0, len(y), BLOCK):
        rows = slice(first, first + BLOCK)
        s = scores(X[rows], W, b)
        total += float(loss.loss(s, y[rows]).sum(dtype=np.float64))
        right += int(np.count_nonzero(s.argmax(axis=1) == y[rows]))
    return Evaluation(total / len(y), right / len(y))


def checked_examples(examples: Examples, C: int, D: int | None = None) -> Examples:
    """Examples of C classes, each of D numbers, or ValueError with what is wrong."""
    sizes = Sizes(C=C) if D is None else Sizes(C=C, D=D)
    X = sizes.numbers("X", examples.X, "N", "D")
    return Examples(X, sizes.classes("y", examples.y, "N"))
