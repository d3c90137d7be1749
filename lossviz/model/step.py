"""One step of stochastic gradient descent, as the lecture writes it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.losses import LOSSES
from lossviz.model.objective import Objective, objective
from lossviz.model.optimizers import OPTIMIZERS, State
from lossviz.model.parameters import pack, unpack
from lossviz.model.preprocessing import preprocess
from lossviz.model.scores import scores
from lossviz.model.training_config import TrainingConfig


class Update(NamedTuple):
    """One step: the optimizer after it, the minibatch's objective and accuracy before it."""

    state: State
    objective: Objective
    accuracy: float


def step(
    state: State,
    images: ArrayLike,
    y: ArrayLike,
    mean: ArrayLike,
    C: int,
    config: TrainingConfig,
) -> Update:
    """Move W and b down the slope of one minibatch: images (N, D) of classes y (N,).

    state holds W (C, D) and b (C,), packed; mean (D,) is the mean training image.
    """
    W, b = unpack(state.parameters, C)
    X = preprocess(images, mean)
    result = objective(W, b, X, y, LOSSES[config.loss], config.penalty)
    right = scores(X, W, b).argmax(axis=1) == np.asarray(y)

    optimizer = OPTIMIZERS[config.optimizer]
    gradient = pack(result.dW, result.db)
    state = optimizer(state, gradient, config.learning_rate, config.momentum)
    return Update(state, result, float(right.mean()))
