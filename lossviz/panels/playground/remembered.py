"""The settings as the file keeps them; what no longer makes sense falls back to its default."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lossviz.data.points import (
    FARTHEST,
    FEWEST_CLASSES,
    MOST_CLASSES,
    MOST_POINTS,
    as_points,
)
from lossviz.data.score_columns import LONGEST_NAME
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.panelkit.moment import codec
from lossviz.panelkit.values import (
    choice,
    fields_that_fit,
    flag,
    listed,
    named,
    number,
    one_of,
    optional,
    renamed,
    row,
    rows,
    text,
    whole,
    wholes,
    window,
    with_each,
)
from lossviz.panels.playground.point_set import PointSet, point_set
from lossviz.panels.playground.state import (
    BESIDE,
    CHOICES,
    FARTHEST_WEIGHT,
    SPEEDS,
    START,
    PlaygroundState,
    PlaygroundView,
    with_classes,
    with_dataset,
    with_feature_map,
    with_setting,
)

PLAIN = (
    "count", "noise", "share", "data_seed", "loss", "margin", "regularization",
    "strength", "learning_rate", "optimizer", "momentum", "batch_size", "seed",
)  # fmt: skip
OLD_NAMES = {"step_size": "learning_rate", "batch": "batch_size"}
# Of a data set that can be drawn again, no more points than this are kept one by one.
MOST_KEPT = 500


def values_from_playground(state: PlaygroundState) -> dict[str, Any]:
    """What is remembered, ready for JSON. Many points that were drawn are not: they are again."""
    values: dict[str, Any] = {name: getattr(state, name) for name in PLAIN}
    values |= {"dataset": state.dataset, "feature_map": state.feature_map, "C": state.C}
    values |= {"class_names": list(state.class_names), "x_names": list(state.x_names)}
    values["W"], values["b"] = [list(row) for row in state.W], list(state.b)
    if not state.dataset or len(state.points.y) <= MOST_KEPT:
        X, y, test = state.points.X, state.points.y, state.points.test
        values["points"] = {"X": X.tolist(), "y": y.tolist(), "test": test.tolist()}
    return values


def playground_from_values(values: object) -> PlaygroundState:
    """The settings of last time, each that fits. What the shapes hang on comes first."""
    if not isinstance(values, Mapping) or not values:
        return START  # the very same points: others are another state, even in the same places
    values = renamed(values, OLD_NAMES)
    plain = {name: getattr(START, name) for name in PLAIN}
    state = _with_shapes(with_each(START, plain, values, with_setting), values)
    return _with_names(_with_weights(_with_points(state, values), values), values)


def _with_shapes(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """Features and classes, with weights of that shape to begin with."""
    with contextlib.suppress(ValueError):
        state = with_feature_map(state, choice(values.get("feature_map"), FEATURE_MAPS))
    with contextlib.suppress(ValueError):
        state = with_classes(state, whole(values.get("C"), FEWEST_CLASSES, MOST_CLASSES))
    return state


def _with_points(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """The points that were kept, else those of the data set, else the nine to begin with."""
    dataset = START.dataset
    with contextlib.suppress(ValueError):
        dataset = choice(values.get("dataset"), CHOICES["dataset"])
    with contextlib.suppress(ValueError):
        return replace(state, points=_points(values.get("points"), state.C), dataset=dataset)
    return with_dataset(state, dataset or START.dataset)


def _with_weights(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """Where a run begins, if it is of the shape of classes and features."""
    D = len(FEATURE_MAPS[state.feature_map].names)
    with contextlib.suppress(ValueError):
        state = replace(state, W=rows(values.get("W"), state.C, D, FARTHEST_WEIGHT))
    with contextlib.suppress(ValueError):
        state = replace(state, b=row(values.get("b"), state.C, FARTHEST_WEIGHT))
    return state


def _with_names(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """What a file called its classes and inputs, where the points are still its own."""
    with contextlib.suppress(ValueError):
        state = replace(state, class_names=_names(values.get("class_names"), MOST_CLASSES))
    with contextlib.suppress(ValueError):
        state = replace(state, x_names=_names(values.get("x_names"), 2))
    return state


def _names(values: object, most: int) -> tuple[str, ...]:
    return tuple(text(name, 1, LONGEST_NAME) for name in listed(values, 0, most))


def _points(values: object, C: int) -> PointSet:
    """Points of C classes, one of them at least to learn from."""
    kept = named(values)
    places = [row(each, 2, FARTHEST) for each in listed(kept.get("X"), 0, MOST_POINTS)]
    N = len(places)
    classes = [whole(each, 0, C - 1) for each in listed(kept.get("y"), N)]
    held = [flag(each) for each in listed(kept.get("test"), N)]
    if all(held):
        raise ValueError("there must be a point to learn from")
    return point_set(as_points(places, classes), np.array(held))


def playground_view_from_values(
    values: Mapping[str, Any], state: PlaygroundState
) -> PlaygroundView:
    """Where one looked at these points, each choice that fits."""
    N, D = len(state.points.y), len(FEATURE_MAPS[state.feature_map].names)
    readers: dict[str, Callable[[Any], Any]] = {
        "window": optional(window),
        "chosen": optional(lambda value: whole(value, 0, N - 1)),
        "margins": flag,
        "sizes": flag,
        "preview": flag,
        "speed": optional(lambda value: one_of(value, SPEEDS)),
        "beside": lambda value: choice(value, BESIDE),
        "travel": lambda value: number(value, 0.0, 1.0),
        "axes": lambda value: wholes(value, D, D),
    }
    return PlaygroundView(**fields_that_fit(values, readers))


CODEC = codec(values_from_playground, playground_from_values, playground_view_from_values)
