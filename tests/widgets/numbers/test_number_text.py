"""Numbers as the design writes them and as people type them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.widgets.numbers.number_text import (
    brief_number,
    format_number,
    number_forms,
    parse_number,
    short_number,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (-0.04, 1, "0.0"),
        (-2.5, 1, "−2.5"),
        (3136, 0, "3,136"),
        (50000, 0, "50,000"),
        (0.0007, 4, "0.0007"),
        (0.0001, 4, "0.0001"),
        (3.4e-5, 3, "3.4 × 10⁻⁵"),
        (-9.96e-5, 2, "−1.0 × 10⁻⁴"),
        (99999.96, 1, "1.0 × 10⁵"),
        (3.38e-48, 2, "3.4 × 10⁻⁴⁸"),
        (math.inf, 2, "∞"),
        (-math.inf, 2, "−∞"),
        (math.nan, 2, "—"),
    ],
)
def test_format(value, decimals, text):
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1e-6, "10⁻⁶"), (3.4e-5, "3.4 × 10⁻⁵"), (512, "512"), (0.5, "0.5"), (-1, "−1")],
)
def test_short(value, text):
    assert short_number(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        (" .5 ", 0.5),
        ("5.", 5),
        ("−1", -1),
        ("-1", -1),
        ("+2", 2),
        ("1e-3", 0.001),
        ("1E−3", 0.001),
        ("3.4 × 10⁻⁵", 3.4e-5),
        ("3.4x10^-5", 3.4e-5),
        ("10⁻⁵", 1e-5),
        ("−2 · 10^3", -2000),
        ("3,136", 3136),
        ("3 136 000", 3_136_000),
        ("1e-400", 0),
    ],
)
def test_parse(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,25", 0.25), ("1,5e-3", 0.0015), ("0.25", 0.25), ("1.234.567,5", 1234567.5)],
)
def test_parse_with_a_decimal_comma(text, value):
    assert parse_number(text, decimal_comma=True) == value


@pytest.mark.parametrize(
    "text", ["abc", "nan", "inf", "∞", "--1", "1_000", "1,2,3", "1 0", "٣", "1e", "×10⁻⁵", "0x10"]
)
@pytest.mark.parametrize("comma", [False, True])
def test_what_is_no_number_is_named(text, comma):
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text, decimal_comma=comma)


def test_sentences_say_what_to_do():
    with pytest.raises(ValueError, match=r"Write a point before the decimals: 0\.25"):
        parse_number("0,25")
    with pytest.raises(ValueError, match=r"write 3136 or 3\.136"):
        parse_number("3,136", decimal_comma=True)
    with pytest.raises(ValueError, match="empty"):
        parse_number("  ")


@pytest.mark.parametrize("text", ["1e999", "-1e999", "2 × 10⁹⁹⁹", "9" * 400])
def test_too_large_for_a_float(text):
    with pytest.raises(ValueError, match="too large"):
        parse_number(text)


@given(st.floats(-1e4, 1e4, allow_nan=False))
def test_what_is_written_can_be_read(value):
    read = parse_number(format_number(value, 4))
    assert read == pytest.approx(value, rel=0.05, abs=5e-5)


@given(st.text(max_size=12), st.booleans())
def test_any_text_is_a_finite_number_or_a_sentence(text, comma):
    try:
        assert math.isfinite(parse_number(text, decimal_comma=comma))
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017 - the sentence is what is tested


@pytest.mark.parametrize(("text", "number"), [("−10⁶", -1e6), ("-10^-5", -1e-5), ("−10⁻⁵", -1e-5)])
def test_minus_a_power_of_ten_is_read_as_it_is_written(text: str, number: float) -> None:
    assert parse_number(text) == number


@given(st.floats(-1e300, 1e300))
def test_a_brief_number_is_the_number_to_one_digit(value: float) -> None:
    text = format_number(value, 2)
    brief = brief_number(text)
    assert len(brief) <= len(text)
    if "×" in text:
        assert parse_number(brief) == pytest.approx(parse_number(text), rel=0.5)
        assert abs(parse_number(brief) - parse_number(text)) <= 0.5001 * unit_of(brief)
    else:
        assert brief == text


@given(value=st.floats(-1e9, 1e9).filter(lambda value: abs(value) < 1e-5 or abs(value) > 1e6))
def test_each_form_of_a_number_is_shorter_and_as_near_as_its_digits_allow(value: float) -> None:
    forms = number_forms(short_number(value))
    assert forms[0] == short_number(value)
    lengths = [len(form) for form in forms]
    assert lengths == sorted(lengths, reverse=True)
    for form in forms:
        assert parse_number(form) == pytest.approx(parse_number(forms[0]), rel=0.5)


def unit_of(text: str) -> float:
    """The place value of the one digit."""
    return parse_number("10" + text.rpartition("10")[2])


@pytest.mark.parametrize("text", ["∞", "—", "+3.10", "", "–", "3 × 3"])
def test_what_is_no_power_of_ten_stays(text: str) -> None:
    assert brief_number(text) == text


@pytest.mark.parametrize("text", ["1e999 x 10^5", "1e999 × 10⁵", "1e999×10^-5", "-1e999 x 10^5"])
def test_a_factor_that_is_too_large_is_told_as_such(text):
    with pytest.raises(ValueError, match="is too large for a number here"):
        parse_number(text)
