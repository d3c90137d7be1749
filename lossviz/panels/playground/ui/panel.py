"""The Playground panel: points and a linear classifier in the plane, all of it in hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence

from lossviz.data.point_file import PointFile, Reading, reading, reading_text
from lossviz.data.points import FEWEST_CLASSES
from lossviz.engine.engine import Engine
from lossviz.engine.jobs import StartJob
from lossviz.engine.mailbox import Failed, Finished, Result, Value
from lossviz.panelkit.commands import Configure, Look, Rewind
from lossviz.panelkit.example import PlaygroundExample
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.file_opening import FileOpening, told_of
from lossviz.panelkit.job_panel import JobPanel
from lossviz.panelkit.moment import Moment, recast
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.trouble import Trouble
from lossviz.panels.playground import run_trouble
from lossviz.panels.playground import state as actions
from lossviz.panels.playground import view_model as vm
from lossviz.panels.playground.commands import OwnCommand, Pin, Unpin
from lossviz.panels.playground.explaining import explanation
from lossviz.panels.playground.job import SLOW, PlaygroundJob
from lossviz.panels.playground.offering import playground_example
from lossviz.panels.playground.quantities import QUANTITIES
from lossviz.panels.playground.questions import QUESTIONS
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.state import (
    PlaygroundSight,
    PlaygroundState,
    PlaygroundView,
)
from lossviz.panels.playground.ui.content import SCHEDULE, Content
from lossviz.panels.playground.ui.point_hand import PointHand
from lossviz.panels.playground.ui.share import share_actions
from lossviz.theme.tokens import Theme

OPEN, OFFER = "playground.open", "playground.offer"
CLIPBOARD = "The clipboard"
HALF = 2.0

Action = Callable[[PlaygroundState], PlaygroundState]


class PlaygroundPanel(JobPanel[PlaygroundState, PlaygroundSight, PlaygroundReport, OwnCommand]):
    """Shows reports of the playground job, and sends it commands."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content
    schedule = SCHEDULE

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[PlaygroundState, PlaygroundView],
    ) -> None:
        sight = recast(moment.view, PlaygroundSight)
        super().__init__(kind, theme, engine, Moment(moment.state, sight, moment.steps))
        self._offered: PlaygroundReport | None = None  # what other panels know of
        self.content = Content(theme, self)
        self._file = FileOpening(
            engine, OPEN, self.status_changed.emit, self.content.points.refuse, self.noted.emit
        )
        self.content.show_state(self._state)
        self.content.show_view(self._view)
        points, plane = self.content.points, self.content.plane.plane
        self._hand = PointHand(plane, points, self._state, self._view)
        self._show_window()
        self._wire()
        self._start_job()

    # What comes in

    def show_state(self, state: object) -> None:
        """Show the settings and let the job use them."""
        assert isinstance(state, PlaygroundState)
        before, self._state = self._state, state
        self.content.show_state(state)
        if before.feature_map != state.feature_map:
            self.look(axes=vm.AXES.get(state.feature_map, (0, 1)))
            if self._view.beside == "features":
                self.content.plane.beside.play()
        self._hand.show_state(state)
        self._show_window()
        self._send(Configure(state))

    def take(self, result: Result) -> None:
        """A report of the job, or a file that was read."""
        if self._file.take(result):
            return
        match result:
            case Value(value=PlaygroundReport() as report):
                self._take_report(report)
            case Finished(value=PointFile() as file):
                self._take_file(file)
            case Finished(value=PlaygroundExample() as example):
                self._take_example(example)
            case Failed(kind="playground.offer"):
                self._offered = None  # what was not made is not known
            case _:
                super().take(result)

    # What is shown

    def explanation(self) -> Explanation:
        """Formulas, code and questions of what is on the screen."""
        return Explanation() if self._report is None else explanation(self._report)

    def status(self) -> str:
        """What is played with."""
        if self._file.words or self._report is None:
            return self._file.words
        return vm.status(self._report)

    def ready(self) -> bool:
        """Whether the losses are worked out and the regions are there."""
        return self._report is not None and self._report.regions is not None

    # What the person does

    def share_actions(self) -> tuple[ShareAction, ...]:
        """Pictures, points and the history."""
        if self._report is None:
            return ()
        return share_actions(self._shown, self._posing, self._open)

    def open_file(self, path: str) -> None:
        """A table that was dropped onto the window."""
        self._open(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste takes points, wherever no text is being typed: they are read as a file is."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            self._read(partial(reading_text, text, CLIPBOARD))
        else:
            super().keyPressEvent(event)

    def _wire(self) -> None:
        column = self.content.plane
        weights, update = self.content.weights, self.content.update_part
        for changed in (column.setting_changed, weights.setting_changed, update.setting_changed):
            changed.connect(self._set)
        for looked in (column.view_changed, column.beside.view_changed, update.view_changed):
            looked.connect(lambda changes: self.look(**changes))
        self._wire_plane()
        column.landscape_wanted.connect(self._show_on_landscape)
        column.loss.pin_wanted.connect(lambda: self._send(Pin()))
        column.loss.unpin_wanted.connect(self._unpin)
        weights.weight_changed.connect(self._set_weight)
        update.seed_chosen.connect(self._randomize)
        update.run_toggled.connect(self.toggle_running)
        update.step_wanted.connect(self.step)
        update.step_back_wanted.connect(self.step_back)
        update.rewind_wanted.connect(self.reset)
        update.randomize_wanted.connect(
            lambda: self._randomize(random.randrange(actions.LARGEST_SEED + 1), False)
        )

    def _wire_plane(self) -> None:
        plane = self.content.plane.plane
        plane.hovered.connect(lambda at: self.look(hover=at))
        plane.window_wanted.connect(lambda window: self.look(window=window))
        plane.resized.connect(lambda width, height: self.look(pixels=(width, height)))
        self._hand.edited.connect(self._edit)
        self._hand.looked.connect(lambda changes: self.look(**changes))
        self._hand.held_changed.connect(self._show_held)

    # Edits

    def _edit(self, action: Action, what: str, in_gesture: bool = False) -> bool:
        """Ask for the state that an action makes; what it refuses is said, and nothing changes."""
        try:
            state = action(self._state)
        except ValueError as error:
            self.content.points.refuse(str(error))
            self.content.show_state(self._state)
            return False
        self.content.points.accept()
        self.edited.emit(state, what, in_gesture)
        return True

    def _set(self, name: str, value: object, in_gesture: bool) -> None:
        what = vm.SETTING_TITLES[name]
        if name == "feature_map":
            self._edit(lambda state: actions.with_feature_map(state, str(value)), what)
        else:
            self._edit(lambda state: actions.with_setting(state, name, value), what, in_gesture)

    def _set_weight(self, i: int, j: int, value: float, in_gesture: bool) -> None:
        """A weight was changed: another run begins there, with the others as they are now.

        The grid may be a report behind: a number of other features or classes is of no use.
        """
        W, b = self._weights_now()
        if self.content.weights.grid.shape != (self._state.C, len(W[0]) + 1):
            return
        if j == len(W[i]):
            b[i] = value
        else:
            W[i][j] = value
        rows = tuple(map(tuple, W))
        self._edit(lambda state: actions.with_weights(state, rows, tuple(b)), "weight", in_gesture)

    def _weights_now(self) -> tuple[list[list[float]], list[float]]:
        """Those on the screen; a start that the worker has not seen yet goes before them."""
        report, state = self._report, self._state
        if report is not None and report.state.W is state.W and report.state.b is state.b:
            return report.evaluation.W.tolist(), report.evaluation.b.tolist()
        return [list(row) for row in state.W], list(state.b)

    def _randomize(self, seed: int, in_gesture: bool) -> None:
        self._edit(lambda state: actions.randomized(state, seed), "random weights", in_gesture)

    # Looking

    def look(self, **changes: object) -> None:
        """Look at something else; the job prepares what it needs.

        Points travel to a feature space that is opened, unless it is said how far they have come.
        """
        before = self._view
        super().look(**changes)
        if self._view is not before:
            self._hand.show_view(self._view)
            opened = self._view.beside == "features" != before.beside
            if opened and "travel" not in changes:
                self.content.plane.beside.play()
            self._show_window()

    def _look_as(self, view: object) -> None:
        self.content.plane.beside.stay()
        super()._look_as(view)

    def _choices(self) -> PlaygroundView:
        return recast(self._view, PlaygroundView)

    def _sight(self) -> PlaygroundSight:
        """While a point is dragged the plane stays where it is."""
        return replace(self._view, window=self._hand.held or self._view.window)

    def _show_held(self) -> None:
        """The plane stays, or moves on, with what the job prepares of it."""
        self._show_window()
        self._send(Look(self._sight()))

    def _show_window(self) -> None:
        """The plane shows the wanted part at once; its regions follow."""
        self.content.plane.plane.show_window(vm.window(self._state, self._sight()))

    # The job

    def _job(self) -> StartJob:
        return PlaygroundJob(self._state, self._view, self._inbox).run

    def _show_stopped(self) -> None:
        text = "The Playground failed and has stopped. Ctrl+R starts it anew."
        self.content.plane.trouble.tell(Trouble("stopped", text), ())

    def _unpin(self) -> None:
        self._send(Unpin())
        self.content.plane.take_focus()

    def _take_report(self, report: PlaygroundReport) -> None:
        before, self._report = self._report, report
        if before is None:
            self._offer(report, wanted=False)
        if before is None or report.running or status_of(before) != status_of(report):
            self.status_changed.emit()

    def _is_slow(self, report: PlaygroundReport) -> bool:
        """Also while a point is dragged: the hand does not wait for its turn."""
        speed = report.view.speed
        return self._hand.held is not None or (speed is not None and speed <= SLOW)

    def _show_trouble(self, report: PlaygroundReport) -> None:
        trouble = run_trouble.trouble(report)
        ways = () if trouble is None else self._ways_out(trouble)
        self.content.plane.trouble.tell(trouble, ways)

    def _ways_out(self, trouble: Trouble) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What can be done about it."""
        back = ("Rewind", self._start_again)
        ways = {"diverged": (("Halve the step size", self._halve), back), "limit": (back,)}
        return ways.get(trouble.what, ())

    def _halve(self) -> None:
        rate = max(self._state.learning_rate / HALF, actions.SMALLEST_RATE)
        self._set("learning_rate", rate, False)
        self._start_again()

    def _start_again(self) -> None:
        self._send(Rewind())
        self.content.plane.take_focus()

    # Files and other panels

    def _open(self, path: str) -> None:
        self._read(partial(reading, path))

    def _read(self, read: partial[Reading]) -> None:
        self.content.points.accept()
        self._file.start(read, partial(read, turned=True))
        self.asked.emit()

    def _take_file(self, file: PointFile) -> None:
        C = max(len(file.class_names), FEWEST_CLASSES)
        if self._edit(
            lambda state: actions.with_points(
                state, file.points, C, file.test, file.class_names, file.x_names
            ),
            "paste points" if file.name == CLIPBOARD else "open file",
        ):
            self.look(chosen=None, window=None)
            told = told_of(f"{file.name}: {len(file.points.y):,} points, {C} classes", file.notes)
            if file.notes:
                self.noted.emit(told, ())
            else:
                self.told.emit(told)

    def _show_on_landscape(self) -> None:
        """Offer W and b as they are now, and go there."""
        if self._report is not None:
            self._offer(self._report, wanted=True)

    def _offer(self, report: PlaygroundReport, *, wanted: bool) -> None:
        """The worker makes it ready for other panels."""
        self._offered = report
        self._engine.request(OFFER, partial(playground_example, report, wanted=wanted))
        self.asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Other panels may look at the weights that the person leaves behind."""
        super().hideEvent(event)
        if self._report is not None and self._report is not self._offered:
            self._offer(self._report, wanted=False)

    def _take_example(self, example: PlaygroundExample) -> None:
        self.offered.emit(example)
        if example.wanted:
            self.panel_wanted.emit("landscape")


def status_of(report: PlaygroundReport) -> tuple[str, bool]:
    """What the status bar says of a report."""
    return vm.status(report), report.running
