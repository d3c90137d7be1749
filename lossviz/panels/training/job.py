"""The training that the worker runs: takes steps when asked, evaluates, reports 30 times a second.

The panel leaves commands in an inbox; the job obeys them between two steps. It owns the run and
everything mutable; what it yields are frozen reports with read-only arrays.
"""

from __future__ import annotations

import math
import queue
import time
from collections.abc import Generator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lossviz.engine.jobs import Job, Pause
from lossviz.model.dataset import Dataset
from lossviz.model.templates import templates
from lossviz.model.evaluation import evaluate
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image
from lossviz.model.training import Snapshot, train
from lossviz.model.training_config import TrainingConfig
from lossviz.panels.training.commands import (
    Command,
    Configure,
    LoadWeights,
    Look,
    Resume,
    Rewind,
    Run,
    Stop,
)
from lossviz.panels.training.evaluating import (
    Confusion,
    Judged,
    confusion_pass,
    judge,
    varied_order,
)
from lossviz.panels.training.history import History
from lossviz.panels.training.report import (
    Divergence,
    StartCheck,
    TrainingReport,
    start_check,
)
from lossviz.panels.training.state import TrainingView

REPORT_SECONDS = 1 / 30
# Test images are judged less often: their bars would only flicker.
JUDGE_SECONDS = 1 / 6
# Passes over the test images take at most this share of the worker's time while it trains.
PASS_SHARE = 0.06
ENDLESS = 10**6

Weights = tuple[NDArray[np.float32], NDArray[np.float32]]


