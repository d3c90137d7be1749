"""The one loop of all jobs that take steps: obey what waits, step when one is due, report, rest."""

from __future__ import annotations

import math
import queue
import time
from collections.abc import Iterator
from typing import Any, ClassVar, Generic, TypeVar

from lossviz.engine.jobs import Job, Later, Pause
from lossviz.panelkit.commands import Reach, Rewind, Run, StepBack, Stop, TakeStep, waiting
from lossviz.panelkit.pace import Pace, StepRate

CommandT = TypeVar("CommandT")
MOTIONS = (Run, Stop, TakeStep, StepBack, Rewind, Reach)


class SteppingJob(Generic[CommandT]):
    """Everything of a panel that is computed, for as long as the panel lives.

    The panel leaves commands in `inbox`; the job obeys them in order, between two pieces of work. A
    piece takes a few milliseconds, so that what answers the hand never waits for long. The job owns
    everything mutable; what it yields are frozen reports with read-only arrays.

    A subclass gives
    - `report_seconds`, the least time between two reports of a run;
    - `_obey`: act on one command. `_set_off` and `_halt` begin and end a run;
    - `_speed`, steps a second at most, and `_steps`, how many there have been;
    - `_step`: take one, and say whether the run goes on;
    - `_report`: how things stand, as the panel shows it;
    - where there is something to prepare in the worker, before the first command: `_set_up`;
    - where there is other work, a piece of it, and whether there was one: `_work_first` goes before
      steps and reports, `_work_beside` is done between the steps of a run, `_work_at_rest` when all
      else is done and said.
    """

    report_seconds: ClassVar[float]

    def __init__(self, inbox: queue.SimpleQueue[CommandT]) -> None:
        self._inbox = inbox
        self._running = False
        self._way: Iterator[None] | None = None  # to where a moment was
        self._changed = True  # since the newest report
        self._reported_at = -math.inf
        self._pace, self._rate = Pace(), StepRate()

    def run(self) -> Job:
        """The life of the job; ends only when the engine closes it."""
        self._set_up()
        while True:
            self._obey_inbox()
            if self._work_first():
                yield Pause.GO_ON
            elif self._way is not None:
                yield self._go_nearer(self._way)
            elif self._running:
                yield self._go_on()
            elif self._changed:
                yield self._say()
            elif self._work_at_rest():
                yield Pause.GO_ON
            else:
                yield Pause.WAITING

    # What each job has of its own

    def _obey(self, command: Any) -> None:
        raise NotImplementedError

    @property
    def _speed(self) -> int | None:
        """None: as many as the worker can take."""
        raise NotImplementedError

    @property
    def _steps(self) -> int:
        raise NotImplementedError

    def _step(self) -> bool:
        raise NotImplementedError

    def _report(self) -> object:
        raise NotImplementedError

    def _set_up(self) -> None:
        pass

    def _work_first(self) -> bool:
        return False

    def _work_beside(self) -> bool:
        return False

    def _work_at_rest(self) -> bool:
        return False

    # The run

    def _obey_inbox(self) -> None:
        if self._inbox.empty():  # nearly always
            return
        for command in waiting(self._inbox):
            self._changed = True
            if isinstance(command, MOTIONS):
                self._way = None  # another motion is wanted now
            if isinstance(command, Reach):
                self._halt()
                self._way = self._way_to(command.steps)
            else:
                self._obey(command)

    def _set_off(self) -> None:
        """Take steps from here on."""
        self._running = True
        self._rate.begin(self._steps)

    def _halt(self) -> None:
        """Take no more steps."""
        self._running = False

    def _go_on(self) -> object:
        """The step that is due and a piece of other work; else rest till the next step."""
        rest = self._pace.wait(self._speed)
        if rest <= 0:
            self._pace.stepped(self._speed)
            if not self._step():
                self._halt()
        worked = self._running and self._work_beside()
        since = time.perf_counter() - self._reported_at
        if not self._running or since >= self.report_seconds:
            return self._say()
        return Pause.GO_ON if worked or rest <= 0 else Later(min(rest, self.report_seconds))

    # To where a moment was

    def _way_to(self, steps: int) -> Iterator[None]:
        """From the start, step by step; it ends there, or where no step can be taken."""
        self._obey(Rewind())
        while (before := self._steps) < steps:
            self._step()
            if self._steps == before:
                return
            yield

    def _go_nearer(self, way: Iterator[None]) -> object:
        """One step on the way, however slow a run is to be; nothing is shown before its end."""
        for _ in way:
            return Pause.GO_ON
        self._way = None
        self._halt()
        return self._say()

    # What is shown

    def _say(self) -> object:
        self._changed = False
        self._reported_at = time.perf_counter()
        return self._report()

    @property
    def _steps_per_second(self) -> float:
        """How fast the run goes; 0 at rest."""
        return self._rate.measure(self._steps) if self._running else 0.0
