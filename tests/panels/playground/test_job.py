"""The job, driven without a window: it steps, goes back, keeps pinned runs, and is up to date."""

from __future__ import annotations

import dataclasses
import math
import queue
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from lossviz.engine.jobs import Pause
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES
from lossviz.model.scores import scores
from lossviz.panelkit import pace
from lossviz.panelkit.commands import Configure, Look, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panels.playground import running
from lossviz.panels.playground.commands import Command, Pin, Unpin
from lossviz.panels.playground.evaluating import evaluate
from lossviz.panels.playground.job import MOST_PINNED, PlaygroundJob
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.running import CurveSoFar, PlaygroundRun, examples, start_parameters
from lossviz.panels.playground.state import (
    START,
    PlaygroundSight,
    PlaygroundState,
    randomized,
    with_class,
    with_classes,
    with_dataset,
    with_feature_map,
    with_point,
    with_point_added,
    with_point_removed,
    with_setting,
    with_weights,
)
from lossviz.widgets.plane.plane_picture import BOUNDARY, SHADES

QUICK = PlaygroundSight(speed=None)  # without a picture
PICTURE = dataclasses.replace(QUICK, pixels=(60, 45))
BLOBS = with_dataset(START, "overlap", count=60, share=0.25)
NOISY = dataclasses.replace(BLOBS, batch_size=5, seed=3)
ZERO = with_weights(START, ((0.0, 0.0),) * 3, (0.0,) * 3)
MILLION = with_weights(START, ((1e6, -1e6), (-1e6, 1e6), (1e6, 1e6)), (1e6, -1e6, 0.0))


class Driven:
    """A job and its inbox; what it said last."""

    def __init__(self, state: PlaygroundState = START, view: PlaygroundSight = QUICK) -> None:
        self.inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self.life = PlaygroundJob(state, view, self.inbox).run()
        self.said: list[PlaygroundReport] = []

    def next(self) -> object:
        value = next(self.life)
        if isinstance(value, PlaygroundReport):
            self.said.append(value)
        return value

    def until(self, there: Callable[[], bool]) -> PlaygroundReport:
        """Go on until something is so; it is asked after each piece of work."""
        while not there():
            value = self.next()
            assert value is not Pause.WAITING or there(), "it waits, and nothing more will come"
        return self.said[-1]

    def ask(self, *commands: Command) -> PlaygroundReport:
        """Ask for things, and go on till it rests."""
        for command in commands:
            self.inbox.put(command)
        while self.next() is not Pause.WAITING:
            pass
        return self.said[-1]

    def run_to(self, step: int) -> PlaygroundReport:
        self.inbox.put(Run())
        return self.until(lambda: bool(self.said) and self.said[-1].step >= step)


Drive = Callable[..., Driven]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    """Jobs that report each step; closed at the end."""
    monkeypatch.setattr(PlaygroundJob, "report_seconds", 0)
    driven: list[Driven] = []

    def make(state: PlaygroundState = START, view: PlaygroundSight = QUICK) -> Driven:
        driven.append(made := Driven(state, view))
        return made

    yield make
    for each in driven:
        each.life.close()


def stand(report: PlaygroundReport) -> tuple[object, ...]:
    """Where a run is and how it came there, to the bit."""
    found, curve = report.evaluation, report.curve
    arrays = (found.W, found.b, found.s, found.losses, curve.total, curve.accuracy)
    return (report.step, *(each.tobytes() for each in arrays))


def arrays_in(thing: object) -> Iterator[np.ndarray]:
    """All arrays of a report, however deep."""
    if isinstance(thing, np.ndarray):
        yield thing
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from arrays_in(each)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from arrays_in(getattr(thing, field.name))


# The start


def test_it_begins_on_the_demo_s_numbers(drive):
    report = drive().ask()
    assert (report.step, report.running, report.diverged, report.can_go_back) == (0,) + (False,) * 3
    assert f"{report.evaluation.objective.data:.3f}" == "2.767"
    assert f"{report.evaluation.objective.penalty:.3f}" == "3.500"
    assert report.evaluation.right.sum() == 2
    assert report.evaluation.relative < 1e-7
    assert (report.after, report.regions, report.reading, report.pinned) == (None, None, None, ())
    assert (report.state, report.view) == (START, QUICK)


def test_it_reports_once_and_waits(drive):
    driven = drive()
    driven.ask()
    assert len(driven.said) == 1
    assert driven.next() is Pause.WAITING


