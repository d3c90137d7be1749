"""The rival: the same updates from the same start with the other loss, there and back again."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from lossviz.engine.jobs import Pause
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES
from lossviz.model.scores import scores
from lossviz.panelkit.commands import Configure, Look, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panels.playground import job as job_module
from lossviz.panels.playground import rival as rival_module
from lossviz.panels.playground.evaluating import evaluate
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.rival import Rival, rival_state
from lossviz.panels.playground.running import PlaygroundRun, examples
from lossviz.panels.playground.state import (
    START,
    PlaygroundState,
    randomized,
    with_classes,
    with_dataset,
    with_feature_map,
    with_point,
    with_setting,
)
from lossviz.widgets.plane.plane_picture import BOUNDARY, SHADES
from tests.panels.playground.test_job import (
    BLOBS,
    NOISY,
    QUICK,
    Driven,
    drive,  # noqa: F401 - a fixture
)
from tests.panels.playground.test_running import plain_update

BESIDE = dataclasses.replace(QUICK, beside="loss")
PICTURE = dataclasses.replace(BESIDE, pixels=(60, 60), beside_pixels=(40, 40))


def alone(state: PlaygroundState, steps: int) -> PlaygroundRun:
    """A run of its own."""
    run = PlaygroundRun(state, examples(state))
    for _ in range(steps):
        assert run.advance(state)
    return run


def weights(report: PlaygroundReport) -> np.ndarray:
    """Those of the rival, packed."""
    assert report.rival is not None
    found = report.rival.evaluation
    return np.append(found.W, found.b)


def check_as_alone(report: PlaygroundReport) -> None:
    """The rival stands where a run of its own would, to the bit."""
    run = alone(rival_state(report.state), report.step)
    assert report.rival is not None
    assert report.rival.step == report.step
    assert weights(report).tobytes() == run.parameters.tobytes()
    curve, wanted = report.rival.curve, run.curve()
    assert curve.total.tobytes() == wanted.total.tobytes()
    assert curve.accuracy.tobytes() == wanted.accuracy.tobytes()


# Which one it is


@pytest.mark.parametrize("loss", LOSSES)
def test_softmax_and_hinge_are_each_others_rivals_and_softmax_all_others(loss):
    state = with_setting(START, "loss", loss)
    other = rival_state(state)
    assert other.loss == ("hinge" if loss == "softmax" else "softmax")
    assert dataclasses.replace(other, loss=loss) == state


@pytest.mark.parametrize("view", [QUICK, dataclasses.replace(QUICK, beside="features")])
def test_there_is_none_while_it_is_not_looked_at(drive, view, monkeypatch):  # noqa: F811
    monkeypatch.delattr(job_module, "Rival")  # nothing is computed for it either
    assert drive(view=view).ask(TakeStep()).rival is None


def test_it_begins_at_the_same_start(drive):  # noqa: F811
    report = drive(view=BESIDE).ask()
    assert report.rival.state == with_setting(START, "loss", "softmax")
    assert (report.rival.step, report.rival.diverged, len(report.rival.curve.total)) == (
        0,
        False,
        1,
    )
    assert (report.rival.evaluation.W == report.evaluation.W).all()
    assert f"{report.evaluation.objective.data:.3f}" == "2.767"
    assert f"{report.rival.evaluation.objective.data:.3f}" == "1.837"


# Updates


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("state", [START, BLOBS], ids=["demo", "held out"])
@pytest.mark.parametrize("key", ["identity", "bumps"])
def test_a_single_update_is_the_plain_formula(drive, loss, state, key):  # noqa: F811
    state = with_feature_map(with_setting(state, "loss", loss), key)
    report = drive(state, BESIDE).ask(TakeStep())
    W, b = plain_update(rival_state(state))
    np.testing.assert_allclose(report.rival.evaluation.W, W, atol=1e-12)
    np.testing.assert_allclose(report.rival.evaluation.b, b, atol=1e-12)
    W, b = plain_update(state)
    np.testing.assert_allclose(report.evaluation.W, W, atol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(
    "state", [START, NOISY, dataclasses.replace(NOISY, optimizer="adam")], ids=["", "noisy", "adam"]
)
def test_it_is_a_run_of_its_own(drive, loss, state):  # noqa: F811
    driven = drive(with_setting(state, "loss", loss), BESIDE)
    for _ in range(6):
        check_as_alone(driven.ask(TakeStep()))
    driven.run_to(40)
    check_as_alone(driven.ask(Stop()))


def test_the_first_run_does_not_feel_it(drive):  # noqa: F811
    with_it, without = (drive(NOISY, view).ask(*[TakeStep()] * 9) for view in (BESIDE, QUICK))
    assert with_it.curve.total.tobytes() == without.curve.total.tobytes()
    assert with_it.evaluation.W.tobytes() == without.evaluation.W.tobytes()


def test_what_is_said_of_it_is_of_its_weights(drive):  # noqa: F811
    report = drive(BLOBS, BESIDE).ask(*[TakeStep()] * 3)
    state = report.rival.state
    wanted = evaluate(weights(report), state, examples(state), check=False)
    found = report.rival.evaluation
    assert found.losses.tobytes() == wanted.losses.tobytes()
    assert (found.right == wanted.right).all()
    assert found.objective.total == report.rival.curve.total[-1]
    assert math.isnan(found.relative)


# There and back


@pytest.mark.parametrize("state", [START, NOISY])
def test_back_and_on_and_rewound_both_are_at_the_same_step(drive, state):  # noqa: F811
    driven = drive(state, BESIDE)
    driven.ask(*[TakeStep()] * 5)
    for count in (4, 3, 2, 1, 0, 0):
        report = driven.ask(StepBack())
        assert report.step == count
        check_as_alone(report)
    for _ in range(3):
        check_as_alone(driven.ask(TakeStep()))
    report = driven.ask(Rewind())
    assert report.step == 0
    check_as_alone(report)
    check_as_alone(driven.ask(TakeStep()))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: randomized(s, 9),
        lambda s: with_classes(s, 5),
        lambda s: with_feature_map(s, "polar"),
        lambda s: with_dataset(s, "moons"),
    ],
)
def test_other_weights_begin_both_again(drive, change):  # noqa: F811
    driven = drive(view=BESIDE)
    driven.ask(*[TakeStep()] * 3)
    report = driven.ask(Configure(change(START)))
    assert report.step == 0
    check_as_alone(report)
    check_as_alone(driven.ask(TakeStep()))


def test_commands_at_once_are_as_one_by_one(drive):  # noqa: F811
    slow, moved = with_setting(START, "learning_rate", 0.01), with_point(START, 0, 2.0, 2.0)
    commands = [
        *(TakeStep(), TakeStep(), Configure(slow), TakeStep(), StepBack(), Configure(moved)),
        *(TakeStep(), TakeStep(), StepBack()),
    ]
    at_once, one_by_one = drive(view=BESIDE), drive(view=BESIDE)
    at_once.ask()
    together = at_once.ask(*commands)
    for each in commands:
        apart = one_by_one.ask(each)
    assert weights(together).tobytes() == weights(apart).tobytes()
    assert together.rival.curve.total.tobytes() == apart.rival.curve.total.tobytes()


def test_other_settings_act_on_both_from_the_next_update_on(drive):  # noqa: F811
    driven = drive(view=BESIDE)
    before = driven.ask(*[TakeStep()] * 3)
    slow = dataclasses.replace(START, learning_rate=0.01, strength=0.5)
    report = driven.ask(Configure(slow))
    assert weights(report).tobytes() == weights(before).tobytes()
    run = alone(rival_state(START), 3)
    run.follow(rival_state(slow), examples(slow))
    run.advance(rival_state(slow))
    assert weights(driven.ask(TakeStep())).tobytes() == run.parameters.tobytes()


# Later than the first run


def switched_on(driven: Driven) -> list[PlaygroundReport]:
    """Look at the rival, and what was said until it rests."""
    count = len(driven.said)
    driven.ask(Look(BESIDE))
    return driven.said[count:]


def test_switched_on_later_it_takes_the_updates_again(drive):  # noqa: F811
    driven = drive(NOISY)
    before = driven.ask(*[TakeStep()] * 12)
    report = switched_on(driven)[-1]
    assert report.step == 12
    assert report.curve.total.tobytes() == before.curve.total.tobytes()
    check_as_alone(report)
    check_as_alone(driven.ask(TakeStep()))
    assert driven.ask(Look(QUICK)).rival is None
    check_as_alone(switched_on(driven)[-1])


def test_it_takes_them_with_the_settings_of_now(drive):  # noqa: F811
    driven = drive()
    driven.ask(*[TakeStep()] * 4)
    driven.ask(Configure(with_setting(START, "learning_rate", 0.01)))
    check_as_alone(switched_on(driven)[-1])


def test_a_long_way_is_taken_in_slices_and_meanwhile_it_is_not_shown(drive, monkeypatch):  # noqa: F811
    monkeypatch.setattr(job_module, "CATCH_UP_SECONDS", 0.0)
    driven = drive()
    driven.ask(*[TakeStep()] * 21)
    driven.inbox.put(Look(BESIDE))
    pauses = 0
    first = driven.next()
    assert isinstance(first, PlaygroundReport)
    assert (first.rival, first.step) == (None, 21)
    while (value := driven.next()) is Pause.GO_ON:
        pauses += 1
    assert pauses >= 21 / rival_module.LEAST_UPDATES - 2
    check_as_alone(value)
    assert driven.next() is Pause.WAITING


def test_it_catches_up_with_a_run_that_goes_on(drive, monkeypatch):  # noqa: F811
    monkeypatch.setattr(job_module, "CATCH_UP_SECONDS", 0.0)
    driven = drive(NOISY)
    driven.run_to(30)
    driven.inbox.put(Look(BESIDE))
    report = driven.until(lambda: driven.said[-1].rival is not None)
    assert report.running
    assert report.step > 30
    check_as_alone(report)
    check_as_alone(driven.ask(Stop()))


def test_a_slow_run_does_not_hold_it_up(drive, monkeypatch):  # noqa: F811
    monkeypatch.setattr(job_module, "CATCH_UP_SECONDS", 0.0)
    monkeypatch.setattr(job_module.PlaygroundJob, "report_seconds", 1e9)
    driven = drive(view=dataclasses.replace(QUICK, speed=1))
    driven.ask(*[TakeStep()] * 30)
    driven.inbox.put(Run())
    driven.next()
    driven.inbox.put(Look(dataclasses.replace(BESIDE, speed=1)))
    assert {driven.next() for _ in range(5)} == {Pause.GO_ON}


def test_settings_that_change_on_the_way_begin_the_way_again(drive, monkeypatch):  # noqa: F811
    monkeypatch.setattr(job_module, "CATCH_UP_SECONDS", 0.0)
    driven = drive()
    driven.ask(*[TakeStep()] * 21)
    driven.inbox.put(Look(BESIDE))
    for _ in range(4):
        driven.next()
    report = driven.ask(Configure(with_setting(START, "learning_rate", 0.02)))
    check_as_alone(report)


def test_back_while_it_is_on_its_way(drive, monkeypatch):  # noqa: F811
    monkeypatch.setattr(job_module, "CATCH_UP_SECONDS", 0.0)
    driven = drive()
    driven.ask(*[TakeStep()] * 21)
    driven.inbox.put(Look(BESIDE))
    for _ in range(7):
        driven.next()
    check_as_alone(driven.ask(*[StepBack()] * 15))


# Divergence


def resting(driven: Driven) -> PlaygroundReport:
    """Run until the rival rests and the first run has gone on for a while."""
    driven.inbox.put(Run())
    driven.until(
        lambda: (
            bool(driven.said)
            and driven.said[-1].rival is not None
            and driven.said[-1].step > driven.said[-1].rival.step + 5
        )
    )
    return driven.ask(Stop())


def poison(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Let runs with softmax diverge after so many steps."""
    true = PlaygroundRun.next_update

    def next_update(run: PlaygroundRun, settings: PlaygroundState) -> object:
        bad = settings.loss == "softmax" and settings.learning_rate > 0.05 and run.step >= at
        return None if bad else true(run, settings)

    monkeypatch.setattr(PlaygroundRun, "next_update", next_update)


