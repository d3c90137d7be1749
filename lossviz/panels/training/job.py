"""The training that the worker runs: takes steps when asked, evaluates, reports 20 times a second.

The panel leaves commands in an inbox; the job obeys them between two steps. It owns the run and
everything mutable; what it yields are frozen reports with read-only arrays.
"""

from __future__ import annotations

import contextlib
import math
import queue
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lossviz.engine.jobs import Job
from lossviz.model.dataset import Dataset
from lossviz.model.preprocessing import mean_image
from lossviz.model.templates import templates
from lossviz.model.training import steps_left
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.commands import Configure, Look, Rewind, Run, Stop, TakeStep
from lossviz.panelkit.job import SteppingJob
from lossviz.panels.training import left_run
from lossviz.panels.training.commands import Command, LoadWeights, Resume, RunEpoch, ShowRun
from lossviz.panels.training.evaluating import ConfusionPasses, Judged, judge, varied_order
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.run import TrainingRun, Weights
from lossviz.panels.training.runs import Runs
from lossviz.panels.training.state import TrainingSight

# Test images are judged less often: their bars would only flicker.
JUDGE_SECONDS = 1 / 4
# How much of a run a crash may cost: while it goes on, and at rest, where single steps are taken.
LEAVE_SECONDS, LEAVE_AT_REST_SECONDS = 15.0, 2.0