@pytest.mark.parametrize("beside", ["", "loss", "features"])
@pytest.mark.parametrize("state", [START, NOISY, ZERO, MILLION])
def test_a_report_never_changes(drive, state, beside):
    view = dataclasses.replace(
        PICTURE, preview=True, hover=(0.1, 0.2), beside=beside, beside_pixels=(30, 20)
    )
    report = drive(state, view).ask(TakeStep(), Pin(), TakeStep())
    found = list(arrays_in(report))
    assert len(found) > 20
    assert not any(each.flags.writeable for each in found)
    before = [each.copy() for each in found]
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.step = 3
    driven = drive(state, view)
    kept = driven.ask()
    before = [each.copy() for each in arrays_in(kept)]
    driven.ask(TakeStep(), TakeStep(), StepBack(), Configure(randomized(state, 5)), TakeStep())
    same = zip(before, arrays_in(kept), strict=True)
    assert all(np.array_equal(old, now, equal_nan=old.dtype != bool) for old, now in same)


# Steps


@pytest.mark.parametrize("loss", LOSSES)
def test_a_single_update_is_the_plain_formula(drive, loss):
    state = with_setting(START, "loss", loss)
    driven = drive(state)
    driven.ask()
    found = driven.ask(TakeStep()).evaluation
    X, y = START.points.X, START.points.y
    W, b = np.array(START.W), np.array(START.b)
    dS = LOSSES[loss].gradient(X @ W.T + b, y)
    wanted = W - 0.1 * (dS.T @ X / 9 + 2 * 0.1 * W)
    np.testing.assert_allclose(found.W, wanted, rtol=1e-12)
    assert found.b == pytest.approx(b - 0.1 * dS.sum(axis=0) / 9)
    assert found.relative < 1e-6


@pytest.mark.parametrize("state", [START, NOISY])
def test_stepping_back_and_on_and_rewinding_lands_where_it_was(drive, state):
    driven = drive(state)
    stands = [stand(driven.ask())]
    stands += [stand(driven.ask(TakeStep())) for _ in range(5)]
    for count in (4, 3, 2, 1, 0, 0):
        report = driven.ask(StepBack())
        assert stand(report) == stands[count]
        assert report.can_go_back == (count > 0)
    for count in range(1, 6):
        assert stand(driven.ask(TakeStep())) == stands[count]
    assert stand(driven.ask(Rewind())) == stands[0]
    assert not driven.said[-1].can_go_back
    assert stand(driven.ask(*[TakeStep()] * 5)) == stands[5]


def test_it_runs_until_it_is_told_to_stop(drive):
    driven = drive()
    driven.ask()
    report = driven.run_to(30)
    assert report.running
    assert math.isnan(report.evaluation.relative)  # there is no time for the check
    report = driven.ask(Stop())
    assert not report.running
    assert report.steps_per_second == 0
    assert report.evaluation.relative < 1e-3
    assert stand(drive().ask(*[TakeStep()] * report.step)) == stand(report)
    assert max(np.diff([each.step for each in driven.said])) <= 1  # each step was to be seen


@pytest.mark.parametrize("command", [TakeStep(), StepBack(), Rewind(), Stop()])
def test_a_step_by_hand_stops_a_run(drive, command):
    driven = drive()
    driven.run_to(5)
    report = driven.ask(command)
    assert not report.running
    assert len(report.curve.total) == report.step + 1


def test_a_slow_run_waits_between_its_steps(drive, monkeypatch):
    clock = SimpleNamespace(now=100.0, perf_counter=lambda: clock.now)
    monkeypatch.setattr(pace, "time", clock)
    driven = drive(view=dataclasses.replace(QUICK, speed=1))
    driven.ask()
    driven.inbox.put(Run())
    counts = []
    for clock.now in (100.0, 100.1, 100.8, 101.0, 101.5, 102.1):
        driven.next()
        driven.next()
        counts.append(driven.said[-1].step)
    assert counts == [1, 1, 1, 2, 2, 3]


