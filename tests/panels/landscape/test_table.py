"""The slide's table, as it is printed and as it is filled in."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.totals import finished
from lossviz.panels.landscape.checking import check_here, check_lecture
from lossviz.panels.landscape.ground_makers import making
from lossviz.panels.landscape.grounds import two_weights
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import FORMULA
from lossviz.panels.landscape.table import (
    decimals_for,
    quotient_slope,
    quotient_text,
    slope_text,
    table_picture,
    weight_text,
)
from lossviz.widgets.check.table_picture import TablePicture
from lossviz.widgets.numbers.number_text import parse_number
from tests.panels.scores.tables import steady

SLIDE = LandscapeState()
CENTRAL = dataclasses.replace(SLIDE, scheme="central")
W = [
    "0.3400", "−1.1100", "0.7800", "0.1200", "0.5500", "2.8100", "−3.1000", "−1.5000", "0.3300",
]  # fmt: skip
MOVED = [
    "0.3401",
    "−1.1099",
    "0.7801",
    "0.1201",
    "0.5501",
    "2.8101",
    "−3.0999",
    "−1.4999",
    "0.3301",
]
LOSSES = ["1.25322", "1.25353", "1.25347"]
SLOPES = ["−2.500", "0.600", "0.000", "0.200", "0.700", "−0.500", "1.100", "1.300", "−2.100"]


def lecture(filled: int | None, state: LandscapeState = SLIDE) -> TablePicture:
    return table_picture(check_lecture(state), state, filled)


def here(filled: int | None = None, state: LandscapeState = SLIDE) -> TablePicture:
    ground = two_weights(state)
    return table_picture(check_here(ground, state, *ground.start), state, filled)


def texts(picture: TablePicture) -> list[list[str]]:
    return [[row.name, *(cell.text for cell in row.cells)] for row in picture.rows]


def column(picture: TablePicture, name: str) -> list[str]:
    at = picture.columns.index(name)
    return [row.cells[at].text for row in picture.rows]


# The lecture's nine weights


def test_nothing_is_filled_in_at_first():
    picture = lecture(0)
    assert picture.columns == ("W", "W + h, first", "dW num.", "analytic")
    assert column(picture, "W") == [*W, "1.25347"]
    assert column(picture, "dW num.") == ["?"] * 9 + [""]
    assert column(picture, "W + h, first") == [""] * 10
    assert column(picture, "analytic") == [""] * 10
    assert not any(row.marked for row in picture.rows)
    assert quotient_text(check_lecture(SLIDE), SLIDE, 0) == ""
    assert quotient_slope(check_lecture(SLIDE), 0) == ""


@pytest.mark.parametrize("count", range(1, 10))
def test_one_row_after_another_is_filled_in_as_on_the_slide(count):
    picture, check = lecture(count), check_lecture(SLIDE)
    title = picture.columns[1]
    wanted = [*W[: count - 1], MOVED[count - 1], *W[count:]]
    assert column(picture, title)[:9] == wanted
    assert column(picture, "dW num.") == [*SLOPES[:count], *["?"] * (9 - count), ""]
    assert column(picture, "analytic")[:count] == SLOPES[:count]
    if count <= 3:
        assert picture.rows[-1].cells[1].text == LOSSES[count - 1]
    marked = [row.name for row in picture.rows if row.marked]
    assert marked == ([f"W{'₁₂₃₄₅₆₇₈₉'[count - 1]}"] if count < 9 else [])
    assert quotient_slope(check, count) == SLOPES[count - 1]


def test_the_columns_are_counted_in_words():
    found = [lecture(count).columns[1] for count in range(1, 10)]
    assert found[0] == "W + h, first"
    assert found[8] == "W + h, ninth"
    assert len({*found}) == 9


def test_all_of_it_at_once():
    picture = lecture(None)
    assert texts(picture) == texts(lecture(9)) == texts(lecture(99))
    assert column(picture, "dW num.") == [*SLOPES, ""]
    assert column(picture, "analytic") == [*SLOPES, ""]


def test_the_line_that_the_slide_works_out():
    check = check_lecture(SLIDE)
    lines = [
        quotient_text(check, SLIDE, count) + quotient_slope(check, count) for count in (1, 2, 3)
    ]
    assert lines == [
        "(1.25322 − 1.25347) / 0.0001 = −2.500",
        "(1.25353 − 1.25347) / 0.0001 = 0.600",
        "(1.25347 − 1.25347) / 0.0001 = 0.000",
    ]


# Two weights, as on the mockup


def test_two_weights_forward_have_a_column_each():
    picture = here()
    assert picture.columns == ("W", "W + h, first", "W + h, second", "dW num.", "analytic")
    assert texts(picture) == [
        ["W₁", "0.3400", "0.3401", "0.3400", "−2.500", "−2.500"],
        ["W₂", "−1.1100", "−1.1100", "−1.1099", "0.600", "0.600"],
        ["loss", "1.25347", "1.25322", "1.25353", "", ""],
    ]
    numeric = [cell.role for cell in picture.rows[0].cells]
    assert numeric[1] == numeric[3] == "semantic.numeric"
    assert picture.rows[0].cells[4].strong
    assert [row.choosable for row in picture.rows] == [True, True, False]


def test_two_weights_are_filled_in_one_at_a_time():
    assert texts(here(0)) == [
        ["W₁", "0.3400", "", "", "?", ""],
        ["W₂", "−1.1100", "", "", "?", ""],
        ["loss", "1.25347", "", "", "", ""],
    ]
    assert texts(here(1)) == [
        ["W₁", "0.3400", "0.3401", "", "−2.500", "−2.500"],
        ["W₂", "−1.1100", "−1.1100", "", "?", ""],
        ["loss", "1.25347", "1.25322", "", "", ""],
    ]
    assert texts(here(2)) == texts(here())


def test_a_central_difference_shows_both_sides():
    picture = here(None, dataclasses.replace(CENTRAL, h=1e-2))
    assert picture.columns[1] == "W ± h, first"
    assert texts(picture)[0][1:4] == ["0.3400", "0.3400 ± h", "0.3400"]
    above, below = picture.rows[-2:]
    assert (above.name, below.name) == ("loss, +h", "loss, −h")
    up, down = (parse_number(row.cells[1].text) for row in (above, below))
    assert (up - down) / 0.02 == pytest.approx(-2.5, abs=2e-3)
    assert [row.cells[0].text for row in (above, below)] == ["", ""]  # the loss at W is neither


@pytest.mark.parametrize("scheme", ["forward", "central"])
@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("size", [1.0, 1e-3, 3e-7, 9.7e8])
@steady
@given(h=st.sampled_from([1e-4, 1e-2, 3e-6]), at=st.floats(-2, 2))
def test_a_quotient_comes_to_its_slope_as_printed(size, scheme, precision, h, at):
    state = LandscapeState(
        surface=FORMULA, formula=f"{size:f} * (w1^2 + w2^2 + 1)", h=h, scheme=scheme,
        precision=precision,
    )  # fmt: skip
    check = check_here(finished(making(state, {})), state, at, 1.0)
    line = quotient_text(check, state, None)
    top, bottom = re.sub("[,=()]", "", line).rsplit("/", 1)
    above, _, below = top.partition(" − ")
    _, twice, h_text = bottom.strip().rpartition("2 × ")
    step = parse_number(h_text) * (2 if twice else 1)
    above, _, below = top.partition(" − ")
    found = (parse_number(above) - (parse_number(below) if below else 0)) / step
    slope = check.slopes[0].slope
    assert found == pytest.approx(slope, rel=0.02, abs=0.02), line


def test_the_central_quotient_divides_by_two_h():
    state = dataclasses.replace(CENTRAL, h=1e-2)
    line = quotient_text(check_lecture(state), state, 1)
    numbers = re.fullmatch(r"\(([\d.]+) − ([\d.]+)\) / \(2 × 0.01\) = ", line)
    assert numbers is not None
    above, below = map(float, numbers.groups())
    said = parse_number(quotient_slope(check_lecture(state), 1))
    assert (above - below) / 0.02 == pytest.approx(said, abs=1e-3)


def test_an_h_that_is_lost_leaves_question_marks():
    state = dataclasses.replace(SLIDE, precision="float32", h=1e-12)
    picture, check = lecture(None, state), check_lecture(state)
    assert column(picture, "dW num.") == ["?"] * 9 + [""]
    assert quotient_text(check, state, None) == quotient_slope(check, None) == ""
    assert len(texts(here(None, state))) == 3


# Numbers


@pytest.mark.parametrize(
    ("value", "h", "text"),
    [
        (0.34, 1e-4, "0.3400"), (-1.1099, 1e-4, "−1.1099"), (0.3401, 1e-2, "0.3401"),
        (0.340000001, 1e-9, "0.34000000"), (0.34000001, 1e-8, "0.34000001"), (3.0, 1e-4, "3.0000"),
        (-0.0, 0.1, "0.0000"), (1234.5, 1e-4, "1,234.5000"),
    ],
)  # fmt: skip
def test_a_weight_has_the_digits_that_h_needs(value, h, text):
    assert weight_text(value, decimals_for(h)) == text


@pytest.mark.parametrize("scheme", ["forward", "central"])
@pytest.mark.parametrize("h", [1e-2, 1e-4, 1e-7])
def test_decimals_stand_below_each_other(scheme, h):
    """Weights and slopes, in every column."""
    picture = here(None, dataclasses.replace(SLIDE, scheme=scheme, h=h))
    for column_of in zip(*(row.cells for row in picture.rows[:2]), strict=True):
        told = [cell.text.removesuffix(" ± h") for cell in column_of]
        assert len({len(text.partition(".")[2]) for text in told}) == 1


@pytest.mark.parametrize(
    ("slope", "text"),
    [(-2.4996, "−2.500"), (4e-4, "0.000"), (-3e-9, "0.000"), (6e-4, "0.001"), (12.0, "12.000")],
)
def test_a_slope_has_three_decimals(slope, text):
    assert slope_text(slope) == text
