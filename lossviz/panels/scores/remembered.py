"""The table as the settings file keeps it; what no longer makes sense becomes the lecture's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lossviz.model.losses import Hinge
from lossviz.panels.scores.linear import PIXELS, Linear, Row, Rows, linear_scores
from lossviz.panels.scores.state import (
    DRAWN,
    FEWEST_CLASSES,
    FEWEST_DIGITS,
    FEWEST_EXAMPLES,
    LARGEST_MARGIN,
    LARGEST_SCALE,
    LARGEST_SCORE,
    LARGEST_WEIGHT,
    LONGEST_NAME,
    MOST_CLASSES,
    MOST_DIGITS,
    MOST_EXAMPLES,
    ScoresState,
)
from lossviz.panels.scores.tables import LECTURE


def values_from_scores(state: ScoresState) -> dict[str, Any]:
    """What is remembered, ready for JSON. A large file is not: the table keeps its worst rows."""
    return {
        "classes": state.classes,
        "examples": state.examples,
        "scores": state.scores,
        "y": state.y,
        "scale": state.scale,
        "hinge": asdict(state.hinge),
        "linear": asdict(state.linear) if state.linear else None,
        "digits": state.digits,
        "drawings": state.drawings,
    }


def scores_from_values(values: Mapping[str, Any]) -> ScoresState:
    """The table of last time, whole, or the lecture's."""
    try:
        return _scores(values)
    except (KeyError, TypeError, ValueError, OverflowError):
        return LECTURE


def _scores(values: Mapping[str, Any]) -> ScoresState:
    classes = _names(values["classes"], FEWEST_CLASSES, MOST_CLASSES)
    examples = _names(values["examples"], FEWEST_EXAMPLES, MOST_EXAMPLES)
    N, C = len(examples), len(classes)
    linear = None if values["linear"] is None else _linear(values["linear"], N, C)
    scores = _rows(values["scores"], N, C, LARGEST_SCORE)
    return ScoresState(
        classes=classes,
        examples=examples,
        scores=linear_scores(linear) if linear else scores,
        y=tuple(_whole(each, 0, C - 1) for each in _list(values["y"], N)),
        scale=_number(values["scale"], 0.0, LARGEST_SCALE),
        hinge=_hinge(values["hinge"]),
        linear=linear,
        digits=_whole(values["digits"], FEWEST_DIGITS, MOST_DIGITS),
        drawings=_drawings(values["drawings"], N),
    )


def _drawings(values: Any, N: int) -> tuple[str, ...]:
    drawings = tuple(_list(values, N if values else 0))
    if not all(drawing in ("", *DRAWN) for drawing in drawings):
        raise ValueError("there is no such drawing")
    return drawings


def _hinge(values: Mapping[str, Any]) -> Hinge:
    flags = {name: values[name] for name in ("squared", "include_true_class", "mean")}
    if not all(isinstance(flag, bool) for flag in flags.values()):
        raise ValueError("a variant is on or off")
    return Hinge(margin=_number(values["margin"], 0.0, LARGEST_MARGIN), **flags)


def _linear(values: Mapping[str, Any], N: int, C: int) -> Linear:
    return Linear(
        W=_rows(values["W"], C, PIXELS, LARGEST_WEIGHT),
        b=_rows([values["b"]], 1, C, LARGEST_WEIGHT)[0],
        X=_rows(values["X"], N, PIXELS, LARGEST_WEIGHT),
    )


def _names(values: Any, fewest: int, most: int) -> tuple[str, ...]:
    names = tuple(values)
    fit = all(isinstance(name, str) and 0 < len(name) <= LONGEST_NAME for name in names)
    if not (fit and fewest <= len(names) <= most):
        raise ValueError("these are no names")
    return names


def _rows(values: Any, count: int, length: int, largest: float) -> Rows:
    return tuple(_row(row, length, largest) for row in _list(values, count))


def _row(values: Any, length: int, largest: float) -> Row:
    return tuple(_number(value, -largest, largest) for value in _list(values, length))


def _list(values: Any, length: int) -> list[Any]:
    if not isinstance(values, list | tuple) or len(values) != length:
        raise ValueError(f"there are not {length}")
    return list(values)


def _number(value: Any, least: float, most: float) -> float:
    if isinstance(value, bool) or not math.isfinite(value) or not least <= value <= most:
        raise ValueError(f"{value!r} is not between {least} and {most}")
    return float(value)


def _whole(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{value!r} is not a whole number between {least} and {most}")
    return value
