"""A job that is driven without a window, and reports of it as the panel draws them."""

from __future__ import annotations

import dataclasses
import queue
from collections.abc import Callable, Iterator

import pytest

from lossviz.engine.jobs import Pause
from lossviz.panelkit.commands import Configure, Look, TakeStep
from lossviz.panels.landscape.commands import Command, Take
from lossviz.panels.landscape.job import LandscapeJob
from lossviz.panels.landscape.report import LandscapeReport, NoGround
from lossviz.panels.landscape.state import (
    LandscapeSight,
    LandscapeState,
    with_rival,
    with_surface,
    with_walker,
)

START = LandscapeState()
MAP = LandscapeSight(pixels=(60, 45), speed=1_000_000)
QUICK = LandscapeSight(speed=1_000_000)  # without a map


class Driven:
    """A job and its inbox; what it said last."""

    def __init__(self, state: LandscapeState = START, view: LandscapeSight = QUICK) -> None:
        self.inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self.life = LandscapeJob(state, view, self.inbox).run()
        self.said: list[LandscapeReport | NoGround] = []
        self.state, self.view = state, view

    def next(self) -> object:
        value = next(self.life)
        if isinstance(value, LandscapeReport | NoGround):
            self.said.append(value)
        return value

    def until(self, there: Callable[[], bool]) -> None:
        """Go on until something is so; it is asked after each piece of work."""
        while not there():
            value = self.next()
            assert value is not Pause.WAITING or there(), "it waits, and nothing more will come"

    def ask(self, *commands: Command) -> LandscapeReport:
        """Ask for things, and go on till it rests."""
        for command in commands:
            self.inbox.put(command)
        while self.next() is not Pause.WAITING:
            pass
        last = self.said[-1]
        assert isinstance(last, LandscapeReport)
        return last

    def set(self, state: LandscapeState) -> LandscapeReport:
        self.state = state
        return self.ask(Configure(state))

    def look(self, **changes: object) -> LandscapeReport:
        self.view = dataclasses.replace(self.view, **changes)  # type: ignore[arg-type]
        return self.ask(Look(self.view))

    def steps(self, count: int) -> LandscapeReport:
        for _ in range(count):
            self.ask(TakeStep())
        return self.ask()

    @property
    def report(self) -> LandscapeReport:
        last = self.said[-1]
        assert isinstance(last, LandscapeReport)
        return last


Drive = Callable[..., Driven]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    """Jobs that report each step; closed at the end."""
    monkeypatch.setattr(LandscapeJob, "report_seconds", 0)
    driven: list[Driven] = []

    def make(state: LandscapeState = START, view: LandscapeSight = QUICK) -> Driven:
        driven.append(made := Driven(state, view))
        return made

    yield make
    for each in driven:
        each.life.close()


WILD = dataclasses.replace(with_surface(START, "bowl"), learning_rate=10.0)
Shows = Callable[..., LandscapeReport]


@pytest.fixture
def shows(drive, lecture, trace_of) -> Shows:
    """The report after some steps."""

    def make(state: LandscapeState = START, steps: int = 0, example=None, **look: object):
        driven = drive(state, MAP)
        for thing in (example or lecture, trace_of()):
            driven.inbox.put(Take(thing))
        driven.ask()
        driven.steps(steps)
        return driven.look(**look)

    return make


def race(*walkers: str) -> LandscapeState:
    state = with_walker(START, walkers[0])
    for each in walkers[1:]:
        state = with_rival(state, each, True)
    return state
