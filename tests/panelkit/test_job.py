"""The loop of a job that takes steps: in which order it obeys, steps, reports, works and rests."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from lossviz.engine.jobs import Later, Pause
from lossviz.panelkit import job as job_module
from lossviz.panelkit import pace
from lossviz.panelkit.commands import Run, Stop, TakeStep
from lossviz.panelkit.job import SteppingJob

Command = Run | Stop | TakeStep | str


class Counting(SteppingJob[Command]):
    """Counts its steps and writes down what it does; a report is the number of steps."""

    report_seconds = 1.0

    def __init__(self, inbox: queue.SimpleQueue[Command]) -> None:
        super().__init__(inbox)
        self.did: list[object] = []
        self.count, self.last = 0, 1_000
        self.speed: int | None = None
        self.first = self.beside = self.after = 0  # pieces of other work

    def _obey(self, command: Command) -> None:
        self.did.append(command)
        if isinstance(command, Run):
            self._set_off()
        elif isinstance(command, Stop):
            self._halt()

    @property
    def _speed(self) -> int | None:
        return self.speed

    @property
    def _steps(self) -> int:
        return self.count

    def _step(self) -> bool:
        self.count += 1
        return self.count < self.last

    def _report(self) -> tuple[int, bool, float]:
        return self.count, self._running, self._steps_per_second

    def _set_up(self) -> None:
        self.did.append("set up")

    def _work(self, name: str) -> bool:
        left = getattr(self, name)
        setattr(self, name, left - 1)
        if left > 0:
            self.did.append(name)
        return left > 0

    def _work_first(self) -> bool:
        return self._work("first")

    def _work_beside(self) -> bool:
        return self._work("beside")

    def _work_at_rest(self) -> bool:
        return self._work("after")


class Clock:
    now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time that passes only where a test says so."""
    made = Clock()
    monkeypatch.setattr(job_module, "time", made)
    monkeypatch.setattr(pace, "time", made)
    return made


@pytest.fixture
def inbox() -> queue.SimpleQueue[Command]:
    return queue.SimpleQueue()


@pytest.fixture
def job(clock: Clock, inbox: queue.SimpleQueue[Command]) -> Counting:
    return Counting(inbox)


@pytest.fixture
def ask(inbox: queue.SimpleQueue[Command]) -> Callable[..., None]:
    def put(*commands: Command) -> None:
        for command in commands:
            inbox.put(command)

    return put


def some(life: Iterator[object], count: int) -> list[object]:
    return list(islice(life, count))


def test_it_says_how_things_stand_once_and_waits(job):
    assert some(job.run(), 3) == [(0, False, 0.0), Pause.WAITING, Pause.WAITING]
    assert job.did == ["set up"]


def test_a_command_is_obeyed_before_anything_else_and_answered(job, ask):
    ask("first thing")
    life = job.run()
    assert some(life, 2) == [(0, False, 0.0), Pause.WAITING]
    ask("one", "two")
    assert some(life, 2) == [(0, False, 0.0), Pause.WAITING], "one report answers all that waits"
    assert job.did == ["set up", "first thing", "one", "two"]


def test_a_run_reports_now_and_then_and_at_its_end(job, ask, clock):
    life = job.run()
    some(life, 2)
    ask(Run())
    assert some(life, 2) == [Pause.GO_ON] * 2
    clock.now += 1.0
    assert next(life) == (3, True, 3.0)
    assert next(life) is Pause.GO_ON
    job.last = 5
    assert some(life, 2) == [(5, False, 0.0), Pause.WAITING], "the end is said at once"


def test_a_run_stops_between_two_steps(job, ask):
    ask(Run())
    life = job.run()
    some(life, 4)
    ask(Stop())
    assert some(life, 2) == [(4, False, 0.0), Pause.WAITING]


def test_at_a_set_speed_it_rests_till_the_next_step(job, ask, clock):
    job.speed = 2
    ask(Run())
    life = job.run()
    assert next(life)[0] == 1, "the first report"
    assert next(life) == Later(pytest.approx(0.4)), "what is late is made up for, a little"
    clock.now += 0.5
    assert next(life) is Pause.GO_ON
    assert job.count == 2
    assert next(life) == Later(pytest.approx(0.4))


def test_it_never_rests_longer_than_till_the_next_report(job, ask, clock):
    job.speed, job.report_seconds = 1, 0.25
    ask(Run())
    life = job.run()
    some(life, 2)
    assert next(life) == Later(0.25)
    clock.now += 0.25
    assert next(life)[0] == job.count, "it says that it waits"


def test_other_work_goes_before_beside_and_after(job, ask):
    job.first = 2
    life = job.run()
    assert some(life, 3) == [Pause.GO_ON, Pause.GO_ON, (0, False, 0.0)]
    job.beside, job.after, job.speed = 1, 1, 1
    ask(Run(), TakeStep())
    assert some(life, 3)[-1] == Later(pytest.approx(0.9)), "work beside takes the time of a rest"
    assert job.did[-1] == "beside"
    ask(Stop())
    assert some(life, 3)[1:] == [Pause.GO_ON, Pause.WAITING], "said first, then worked on"
    assert job.did[-1] == "after"


def test_work_beside_does_not_hold_up_the_end_of_a_run(job, ask):
    job.last, job.beside = 1, 5
    ask(Run())
    assert next(job.run()) == (1, False, 0.0)
    assert "beside" not in job.did
