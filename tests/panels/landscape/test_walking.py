"""A walk: steps as worked out by hand, the way back, its price, and how it ends."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.mistakes import MISTAKES
from lossviz.model.optimizers import OPTIMIZERS, random_search
from lossviz.model.optimizers import start as optimizer_start
from lossviz.panels.landscape import walking
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.state import SEARCHES, WALKERS, LandscapeState
from lossviz.panels.landscape.surface_kinds import FORMULA, PLAYGROUND, SCORES, TRAINING
from lossviz.panels.landscape.walking import Walk
from tests.panels.scores.tables import steady

USUAL = LandscapeState(learning_rate=0.1, batch_size=5, seed=3)
FOLLOWERS = tuple(each for each in WALKERS if each not in SEARCHES)


def walked(
    walker: str, ground: Ground, steps: int, settings: LandscapeState = USUAL, at=None
) -> Walk:
    walk = Walk(walker, ground, ground.start if at is None else at)
    for _ in range(steps):
        walk.advance(settings)
    return walk


def trail(walk: Walk) -> list[tuple[object, ...]]:
    """All that a walk knows of its steps, to the bit."""
    return [
        (*(each.tobytes() for each in step.state[:3]), step.state.step, step.loss, step.evaluations)
        for step in walk.steps
    ]


# Steps by hand


@pytest.mark.parametrize(
    "surface", ["two-weights", SCORES, PLAYGROUND, TRAINING, "saddle", FORMULA]
)
def test_gradient_descent_is_w_minus_rate_times_the_gradient(ground_of, surface):
    ground = ground_of(surface=surface)
    walk, w = walked("gd", ground, 5), np.array(ground.start)
    for step in walk.steps[1:]:
        slope = np.array(ground.surface.gradient(*w))
        w = w - 0.1 * slope
        assert step.slope == pytest.approx(slope)
        assert step.at == pytest.approx(tuple(w))
        assert step.loss == float(ground.surface.loss(*step.at))
        assert step.loss < walk.steps[0].loss


def test_the_slide_s_step_from_the_slide_s_start(ground_of):
    walk = walked(
        "gd", ground_of(), 1, dataclasses.replace(USUAL, learning_rate=0.5), (-1.35, -0.52)
    )
    assert walk.last.at == pytest.approx((0.34, -1.11), abs=5e-3)
    assert walk.last.loss < walk.steps[0].loss


@pytest.mark.parametrize("walker", FOLLOWERS)
@pytest.mark.parametrize("surface", ["two-weights", "valley"])
def test_each_optimizer_takes_the_steps_of_the_model(ground_of, walker, surface):
    if walker == "sgd":
        return
    ground = ground_of(surface=surface)
    walk = walked(walker, ground, 30)
    optimizer = OPTIMIZERS["sgd" if walker == "gd" else walker]
    state = optimizer_start(np.array(ground.start))
    for step in walk.steps[1:]:
        slope = np.array(ground.surface.gradient(*state.parameters))
        state = optimizer(state, slope, USUAL.learning_rate, USUAL.momentum)
        assert step.state.parameters == pytest.approx(state.parameters, rel=1e-12)
        assert step.state.velocity == pytest.approx(state.velocity, rel=1e-12)
    assert walk.last.state.step == 30


def test_sgd_takes_its_steps_on_minibatches(ground_of):
    ground = ground_of()
    walk = walked("sgd", ground, 40)
    assert ground.landscape is not None
    for before, step in zip(walk.steps, walk.steps[1:], strict=False):
        each = ground.landscape.example_slopes(*before.at)
        rows = np.random.default_rng((3, before.state.step)).permutation(12)[:5]
        assert step.slope == pytest.approx(each[rows].mean(axis=0))
        assert step.at == pytest.approx(tuple(np.array(before.at) - 0.1 * step.slope))
    assert len({tuple(step.slope) for step in walk.steps[1:]}) == 40


@pytest.mark.parametrize("batch", [12, 100])
def test_sgd_on_all_examples_is_gradient_descent(ground_of, batch):
    settings = dataclasses.replace(USUAL, batch_size=batch)
    whole = walked("sgd", ground_of(), 10, settings)
    assert trail(whole) == trail(walked("gd", ground_of(), 10, settings))


def test_random_search_keeps_the_best_that_it_drew_from_the_map(ground_of):
    ground = ground_of()
    walk = walked("random", ground, 200)
    losses = [step.loss for step in walk.steps]
    assert losses == sorted(losses, reverse=True)
    for step in walk.steps[1:]:
        assert step.tried is not None
        (w1, w2), loss = step.tried
        assert ground.w1_range[0] <= w1 <= ground.w1_range[1]
        assert ground.w2_range[0] <= w2 <= ground.w2_range[1]
        assert loss == float(ground.surface.loss(w1, w2)) >= step.loss
        assert step.slope is None
    tries = [step.tried for step in walk.steps[1:]]
    draws = iter([W for W, _ in tries])
    *_, best = random_search(
        lambda W: float(ground.surface.loss(*W)), lambda _: next(draws), 200, seed=0
    )
    assert walk.last.loss == min(best.loss, losses[0])


def test_local_search_tries_around_the_best(ground_of):
    ground = ground_of()
    walk = walked("local", ground, 200)
    for before, step in zip(walk.steps, walk.steps[1:], strict=False):
        assert step.tried is not None
        W, loss = step.tried
        assert np.linalg.norm(W - before.state.parameters) < 0.1 * 6
        assert step.at == (tuple(W) if loss < before.loss else before.at)
    assert walk.last.loss < walk.steps[0].loss


@pytest.mark.parametrize("mistake", MISTAKES)
def test_with_a_mistake_one_walks_by_the_mistake(ground_of, mistake):
    ground = ground_of(strength=0.2)
    settings = dataclasses.replace(USUAL, mistake=mistake, strength=0.2)
    walk = walked("gd", ground, 1, settings)
    slope = MISTAKES[mistake].gradient(ground.landscape, *ground.start)
    assert walk.last.at == pytest.approx(tuple(np.array(ground.start) - 0.1 * slope))


def test_settings_act_from_the_next_step_on(ground_of):
    walk = walked("gd", ground_of(), 2)
    before = trail(walk)
    walk.advance(dataclasses.replace(USUAL, learning_rate=0.01))
    assert trail(walk)[:3] == before
    assert [step.learning_rate for step in walk.steps] == [0, 0.1, 0.1, 0.01]


# There and back


@pytest.mark.parametrize("walker", WALKERS)
@pytest.mark.parametrize("surface", ["two-weights", TRAINING])
def test_a_step_back_lands_where_it_was_and_the_step_is_taken_again_to_the_bit(
    ground_of, walker, surface
):
    walk = walked(walker, ground_of(surface=surface), 12)
    there = trail(walk)
    for count in range(12, 0, -1):
        assert walk.back()
        assert trail(walk) == there[:count]
    assert not walk.back()
    assert trail(walk) == there[:1]
    for _ in range(12):
        assert walk.advance(USUAL)
    assert trail(walk) == there


@pytest.mark.parametrize("walker", WALKERS)
def test_going_to_a_step_is_stepping_back_to_it(ground_of, walker):
    walk = walked(walker, ground_of(), 9)
    there = trail(walk)
    walk.cut(20)
    assert trail(walk) == there
    walk.cut(4)
    assert trail(walk) == there[:5]
    walk.cut(0)
    assert trail(walk) == there[:1]


@pytest.mark.parametrize("walker", WALKERS)
def test_the_steps_that_are_shown_ahead_are_those_then_taken(ground_of, walker):
    walk = walked(walker, ground_of(), 3)
    coming = walk.coming(USUAL, 7)
    assert len(walk.steps) == 4
    record = walk.record(coming)
    for step in coming:
        walk.advance(USUAL)
        assert walk.last.at == step.at
        assert walk.last.loss == step.loss
    assert record.done == 4
    assert record.points.tolist() == [list(step.at) for step in walk.steps]
    assert record.losses.tolist() == [step.loss for step in walk.steps]


@steady
@given(st.data())
def test_however_one_walks_and_goes_back_the_way_is_the_same(ground_of, data):
    walker = data.draw(st.sampled_from(WALKERS))
    whole = trail(walked(walker, ground_of(), 15))
    walk = walked(walker, ground_of(), 0)
    for on in data.draw(st.lists(st.booleans(), max_size=15)):
        if on:
            walk.advance(USUAL)
        else:
            walk.back()
        assert trail(walk) == whole[: len(walk.steps)]


def test_another_seed_draws_another_walk(ground_of):
    for walker in ("sgd", "random", "local"):
        ways = [
            trail(walked(walker, ground_of(), 4, dataclasses.replace(USUAL, seed=seed)))
            for seed in (0, 1)
        ]
        assert ways[0][1:] != ways[1][1:]


def test_a_record_never_changes(ground_of):
    walk = walked("adam", ground_of(), 3)
    record = walk.record([])
    kept = record.points.copy()
    walk.advance(USUAL)
    walk.cut(1)
    assert (record.points == kept).all()
    for each in (record.points, record.losses, record.evaluations):
        assert not each.flags.writeable
    assert record.before is not None
    assert (record.before.at, record.last.at) == (tuple(kept[2]), tuple(kept[3]))


# What it costs


@pytest.mark.parametrize("walker", WALKERS)
def test_evaluations_are_counted_and_a_minibatch_counts_its_share(ground_of, walker):
    record = walked(walker, ground_of(), 12).record([])
    price = 5 / 12 if walker == "sgd" else 1
    assert record.evaluations == pytest.approx(price * np.arange(13))


# How it ends


@pytest.mark.parametrize("walker", FOLLOWERS)
def test_a_walk_stops_at_the_edge_of_the_loss(ground_of, walker):
    if walker == "sgd":
        return
    ground = ground_of(surface=FORMULA, formula="log(w1) + w2^2")
    settings = dataclasses.replace(USUAL, learning_rate=0.3)
    walk = walked(walker, ground, 200, settings, (1.0, 0.5))
    assert walk.ending == "edge"
    assert not walk.advance(settings)
    assert all(math.isfinite(step.loss) for step in walk.steps)
    assert walk.coming(settings, 5) == []
    assert walk.record([]).ending == "edge"


def test_a_walk_that_begins_beyond_the_edge_stays_there(ground_of):
    ground = ground_of(surface=FORMULA, formula="log(w1)")
    walk = walked("gd", ground, 3, at=(-1.0, 0.0))
    assert (walk.ending, len(walk.steps)) == ("edge", 1)
    found = walked("random", ground, 50, at=(-1.0, 0.0))
    assert math.isfinite(found.last.loss)
    assert found.ending == ""


@pytest.mark.parametrize("walker", ["gd", "momentum", "nesterov"])
def test_a_walk_that_leaves_for_good_has_diverged(ground_of, walker):
    ground = ground_of(surface="bowl")
    settings = dataclasses.replace(USUAL, learning_rate=2.0)
    walk = walked(walker, ground, 300, settings)
    assert walk.ending == "diverged"
    losses = [step.loss for step in walk.steps]
    assert np.isfinite(losses).all()
    assert losses == sorted(losses)
    assert len(walk.steps) > 4


def test_overshoot_is_no_divergence(ground_of):
    walk = walked(
        "gd", ground_of(surface="bowl"), 50, dataclasses.replace(USUAL, learning_rate=0.95)
    )
    assert walk.ending == ""
    assert walk.steps[1].at[0] * walk.steps[0].at[0] < 0
    assert walk.last.loss < 0.1


@pytest.mark.parametrize(("surface", "rate"), [("bowl", 10.0), ("rosenbrock", 10.0)])
def test_from_an_end_one_goes_back_and_on_with_another_rate(ground_of, surface, rate):
    ground = ground_of(surface=surface)
    walk = walked("gd", ground, 100, dataclasses.replace(USUAL, learning_rate=rate))
    assert walk.ending
    count = len(walk.steps)
    walk.back()
    assert (walk.ending, len(walk.steps)) == ("", max(count - 1, 1))
    walk.cut(0)
    assert walk.advance(dataclasses.replace(USUAL, learning_rate=1e-4))


@pytest.mark.parametrize("walker", WALKERS)
@steady
@given(w1=st.floats(-1e6, 1e6), w2=st.floats(-1e6, 1e6), rate=st.sampled_from([1e-6, 0.1, 10.0]))
def test_from_anywhere_a_walk_goes_on_or_says_why_not(ground_of, walker, w1, w2, rate):
    for settings in ({}, {"surface": "rosenbrock"}, {"surface": FORMULA, "formula": "1 / w1 + w2"}):
        ground = ground_of(**settings)
        if walker == "sgd" and ground.landscape is None:
            continue
        walk = Walk(walker, ground, (w1, w2))
        for _ in range(4):
            assert walk.advance(dataclasses.replace(USUAL, learning_rate=rate)) != bool(walk.ending)
        assert np.isfinite(walk.record([]).points).all()


def test_with_a_smaller_rate_a_walk_goes_on_from_where_it_diverged(ground_of):
    ground = ground_of(surface="bowl")
    walk = walked("gd", ground, 100, dataclasses.replace(USUAL, learning_rate=2.0))
    assert walk.ending == "diverged"
    losses = [walk.last.loss]
    for _ in range(100):
        assert walk.advance(USUAL)
        losses.append(walk.last.loss)
    assert walk.ending == ""
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 1


def test_a_walk_does_not_go_on_for_ever(ground_of, monkeypatch):
    monkeypatch.setattr(walking, "MOST_STEPS", 10)
    walk = walked("gd", ground_of(), 20)
    assert len(walk.steps) == 11
    assert walk.ending == "long"
