"""The settings as the file keeps them; what no longer makes sense falls back to its default."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from lossviz.model.dataset import IMAGE_SIDE
from lossviz.panelkit.moment import Values, codec
from lossviz.panelkit.values import (
    LARGEST_WHOLE,
    choice,
    fields_that_fit,
    one_of,
    optional,
    whole,
    wholes,
)
from lossviz.panels.training.state import (
    MOST_CLASSES,
    SPEEDS,
    TrainingState,
    TrainingView,
    with_setting,
)


def values_from_training(state: TrainingState) -> Values:
    """The hyperparameters by name, ready for JSON."""
    return asdict(state.config)


def training_from_values(values: Mapping[str, object]) -> TrainingState:
    """The state from remembered settings, each that fits."""
    state = TrainingState()
    for name, value in values.items():
        with contextlib.suppress(ValueError, TypeError):
            state = with_setting(state, name, value)
    return state


VIEW_READERS: dict[str, Callable[[Any], Any]] = {
    "templates": lambda value: choice(value, ("weights", "gradients")),
    "scale": lambda value: choice(value, ("shared", "per-class")),
    "page": lambda value: whole(value, 0, LARGEST_WHOLE),
    "cell": optional(lambda value: wholes(value, MOST_CLASSES, MOST_CLASSES)),
    "pixel": optional(lambda value: wholes(value, MOST_CLASSES, IMAGE_SIDE, IMAGE_SIDE)),
    "speed": optional(lambda value: one_of(value, SPEEDS)),
}


def training_view_from_values(values: Mapping[str, Any], _state: TrainingState) -> TrainingView:
    """Where one looked, each choice that fits."""
    return TrainingView(**fields_that_fit(values, VIEW_READERS))


CODEC = codec(values_from_training, training_from_values, training_view_from_values)
