"""A panel whose numbers come from one job that lives as long as the panel does.

It leaves commands in the inbox of the job and draws the newest report that came back.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.engine.engine import Engine
from lossviz.engine.jobs import StartJob
from lossviz.panelkit.commands import Motion, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panelkit.moment import Moment, StateT, ViewT
from lossviz.panelkit.panel import Panel
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.theme.tokens import Theme

RESTART_SECONDS, MOST_FAILURES = 10.0, 2
EXPLAIN_TURN = 30  # the formulas' numbers, while it runs: twice a second


class Report(Protocol):
    """What every report of such a job says."""

    @property
    def running(self) -> bool:
        """Whether steps are being taken."""

    @property
    def steps_per_second(self) -> float:
        """How fast, while they are."""


ReportT = TypeVar("ReportT", bound=Report)
OwnT = TypeVar("OwnT")  # commands that only this panel has
ReportT_contra = TypeVar("ReportT_contra", contravariant=True)


class JobContent(Protocol[ReportT_contra]):
    """All that is on such a panel: a widget of several parts, which can be drawn one by one."""

    def show_report(self, report: ReportT_contra) -> None:
        """All numbers and pictures."""

    def show_part(self, report: ReportT_contra, number: int) -> None:
        """One of the parts: together they would take a frame too long while it runs."""

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""

    def setGeometry(self, place: QRect, /) -> None:
        """Qt's own."""


class JobPanel(Panel[StateT, ViewT], Generic[StateT, ViewT, ReportT, OwnT]):
    """Shows reports of its job, and sends it commands.

    A subclass makes `content`, wires it, then calls `_start_job`. It sends its own settings and
    views, and gives `take` the reports and failures. `_parts`: in how many frames a running picture
    is drawn.
    """

    content: JobContent[ReportT]
    _parts: int

    def __init__(
        self, kind: PanelKind, theme: Theme, engine: Engine, moment: Moment[StateT, ViewT]
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self._inbox: queue.SimpleQueue[OwnT | Motion] = queue.SimpleQueue()
        self._report: ReportT | None = None
        self._drawn: ReportT | None = None
        self._explained: ReportT | None = None
        self._failures: list[float] = []  # when the job failed
        self._stopped = False  # it failed too often

    # What each panel has of its own

    def _job(self) -> StartJob:
        """A job with the settings of now; what it has to know at once, it finds in the inbox."""
        raise NotImplementedError

    def _default_state(self) -> StateT:
        """Settings to go on with when those in force have failed."""
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
            part = tick % self._parts
            if part == 0 or not self._drawn.running:
                self._drawn = report  # what its parts show must fit together
                self._show_trouble(report)
            self.content.show_part(self._drawn, part)
        elif report is not self._drawn:
            self._drawn = report
            self._draw(report)
        if (tick % EXPLAIN_TURN == 0 or not report.running) and self._explained is not report:
            self._explained = report
            self.explanation_changed.emit()

    def draw_all(self) -> None:
        """Draw everything now: after a change of theme, and before a picture is taken."""
        if self._report is not None:
            self._draw(self._report)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.content.apply_theme(theme)
        self.draw_all()

    def running(self) -> str | None:
        """Steps a second."""
        if self._report is None or not self._report.running:
            return None
        return f"{self._report.steps_per_second:,.0f} steps/s"

    def _draw(self, report: ReportT) -> None:
        self.content.show_report(report)
        self._show_trouble(report)

    # What the person does

    def toggle_running(self) -> None:
        """Run or pause."""
        running = self._report is not None and self._report.running
        self._send(Stop() if running else Run())

    def step(self) -> None:
        """A single step."""
        self._send(TakeStep())

    def step_back(self) -> None:
        """One step back."""
        self._send(StepBack())

    def reset(self) -> None:
        """Back to the start; a job that failed is made anew."""
        if self._report is None and self._failures:
            self._failures.clear()
            self._start_job()
        self._send(Rewind())

    # The job

    def _start_job(self) -> None:
        self._inbox = queue.SimpleQueue()
        self._stopped = False
        self._engine.start(f"{self.name}.run", self._job())

    def _restart_job(self) -> None:
        """After a failure: once as it was, then with other settings; what fails again must rest."""
        self._report = self._drawn = None
        now = time.monotonic()
        self._failures = [at for at in self._failures if now - at < RESTART_SECONDS] + [now]
        if len(self._failures) > MOST_FAILURES:
            self._stopped = True
            self._show_stopped()
            return
        if len(self._failures) == MOST_FAILURES:
            self.edited.emit(self._default_state(), "settings that failed", False)
        self._start_job()

    def _send(self, command: OwnT | Motion) -> None:
        """Leave it in the inbox; nobody empties that of a job that has stopped."""
        if self._stopped:
            return
        self._inbox.put(command)
        self._engine.wake()
        self.asked.emit()

    # Pictures to share

    def _shown(self) -> ReportT:
        """The report on the screen when a picture is asked for."""
        assert self._report is not None
        return self._report

    @contextmanager
    def _posing(self) -> Iterator[QWidget]:
        """The panel with everything drawn."""
        self.draw_all()
        yield self

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The content fills the panel."""
        self.content.setGeometry(self.rect())
        super().resizeEvent(event)
