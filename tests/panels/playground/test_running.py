"""A run: updates by the plain formula, the way back, other settings on the way, how it ends."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.optimizers import start as optimizer_start
from lossviz.model.parameters import pack, unpack
from lossviz.panels.playground import running
from lossviz.panels.playground.running import (
    PlaygroundRun,
    accuracy_on,
    examples,
    objective_at,
    start_parameters,
)
from lossviz.panels.playground.state import (
    FARTHEST_WEIGHT,
    START,
    PlaygroundState,
    with_dataset,
    with_feature_map,
    with_point,
    with_setting,
    with_weights,
)

BLOBS = with_dataset(START, "overlap", count=60, share=0.25)
NOISY = dataclasses.replace(BLOBS, batch_size=5, seed=3, learning_rate=0.05)
DIVERGING = dataclasses.replace(START, learning_rate=1000.0)


def begun(state: PlaygroundState) -> PlaygroundRun:
    return PlaygroundRun(state, examples(state))


def after(state: PlaygroundState, steps: int) -> PlaygroundRun:
    run = begun(state)
    for _ in range(steps):
        assert run.advance(state)
    return run


def stand(run: PlaygroundRun) -> tuple[object, ...]:
    """Where a run is and how it came there, to the bit."""
    curve = run.curve()
    rows = (curve.data, curve.penalty, curve.total, curve.accuracy)
    return (run.step, run.parameters.tobytes(), *(each.tobytes() for each in rows))


# One update, written out


def plain_slopes(loss: str, s: list[float], y: int) -> list[float]:
    """The slope of one example's loss with respect to each of its scores, by definition."""
    classes = range(len(s))
    slopes = [0.0 for _ in classes]
    if loss == "hinge":
        for j in classes:
            if j != y and s[j] - s[y] + 1 > 0:
                slopes[j] += 1
                slopes[y] -= 1
    elif loss == "structured":
        worst = max((j for j in classes if j != y), key=lambda j: s[j])
        if s[worst] - s[y] + 1 > 0:
            slopes[worst], slopes[y] = 1.0, -1.0
    elif loss == "one-vs-all":
        for j in classes:
            t = 1 if j == y else -1
            if 1 - t * s[j] > 0:
                slopes[j] = -t
    else:
        total = sum(math.exp(each) for each in s)
        for j in classes:
            slopes[j] = math.exp(s[j]) / total - (j == y)
    return slopes


def plain_update(state: PlaygroundState) -> tuple[np.ndarray, np.ndarray]:
    """W − step (data gradient + 2 lambda W) and b − step (data gradient), in loops."""
    X, y = state.points.training
    features = FEATURE_MAPS[state.feature_map].features(X)
    W, b = np.array(state.W), np.array(state.b)
    N, (C, D) = len(y), W.shape
    dW, db = np.zeros((C, D)), np.zeros(C)
    for i in range(N):
        s = [sum(W[j, d] * features[i, d] for d in range(D)) + b[j] for j in range(C)]
        slopes = plain_slopes(state.loss, s, int(y[i]))
        for j in range(C):
            db[j] += slopes[j] / N
            for d in range(D):
                dW[j, d] += slopes[j] * features[i, d] / N
    step, strength = state.learning_rate, state.strength
    return W - step * (dW + 2 * strength * W), b - step * db


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("key", FEATURE_MAPS)
@pytest.mark.parametrize("state", [START, BLOBS], ids=["demo", "held out"])
def test_a_single_update_is_the_plain_formula(loss, key, state):
    state = with_feature_map(with_setting(state, "loss", loss), key)
    W, b = unpack(after(state, 1).parameters, 3)
    wanted_W, wanted_b = plain_update(state)
    np.testing.assert_allclose(W, wanted_W, atol=1e-12)
    np.testing.assert_allclose(b, wanted_b, atol=1e-12)


@pytest.mark.parametrize("loss", ["hinge", "structured", "softmax"])
def test_what_one_class_loses_another_wins_but_for_the_penalty(loss):
    W, b = unpack(after(with_setting(START, "loss", loss), 1).parameters, 3)
    assert W.sum() == pytest.approx((1 - 2 * 0.1 * 0.1) * np.sum(START.W))
    assert b.sum() == pytest.approx(0)


def test_the_biases_have_no_penalty():
    far = with_weights(START, START.W, (100.0, 0.0, -100.0))
    without = unpack(after(with_setting(far, "strength", 0.0), 1).parameters, 3)[1]
    assert (unpack(after(with_setting(far, "strength", 5.0), 1).parameters, 3)[1] == without).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_each_optimizer_takes_the_steps_of_the_model(optimizer):
    state = dataclasses.replace(BLOBS, optimizer=optimizer, learning_rate=0.02)
    learn, expected = examples(state), optimizer_start(start_parameters(state))
    run = begun(state)
    for _ in range(10):
        found = objective_at(expected.parameters, state, learn)
        gradient = pack(found.dW, found.db)
        expected = OPTIMIZERS[optimizer](expected, gradient, 0.02, state.momentum)
        assert run.advance(state)
        assert (run.parameters == expected.parameters).all()