class TrainingJob(SteppingJob[Command]):
    """One data set's training, from the first start until another data set is opened."""

    report_seconds = 1 / 20

    def __init__(
        self,
        data: Dataset,
        config: TrainingConfig,
        view: TrainingSight,
        inbox: queue.SimpleQueue[Command],
        runs: Runs,
        number: int = 0,
        folder: Path | None = None,
    ) -> None:
        """number: of the run to begin with. folder: where it is left for another time, if it is."""
        super().__init__(inbox)
        self._runs, self._number = runs, number
        self._folder = folder
        self._file: Path | None = None
        self._left_step, self._left_at = 0, time.monotonic()
        self._data = data
        self._config = config
        self._view = view
        self._learned_from = data.split()[0]
        self._steps_wanted: float = 0
        self._to_epoch = False
        self._judged_at = -math.inf
        self._judged: tuple[Judged, ...] = ()

    def _set_up(self) -> None:
        self._mean = mean_image(self._learned_from.images)
        self._mean.flags.writeable = False
        self._order = varied_order(self._data.test.labels, len(self._data.class_names))
        self._tests = ConfusionPasses(self._data.test, self._mean)
        if self._folder is not None:
            self._file = left_run.file_of(self._folder, self._data)
        kept = self._runs.begin(self._number)
        self._take_up(kept, None)
        if kept is None:
            self._go_on_from_last_time()

    # What the panel asks for

    def _obey(self, command: Command) -> None:
        match command:
            case Configure(config):
                self._configure(config)
            case Run():
                self._go(math.inf)
            case TakeStep():
                self._go(1)
            case RunEpoch():
                self._go(math.inf, to_epoch=True)
            case Stop():
                self._halt()
            case Rewind():
                self._start_run(self._run.given)
            case ShowRun(number, start):
                self._take_up(self._runs.show(number), start)
            case Resume():
                self._run.resume(self._config)
                self._tests.forget()
            case Look(view):
                self._view = view
                self._judged_at = -math.inf

    def _configure(self, config: TrainingConfig) -> None:
        """New settings; those of the start show at once while nothing has been learned."""
        before, self._config = self._config, config
        makes_start = ("seed", "weight_scale", "loss")
        start_changed = any(getattr(before, name) != getattr(config, name) for name in makes_start)
        if self._run.step == 0 and start_changed and not self._running:
            self._start_run(self._run.given)

    def _go(self, steps: float, *, to_epoch: bool = False) -> None:
        """Take so many steps more; a run that goes on by itself goes on for those alone."""
        if self._run.divergence or self._run.finished(self._config):
            return
        self._to_epoch = to_epoch
        waiting = 0 if math.isinf(self._steps_wanted) else self._steps_wanted
        self._steps_wanted = waiting + steps
        self._set_off()

    def _halt(self) -> None:
        super()._halt()
        self._steps_wanted = 0
        self._to_epoch = False

    # The run

    def _take_up(self, kept: TrainingRun | None, start: LoadWeights | None) -> None:
        """A run as it was left, or one from its start."""
        self._leave()
        if kept is None:
            self._start_run(None if start is None else (start.W, start.b))
        else:
            self._run = kept
            self._look_anew()

    def _start_run(self, given: Weights | None) -> None:
        """Begin at step 0, from the seed or from weights that were given."""
        self._run = TrainingRun(self._data, self._config, self._mean, given)
        self._runs.keep(self._run)
        self._look_anew()

    def _look_anew(self) -> None:
        """What was said of the weights before is over."""
        self._tests.forget()
        self._judged_at = -math.inf
        self._halt()

    # Another time

    def run(self) -> Job:
        """The run is left in its file however the job ends."""
        try:
            return (yield from super().run())
        finally:
            self._leave()

    def _go_on_from_last_time(self) -> None:
        shape = len(self._data.class_names), self._mean.size
        left = None if self._file is None else left_run.read(self._file, shape)
        if left is not None:
            self._run.go_on_from(left)
            self._left_step = left.step

    def _leave(self, seconds: float = 0.0) -> None:
        """Write how far the run is, unless that was done in the last seconds."""
        run, now = self._runs.here(), time.monotonic()
        if self._file is None or run is None or run.step in (0, self._left_step):
            return
        if now - self._left_at >= seconds:
            self._left_step, self._left_at = run.step, now
            with contextlib.suppress(OSError):  # a full disk: then there is nothing to go on from
                left_run.write(self._file, run.left())

    @property
    def _speed(self) -> int | None:
        return self._view.speed

    @property
    def _steps(self) -> int:
        return self._run.step

    def _step(self) -> bool:
        """Take one; the run ends with its epochs, a divergence, or what was asked for."""
        ended_epoch = self._run.take_step(self._config)
        self._steps_wanted -= 1
        return not (
            self._steps_wanted == 0
            or self._run.divergence
            or self._run.finished(self._config)
            or (ended_epoch and self._to_epoch)
        )

    # The test images

    def _work_beside(self) -> bool:
        self._leave(LEAVE_SECONDS)
        return self._tests.due() and self._judge_block()

    def _work_at_rest(self) -> bool:
        """The test images; when they are done with, the file."""
        if self._judge_block():
            return True
        self._leave(LEAVE_AT_REST_SECONDS)
        return False

    def _judge_block(self) -> bool:
        """One block of a pass over the test images; false when they are up to date."""
        snapshot = self._run.snapshot
        before = self._tests.newest
        went_on = self._tests.advance(snapshot.W, snapshot.b, self._run.step)
        self._changed |= self._tests.newest is not before
        return went_on

    # What is shown

    def _report(self) -> TrainingReport:
        self._judge_if_due()
        run, s = self._run, self._run.snapshot
        return TrainingReport(
            config=self._config,
            view=self._view,
            running=self._running,
            finished=run.finished(self._config),
            step=run.step,
            epoch=run.epoch,
            steps_total=self._steps_total(),
            steps_per_second=self._steps_per_second,
            newest=run.newest,
            weights=s.W,
            bias=s.b,
            gradient=s.dW,
            templates=self._templates(),
            steps=run.history.steps(),
            validation=run.history.validation(),
            judged=self._judged,
            confusion=self._tests.newest,
            start=run.start,
            start_acts_later=self._start_acts_later(),
            divergence=run.divergence,
            trace=run.trace(self._config, self._running),
        )

    def _start_acts_later(self) -> bool:
        """Whether seed or weight scale were changed since this run started."""
        now, then = self._config, self._run.config_at_start
        changed = (now.seed, now.weight_scale) != (then.seed, then.weight_scale)
        return changed and self._run.given is None

    def _steps_total(self) -> int:
        """Steps at the end of the run, with the batch size and the epochs of now."""
        N = len(self._learned_from.labels)
        return self._run.step + steps_left(self._config, round(self._run.epoch * N), N)

    def _templates(self) -> NDArray[np.uint8]:
        """The pictures of the weights, or of the gradient of the newest step."""
        s = self._run.snapshot
        shown = s.W if self._view.templates == "weights" else s.dW
        pictures = templates(np.zeros_like(s.W) if shown is None else shown, self._view.scale)
        pictures.flags.writeable = False
        return pictures

    def _judge_if_due(self) -> None:
        """Judge the test images of the page, four times a second and whenever it is at rest."""
        if self._running and self._reported_at - self._judged_at < JUDGE_SECONDS:
            return
        self._judged_at = self._reported_at
        first = self._view.page * self._view.per_page
        self._judged = judge(
            self._run.snapshot.W,
            self._run.snapshot.b,
            self._data.test,
            self._mean,
            self._order[first : first + self._view.per_page],
            probabilities=self._config.loss == "softmax",
        )