class TrainingJob:
    """One data set's training, from the first start until another data set is opened."""

    def __init__(
        self,
        data: Dataset,
        config: TrainingConfig,
        view: TrainingView,
        inbox: queue.SimpleQueue[Command],
    ) -> None:
        self._data = data
        self._config = config
        self._view = view
        self._inbox = inbox
        self._classes = len(data.class_names)
        self._learned_from = data.split()[0]
        self._steps_wanted: float = 0
        self._to_epoch = False

    def run(self) -> Job:
        """The life of the job; ends only when the engine closes it."""
        self._mean = mean_image(self._learned_from.images)
        self._order = varied_order(self._data.test.labels, self._classes)
        self._start_run(None)
        while True:
            self._obey_inbox()
            if self._steps_wanted:
                self._take_step()
                self._evaluate_meanwhile()
                yield self._report() if self._report_due() else Pause.GO_ON
            elif self._advance_pass():
                yield Pause.GO_ON
            elif self._changed:
                yield self._report()
            else:
                yield Pause.WAITING

    # What the panel asks for

    def _obey_inbox(self) -> None:
        while True:
            try:
                command = self._inbox.get_nowait()
            except queue.Empty:
                return
            self._changed = True
            self._obey(command)

    def _obey(self, command: Command) -> None:
        match command:
            case Configure(config):
                self._configure(config)
            case Run(steps, to_epoch):
                self._run(steps, to_epoch)
            case Stop():
                self._stop()
            case Rewind():
                self._start_run(None)
            case Resume():
                self._resume()
            case Look(view):
                self._view = view
                self._judged_at = -math.inf
            case LoadWeights(W, b):
                self._start_run((W, b))

    def _configure(self, config: TrainingConfig) -> None:
        """New settings; those of the start show at once while nothing has been learned."""
        before, self._config = self._config, config
        start_changed = (before.seed, before.weight_scale) != (config.seed, config.weight_scale)
        if self._snapshot.step == 0 and start_changed and self._given is None:
            self._start_run(None)

    def _run(self, steps: int | None, to_epoch: bool) -> None:
        if self._divergence or self._finished():
            return
        self._to_epoch = to_epoch
        self._steps_wanted = math.inf if steps is None else self._steps_wanted + steps
        self._rate_since = (time.perf_counter(), self._step())

    def _stop(self) -> None:
        self._steps_wanted = 0
        self._to_epoch = False
        self._pass = None
        self._changed = True

    # The run

    def _start_run(self, given: Weights | None) -> None:
        """Begin at step 0, from the seed or from weights that were given."""
        self._given = given
        self._step_before, self._epoch_before = 0, 0.0
        self._divergence: Divergence | None = None
        self._history = History()
        self._start: StartCheck | None = None
        self._confusion: Confusion | None = None
        self._judged: tuple[Judged, ...] = ()
        self._rate = 0.0
        self._rate_since = (time.perf_counter(), 0)
        self._begin(given)
        self._stop()

    def _begin(self, weights: Weights | None) -> None:
        """A new iterator over steps; its first snapshot is where it begins."""
        self._steps = train(replace(self._config, epochs=ENDLESS), self._data, weights)
        self._take(next(self._steps))
        self._pass: Generator[None, None, Confusion] | None = None
        self._pass_cost, self._next_pass = 0.0, -math.inf
        self._judged_at = self._reported_at = -math.inf

    def _resume(self) -> None:
        """Go on from the last finite step of a run that diverged."""
        if self._divergence:
            self._step_before, self._epoch_before = self._step(), self._epoch()
            self._divergence = None
            self._begin((self._snapshot.W, self._snapshot.b))

    def _take_step(self) -> None:
        snapshot = self._steps.send(replace(self._config, epochs=ENDLESS))
        self._steps_wanted -= 1
        if snapshot.diverged:
            self._divergence = Divergence(self._step() + 1, self._config.learning_rate)
            self._stop()
            return
        self._take(snapshot)
        if snapshot.validation is not None and (self._to_epoch or self._finished()):
            self._stop()

    def _take(self, snapshot: Snapshot) -> None:
        """Note a finite step."""
        self._snapshot = snapshot
        if snapshot.data_loss is not None:
            self._history.add_step(
                self._epoch(),
                self._step(),
                snapshot.data_loss,
                snapshot.penalty,
                snapshot.total,
                snapshot.batch_accuracy,
            )
        if snapshot.validation is not None and not (self._step_before and snapshot.step == 0):
            self._history.add_validation(self._epoch(), *snapshot.validation)
        if self._start is None:
            self._start = self._check_start(snapshot)

    def _check_start(self, snapshot: Snapshot) -> StartCheck:
        """Hold the first loss against that of scores that are all 0."""
        first = snapshot.validation
        if first is None:  # too few images to hold any out
            learned_from = self._learned_from
            loss = LOSSES[self._config.loss]
            first = evaluate(snapshot.W, snapshot.b, *learned_from, self._mean, loss)
        return start_check(self._config.loss, self._classes, first.data_loss)

    def _step(self) -> int:
        return self._step_before + self._snapshot.step

    def _epoch(self) -> float:
        return self._epoch_before + self._snapshot.epoch

    def _finished(self) -> bool:
        return self._epoch() >= self._config.epochs - 1e-9

    def _steps_per_epoch(self) -> int:
        return math.ceil(len(self._learned_from.labels) / self._config.batch_size)

    # What is shown besides

    def _evaluate_meanwhile(self) -> None:
        """Between steps, a block of the test images now and then."""
        now = time.perf_counter()
        if self._pass is not None or now >= self._next_pass:
            self._advance_pass()

    def _advance_pass(self) -> bool:
        """One block of a pass over the test images; false when they are up to date."""
        if self._pass is None and self._confusion_is_current():
            return False
        began = time.perf_counter()
        if self._pass is None:
            self._pass_cost = 0.0
            W, b = self._snapshot.W, self._snapshot.b
            self._pass = confusion_pass(W, b, self._data.test, self._mean, self._step())
        try:
            next(self._pass)
        except StopIteration as end:
            self._confusion, self._pass, self._changed = end.value, None, True
        now = time.perf_counter()
        self._pass_cost += now - began
        self._next_pass = now + self._pass_cost / PASS_SHARE
        return True

    def _confusion_is_current(self) -> bool:
        return self._confusion is not None and self._confusion.step == self._step()

    def _report_due(self) -> bool:
        return time.perf_counter() - self._reported_at >= REPORT_SECONDS

    def _report(self) -> TrainingReport:
        self._changed = False
        self._reported_at = time.perf_counter()
        self._judge_if_due()
        self._measure_rate()
        s = self._snapshot
        assert self._start is not None
        return TrainingReport(
            config=self._config,
            running=bool(self._steps_wanted),
            finished=self._finished(),
            step=self._step(),
            epoch=self._epoch(),
            steps_per_epoch=self._steps_per_epoch(),
            steps_per_second=self._rate if self._steps_wanted else 0.0,
            data_loss=s.data_loss,
            penalty=s.penalty,
            total=s.total,
            weights=s.W,
            bias=s.b,
            gradient=s.dW,
            templates=self._templates(),
            steps=self._history.steps(),
            validation=self._history.validation(),
            judged=self._judged,
            confusion=self._confusion,
            start=self._start,
            divergence=self._divergence,
        )

    def _templates(self) -> NDArray[np.uint8]:
        """The pictures of the weights, or of the gradient of the newest step."""
        s = self._snapshot
        shown = s.W if self._view.templates == "weights" else s.dW
        pictures = templates(np.zeros_like(s.W) if shown is None else shown, self._view.scale)
        pictures.flags.writeable = False
        return pictures

    def _judge_if_due(self) -> None:
        """Judge the test images on the page, six times a second and whenever it is at rest."""
        if self._steps_wanted and self._reported_at - self._judged_at < JUDGE_SECONDS:
            return
        self._judged_at = self._reported_at
        first = self._view.page * self._view.per_page
        page = self._order[first : first + self._view.per_page]
        self._judged = judge(
            self._snapshot.W,
            self._snapshot.b,
            self._data.test,
            self._mean,
            page,
            probabilities=self._config.loss == "softmax",
        )

    def _measure_rate(self) -> None:
        """Steps a second, over about the last second."""
        since, step = self._rate_since
        elapsed = self._reported_at - since
        if elapsed >= 1.0 or (self._rate == 0 and elapsed > 0.1):
            self._rate = (self._step() - step) / elapsed
            self._rate_since = (self._reported_at, self._step())