def test_a_minibatch_is_some_of_the_points_and_another_each_step():
    run, seen = begun(NOISY), set()
    for _ in range(20):
        rows = run.minibatch(NOISY)
        assert len(set(rows.tolist())) == 5
        assert rows.max() < examples(NOISY).N
        found = objective_at(run.parameters, NOISY, examples(NOISY), rows)
        wanted = run.parameters - 0.05 * pack(found.dW, found.db)
        run.advance(NOISY)
        assert run.parameters == pytest.approx(wanted)
        seen.add(tuple(rows))
    assert len(seen) == 20


@pytest.mark.parametrize("batch", [0, 45, 1000])
def test_a_minibatch_of_all_points_is_no_minibatch(batch):
    assert examples(BLOBS).N == 45
    assert stand(after(with_setting(BLOBS, "batch_size", batch), 5)) == stand(after(BLOBS, 5))


def test_the_curve_has_the_numbers_of_each_step():
    run = begun(BLOBS)
    for count in range(1, 6):
        run.advance(BLOBS)
        curve, found = run.curve(), objective_at(run.parameters, BLOBS, examples(BLOBS))
        assert len(curve.total) == count + 1
        assert (curve.data[-1], curve.penalty[-1], curve.total[-1]) == found[:3]
        assert curve.accuracy[-1] == accuracy_on(run.parameters, 3, examples(BLOBS))
    for each in (curve.data, curve.penalty, curve.total, curve.accuracy):
        assert not each.flags.writeable
    assert not run.parameters.flags.writeable


# There and back


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("state", [BLOBS, NOISY], ids=["all points", "minibatches"])
def test_a_step_back_lands_where_it_was_and_the_step_is_taken_again_to_the_bit(optimizer, state):
    state = with_setting(state, "optimizer", optimizer)
    run = begun(state)
    stands = [stand(run)]
    for _ in range(8):
        run.advance(state)
        stands.append(stand(run))
    for count in range(7, -1, -1):
        assert run.can_go_back
        assert run.back(state)
        assert stand(run) == stands[count]
    assert not run.can_go_back
    assert not run.back(state)
    assert stand(run) == stands[0]
    for count in range(1, 9):
        run.advance(state)
        assert stand(run) == stands[count]


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.sampled_from([BLOBS, NOISY]), st.lists(st.booleans(), max_size=20))
def test_however_one_goes_on_and_back_the_way_is_the_same(state, moves):
    run, count = begun(state), 0
    for on in moves:
        if on:
            run.advance(state)
        else:
            run.back(state)
        count = max(count + (1 if on else -1), 0)
        assert run.step == count
    assert stand(run) == stand(after(state, count))


def test_of_a_long_run_the_newest_steps_are_kept_and_it_says_so(monkeypatch):
    monkeypatch.setattr(running, "MOST_KEPT", 10)
    run = after(NOISY, 25)
    whole = stand(run)
    backs = 0
    while run.can_go_back:
        assert run.back(NOISY)
        backs += 1
        assert stand(run) == stand(after(NOISY, 25 - backs))
    assert 8 <= backs < 10
    before = stand(run)
    assert not run.back(NOISY)
    assert stand(run) == before
    for _ in range(backs):
        assert run.advance(NOISY)
    assert stand(run) == whole
    assert run.can_go_back


def test_a_run_that_has_kept_all_it_can_goes_back_and_on():
    state = dataclasses.replace(START, learning_rate=1e-3)
    run = after(state, running.MOST_KEPT + 50)
    assert run.step == running.MOST_KEPT + 50
    assert len(run.curve().total) == run.step + 1
    assert run.back(state)
    assert run.step == running.MOST_KEPT + 49


def test_a_run_does_not_go_on_for_ever(monkeypatch):
    monkeypatch.setattr(running, "MOST_STEPS", 10)
    run = after(START, 10)
    assert not run.advance(START)
    assert not run.diverged
    assert run.back(START)
    assert run.advance(START)


# Other settings on the way


def test_other_settings_act_from_the_next_step_on():
    run = after(BLOBS, 4)
    before = run.curve()
    other = dataclasses.replace(BLOBS, loss="softmax", strength=0.5, learning_rate=0.01)
    parameters = run.parameters
    run.follow(other, examples(other))
    assert run.step == 4
    assert (run.parameters == parameters).all()
    now = run.curve()
    assert (now.total[:-1] == before.total[:-1]).all()
    assert now.total[-1] == objective_at(parameters, other, examples(other)).total
    found = objective_at(parameters, other, examples(other))
    run.advance(other)
    assert run.parameters == pytest.approx(parameters - 0.01 * pack(found.dW, found.db))


