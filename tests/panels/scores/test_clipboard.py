"""Blocks of numbers from a spreadsheet and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.panels.scores.clipboard import LONGEST_TEXT, block_from_text
from lossviz.widgets.numbers.number_text import block_text

steady = settings(deadline=None, derandomize=True)
LECTURE = ((3.2, 1.3, 2.2), (5.1, 4.9, 2.5), (-1.7, 2.0, -3.1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ",", " ", ", ", "; ", "  "])
def test_a_block_however_it_is_parted(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(map(str, row)) for row in LECTURE)
    assert block_from_text(text + end, False) == LECTURE
    assert block_from_text(text.replace("-", "−"), False) == LECTURE


@pytest.mark.parametrize("delimiter", ["\t", ";", " "])
def test_decimal_commas(delimiter: str) -> None:
    text = "\n".join(delimiter.join(map(str, row)) for row in LECTURE).replace(".", ",")
    assert block_from_text(text, True) == LECTURE
    assert block_from_text(text, False) == LECTURE  # they can mean nothing else


@pytest.mark.parametrize("decimal_comma", [False, True])
def test_a_block_is_read_as_a_whole(decimal_comma: bool) -> None:
    for text in ("1,234.5  2,000  3", "1,234.5\t2,000\t3", "3 2,000 1,234.5", "1,234.5;2,000;3"):
        assert sorted(block_from_text(text, decimal_comma)[0]) == [3, 1234.5, 2000]
    assert block_from_text("1.234,5\t2.000\t3", decimal_comma) == ((1234.5, 2000.0, 3.0),)
    with pytest.raises(ValueError, match=r"column 1: “2,000” can be 2000 or 2.000, and no other"):
        block_from_text("2,000  3", decimal_comma)
    with pytest.raises(ValueError, match=r"“2,5” is not a number|“1.5” is not a number"):
        block_from_text("1.5\t2,5", decimal_comma)


@pytest.mark.parametrize(
    ("text", "decimal_comma", "value"),
    [
        ("1.5", False, 1.5),
        ("3,2", True, 3.2),
        ("3.4 × 10⁻⁵", False, 3.4e-5),
        ("-0", False, 0.0),
        (".5", False, 0.5),
    ],
)
def test_one_number(text: str, decimal_comma: bool, value: float) -> None:
    assert block_from_text(text, decimal_comma) == ((value,),)


def test_thousands_from_a_spreadsheet() -> None:
    assert block_from_text("1,234\t0.5", False) == ((1234.0, 0.5),)
    assert block_from_text("1,234\t0,5", True) == ((1.234, 0.5),)
    assert block_from_text("1 234\t1 234,5", True) == ((1234.0, 1234.5),)


@pytest.mark.parametrize(
    ("text", "decimal_comma"),
    [("3,2", False), ("3,136", False), ("1,5\n2,5", False), ("1 000", False), ("1 000", True)],
)
def test_one_number_or_two_is_not_guessed(text: str, decimal_comma: bool) -> None:
    with pytest.raises(ValueError, match="can be one number or more: put tabs between"):
        block_from_text(text, decimal_comma)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The clipboard holds no text."),
        (" \n\t\r\n", "The clipboard holds no text."),
        ("1\t2\n3", "Row 2 has 1 cell, row 1 has 2."),
        ("1\t2\n3\t4\t5", "Row 2 has 3 cells, row 1 has 2."),
        ("1\t\n2\t3", "Row 1, column 2 is empty."),
        ("1\n\n2", "Row 2, column 1 is empty."),
        ("1\t2\n3\tcat", "Row 2, column 2: “cat” is not a number."),
        ("1\tinf", "Row 1, column 2: “inf” is not a number."),
        ("1 nan", "Row 1, column 2: “nan” is not a number."),
        ("#N/A\t1", "Row 1, column 1: “#N/A” is not a number."),
        ("cat car", "Row 1, column 1: “cat” is not a number."),
        ("1e999", "Row 1, column 1: “1e999” is too large for a number here."),
        (
            "1\n1e308",
            "Row 2, column 1: “1e308” is no score; one must be between −1,000,000 and 1,000,000.",
        ),
        ("1\t" + "9" * 61, f"Row 1, column 2: “{'9' * 60}…” is too long for a number."),
        (
            "1\t" * LONGEST_TEXT,
            f"The clipboard has {2 * LONGEST_TEXT:,} characters: too many for the table.",
        ),
    ],
)
def test_one_sentence_says_what_and_where(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        block_from_text(text, False)
    assert str(caught.value) == sentence


def test_text_for_a_spreadsheet() -> None:
    assert block_text(LECTURE, False) == "3.2\t1.3\t2.2\n5.1\t4.9\t2.5\n-1.7\t2\t-3.1"
    assert block_text(((0.1 + 0.2, 1e-7),), True) == "0,30000000000000004\t1e-07"
    assert block_text(((1.234, -12.345),), True) == "1,2340\t-12,3450"


numbers = st.one_of(st.floats(-1e6, 1e6), st.integers(-999_999, 999_999).map(lambda n: n / 1000))


@steady
@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(st.tuples(*[numbers] * width), min_size=1, max_size=6)
    ),
    st.booleans(),
)
def test_round_trip(rows: list[tuple[float, ...]], decimal_comma: bool) -> None:
    text = block_text(rows, decimal_comma)
    assert block_from_text(text, decimal_comma) == tuple(rows)


@steady
@given(st.text("0123456789.,; \t\n-e×⁵a", max_size=30), st.booleans())
def test_whatever_the_clipboard_holds(text: str, decimal_comma: bool) -> None:
    """A rectangle of scores, or one sentence."""
    rows: tuple[tuple[float, ...], ...] = ((0.0,),)
    sentence = "."
    try:
        rows = block_from_text(text, decimal_comma)
    except ValueError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len({len(row) for row in rows}) == 1
    assert all(abs(value) <= 1e6 for row in rows for value in row)
