"""The settings as files keep them; what no longer makes sense falls back to its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lossviz.panelkit.moment import codec
from lossviz.panelkit.values import fields_that_fit, number, optional, rows, whole
from lossviz.panels.features.state import COUNT, LARGEST, MOST_SEED, FeaturesState, FeaturesView

STATE = {
    "seed": lambda value: whole(value, 0, MOST_SEED),
    "points": lambda value: rows(value, COUNT, 2, LARGEST),
}
VIEW = {
    "chosen": optional(lambda value: whole(value, 0, COUNT - 1)),
    "travel": lambda value: number(value, 0, 1),
}


def features_from_values(values: Mapping[str, Any]) -> FeaturesState:
    """The settings of last time, each that fits."""
    return FeaturesState(**fields_that_fit(values, STATE))


CODEC = codec(
    asdict,
    features_from_values,
    lambda values, _state: FeaturesView(**fields_that_fit(values, VIEW)),
)
