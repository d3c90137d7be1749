"""What a run tells other panels: its path, its best, its gradient, and when."""

from __future__ import annotations

import math
import queue
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.engine.engine import Engine
from lossviz.engine.jobs import Pause
from lossviz.engine.mailbox import Value
from lossviz.model.dataset import PIXELS, Dataset, Split
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.parameters import pack
from lossviz.model.planes import coordinates, gradient_plane, pca_plane, share_held
from lossviz.model.preprocessing import mean_image
from lossviz.model.training import train
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.commands import TakeStep
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panels.training.about import TRAINING
from lossviz.panels.training.commands import Command
from lossviz.panels.training.job import TrainingJob
from lossviz.panels.training.path import MOST, WeightPath
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.run import TrainingRun
from lossviz.panels.training.runs import Runs
from lossviz.panels.training.state import TrainingSight, TrainingState
from lossviz.panels.training.ui import panel as panel_module
from lossviz.panels.training.ui.panel import TrainingPanel
from tests.panels.training.test_view_model import report

CONFIG = TrainingConfig(batch_size=50)  # 140 images: 3 steps an epoch
WILD = replace(CONFIG, learning_rate=1e30)


def images(count: int, seed: int) -> Split:
    rng = np.random.default_rng(seed)
    colors = np.random.default_rng(9).integers(60, 190, (10, 1))
    labels = np.arange(count) % 10
    pixels = np.clip(colors[labels] + rng.normal(0, 50, (count, PIXELS)), 0, 255)
    return Split(pixels.astype(np.uint8), labels)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return Dataset("some", images(160, 0), images(30, 1), tuple("abcdefghij"))


def begin(data: Dataset, config: TrainingConfig = CONFIG) -> TrainingRun:
    return TrainingRun(data, config, mean_image(data.split()[0].images))


def walk(run: TrainingRun, steps: int, config: TrainingConfig = CONFIG) -> TrainingTrace:
    for _ in range(steps):
        run.take_step(config)
    return run.trace(config, False)


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return one.dtype == other.dtype and one.tobytes() == other.tobytes()


# The path


def weights(step: int) -> np.ndarray:
    return np.full(4, step, np.float32)


def walked(steps: int) -> WeightPath:
    path = WeightPath(weights(0))
    for step in range(1, steps + 1):
        path.note(step, weights(step))
    return path