def test_a_rate_is_of_the_run_that_goes_on(drive, monkeypatch):
    clock = SimpleNamespace(now=100.0, perf_counter=lambda: clock.now)
    monkeypatch.setattr(pace, "time", clock)
    driven = drive()
    driven.ask()
    driven.run_to(50)
    clock.now += 0.5
    driven.next()
    assert driven.said[-1].steps_per_second == pytest.approx(100, rel=0.1)
    clock.now += 0.5
    driven.inbox.put(Configure(randomized(START, 1)))
    driven.until(lambda: driven.said[-1].step == 10)
    assert driven.said[-1].running
    clock.now += 0.5
    driven.next()
    assert driven.said[-1].steps_per_second == pytest.approx(20, rel=0.2)


def test_a_run_that_takes_no_more_updates_says_so(drive, monkeypatch):
    monkeypatch.setattr(running, "MOST_STEPS", 10)
    driven = drive()
    assert not driven.ask(*[TakeStep()] * 9).finished
    report = driven.ask(Run())
    assert (report.step, report.finished, report.running, report.diverged) == (
        *(10, True),
        *(False, False),
    )
    assert driven.ask(TakeStep()).step == 10
    assert not driven.ask(StepBack()).finished
    assert not driven.ask(Rewind()).finished


# The curve


def test_a_curve_that_was_handed_out_stays_whatever_comes_after():
    rng, so_far, rows, shown = np.random.default_rng(0), CurveSoFar(), [], []
    for number in range(3000):
        if rows and rng.random() < 0.45:
            so_far.drop_last()
            rows.pop()
        row = (float(number), *rng.random(3).tolist())
        so_far.append(*row)
        rows.append(row)
        if rng.random() < 0.1:
            shown.append((so_far.curve(), np.array(rows)))
    assert len(rows) > 256  # it has grown
    for curve, wanted in shown:
        columns = (curve.data, curve.penalty, curve.total, curve.accuracy)
        assert (wanted == np.array(columns).T).all()
        assert not any(each.flags.writeable for each in columns)


def test_a_report_s_curve_stays_when_another_way_is_gone(drive):
    driven = drive()
    report = driven.ask(*[TakeStep()] * 5)
    before = report.curve.total.copy()
    softmax = with_setting(START, "loss", "softmax")
    other = driven.ask(StepBack(), StepBack(), Configure(softmax), *[TakeStep()] * 4)
    assert (report.curve.total == before).all()
    assert (other.curve.total[:3] == before[:3]).all()
    assert (other.curve.total[3:6] != before[3:]).all()


def test_a_curve_costs_nothing_to_hand_out():
    so_far = CurveSoFar()
    for number in range(20_000):
        so_far.append(number, number, number, number)
    first, second = so_far.curve(), so_far.curve()
    assert np.shares_memory(first.total, second.total)


# What is asked for


def test_only_the_newest_of_a_drag_counts(drive):
    driven = drive()
    driven.ask()
    moved = [with_point(START, 0, x, 0.0) for x in (0.1, 0.2, 0.3)]
    looks = [dataclasses.replace(QUICK, hover=(x, 0.0)) for x in (0.1, 0.2)]
    mixed = [Configure(moved[0]), Look(looks[0]), Configure(moved[1]), Look(looks[1])]
    report = driven.ask(*mixed, Configure(moved[2]))
    assert (report.state, report.view) == (moved[2], looks[1])
    assert len(driven.said) == 2


def test_a_drag_that_is_passed_over_is_not_worked_out(drive, monkeypatch):
    driven = drive()
    driven.ask()
    followed = []
    monkeypatch.setattr(
        PlaygroundRun, "follow", lambda _, state, learn: followed.append(state.points.X[0, 0])
    )
    driven.ask(*(Configure(with_point(START, 0, x / 10, 0.0)) for x in range(10)))
    assert followed == [0.9]


def test_commands_are_obeyed_in_order(drive):
    fast, slow = (with_setting(START, "learning_rate", each) for each in (0.5, 0.01))
    commands = [
        *(TakeStep(), Configure(fast), TakeStep(), TakeStep(), StepBack(), Configure(slow)),
        *(TakeStep(), Pin(), Rewind(), Configure(fast), TakeStep()),
    ]
    at_once, one_by_one = drive(), drive()
    together = at_once.ask(*commands)
    for each in commands:
        apart = one_by_one.ask(each)
    assert stand(together) == stand(apart)
    for pinned, other in zip(together.pinned, apart.pinned, strict=True):
        assert pinned.name == other.name
        assert pinned.curve.total.tolist() == other.curve.total.tolist()
    assert len(together.pinned[0].curve.total) == 4


