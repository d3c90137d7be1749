"""What tells walks apart: each sign alone is another one, colours can be read, dashes go on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.theme.tokens import Mode, Theme
from lossviz.widgets.map.walk_looks import ALONE, DASHES, dashed, look_of
from lossviz.widgets.numbers.ranges import FloatArray

LOOKS = [look_of(number) for number in range(len(DASHES))]
POINTS = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=9)


def contrast(one: str, other: str) -> float:
    """Of two colours, after WCAG 2: 1 to 21."""
    channels = [np.array(list(bytes.fromhex(each[1:]))) / 255 for each in (one, other)]
    linear = [np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) for c in channels]
    light = sorted(float(each @ np.array([0.2126, 0.7152, 0.0722])) for each in linear)
    return (light[1] + 0.05) / (light[0] + 0.05)


def length(line: FloatArray) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_two_have_a_sign_in_common(mode: Mode) -> None:
    theme = Theme(mode)
    for one, other in combinations(LOOKS, 2):
        assert one.letter != other.letter
        assert one.dashes != other.dashes
        for role in ("color", "color_on_map"):
            assert theme.color(getattr(one, role)) != theme.color(getattr(other, role))
    assert not ALONE.letter


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_their_names_can_be_read(mode: Mode) -> None:
    theme = Theme(mode)
    for look in LOOKS:
        for surface in ("surface.base", "surface.plot"):
            assert contrast(theme.color(look.color), theme.color(surface)) >= 4.5
        casing = theme.color("overlay.casing")
        assert contrast(theme.color(look.color_on_map), casing) >= 4.5


@settings(deadline=None, derandomize=True)
@given(POINTS, st.sampled_from(DASHES[1:]), st.integers(1, 8))
def test_dashes_go_on_from_piece_to_piece(
    points: list[tuple[float, float]], dashes: tuple[float, ...], cut: int
) -> None:
    line = np.array(points)
    cut = min(cut, len(line) - 1)
    whole = sum(map(length, dashed(line, dashes, 0.0)))
    first, second = line[: cut + 1], line[cut:]
    pieces = [*dashed(first, dashes, 0.0), *dashed(second, dashes, length(first))]
    assert sum(map(length, pieces)) == pytest.approx(whole, abs=1e-6)
    on, period = sum(dashes[::2]), sum(dashes)
    assert whole == pytest.approx(length(line) * on / period, abs=period)
