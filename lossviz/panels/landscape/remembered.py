"""The settings as the file keeps them; what no longer makes sense falls back to its default."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lossviz.model.formula import parse_formula
from lossviz.panels.landscape.state import (
    PLAYGROUND,
    SCORES,
    SURFACES,
    TRAINING,
    LandscapeState,
    with_setting,
    with_start,
    with_surface,
)

PLAIN = (
    "loss", "regularization", "strength", "plane", "h", "scheme", "precision", "walker", "rate",
    "momentum", "batch", "batches", "seed",
)  # fmt: skip


def values_from_landscape(state: LandscapeState) -> dict[str, Any]:
    """What is remembered, ready for JSON. A mistake is not: nobody should find it a day later."""
    values = asdict(state)
    del values["mistake"]
    return values


def landscape_from_values(values: Mapping[str, Any]) -> LandscapeState:
    """The settings of last time, each that fits. The surface first, and who walks before rivals."""
    state = LandscapeState()
    surface = values.get("surface")
    if surface in SURFACES:
        state = with_surface(state, surface)
    state = _with_texts(_with_plain(state, values), values)
    return _with_start(state, values.get("start"))


def _with_plain(state: LandscapeState, values: Mapping[str, Any]) -> LandscapeState:
    """The settings that are a number or a choice."""
    for name in PLAIN:
        default = getattr(state, name)
        value = values.get(name, default)
        wanted = (int, float) if isinstance(default, float) else type(default)
        if isinstance(value, wanted) and not isinstance(value, bool):
            with contextlib.suppress(ValueError):
                state = with_setting(state, name, value)
    return state


def _with_texts(state: LandscapeState, values: Mapping[str, Any]) -> LandscapeState:
    """The formula, the entries of table and weights, and who races."""
    formula = values.get("formula")
    if isinstance(formula, str):
        with contextlib.suppress(ValueError):
            parse_formula(formula)
            state = with_setting(state, "formula", formula)
    for name, count in (("entries", 2), ("playground_entries", 2), ("rivals", None)):
        texts = values.get(name)
        if not isinstance(texts, list | tuple) or not all(isinstance(each, str) for each in texts):
            continue
        if count in (None, len(texts)):
            with contextlib.suppress(ValueError):
                state = with_setting(state, name, tuple(texts))
    return state


def _with_start(state: LandscapeState, start: Any) -> LandscapeState:
    """Where the walk began; of weights that have moved on it says nothing."""
    if state.surface in (SCORES, PLAYGROUND, TRAINING) or not isinstance(start, list | tuple):
        return state
    if len(start) != 2 or not all(isinstance(each, int | float) for each in start):
        return state
    with contextlib.suppress(ValueError, OverflowError):
        return with_start(state, float(start[0]), float(start[1]))
    return state
