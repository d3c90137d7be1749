"""Steps, drags and limits without a widget."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.widgets.numbers.number_scale import Limits, LinearScale, LogScale

RATE = LogScale(1e-6, 10.0)
LAMBDA = LogScale(1e-4, 10.0, zero=True)
MOMENTUM = LinearScale(0.0, 0.99, 0.01)
BATCH = LinearScale(1, 512, 1, whole=True)
SCALES = (RATE, LAMBDA, MOMENTUM, BATCH)


@pytest.mark.parametrize("scale", SCALES)
@given(share=st.floats(0, 1))
def test_every_place_is_a_value_inside_the_ends(scale, share):
    value = scale.at(share)
    assert (0 if scale is LAMBDA else scale.minimum) <= value <= scale.maximum
    assert scale.share(value) == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize("scale", SCALES)
def test_the_ends_are_exact(scale):
    assert scale.at(1.0) == scale.maximum
    assert scale.at(0.0) == (0 if scale is LAMBDA else scale.minimum)


def test_log_steps_go_one_two_five():
    values = [1e-3]
    for _ in range(4):
        values.append(RATE.stepped(values[-1], 1))
    assert values == [1e-3, 2e-3, 5e-3, 1e-2, 2e-2]
    assert RATE.stepped(0.0007, 1) == 0.001
    assert RATE.stepped(0.0007, -1) == 0.0005
    assert RATE.stepped(0.001, 10) == 0.01
    assert RATE.stepped(0.001, 0.1) == 0.00108


def test_a_log_drag_has_twenty_steps_a_decade():
    assert RATE.dragged(1e-3, 20) == 1e-2
    assert RATE.dragged(1e-3, -20) == 1e-4
    assert RATE.dragged(0.00075, 0) == 0.00075


def test_zero_lies_left_of_the_smallest():
    assert LAMBDA.stepped(1e-4, -1) == 0
    assert LAMBDA.stepped(0, 1) == 1e-4
    assert LAMBDA.stepped(0, -1) == 0
    assert LAMBDA.dragged(1e-4, -5) == 0
    assert LAMBDA.share(0) == 0 < LAMBDA.share(1e-4)


def test_linear_steps_stay_round():
    value = 0.0
    for _ in range(30):
        value = MOMENTUM.stepped(value, 1)
    assert value == 0.3
    assert MOMENTUM.stepped(0.95, 10) == 0.99
    assert MOMENTUM.dragged(0.3, 2.4) == 0.32
    assert MOMENTUM.dragged(0.3, 0.24, factor=0.1) == 0.302
    assert math.copysign(1, MOMENTUM.stepped(0.01, -1)) == 1


def test_counts_stay_whole():
    assert BATCH.stepped(128, 0.1) == 129
    assert BATCH.dragged(128, 0.6, factor=0.1) == 129


def test_a_value_outside_the_ends_moves_back_only():
    assert RATE.stepped(1e30, 1) == 1e30
    assert RATE.stepped(1e30, -1) == 5e29


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (Limits(0, above=True), "a number above 0"),
        (Limits(0), "a number of 0 or more"),
        (Limits(maximum=5), "a number of 5 or less"),
        (Limits(), "a number"),
        (Limits(0, 1, above=True), "a number above 0 and up to 1"),
        (Limits.of(BATCH), "a whole number from 1 to 512"),
        (Limits.of(LAMBDA), "a number from 0 to 10"),
    ],
)
def test_requirements_in_words(limits, text):
    assert limits.requirement() == text


def test_problems_in_words():
    assert Limits(0, above=True).problem(0) == "is too small"
    assert Limits(0).problem(0) is None
    assert Limits.of(BATCH).problem(513) == "is too large"
    assert Limits.of(BATCH).problem(1.5) == "is not a whole number"
