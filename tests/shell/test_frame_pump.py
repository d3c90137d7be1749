"""Results cross to the GUI thread once a frame; stale ones are dropped."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QTimer

from lossviz.engine.engine import Engine
from lossviz.engine.jobs import Pause
from lossviz.engine.mailbox import Failed, Finished, Result, Value
from lossviz.shell.frame_pump import LOOK_MS, FramePump
from tests.shell.driving import wait_until


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    assert engine.close()


def failed_late(result: Failed) -> None:
    pytest.fail(f"nothing failed but {result}")


def test_results_arrive_in_the_gui_thread(qapp, engine):
    got: list[tuple[Result, threading.Thread]] = []
    pump = FramePump(engine, lambda r: got.append((r, threading.current_thread())), failed_late)
    pump.start()
    engine.request("a", lambda: 5)
    wait_until(lambda: got)
    pump.stop()
    assert got == [(Finished("a", 1, 5), threading.main_thread())]


def test_results_of_an_older_start_are_dropped(qapp, engine):
    got: list[Result] = []
    pump = FramePump(engine, got.append, failed_late)
    engine.mailbox.put(Value("job", 1, "old"))
    engine.mailbox.end(Finished("job", 1, "old"))

    def job():
        yield "new"
        yield Pause.WAITING

    engine.start("job", job)
    generation = engine.start("job", job)
    engine.mailbox.put(Value("other", 7, "never started"))
    engine.mailbox.end(Finished("job", 1, "old"))
    wait_until(lambda: pump.drain() or got)
    assert [each for each in got if isinstance(each, Value)] == [Value("job", generation, "new")]
    assert all(each.generation == generation for each in got)


def test_what_failed_in_a_job_that_is_stale_is_told_all_the_same(qapp, engine):
    got: list[Result] = []
    failed: list[Failed] = []
    pump = FramePump(engine, got.append, failed.append)
    began = threading.Event()

    def closing_badly():
        try:
            while True:
                began.set()
                yield Pause.GO_ON
        finally:
            raise OSError("the file is gone")

    engine.start("job", closing_badly)
    assert began.wait(5)
    generation = engine.start("job", lambda: iter(()))
    wait_until(lambda: pump.drain() or failed)
    assert [(each.generation, str(each.exception)) for each in failed] == [
        (generation - 1, "the file is gone")
    ]
    assert not any(isinstance(each, Failed) for each in got)


def test_a_result_that_is_made_stale_by_another_in_the_same_frame_is_dropped(qapp, engine):
    got: list[Result] = []

    def deliver(result: Result) -> None:
        got.append(result)
        engine.request("b", lambda: "newer")

    pump = FramePump(engine, deliver, failed_late)
    for kind in "ab":
        engine.request(kind, lambda kind=kind: kind)
    results: list[Result] = []
    wait_until(lambda: results.extend(engine.mailbox.drain()) or len(results) == 2)
    for each in results:
        engine.mailbox.end(each)
    pump.drain()
    assert [each.kind for each in got] == ["a"]


def test_frames_are_counted_after_delivery_and_garbage_is_collected_here(qapp, engine):
    ticks: list[int] = []
    pump = FramePump(engine, lambda _: None, failed_late)
    pump.ticked.connect(ticks.append)
    pump.start()
    assert not gc.isenabled()
    wait_until(lambda: len(ticks) >= 3)
    pump.stop()
    assert gc.isenabled()
    assert ticks[:3] == [1, 2, 3]


def test_what_is_there_when_it_starts_is_looked_through_again_when_it_ends(
    qapp, engine, monkeypatch
):
    calls: list[str] = []
    for name in ("disable", "freeze", "unfreeze", "enable"):
        monkeypatch.setattr(f"lossviz.shell.frame_pump.gc.{name}", partial(calls.append, name))
    pump = FramePump(engine, lambda _: None, failed_late)
    pump.keep()  # nothing, as it does not run
    pump.start()
    pump.keep()
    pump.stop()
    assert calls == ["disable", "freeze", "freeze", "unfreeze", "enable"]


@pytest.fixture
def slow_frames(monkeypatch):
    """A frame that comes is then not one of the timer's."""
    monkeypatch.setattr("lossviz.shell.frame_pump.FRAME_MS", 60_000)


def looks_of(pump: FramePump) -> QTimer:
    """The timer of its looks for an answer."""
    (timer,) = (each for each in pump.findChildren(QTimer) if each.interval() == LOOK_MS)
    return timer


def test_an_expected_answer_brings_its_frame(qapp, engine, slow_frames):
    got: list[Result] = []
    pump = FramePump(engine, got.append, failed_late)
    ticks: list[int] = []
    pump.ticked.connect(ticks.append)
    pump.start()
    pump.expect()
    engine.request("a", lambda: 5)
    wait_until(lambda: got)
    pump.stop()
    assert got == [Finished("a", 1, 5)]
    assert ticks == [1]


def test_frames_for_answers_keep_their_distance(qapp, engine, monkeypatch, slow_frames):
    now = [100.0]
    monkeypatch.setattr("lossviz.shell.frame_pump.time.perf_counter", lambda: now[0])
    got: list[Result] = []
    pump = FramePump(engine, got.append, failed_late)
    pump.start()
    engine.request("b", lambda: 4)
    wait_until(lambda: not engine.mailbox.is_empty())
    pump.drain()
    engine.request("a", lambda: 5)
    wait_until(lambda: not engine.mailbox.is_empty())
    pump.expect()
    for _ in range(3):
        looks_of(pump).timeout.emit()
    assert got == [Finished("b", 1, 4)]
    now[0] += 0.013
    looks_of(pump).timeout.emit()
    pump.stop()
    assert got[1:] == [Finished("a", 1, 5)]


def test_it_stops_looking_for_an_answer_that_does_not_come(qapp, engine):
    pump = FramePump(engine, lambda _result: None, failed_late)
    pump.start()
    pump.expect()
    wait_until(lambda: not looks_of(pump).isActive())
    pump.stop()
