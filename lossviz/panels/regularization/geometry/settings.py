"""What can be set in the view Geometry, and the pure actions on it. No Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lossviz.model.regularization import Regularization
from lossviz.panelkit.values import (
    choice,
    fields_that_fit,
    flag,
    listed,
    optional,
    row,
    window,
)
from lossviz.panels.regularization.reading import penalty_from_values
from lossviz.panels.regularization.state import PENALTIES
from lossviz.widgets.map.window import Place, Window

DATA = ("softmax", "hinge", "squares")
"""The data loss: softmax or hinge on the lecture's twelve examples, or least squares."""
PLOTS = ("weights", "losses")
LARGEST_CENTRE = 100.0
PENALTY = Regularization("l1", 0.6)


@dataclass(frozen=True)
class GeometrySettings:
    """centre: of least squares, (w1 − c1)^2 + (w2 − c2)^2; the other data do not ask for it."""

    penalty: Regularization = PENALTY
    data: str = "softmax"
    centre: Place = (1.0, 0.4)


@dataclass(frozen=True)
class GeometryLook:
    """paths: of which penalties, besides the one in force. plot: what is drawn against λ.

    total: contours of the total loss in place of the data loss. zeros: which centres of least
    squares make a weight 0. window: the part of the plane; None for the one that shows
    the data loss best.
    """

    paths: tuple[str, ...] = ("l2", "l1")
    plot: str = "weights"
    total: bool = False
    zeros: bool = False
    window: Window | None = None


def with_data(settings: GeometrySettings, data: str) -> GeometrySettings:
    """Another data loss."""
    if data not in DATA:
        raise ValueError(f"Data are one of {', '.join(DATA)}.")
    return replace(settings, data=data)


def with_centre(settings: GeometrySettings, centre: Place) -> GeometrySettings:
    """Another centre of least squares; ValueError with a sentence if it can't be."""
    if not all(math.isfinite(each) and abs(each) <= LARGEST_CENTRE for each in centre):
        raise ValueError(f"A centre must lie within {LARGEST_CENTRE:g} of 0.")
    return replace(settings, centre=centre)


def with_strength(settings: GeometrySettings, strength: float) -> GeometrySettings:
    """Another λ, where the minimum or the body was dragged to; three digits of it."""
    return replace(settings, penalty=replace(settings.penalty, strength=float(f"{strength:.3g}")))


def settings_from_values(values: Mapping[str, Any]) -> GeometrySettings:
    """The settings of last time, each that fits."""
    start = GeometrySettings()
    readers = {
        "data": lambda value: choice(value, DATA),
        "centre": lambda value: row(value, 2, LARGEST_CENTRE),
    }
    penalty = penalty_from_values(values.get("penalty"), start.penalty)
    return replace(start, penalty=penalty, **fields_that_fit(values, readers))


def look_from_values(values: Mapping[str, Any]) -> GeometryLook:
    """Where one looked last time, each choice that fits."""
    readers = {
        "paths": lambda value: tuple(kind for kind in PENALTIES if kind in listed(value, 0, 3)),
        "plot": lambda value: choice(value, PLOTS),
        "total": flag,
        "zeros": flag,
        "window": optional(window),
    }
    return replace(GeometryLook(), **fields_that_fit(values, readers))
