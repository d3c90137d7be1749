"""One record a surface: each is whole, can be made, and says what it needs of other panels."""

from __future__ import annotations

import dataclasses

import pytest

from lossviz.model.landscape import Landscape
from lossviz.panels.landscape.ground_makers import MAKERS, NoGroundError, making
from lossviz.panels.landscape.state import LandscapeState, with_surface
from lossviz.panels.landscape.surface_kinds import (
    PLAYGROUND,
    SCORES,
    SURFACES,
    TRAINING,
    kind_with,
)
from tests.panels.landscape.conftest import finished, of_demo

SETTINGS = {each.name for each in dataclasses.fields(LandscapeState)}
KINDS = pytest.mark.parametrize("kind", SURFACES.values(), ids=lambda kind: kind.name)


@KINDS
def test_a_kind_names_settings_that_there_are(kind):
    assert {*kind.axes, *kind.made_of} <= SETTINGS
    assert kind.entries in ("", *kind.axes)
    assert ("entries" in kind.options) == bool(kind.entries)
    assert ("loss" in kind.options) == ("loss" in kind.made_of)
    assert ("known" in kind.options) == bool(kind.formula and kind.note)


@KINDS
def test_a_surface_is_made_of_examples_where_it_says_so(ground_of, kind):
    ground = ground_of(with_surface(LandscapeState(), kind.name))
    assert isinstance(ground.surface, Landscape) == kind.has_examples


def test_each_is_made_by_a_maker_of_its_own_and_has_a_title_of_its_own():
    assert list(MAKERS) == list(SURFACES)
    assert len({kind.title for kind in SURFACES.values()}) == len(SURFACES)


@pytest.mark.parametrize(
    ("surface", "why"),
    [
        (SCORES, "The Scores panel has no table yet."),
        (PLAYGROUND, "The Playground has not shown its weights here yet."),
        (TRAINING, "No classifier is in training yet."),
    ],
)
def test_without_what_another_panel_shows_it_says_where_to_go(surface, why):
    with pytest.raises(NoGroundError, match=why) as error:
        finished(making(with_surface(LandscapeState(), surface), {}))
    assert error.value.panel == SURFACES[surface].source


def test_what_panels_show_is_for_one_kind_each(lecture, trace_of):
    names = [kind_with(each).name for each in (lecture, of_demo(), trace_of())]
    assert names == [SCORES, PLAYGROUND, TRAINING]
