"""The settings of a training run."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Integral, Real

from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS, Regularization

LARGEST_BATCH = 512

CHOICES: dict[str, tuple[str, ...]] = {
    "loss": tuple(LOSSES),
    "regularization": tuple(REGULARIZERS),
    "optimizer": tuple(OPTIMIZERS),
}
WHOLE_NUMBERS: dict[str, tuple[str, Callable[[int], bool]]] = {
    "batch_size": (f"1 to {LARGEST_BATCH}", lambda value: 1 <= value <= LARGEST_BATCH),
    "epochs": ("1 or more", lambda value: value >= 1),
    "seed": ("0 or more", lambda value: value >= 0),
}
NUMBERS: dict[str, tuple[str, Callable[[float], bool]]] = {
    "learning_rate": ("above 0", lambda value: value > 0),
    "strength": ("0 or more", lambda value: value >= 0),
    "momentum": ("0 to below 1", lambda value: 0 <= value < 1),
    "weight_scale": ("0 or more", lambda value: value >= 0),
}


@dataclass(frozen=True)
class TrainingConfig:
    """The hyperparameters of one run; a value that makes no sense raises ValueError.

    loss, regularization, optimizer: keys of `LOSSES`, `REGULARIZERS`, `OPTIMIZERS`.
    learning_rate: above 0. strength: the lecture's lambda, 0 or more.
    batch_size: images in a minibatch, 1 to 512. momentum: 0 to below 1.
    epochs: passes over the training images, 1 or more.
    seed: of the first weights and of the order of the images, 0 or more.
    weight_scale: standard deviation of the first weights, 0 or more.
    """

    loss: str = "softmax"
    learning_rate: float = 0.005
    strength: float = 0.02
    regularization: str = "l2"
    batch_size: int = 128
    optimizer: str = "momentum"
    momentum: float = 0.9
    epochs: int = 20
    seed: int = 0
    weight_scale: float = 0.001

    def __post_init__(self) -> None:
        for field, choices in CHOICES.items():
            check(getattr(self, field) in choices, field, f"one of {', '.join(choices)}", self)
        for field, (wanted, fits) in WHOLE_NUMBERS.items():
            value = getattr(self, field)
            check(is_a(Integral, value) and fits(value), field, f"a whole number, {wanted}", self)
            object.__setattr__(self, field, int(value))
        for field, (wanted, fits) in NUMBERS.items():
            value = getattr(self, field)
            good = is_a(Real, value) and is_finite(value) and fits(value)
            check(good, field, f"a finite number, {wanted}", self)
            # A NumPy number would make float64 of the float32 that it is multiplied with.
            object.__setattr__(self, field, float(value))

    @property
    def penalty(self) -> Regularization:
        """The regularizer with its strength."""
        return Regularization(self.regularization, self.strength)


def check(good: bool, field: str, wanted: str, config: TrainingConfig) -> None:
    """Raise ValueError, naming the field and what it takes, if its value is not good."""
    if not good:
        raise ValueError(f"{field} must be {wanted}, not {getattr(config, field)!r}")


def is_finite(value: float) -> bool:
    """Whether a number is finite as a float; a whole number can be too large for that."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_a(kind: type, value: object) -> bool:
    """Whether a value is a number of a kind; True and False are none."""
    return isinstance(value, kind) and not isinstance(value, bool)
