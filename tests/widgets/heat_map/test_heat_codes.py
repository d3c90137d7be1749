"""Codes of a heat map: bands, contours between them, hatching, and grids drawn larger."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.heat_map.heat_codes import (
    BANDS,
    COVERAGES,
    GROUND,
    HATCH,
    HATCH_PIXELS,
    contour_coverage,
    enlarged,
    heat_codes,
    heat_image,
)

WIDE = (-2.0, 2.0)


def band(codes: np.ndarray) -> np.ndarray:
    return codes // COVERAGES


def coverage(codes: np.ndarray) -> np.ndarray:
    return codes % COVERAGES


def ramp(width: int, height: int = 3) -> np.ndarray:
    """Heights from 0 to 1, left to right."""
    return np.tile(np.linspace(0, 1, width, dtype=np.float32), (height, 1))


# Bands


@pytest.mark.parametrize(
    ("height", "wanted"),
    [(0.0, 0), (0.5 / 24, 0), (1.5 / 24, 1), (0.49, 11), (0.51, 12), (23.5 / 24, 23), (1.0, 23)],
)
def test_the_band_of_a_height(height: float, wanted: int) -> None:
    codes = heat_codes(np.full((2, 3), height, np.float32), 1.0)
    assert codes.dtype == np.uint8
    assert band(codes).tolist() == [[wanted] * 3] * 2
    assert not coverage(codes).any()  # flat: no contour


def test_a_ramp_goes_through_all_bands_in_order() -> None:
    codes = heat_codes(ramp(481), 1.0)
    assert np.unique(band(codes)).tolist() == list(range(BANDS))
    assert (np.diff(band(codes)[0].astype(int)) >= 0).all()
    assert codes.max() < BANDS * COVERAGES <= GROUND


# Contours


def test_contours_lie_between_bands_alone() -> None:
    codes = heat_codes(ramp(481), 1.0)[1]  # 20 px a band
    lines = 20 * np.arange(1, BANDS)
    assert (coverage(codes)[lines] == COVERAGES - 1).all()
    near = np.abs(np.arange(481)[:, None] - lines).min(axis=1)
    assert not coverage(codes)[near > 1].any()
    assert not coverage(codes)[[0, 1, 479, 480]].any()  # neither the lowest nor the highest end


@pytest.mark.parametrize("line", [0.5, 1.0, 1.5, 3.0])
def test_a_contour_is_as_wide_as_it_should_be(line: float) -> None:
    for steep in (20, 33, 60):  # px a band
        share = coverage(heat_codes(ramp(24 * steep + 1), line))[1] / (COVERAGES - 1)
        assert share.sum() / (BANDS - 1) == pytest.approx(line, abs=0.15)


def test_a_slanted_contour_is_no_wider() -> None:
    y, x = np.mgrid[:300, :300].astype(np.float32)
    slanted = (0.6 * x + 0.8 * y) / 420
    share = contour_coverage(slanted * BANDS, 1.5) / (COVERAGES - 1)
    length = 300 * 300 / (420 / BANDS)  # px of contour: the area over the distance of two
    assert share.sum() / length == pytest.approx(1.5, abs=0.15)


def test_a_cliff_between_two_pixels_has_a_thin_line_at_most() -> None:
    cliff = np.where(np.arange(20) < 10, 0.1, 0.9)[None].repeat(3, axis=0)
    codes = heat_codes(cliff, 1.0)
    assert not coverage(codes)[:, [*range(9), *range(11, 20)]].any()
    assert set(band(codes)[0]) == {2, 21}


def test_a_plain_on_a_contour_is_not_covered() -> None:
    assert not contour_coverage(np.full((4, 4), 7.0), 1.0).any()
    assert not contour_coverage(np.full((4, 4), np.nan), 1.0).any()


# What is missing


def test_missing_places_are_hatched() -> None:
    heights = np.full((24, 32), 0.5, np.float32)
    heights[8:, 16:] = np.nan
    codes = heat_codes(heights, 1.0)
    there = codes[8:, 16:]
    assert set(np.unique(there)) == {GROUND, HATCH}
    assert np.mean(there == HATCH) == 1 / HATCH_PIXELS
    rows, columns = np.nonzero(codes == HATCH)
    assert not ((rows + columns) % HATCH_PIXELS).any()  # slanted lines
    assert (band(codes[:8]) == 12).all()
    assert (band(codes[:, :16]) == 12).all()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_all_is_missing(bad: float) -> None:
    image = heat_image(np.full((5, 5), bad), WIDE, WIDE, (16, 9), True, 1.0)
    assert set(np.unique(image.codes)) == {GROUND, HATCH}
    assert image.missing


# Larger


@settings(deadline=None, derandomize=True)
@given(
    M=st.integers(2, 6), G=st.integers(2, 6), down=st.integers(1, 7), across=st.integers(1, 7),
    seed=st.integers(0, 999),
)  # fmt: skip
def test_a_larger_grid_is_exact_at_its_points(
    M: int, G: int, down: int, across: int, seed: int
) -> None:
    grid = np.random.default_rng(seed).random((M, G)).astype(np.float32)
    size = (across * (G - 1) + 1, down * (M - 1) + 1)
    found = enlarged(grid, size)
    assert found.shape == size[::-1]
    assert found[::down, ::across] == pytest.approx(grid, abs=1e-6)
    assert found.min() >= grid.min() - 1e-6
    assert found.max() <= grid.max() + 1e-6


def test_it_is_straight_between_its_points() -> None:
    found = enlarged(np.array([[0.0, 4.0], [8.0, 12.0]], np.float32), (5, 3))
    assert found.tolist() == [[0, 1, 2, 3, 4], [4, 5, 6, 7, 8], [8, 9, 10, 11, 12]]


def test_a_grid_drawn_smaller_keeps_its_corners() -> None:
    grid = np.arange(35.0, dtype=np.float32).reshape(5, 7)
    assert enlarged(grid, (2, 2)).tolist() == [[0, 6], [28, 34]]


# The picture


def test_the_top_row_is_the_highest_w2() -> None:
    losses = np.array([[0.0, 0.0], [10.0, 10.0]])  # rows from the lowest w2 up
    image = heat_image(losses, (-1.0, 1.0), (0.0, 3.0), (6, 40), False, 0.0)
    assert image.codes.shape == (40, 6)
    assert band(image.codes[0]).tolist() == [BANDS - 1] * 6
    assert band(image.codes[-1]).tolist() == [0] * 6
    assert (image.w1_range, image.w2_range) == ((-1, 1), (0, 3))
    assert not image.missing


def test_the_first_column_is_the_lowest_w1() -> None:
    image = heat_image(np.array([[0.0, 10.0]] * 2), WIDE, WIDE, (40, 6), False, 0.0)
    assert band(image.codes[:, 0]).tolist() == [0] * 6
    assert band(image.codes[:, -1]).tolist() == [BANDS - 1] * 6


@pytest.mark.parametrize("size", [(2, 2), (2, 500), (500, 2), (201, 201), (202, 200)])
@pytest.mark.parametrize("points", [(2, 2), (2, 5), (201, 3)])
def test_any_grid_in_any_size(size: tuple[int, int], points: tuple[int, int]) -> None:
    losses = np.random.default_rng(0).random(points)
    for log in (True, False):
        image = heat_image(losses, WIDE, WIDE, size, log, 1.25)
        assert image.codes.shape == size[::-1]
        assert image.codes.max() < BANDS * COVERAGES


def test_a_picture_never_changes() -> None:
    image = heat_image(np.ones((2, 2)), WIDE, WIDE, (4, 4), True, 1.0)
    with pytest.raises(ValueError, match="read-only"):
        image.codes[0, 0] = 1


def test_one_missing_point_is_told_and_its_neighbours_are_hatched() -> None:
    losses = np.zeros((5, 5))
    losses[2, 2] = np.inf
    image = heat_image(losses, WIDE, WIDE, (41, 41), True, 1.0)
    assert image.missing
    hatched = np.isin(image.codes, (GROUND, HATCH))
    assert hatched[20, 20]
    assert not hatched[:, [*range(10), *range(31, 41)]].any()
