"""Regions against the plain form, pixel by pixel; zero lines and arrows; weights of any size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model import regions as module
from lossviz.model.feature_maps import FEATURE_MAPS, FeatureMap
from lossviz.model.regions import (
    Range,
    Regions,
    foot_and_arrow,
    pixels,
    plain_regions,
    regions_on,
    zero_line,
)

each_map = pytest.mark.parametrize("phi", FEATURE_MAPS.values(), ids=lambda phi: phi.name)
quick = settings(max_examples=25, deadline=None, derandomize=True)
SQUARE: Range = (-1.0, 1.0)
WIDE: Range = (-3.0, 2.5)
IDENTITY = FEATURE_MAPS["identity"]
DEMO_W = np.array([[1.0, 2.0], [2.0, -4.0], [3.0, -1.0]])
DEMO_B = np.array([0.0, 0.5, -0.5])


def weights(phi: FeatureMap, C: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(0, 2, (C, len(phi.names))), rng.normal(0, 1, C)


def regions(
    W: np.ndarray,
    b: np.ndarray,
    phi: FeatureMap,
    x_range: Range,
    y_range: Range,
    size: tuple[int, int],
) -> Regions:
    """On pixels that are worked out anew."""
    return regions_on(pixels(phi, x_range, y_range, size), W, b)


def on_square(W: object, b: object, size: tuple[int, int] = (5, 4)) -> Regions:
    return regions(np.array(W, float), np.array(b, float), IDENTITY, SQUARE, SQUARE, size)


# Regions


@each_map
@quick
@given(C=st.integers(2, 9), seed=st.integers(0, 999))
def test_the_fast_form_is_the_plain_one(phi: FeatureMap, C: int, seed: int) -> None:
    W, b = weights(phi, C, seed)
    view = (phi, WIDE, SQUARE, (31, 23))
    fast, plain = regions(W, b, *view), plain_regions(W, b, *view)
    room = 1e-12 if phi is IDENTITY else 1e-4
    assert (fast.winner == plain.winner)[plain.lead > room].all()
    assert fast.lead == pytest.approx(plain.lead, rel=1e-6, abs=room)
    assert fast.winner.dtype == np.uint8
    assert fast.lead.dtype == np.float32
    assert fast.winner.shape == fast.lead.shape == (23, 31)


@each_map
def test_blocks_do_not_matter(phi: FeatureMap, monkeypatch: pytest.MonkeyPatch) -> None:
    W, b = weights(phi, 4, 1)
    view = (phi, SQUARE, WIDE, (40, 30))
    whole = regions(W, b, *view)
    monkeypatch.setattr(module, "AT_A_TIME", 7 * 40)
    pieces = regions(W, b, *view)
    assert (whole.winner == pieces.winner).all()
    assert whole.lead == pytest.approx(pieces.lead, rel=1e-5, abs=1e-5)


@each_map
def test_pixels_are_worth_keeping(phi: FeatureMap) -> None:
    view = pixels(phi, SQUARE, WIDE, (20, 10))
    for seed in range(3):
        W, b = weights(phi, 3, seed)
        kept, anew = regions_on(view, W, b), regions(W, b, phi, SQUARE, WIDE, (20, 10))
        assert (kept.winner == anew.winner).all()
        assert (kept.lead == anew.lead).all()


def test_the_top_row_is_the_highest() -> None:
    """Two pixels each time, so their centres are at ±0.5."""
    up = on_square([[0, 1], [0, -1]], [0, 0], (1, 2))
    assert up.winner.tolist() == [[0], [1]]
    assert up.lead.tolist() == [[1], [1]]
    across = on_square([[-1, 0], [1, 0]], [0, 0.5], (2, 1))
    assert across.winner.tolist() == [[0, 1]]
    assert across.lead.tolist() == [[0.5, 1.5]]


def test_pixels_lie_in_the_middle_of_their_part() -> None:
    view = pixels(IDENTITY, (0, 4), (10, 12), (4, 2))
    assert view.x0.tolist() == [0.5, 1.5, 2.5, 3.5]
    assert view.x1.tolist() == [11.5, 10.5]
    assert view.scores(np.array([1.0, 10.0]), 0.25, slice(1, 2)).tolist() == [
        [105.75, 106.75, 107.75, 108.75]
    ]


def test_the_demo_at_its_points() -> None:
    """A picture of one pixel, around each point: the winner there is that of the table."""
    points = [(0.5, 0.4, 0, 0.7), (0.8, 0.3, 2, 0.2), (-0.4, 0.3, 0, 1.7), (0.5, -0.6, 1, 2.3)]
    for x0, x1, winner, lead in points:
        around = (x0 - 0.01, x0 + 0.01), (x1 - 0.01, x1 + 0.01)
        found = regions(DEMO_W, DEMO_B, IDENTITY, *around, (1, 1))
        assert found.winner.tolist() == [[winner]]
        assert found.lead[0, 0] == pytest.approx(lead, abs=1e-6)


@each_map
def test_of_equals_the_first_wins(phi: FeatureMap) -> None:
    W, b = weights(phi, 1, 3)
    same = regions(np.repeat(W, 5, 0), np.repeat(b, 5), phi, SQUARE, SQUARE, (60, 50))
    assert not same.winner.any()
    assert not same.lead.any()
    nothing = regions(np.zeros((3, len(phi.names))), np.zeros(3), phi, SQUARE, SQUARE, (6, 5))
    assert not nothing.winner.any()
    assert not nothing.lead.any()
    low = regions(np.append(W, W, 0) * 0, [-1, 2], phi, SQUARE, SQUARE, (6, 5))
    assert (low.winner == 1).all()
    assert (low.lead == 3).all()


def test_256_classes() -> None:
    W = np.zeros((256, 2))
    found = on_square(W, np.arange(256))
    assert (found.winner == 255).all()
    assert (found.lead == 1).all()


@each_map
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e300, -1e300])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_weights_that_are_no_numbers(phi: FeatureMap, value: float, column: int) -> None:
    for k in range(3):
        W, b = weights(phi, 3, 2)
        if column == 2:
            b[k] = value
        else:
            W[k, column] = value
        found = regions(W, b, phi, SQUARE, SQUARE, (9, 9))
        assert (found.winner < 3).all()
        assert (found.lead >= 0).all()
        if np.isnan(value):
            others = [j for j in range(3) if j != k]
            rest = regions(W[others], b[others], phi, SQUARE, SQUARE, (9, 9))
            assert (np.array(others)[rest.winner] == found.winner).all()
            assert (rest.lead == found.lead).all()


def test_no_number_at_all() -> None:
    found = on_square(np.full((3, 2), np.nan), np.zeros(3))
    assert not found.winner.any()
    assert not found.lead.any()
    found = on_square(np.zeros((3, 2)), [np.inf, np.inf, 0])
    assert not found.winner.any()
    assert not found.lead.any()


def test_a_million() -> None:
    found = on_square([[1e6, 0], [-1e6, 0]], [0, 0], (2, 1))
    assert found.winner.tolist() == [[1, 0]]
    assert found.lead.tolist() == [[1e6, 1e6]]


@pytest.mark.parametrize(
    ("W", "b", "sentence"),
    [
        (np.zeros((3, 3)), np.zeros(3), r"W must be \(C, 2\) with 2 to 256 classes, not \(3, 3\)"),
        (np.zeros((1, 2)), np.zeros(1), r"2 to 256 classes, not \(1, 2\)"),
        (np.zeros((257, 2)), np.zeros(257), r"2 to 256 classes, not \(257, 2\)"),
        (np.zeros(2), np.zeros(1), r"2 to 256 classes, not \(2,\)"),
        (np.zeros((3, 2)), np.zeros(2), r"b must be \(3,\), a bias a class, not \(2,\)"),
    ],
)
def test_shapes_that_do_not_fit(W: np.ndarray, b: np.ndarray, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        regions(W, b, IDENTITY, SQUARE, SQUARE, (4, 4))


@each_map
@pytest.mark.parametrize("between", [(1, 1), (1, 0), (0, np.inf), (np.nan, 1), (-1.7e308, 1.7e308)])
def test_ranges_that_make_no_sense(phi: FeatureMap, between: Range) -> None:
    for view in ((between, SQUARE), (SQUARE, between)):
        with pytest.raises(ValueError, match="a range goes from one finite number to a higher"):
            pixels(phi, *view, (4, 4))
        with pytest.raises(ValueError, match="a range goes from one finite number to a higher"):
            zero_line([1, 1], 0, *view)


@pytest.mark.parametrize("size", [(0, 4), (4, 0), (-1, 4)])
def test_sizes_that_make_no_sense(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a picture is at least one pixel wide and high, not"):
        pixels(IDENTITY, SQUARE, SQUARE, size)


def test_a_view_beyond_float32() -> None:
    found = regions(
        *weights(FEATURE_MAPS["squares"], 3, 0),
        FEATURE_MAPS["squares"],
        (-1e300, 1e300),
        (0, 1e200),
        (5, 5),
    )
    assert (found.winner < 3).all()


# Zero lines


@pytest.mark.parametrize(
    ("w", "b", "ends"),
    [
        ((1, 0), 0, [(0, -1), (0, 1)]),
        ((-1, 0), 0, [(0, 1), (0, -1)]),
        ((0, 2), -1, [(1, 0.5), (-1, 0.5)]),
        ((1, 1), 0, [(1, -1), (-1, 1)]),
        ((1, 1), -1, [(1, 0), (0, 1)]),
        ((1, 0), -1, [(1, -1), (1, 1)]),
        ((1e6, 0), 0, [(0, -1), (0, 1)]),
        ((1e-300, 0), 0, [(0, -1), (0, 1)]),
        ((5e-324, 0), 0, [(0, -1), (0, 1)]),
        ((1e308, 1e308), 0, [(1, -1), (-1, 1)]),
    ],
)
def test_lines_by_hand(w: tuple[float, float], b: float, ends: list[tuple[float, float]]) -> None:
    found = zero_line(w, b, SQUARE, SQUARE)
    assert found is not None
    assert found == pytest.approx(np.array(ends, dtype=float))
    assert np.abs(found).max() <= 1


@pytest.mark.parametrize(
    ("w", "b"),
    [
        ((0, 0), 0),
        ((0, 0), 1),
        ((1, 0), 1.5),
        ((0, 1), -1.5),
        ((1, 1), 2.5),
        ((1, 1), 2),
        ((1e-300, 0), 1),
        ((1e-300, 1e-300), -1e300),
        ((np.nan, 1), 0),
        ((np.inf, 1), 0),
        ((1, 1), np.nan),
        ((1, 1), np.inf),
    ],
)
def test_where_there_is_no_line(w: tuple[float, float], b: float) -> None:
    assert zero_line(w, b, SQUARE, SQUARE) is None
    assert foot_and_arrow(w, b, SQUARE, SQUARE) is None


@quick
@given(
    st.tuples(st.floats(-5, 5), st.floats(-5, 5)).filter(lambda w: max(map(abs, w)) > 1e-3),
    st.floats(-5, 5),
    st.floats(0, 1),
)
def test_whatever_line(w: tuple[float, float], b: float, at: float) -> None:
    view: tuple[Range, Range] = (-3.0, 2.0), (10.0, 11.0)
    corners = np.array([(x0, x1) for x0 in view[0] for x1 in view[1]]) @ w + b
    ends = zero_line(w, b, *view)
    crosses = corners.min() < -1e-9 and corners.max() > 1e-9
    misses = corners.min() > 1e-9 or corners.max() < -1e-9
    assert (ends is not None) if crosses else (not misses or ends is None)
    if ends is None:
        return
    assert ends @ w + b == pytest.approx(np.zeros(2), abs=1e-9)
    on_edge = [np.isin(ends[:, i], view[i]) for i in (0, 1)]
    assert np.logical_or(*on_edge).all()
    way = ends[1] - ends[0]
    assert way[0] * w[1] - way[1] * w[0] < 0  # w is to the right
    arrow = foot_and_arrow(w, b, *view, at)
    assert arrow is not None
    assert arrow.foot == pytest.approx(ends[0] + at * way)
    assert arrow.direction == pytest.approx(np.array(w) / np.hypot(*w))


def test_an_arrow_by_hand() -> None:
    arrow = foot_and_arrow([3, 4], -1, SQUARE, SQUARE)
    assert arrow is not None
    assert arrow.direction.tolist() == [0.6, 0.8]
    assert arrow.foot == pytest.approx(np.array([0, 0.25]), abs=1e-12)  # of (1, −0.5), (−1, 1)


def test_arrows_of_lines_that_meet_in_the_middle_do_not() -> None:
    """Three classes, each its own way: at three quarters of its line an arrow has room."""
    turn = 2 * np.pi / 3
    W = [(np.cos(k * turn), np.sin(k * turn)) for k in range(3)]
    arrows = [foot_and_arrow(w, 0, SQUARE, SQUARE, 0.75) for w in W]
    feet = np.array([arrow.foot for arrow in arrows if arrow])
    assert feet.shape == (3, 2)
    assert min(np.hypot(*(feet[i] - feet[i - 1])) for i in range(3)) > 0.7


def test_the_zero_line_parts_the_regions() -> None:
    """Against a class whose score is 0, the border is the zero line."""
    w, b = np.array([1.0, 2.0]), 0.3
    found = regions(np.array([w, (0, 0)]), np.array([b, 0]), IDENTITY, SQUARE, WIDE, (50, 40))
    view = pixels(IDENTITY, SQUARE, WIDE, (50, 40))
    s = view.scores(w, b, slice(None))
    assert ((s >= 0) == (found.winner == 0)).all()
    assert found.lead == pytest.approx(np.abs(s), rel=1e-6)


def test_a_line_nearly_along_an_edge_does_not_warn() -> None:
    for tiny in (1e-300, 5e-324):
        ends = zero_line([tiny, 1.0], 0.0, (-1e200, 1e200), (-1e200, 1e200))
        assert ends is not None
        assert np.isfinite(ends).all()
