"""The one worker thread: waiting requests first, then a slice of each running job, round and round.

NumPy does all its work here, so the GUI thread never waits and no two computations compete for
the cores. Downloads wait for the network and not for a core; each has a small thread of its own
(`start_waiting`), so that a silent server never holds up the training.
"""

from __future__ import annotations

import math
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from lossviz.engine.jobs import Job, Later, Pause, StartJob
from lossviz.engine.mailbox import Cancelled, Failed, Finished, Mailbox, Value

SLICE_SECONDS = 0.008
# OpenBLAS needs more stack than the 512 KB that a thread gets on macOS (numpy#11551).
STACK_BYTES = 16 * 1024 * 1024


@dataclass
class _Running:
    """A job in the worker's hands."""

    kind: str
    generation: int
    start: StartJob
    job: Job | None = None
    not_before: float = 0.0

    def can_run(self) -> bool:
        """Whether it has something to do now."""
        return self.not_before <= time.perf_counter()


@dataclass(frozen=True)
class _Apart:
    """A job in a thread of its own."""

    kind: str
    generation: int
    start: StartJob
    cancelled: threading.Event = field(default_factory=threading.Event)


class Engine:
    """Runs jobs and requests, and leaves their results in `mailbox`.

    Every method may be called from the GUI thread at any time and returns at once.
    """

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        self._changed = threading.Condition(threading.RLock())
        self._generations: dict[str, int] = {}
        self._requests: dict[str, tuple[int, Callable[[], object]]] = {}
        self._jobs: dict[str, _Running] = {}
        self._apart: dict[threading.Thread, _Apart] = {}
        self._woken = False
        self._sleeping = False
        self._closing = False
        before = threading.stack_size(STACK_BYTES)
        self._thread = threading.Thread(target=self._loop, name="lossviz-worker", daemon=True)
        self._thread.start()
        threading.stack_size(before)

    def request(self, kind: str, compute: Callable[[], object]) -> int:
        """Ask for `compute()`; a request of the same kind that still waits is dropped.

        Returns the generation that its `Finished` or `Failed` will carry.
        """
        with self._changed:
            generation = self._next_generation(kind)
            self._requests[kind] = (generation, compute)
            self._changed.notify()
        return generation

    def start(self, kind: str, start: StartJob) -> int:
        """Run a job in slices; one of the same kind that runs is cancelled first."""
        with self._changed:
            self._end_job(kind)
            generation = self._next_generation(kind)
            self._jobs[kind] = _Running(kind, generation, start)
            self._changed.notify()
        return generation

    def start_waiting(self, kind: str, start: StartJob) -> int:
        """Run a job that mostly waits (a download) in a thread of its own."""
        with self._changed:
            self._end_job(kind)
            apart = _Apart(kind, self._next_generation(kind), start)
            run = partial(self._run_apart, apart)
            thread = threading.Thread(target=run, name=f"lossviz-{kind}", daemon=True)
            self._apart[thread] = apart
        thread.start()
        return apart.generation

    def cancel(self, kind: str) -> None:
        """End a job; its `Cancelled` follows. Nothing happens when none runs."""
        with self._changed:
            self._end_job(kind)
            self._changed.notify()

    def wake(self) -> None:
        """Tell jobs that wait that there is something to do."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def is_current(self, kind: str, generation: int) -> bool:
        """Whether no later start of that kind has made the result stale."""
        with self._changed:
            return self._generations.get(kind) == generation

    def is_idle(self) -> bool:
        """Whether all that was asked is done, and all that it said has been taken."""
        with self._changed:
            asked = self._requests or self._woken or self._time_to_wait() is not None
            return self._sleeping and not asked and self.mailbox.is_empty()

    def close(self, timeout: float = 2.0) -> bool:
        """End all jobs and the threads; true if all had ended within `timeout` seconds."""
        with self._changed:
            self._closing = True
            self._requests.clear()
            for apart in self._apart.values():
                apart.cancelled.set()
            threads = [self._thread, *self._apart]
            self._changed.notify()
        deadline = time.monotonic() + timeout
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _next_generation(self, kind: str) -> int:
        generation = self._generations.get(kind, 0) + 1
        self._generations[kind] = generation
        return generation

    def _end_job(self, kind: str) -> None:
        """Take a job away from the loop; the worker closes its generator, where it lives."""
        if running := self._jobs.pop(kind, None):
            self._requests[f"close {kind} {running.generation}"] = (0, partial(self._stop, running))
        for apart in self._apart.values():
            if apart.kind == kind:
                apart.cancelled.set()

    def _stop(self, running: _Running) -> None:
        if running.job is not None:
            running.job.close()
        self.mailbox.end(Cancelled(running.kind, running.generation))

    def _loop(self) -> None:
        while self._wait_for_work():
            for kind, (generation, compute) in self._take_requests().items():
                self._answer(kind, generation, compute)
            for running in self._runnable():
                self._run_slice(running)
        for running in list(self._jobs.values()):
            self._stop(running)

    def _wait_for_work(self) -> bool:
        """Sleep until there is something to do; false when the engine closes."""
        with self._changed:
            while not (self._closing or self._requests or self._woken or self._runnable()):
                self._sleeping = True
                self._changed.wait(self._time_to_wait())
                self._sleeping = False
            if self._woken:
                self._woken = False
                for running in self._jobs.values():
                    running.not_before = 0.0
            return not self._closing

    def _time_to_wait(self) -> float | None:
        """Until the first job has something to do; None when all wait to be woken."""
        soonest = min((each.not_before for each in self._jobs.values()), default=math.inf)
        return None if math.isinf(soonest) else max(0.0, soonest - time.perf_counter())

    def _take_requests(self) -> dict[str, tuple[int, Callable[[], object]]]:
        with self._changed:
            requests, self._requests = self._requests, {}
        return requests

    def _runnable(self) -> list[_Running]:
        with self._changed:
            return [running for running in self._jobs.values() if running.can_run()]

    def _answer(self, kind: str, generation: int, compute: Callable[[], object]) -> None:
        try:
            value = compute()
        except Exception as error:
            self.mailbox.end(Failed(kind, generation, error, traceback.format_exc()))
        else:
            if generation:
                self.mailbox.end(Finished(kind, generation, value))

    def _run_slice(self, running: _Running) -> None:
        """Let a job go on for one slice, and leave its newest value."""
        newest: object = Pause.GO_ON
        try:
            if running.job is None:
                running.job = running.start()
            until = time.perf_counter() + SLICE_SECONDS
            while True:
                value = next(running.job)
                if value is Pause.WAITING:
                    running.not_before = math.inf
                elif isinstance(value, Later):
                    running.not_before = time.perf_counter() + value.seconds
                elif value is not Pause.GO_ON:
                    newest = value
                if not running.can_run() or self._overtaken() or time.perf_counter() >= until:
                    break
        except StopIteration as end:
            self._leave(running, newest)
            self._finish(running, Finished(running.kind, running.generation, end.value))
        except Exception as error:
            self._leave(running, newest)
            text = traceback.format_exc()
            self._finish(running, Failed(running.kind, running.generation, error, text))
        else:
            self._leave(running, newest)

    def _overtaken(self) -> bool:
        return bool(self._requests) or self._closing

    def _leave(self, running: _Running, value: object) -> None:
        if not isinstance(value, Pause):
            self.mailbox.put(Value(running.kind, running.generation, value))

    def _finish(self, running: _Running, ending: Finished | Failed) -> None:
        with self._changed:
            if self._jobs.get(running.kind) is running:
                del self._jobs[running.kind]
        self.mailbox.end(ending)

    def _run_apart(self, apart: _Apart) -> None:
        """The whole life of a job that waits, in its own thread."""
        kind, generation = apart.kind, apart.generation
        try:
            job = apart.start()
            while not apart.cancelled.is_set():
                value = next(job)
                if not isinstance(value, Pause):
                    self.mailbox.put(Value(kind, generation, value))
            job.close()
            self.mailbox.end(Cancelled(kind, generation))
        except StopIteration as end:
            self.mailbox.end(Finished(kind, generation, end.value))
        except Exception as error:
            self.mailbox.end(Failed(kind, generation, error, traceback.format_exc()))
        finally:
            with self._changed:
                self._apart.pop(threading.current_thread(), None)
