"""A panel whose numbers come from one job that lives as long as the panel does.

It leaves commands in the inbox of the job and draws the newest report that came back.

A job that fails is started again as it was, for what failed may have been a moment's matter; one
that fails again within a few seconds gets other settings, and one that fails then too rests until
Ctrl+R. The failure itself is said by the window; the panel shows what is true then: nothing runs.
"""

from __future__ import annotations

import queue
import time
from dataclasses import replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from lossviz.engine.engine import Engine
from lossviz.engine.jobs import StartJob
from lossviz.engine.mailbox import Failed, Result
from lossviz.panelkit.commands import Look, Motion, Reach, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panelkit.content_panel import ContentPanel, PanelContent
from lossviz.panelkit.moment import Moment, StateT, ViewT
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.schedule import Schedule
from lossviz.theme.tokens import Theme

RESTART_SECONDS, MOST_FAILURES = 10.0, 2
EXPLAIN_TURN = 30  # the formulas' numbers, while it runs: twice a second


class Report(Protocol):
    """What every report of such a job says; a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def running(self) -> bool:
        """Whether steps are being taken."""

    @property
    def steps_per_second(self) -> float:
        """How fast, while they are."""


ReportT = TypeVar("ReportT", bound=Report)
OwnT = TypeVar("OwnT")  # commands that only this panel has
ReportT_contra = TypeVar("ReportT_contra", contravariant=True)
ViewT_contra = TypeVar("ViewT_contra", contravariant=True)


class JobContent(PanelContent, Protocol[ReportT_contra, ViewT_contra]):
    """All that is on such a panel: a widget of several parts, which can be drawn one by one."""

    def show_view(self, view: ViewT_contra, /) -> None:
        """Where one looks, at once: what does not need a report."""

    def show_part(self, report: ReportT_contra, part: str) -> None:
        """One of the parts of the panel's schedule."""


