"""The map: at once where that is quick, else from coarse to fine, and ∞ where the loss is."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.mapping import COARSE_TO_FINE, FINEST, Shown, mapping, shown
from lossviz.panels.landscape.report import MapReport
from lossviz.panels.landscape.state import LandscapeSight
from lossviz.panels.landscape.surface_kinds import FORMULA, PLAYGROUND, SCORES
from lossviz.widgets.map.window import Window

VIEW = LandscapeSight(pixels=(80, 60))


def maps(ground: Ground, view: LandscapeSight = VIEW) -> list[MapReport]:
    want = shown(ground, view)
    assert want is not None
    return [each for each in mapping(ground, want) if each is not None]


def large(ground: Ground) -> Ground:
    """The same loss of a thousand times as many examples."""
    assert ground.landscape is not None
    rows = np.tile(np.arange(ground.examples), 1000)
    return dataclasses.replace(ground, surface=ground.landscape.minibatch(rows))


def losses_on(ground: Ground, found: MapReport) -> np.ndarray:
    return ground.surface.loss(found.w1[None, :], found.w2[:, None])


@pytest.mark.parametrize("surface", ["two-weights", SCORES, PLAYGROUND, "plateau", FORMULA])
def test_a_small_surface_is_mapped_at_once(ground_of, surface):
    ground = ground_of(surface=surface, loss="hinge")
    (found,) = maps(ground)
    assert found.done
    assert found.heights.shape == (FINEST, FINEST)
    scale = found.image.scale
    places = scale.height(losses_on(ground, found))
    assert found.heights == pytest.approx(places, abs=1e-5)
    assert found.heights.min() == pytest.approx(0, abs=0.02)


def test_the_lowest_place_of_the_map_is_that_of_the_loss(ground_of):
    (found,) = maps(ground_of(surface="bowl"))
    low = np.unravel_index(found.heights.argmin(), found.heights.shape)
    assert (abs(found.w2[low[0]]), abs(found.w1[low[1]])) == (
        pytest.approx(0, abs=0.03), pytest.approx(0, abs=0.04),
    )  # fmt: skip


def test_a_large_one_goes_from_coarse_to_fine_and_ends_as_fine_as_a_small_one(ground_of):
    ground = ground_of(loss="hinge", strength=0.1)
    (fine,) = maps(ground)
    found = maps(large(ground))
    assert [len(each.w1) for each in found] == list(COARSE_TO_FINE)
    assert [each.done for each in found] == [False, False, False, True]
    assert found[-1].heights == pytest.approx(fine.heights, abs=1e-3)
    assert (found[-1].w1 == fine.w1).all()
    spread = np.linspace(0, FINEST - 1, COARSE_TO_FINE[0]).round().astype(int)
    # Each grid has the colours of its own least and greatest loss.
    assert np.median(np.abs(found[0].heights - fine.heights[np.ix_(spread, spread)])) < 0.02


def test_a_large_one_rests_in_between(ground_of):
    ground = large(ground_of(loss="hinge"))
    want = shown(ground, VIEW)
    assert want is not None
    assert sum(1 for each in mapping(ground, want) if each is None) > 100


def test_where_the_loss_is_infinite_the_map_is_not(ground_of):
    ground = ground_of(surface=FORMULA, formula="log(w1) + w2^2")
    (found,) = maps(ground)
    assert np.isnan(found.heights[:, found.w1 <= 0]).all()
    assert np.isfinite(found.heights[:, found.w1 > 0]).all()


def test_a_loss_that_is_nowhere_finite_is_mapped_too(ground_of):
    (found,) = maps(ground_of(surface=FORMULA, formula="sqrt(-1 - w1^2)"))
    assert np.isnan(found.heights).all()


def test_a_flat_loss_is_mapped_too(ground_of):
    (found,) = maps(ground_of(surface=FORMULA, formula="w1 * 0"))
    assert len({*found.heights.ravel().tolist()}) == 1


def test_the_map_shows_what_is_looked_at(ground_of):
    ground = ground_of()
    whole = shown(ground, VIEW)
    assert isinstance(whole, Shown)
    for (low, high), (start, end) in zip(
        whole.ranges, (ground.w1_range, ground.w2_range), strict=True
    ):
        assert low <= start < end <= high
    part = shown(ground, dataclasses.replace(VIEW, window=Window(0.0, 0.0, 0.01)))
    assert part is not None
    assert part != whole
    (found,) = maps(ground, dataclasses.replace(VIEW, window=Window(0.0, 0.0, 0.01)))
    assert abs(found.w1).max() < 0.1
    assert found.image.w1_range == part.ranges[0]


@pytest.mark.parametrize("pixels", [(0, 0), (1, 50), (50, 1)])
def test_a_map_without_a_size_is_not_worked_out(ground_of, pixels):
    assert shown(ground_of(), dataclasses.replace(VIEW, pixels=pixels)) is None


def test_a_map_never_changes(ground_of):
    (found,) = maps(ground_of())
    for each in (found.w1, found.w2, found.heights):
        assert not each.flags.writeable
