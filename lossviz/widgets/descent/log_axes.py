"""Axes with a logarithmic or a linear scale: places, round ticks and their texts. No Qt.

A place is what a `PlotFrame` is linear in: the logarithm to base ten, or the value itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lossviz.widgets.numbers.number_text import format_number, power_text, short_number
from lossviz.widgets.numbers.ranges import FloatArray, Range, nice_range, sane_range, tick_step

_EPS = 1e-9
_ENOUGH_POWERS = 3  # with fewer powers of ten on an axis, it has ticks between them
_FULL_ENOUGH = 0.5  # as in steady_range: an axis shrinks only when half of it would be empty
_LEAST_VALUE, _GREATEST_VALUE = 1e-300, 1e300
_ROUNDNESS = (1, 5, 2, 3)  # factors of powers of ten, the roundest first


class Tick(NamedTuple):
    """Where a tick is, and what it says."""

    place: float
    text: str


def has_power(text: str) -> bool:
    """Whether a number is written with a raised exponent."""
    return any(digit in text for digit in "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`, above 0 on a logarithmic axis. `whole`: ticks are whole numbers."""

    low: float
    high: float
    log: bool = False
    whole: bool = False

    @property
    def range(self) -> Range:
        """The places of both ends."""
        return self.place(self.low), self.place(self.high)

    def place(self, value: float) -> float:
        """The place of a value; on a logarithmic axis that of 0 and below is −∞."""
        if not self.log:
            return value
        return math.log10(value) if value > 0 else (math.nan if math.isnan(value) else -math.inf)

    def places(self, values: FloatArray) -> FloatArray:
        """The places of values (K,)."""
        if not self.log:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            places: FloatArray = np.log10(np.where(values < 0, 0.0, values))
        return places

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Round values inside, at most so many but always one."""
        most = max(most, 1)
        if not self.log:
            return _linear_ticks(self.low, self.high, self.whole, most)
        return _log_ticks(*self.range, most)


def steady_axis(before: Axis | None, low: float, high: float, *, log: bool) -> Axis:
    """An axis for values from low to high: `before` while it serves, else the next nice one."""
    wanted = nice_log_range(low, high) if log else nice_range(low, high)
    axis = Axis(*wanted, log)
    if before is None or before.log != log:
        return axis
    first, last = axis.place(low), axis.place(high)
    (start, end), (new_start, new_end) = before.range, axis.range
    full = new_end - new_start >= _FULL_ENOUGH * (end - start)
    return before if full and start <= first and last <= end else axis


def nice_log_range(low: float, high: float) -> Range:
    """The range widened to 1, 2 or 5 times powers of ten; never empty, for low above 0."""
    if not (math.isfinite(low) and math.isfinite(high) and 0 < low <= high):
        return 0.1, 1.0
    low, high = np.clip((low, high), _LEAST_VALUE, _GREATEST_VALUE).tolist()
    below, above = round_below(low), round_above(high)
    # A line along the edge would hide under the axis.
    below = round_below(below * 0.99) if math.isclose(below, low) else below
    return below, above if above > below else round_above(below * 1.01)


def round_above(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten that is not smaller; value above 0."""
    return min(each for each in _around(value) if each >= value * (1 - _EPS))


def round_below(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten that is not larger; value above 0."""
    return max(each for each in _around(value) if each <= value * (1 + _EPS))


def _around(value: float) -> list[float]:
    exponent = math.floor(math.log10(value))
    return [float(f"{digit}e{exponent + e}") for e in (-1, 0, 1) for digit in (1, 2, 5)]


def _linear_ticks(low: float, high: float, whole: bool, most: int) -> tuple[Tick, ...]:
    low, high = sane_range((low, high))
    step = tick_step(low, high)
    if whole and step != round(step):
        step = max(1.0, 2 * step)  # 2.5 becomes 5
    first, last = math.ceil(low / step - _EPS), math.floor(high / step + _EPS)
    chosen = _thinned(range(first, last + 1), most)
    step, steps = step * chosen.step, [k // chosen.step for k in chosen]
    decimals = next((d for d in range(9) if math.isclose(round(step, d), step)), 9)
    return tuple(Tick(k * step, format_number(k * step, decimals)) for k in steps)


def _thinned(steps: range, most: int) -> range:
    """Every second, third ... of the whole numbers, 0 among them if it is inside."""
    every = max(math.ceil(len(steps) / most), 1)
    chosen = range(math.ceil(steps.start / every) * every, steps.stop, every)
    return chosen or steps[:1]


def _log_ticks(start: float, end: float, most: int) -> tuple[Tick, ...]:
    powers = range(math.ceil(start - _EPS), math.floor(end + _EPS) + 1)
    if len(powers) >= _ENOUGH_POWERS:
        return _power_ticks(powers, most)
    found = _one_two_five(start, end, (end - start) / most)
    if len(found) > 1 or most == 1:
        return found or (_rounded(start),)
    # Less than a factor of two: the steps between round numbers are as good as equal.
    linear = _linear_ticks(10**start, 10**end, whole=False, most=most)
    return tuple(Tick(math.log10(tick.place), tick.text) for tick in linear if tick.place > 0)


def _rounded(place: float) -> Tick:
    return Tick(place, short_number(float(f"{10**place:.2g}")))


def _power_ticks(powers: range, most: int) -> tuple[Tick, ...]:
    """Powers of ten 1, 2, 4, 8 ... decades apart."""
    step = 1
    while len(chosen := [k for k in powers if k % step == 0]) > max(most, 1):
        step *= 2
    # Few decades around 1 are read more easily written out.
    plain = powers[0] >= -3 and powers[-1] <= 3
    texts = [short_number(10.0**k) if plain or k in (0, 1) else power_text(k) for k in chosen]
    return tuple(Tick(float(k), text) for k, text in zip(chosen, texts, strict=True))


def _one_two_five(start: float, end: float, apart: float) -> tuple[Tick, ...]:
    """The roundest numbers that lie at least `apart` decades from each other."""
    found: list[Tick] = []
    for factor in _ROUNDNESS:
        for power in range(math.floor(start), math.floor(end) + 1):
            value = float(f"{factor}e{power}")
            place = math.log10(value)
            free = all(abs(place - other.place) >= apart - _EPS for other in found)
            if free and start - _EPS <= place <= end + _EPS:
                found.append(Tick(place, short_number(value)))
    return tuple(sorted(found))