def test_a_rival_that_diverges_rests_and_the_first_run_goes_on(drive, monkeypatch):  # noqa: F811
    poison(monkeypatch, 7)
    report = resting(drive(view=BESIDE))
    assert (report.rival.step, report.rival.diverged, report.diverged) == (7, True, False)
    assert len(report.rival.curve.total) == 8
    assert weights(report).tobytes() == alone(rival_state(START), 7).parameters.tobytes()


def test_it_rests_until_the_first_run_has_come_back_to_it(drive, monkeypatch):  # noqa: F811
    poison(monkeypatch, 7)
    driven = drive(view=BESIDE)
    driven.ask(*[TakeStep()] * 9)
    for step in (8, 7):
        report = driven.ask(StepBack())
        assert (report.step, report.rival.step, report.rival.diverged) == (step, 7, True)
    report = driven.ask(StepBack())
    assert (report.rival.step, report.rival.diverged) == (6, False)
    report = driven.ask(TakeStep(), TakeStep())
    assert (report.step, report.rival.step, report.rival.diverged) == (8, 7, True)
    assert driven.ask(Rewind()).rival.step == 0


def test_with_other_settings_it_takes_them_all_again(drive, monkeypatch):  # noqa: F811
    poison(monkeypatch, 7)
    driven = drive(view=BESIDE)
    driven.ask(*[TakeStep()] * 9)
    report = driven.ask(Configure(with_setting(START, "learning_rate", 0.02)))
    assert (report.step, report.rival.diverged) == (9, False)
    check_as_alone(report)


