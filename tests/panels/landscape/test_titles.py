"""Everything that can be chosen has a name."""

from __future__ import annotations

import dataclasses

import pytest

from lossviz.panels.landscape import titles
from lossviz.panels.landscape.state import (
    PLANES,
    START,
    WALKERS,
    LandscapeState,
    LandscapeView,
)


def test_everything_has_a_name():
    assert set(titles.MARKERS) == set(WALKERS)
    assert set(titles.PLANE_TITLES) == set(PLANES)
    apart = {"surface", "start", "formula", "rivals", "seed"}  # set otherwise than by a control
    fields = {each.name for each in dataclasses.fields(LandscapeState)}
    assert set(titles.SETTING_TITLES) == fields - apart
    assert len({*titles.MARKERS.values()}) == len(WALKERS)


@pytest.mark.parametrize(
    ("table", "precision", "told"),
    [
        ("here", "float64", ""), ("lecture", "float64", "lecture’s W"),
        ("here", "float32", "float32"), ("lecture", "float32", "lecture’s W, float32"),
    ],
)  # fmt: skip
def test_what_the_menu_of_the_check_has_changed_is_told(table, precision, told):
    state = dataclasses.replace(START, precision=precision)
    assert titles.trials_in_force(state, LandscapeView(table=table)) == told
