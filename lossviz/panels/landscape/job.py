"""The landscape that the worker keeps: it walks when asked, maps the loss, and checks the gradient.

The panel leaves commands in an inbox. What answers the hand comes first: the point and its check,
then the map, then the error curves. What the job yields are frozen reports with read-only arrays.
"""

from __future__ import annotations

import queue
from collections.abc import Generator
from dataclasses import replace
from functools import partial

import numpy as np

from lossviz.panelkit.commands import Configure, Look, Rewind, Run, StepBack, Stop, TakeStep
from lossviz.panelkit.job import SteppingJob
from lossviz.panels.landscape.checking import Check, check_here, check_lecture
from lossviz.panels.landscape.commands import ClearPaths, Command, GoTo, Take
from lossviz.panels.landscape.draping import downhill, draped
from lossviz.panels.landscape.ground_makers import NoGroundError, making
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.kept import Kept
from lossviz.panels.landscape.looking import (
    ErrorCurve,
    cut_through,
    error_curves,
    has_many,
    hovered,
    lecture_error_curves,
    minibatch_slopes,
)
from lossviz.panels.landscape.mapping import Shown, mapping, shown
from lossviz.panels.landscape.piecework import Pieces, Piecework
from lossviz.panels.landscape.report import LandscapeReport, MapReport, NoGround, TrainingView
from lossviz.panels.landscape.state import (
    SEARCHES,
    LandscapeSight,
    LandscapeState,
    Point,
)
from lossviz.panels.landscape.surface_kinds import Offer, kind_with
from lossviz.panels.landscape.timing import Times
from lossviz.panels.landscape.walking import Walk, WalkRecord
from lossviz.widgets.relief.relief_picture import ReliefPath

COMING, COMING_OF_MANY = 20, 4  # steps that are shown before they are taken
MOST_OLD = 12

Inbox = queue.SimpleQueue[Command]


