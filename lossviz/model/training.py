"""Training: stochastic gradient descent on images, one snapshot a step.

    run = train(TrainingConfig(), data)
    for snapshot in run:
        print(snapshot.epoch, snapshot.total)

`run.send(config)` gives the next snapshot too, made with other settings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossviz.model.arrays import Floats, Labels
from lossviz.model.checking import Sizes, as_floats, checked_finite, way_out
from lossviz.model.dataset import Dataset
from lossviz.model.evaluation import Evaluation, evaluate
from lossviz.model.fast_step import FastStep
from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import State
from lossviz.model.optimizers import start as optimizer_start
from lossviz.model.parameters import first_parameters, pack, unpack
from lossviz.model.preprocessing import mean_image
from lossviz.model.step import Update
from lossviz.model.training_config import TrainingConfig

__all__ = ["Evaluation", "Run", "Snapshot", "TrainingConfig", "evaluate", "mean_image", "train"]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Training after one step. Arrays are read-only and no later step changes them.

    config: the settings of this step.
    step: updates made so far; 0 is the start. In a diverged snapshot, the step that failed.
    steps_total: steps at the end of the run, if the settings stay.
    epoch: passes over the training images so far.
    state: the optimizer after this step: W and b in one array, and its memory.
    W (C, D), b (C,): the weights and biases now, float32.
    dW, db: the gradient that made this step.
    data_loss, penalty, total: the objective of this step's minibatch before the update, the
        number whose gradient is dW, db. batch_accuracy: likewise, 0 to 1.
    validation: on the images held out, with W and b as they are now; at step 0 and at the end of
        each epoch, else None. Always None if no images are held out.
    diverged: this step's loss or weights were inf or nan. state, W, b are then the last finite
        ones, and the run ends here.

    At step 0 there was no minibatch yet: its gradient, losses and accuracy are None.
    """

    config: TrainingConfig
    step: int
    steps_total: int
    epoch: float
    state: State
    W: NDArray[np.float32]
    b: NDArray[np.float32]
    dW: NDArray[np.float32] | None = None
    db: NDArray[np.float32] | None = None
    data_loss: float | None = None
    penalty: float | None = None
    total: float | None = None
    batch_accuracy: float | None = None
    validation: Evaluation | None = None
    diverged: bool = False


Run = Generator[Snapshot, TrainingConfig | None, None]

TakeStep = Callable[[State, Labels, TrainingConfig], Update]
"""One step on the examples with these numbers (B,)."""
Validate = Callable[[Floats, Floats, TrainingConfig], Evaluation | None]
"""How good W (C, D) and b (C,) are on what is held out; None where nothing is."""


def train(
    config: TrainingConfig,
    data: Dataset,
    start: tuple[ArrayLike, ArrayLike] | None = None,
    mean: ArrayLike | None = None,
) -> Run:
    """Train on the data, from random weights or from start = (W, b); yields each snapshot.

    The first snapshot is the start itself. Each epoch visits every training image once, in a new
    order; its last minibatch may be smaller. The same seed gives the same run, bit for bit.

    `send(config)` changes the settings from the next step on. Seed and weight scale matter at the
    start alone; another optimizer starts with an empty memory; with fewer epochs, the epoch under
    way is the last. A loss or weights that become inf or nan end the run with a diverged snapshot.
    mean: the mean training image, where it is known already.

    Raises ValueError if there are no training images, or start does not fit them.
    """
    learn, held_out = data.split()
    C = len(data.class_names)
    if len(learn.images) == 0:
        raise ValueError(f"{data.name} has no training images")
    if learn.labels.min() < 0 or learn.labels.max() >= C:
        raise ValueError(f"{data.name} has labels outside 0 to {C - 1}")
    D = learn.images.shape[1]
    if start is None:
        parameters = first_parameters(C, D, config.weight_scale, config.seed)
    else:
        parameters = pack(*checked_start(start, C, D))
    mean = mean_image(learn.images) if mean is None else checked_mean(mean, D)

    def validate(W: Floats, b: Floats, config: TrainingConfig) -> Evaluation | None:
        if len(held_out.images) == 0:
            return None
        return evaluate(W, b, *held_out, mean, LOSSES[config.loss])

    return run(config, parameters, len(learn.images), C, FastStep(learn, mean, C), validate)


