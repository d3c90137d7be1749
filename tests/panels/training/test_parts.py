"""The run, the job and their parts, without a window."""

from __future__ import annotations

import queue
import time
from collections.abc import Generator

import numpy as np
import pytest

from lossviz.engine.jobs import Pause
from lossviz.model.dataset import Dataset, Split
from lossviz.model.preprocessing import mean_image
from lossviz.model.training import train
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.commands import Configure, Look, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panelkit.pace import Pace, StepRate
from lossviz.panels.training.commands import LoadWeights, Resume, RunEpoch, ShowRun
from lossviz.panels.training.evaluating import (
    Confusion,
    ConfusionPasses,
    confusion_pass,
    judge,
    varied_order,
)
from lossviz.panels.training.images import MOST_IMAGES, cell_images
from lossviz.panels.training.job import TrainingJob
from lossviz.panels.training.remembered import training_from_values
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.run import TrainingRun
from lossviz.panels.training.runs import MOST_KEPT, Runs
from lossviz.panels.training.state import (
    TrainingSight,
    TrainingState,
    with_setting,
)


@pytest.fixture(scope="module")
def data() -> Dataset:
    rng = np.random.default_rng(0)
    colors = rng.integers(60, 190, (10, 3))

    def split(count: int) -> Split:
        labels = np.arange(count) % 10
        planes = colors[labels][:, :, None] + rng.normal(0, 50, (count, 3, 1024))
        images = np.clip(planes, 0, 255).astype(np.uint8).reshape(count, -1)
        return Split(images, labels.astype(np.int64))

    names = tuple(f"class {i}" for i in range(10))
    return Dataset("some", split(160), split(300), names)


@pytest.fixture
def config() -> TrainingConfig:
    return TrainingConfig(batch_size=50)


def start(data: Dataset, config: TrainingConfig) -> TrainingRun:
    return TrainingRun(data, config, mean_image(data.split()[0].images))


def test_a_run_takes_the_steps_of_the_model(data, config):
    run = start(data, config)
    for _ in range(5):
        run.take_step(config)
    snapshots = list(train(config, data))
    assert run.step == 5
    assert run.snapshot.W.tobytes() == snapshots[5].W.tobytes()
    totals = [s.total for s in snapshots[1:6]]
    assert run.history.steps().total.tolist() == np.float32(totals).tolist()


def test_a_step_says_when_it_ended_an_epoch(data, config):
    run = start(data, config)
    assert [run.take_step(config) for _ in range(6)] == [False, False, True] * 2


def test_a_diverged_run_goes_back_to_its_best_evaluation(data, config):
    run = start(data, config)
    for _ in range(6):
        run.take_step(config)
    best = run.best
    assert best.step == 6
    wild = TrainingConfig(batch_size=50, learning_rate=1e30)
    while run.divergence is None:
        assert not run.take_step(wild)
        assert run.step < 30
    told = run.divergence
    assert told.learning_rate == 1e30
    assert told.step == run.step + 1
    assert told.best_step == 6
    run.resume(config)
    assert run.divergence is None
    assert (run.step, run.epoch) == (6, 2.0)
    assert run.snapshot.state.parameters.tobytes() == best.weights.tobytes()
    assert run.history.steps().step.tolist() == [1, 2, 3, 4, 5, 6]
    for _ in range(3):
        run.take_step(config)
    assert run.step == 9
    assert run.epoch == 3.0
    assert run.history.validation().epoch.tolist() == [0.0, 1.0, 2.0, 3.0]


def test_resuming_what_has_not_diverged_changes_nothing(data, config):
    run = start(data, config)
    run.take_step(config)
    before = run.snapshot
    run.resume(config)
    assert run.snapshot is before


def test_too_few_images_to_hold_any_out_still_have_a_first_loss(config):
    images = np.zeros((4, 3072), np.uint8)
    split = Split(images, np.arange(4))
    few = Dataset("few", split, split, tuple("abcdefghij"))
    run = start(few, config)
    assert run.start.measured == pytest.approx(np.log(10), rel=0.05)
    run.take_step(config)
    assert len(run.history.validation().epoch) == 0


# The job


class Driven:
    """A job whose inbox and reports are in hand."""

    def __init__(self, data: Dataset, config: TrainingConfig) -> None:
        self.inbox: queue.SimpleQueue = queue.SimpleQueue()
        self.job = TrainingJob(data, config, TrainingSight(speed=None), self.inbox, Runs()).run()

    def until_rest(self, *commands: object) -> TrainingReport:
        """Obey commands until there is nothing to do; the last report."""
        for command in commands:
            self.inbox.put(command)
        newest = None
        for value in self.job:
            if value is Pause.WAITING:
                break
            if isinstance(value, TrainingReport):
                newest = value
        assert newest is not None, "nothing was reported"
        return newest


@pytest.fixture
def driven(data, config):
    made = Driven(data, config)
    yield made
    made.job.close()


def test_the_job_reports_its_start_and_waits(driven):
    report = driven.until_rest()
    assert (report.step, report.epoch, report.running) == (0, 0.0, False)
    assert report.confusion.counts.sum() == 300
    assert len(report.judged) == TrainingSight().per_page