@given(st.integers(0, 3000))
def test_a_path_is_spaced_evenly_and_never_long(steps):
    path = walked(steps)
    kept, there = path.until(steps, end := weights(steps))
    assert path.steps[0] == 0
    assert len(path.steps) <= MOST
    assert set(np.diff(path.steps)) <= {path.stride}
    assert kept == tuple(dict.fromkeys((*path.steps, steps)))
    assert [float(w[0]) for w in there] == list(kept)
    assert len(there) >= min(steps + 1, MOST // 2)
    assert there[-1] is end or steps in path.steps


def test_the_stride_doubles_when_it_is_full():
    assert walked(63).steps == tuple(range(64))
    assert walked(64).steps == tuple(range(0, 65, 2))
    assert walked(126).steps == tuple(range(0, 127, 2))
    assert walked(128).steps == tuple(range(0, 129, 4))


@given(st.integers(0, 400), st.data())
def test_a_path_that_was_cut_goes_on_as_if_it_had_stopped_there(steps, draw):
    back = draw.draw(st.integers(0, steps))
    path = walked(steps)
    path.cut(back)
    assert path.steps[-1] <= back < path.steps[-1] + path.stride
    assert same(path.start, weights(0))
    for step in range(back + 1, back + 200):
        path.note(step, weights(-step))
    kept, there = path.until(back + 199, weights(-back - 199))
    assert kept[-1] == back + 199
    assert [float(w[0]) for w in there] == [s if s <= back else -s for s in kept]


def test_a_path_keeps_the_arrays_it_is_given_and_closes_them():
    path, given_ = WeightPath(weights(0)), weights(1)
    path.note(1, given_)
    assert path.until(1, given_)[1][-1] is given_
    assert not path.start.flags.writeable
    assert not given_.flags.writeable


# The trace of a run


def test_the_trace_of_a_start(data):
    run = begin(data)
    trace = run.trace(CONFIG, True)
    assert (trace.step, trace.epoch, trace.best_step) == (0, 0, 0)
    assert trace.start is trace.now is trace.best is trace.path[0]
    assert same(trace.now, pack(run.snapshot.W, run.snapshot.b))
    assert trace.gradient is trace.velocity is None
    assert trace.path_steps == (0,)
    assert trace.data is data
    assert trace.classes == 10
    assert trace.running


def test_the_trace_follows_the_steps_of_the_model(data):
    trace = walk(begin(data), 5)
    snapshots = list(train(CONFIG, data))[:6]
    assert (trace.step, trace.epoch) == (5, snapshots[5].epoch)
    assert trace.path_steps == (0, 1, 2, 3, 4, 5)
    for weights_then, snapshot in zip(trace.path, snapshots, strict=True):
        assert same(weights_then, pack(snapshot.W, snapshot.b))
    last = snapshots[5]
    assert trace.gradient is not None
    assert same(trace.gradient, pack(last.dW, last.db))
    assert trace.now is trace.path[-1]
    assert same(trace.best, trace.path[trace.best_step])


def test_all_arrays_are_read_only_and_stay(data):
    run = begin(data)
    trace = walk(run, 4)
    arrays = [trace.start, trace.now, trace.best, trace.gradient, trace.velocity, *trace.path]
    before = [array.copy() for array in arrays]
    assert all(array.dtype == np.float32 and not array.flags.writeable for array in arrays)
    walk(run, 70)
    assert all(same(array, then) for array, then in zip(arrays, before, strict=True))
    assert len(trace.path) == 5


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_velocity_rolls_downhill_if_there_is_one(data, optimizer):
    config = replace(CONFIG, optimizer=optimizer)
    trace = walk(begin(data, config), 1, config)
    assert not trace.velocity.flags.writeable
    if optimizer in ("sgd", "adagrad", "rmsprop"):
        assert not trace.velocity.any()
    else:
        slope = trace.velocity.astype(float) @ trace.gradient
        assert slope < -0.99 * np.linalg.norm(trace.velocity) * np.linalg.norm(trace.gradient)


def test_momentum_moves_by_its_velocity(data):
    trace = walk(begin(data), 6)
    np.testing.assert_allclose(
        trace.now - trace.path[-2], trace.velocity, atol=1e-7 * np.abs(trace.now).max()
    )


def test_another_optimizer_begins_with_a_memory_of_its_own(data):
    run = begin(data)
    walk(run, 3)
    plain = replace(CONFIG, optimizer="sgd")
    run.take_step(plain)
    assert not run.trace(plain, False).velocity.any()


def test_going_back_cuts_the_path(data):
    run = begin(data)
    before = walk(run, 6)
    while run.divergence is None:
        run.take_step(WILD)
    wild = run.trace(WILD, False)
    assert np.isfinite(wild.now).all()
    assert wild.step == run.step > 6
    run.resume(CONFIG)
    back = run.trace(CONFIG, False)
    assert (back.step, back.best_step) == (6, 6)
    assert same(back.now, before.now)
    assert back.path_steps == before.path_steps
    assert all(a is b for a, b in zip(back.path, before.path, strict=True))
    assert back.gradient is back.velocity is None
    on = walk(run, 2)
    assert on.path_steps == (*before.path_steps, 7, 8)
    assert on.start is before.start
    assert all(np.isfinite(w).all() for w in on.path)


def test_planes_can_be_laid_through_a_trace(data):
    trace = walk(begin(data), 90)
    main = pca_plane(trace.now, trace.path)
    assert (main.note, coordinates(main.plane, trace.path).shape) == ("", (len(trace.path), 2))
    slope = gradient_plane(trace.now, trace.gradient, trace.velocity, trace.path)
    assert slope.axes == ("gradient", "momentum")
    held = [share_held(each.plane, trace.path) for each in (main, slope)]
    assert 1 >= held[0] >= held[1] > 0


def test_without_images_held_out_the_best_is_the_start(data):
    few = Dataset("few", images(6, 0), images(6, 1), data.class_names)
    trace = walk(begin(few), 3)
    assert trace.best_step == 0
    assert trace.best is trace.start


def test_the_job_reports_its_trace(data):
    inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
    job = TrainingJob(data, CONFIG, TrainingSight(speed=None), inbox, Runs()).run()
    for _ in range(4):
        inbox.put(TakeStep())
    reports = []
    while (value := next(job)) is not Pause.WAITING:
        if isinstance(value, TrainingReport):
            reports.append(value)
    job.close()
    rests = [report for report in reports if not report.running and report.step == 4]
    trace = rests[-1].trace
    assert same(trace.now, pack(rests[-1].weights, rests[-1].bias))
    assert (trace.step, trace.epoch, trace.config) == (4, rests[-1].epoch, CONFIG)
    assert trace.path_steps == (0, 1, 2, 3, 4)
    assert not trace.mean.flags.writeable


# What the panel offers, and when


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    assert engine.close()


@pytest.fixture
def panel(qapp, theme, engine) -> Iterator[TrainingPanel]:
    made = TrainingPanel(TRAINING, theme, engine, Moment(TrainingState(), TrainingSight()))
    yield made
    made.deleteLater()


@pytest.fixture
def offers(panel: TrainingPanel) -> list[TrainingTrace]:
    offers: list[TrainingTrace] = []
    panel.offered.connect(offers.append)
    return offers


def told(panel: TrainingPanel, *traces: TrainingTrace) -> None:
    """The job reports so."""
    for trace in traces:
        made = report(trace=trace, running=trace.running, step=trace.step)
        panel.take(Value("training.run", 1, made))


def test_at_rest_each_news_is_offered_once(data, panel, offers):
    run = begin(data)
    start = run.trace(CONFIG, False)
    told(panel, start, replace(start), first := walk(run, 1), replace(first))
    assert offers == [start, first]


@pytest.mark.parametrize("change", [{"config": WILD}, {"best": weights(0)}, {"now": weights(0)}])
def test_news_are_weights_settings_and_pauses(data, panel, offers, change):
    trace = begin(data).trace(CONFIG, False)
    told(panel, trace, replace(trace, **change))
    assert len(offers) == 2


def test_a_run_is_offered_twice_a_second_and_its_end_at_once(data, panel, offers, monkeypatch):
    clock = iter([0.0, 0.05, 0.3, 0.51, 0.9, 0.95])
    monkeypatch.setattr(panel_module.time, "monotonic", lambda: next(clock, math.inf))
    run = begin(data)
    running = [replace(walk(run, 1), running=True) for _ in range(5)]
    told(panel, *running, end := replace(running[-1], running=False))
    monkeypatch.undo()
    assert [trace.step for trace in offers] == [1, 4, 5]
    assert offers[-1] is end


def test_the_panel_itself_takes_nothing(data, panel, offers):
    panel.receive(begin(data).trace(CONFIG, False))
    panel.receive("anything")
    assert not offers