def checked_start(start: tuple[ArrayLike, ArrayLike], C: int, D: int) -> tuple[Floats, Floats]:
    """W (C, D) and b (C,) as float32, or ValueError with what is wrong."""
    W, b = as_floats("W", start[0]), as_floats("b", start[1])
    if W.shape != (C, D) or b.shape != (C,):
        hint = way_out("W", W.shape, (C, D))
        raise ValueError(f"W must be ({C}, {D}) and b ({C},), not {W.shape} and {b.shape}{hint}")
    with np.errstate(over="ignore"):  # told below
        W, b = W.astype(np.float32), b.astype(np.float32)
    return checked_finite("W and b", W), checked_finite("W and b", b)


def checked_mean(mean: ArrayLike, D: int) -> NDArray[np.float32]:
    """The mean image (D,) as float32, or ValueError with what is wrong."""
    return Sizes().numbers("mean", mean, D).astype(np.float32, copy=False)


def run(
    config: TrainingConfig,
    parameters: Floats,
    N: int,
    C: int,
    take_step: TakeStep,
    validate: Validate,
) -> Run:
    """The loop of `train`, on N examples of C classes, whatever they are."""
    seed = config.seed
    state = optimizer_start(parameters)
    visited = step = 0  # images, updates
    W, b = unpacked(state, C)
    validation = validate(W, b, config)
    total = steps_left(config, 0, N)
    new = yield Snapshot(config, 0, total, 0.0, state, W, b, validation=validation)
    config = new or config

    while visited < config.epochs * N or visited % N:
        epoch, done = divmod(visited, N)
        if done == 0:
            order = np.random.default_rng([seed, epoch]).permutation(N)
        rows = order[done : done + config.batch_size]
        update = take_step(state, rows, config)
        step += 1
        if not is_finite(update):
            passes = visited / N
            yield snapshot(config, step, step, passes, state, W, b, update, None, diverged=True)
            return

        state = update.state
        visited += len(rows)
        W, b = unpacked(state, C)
        validation = validate(W, b, config) if visited % N == 0 else None
        total = step + steps_left(config, visited, N)
        new = yield snapshot(config, step, total, visited / N, state, W, b, update, validation)
        if new and new.optimizer != config.optimizer:
            state = optimizer_start(state.parameters)
        config = new or config


def snapshot(
    config: TrainingConfig,
    step: int,
    steps_total: int,
    epoch: float,
    state: State,
    W: Floats,
    b: Floats,
    update: Update,
    validation: Evaluation | None,
    diverged: bool = False,
) -> Snapshot:
    """The snapshot after an update."""
    data, penalty, total, dW, db = update.objective
    dW.setflags(write=False)
    db.setflags(write=False)
    accuracy = update.accuracy
    return Snapshot(
        config, step, steps_total, epoch, state, W, b, dW, db, data, penalty, total, accuracy,
        validation, diverged,
    )  # fmt: skip


def unpacked(state: State, C: int) -> tuple[Floats, Floats]:
    """Read-only W and b; the arrays of the state are never written again."""
    for array in (state.parameters, state.velocity, state.squares):
        array.setflags(write=False)
    return unpack(state.parameters, C)


def is_finite(update: Update) -> bool:
    """Whether the loss, and the weights after the step, are finite."""
    return math.isfinite(update.objective.total) and bool(
        np.isfinite(update.state.parameters).all()
    )


def steps_left(config: TrainingConfig, visited: int, N: int) -> int:
    """Steps from here to the end: what is left of this epoch, and the whole ones after it."""
    epoch, done = divmod(visited, N)
    this = math.ceil((N - done) / config.batch_size) if done else 0
    whole = max(0, config.epochs - epoch - bool(done))
    return this + whole * math.ceil(N / config.batch_size)