def test_each_report_is_of_one_state_and_view(drive):
    driven = drive(view=PICTURE)
    driven.ask()
    for k in range(8):
        state = with_point(with_setting(START, "loss", list(LOSSES)[k % 4]), 0, k / 10, 0.2)
        driven.inbox.put(Configure(state))
        driven.inbox.put(Look(dataclasses.replace(PICTURE, hover=(k / 10, 0.0))))
        if k % 2:
            driven.inbox.put(TakeStep())
        driven.next()
        driven.next()
    driven.ask()
    assert len(driven.said) > 8
    for report in driven.said:
        found, learn = report.evaluation, examples(report.state)
        parameters = np.append(found.W, found.b)
        wanted = evaluate(parameters, report.state, learn, check=True)
        assert (found.losses == wanted.losses).all()
        assert found.objective.total == wanted.objective.total == report.curve.total[-1]
        assert (report.reading.at if report.reading else None) == report.view.hover


# Other settings on the way


@pytest.mark.parametrize(
    "change",
    [
        lambda s: with_setting(s, "loss", "softmax"),
        lambda s: with_setting(s, "optimizer", "adam"),
        lambda s: with_setting(s, "batch_size", 3),
        lambda s: with_point(s, 0, 2.0, 2.0),
        lambda s: with_point_added(s, 0.0, 0.0, 1),
        lambda s: with_point_removed(s, 0),
        lambda s: with_class(s, 0, 2),
    ],
)
def test_a_setting_acts_from_the_next_step_on_and_the_run_goes_on(drive, change):
    driven = drive()
    before = driven.ask(*[TakeStep()] * 3)
    state = change(START)
    report = driven.ask(Configure(state))
    assert (report.step, report.state) == (3, state)
    assert (report.evaluation.W == before.evaluation.W).all()
    assert report.curve.total[:3].tolist() == before.curve.total[:3].tolist()
    assert len(report.evaluation.losses) == len(state.points.y)
    driven.run_to(8)
    driven.inbox.put(Configure(START))
    report = driven.until(lambda: driven.said[-1].state == START)
    assert report.running
    assert report.step >= 8


@pytest.mark.parametrize(
    "change",
    [
        lambda s: randomized(s, 9),
        lambda s: with_weights(s, s.W, (0.0, 0.0, 0.1)),
        lambda s: with_classes(s, 8),
        lambda s: with_classes(s, 2),
        lambda s: with_feature_map(s, "polar"),
        lambda s: with_feature_map(s, "bumps"),
        lambda s: with_dataset(s, "moons"),
    ],
)
def test_other_weights_begin_another_run(drive, change):
    driven = drive(view=PICTURE)
    driven.ask(*[TakeStep()] * 3)
    state = change(START)
    report = driven.ask(Configure(state))
    assert (report.step, len(report.curve.total), report.can_go_back) == (0, 1, False)
    assert (report.evaluation.W.tolist(), report.evaluation.b.tolist()) == (
        [list(row) for row in state.W],
        list(state.b),
    )
    assert stand(driven.ask(TakeStep())) == stand(drive(state).ask(TakeStep()))
    back = driven.ask(Configure(START))  # undone
    assert (back.step, back.evaluation.W.tolist()) == (0, [list(row) for row in START.W])


def test_points_held_out_are_not_learned_from(drive):
    report = drive(BLOBS).ask(*[TakeStep()] * 5)
    X, y = BLOBS.points.training
    learned = dataclasses.replace(BLOBS, points=with_dataset(BLOBS, "overlap").points)
    alone = PlaygroundRun(learned, examples(learned))
    for _ in range(5):
        alone.advance(learned)
    assert (report.evaluation.W.ravel() == alone.parameters[:6]).all()
    right = scores(X, report.evaluation.W, report.evaluation.b).argmax(axis=1) == y
    assert right.mean() == report.curve.accuracy[-1]


# How it ends


@pytest.mark.parametrize("loss", LOSSES)
def test_a_rate_that_diverges_is_told_and_the_last_good_state_stays(drive, loss):
    driven = drive(dataclasses.replace(START, learning_rate=1000.0, loss=loss), PICTURE)
    report = driven.ask(Run())
    assert (report.running, report.diverged) == (False, True)
    assert np.isfinite(report.evaluation.W).all()
    assert np.isfinite(report.curve.total).all()
    again = driven.ask(TakeStep())
    assert again.diverged
    assert stand(again) == stand(report)
    back = driven.ask(StepBack())
    assert (back.diverged, back.step) == (False, report.step - 1)
    assert driven.ask(Run()).diverged
    healed = driven.ask(Configure(with_setting(START, "loss", loss)))
    assert not healed.diverged
    assert driven.ask(TakeStep()).step == report.step + 1
    assert driven.ask(Rewind()).evaluation.W.tolist() == [list(row) for row in START.W]


