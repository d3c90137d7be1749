"""Everything that can be chosen has a name."""

from __future__ import annotations

import dataclasses

import pytest

from lossviz.model.mistakes import MISTAKES
from lossviz.panels.landscape import titles
from lossviz.panels.landscape.state import (
    PLANES,
    START,
    WALKERS,
    LandscapeState,
    with_surface,
)
from lossviz.panels.landscape.surface_kinds import PLAYGROUND, SCORES, SURFACES, TRAINING


def test_everything_has_a_name():
    assert set(titles.MARKERS) == set(WALKERS)
    assert set(titles.PLANE_TITLES) == set(PLANES)
    apart = {"surface", "start", "formula", "rivals", "seed"}  # set otherwise than by a control
    fields = {each.name for each in dataclasses.fields(LandscapeState)}
    assert set(titles.SETTING_TITLES) == fields - apart
    assert len({*titles.MARKERS.values()}) == len(WALKERS)


@pytest.mark.parametrize("surface", SURFACES)
def test_mistakes_are_offered_where_there_are_examples(surface):
    keys = [key for key, _ in titles.mistakes_here(with_surface(START, surface))]
    examples = surface in ("two-weights", SCORES, PLAYGROUND, TRAINING)
    assert keys == (list(MISTAKES) if examples else ["none"])
