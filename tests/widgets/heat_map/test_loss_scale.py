"""The scale of losses: heights from 0 to 1, its ends, ticks, and what is flat or missing."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.widgets.heat_map.loss_scale import LEAST_SHARE, LossScale, loss_scale
from lossviz.widgets.numbers.number_text import parse_number

each_kind = pytest.mark.parametrize("log", [True, False])
losses = st.floats(-1e6, 1e6)

RANGES = [
    (0.0, 1.0), (0.1, 300.0), (-3.0, 5.0), (2.1, 2.9), (7.0, 9.0), (-9.0, -7.0), (2.29, 2.31),
    (1234.5, 1250.0), (-1e-5, 1e-5), (0.0, 1e-9), (5.0, 5.0 + 5e-9), (1e6, 1e6 + 3), (0.0, 1e308),
]  # fmt: skip


def heights(scale: LossScale, *each: float) -> list[float]:
    return [float(height) for height in scale.height(np.array(each))]


# Heights


def test_linear_heights() -> None:
    assert heights(LossScale(-1.0, 3.0, log=False), -1, 0, 2, 3) == [0, 0.25, 0.75, 1]


def test_logarithmic_heights() -> None:
    scale, span = LossScale(-1.0, 3.0), math.log(1 + 1 / LEAST_SHARE)
    assert heights(scale, -1, 3) == pytest.approx([0, 1])
    halfway = -1 + 4 * LEAST_SHARE * (math.exp(span / 2) - 1)
    assert heights(scale, halfway) == pytest.approx([0.5])
    assert heights(scale, -0.99)[0] > 0.1  # a hundredth of the range is well seen


@each_kind
def test_beyond_the_ends_is_at_the_end(log: bool) -> None:
    scale = LossScale(1.0, 2.0, log)
    assert heights(scale, -5, 0.999, 1, 2, 2.001, 1e300) == pytest.approx([0, 0, 0, 1, 1, 1])


@each_kind
def test_what_is_not_finite_has_no_height(log: bool) -> None:
    scale = LossScale(1.0, 2.0, log)
    assert np.isnan(heights(scale, math.nan, math.inf, -math.inf)).all()
    found = scale.height(np.array([[1.0, math.nan], [math.inf, 2.0]]))
    assert np.isnan(found).tolist() == [[False, True], [True, False]]


@each_kind
def test_the_place_of_a_mark_is_always_on_the_bar(log: bool) -> None:
    scale = LossScale(1.0, 2.0, log)
    places = [scale.place(loss) for loss in (-math.inf, 0.0, 1.0, 2.0, 1e300, math.inf, math.nan)]
    assert places == pytest.approx([0, 0, 0, 1, 1, 1, 1])


@each_kind
@settings(derandomize=True)
@given(low=losses, width=st.floats(1e-3, 1e6), first=losses, second=losses)
def test_a_higher_loss_is_no_lower(
    log: bool, low: float, width: float, first: float, second: float
) -> None:
    scale = LossScale(low, low + width, log)
    lower, higher = sorted((first, second))
    assert 0 <= scale.place(lower) <= scale.place(higher) <= 1 + 1e-12
    assert scale.place(first) == pytest.approx(heights(scale, first)[0])


# Of a grid


@each_kind
def test_the_ends_are_the_lowest_loss_and_nearly_the_highest(log: bool) -> None:
    scale = loss_scale(np.arange(1001.0), log)
    assert (scale.low, scale.high, scale.log) == (0, 995, log)
    wall = np.ones((50, 50))
    wall[0, :2] = 0, 1e9
    assert loss_scale(wall, log).high == 1.0  # one wall leaves the valley its colours


def test_losses_below_0() -> None:
    scale = loss_scale(np.array([-8.0, -2.0, -8.0, -2.0] * 200), True)
    assert (scale.low, scale.high) == (-8, -2)
    assert heights(scale, -8, -2) == pytest.approx([0, 1])


@each_kind
def test_what_is_missing_does_not_count(log: bool) -> None:
    found = loss_scale(np.array([np.nan, 3.0, np.inf, 1.0, -np.inf] * 300), log)
    assert (found.low, found.high) == (1, 3)
    for missing in (np.full((2, 3), np.nan), np.full(4, np.inf), np.empty((0, 0))):
        assert loss_scale(missing, log) == LossScale(0.0, 1.0, log)


@each_kind
@pytest.mark.parametrize("loss", [0.0, 2.5, -1e-12, -40.0, 1e9, 1e300])
def test_a_flat_landscape_has_one_colour_and_a_bar(log: bool, loss: float) -> None:
    flat = np.full((3, 3), loss)
    scale = loss_scale(flat, log)
    assert scale.low == loss < scale.high
    assert scale.height(flat).tolist() == np.zeros((3, 3)).tolist()
    assert scale.ticks() is not None


@each_kind
def test_float32_losses(log: bool) -> None:
    grid = np.linspace(1, 2, 9, dtype=np.float32).reshape(3, 3)
    scale = loss_scale(grid, log)
    assert type(scale.low) is float
    found = scale.height(grid)
    assert (found[0, 0], found[2, 2]) == pytest.approx((0, 1))
    flat = np.full((3, 3), 3.3, np.float32)
    assert not loss_scale(flat, log).height(flat).any()


# Ticks


@each_kind
@pytest.mark.parametrize(("low", "high"), RANGES)
def test_ticks_are_on_the_bar_with_room_between(log: bool, low: float, high: float) -> None:
    found = LossScale(low, high, log).ticks()
    places = [place for place, _ in found]
    assert found
    assert all(0 <= place <= 1 + 1e-12 for place in places)
    assert all(above - below >= 0.085 for below, above in pairwise(places))
    texts = [text for _, text in found]
    assert len(set(texts)) == len(texts)
    assert max(len(text) for text in texts) <= 6  # more has no room
    assert [LossScale(low, high, log).place(parse_number(text)) for text in texts] == (
        pytest.approx(places, abs=1e-6)
    )


def test_logarithmic_ticks_are_the_round_losses() -> None:
    texts = [text for _, text in LossScale(0.1, 300.0).ticks()]
    assert texts == ["0.1", "1", "5", "10", "20", "50", "100", "200"]
    assert [text for _, text in LossScale(-3.0, 5.0).ticks()] == ["−3", "−2", "0", "5"]
    assert [text for _, text in LossScale(0.0, 1e-8).ticks()] == ["0", "10⁻¹⁰", "10⁻⁹", "10⁻⁸"]


def test_even_ticks_where_no_loss_is_round() -> None:
    texts = [text for _, text in LossScale(2.1, 2.9).ticks()]
    assert texts == ["2.10", "2.12", "2.14", "2.2", "2.4", "2.8"]


def test_linear_ticks_are_even() -> None:
    found = LossScale(0.0, 300.0, log=False).ticks()
    assert [text for _, text in found] == ["0", "100", "200", "300"]
    assert [place for place, _ in found] == pytest.approx([0, 1 / 3, 2 / 3, 1])
    near = LossScale(1.25338, 1.25352, log=False)
    assert [text for _, text in near.ticks()] == ["1.2534", "1.2535"]  # 1.25345 has no room
