"""What can be set in the view W or 2W, and the pure actions on it. No Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lossviz.data.lecture_scores import CLASSES, WEIGHTS, Rows
from lossviz.model.regularization import Regularization
from lossviz.panelkit.values import choice, fields_that_fit, number, rows
from lossviz.panels.regularization.reading import penalty_from_values

IMAGES = (*CLASSES, "all")
"""What the data loss is of: one of the three images, by its true class, or all of them."""
LARGEST_SCALE, LARGEST_WEIGHT = 1e4, 1e4


PENALTY = Regularization("l2", 0.02)


@dataclass(frozen=True)
class WOr2WSettings:
    """scale: k. W (C, D): the weights at k = 1; there are no biases. image: one of `IMAGES`."""

    penalty: Regularization = PENALTY
    scale: float = 2.0
    image: str = "car"
    W: Rows = WEIGHTS


@dataclass(frozen=True)
class WOr2WLook:
    """There is nothing to choose here but what is set."""


def with_scale(settings: WOr2WSettings, scale: float) -> WOr2WSettings:
    """Another k; ValueError with a sentence if it can't be."""
    if not 0 <= scale <= LARGEST_SCALE:
        raise ValueError(f"k must be a number from 0 to {LARGEST_SCALE:,.0f}.")
    return replace(settings, scale=scale + 0.0)


def with_image(settings: WOr2WSettings, image: str) -> WOr2WSettings:
    """The data loss of another image, or of all."""
    if image not in IMAGES:
        raise ValueError(f"An image is one of {', '.join(IMAGES)}.")
    return replace(settings, image=image)


def with_weight(settings: WOr2WSettings, j: int, d: int, value: float) -> WOr2WSettings:
    """Weight d of class j of kW changed, and so that of W; ValueError if it can't be."""
    if settings.scale == 0:
        raise ValueError("With k = 0 all weights are 0: give k another value first.")
    weight = round(value / settings.scale, 12) + 0.0
    if not math.isfinite(value) or abs(weight) > LARGEST_WEIGHT:
        raise ValueError(f"A weight of W must be between −{LARGEST_WEIGHT:,.0f} and its opposite.")
    W = [list(row) for row in settings.W]
    W[j][d] = weight
    return replace(settings, W=tuple(tuple(row) for row in W))


def settings_from_values(values: Mapping[str, Any]) -> WOr2WSettings:
    """The settings of last time, each that fits."""
    start = WOr2WSettings()
    C, D = len(start.W), len(start.W[0])
    readers = {
        "scale": lambda value: number(value, 0.0, LARGEST_SCALE),
        "image": lambda value: choice(value, IMAGES),
        "W": lambda value: rows(value, C, D, LARGEST_WEIGHT),
    }
    penalty = penalty_from_values(values.get("penalty"), start.penalty)
    return replace(start, penalty=penalty, **fields_that_fit(values, readers))


def look_from_values(_values: Mapping[str, Any]) -> WOr2WLook:
    """There is nothing to read."""
    return WOr2WLook()
