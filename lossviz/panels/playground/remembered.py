"""The settings as the file keeps them; what no longer makes sense falls back to its default."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
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
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.panels.playground.state import (
    CHOICES,
    FARTHEST_WEIGHT,
    START,
    PlaygroundState,
    PointSet,
    point_set,
    with_classes,
    with_dataset,
    with_feature_map,
    with_setting,
)

PLAIN = (
    "count", "noise", "share", "data_seed", "loss", "margin", "regularization",
    "strength", "step_size", "optimizer", "momentum", "batch", "seed",
)  # fmt: skip
# Of a data set that can be drawn again, no more points than this are kept one by one.
MOST_KEPT = 500


def values_from_playground(state: PlaygroundState) -> dict[str, Any]:
    """What is remembered, ready for JSON. Many points that were drawn are not: they are again."""
    values: dict[str, Any] = {name: getattr(state, name) for name in PLAIN}
    values |= {"dataset": state.dataset, "feature_map": state.feature_map, "C": state.C}
    values["W"], values["b"] = [list(row) for row in state.W], list(state.b)
    if not state.dataset or len(state.points.y) <= MOST_KEPT:
        X, y, test = state.points.X, state.points.y, state.points.test
        values["points"] = {"X": X.tolist(), "y": y.tolist(), "test": test.tolist()}
    return values


def playground_from_values(values: object) -> PlaygroundState:
    """The settings of last time, each that fits. What the shapes hang on comes first."""
    if not isinstance(values, Mapping):
        return START
    state = _with_shapes(_with_plain(START, values), values)
    return _with_weights(_with_points(state, values), values)


def _with_plain(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """The settings that are a number or a choice."""
    for name in PLAIN:
        default = getattr(state, name)
        value = values.get(name, default)
        wanted = (int, float) if isinstance(default, float) else type(default)
        if isinstance(value, wanted) and not isinstance(value, bool):
            with contextlib.suppress(ValueError, OverflowError):
                state = with_setting(state, name, type(default)(value))
    return state


def _with_shapes(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """Features and classes, with weights of that shape to begin with."""
    feature_map, C = values.get("feature_map"), values.get("C")
    if isinstance(feature_map, str) and feature_map in FEATURE_MAPS:
        state = with_feature_map(state, feature_map)
    with contextlib.suppress(ValueError):
        state = with_classes(state, _whole(C, FEWEST_CLASSES, MOST_CLASSES))
    return state


def _with_points(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """The points that were kept, else those of the data set, else the nine to begin with."""
    dataset = values.get("dataset")
    if not isinstance(dataset, str) or dataset not in CHOICES["dataset"]:
        dataset = START.dataset
    with contextlib.suppress(ValueError):
        return replace(state, points=_points(values.get("points"), state.C), dataset=dataset)
    return with_dataset(state, dataset or START.dataset)


def _with_weights(state: PlaygroundState, values: Mapping[str, Any]) -> PlaygroundState:
    """Where a run begins, if it is of the shape of classes and features."""
    D = len(FEATURE_MAPS[state.feature_map].names)
    with contextlib.suppress(ValueError):
        rows = _list(values.get("W"), state.C)
        state = replace(state, W=tuple(_row(row, D, FARTHEST_WEIGHT) for row in rows))
    with contextlib.suppress(ValueError):
        state = replace(state, b=_row(values.get("b"), state.C, FARTHEST_WEIGHT))
    return state


def _points(values: Any, C: int) -> PointSet:
    """Points of C classes, one of them at least to learn from."""
    if not isinstance(values, Mapping):
        raise ValueError("there are no points")
    X = values.get("X")
    N = len(X) if isinstance(X, list | tuple) else 0
    if N > MOST_POINTS:
        raise ValueError("these are too many points")
    places = [_row(each, 2, FARTHEST) for each in _list(X, N)]
    classes = [_whole(each, 0, C - 1) for each in _list(values.get("y"), N)]
    held = _list(values.get("test"), N)
    if not all(isinstance(each, bool) for each in held) or all(held):
        raise ValueError("there must be a point to learn from")
    return point_set(as_points(places, classes), np.array(held))


def _row(values: Any, length: int, largest: float) -> tuple[float, ...]:
    return tuple(_number(value, largest) for value in _list(values, length))


def _list(values: Any, length: int) -> list[Any]:
    if not isinstance(values, list | tuple) or len(values) != length:
        raise ValueError("these are not as many")
    return list(values)


def _number(value: Any, largest: float) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits or not -largest <= value <= largest:  # nan is refused too
        raise ValueError("this is not a number of that size")
    return float(value)


def _whole(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError("this is not a whole number of that size")
    return value
