"""The table as the settings file keeps it; what no longer makes sense becomes the lecture's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lossviz.model.losses import Hinge
from lossviz.panelkit.moment import codec
from lossviz.panelkit.values import (
    choice,
    fields_that_fit,
    flag,
    listed,
    named,
    number,
    row,
    rows,
    text,
    whole,
)
from lossviz.panels.scores.linear import PIXELS, Linear, linear_scores
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
    PLOTS,
    READINGS,
    Origin,
    ScoresState,
    ScoresView,
)
from lossviz.panels.scores.tables import LECTURE

LONGEST_ORIGIN = 1024  # no system has longer names of files


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
        "origin": state.origin.name if state.origin and state.is_as_read else "",
    }


def scores_from_values(values: Mapping[str, Any]) -> ScoresState:
    """The table of last time, whole, or the lecture's."""
    try:
        return _scores(values)
    except (KeyError, ValueError):
        return LECTURE


def _scores(values: Mapping[str, Any]) -> ScoresState:
    classes = _names(values["classes"], FEWEST_CLASSES, MOST_CLASSES)
    examples = _names(values["examples"], FEWEST_EXAMPLES, MOST_EXAMPLES)
    N, C = len(examples), len(classes)
    linear = None if values["linear"] is None else _linear(values["linear"], N, C)
    scores = rows(values["scores"], N, C, LARGEST_SCORE)
    y = tuple(whole(each, 0, C - 1) for each in listed(values["y"], N))
    origin = text(values.get("origin", ""), 0, LONGEST_ORIGIN)
    return ScoresState(
        classes=classes,
        examples=examples,
        scores=linear_scores(linear) if linear else scores,
        y=y,
        scale=number(values["scale"], 0.0, LARGEST_SCALE),
        hinge=_hinge(named(values["hinge"])),
        linear=linear,
        digits=whole(values["digits"], FEWEST_DIGITS, MOST_DIGITS),
        drawings=_drawings(values["drawings"], N),
        origin=Origin(origin, scores, y) if origin else None,
    )


def _drawings(values: Any, N: int) -> tuple[str, ...]:
    return tuple(choice(each, ("", *DRAWN)) for each in listed(values, N if values else 0))


def _hinge(values: Mapping[str, Any]) -> Hinge:
    flags = {name: flag(values[name]) for name in ("squared", "include_true_class", "mean")}
    return Hinge(margin=number(values["margin"], 0.0, LARGEST_MARGIN), **flags)


def _linear(values: Any, N: int, C: int) -> Linear:
    values = named(values)
    return Linear(
        W=rows(values["W"], C, PIXELS, LARGEST_WEIGHT),
        b=row(values["b"], C, LARGEST_WEIGHT),
        X=rows(values["X"], N, PIXELS, LARGEST_WEIGHT),
    )


def _names(values: Any, fewest: int, most: int) -> tuple[str, ...]:
    return tuple(text(name, 1, LONGEST_NAME) for name in listed(values, fewest, most))


def scores_view_from_values(values: Mapping[str, Any], state: ScoresState) -> ScoresView:
    """Where one looked in this table, each choice that fits."""
    N, C = len(state.examples), len(state.classes)
    readers = {
        "example": lambda value: whole(value, 0, N - 1),
        "j": lambda value: whole(value, 0, C - 1),
        "offset": lambda value: number(value, -LARGEST_SCORE, LARGEST_SCORE),
        "plot": lambda value: choice(value, PLOTS),
        "reading": lambda value: choice(value, READINGS),
    }
    return ScoresView(**fields_that_fit(values, readers)).within(state)


CODEC = codec(values_from_scores, scores_from_values, scores_view_from_values)
