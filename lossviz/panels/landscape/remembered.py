"""The settings as the file keeps them; what no longer makes sense falls back to its default."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from lossviz.model.formula import parse_formula
from lossviz.panelkit.moment import codec
from lossviz.panelkit.values import (
    LARGEST_WHOLE,
    alike,
    choice,
    fields_that_fit,
    flag,
    listed,
    one_of,
    optional,
    renamed,
    whole,
    window,
    with_each,
)
from lossviz.panels.landscape.state import (
    CUTS,
    SPEEDS,
    TABLES,
    WALKERS,
    LandscapeState,
    LandscapeView,
    with_rate,
    with_setting,
    with_start,
    with_surface,
)
from lossviz.panels.landscape.surface_kinds import SURFACES

PLAIN = (
    "loss", "regularization", "strength", "plane", "h", "scheme", "precision", "walker",
    "learning_rate", "own_rates", "momentum", "batch_size", "batches", "seed",
)  # fmt: skip
OLD_NAMES = {"rate": "learning_rate", "batch": "batch_size"}


def values_from_landscape(state: LandscapeState) -> dict[str, Any]:
    """What is remembered, ready for JSON. A mistake is not: nobody should find it a day later."""
    values = asdict(state) | {"rates": dict(state.rates)}
    del values["mistake"]
    return values


def landscape_from_values(values: Mapping[str, Any]) -> LandscapeState:
    """The settings of last time, each that fits. The surface first, and who walks before rivals."""
    state, values = LandscapeState(), renamed(values, OLD_NAMES)
    with contextlib.suppress(ValueError):
        state = with_surface(state, choice(values.get("surface"), SURFACES))
    plain = {name: getattr(state, name) for name in PLAIN}
    state = _with_texts(with_each(state, plain, values, with_setting), values)
    return _with_start(state, values.get("start"))


def _with_texts(state: LandscapeState, values: Mapping[str, Any]) -> LandscapeState:
    """The formula, the entries of table and weights, and who races."""
    formula = values.get("formula")
    if isinstance(formula, str):
        with contextlib.suppress(ValueError):
            parse_formula(formula)
            state = with_setting(state, "formula", formula)
    for name, fewest, most in (
        ("entries", 2, 2), ("playground_entries", 2, 2), ("rivals", 0, len(WALKERS)),
    ):  # fmt: skip
        with contextlib.suppress(ValueError):
            texts = tuple(alike(each, "") for each in listed(values.get(name), fewest, most))
            state = with_setting(state, name, texts)
    return _with_rates(state, values.get("rates"))


def _with_rates(state: LandscapeState, rates: Any) -> LandscapeState:
    """The learning rates that rivals have of their own, each that fits."""
    for name in WALKERS if isinstance(rates, Mapping) else ():
        with contextlib.suppress(ValueError):
            state = with_rate(state, name, alike(rates.get(name), 0.0))
    return state


def _with_start(state: LandscapeState, start: Any) -> LandscapeState:
    """Where the walk began; of weights that have moved on it says nothing."""
    if state.kind.source:
        return state
    with contextlib.suppress(ValueError):
        w1, w2 = (alike(each, 0.0) for each in listed(start, 2))
        state = with_start(state, w1, w2)
    return state


VIEW_READERS: dict[str, Callable[[Any], Any]] = {
    "window": optional(window),
    "log": flag,
    "relief": flag,
    "minibatches": flag,
    "cut": lambda value: choice(value, CUTS),
    "table": lambda value: choice(value, TABLES),
    "filled": optional(lambda value: whole(value, 0, LARGEST_WHOLE)),
    "speed": lambda value: one_of(value, SPEEDS),
    "keeps_walks": flag,
}


def landscape_view_from_values(values: Mapping[str, Any], _state: LandscapeState) -> LandscapeView:
    """Where one looked, each choice that fits."""
    return LandscapeView(**fields_that_fit(values, VIEW_READERS))


CODEC = codec(values_from_landscape, landscape_from_values, landscape_view_from_values)
