"""What can be set in the view Preferences, and the pure actions on it. No Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lossviz.model.regularization import Regularization
from lossviz.model.regularized.penalty_parts import without_strength
from lossviz.model.regularized.preferences import keeping_score, least_weights
from lossviz.panelkit.values import choice, fields_that_fit, flag, listed, row, whole
from lossviz.panels.regularization.reading import penalty_from_values

D = 4
LARGEST = 1e3
VECTORS = ("x", "w1", "w2", "w")
LOOKED_AT = ("w1", "w2", "w")
PENALTY = Regularization("l2", 1.0)
SCORE_DECIMALS = 10
Vector = tuple[float, ...]


@dataclass(frozen=True)
class PreferencesSettings:
    """x (D,): an image. w1, w2, w (D,): weights of the lecture, and of one's own.

    keep: whether a bar that is dragged moves the others, so that w · x stays. locked: which of w
    they leave alone.
    """

    penalty: Regularization = PENALTY
    x: Vector = (1.0, 1.0, 1.0, 1.0)
    w1: Vector = (1.0, 0.0, 0.0, 0.0)
    w2: Vector = (0.25, 0.25, 0.25, 0.25)
    w: Vector = (0.625, 0.125, 0.125, 0.125)
    keep: bool = True
    locked: tuple[int, ...] = ()


@dataclass(frozen=True)
class PreferencesLook:
    """of: whose slopes of R are shown."""

    of: str = "w"


LECTURE = PreferencesSettings()
SPARSE = replace(
    LECTURE,
    x=(1.0, 1.0, 1.0, 2.0),
    w1=(0.0, 0.0, 0.0, 0.5),
    w2=tuple(each / 7 for each in (1.0, 1.0, 1.0, 2.0)),
    w=(0.0, 0.0, 0.0, 0.5),
)
"""Where L1 has a favourite: the largest x needs the smallest weight."""
PRESETS = {"lecture": LECTURE, "sparse": SPARSE}


def score(w: Vector, x: Vector) -> float:
    """w · x, without the rounding dirt of binary fractions."""
    return round(float(np.dot(w, x)), SCORE_DECIMALS) + 0.0


def with_value(
    settings: PreferencesSettings, vector: str, i: int, value: float
) -> PreferencesSettings:
    """Number i of a vector changed; of weights whose score is kept the others move with it."""
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError(f"A number here must be between −{LARGEST:,.0f} and {LARGEST:,.0f}.")
    before: Vector = getattr(settings, vector)
    if vector == "x" or not settings.keep:
        return with_weights(settings, vector, (*before[:i], value + 0.0, *before[i + 1 :]))
    locked = settings.locked if vector == "w" else ()
    kept = score(before, settings.x)
    moved = keeping_score(before, settings.x, kept, i, value, locked)
    if moved is None:
        raise ValueError(
            "No other weight can make up for it: each is locked, or its x is 0. "
            "Unlock one, or do not keep w · x."
        )
    return with_weights(settings, vector, tuple((moved + 0.0).tolist()))


def with_weights(
    settings: PreferencesSettings, vector: str, weights: Vector
) -> PreferencesSettings:
    """All of a vector changed; ValueError if a number is too large."""
    if max(map(abs, weights)) > LARGEST:
        raise ValueError(f"A weight would be above {LARGEST:,.0f}.")
    changes: dict[str, Any] = {vector: weights}
    return replace(settings, **changes)


def between(settings: PreferencesSettings, share: float) -> PreferencesSettings:
    """w on the way from w1 (share 0) to w2 (share 1), or beyond."""
    pairs = zip(settings.w1, settings.w2, strict=True)
    # Not a + share (b − a): at 1 that is not b to the last digit.
    return with_weights(settings, "w", tuple((1 - share) * a + share * b for a, b in pairs))


def cheapest(settings: PreferencesSettings) -> PreferencesSettings:
    """w as the penalty in force likes it best, with the score that it has."""
    regularizer = without_strength(settings.penalty)
    least = least_weights(settings.x, score(settings.w, settings.x), regularizer)
    return with_weights(settings, "w", tuple((least + 0.0).tolist()))


def at_random(settings: PreferencesSettings, seed: int) -> PreferencesSettings:
    """w drawn, and then moved as little as can be, so that it has the score it had."""
    drawn = np.random.default_rng(seed).normal(0, 0.5, D).round(2)
    x = np.array(settings.x)
    if not x.any():
        return with_weights(settings, "w", tuple(drawn.tolist()))
    missing = score(settings.w, settings.x) - float(drawn @ x)
    return with_weights(settings, "w", tuple((drawn + x * missing / float(x @ x)).tolist()))


def with_keep(settings: PreferencesSettings, keep: bool) -> PreferencesSettings:
    """Whether the score is kept while a bar is dragged."""
    return replace(settings, keep=keep)


def with_lock(settings: PreferencesSettings, i: int) -> PreferencesSettings:
    """Weight i of w locked, or no longer."""
    locked = set(settings.locked) ^ {i}
    return replace(settings, locked=tuple(sorted(locked)))


def preset(settings: PreferencesSettings, key: str) -> PreferencesSettings:
    """The vectors of a preset, with the penalty that is in force."""
    return replace(PRESETS[key], penalty=settings.penalty)


def preset_in_force(settings: PreferencesSettings) -> str:
    """The preset whose x, w1 and w2 these are; "" for one's own."""
    mine = settings.x, settings.w1, settings.w2
    return next((key for key, p in PRESETS.items() if (p.x, p.w1, p.w2) == mine), "")


def settings_from_values(values: Mapping[str, Any]) -> PreferencesSettings:
    """The settings of last time, each that fits."""
    readers: dict[str, Any] = {name: lambda value: row(value, D, LARGEST) for name in VECTORS}
    readers["keep"] = flag
    readers["locked"] = lambda value: tuple(
        sorted({whole(each, 0, D - 1) for each in listed(value, 0, D)})
    )
    penalty = penalty_from_values(values.get("penalty"), LECTURE.penalty)
    return replace(LECTURE, penalty=penalty, **fields_that_fit(values, readers))


def look_from_values(values: Mapping[str, Any]) -> PreferencesLook:
    """What was looked at last time."""
    readers = {"of": lambda value: choice(value, LOOKED_AT)}
    return PreferencesLook(**fields_that_fit(values, readers))
