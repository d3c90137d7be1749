"""Ranges and ticks: round, few and always usable."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.numbers.ranges import nice_range, sane_range, tick_text, ticks


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(1.75, 2.31, (1.7, 2.4)), (0, 47, (0, 50)), (0, 2.303, (0, 2.5))],
)
def test_nice_range_widens_to_half_steps(
    low: float, high: float, expected: tuple[float, float]
) -> None:
    assert nice_range(low, high) == pytest.approx(expected)


@settings(deadline=None, derandomize=True)  # the machine's load is not under test
@given(st.floats(), st.floats())
def test_ranges_and_ticks_are_always_usable(low: float, high: float) -> None:
    if any(math.isfinite(each) and abs(each) > 1e300 for each in (low, high)):
        return
    nice = nice_range(low, high)
    assert all(map(math.isfinite, nice))
    assert nice[0] < nice[1]
    assert sane_range((low, high))[0] < sane_range((low, high))[1]
    values = ticks(nice)
    assert 2 <= len(values) <= 5
    assert all(
        nice[0] - 1e-6 * (nice[1] - nice[0]) <= v <= nice[1] + 1e-6 * (nice[1] - nice[0])
        for v in values
    )


def test_ticks_read_as_in_the_design() -> None:
    assert [tick_text(v, (1.7, 2.4)) for v in ticks((1.7, 2.4))] == ["1.8", "2.0", "2.2", "2.4"]
    assert [tick_text(v, (0, 50), "%") for v in ticks((0, 50))] == ["0 %", "20 %", "40 %"]
    assert tick_text(-0.5, (-1, 1)) == "−0.5"
