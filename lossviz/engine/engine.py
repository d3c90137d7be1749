"""The one worker thread: waiting requests first, then a slice of each running job, round and round.

NumPy does all its work here, so the GUI thread never waits and no two computations compete for
the cores. Downloads wait for the network and not for a core; each has a small thread of its own
(`start_waiting`), so that a silent server never holds up the training.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from lossviz.engine.jobs import Job, Later, Pause, StartJob
from lossviz.engine.mailbox import Cancelled, Failed, Finished, Mailbox, Value, failure

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
    failed: Failed | None = None  # in the slice in which it was cancelled

    def can_run(self) -> bool:
        """Whether it has something to do now."""
        return self.not_before <= time.perf_counter()


@dataclass(frozen=True)
class _Request:
    """Something to work out once. owed: the person waits for it, even when the app ends."""

    generation: int
    compute: Callable[[], object]
    owed: bool = False


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
        self._requests: dict[str, _Request] = {}
        self._ended: list[_Running] = []  # taken from the loop, and still to be closed
        self._jobs: dict[str, _Running] = {}
        self._apart: dict[threading.Thread, _Apart] = {}
        self._woken = False
        self._sleeping = False
        self._closing = False
        before = threading.stack_size(STACK_BYTES)
        self._thread = threading.Thread(target=self._loop, name="lossviz-worker", daemon=True)
        self._thread.start()
        threading.stack_size(before)

    def request(self, kind: str, compute: Callable[[], object], *, owed: bool = False) -> int:
        """Ask for `compute()`; a request of the same kind that still waits is dropped.

        owed: it is done even when the engine is closed meanwhile, such as a file that was asked
        for. Returns the generation that its `Finished` or `Failed` will carry.
        """
        with self._changed:
            generation = self._next_generation(kind)
            self._requests[kind] = _Request(generation, compute, owed)
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
        """Run a job that mostly waits (a download) in a thread of its own, unless it all ends."""
        with self._changed:
            self._end_job(kind)
            apart = _Apart(kind, self._next_generation(kind), start)
            if self._closing:
                return apart.generation
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
            asked = self._has_orders() or self._woken or self._time_to_wait() is not None
            return self._sleeping and not asked and self.mailbox.is_empty()

    def close(self, timeout: float = 2.0) -> bool:
        """End all jobs and the threads; true if all had ended within `timeout` seconds.

        Of what still waits only that which is owed is done.
        """
        with self._changed:
            self._closing = True
            self._requests = {kind: each for kind, each in self._requests.items() if each.owed}
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
            self._ended.append(running)
        for apart in self._apart.values():
            if apart.kind == kind:
                apart.cancelled.set()

    def _stop(self, running: _Running) -> None:
        """Close a job, and say its last word: that it was cancelled, or what went wrong in it."""
        ending: Cancelled | Failed = Cancelled(running.kind, running.generation)
        try:
            if running.job is not None:
                running.job.close()
        except BaseException as error:
            ending = failure(running.kind, running.generation, error)
        self.mailbox.end(running.failed or ending)

    def _loop(self) -> None:
        while self._wait_for_work():
            self._obey()
            for running in self._runnable():
                self._run_slice(running)
        self._obey()
        for running in list(self._jobs.values()):
            self._stop(running)

    def _obey(self) -> None:
        """Close the jobs that were taken away, and answer what was asked."""
        ended, requests = self._take_orders()
        for running in ended:
            self._stop(running)
        for kind, request in requests.items():
            if request.owed or not self._closing:
                self._answer(kind, request)

    def _wait_for_work(self) -> bool:
        """Sleep until there is something to do; false when the engine closes."""
        with self._changed:
            while not (self._closing or self._has_orders() or self._woken or self._runnable()):
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

    def _has_orders(self) -> bool:
        return bool(self._requests or self._ended)

    def _take_orders(self) -> tuple[list[_Running], dict[str, _Request]]:
        with self._changed:
            ended, self._ended = self._ended, []
            requests, self._requests = self._requests, {}
        return ended, requests

    def _runnable(self) -> list[_Running]:
        with self._changed:
            return [running for running in self._jobs.values() if running.can_run()]

    def _answer(self, kind: str, request: _Request) -> None:
        """Work a request out; whatever it raises, an exit included, the worker lives on."""
        try:
            value = request.compute()
        except BaseException as error:
            self.mailbox.end(failure(kind, request.generation, error))
        else:
            self.mailbox.end(Finished(kind, request.generation, value))

    def _run_slice(self, running: _Running) -> None:
        """Let a job go on for one slice, and leave its newest value; not one that was cancelled."""
        if not self._is_ours(running):
            return
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
        except BaseException as error:
            self._leave(running, newest)
            self._finish(running, failure(running.kind, running.generation, error))
        else:
            self._leave(running, newest)

    def _overtaken(self) -> bool:
        return self._has_orders() or self._closing

    def _is_ours(self, running: _Running) -> bool:
        with self._changed:
            return self._jobs.get(running.kind) is running

    def _leave(self, running: _Running, value: object) -> None:
        if not isinstance(value, Pause):
            self.mailbox.put(Value(running.kind, running.generation, value))

    def _finish(self, running: _Running, ending: Finished | Failed) -> None:
        """Its last word; of one that was cancelled meanwhile, `_stop` says it."""
        with self._changed:
            if self._is_ours(running):
                del self._jobs[running.kind]
                self.mailbox.end(ending)
            elif isinstance(ending, Failed):
                running.failed = ending

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
        except BaseException as error:
            self.mailbox.end(failure(kind, generation, error))
        finally:
            with self._changed:
                self._apart.pop(threading.current_thread(), None)
