"""What each panel remembers: between its state and its part of the settings. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from lossviz.panels.landscape.remembered import landscape_from_values, values_from_landscape
from lossviz.panels.playground.remembered import playground_from_values, values_from_playground
from lossviz.panels.scores.remembered import scores_from_values, values_from_scores
from lossviz.panels.training.state import TrainingState, state_from_values
from lossviz.shell.settings import Settings, settings_text

Values = dict[str, Any]


def values_from_training(state: TrainingState) -> Values:
    """The hyperparameters by name."""
    return asdict(state.config)


FROM_STATE: dict[str, Callable[[Any], Values]] = {
    "scores": values_from_scores,
    "landscape": values_from_landscape,
    "playground": values_from_playground,
    "training": values_from_training,
}
"""By the name of the panel, which is that of its part of the settings."""


def states_of(settings: Settings) -> dict[str, object]:
    """The state that each panel begins with."""
    return {
        "scores": scores_from_values(settings.scores),
        "landscape": landscape_from_values(settings.landscape),
        "playground": playground_from_values(settings.playground),
        "training": state_from_values(settings.training),
    }


def text_with(settings: Settings, states: Mapping[str, object]) -> str:
    """The file's text, with the states of all panels.

    Thousands of points take longer than a frame: while the app runs this is the worker's.
    """
    values: Values = {name: values_from(states[name]) for name, values_from in FROM_STATE.items()}
    return settings_text(replace(settings, **values))