class LandscapeJob(SteppingJob[Command]):
    """The ground, the walks on it, and what is measured where they stand."""

    report_seconds = 1 / 30

    def __init__(self, state: LandscapeState, view: LandscapeSight, inbox: Inbox) -> None:
        super().__init__(inbox)
        self._state = state
        self._view = view
        self._offered: dict[str, Offer] = {}
        self._making: Generator[None, None, Ground] | None = None
        self._ground: Ground | None = None
        self._no_ground: NoGroundError | None = None
        self._walks: list[Walk] = []
        self._old: list[WalkRecord] = []
        self._times = Times()
        self._map: Piecework[tuple[Ground, Shown], MapReport] = Piecework()
        self._errors: Piecework[tuple[object, ...], tuple[ErrorCurve, ...]] = Piecework()
        self._kept = Kept()

    def _set_up(self) -> None:
        self._begin_ground(keep_place=False)

    # What the panel asks for

    def _obey(self, command: Command) -> None:
        match command:
            case Configure(state):
                self._configure(state)
            case Look(view):
                self._view = view
            case Take(offer):
                self._take(offer)
            case Run():
                if self._walks or self._making is not None:
                    self._set_off()
            case Stop():
                self._halt()
            case ClearPaths():
                self._old.clear()
            case _ if self._ground is not None:
                self._move(command)

    def _move(self, command: Command) -> None:
        """A step, or a way back; a walk that goes on by itself stops for it."""
        self._halt()
        match command:
            case TakeStep():
                self._step()
            case StepBack():
                newest = max(len(walk.steps) for walk in self._walks)
                for walk in self._walks:
                    if len(walk.steps) == newest:
                        walk.back()
            case GoTo(step):
                for walk in self._walks:
                    walk.cut(step)
            case Rewind():
                self._start_walks(self._start)

    def _configure(self, state: LandscapeState) -> None:
        before, self._state = self._state, state
        if ground_key(before) != ground_key(state):
            same_axes = axes_key(before) == axes_key(state)
            self._begin_ground(keep_place=same_axes and before.start == state.start)
        elif self._ground is not None:
            if before.start != state.start:
                self._start_walks(self._start)
                if not self._view.keeps_walks:
                    self._old.clear()
            elif walkers(before) != walkers(state):
                self._choose_walkers()

    def _take(self, offer: Offer) -> None:
        """Walk on what another panel has now."""
        kind = kind_with(offer)
        self._offered[kind.name] = offer
        if self._state.surface == kind.name:
            self._begin_ground(keep_place=False)

    # The ground

    def _begin_ground(self, *, keep_place: bool) -> None:
        """Make another ground; the walk begins at its start, or where it stands."""
        self._keep_place = keep_place and bool(self._walks)
        self._making = making(self._state, self._offered)
        if not keep_place:
            self._halt()

    def _work_first(self) -> bool:
        """A piece of the ground: without one there is nothing to step on or to report."""
        if self._making is None:
            return False
        try:
            next(self._making)
        except StopIteration as end:
            self._making = None
            self._take_ground(end.value)
        except NoGroundError as why:
            self._making = None
            self._ground, self._walks, self._no_ground = None, [], why
            self._halt()
        return True

    def _take_ground(self, ground: Ground) -> None:
        at = self._walks[0].last.at if self._keep_place else None
        if not self._keep_place:
            self._old.clear()
            self._walks.clear()
        self._ground = ground
        self._start_walks(self._start if at is None else at)
        self._changed = True

    @property
    def _start(self) -> Point:
        """Where a walk begins."""
        assert self._ground is not None
        return self._state.start or self._ground.start

    # The walk

    @property
    def _speed(self) -> int | None:
        return self._view.speed

    @property
    def _steps(self) -> int:
        return len(self._walks[0].steps) - 1 if self._walks else 0

    def _start_walks(self, at: Point) -> None:
        """Begin anew; what was walked stays on the map."""
        assert self._ground is not None
        self._old += [walk.record([]) for walk in self._walks if len(walk.steps) > 1]
        del self._old[:-MOST_OLD]
        self._walks = [Walk(each, self._ground, at) for each in walkers(self._state)]
        self._rate.begin(0)

    def _choose_walkers(self) -> None:
        """Others walk: all begin where the one in hand stands, so that a race is a fair one."""
        self._start_walks(self._walks[0].last.at)

    def _step(self) -> bool:
        """One step of every walker; False where none can go on."""
        moved = [walk.advance(self._settings_of(walk)) for walk in self._walks]
        return any(moved)

    def _settings_of(self, walk: Walk) -> LandscapeState:
        """Those of all, with the learning rate of this one."""
        state = self._state
        return (
            replace(state, learning_rate=state.rate_of(walk.walker)) if state.own_rates else state
        )

    # The map and the error curves

    def _work_beside(self) -> bool:
        """A piece of the map, if it is not the one that is wanted."""
        want = self._ranges()
        if self._ground is None or want is None:
            return False
        before = self._map.newest
        worked = self._map.go_on((self._ground, want), partial(mapping, self._ground, want))
        self._changed |= self._map.newest is not before
        return worked

    def _work_at_rest(self) -> bool:
        """The map, then a point of the error curves."""
        return self._work_beside() or self._measure()

    def _measure(self) -> bool:
        if self._ground is None:
            return False
        before = self._errors.newest
        worked = self._errors.go_on(self._to_measure(), self._measuring)
        self._changed |= self._errors.newest is not before
        return worked

    def _ranges(self) -> Shown | None:
        return None if self._ground is None else shown(self._ground, self._view)

    def _to_measure(self) -> tuple[object, ...]:
        """What the error curves are of."""
        if self._view.table == "lecture":
            return ("lecture",)
        return self._ground, self._walks[0].last.at, self._state.mistake

    def _measuring(self) -> Pieces[tuple[ErrorCurve, ...]]:
        """The error curves of what the table shows."""
        assert self._ground is not None
        if self._view.table == "lecture":
            return lecture_error_curves()
        return error_curves(self._ground, self._state, *self._walks[0].last.at)

    # What is shown

    def _report(self) -> object:
        ground, want = self._ground, self._ranges()
        if ground is None:
            assert self._no_ground is not None
            return NoGround(self._state, str(self._no_ground), self._no_ground.panel)
        at = self._walks[0].last.at
        check = self._kept.value("check", (ground, at, self._state), self._check)
        ranges = (ground.w1_range, ground.w2_range) if want is None else want.ranges
        hover = self._view.hover
        walks, old = tuple(self._record(walk) for walk in self._walks), tuple(self._old)
        found = self._map.newest if self._map.of is not None and self._map.of[0] is ground else None
        over = found if self._view.relief else None
        return LandscapeReport(
            state=self._state,
            view=self._view,
            ground=ground,
            check=check,
            lecture=self._lecture(),
            cut=self._kept.value(
                "cut",
                (check, ranges, self._view.cut),
                lambda: cut_through(ground, self._state, self._view, check, ranges),
            ),
            minibatches=self._minibatches(ground, at),
            walks=walks,
            old=old,
            map=found,
            errors=self._errors_here(),
            hovered=None if hover is None else hovered(ground, hover),
            training=self._kept.value("training", (ground, at), lambda: training_view(ground, at)),
            running=self._running,
            steps_per_second=self._steps_per_second,
            draped=() if over is None else self._draped((*old, *walks), over),
            downhill=None if over is None else downhill(at, check.analytic, over),
        )

    def _draped(self, records: tuple[WalkRecord, ...], over: MapReport) -> tuple[ReliefPath, ...]:
        """The walks over the surface; those that rest are not laid anew."""
        return tuple(
            self._kept.value(f"draped {index}", (record.last, over), partial(draped, record, over))
            for index, record in enumerate(records)
        )

    def _record(self, walk: Walk) -> WalkRecord:
        """A walk; of the one in hand also what comes next, while it rests."""
        ahead = walk is self._walks[0] and not self._running and walk.walker not in SEARCHES
        if not ahead:
            return walk.record([])
        key = (self._ground, walk.last, self._state)
        coming = self._kept.value("coming", key, lambda: walk.coming(self._state, self._coming))
        return walk.record(coming)

    def _check(self) -> Check:
        assert self._ground is not None
        at = self._walks[0].last.at
        of = self._ground, self._state.precision
        return self._times.smoothed(check_here(self._ground, self._state, *at), of)

    def _errors_here(self) -> tuple[ErrorCurve, ...]:
        """The error curves, where they are those of the point."""
        newest = self._errors.newest
        return () if newest is None or self._errors.of != self._to_measure() else newest

    @property
    def _coming(self) -> int:
        """How many steps are shown ahead: fewer where each takes a while."""
        return COMING_OF_MANY if self._ground is not None and has_many(self._ground) else COMING

    def _lecture(self) -> Check | None:
        if self._view.table != "lecture":
            return None
        key = self._state.h, self._state.scheme, self._state.precision
        return self._kept.value("lecture", key, lambda: check_lecture(self._state))

    def _minibatches(self, ground: Ground, at: Point) -> np.ndarray:
        wanted = self._view.minibatches
        return minibatch_slopes(ground, self._state, *at) if wanted else np.empty((0, 2))


def training_view(ground: Ground, at: Point) -> TrainingView | None:
    """The classifier at the point, where the ground is a plane through weights in training."""
    if ground.training is None or ground.landscape is None:
        return None
    return TrainingView(ground.training.templates(*at), ground.landscape.accuracy(*at))


def ground_key(state: LandscapeState) -> tuple[object, ...]:
    """The settings that the ground is made of."""
    return *axes_key(state), *(getattr(state, name) for name in state.kind.made_of)


def axes_key(state: LandscapeState) -> tuple[object, ...]:
    """What w1 and w2 mean: while it stays, a place and a path stay what they are."""
    return state.surface, *(getattr(state, name) for name in state.kind.axes)


def walkers(state: LandscapeState) -> tuple[str, ...]:
    """Who walks, the one in hand first."""
    return (state.walker, *state.rivals)
