"""Numbers without room are written shorter, and never as other ones."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from lossviz.widgets.numbers.fewer_digits import in_length, shorter_numbers
from lossviz.widgets.numbers.number_text import format_number, parse_number


@given(st.floats(-1e12, 1e12), st.integers(6, 12))
def test_a_number_fits_into_six_characters_and_stays_the_same(value, length):
    usual = format_number(value, 2)
    text = in_length(usual, value, length)
    assert len(text) <= max(length, min(len(usual), 7))  # −3×10⁻¹², of 8, becomes −10⁻¹²
    if text == usual:
        return
    shown = parse_number(text)
    assert math.copysign(1, shown) == math.copysign(1, value) or shown == 0
    assert abs(math.log10(abs(shown)) - math.log10(abs(value))) <= 0.5 + 1e-9


def test_one_decimal_then_none_then_a_power():
    assert shorter_numbers(-41643.23) == ("−41,643.2", "−41,643", "−41643", "−4×10⁴", "−10⁵")
    assert in_length("41,643.23", 41643.23, 9) == "41,643.23"
    assert in_length("∞", math.inf, 0) == "∞"
    assert shorter_numbers(math.nan) == ()
