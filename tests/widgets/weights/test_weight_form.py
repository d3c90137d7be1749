"""The forms of the weight grid, and numbers that are shortened before they are cut. No screen."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.widgets.weights.weight_form import (
    COMPACT,
    ROOMY,
    SLIM,
    TIGHT,
    Fit,
    cell_width,
    fitted,
    slope_share,
    slope_text,
    weight_form,
)

FONTS = (("numberCell", 10.8), ("number", 7.8), ("numberSmall", 6.6))
SMALL = (("numberSmall", 6.6),)
SLIM_ROOM = 36.0


@pytest.mark.parametrize(
    ("width", "columns", "compact", "form"),
    [
        (508, 3, False, ROOMY),
        (490, 3, False, ROOMY),
        (490, 4, False, TIGHT),
        (490, 3, True, COMPACT),
        (490, 5, False, COMPACT),
        (490, 10, False, SLIM),
        (490, 10, True, SLIM),
        (1200, 10, False, TIGHT),
        (0, 3, False, SLIM),
    ],
)
def test_the_form_follows_from_the_room(width, columns, compact, form):
    assert weight_form(width, columns, compact) is form


def test_cells_and_gaps_fill_the_width():
    width = cell_width(490, 3, ROOMY)
    assert ROOMY.names + 3 * width + 2 * ROOMY.gap == pytest.approx(490)
    assert cell_width(735, 3, ROOMY, 1.5) == pytest.approx(1.5 * width)


@pytest.mark.parametrize(
    ("value", "room", "fonts", "fit"),
    [
        (0.92, 80, FONTS, Fit("0.92", "numberCell")),
        (-0.92, 80, FONTS, Fit("−0.92", "numberCell")),
        (1345.95, 80, FONTS, Fit("1,345.95", "number")),
        (-1e6, 80, FONTS, Fit("−1.0 × 10⁶", "number")),
        (-4.56, SLIM_ROOM, SMALL, Fit("−4.56", "numberSmall")),
        (-12.34, SLIM_ROOM, SMALL, Fit("−12.3", "numberSmall")),
        (-993.4, SLIM_ROOM, SMALL, Fit("−993", "numberSmall")),
        (-1062.0, SLIM_ROOM, SMALL, Fit("−1062", "numberSmall")),
        (1e6, SLIM_ROOM, SMALL, Fit("1×10⁶", "numberSmall")),
        (-1e6, SLIM_ROOM, SMALL, Fit("−10⁶", "numberSmall")),
        (3e-5, SLIM_ROOM, SMALL, Fit("10⁻⁵", "numberSmall")),
        (-0.63, 28, SMALL, Fit("−0.6", "numberSmall")),
        (-0.96, 28, SMALL, Fit("−1.0", "numberSmall")),
        (math.nan, SLIM_ROOM, SMALL, Fit("—", "numberSmall")),
        (-math.inf, SLIM_ROOM, SMALL, Fit("−∞", "numberSmall")),
        (0.0, 7, SMALL, Fit("0", "numberSmall")),
    ],
)
def test_a_number_gets_smaller_before_it_gets_shorter(value, room, fonts, fit):
    assert fitted(value, room, fonts) == fit


@pytest.mark.parametrize("value", [0.1, -0.1, 9.99, -9.99, 99.99, -99.99])
def test_usual_numbers_have_one_size(value):
    assert fitted(value, 60, FONTS).role == "number"


@given(st.floats(-1e6, 1e6, allow_subnormal=False).filter(lambda w: w == 0 or abs(w) > 1e-9))
def test_no_weight_is_cut_in_the_narrowest_cell(value):
    assert len(fitted(value, SLIM_ROOM, SMALL).text) * 6.6 <= SLIM_ROOM


@pytest.mark.parametrize(
    ("slope", "text"),
    [
        (0.054, "+0.054"),
        (-0.0821, "−0.082"),
        (0.0, "0.000"),
        (-0.0, "0.000"),
        (12.345, "+12.35"),
        (-1234.5, "−1234"),
        (9.9996, "+10.00"),
        (3e-4, "+3×10⁻⁴"),
        (-2e6, "−2×10⁶"),
        (99999.7, "+1×10⁵"),
        (math.inf, "+∞"),
        (math.nan, "—"),
    ],
)
def test_slopes_have_a_sign_and_keep_to_six_characters(slope, text):
    assert slope_text(slope) == text


@pytest.mark.parametrize(
    ("slope", "reach", "share"),
    [
        (0.05, 0.1, 0.5),
        (-0.2, 0.1, -1.0),
        (math.nan, 0.1, 0.0),
        (0.1, 0.0, 0.0),
        (0.1, math.nan, 0.0),
        (-math.inf, 0.1, -1.0),
        (0.1, math.inf, 0.0),
    ],
)
def test_the_bar_goes_as_far_as_the_slope(slope, reach, share):
    assert slope_share(slope, reach) == share
