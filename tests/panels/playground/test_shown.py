"""Which part of the plane is shown, and what its regions look like as codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.regions import Regions
from lossviz.panelkit.region_codes import region_codes
from lossviz.panels.playground.shown import ranges_shown, window_shown
from lossviz.panels.playground.state import START, PlaygroundSight, with_point, with_point_added
from lossviz.widgets.map.window import Window
from lossviz.widgets.plane import plane_picture
from lossviz.widgets.plane.plane_picture import BOUNDARY

VIEW = PlaygroundSight(pixels=(400, 400))


def test_the_square_is_shown_as_long_as_it_holds_all_points():
    assert ranges_shown(START, VIEW) == ((-1, 1), (-1, 1))
    assert ranges_shown(with_point(START, 0, 1, -1), VIEW) == ((-1, 1), (-1, 1))


def test_a_wide_picture_shows_more_of_the_plane_at_one_scale():
    wide = ranges_shown(START, PlaygroundSight(pixels=(800, 400)))
    assert wide == ((-2, 2), (-1, 1))
    high = ranges_shown(START, PlaygroundSight(pixels=(400, 800)))
    assert high == ((-1, 1), (-2, 2))


@pytest.mark.parametrize("place", [(3, 0), (0, -7), (-1.01, 1.01), (1e6, 2), (-1e6, 1e6)])
@pytest.mark.parametrize("pixels", [(400, 400), (900, 300), (2, 700)])
def test_the_view_grows_for_points_outside_the_square(place, pixels):
    state = with_point_added(START, *place, 0)
    for (low, high), x in zip(
        ranges_shown(state, PlaygroundSight(pixels=pixels)), place, strict=True
    ):
        assert low <= -1
        assert high >= 1
        assert low < x < high
        if abs(x) > 1:
            assert min(x - low, high - x) > 0.02 * (high - low)  # not on the very edge


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=4),
    st.tuples(st.integers(2, 2000), st.integers(2, 2000)),
)
def test_wherever_points_are_all_of_them_are_seen_at_one_scale(places, pixels):
    state = START
    for place in places:
        state = with_point_added(state, *place, 1)
    x_range, y_range = ranges_shown(state, PlaygroundSight(pixels=pixels))
    for (low, high), x in zip((x_range, y_range), state.points.X.T, strict=True):
        assert low <= x.min() <= x.max() <= high
    scales = [(r[1] - r[0]) / n for r, n in zip((x_range, y_range), pixels, strict=True)]
    assert scales[0] == pytest.approx(scales[1])


def test_a_part_that_is_looked_at_stays_whatever_the_points_do():
    window = Window(0.2, 0.3, 0.1)
    view = PlaygroundSight(window=window, pixels=(400, 200))
    assert window_shown(with_point(START, 0, 50, 50), view, 2.0) == window
    x_range, y_range = ranges_shown(START, view)
    assert x_range == pytest.approx((0.0, 0.4))
    assert y_range == pytest.approx((0.2, 0.4))


# Codes


def codes_of(winner: list[list[int]], lead: list[list[float]]) -> list[list[int]]:
    found = region_codes(Regions(np.array(winner, np.uint8), np.array(lead, np.float32)))
    assert found.dtype == np.uint8
    assert not found.flags.writeable
    return found.tolist()


def test_the_codes_are_those_of_the_plane():
    assert BOUNDARY == plane_picture.BOUNDARY
    assert codes_of([[0, 0]], [[0, 0.4]]) == [[0, 1]]
    assert codes_of([[7, 7, 7]], [[0.1, 1, 5.1]]) == [[112, 115, 127]]


def test_lines_lie_between_regions():
    assert codes_of([[1, 1, 2, 2]], [[1] * 4]) == [[19, BOUNDARY, BOUNDARY, 35]]
    assert codes_of([[1], [1], [2], [2]], [[1]] * 4) == [[19], [BOUNDARY], [BOUNDARY], [35]]


@pytest.mark.parametrize("lead", [1e6, 2e38, 3e38, np.inf])
def test_a_lead_of_any_size_has_the_last_shade(lead):
    assert codes_of([[3, 3]], [[lead, 0]]) == [[63, 48]]