def test_what_comes_after_a_divergence_is_not_foretold(drive):
    state = with_setting(START, "learning_rate", 1000.0)
    driven = drive(state, dataclasses.replace(QUICK, preview=True))
    assert driven.ask().after is not None
    assert driven.ask(Run()).after is None


# What is shown


@pytest.mark.parametrize("state", [START, NOISY, with_setting(NOISY, "optimizer", "adam")])
def test_what_is_foretold_is_then_taken(drive, state):
    driven = drive(state, dataclasses.replace(QUICK, preview=True))
    report = driven.ask()
    for _ in range(4):
        W, b = report.after
        report = driven.ask(TakeStep())
        assert (report.evaluation.W == W).all()
        assert (report.evaluation.b == b).all()


def test_a_place_is_read(drive):
    view = dataclasses.replace(QUICK, hover=(0.5, 0.4))
    reading = drive(view=view).ask().reading
    assert reading.at == (0.5, 0.4)
    assert reading.s == pytest.approx((1.3, -0.1, 0.6))
    exps = [math.exp(each) for each in (1.3, -0.1, 0.6)]
    assert reading.p == pytest.approx([each / sum(exps) for each in exps])


@pytest.mark.parametrize("state", [ZERO, MILLION])
def test_a_place_is_read_whatever_the_weights(drive, state):
    view = dataclasses.replace(QUICK, hover=(-1e6, 1e6))
    reading = drive(state, view).ask().reading
    assert np.isfinite(reading.s).all()
    assert sum(reading.p) == pytest.approx(1)


@pytest.mark.parametrize("key", FEATURE_MAPS)
@pytest.mark.parametrize("C", [2, 3, 8])
@pytest.mark.parametrize("far", [0.5, 7.0])
def test_a_region_is_of_the_class_with_the_highest_score(drive, key, C, far):
    state = with_classes(with_feature_map(START, key), C)
    state = with_point(randomized(state, 4), 0, far, 0.3)
    report = drive(state, PICTURE).ask(TakeStep())
    codes, (W, b) = report.regions.codes, (report.evaluation.W, report.evaluation.b)
    assert codes.shape == (45, 60)
    (left, right), (low, high) = report.regions.x_range, report.regions.y_range
    rng = np.random.default_rng(0)
    seen = 0
    for row, column in zip(rng.integers(0, 45, 200), rng.integers(0, 60, 200), strict=True):
        x0 = left + (column + 0.5) * (right - left) / 60
        x1 = high - (row + 0.5) * (high - low) / 45
        s = scores(FEATURE_MAPS[key].features([[x0, x1]]), W, b)[0]
        if codes[row, column] != BOUNDARY:
            assert codes[row, column] // SHADES == s.argmax()
            second, best = np.sort(s)[-2:]
            shade = min(3 * (best - second), SHADES - 1)
            assert codes[row, column] % SHADES == pytest.approx(shade, abs=1)
            seen += 1
    assert seen > 100


def test_the_top_row_has_the_highest_x1(drive):
    up = with_weights(START, ((0.0, 1.0), (0.0, -1.0), (0.0, 0.0)), (0.0, 0.0, -9.0))
    codes = drive(up, PICTURE).ask().regions.codes // SHADES
    assert set(codes[0].tolist()) == {0}
    assert set(codes[-1].tolist()) == {1}
    across = with_weights(START, ((1.0, 0.0), (-1.0, 0.0), (0.0, 0.0)), (0.0, 0.0, -9.0))
    codes = drive(across, PICTURE).ask().regions.codes // SHADES
    assert set(codes[:, 0].tolist()) == {1}
    assert set(codes[:, -1].tolist()) == {0}


def test_without_weights_there_is_no_line(drive):
    report = drive(ZERO, PICTURE).ask()
    assert not report.regions.codes.any()
    assert report.evaluation.objective.data == 2
    assert report.evaluation.objective.penalty == 0


