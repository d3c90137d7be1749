"""The fast step gives the numbers of the plain one."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.dataset import Split
from lossviz.model.fast_step import FastStep
from lossviz.model.losses import LOSSES
from lossviz.model.objective import objective
from lossviz.model.optimizers import OPTIMIZERS, start
from lossviz.model.parameters import first_parameters, unpack
from lossviz.model.preprocessing import mean_image
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.step import Update, step
from lossviz.model.training_config import TrainingConfig

C = 10


# Drawn apart from the images, whose seed is 0: weights that look like the noise in them would be
# a case of its own.
WEIGHTS_SEED, ROWS_SEED = 11, 12


def minibatches(data: Split, config: TrainingConfig, steps: int) -> list[np.ndarray]:
    """Which images each step is on."""
    rng = np.random.default_rng(ROWS_SEED)
    return [rng.permutation(len(data.labels))[: config.batch_size] for _ in range(steps)]


def both(config: TrainingConfig, data: Split, steps: int = 3) -> tuple[Update, Update]:
    """The last of some steps, fast and plain, each on its own weights."""
    mean = mean_image(data.images)
    fast_step = FastStep(data, mean, C)
    fast = plain = start(first_parameters(C, data.images.shape[1], 0.01, WEIGHTS_SEED))
    for rows in minibatches(data, config, steps):
        a = fast_step(fast, rows, config)
        b = step(plain, data.images[rows], data.labels[rows], mean, C, config)
        fast, plain = a.state, b.state
    return a, b


def assert_equal(fast: Update, plain: Update) -> None:
    """Equal but for float32 rounding, relative to the largest entry.

    On average: AdaGrad, RMSProp and Adam turn the rounding of a gradient near 0 into a whole step.
    """
    a, b = fast.objective, plain.objective
    assert a[:3] == pytest.approx(b[:3], rel=1e-5)
    pairs = [(a.dW, b.dW), (a.db, b.db), (fast.state.parameters, plain.state.parameters)]
    for found, expected in pairs:
        assert np.abs(found - expected).mean() < 1e-5 * max(np.abs(b.dW).max(), 1e-3)
    assert fast.accuracy == plain.accuracy


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("regularization", REGULARIZERS)
@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_losses_and_regularizers(
    ten_classes: Split, loss: str, regularization: str, strength: float
) -> None:
    config = TrainingConfig(loss=loss, regularization=regularization, strength=strength)
    assert_equal(*both(config, ten_classes))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_optimizers(ten_classes: Split, optimizer: str) -> None:
    # A rate at which every one of them moves gently: round-off grows with the steps it takes.
    assert_equal(*both(TrainingConfig(optimizer=optimizer, learning_rate=0.002), ten_classes))


@pytest.mark.parametrize("batch_size", [1, 2, 63, 64, 65, 66, 129, 130, 512])
def test_batch_sizes(ten_classes: Split, batch_size: int) -> None:
    assert_equal(*both(TrainingConfig(batch_size=batch_size), ten_classes))


@pytest.mark.parametrize("D", [1, 48, 1536, 1537])
def test_other_numbers_of_pixels(ten_classes: Split, D: int) -> None:
    assert_equal(*both(TrainingConfig(), Split(ten_classes.images[:, :D], ten_classes.labels)))


def test_rows_that_are_strided(ten_classes: Split) -> None:
    records = np.zeros((600, 3073), np.uint8)
    records[:, 1:] = ten_classes.images
    strided = both(TrainingConfig(), Split(records[:, 1:], ten_classes.labels))[0]
    whole = both(TrainingConfig(), ten_classes)[0]
    np.testing.assert_array_equal(strided.state.parameters, whole.state.parameters)


def test_it_is_as_close_to_float64_as_the_plain_step(ten_classes: Split) -> None:
    config = TrainingConfig()
    fast, plain = both(config, ten_classes, steps=1)
    (rows,) = minibatches(ten_classes, config, steps=1)
    X = ten_classes.images[rows] / 255 - mean_image(ten_classes.images).astype(np.float64)
    W, b = unpack(first_parameters(C, 3072, 0.01, WEIGHTS_SEED).astype(np.float64), C)
    exact = objective(W, b, X, ten_classes.labels[rows], LOSSES["softmax"], config.penalty)
    fast_error, plain_error = (np.abs(u.objective.dW - exact.dW).max() for u in (fast, plain))
    assert fast_error < 10 * plain_error
    # An entry is a sum over the minibatch, and each of its terms is rounded once or twice.
    rounding = 2 * np.finfo(np.float32).eps * np.sqrt(config.batch_size)
    assert fast_error < rounding * np.abs(exact.dW).max()
    assert fast.objective.total == pytest.approx(exact.total, rel=1e-6)
