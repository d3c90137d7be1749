"""Ranges of numbers, made round, and the round values to mark in them. No Qt.

Ranges are pairs (low, high) in data units.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from lossviz.widgets.numbers.number_text import format_number

FloatArray = npt.NDArray[np.floating[Any]]
Range = tuple[float, float]

_MOST_TICKS = 5
_FEWEST_TICKS = 3


def sane_range(wanted: Range) -> Range:
    """`wanted` when it is finite and ascending, else the nearest range that is."""
    low, high = wanted
    if math.isfinite(low) and math.isfinite(high) and low < high:
        return low, high
    return nice_range(low, high)


def nice_range(low: float, high: float) -> Range:
    """The range widened to half steps of its ticks, so that it changes rarely and in steps.

    NaN and ±∞ count as absent; a range of no width gets one.
    """
    low, high = _finite_range(low, high)
    half = tick_step(low, high) / 2
    return half * math.floor(low / half + 1e-9), half * math.ceil(high / half - 1e-9)


def _finite_range(low: float, high: float) -> Range:
    known = [each for each in (low, high) if math.isfinite(each)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    width = max(abs(low), abs(high), 1.0) * 0.05
    return (low, high) if high - low > width * 1e-6 else (low - width, high + width)


def ticks(wanted: Range) -> tuple[float, ...]:
    """Round values inside a range, three to five of them."""
    low, high = sane_range(wanted)
    step = tick_step(low, high)
    first = math.ceil(low / step - 1e-9)
    return tuple(step * (first + i) for i in range(_tick_count(low, high, step)))


def tick_text(value: float, wanted: Range, unit: str = "") -> str:
    """A tick's value with as many decimals as the step between ticks needs, and its unit.

    >>> tick_text(20.0, (0.0, 60.0), "%")
    '20 %'
    """
    step = tick_step(*sane_range(wanted))
    decimals = next((d for d in range(9) if math.isclose(round(step, d), step)), 9)
    text = format_number(value, decimals)
    return f"{text} {unit}" if unit else text


def tick_step(low: float, high: float) -> float:
    """The roundest step that puts at most five ticks, and three if it can, into a range."""
    magnitude = 10.0 ** math.floor(math.log10((high - low) / _MOST_TICKS))
    steps = [magnitude * each for each in (1, 2, 5, 10, 20)]
    step = next(each for each in steps if _tick_count(low, high, each) <= _MOST_TICKS)
    quarter = magnitude * 2.5
    fits = _FEWEST_TICKS <= _tick_count(low, high, quarter) <= _MOST_TICKS
    return quarter if _tick_count(low, high, step) < _FEWEST_TICKS and fits else step


def _tick_count(low: float, high: float, step: float) -> int:
    return math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1