def test_commands_are_obeyed_in_order(driven):
    report = driven.until_rest(*[TakeStep()] * 2, TakeStep(), StepBack())
    assert report.step == 3, "one that was taken is not taken back"
    assert driven.until_rest(TakeStep(), Rewind()).step == 0
    assert driven.until_rest(Rewind(), TakeStep()).step == 1
    assert driven.until_rest(Run(), Stop()).step == 1
    assert driven.until_rest(RunEpoch()).step == 3
    assert driven.until_rest(Run(), TakeStep()).step == 4, "a run stops for a step"


def test_a_run_stops_at_its_epochs(driven, config):
    short = TrainingConfig(batch_size=50, epochs=2)
    report = driven.until_rest(Configure(short), Run())
    assert (report.step, report.finished) == (6, True)
    assert report.confusion.step == 6
    report = driven.until_rest(Run(), Configure(config))
    assert report.step == 6
    assert not report.finished
    assert driven.until_rest(TakeStep()).step == 7


def test_fewer_epochs_than_are_done_end_the_run(driven):
    driven.until_rest(*[TakeStep()] * 8)
    report = driven.until_rest(Configure(TrainingConfig(batch_size=50, epochs=1)), Run())
    assert (report.step, report.finished) == (8, True)


def test_the_start_follows_its_settings_until_something_is_learned(driven):
    first = driven.until_rest()
    other = TrainingConfig(batch_size=50, seed=5)
    second = driven.until_rest(Configure(other))
    assert second.weights.tobytes() != first.weights.tobytes()
    driven.until_rest(TakeStep())
    learned = driven.until_rest(Configure(TrainingConfig(batch_size=50, seed=6)))
    assert learned.step == 1
    assert driven.until_rest(Rewind()).config.seed == 6


def test_resume_after_a_divergence(driven, config):
    driven.until_rest(*[TakeStep()] * 3)
    wild = TrainingConfig(batch_size=50, learning_rate=1e30)
    report = driven.until_rest(Configure(wild), Run())
    assert report.divergence.best_step == 3
    assert not report.running
    assert driven.until_rest(Run()).step == report.step, "it runs on after a divergence"
    report = driven.until_rest(Configure(config), Resume(), TakeStep())
    assert (report.step, report.divergence) == (4, None)


def test_given_weights_are_a_start_and_their_loss_can_change(driven):
    W = np.full((10, 3072), 0.01, np.float32)
    report = driven.until_rest(ShowRun(1, LoadWeights(W, np.zeros(10, np.float32))))
    assert report.weights.tobytes() == W.tobytes()
    hinge = TrainingConfig(batch_size=50, loss="hinge")
    report = driven.until_rest(Configure(hinge))
    assert report.weights.tobytes() == W.tobytes()
    assert report.start.expected == 9
    assert driven.until_rest(TakeStep(), Rewind()).weights.tobytes() == W.tobytes()
    assert driven.until_rest(ShowRun(2)).weights.tobytes() != W.tobytes()


def test_a_run_is_shown_as_it_was_left_and_goes_on_from_there(driven):
    left = driven.until_rest(*[TakeStep()] * 4)
    again = driven.until_rest(ShowRun(1), *[TakeStep()] * 2)
    assert again.step == 2
    back = driven.until_rest(ShowRun(0))
    assert (back.step, back.running) == (4, False)
    assert back.weights is left.weights
    assert back.confusion.step == 4
    on = driven.until_rest(TakeStep())
    alone = driven.until_rest(ShowRun(2), *[TakeStep()] * 5)
    assert on.weights.tobytes() == alone.weights.tobytes()


def test_the_oldest_runs_make_room(driven):
    driven.until_rest(TakeStep())
    for number in range(1, MOST_KEPT + 1):
        driven.until_rest(ShowRun(number), TakeStep())
    assert driven.until_rest(ShowRun(1)).step == 1
    assert driven.until_rest(ShowRun(0)).step == 0


def test_the_view_decides_what_is_prepared(driven):
    order = varied_order(np.arange(300) % 10, 10)
    report = driven.until_rest(Look(TrainingSight(page=2, per_page=4, speed=None)))
    assert [one.index for one in report.judged] == order[8:12].tolist()
    assert driven.until_rest(Look(TrainingSight(page=99))).judged == ()


# The test images


def drained(job: Generator[object, None, Confusion]) -> Confusion:
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def test_the_confusion_of_a_pass_is_that_of_all_images_at_once(data):
    rng = np.random.default_rng(1)
    W, b = rng.normal(size=(10, 3072)).astype(np.float32), np.zeros(10, np.float32)
    mean = mean_image(data.training.images)
    job = confusion_pass(W, b, data.test, mean, 7)
    made = drained(job)
    x = data.test.images / np.float32(255) - mean
    assert np.array_equal(made.predicted, (x @ W.T + b).argmax(axis=1))
    assert made.counts.sum() == 300
    assert made.step == 7
    right = np.mean(made.predicted == data.test.labels)
    assert made.accuracy == pytest.approx(right)
    found = made.images_of(data.test.labels, 3, int(made.predicted[3]))
    assert 3 in found


