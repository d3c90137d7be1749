"""Lines cut to what is seen, and the length of arrows."""

from __future__ import annotations

import math

import pytest

from lossviz.widgets.plane.plane_lines import arrow_length, foot_on, middle, seen_part
from lossviz.widgets.plane.plane_picture import Place, Segment

UNIT = (-1.0, 1.0)


def test_a_line_is_cut_at_the_edges() -> None:
    assert seen_part(((-5, 0.5), (5, 0.5)), UNIT, UNIT) == ((-1, 0.5), (1, 0.5))
    assert seen_part(((0.25, 8), (0.25, -8)), UNIT, UNIT) == ((0.25, 1), (0.25, -1))
    found = seen_part(((-3, -2.5), (3, 3.5)), UNIT, UNIT)
    assert found is not None
    assert [*found[0], *found[1]] == pytest.approx([-1, -0.5, 0.5, 1])
    assert seen_part(((0, 0), (0.5, 0.5)), UNIT, UNIT) == ((0, 0), (0.5, 0.5))


@pytest.mark.parametrize(
    "segment",
    [
        None,
        ((-5.0, 2.0), (5.0, 2.0)),
        ((2.0, -5.0), (2.0, 5.0)),
        ((0.0, 3.0), (3.0, 0.0)),  # past the corner
        ((0.0, 0.0), (0.0, 0.0)),
        ((math.nan, 0.0), (1.0, 1.0)),
        ((0.0, 0.0), (math.inf, 1.0)),
        ((-1e308, 0.0), (1e308, 0.0)),  # its length is not finite
    ],
)
def test_what_cannot_be_seen(segment: Segment | None) -> None:
    assert seen_part(segment, UNIT, UNIT) is None


@pytest.mark.parametrize(
    ("weights", "pixels"),
    [
        ((0.6, 0.8), 56),
        ((0.0, -4.0), 112),
        ((1e6, 1e6), 112),
        ((1e-9, 0.0), 24),
        ((0.0, 0.0), 0),
        ((math.nan, 1.0), 0),
        ((math.inf, 1.0), 0),
        (None, 0),
    ],
)
def test_arrows_are_long_enough_to_be_seen(weights: Place | None, pixels: float) -> None:
    assert arrow_length(weights) == pytest.approx(pixels)


def test_the_middle_and_the_foot() -> None:
    assert middle(((0, 0), (2, 4))) == (1, 2)
    assert foot_on(((0, 0), (4, 0)), (3, 5)) == (3, 0)
    assert foot_on(((0, 0), (2, 2)), (0, 2)) == (1, 1)
    assert foot_on(((3, 3), (3, 3)), (0, 2)) == (3, 3)
