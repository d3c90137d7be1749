"""The settings as the file keeps them; what no longer makes sense falls back to its default."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict

from lossviz.panelkit.moment import Codec, Moment, Values
from lossviz.panels.training.state import TrainingState, TrainingView, with_setting


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


def _values(moment: Moment[TrainingState, TrainingView]) -> Values:
    return {"state": values_from_training(moment.state)}


def _moment(values: Values) -> Moment[TrainingState, TrainingView]:
    state = values.get("state")
    return Moment(training_from_values(state if isinstance(state, dict) else {}), TrainingView())


CODEC = Codec(values=_values, moment=_moment)
