"""Ends of an axis that stay where they are while the data change a little. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable

from lossviz.widgets.numbers.ranges import nice_range

# An axis shrinks only when the data leave half of it empty: a value that is dragged to and fro
# must not make the picture breathe.
_FULL_ENOUGH = 0.5


def steady_top(before: float, values: Iterable[float], least: float = 1.0) -> float:
    """The upper end of an axis from 0: `before` while it serves, else the next nice one.

    Infinite values and NaN do not count. An axis that ends below `least` would show noise.
    """
    wanted = _greatest(values, least)
    return before if _serves(before, wanted) else nice_range(0.0, wanted)[1]


def steady_reach(before: float, values: Iterable[float], least: float = 1.0) -> float:
    """The end of an axis from −reach to reach: 1, 2 or 5 times a power of ten."""
    wanted = _greatest((abs(each) for each in values), least)
    return before if _serves(before, wanted) else _next_round(wanted)


def _greatest(values: Iterable[float], least: float) -> float:
    return max([least, *(each for each in values if math.isfinite(each))])


def _serves(before: float, wanted: float) -> bool:
    return _FULL_ENOUGH * before < wanted <= before * (1 + 1e-9)


def _next_round(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= value * (1 - 1e-9))