def test_a_point_that_is_dragged_is_learned_from_at_once():
    run = after(START, 3)
    moved = with_point(START, 0, -0.9, -0.9)
    run.follow(moved, examples(moved))
    found = objective_at(run.parameters, moved, examples(moved))
    assert run.curve().total[-1] == found.total
    before = run.parameters
    run.advance(moved)
    assert run.parameters == pytest.approx(before - 0.1 * pack(found.dW, found.db))


@pytest.mark.parametrize("first", OPTIMIZERS)
@pytest.mark.parametrize("then", OPTIMIZERS)
def test_another_optimizer_begins_with_a_memory_of_its_own(first, then):
    """What momentum remembers points downhill, what Adam remembers points uphill."""
    state, other = (dataclasses.replace(BLOBS, optimizer=each) for each in (first, then))
    run = after(state, 6)
    run.follow(other, examples(other))
    here = run.parameters
    found = objective_at(here, other, examples(other))
    memory = optimizer_start(here)
    wanted = OPTIMIZERS[then](memory, pack(found.dW, found.db), 0.1, other.momentum)
    run.advance(other)
    assert run.step == 7
    if first != then:
        assert (run.parameters == wanted.parameters).all()
    else:
        assert stand(run) == stand(after(state, 7))


def test_back_among_the_steps_of_another_optimizer_a_step_is_taken_as_it_was():
    momentum, adam = (dataclasses.replace(BLOBS, optimizer=o) for o in ("momentum", "adam"))
    run = after(momentum, 6)
    run.follow(adam, examples(adam))
    for _ in range(3):
        run.advance(adam)
    for _ in range(5):
        assert run.back(adam)
    assert (run.parameters == after(momentum, 4).parameters).all()
    run.follow(momentum, examples(momentum))
    run.advance(momentum)
    assert (run.parameters == after(momentum, 5).parameters).all()


# How it ends


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
def test_a_rate_that_diverges_leaves_the_last_good_state(loss, optimizer):
    state = dataclasses.replace(DIVERGING, loss=loss, optimizer=optimizer)
    run = begun(state)
    while run.advance(state):
        assert run.step < 1000
    assert run.diverged
    step, parameters = run.step, run.parameters
    assert step > 1
    assert (np.abs(parameters) <= FARTHEST_WEIGHT).all()
    assert np.isfinite(run.curve().total).all()
    assert not run.advance(state)
    assert (run.step, run.parameters is parameters) == (step, True)
    assert run.diverged


def test_from_a_divergence_one_goes_back_and_on_with_another_rate():
    run = begun(DIVERGING)
    while run.advance(DIVERGING):
        pass
    step = run.step
    assert run.back(DIVERGING)
    assert (run.diverged, run.step) == (False, step - 1)
    assert run.advance(DIVERGING)
    assert not run.advance(DIVERGING)
    run.follow(START, examples(START))
    assert not run.diverged
    totals = [run.curve().total[-1]]
    for _ in range(50):
        assert run.advance(START)
        totals.append(run.curve().total[-1])
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@settings(deadline=None, derandomize=True, max_examples=20)
@given(
    st.lists(st.sampled_from([0.0, 1e6, -1e6, 1.0, -0.1]), min_size=9, max_size=9),
    st.sampled_from([1e-6, 0.1, 1000.0]),
    st.sampled_from(list(LOSSES)),
)
def test_from_anywhere_a_run_goes_on_or_says_why_not(optimizer, weights, rate, loss):
    W = tuple((weights[2 * k], weights[2 * k + 1]) for k in range(3))
    state = with_weights(START, W, tuple(weights[6:]))
    state = dataclasses.replace(state, optimizer=optimizer, learning_rate=rate, loss=loss)
    run = begun(state)
    for _ in range(5):
        assert run.advance(state) != run.diverged
    assert np.isfinite(run.parameters).all()
    assert np.isfinite(run.curve().total).all()


def test_accuracy_of_no_points_is_no_number():
    none = running.Examples(np.empty((0, 2)), np.empty(0, np.int64))
    assert math.isnan(accuracy_on(start_parameters(START), 3, none))
    assert accuracy_on(start_parameters(START), 3, examples(START)) == pytest.approx(2 / 9)


def test_after_another_loss_a_step_back_is_of_that_loss():
    run = after(START, 5)
    softmax = with_setting(START, "loss", "softmax")
    run.follow(softmax, examples(softmax))
    assert run.back(softmax)
    found = objective_at(run.parameters, softmax, examples(softmax))
    assert run.curve().total[-1] == found.total
