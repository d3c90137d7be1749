"""The times of both gradients are medians of the newest checks."""

from __future__ import annotations

import dataclasses

import pytest

from lossviz.panels.landscape.checking import Check, check_here
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.timing import COUNT, Times


@pytest.fixture
def check(ground_of) -> Check:
    return check_here(ground_of(), LandscapeState(), 0.3, -1.1)


def timed(check: Check, numeric: float, analytic: float) -> Check:
    return dataclasses.replace(check, seconds_numeric=numeric, seconds_analytic=analytic)


def test_one_slow_check_among_many_is_not_what_is_shown(check):
    times = Times()
    for numeric, analytic in ((4.0, 2.0), (90.0, 1.0), (1.0, 50.0), (5.0, 3.0), (3.0, 0.1)):
        found = times.smoothed(timed(check, numeric, analytic))
    assert (found.seconds_numeric, found.seconds_analytic) == (4.0, 2.0)


def test_only_the_newest_count(check):
    times = Times()
    for seconds in range(100):
        found = times.smoothed(timed(check, float(seconds), 2.0 * seconds))
    middle = 99 - COUNT // 2
    assert (found.seconds_numeric, found.seconds_analytic) == (middle, 2 * middle)


def test_another_kind_of_check_begins_anew(check):
    times = Times()
    times.smoothed(timed(check, 9.0, 9.0), "one")
    found = times.smoothed(timed(check, 1.0, 2.0), "other")
    assert (found.seconds_numeric, found.seconds_analytic) == (1.0, 2.0)
