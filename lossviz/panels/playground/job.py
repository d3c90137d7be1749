"""The playground that the worker keeps: updates when asked, evaluates, draws regions, reports.

The panel leaves commands in an inbox; the job obeys them between two updates. What it yields are
frozen reports with read-only arrays.
"""

from __future__ import annotations

import math
import queue
import time
from collections.abc import Iterator

import numpy as np

from lossviz.engine.jobs import Job, Later, Pause
from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES, probabilities
from lossviz.model.parameters import unpack
from lossviz.model.regions import Pixels, pixels, regions_on
from lossviz.model.scores import scores
from lossviz.panels.pace import Pace, StepRate
from lossviz.panels.playground.commands import (
    Command,
    Configure,
    Look,
    Pin,
    Rewind,
    Run,
    StepBack,
    TakeStep,
    Unpin,
)
from lossviz.panels.playground.evaluating import evaluate
from lossviz.panels.playground.report import Pinned, PlaygroundReport, Reading, RegionReport
from lossviz.panels.playground.running import PlaygroundRun, examples
from lossviz.panels.playground.shown import ranges_shown, region_codes
from lossviz.panels.playground.state import PlaygroundState, PlaygroundView
from lossviz.widgets.number_text import short_number

REPORT_SECONDS = 1 / 30
MOST_PINNED = 5

Inbox = queue.SimpleQueue[Command]


class PlaygroundJob:
    """Everything of the panel that is computed, for as long as the panel lives."""

    def __init__(self, state: PlaygroundState, view: PlaygroundView, inbox: Inbox) -> None:
        self._state, self._view, self._inbox = state, view, inbox
        self._learn = examples(state)
        self._run = PlaygroundRun(state, self._learn)
        self._running = False
        self._changed = True
        self._reported_at = -math.inf
        self._pace, self._rate = Pace(), StepRate()
        self._pinned: list[Pinned] = []
        self._pixels: tuple[tuple[object, ...], Pixels] | None = None

    def run(self) -> Job:
        """The life of the job; ends only when the engine closes it."""
        while True:
            self._obey_inbox()
            if self._running:
                yield self._go_on()
            elif self._changed:
                yield self._report()
            else:
                yield Pause.WAITING

    # What the panel asks for

    def _obey_inbox(self) -> None:
        for command in _newest(list(_drain(self._inbox))):
            self._changed = True
            self._obey(command)

    def _obey(self, command: Command) -> None:
        match command:
            case Configure(state):
                self._configure(state)
            case Look(view):
                self._view = view
            case Run():
                self._running = True
                self._rate.begin(self._run.step)
            case Pin():
                self._pin()
            case Unpin():
                self._pinned.clear()
            case _:
                self._move(command)

    def _move(self, command: Command) -> None:
        """One update on or back; a run that goes on stops for it."""
        self._running = False
        match command:
            case TakeStep():
                self._run.advance(self._state)
            case StepBack():
                self._run.back()
            case Rewind():
                self._begin()

    def _configure(self, state: PlaygroundState) -> None:
        """Other weights, classes or features begin another run; all else acts from here on."""
        before, self._state = self._state, state
        begins = ("W", "b", "C", "feature_map")
        learns = ("points", "feature_map")
        if any(getattr(before, name) is not getattr(state, name) for name in learns):
            self._learn = examples(state)
        if any(getattr(before, name) != getattr(state, name) for name in begins):
            self._begin()
        else:
            self._run.follow(state, self._learn)

    def _begin(self) -> None:
        """Another run, from the start that is set."""
        self._run = PlaygroundRun(self._state, self._learn)
        self._rate.begin(0)

    def _pin(self) -> None:
        """Keep the curve of this run."""
        s = self._state
        name = f"{LOSSES[s.loss].title}, step {short_number(s.step_size)}"
        self._pinned = [*self._pinned, Pinned(name, self._run.curve())][-MOST_PINNED:]

    # The run

    def _go_on(self) -> object:
        """The updates that are due, else rest till the next."""
        rest = self._pace.wait(self._view.speed)
        if rest <= 0:
            self._pace.stepped(self._view.speed)
            if not self._run.advance(self._state):
                self._running = False
        if not self._running or time.perf_counter() - self._reported_at >= REPORT_SECONDS:
            return self._report()
        return Later(min(rest, REPORT_SECONDS)) if rest > 0 else Pause.GO_ON

    # What is shown

    def _report(self) -> PlaygroundReport:
        self._changed = False
        self._reported_at = time.perf_counter()
        parameters = self._run.parameters
        return PlaygroundReport(
            state=self._state,
            view=self._view,
            step=self._run.step,
            evaluation=evaluate(parameters, self._state, self._learn, check=not self._running),
            after=self._after(),
            curve=self._run.curve(),
            pinned=tuple(self._pinned),
            regions=self._regions(parameters),
            reading=self._reading(parameters),
            can_go_back=self._run.can_go_back,
            diverged=self._run.diverged,
            running=self._running,
            steps_per_second=self._rate.measure(self._run.step) if self._running else 0.0,
        )

    def _after(self) -> tuple[Floats, Floats] | None:
        """Where the next update leads, while that is looked at."""
        if not self._view.preview:
            return None
        new = self._run.next_state(self._state)
        return None if new is None else unpack(new.parameters, self._state.C)

    def _regions(self, parameters: Floats) -> RegionReport | None:
        """Which class wins where; the features of the pixels are kept while the view stays."""
        if min(self._view.pixels) < 2:
            return None
        ranges = ranges_shown(self._state, self._view)
        key = (self._state.feature_map, *ranges, self._view.pixels)
        if self._pixels is None or self._pixels[0] != key:
            feature_map = FEATURE_MAPS[self._state.feature_map]
            self._pixels = key, pixels(feature_map, *ranges, self._view.pixels)
        W, b = unpack(parameters, self._state.C)
        codes = region_codes(regions_on(self._pixels[1], W, b))
        return RegionReport(codes, *ranges)

    def _reading(self, parameters: Floats) -> Reading | None:
        """The scores at the place under the pointer."""
        at = self._view.hover
        if at is None:
            return None
        W, b = unpack(parameters, self._state.C)
        features = FEATURE_MAPS[self._state.feature_map].features(np.array([at]))
        with np.errstate(all="ignore"):
            s = scores(features, W, b)
        return Reading(at, tuple(s[0].tolist()), tuple(probabilities(s)[0].tolist()))


def _drain(inbox: Inbox) -> Iterator[Command]:
    """All that waits."""
    while True:
        try:
            yield inbox.get_nowait()
        except queue.Empty:
            return


def _newest(commands: list[Command]) -> list[Command]:
    """The commands without settings and looks that a later one replaces, as in a drag."""
    kept: list[Command] = []
    seen: set[type] = set()
    for command in reversed(commands):
        if isinstance(command, Configure | Look):
            if type(command) in seen:
                continue
            seen.add(type(command))
        else:
            seen.clear()
        kept.append(command)
    return kept[::-1]
