"""The Training panel: SGD on images, ten templates forming live."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from lossviz.data.errors import shortened
from lossviz.data.stand_in import DRAWING
from lossviz.engine.engine import Engine
from lossviz.engine.jobs import StartJob
from lossviz.engine.mailbox import Finished, Result, Value
from lossviz.model.dataset import Dataset
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.commands import Configure
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.job_panel import JobPanel
from lossviz.panelkit.moment import Moment, recast
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.source import SourceState, count_text
from lossviz.panelkit.trace import TrainingTrace
from lossviz.panelkit.wish import PenaltyWish
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.commands import LoadWeights, OwnCommand, Resume, RunEpoch, ShowRun
from lossviz.panels.training.explaining import explanation
from lossviz.panels.training.first_look import FirstLook, first_look
from lossviz.panels.training.images import CellImages, cell_images
from lossviz.panels.training.job import TrainingJob
from lossviz.panels.training.quantities import QUANTITIES
from lossviz.panels.training.questions import QUESTIONS
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.runs import Runs
from lossviz.panels.training.state import (
    LARGEST_SEED,
    MOST_EPOCHS,
    TrainingSight,
    TrainingState,
    TrainingView,
    with_setting,
    with_wish,
)
from lossviz.panels.training.ui.content import SCHEDULE, Content
from lossviz.panels.training.ui.share import ImagesInstead, load, share_actions
from lossviz.panels.training.weights_file import WeightsError
from lossviz.theme.tokens import Theme

CELL = "training.cell"
WEIGHTS = "training.weights"
FIRST = "training.first"
MOST_SOURCES = 2  # whose runs are kept, with their images
LONGEST_NAME = 60
OFFER_SECONDS = 0.5  # other panels follow a run twice a second


class TrainingPanel(JobPanel[TrainingState, TrainingSight, TrainingReport, OwnCommand]):
    """Shows reports of the training job, which begins as soon as there are images."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content
    schedule = SCHEDULE

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[TrainingState, TrainingView],
    ) -> None:
        sight = recast(moment.view, TrainingSight)
        super().__init__(kind, theme, engine, Moment(moment.state, sight, moment.steps))
        self._data: Dataset | None = None
        self._source = SourceState()
        self._folder: Path | None = None
        self._runs: dict[str, Runs] = {}
        self._newest_run = self._state.run
        self._starts: dict[int, LoadWeights] = {}  # of the runs that began with loaded weights
        self._looked_first: tuple[object, ...] = ()  # of which start
        self._waiting_weights = ""  # the path of those that came before the images
        self._offered: TrainingTrace | None = None
        self._offered_at = -math.inf
        self.content = Content(theme, self._state.config, self)
        self.content.show_view(self._view)
        self._wire()

    # What comes in

    def show_state(self, state: object) -> None:
        """Show the settings and let the job use them from the next step on."""
        assert isinstance(state, TrainingState)
        before, self._state = self._state, state
        self.content.band.show_config(state.config)
        if state.run != before.run:  # first: settings of a start act on the run that is shown
            self._send(ShowRun(state.run, self._starts.get(state.run)))
        self._send(Configure(state.config))
        self._look_first()
        self.explanation_changed.emit()

    def show_source(self, source: SourceState) -> None:
        """Show which images are open, and what is being read or fetched."""
        self._source = source
        self.content.show_source(source)
        self._look_first()
        self.status_changed.emit()

    def _look_first(self) -> None:
        """While images are drawn, see what the run will begin with, once for each start."""
        loading, config = self._source.loading, self._state.config
        draws = loading is not None and loading.what.startswith(DRAWING)
        scale, what = self._view.scale, self._view.templates
        wanted = config.seed, config.weight_scale, scale
        if self._data is None and draws and what == "weights" and wanted != self._looked_first:
            self._looked_first = wanted
            self._engine.request(FIRST, partial(first_look, config, scale, self._folder))

    def keep_in(self, folder: Path) -> None:
        """Leave runs there for another time."""
        self._folder = folder

    def use_data(self, data: Dataset) -> None:
        """Start anew on these images."""
        self._data = data
        self._view = replace(self._view, page=0, cell=None, pixel=None)
        self.content.use_classes(data.class_names)
        self.content.show_view(self._view)
        self._start_job()
        self.content.band.transport.show_ready(True)
        self.status_changed.emit()

    def take(self, result: Result) -> None:
        """A report, or the answer to a request."""
        match result:
            case Value(kind="training.run", value=TrainingReport() as report):
                self._take_report(report)
            case Finished(kind="training.cell", value=CellImages() as images):
                self.content.show_gallery(images)
            case Finished(kind="training.first", value=FirstLook() as look):
                self.content.templates.show_first(look, self._source)
            case Finished(kind="training.weights", value=LoadWeights() as command):
                self.content.withdraw_problem()
                self._begin_run("loaded weights", self._state, command)
                if command.said:
                    self.content.show_done(command.said)
            case Finished(kind="training.weights", value=ImagesInstead() as images):
                self.source_wanted.emit(images.path)
            case Finished(kind="training.weights", value=WeightsError() as error):
                self.content.show_problem(f"The weights were not loaded. {error}")
            case _:
                super().take(result)

    # What is shown

    def explanation(self) -> Explanation:
        """The objective and the step, with the numbers of the newest minibatch."""
        return explanation(self._state.config, self._report) if self._report else Explanation()

    def status(self) -> str:
        """What is loaded, or being loaded."""
        if self._source.loading is not None:
            return f"{self._source.loading.what}…"
        return count_text(self._data) if self._data else ""

    def ready(self) -> bool:
        """Whether the images are open and the start has been evaluated."""
        return self._report is not None

    def trouble(self) -> str:
        """Why the images that were asked for are not open."""
        return self._source.error

    # What the person does

    def toggle_running(self) -> None:
        """Run or pause; a run that has ended gets 20 epochs more, the usual number."""
        if not self._is_running():
            self._prepare(TrainingConfig().epochs)
        super().toggle_running()

    def step(self) -> None:
        """One step more; a run that goes on stops after it."""
        self._prepare(1)
        super().step()

    def step_back(self) -> None:
        """A step of training is not taken back."""

    def epoch(self) -> None:
        """Run to the end of this epoch."""
        self._prepare(1)
        self._send(RunEpoch())

    def reset(self) -> None:
        """Back to the start; undo brings back what was trained."""
        if self._report is None or self._report.step == 0:
            super().reset()
        else:
            self._begin_run("reset", self._state, self._starts.get(self._state.run))

    def new_seed(self) -> None:
        """Another start; undo brings back the seed, and what was trained from it."""
        seed = (self._state.config.seed + 1) % (LARGEST_SEED + 1)
        self._begin_run("new seed", with_setting(self._state, "seed", seed), None)

    def moment(self) -> Moment[Any, Any]:
        """The run's number is no part of it: it says nothing outside this session."""
        moment = super().moment()
        return replace(moment, state=replace(moment.state, run=0))

    def show_moment(self, moment: Moment[Any, Any]) -> None:
        """Go there in a run of its own; undo brings back what was trained."""
        super().show_moment(replace(moment, state=self._with_run(moment.state, None)))

    def _begin_run(self, edited: str, state: TrainingState, start: LoadWeights | None) -> None:
        """Another run, as one step of undo."""
        self.edited.emit(self._with_run(state, start), edited, False)

    def _with_run(self, state: TrainingState, start: LoadWeights | None) -> TrainingState:
        self._newest_run += 1
        if start is not None:
            self._starts[self._newest_run] = start
        return replace(state, run=self._newest_run)

    def share_actions(self) -> tuple[ShareAction, ...]:
        """Picture, curves and weights."""
        if self._report is None:
            return ()
        return share_actions(self._shown, self._names, self._posing, self.load_weights)

    def _names(self) -> tuple[str, ...]:
        return self._data.class_names if self._data else ()

    def load_weights(self, path: str) -> None:
        """Read weights in the worker and start from them; without images they wait for some."""
        self._waiting_weights = "" if self._report is not None else path
        if self._report is not None:
            self._engine.request(WEIGHTS, partial(load, path, self._report.weights.shape))
        else:
            name = shortened(Path(path).name, LONGEST_NAME)
            self.content.show_done(
                f"{name} waits for the images, and is loaded when they are open."
            )

    def open_file(self, path: str) -> None:
        """Weights that were dropped onto the window, or images in an array."""
        self.load_weights(path)

    def _wire(self) -> None:
        content, transport = self.content, self.content.band.transport
        content.band.setting_changed.connect(self._edit)
        transport.run_toggled.connect(self.toggle_running)
        transport.step_wanted.connect(self.step)
        transport.epoch_wanted.connect(self.epoch)
        transport.reset_wanted.connect(self.reset)
        transport.new_seed_wanted.connect(self.new_seed)
        transport.speed_changed.connect(self.set_speed)
        transport.source.wanted.connect(self.source_wanted)
        content.words.news.wanted.connect(self.source_wanted)
        content.resume_wanted.connect(lambda: self._send(Resume()))
        content.halve_wanted.connect(self._halve)
        content.view_changed.connect(lambda changes: self.look(**changes))
        content.page_turned.connect(self._turn_page)
        content.cell_opened.connect(self._open_cell)

    def look(self, **changes: object) -> None:
        """Look at something else, before there are images too."""
        super().look(**changes)
        self._look_first()

    def receive(self, thing: object) -> None:
        """A penalty that another panel asks for."""
        if isinstance(thing, PenaltyWish) and thing.panel == self.name:
            self.edited.emit(with_wish(self._state, thing), "penalty of Regularization", False)

    def _edit(self, name: str, value: object, in_gesture: bool) -> None:
        """A setting was changed; its control already refused what makes no sense."""
        self.edited.emit(
            with_setting(self._state, name, value), vm.SETTING_TITLES[name], in_gesture
        )

    def set_speed(self, speed: int | None) -> None:
        """Take so many steps a second at most, or as many as the worker can."""
        self.look(speed=speed)

    def _prepare(self, epochs: int) -> None:
        """Let a run that has ended or diverged go on: more epochs, or back to its best."""
        report = self._report
        if report is None:
            return
        if report.divergence is not None:
            self._send(Resume())
        elif report.finished:
            more = min(math.ceil(report.epoch) + epochs, MOST_EPOCHS)
            self._edit("epochs", more, False)
            if more <= report.epoch:
                self.content.show_problem(f"{MOST_EPOCHS:,} epochs are the most. Reset to go on.")

    def _halve(self) -> None:
        rate = self._state.config.learning_rate / 2
        slower = with_setting(self._state, "learning_rate", rate)
        self._begin_run("learning rate", slower, self._starts.get(self._state.run))

    def _choices(self) -> TrainingView:
        return recast(self._view, TrainingView)

    def _turn_page(self, pages: int) -> None:
        if self._data is not None:
            last = vm.last_page(self._view, len(self._data.test.labels))
            self.look(page=min(max(0, self._view.page + pages), last))

    def _open_cell(self, true: int, predicted: int) -> None:
        """Open the test images of a cell of the confusion matrix."""
        self.look(cell=(true, predicted))
        if self._data and self._report and self._report.confusion:
            work = partial(cell_images, self._data, self._report.confusion, true, predicted)
            self._engine.request(CELL, work)

    # The job

    def _job(self) -> StartJob:
        assert self._data is not None
        config, number = self._state.config, self._state.run
        return TrainingJob(
            self._data, config, self._view, self._inbox, self._runs_here(), number, self._folder
        ).run

    def _runs_here(self) -> Runs:
        """Those on the images that are open; other images are open when these come back."""
        here = self._source.open
        self._runs[here] = runs = self._runs.pop(here, Runs())
        for other in list(self._runs)[:-MOST_SOURCES]:
            del self._runs[other]
        return runs

    def _go_on_after_failure(self) -> None:
        """Not with the run that failed."""
        self._runs_here().forget_shown()
        super()._go_on_after_failure()

    def _begin_job(self) -> None:
        """What was said of the run before is over."""
        self.content.withdraw_problem()
        super()._begin_job()

    def _show_stopped(self) -> None:
        self.content.show_problem("The training failed and has stopped. Ctrl+R starts it anew.")

    def _show_trouble(self, report: TrainingReport) -> None:
        self.content.show_divergence(report)

    def _take_report(self, report: TrainingReport) -> None:
        before, self._report = self._report, report
        if (
            before is None
            or vm.rate_text(before) != vm.rate_text(report)
            or before.running != report.running
        ):
            self.status_changed.emit()
        if before is None and report.step:
            self.told.emit(
                f"The last training on these images is back, at step {report.step:,}. "
                "Reset begins anew."
            )
        if self._waiting_weights:
            self.load_weights(self._waiting_weights)
        self._offer(report.trace)

    def _offer(self, trace: TrainingTrace) -> None:
        """Let other panels see where the run stands: at rest at once, else now and then."""
        now = time.monotonic()
        if trace.running and now - self._offered_at < OFFER_SECONDS:
            return
        if self._offered is None or trace.says_other_than(self._offered):
            self._offered, self._offered_at = trace, now
            self.offered.emit(trace)

    # Pictures to share

    @contextmanager
    def _posing(self) -> Iterator[QWidget]:
        """The panel with everything drawn and no message in the way."""
        self.draw_all()
        self.content.for_picture(True)
        try:
            yield self
        finally:
            self.content.for_picture(False)