class JobPanel(ContentPanel[StateT, ViewT], Generic[StateT, ViewT, ReportT, OwnT]):
    """Shows reports of its job, and sends it commands.

    A subclass gives
    - `content`, made and wired in its `__init__`, and the `schedule` of its parts;
    - a call of `_start_job` as soon as there is what the job needs: at the end of `__init__`, or
      later; until then nothing runs, and commands are dropped;
    - `_job`, `_show_stopped` and `_show_trouble`, as they say below;
    - `take`, which keeps reports of the job as `_report`, and leaves what it does not know to here;
    - `show_state`, which sends `Configure`, and edits and looks, for which there is `look`.
    """

    content: JobContent[ReportT, ViewT]
    schedule: ClassVar[Schedule]

    def __init__(
        self, kind: PanelKind, theme: Theme, engine: Engine, moment: Moment[StateT, ViewT]
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self._inbox: queue.SimpleQueue[OwnT | Look[ViewT] | Motion] = queue.SimpleQueue()
        self._report: ReportT | None = None
        self._drawn: ReportT | None = None  # as a whole, or part by part
        self._drawn_parts: dict[str, ReportT] = {}
        self._explained: ReportT | None = None
        self._failures: list[float] = []  # when the job failed
        self._alive = False  # whether there is a job, which empties the inbox
        self._to_reach: int | None = None  # the steps of a moment, until there is a job

    # What each panel has of its own

    def _job(self) -> StartJob:
        """A job with the settings of now; what it has to know at once, it finds in the inbox."""
        raise NotImplementedError

    def _show_stopped(self) -> None:
        """Say that the job has failed too often and rests, and that Ctrl+R starts it anew."""
        raise NotImplementedError

    def _show_trouble(self, report: ReportT) -> None:
        """Say what went wrong in a run, with ways out of it; or take that away."""
        raise NotImplementedError

    def _is_slow(self, report: ReportT) -> bool:
        """Whether it runs so slowly that each report can be drawn whole."""
        return False

    # What is shown

    def newest(self) -> ReportT | None:
        """The newest report."""
        return self._report

    def frame(self, tick: int) -> None:
        """Draw the newest report: a part a frame while it runs, else all of it, once."""
        report = self._report
        if report is None:
            return
        if report.running and self._drawn is not None and not self._is_slow(report):
            part, begins = self.schedule.at(tick)
            if begins or not self._drawn.running:
                self._take_up(report)
            if part:
                self._draw_part(self._drawn, part)
        else:
            self._draw(report)
        if (tick % EXPLAIN_TURN == 0 or not report.running) and self._explained is not report:
            self._explained = report
            self.explanation_changed.emit()

    def draw_all(self) -> None:
        """Draw everything now: after a change of theme, and before a picture is taken."""
        self._drawn_parts.clear()
        if self._report is not None:
            self._draw(self._report)

    def running(self) -> str | None:
        """Steps a second."""
        if self._report is None or not self._report.running:
            return None
        return f"{self._report.steps_per_second:,.0f} steps/s"

    def _draw(self, report: ReportT) -> None:
        """All of its parts that are not there yet."""
        self._take_up(report)
        for part in self.schedule.parts:
            self._draw_part(report, part)

    def _take_up(self, report: ReportT) -> None:
        """Draw this one from here on: what the parts of a turn show must fit together."""
        if self._drawn is not report:
            self._drawn = report
            self._show_trouble(report)

    def _draw_part(self, report: ReportT, part: str) -> None:
        if self._drawn_parts.get(part) is not report:
            self._drawn_parts[part] = report
            self.content.show_part(report, part)

    # What the person does

    def toggle_running(self) -> None:
        """Run or pause."""
        self._send(Stop() if self._is_running() else Run())

    def step(self) -> None:
        """A single step."""
        self._send(TakeStep())

    def step_back(self) -> None:
        """One step back."""
        self._send(StepBack())

    def reset(self) -> None:
        """Back to the start; a job that failed is made anew."""
        if self._failures and not self._alive:
            self._start_job()
        self._send(Rewind())

    def moment(self) -> Moment[Any, Any]:
        """Where the person is; its steps are those of the newest report."""
        steps = self.quantity("step")
        return replace(super().moment(), steps=int(steps) if isinstance(steps, float) else 0)

    def show_moment(self, moment: Moment[Any, Any]) -> None:
        """Go there: the run takes its steps again, as soon as there is one."""
        super().show_moment(moment)
        self._to_reach = moment.steps
        self._reach()

    def _reach(self) -> None:
        """Take the steps of a moment again."""
        if self._alive and self._to_reach is not None:
            self._send(Reach(self._to_reach))
            self._to_reach = None

    def _is_running(self) -> bool:
        return self._report is not None and self._report.running

    def look(self, **changes: object) -> None:
        """Look at something else; the job prepares what it needs."""
        view = replace(self._view, **changes)  # type: ignore[type-var]
        if view != self._view:
            self._view = view
            self.content.show_view(view)
            self._send(Look(self._sight()))
            self._tell_view()

    def _look_as(self, view: object) -> None:
        self.look(**vars(view))

    def _sight(self) -> ViewT:
        """What the job is to prepare: that which is looked at."""
        return self._view

    # The job

    def take(self, result: Result) -> None:
        """A failure of the job, or what any panel may have asked for."""
        if isinstance(result, Failed) and result.kind == self._run_kind:
            self._go_on_after_failure()
        else:
            super().take(result)

    @property
    def _run_kind(self) -> str:
        """Of the job, to the engine."""
        return f"{self.name}.run"

    def _start_job(self) -> None:
        """Begin, or begin anew with something else; the person wants it, whatever failed before."""
        self._failures.clear()
        self._begin_job()

    def _begin_job(self) -> None:
        self._report = self._drawn = None
        self._drawn_parts.clear()
        self._inbox = queue.SimpleQueue()
        self._alive = True
        self._engine.start(self._run_kind, self._job())
        self._reach()

    def _go_on_after_failure(self) -> None:
        """Once as it was, then with other settings; what fails again must rest."""
        self._alive = False
        self._show_rest()
        now = time.monotonic()
        self._failures = [at for at in self._failures if now - at < RESTART_SECONDS] + [now]
        if len(self._failures) > MOST_FAILURES:
            self._show_stopped()
            self.explanation_changed.emit()
            return
        if len(self._failures) == MOST_FAILURES:
            self.edited.emit(self._default_state(), "settings that failed", False)
        self._begin_job()

    def _show_rest(self) -> None:
        """Nothing runs any more: not on a button, not in the status bar."""
        last, self._report = self._report, None
        if last is not None and last.running:
            self._draw(replace(last, running=False, steps_per_second=0.0))
        self.status_changed.emit()

    def _send(self, command: OwnT | Look[ViewT] | Motion) -> None:
        """Leave it in the inbox; nobody empties that of a job that is not there."""
        if not self._alive:
            return
        self._inbox.put(command)
        self._engine.wake()
        self.asked.emit()

    # Pictures to share

    def _shown(self) -> ReportT:
        """The report on the screen when a picture is asked for."""
        assert self._report is not None
        return self._report