@pytest.mark.parametrize("loss", LOSSES)
def test_where_the_first_run_diverges_both_stop(drive, loss):  # noqa: F811
    driven = drive(dataclasses.replace(START, learning_rate=1000.0, loss=loss), PICTURE)
    report = driven.ask(Run())
    assert (report.diverged, report.running) == (True, False)
    assert report.rival.step <= report.step
    assert report.rival.step == report.step or report.rival.diverged
    assert np.isfinite(weights(report)).all()
    assert np.isfinite(report.rival.curve.total).all()


# What is drawn


@pytest.mark.parametrize("key", ["identity", "bumps"])
def test_its_regions_are_of_the_same_part_of_the_plane(drive, key):  # noqa: F811
    state = with_point(with_feature_map(START, key), 0, 3.0, 0.3)
    report = drive(state, PICTURE).ask(*[TakeStep()] * 3)
    first, second = report.regions, report.rival.regions
    assert (first.x_range, first.y_range) == (second.x_range, second.y_range)
    assert second.codes.shape == (40, 40)
    codes = second.codes
    (left, right), (low, high) = second.x_range, second.y_range
    columns, rows = np.meshgrid(np.arange(40) + 0.5, np.arange(40) + 0.5)
    X = np.stack([left + columns * (right - left) / 40, high - rows * (high - low) / 40], axis=-1)
    features = FEATURE_MAPS[key].features(X.reshape(-1, 2))
    found = report.rival.evaluation
    winner = scores(features, found.W, found.b).argmax(axis=1).reshape(40, 40)
    inside = codes != BOUNDARY
    assert (codes[inside] // SHADES == winner[inside]).mean() > 0.99


@pytest.mark.parametrize("size", [(0, 0), (1, 50)])
def test_without_room_it_has_no_regions(drive, size):  # noqa: F811
    report = drive(view=dataclasses.replace(PICTURE, beside_pixels=size)).ask()
    assert report.rival.regions is None
    assert report.regions is not None


def test_a_rival_alone():
    rival = Rival(START, examples(START))
    assert rival.is_level(0)
    assert not rival.is_level(1)
    rival.step_to(2)  # further behind: it is for catching up
    assert rival.report(None).step == 0
    rival.catch_up(5, 10.0)
    assert rival.report(None).step == 5
    rival.back_to(3)
    rival.back_to(4)
    assert rival.report(None).step == 3
