"""What a person can set in the Training panel, and the pure actions on it.

The settings are what undo takes back; where one looks (page of test images, chosen cell, ...) is
not, so it has a record of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.wish import PenaltyWish

MOST_EPOCHS = 1000
LARGEST_SEED = 99_999
# Steps a second that a person may choose: the eye follows 60, the worker can take thousands.
SPEEDS = (10, 60, 300)
MOST_CLASSES = 10


@dataclass(frozen=True)
class TrainingState:
    """The settings of a run; each edit makes a new one.

    run: which of the runs on these images; another start makes another one. It is no setting, but
    what undo needs to bring a run back.
    """

    config: TrainingConfig = field(default_factory=TrainingConfig)
    run: int = 0


@dataclass(frozen=True)
class TrainingView:
    """Where a person chose to look.

    templates: the weights, or the gradient of the last step. scale: one scale for all ten pictures,
    or one each. page: which test images, from 0. cell: (true class, predicted class) of the
    confusion matrix. pixel: (class, row, column). speed: steps a second at most, one of `SPEEDS`,
    or None for as many as the worker can take.
    """

    templates: Literal["weights", "gradients"] = "weights"
    scale: Literal["shared", "per-class"] = "shared"
    page: int = 0
    cell: tuple[int, int] | None = None
    pixel: tuple[int, int, int] | None = None
    speed: int | None = 60


@dataclass(frozen=True)
class TrainingSight(TrainingView):
    """What is seen: the view, and how many test images fit on a page, which no one chose."""

    per_page: int = 6


def with_setting(state: TrainingState, name: str, value: object) -> TrainingState:
    """The state with one setting changed; ValueError with a sentence when it can't be."""
    return replace(state, config=replace(state.config, **{name: value}))  # type: ignore[arg-type]


def with_wish(state: TrainingState, wish: PenaltyWish) -> TrainingState:
    """The penalty that another panel asks for."""
    state = with_setting(state, "regularization", wish.penalty.kind)
    return with_setting(state, "strength", wish.penalty.strength)
