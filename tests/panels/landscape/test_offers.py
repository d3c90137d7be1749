"""What other panels have shown: what is followed at once, and what waits to be asked for."""

from __future__ import annotations

import dataclasses

import pytest

from lossviz.data.points import DEMO, DEMO_B, DEMO_W
from lossviz.model.losses import LOSSES
from lossviz.panelkit.example import LinearExample
from lossviz.panels.landscape.offers import Offers
from lossviz.panels.landscape.state import LandscapeState
from lossviz.panels.landscape.surface_kinds import (
    PLAYGROUND,
    SCORES,
    SURFACES,
    TWO_WEIGHTS,
    kind_with,
)
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import with_variant
from lossviz.panels.scores.tables import LECTURE
from tests.panels.landscape.conftest import of_demo

ELSEWHERE = SURFACES[TWO_WEIGHTS]
OTHER = {"linear": LinearExample(DEMO_W - 0.5, DEMO_B, DEMO.X)}


@pytest.fixture
def offers() -> Offers:
    return Offers()


def is_followed(offers: Offers, thing, *, shown=None) -> bool:
    kind = kind_with(thing)
    offers.note(kind, thing)
    return offers.is_followed(kind, kind if shown is None else shown)


def way(offers: Offers, thing) -> str:
    return offers.way_to_newer(kind_with(thing))


@pytest.mark.parametrize("which", ["table", "weights", "trace"])
def test_the_first_of_its_kind_is_taken_once(offers, trace_of, which):
    thing = {"table": score_example(LECTURE), "weights": of_demo(), "trace": trace_of()}[which]
    kind = kind_with(thing)
    assert offers.take(kind) is None
    assert is_followed(offers, thing)
    assert offers.take(kind) is thing
    assert offers.take(kind) is None, "the map has it already"
    assert offers.taken() == (thing,)


def test_a_table_is_followed_always(offers):
    table = score_example(LECTURE)
    assert is_followed(offers, table)
    offers.take(kind_with(table))
    assert is_followed(offers, score_example(with_variant(LECTURE, margin=0.5)))
    assert way(offers, table) == ""


def test_weights_of_the_playground_wait_but_where_they_are_asked_for(offers):
    offers.note(kind_with(of_demo()), of_demo())
    offers.take(kind_with(of_demo()))
    assert not is_followed(offers, of_demo())
    assert way(offers, of_demo()) == "", "the same again"
    assert not is_followed(offers, of_demo(**OTHER))
    assert way(offers, of_demo()) == "Newest W"
    assert is_followed(offers, of_demo(wanted=True, **OTHER))


def test_weights_in_training_wait_while_the_map_is_of_them(offers, trace_of):
    first, later = trace_of(steps=1), trace_of(steps=3)
    is_followed(offers, first)
    offers.take(kind_with(first))
    assert not is_followed(offers, later)
    assert way(offers, later) == "Go to step 3"
    assert is_followed(offers, later, shown=ELSEWHERE)
    other_images = dataclasses.replace(later, data=dataclasses.replace(later.data))
    assert is_followed(offers, other_images)


def test_the_hinge_loss_is_the_table_s_where_the_map_is_of_a_table(offers):
    table = score_example(with_variant(LECTURE, margin=0.25))
    assert offers.hinge(kind_with(table)) is LOSSES["hinge"]
    offers.note(kind_with(table), table)
    offers.take(kind_with(table))
    assert offers.hinge(kind_with(table)) is table.hinge
    assert offers.hinge(ELSEWHERE) is LOSSES["hinge"]


def test_the_numbers_that_may_move_are_those_of_the_surface(offers, lecture, driven):
    state = LandscapeState(surface=SCORES)
    assert offers.entries(state) == ({}, state.entries, False)
    for table, has_weights in ((lecture, False), (driven, True)):
        offers.note(kind_with(table), table)
        offers.take(kind_with(table))
        names, chosen, weights_move = offers.entries(state)
        assert set(chosen) <= set(names)
        assert weights_move == has_weights
    of_playground = LandscapeState(surface=PLAYGROUND)
    assert offers.entries(of_playground) == ({}, of_playground.playground_entries, False)
    offers.note(kind_with(of_demo()), of_demo())
    offers.take(of_playground.kind)
    assert "b of class 0" in offers.entries(of_playground)[0].values()
    assert offers.entries(LandscapeState()) == ({}, ("", ""), False)


def test_a_job_that_begins_anew_makes_the_same_map(offers, trace_of):
    offers.note(kind_with(trace_of(2)), trace_of(2))
    offers.take(kind_with(trace_of(2)))
    offers.note(kind_with(trace_of(5)), trace_of(5))
    assert offers.taken() == (trace_of(2),), "not of the newest, which nobody asked for"
