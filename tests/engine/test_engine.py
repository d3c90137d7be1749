"""The hand-over between the worker and whoever drains the mailbox."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from itertools import groupby
from types import SimpleNamespace

import pytest

from lossviz.engine.engine import Engine
from lossviz.engine.jobs import Job, Later, Pause
from lossviz.engine.mailbox import Cancelled, Failed, Finished, Mailbox, Result, Value


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    assert engine.close()


def wait_for(engine: Engine, wanted: Callable[[list[Result]], bool]) -> list[Result]:
    """Drain until `wanted` holds of all that came; fail after 5 s."""
    results: list[Result] = []
    until = time.monotonic() + 5
    while not wanted(results):
        assert time.monotonic() < until, f"only {results} came"
        results += engine.mailbox.drain()
        time.sleep(0.001)
    return results


def endings(results: list[Result]) -> list[Result]:
    return [r for r in results if not isinstance(r, Value)]


def counting(count: int) -> Generator[object, None, object]:
    yield from range(count)
    return "counted"


def test_mailbox_keeps_the_newest_value_and_every_ending() -> None:
    box = Mailbox()
    for i in range(5):
        box.put(Value("job", 1, i))
    box.end(Finished("job", 1, None))
    box.end(Cancelled("other", 3))
    assert box.drain() == [Value("job", 1, 4), Finished("job", 1, None), Cancelled("other", 3)]
    assert box.drain() == []


def test_idle_is_when_all_is_done_and_taken(engine: Engine) -> None:
    go_on = threading.Event()

    def job() -> Job:
        yield Later(0.05)
        while not go_on.is_set():
            yield Pause.GO_ON
        yield 1
        yield Pause.WAITING

    engine.start("job", job)
    engine.request("sum", lambda: 2 + 3)
    assert not engine.is_idle()
    wait_for(engine, lambda results: len(results) == 1)
    for _ in range(20):
        assert not engine.is_idle()  # it rests, and will go on by itself
        time.sleep(0.005)
    go_on.set()
    while engine.mailbox.is_empty():
        assert not engine.is_idle()
    assert not engine.is_idle()  # there is something to be taken
    wait_for(engine, bool)
    until = time.monotonic() + 5
    while not engine.is_idle():
        assert time.monotonic() < until


def test_request_is_answered_with_its_generation(engine: Engine) -> None:
    generation = engine.request("sum", lambda: 2 + 3)
    results = wait_for(engine, bool)
    assert results == [Finished("sum", generation, 5)]
    assert engine.is_current("sum", generation)


def test_latest_request_of_a_kind_wins(engine: Engine) -> None:
    """While the worker is busy, only the last of several requests is computed."""
    hold, computed = threading.Event(), []
    engine.request("hold", hold.wait)
    generations = [engine.request("sum", lambda i=i: computed.append(i)) for i in range(10)]
    hold.set()
    wait_for(engine, lambda rs: any(r.kind == "sum" for r in rs))
    # The worker may have taken the first one along with "hold", never one between.
    assert computed in ([9], [0, 9])
    assert not engine.is_current("sum", generations[0])
    assert engine.is_current("sum", generations[-1])


def test_job_runs_in_the_worker_and_finishes(engine: Engine) -> None:
    threads = set()

    def job() -> Job:
        threads.add(threading.current_thread().name)
        return (yield from counting(1000))

    generation = engine.start("count", job)
    results = wait_for(engine, endings)
    assert results[-1] == Finished("count", generation, "counted")
    assert Value("count", generation, 999) in results
    assert threads == {"lossviz-worker"}


def test_cancelled_job_is_closed_in_the_worker(engine: Engine) -> None:
    closed = []

    def job() -> Job:
        try:
            while True:
                yield 0
        finally:
            closed.append(threading.current_thread().name)

    generation = engine.start("endless", job)
    wait_for(engine, bool)
    engine.cancel("endless")
    results = wait_for(engine, endings)
    assert endings(results) == [Cancelled("endless", generation)]
    assert closed == ["lossviz-worker"]


def test_requests_overtake_a_job(engine: Engine) -> None:
    engine.start("endless", lambda: counting(10**9))
    engine.request("quick", lambda: "answer")
    results = wait_for(engine, endings)
    assert endings(results)[0].kind == "quick"


def test_exception_becomes_a_result_and_the_engine_goes_on(engine: Engine) -> None:
    def broken() -> Job:
        yield 1
        raise ValueError("no such batch")

    generation = engine.start("broken", broken)
    failed = endings(wait_for(engine, endings))[0]
    assert isinstance(failed, Failed)
    assert failed.generation == generation
    assert str(failed.exception) == "no such batch"
    assert "ValueError" in failed.traceback
    engine.request("sum", lambda: 1)
    assert isinstance(endings(wait_for(engine, endings))[0], Finished)
    engine.request("sum", lambda: 1 // 0)
    assert isinstance(endings(wait_for(engine, endings))[0], Failed)


def test_waiting_job_sleeps_until_it_is_woken(engine: Engine) -> None:
    calls = 0

    def job() -> Job:
        nonlocal calls
        while True:
            calls += 1
            yield calls
            yield Pause.WAITING

    engine.start("waits", job)
    wait_for(engine, bool)
    time.sleep(0.05)
    assert calls == 1
    engine.wake()
    wait_for(engine, lambda rs: any(isinstance(r, Value) and r.value == 2 for r in rs))


def test_two_jobs_share_the_worker(engine: Engine) -> None:
    engine.start("one", lambda: counting(10**9))
    engine.start("two", lambda: counting(10**9))
    wait_for(engine, lambda rs: {r.kind for r in rs} == {"one", "two"})


def test_a_new_start_makes_the_old_one_stale(engine: Engine) -> None:
    old = engine.start("count", lambda: counting(10**9))
    new = engine.start("count", lambda: counting(3))
    assert not engine.is_current("count", old)
    wait_for(engine, lambda rs: Finished("count", new, "counted") in rs)


def test_job_that_waits_for_the_network_holds_nobody_up(engine: Engine) -> None:
    silent = threading.Event()

    def job() -> Job:
        while not silent.wait(0.01):
            yield Pause.GO_ON
        yield "never"

    generation = engine.start_waiting("download", job)
    engine.request("sum", lambda: 5)
    assert endings(wait_for(engine, endings)) == [Finished("sum", 1, 5)]
    engine.cancel("download")
    assert endings(wait_for(engine, endings)) == [Cancelled("download", generation)]


def test_waiting_job_reports_failure_and_end(engine: Engine) -> None:
    def broken() -> Job:
        raise OSError("no route")
        yield

    engine.start_waiting("download", broken)
    assert isinstance(endings(wait_for(engine, endings))[0], Failed)
    engine.start_waiting("download", lambda: counting(3))
    results = wait_for(engine, endings)
    assert results[-1] == Finished("download", 2, "counted")


def test_close_ends_jobs_that_run_and_wait() -> None:
    engine = Engine()
    closed = []

    def job() -> Job:
        try:
            while True:
                yield Pause.GO_ON
                time.sleep(0.001)
        finally:
            closed.append(True)

    engine.start("endless", job)
    engine.start_waiting("download", job)
    wait_for(engine, lambda _: True)
    time.sleep(0.02)
    assert engine.close()
    assert closed == [True, True]


def raises_when_closed() -> Job:
    try:
        while True:
            yield Pause.GO_ON
    finally:
        raise ValueError("the file is gone")


def test_a_job_that_raises_while_it_is_closed_says_so_in_its_own_name(engine: Engine) -> None:
    generation = engine.start("files", raises_when_closed)
    time.sleep(0.02)
    engine.cancel("files")
    (ending,) = endings(wait_for(engine, endings))
    assert isinstance(ending, Failed)
    assert (ending.kind, ending.generation) == ("files", generation)
    assert str(ending.exception) == "the file is gone"


def test_it_keeps_no_other_from_being_closed() -> None:
    engine = Engine()
    closed = threading.Event()

    def job() -> Job:
        try:
            while True:
                yield Pause.GO_ON
        finally:
            closed.set()

    engine.start("files", raises_when_closed)
    engine.start("other", job)
    wait_for(engine, lambda _: True)
    time.sleep(0.02)
    assert engine.close()
    assert closed.is_set()
    last = {type(ending).__name__: ending.kind for ending in endings(engine.mailbox.drain())}
    assert last == {"Failed": "files", "Cancelled": "other"}


@pytest.mark.parametrize("failing", [False, True])
def test_a_job_that_is_cancelled_as_it_ends_has_one_last_word(
    engine: Engine, failing: bool
) -> None:
    """It is taken away by the GUI thread while the worker is in its slice."""
    ending, cancelled = threading.Event(), threading.Event()

    def job() -> Job:
        yield Pause.GO_ON
        ending.set()
        assert cancelled.wait(5)
        if failing:
            raise OSError("no room")

    generation = engine.start("job", job)
    assert ending.wait(5)
    engine.cancel("job")
    cancelled.set()
    engine.request("after", lambda: None)
    results = wait_for(engine, lambda rs: any(each.kind == "after" for each in rs))
    words = [each for each in endings(results) if each.kind == "job"]
    assert len(words) == 1
    assert isinstance(words[0], Failed if failing else Cancelled)
    assert words[0].generation == generation


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_the_worker_lives_on_whatever_is_raised(engine: Engine, error: type[BaseException]) -> None:
    def leave() -> object:
        raise error("bye")

    def job() -> Job:
        yield leave()

    engine.request("request", leave)
    engine.start("job", job)
    engine.start_waiting("apart", job)
    results = wait_for(engine, lambda rs: len(rs) == 3)
    assert {each.kind for each in results if isinstance(each, Failed)} == {
        "request", "job", "apart",
    }  # fmt: skip
    engine.request("sum", lambda: 5)
    assert endings(wait_for(engine, endings)) == [Finished("sum", 1, 5)]


def test_what_is_owed_is_done_though_the_engine_closes() -> None:
    engine = Engine()
    began, go_on, done = threading.Event(), threading.Event(), []

    def slow() -> None:
        began.set()
        go_on.wait(5)

    engine.request("slow", slow)
    assert began.wait(5)
    engine.request("picture", lambda: done.append("picture"))
    engine.request("file", lambda: done.append("file"), owed=True)
    threading.Timer(0.05, go_on.set).start()
    assert engine.close(5.0)
    assert done == ["file"]


def test_a_closed_engine_starts_nothing_that_waits() -> None:
    engine = Engine()
    assert engine.close()
    began = threading.Event()

    def job() -> Job:
        began.set()
        yield

    engine.start_waiting("download", job)
    assert not began.wait(0.05)


def test_engine_needs_no_qt() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; import lossviz.engine.engine, lossviz.engine"
        ".mailbox; assert not [m for m in sys.modules if m.startswith('pyqtgraph')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_job_has_the_worker_for_eight_milliseconds_at_a_time(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a clock that the jobs move themselves, a millisecond a step, two of them take turns."""
    now = [0.0]
    own = SimpleNamespace(perf_counter=lambda: now[0], monotonic=time.monotonic)
    monkeypatch.setattr("lossviz.engine.engine.time", own)
    steps: list[str] = []
    both_are_there = threading.Event()

    def job(name: str) -> Job:
        while not both_are_there.is_set():
            yield Pause.GO_ON
        for _ in range(100):
            steps.append(name)
            now[0] += 0.001
            yield Pause.GO_ON

    engine.start("one", lambda: job("one"))
    engine.start("two", lambda: job("two"))
    both_are_there.set()
    wait_for(engine, lambda results: len(endings(results)) == 2)
    turns = [len(list(turn)) for _, turn in groupby(steps)]
    assert len(turns) > 4
    assert max(turns) in (8, 9)
