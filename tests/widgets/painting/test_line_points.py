"""Points of lines: thinning against brute force, the nearest one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.painting.line_points import decimate, drawable, nearest

steady = settings(deadline=None, derandomize=True)  # the machine's load is not under test
finite = st.floats(-1e6, 1e6, allow_nan=False)


@st.composite
def lines(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    steps = draw(st.lists(st.floats(1e-3, 10), min_size=3, max_size=400))
    x = np.cumsum(steps)
    y = draw(st.lists(finite, min_size=len(x), max_size=len(x)))
    return x, np.array(y)


def test_decimate_gives_few_points_back_as_they_are() -> None:
    x, y = np.arange(50.0), np.arange(50.0) ** 2
    assert decimate(x, y, 50) == (x, y)
    assert len(decimate(np.zeros(0), np.zeros(0), 10)[0]) == 0


@steady
@given(lines(), st.integers(2, 100))
def test_decimate_keeps_the_extremes_of_every_pixel_pair(
    line: tuple[np.ndarray, np.ndarray], pixels: int
) -> None:
    x, y = line
    thin_x, thin_y = decimate(x, y, pixels)
    if len(x) <= pixels:
        assert thin_x is x
        return
    edges = np.linspace(x[0], x[-1], pixels // 2 + 1)[1:-1]
    column, thin_column = (np.searchsorted(edges, each, "right") for each in (x, thin_x))
    for each in np.unique(column):
        assert thin_y[thin_column == each].min() == y[column == each].min()
        assert thin_y[thin_column == each].max() == y[column == each].max()


@steady
@given(lines(), st.integers(2, 100))
def test_decimate_is_small_ascending_and_keeps_the_ends(
    line: tuple[np.ndarray, np.ndarray], pixels: int
) -> None:
    x, y = line
    thin_x, thin_y = decimate(x, y, pixels)
    assert len(thin_x) == len(thin_y) <= pixels + 4
    assert (np.diff(thin_x) >= 0).all()
    assert (thin_x[0], thin_y[0], thin_x[-1], thin_y[-1]) == (x[0], y[0], x[-1], y[-1])


def test_a_fixed_span_keeps_old_columns_still_while_points_are_added() -> None:
    x = np.linspace(0, 10, 5000)
    y = np.random.default_rng(0).normal(size=5000)
    early, _ = decimate(x[:3000], y[:3000], 200, (0, 10))
    late, _ = decimate(x, y, 200, (0, 10))
    assert np.array_equal(early[:100], late[:100])


def test_drawable_brings_infinite_values_near_the_range() -> None:
    _, y = drawable(np.arange(3.0), np.array([1.0, np.inf, -1e30]), (0, 2), (0.0, 2.0), 100)
    assert y.tolist() == [1.0, 4.0, -2.0]


@steady
@given(st.lists(finite, min_size=1, max_size=50, unique=True), finite)
def test_nearest_agrees_with_brute_force(values: list[float], wanted: float) -> None:
    x = np.sort(np.array(values))
    assert abs(x[nearest(x, wanted)] - wanted) == np.abs(x - wanted).min()


def test_nearest_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no points"):
        nearest(np.zeros(0), 1.0)