def test_weights_of_a_million_have_regions_of_the_deepest_shade(drive):
    codes = drive(MILLION, PICTURE).ask().regions.codes
    inside = codes[codes != BOUNDARY]
    assert (inside % SHADES == SHADES - 1).mean() > 0.95
    assert len(set((inside // SHADES).tolist())) > 1


def test_the_regions_of_a_run_that_diverges_are_drawn_without_a_warning(drive):
    for loss in LOSSES:
        state = dataclasses.replace(START, learning_rate=30.0, loss=loss)
        report = drive(state, PICTURE).ask(Run())
        assert report.diverged


@pytest.mark.parametrize("pixels", [(0, 0), (1, 100), (100, 1), (0, 50)])
def test_a_picture_without_room_has_no_regions(drive, pixels):
    assert drive(view=dataclasses.replace(QUICK, pixels=pixels)).ask().regions is None


def test_the_regions_follow_what_is_looked_at(drive):
    driven = drive(view=PICTURE)
    first = driven.ask().regions
    small = driven.ask(Look(dataclasses.replace(PICTURE, pixels=(30, 20)))).regions
    assert small.codes.shape == (20, 30)
    again = driven.ask(Look(PICTURE)).regions
    assert (again.codes == first.codes).all()
    grown = driven.ask(Configure(with_point(START, 0, 5.0, 0.0))).regions
    assert grown.x_range[1] > 5
    polar = driven.ask(Configure(with_feature_map(START, "polar"))).regions
    assert (polar.x_range, polar.y_range) == (first.x_range, first.y_range)
    assert (polar.codes != first.codes).any()


# Pins


def test_a_pinned_run_stays_while_another_begins(drive):
    driven = drive()
    report = driven.ask(*[TakeStep()] * 4)
    total = report.curve.total.tolist()
    report = driven.ask(Pin())
    assert report.step == 4
    softmax = dataclasses.replace(START, loss="softmax", learning_rate=0.25)
    report = driven.ask(Configure(softmax), Rewind(), TakeStep(), TakeStep(), Pin())
    assert [len(each.curve.total) for each in report.pinned] == [5, 3]
    assert report.pinned[0].curve.total.tolist() == total
    assert [each.name for each in report.pinned] == [
        "Weston–Watkins, step 0.1",
        "Softmax, step 0.25",
    ]
    assert driven.ask(Unpin()).pinned == ()
    assert driven.said[-1].step == 2


def test_a_pin_does_not_stop_a_run(drive):
    driven = drive()
    driven.run_to(5)
    driven.inbox.put(Pin())
    report = driven.until(lambda: bool(driven.said[-1].pinned))
    assert report.running


def test_the_oldest_pins_are_forgotten(drive):
    driven = drive()
    for _ in range(MOST_PINNED + 2):
        report = driven.ask(TakeStep(), Pin())
    lengths = [len(each.curve.total) for each in report.pinned]
    assert lengths == list(range(4, MOST_PINNED + 4))


def test_ten_thousand_points(drive):
    state = with_dataset(START, "spirals", count=10_000, C=8, share=0.2)
    report = drive(with_feature_map(state, "bumps"), PICTURE).ask(*[TakeStep()] * 3)
    assert report.step == 3
    assert len(report.evaluation.losses) == 10_000
    assert np.diff(report.curve.total).max() < 0


def test_a_start_is_packed_from_the_state():
    assert start_parameters(ZERO).dtype == float
    whole = dataclasses.replace(START, W=((1, 2), (2, -4), (3, -1)), b=(0, 0, 0))
    assert start_parameters(whole).dtype == float


def test_a_look_works_nothing_out_anew(drive: Drive) -> None:
    driven = drive(START, PICTURE)
    first = driven.ask()
    looked = driven.ask(Look(dataclasses.replace(PICTURE, hover=(0.1, 0.2))))
    assert looked.evaluation is first.evaluation
    assert looked.reading is not None
    other = driven.ask(Configure(with_setting(START, "strength", 0.2)))
    assert other.evaluation is not first.evaluation
    stepped = driven.ask(TakeStep())
    assert stepped.evaluation is not other.evaluation


def test_the_gradient_is_checked_in_a_slow_run_too(drive: Drive) -> None:
    slow = drive(START, dataclasses.replace(QUICK, speed=10)).run_to(1)
    assert slow.running
    assert slow.evaluation.relative < 1e-6
    assert math.isnan(drive().run_to(1).evaluation.relative)