def test_passes_follow_the_step_and_forget_a_run(data):
    W, b = np.zeros((10, 3072), np.float32), np.zeros(10, np.float32)
    passes = ConfusionPasses(data.test, mean_image(data.training.images))
    while passes.advance(W, b, 0):
        pass
    assert passes.newest is not None
    assert not passes.advance(W, b, 0)
    assert passes.advance(W, b, 1)
    passes.forget()
    assert passes.newest is None
    assert passes.due()


@pytest.mark.parametrize("probabilities", [True, False])
def test_judged_images_have_their_best_classes_first(data, probabilities):
    rng = np.random.default_rng(1)
    W, b = rng.normal(size=(10, 3072)).astype(np.float32), np.zeros(10, np.float32)
    indices = np.array([5, 0])
    judged = judge(
        W, b, data.test, np.zeros(3072, np.float32), indices, probabilities=probabilities
    )
    assert [one.index for one in judged] == [5, 0]
    for one in judged:
        assert list(one.shares) == sorted(one.shares, reverse=True)
        assert all(0 <= share <= 1 for share in one.shares)
        planes = data.test.images[one.index].reshape(3, 32, 32)
        assert np.array_equal(one.image, planes.transpose(1, 2, 0))
        assert one.true == data.test.labels[one.index]


def test_scores_below_zero_have_no_bar(data):
    W, b = np.zeros((10, 3072), np.float32), -np.arange(1, 11, dtype=np.float32)
    mean = np.zeros(3072, np.float32)
    judged = judge(W, b, data.test, mean, np.array([0]), probabilities=False)
    assert judged[0].shares == (0, 0, 0, 0)
    assert judged[0].order == (0, 1, 2, 3)


def test_any_ten_test_images_in_a_row_are_of_ten_classes():
    labels = np.random.default_rng(0).permutation(np.repeat(np.arange(10), 20))
    order = varied_order(labels, 10)
    assert sorted(order.tolist()) == list(range(200))
    for first in range(0, 200, 10):
        assert len(set(labels[order[first : first + 10]])) == 10


def test_a_class_without_test_images_is_no_fault():
    labels = np.array([0, 0, 3])
    assert sorted(varied_order(labels, 10).tolist()) == [0, 1, 2]
    assert len(varied_order(np.zeros(0, np.int64), 10)) == 0


def test_a_cell_shows_at_most_200_images():
    many = Split(np.zeros((250, 3072), np.uint8), np.zeros(250, np.int64))
    names = ("cat", "dog")
    data = Dataset("cats", many, many, names)
    made = Confusion(0, np.array([[250, 0], [0, 0]]), np.zeros(250, np.int64))
    shown = cell_images(data, made, 0, 0)
    assert (len(shown.pictures), len(shown.captions), shown.total) == (MOST_IMAGES, 200, 250)
    assert shown.title.startswith("250 test images: cat recogni")
    assert cell_images(data, made, 0, 1).title == "0 test images: cat taken for dog"


# Small parts


def test_the_rate_is_that_of_the_last_second(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    rate = StepRate()
    rate.begin(100)
    assert rate.measure(105) == 0.0
    now[0] = 0.2
    assert rate.measure(120) == pytest.approx(100)
    now[0] = 0.7
    assert rate.measure(500) == pytest.approx(100)
    now[0] = 1.3
    assert rate.measure(175) == pytest.approx(50)
    rate.begin(175)
    assert rate.measure(175) == 0.0


def test_the_pace_spaces_steps_and_makes_up_for_little(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    pace = Pace()
    assert pace.wait(None) <= 0
    assert pace.wait(10) <= 0
    pace.stepped(10)
    now[0] = 100.5
    pace.stepped(10)
    late = 0
    while pace.wait(10) <= 0:
        pace.stepped(10)
        late += 1
    assert late <= 2, "a long pause is not caught up with"
    assert 0 < pace.wait(10) <= 0.1
    assert pace.wait(None) <= 0


def test_a_speed_is_kept(data, config):
    """20 steps at 100 a second take 0.2 s, all but what is made up for."""
    made = Driven(data, config)
    made.until_rest(Look(TrainingSight(speed=100)))
    began = time.perf_counter()
    report = made.until_rest(*[TakeStep()] * 20)
    made.job.close()
    assert report.step == 20
    assert time.perf_counter() - began > 0.08


def test_a_setting_makes_a_new_state():
    state = TrainingState()
    changed = with_setting(state, "seed", 5)
    assert (state.config.seed, changed.config.seed) == (0, 5)
    for name, value in (("seed", -1), ("learning_rate", float("nan")), ("loss", "cosine")):
        with pytest.raises(ValueError, match=name):
            with_setting(state, name, value)
    with pytest.raises(TypeError):
        with_setting(state, "no_such_setting", 1)


def test_remembered_values_that_make_no_sense_fall_back_alone():
    state = training_from_values({"seed": 9, "momentum": 5, "loss": None, "x": 1, "epochs": True})
    assert state == with_setting(TrainingState(), "seed", 9)
    assert training_from_values({}) == TrainingState()
