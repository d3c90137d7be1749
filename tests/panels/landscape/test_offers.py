"""What other panels offer: a map stays on its weights until others are asked for."""

from __future__ import annotations

import dataclasses

from lossviz.model.losses import LOSSES
from lossviz.panels.landscape.offers import NEWEST, Offers
from lossviz.panels.landscape.state import PLAYGROUND, SCORES, TRAINING, LandscapeState
from tests.panels.landscape.conftest import of_demo


def test_the_newest_weights_are_taken_once(trace_of):
    first, second = of_demo(), of_demo(step=3)
    offers = Offers(weights=first, trace=trace_of(2))
    assert offers.take(SCORES) is None
    assert offers.take(PLAYGROUND) is first
    assert offers.take(PLAYGROUND) is None
    offers.weights = second
    assert offers.of_map() == (first,)
    assert offers.take(PLAYGROUND) is second
    assert offers.take(TRAINING) is offers.trace
    assert offers.of_map() == (second, offers.trace)


def test_there_is_a_way_to_newer_weights_where_there_are_any(trace_of):
    offers = Offers()
    assert (offers.newer(PLAYGROUND), offers.newer(TRAINING)) == ("", "")
    offers.weights, offers.trace = of_demo(), trace_of(2)
    offers.take(PLAYGROUND)
    offers.take(TRAINING)
    assert (offers.newer(PLAYGROUND), offers.newer(TRAINING)) == ("", "")
    offers.weights, offers.trace = of_demo(loss=LOSSES["softmax"]), trace_of(5)
    assert (offers.newer(PLAYGROUND), offers.newer(TRAINING)) == (NEWEST, "Go to step 5")


def test_the_map_follows_training_where_nobody_looks_or_the_images_are_others(trace_of):
    offers = Offers(trace=trace_of(2))
    assert offers.follows_training(TRAINING), "there is no map yet"
    offers.take(TRAINING)
    offers.trace = trace_of(5)
    assert not offers.follows_training(TRAINING)
    assert offers.follows_training(SCORES)
    offers.trace = dataclasses.replace(
        trace_of(5), data=dataclasses.replace(trace_of(5).data, name="others")
    )
    assert offers.follows_training(TRAINING)


def test_a_job_that_begins_anew_makes_the_same_map(trace_of):
    offers = Offers(trace=trace_of(2))
    offers.take(TRAINING)
    offers.trace = trace_of(5)
    assert offers.of_map() == (trace_of(2),), "not of the newest, which nobody asked for"


def test_the_numbers_that_may_move_are_those_of_the_surface(lecture, driven):
    offers = Offers()
    state = LandscapeState(surface=SCORES)
    assert offers.entries(state) == ({}, state.entries, False)
    offers.example = lecture
    names, chosen, has_weights = offers.entries(state)
    assert (set(chosen) <= set(names), has_weights) == (True, False)
    offers.example = driven
    assert offers.entries(state)[2]
    of_playground = LandscapeState(surface=PLAYGROUND)
    assert offers.entries(of_playground) == ({}, of_playground.playground_entries, False)
    offers.weights = of_demo()
    offers.take(PLAYGROUND)
    assert "b of class 0" in offers.entries(of_playground)[0].values()
