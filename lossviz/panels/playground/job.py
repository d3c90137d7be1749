"""The playground that the worker keeps: updates when asked, evaluates, draws regions, reports.

The panel leaves commands in an inbox; the job obeys them between two updates. What it yields are
frozen reports with read-only arrays.
"""

from __future__ import annotations

import queue
from operator import is_not

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import probabilities
from lossviz.model.parameters import unpack
from lossviz.model.scores import scores
from lossviz.panelkit.commands import Configure, Look, Rewind, Run, StepBack, TakeStep
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.job import SteppingJob
from lossviz.panels.playground.commands import Command, Pin, Unpin
from lossviz.panels.playground.evaluating import Evaluation, evaluate
from lossviz.panels.playground.feature_space import feature_space
from lossviz.panels.playground.report import Pinned, PlaygroundReport, Reading, RivalReport
from lossviz.panels.playground.rival import Rival
from lossviz.panels.playground.running import PlaygroundRun, examples
from lossviz.panels.playground.shown import RegionsShown
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState
from lossviz.widgets.numbers.number_text import short_number

CATCH_UP_SECONDS = 0.004  # of the rival, before the inbox is looked at again
MOST_PINNED = 5
SLOW = 10  # updates a second, each of which the gradient check has time for

Inbox = queue.SimpleQueue[Command]


class PlaygroundJob(SteppingJob[Command]):
    """The run and its rival, the curves that are kept, and what is shown of them."""

    report_seconds = 1 / 30

    def __init__(self, state: PlaygroundState, view: PlaygroundSight, inbox: Inbox) -> None:
        super().__init__(inbox)
        self._state, self._view = state, view
        self._pinned: list[Pinned] = []
        self._regions = RegionsShown()
        self._evaluation: Evaluation | None = None
        self._evaluated_of: tuple[object, ...] = ()

    def _set_up(self) -> None:
        """The losses of the start are computed in the worker too."""
        self._learn = examples(self._state)
        self._begin()

    # What the panel asks for

    def _obey(self, command: Command) -> None:
        match command:
            case Configure(state):
                self._configure(state)
            case Look(view):
                self._look(view)
            case Run():
                self._set_off()
            case Pin():
                self._pin()
            case Unpin():
                self._pinned.clear()
            case _:
                self._move(command)

    def _move(self, command: Command) -> None:
        """One update on or back; a run that goes on stops for it."""
        self._halt()
        match command:
            case TakeStep():
                self._step()
            case StepBack():
                self._run.back(self._state)
                if self._rival is not None:
                    self._rival.back_to(self._run.step)
            case Rewind():
                self._begin()

    def _look(self, view: PlaygroundSight) -> None:
        """A rival that was not looked at begins at the start, and has to catch up."""
        self._view = view
        if view.beside != "loss":
            self._rival = None
        elif self._rival is None:
            self._rival = Rival(self._state, self._learn)

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
            if self._rival is not None:
                self._rival.follow(state, self._learn, self._run.step)

    def _begin(self) -> None:
        """Another run, from the start that is set; and its rival from the same one."""
        self._run = PlaygroundRun(self._state, self._learn)
        beside = self._view.beside == "loss"
        self._rival = Rival(self._state, self._learn) if beside else None
        self._rate.begin(0)

    def _pin(self) -> None:
        """Keep the curve of this run."""
        s = self._state
        name = f"{LOSS_FORMULAS[s.loss].demo_title}, step {short_number(s.learning_rate)}"
        self._pinned = [*self._pinned, Pinned(name, s.loss, self._run.curve())][-MOST_PINNED:]

    # The run

    @property
    def _speed(self) -> int | None:
        return self._view.speed

    @property
    def _steps(self) -> int:
        return self._run.step

    def _step(self) -> bool:
        """One update of the run, and the same one of its rival; whether there was one."""
        if not self._run.advance(self._state):
            return False
        if self._rival is not None:
            self._rival.step_to(self._run.step)
        return True

    # The rival, on its way to where the run stands

    def _work_first(self) -> bool:
        """Catch up a little; what is asked or due meanwhile goes on."""
        if self._rival is not None and self._is_behind:
            self._rival.catch_up(self._run.step, CATCH_UP_SECONDS)
            self._changed = self._changed or not self._is_behind
        return False

    def _work_beside(self) -> bool:
        return self._is_behind

    def _work_at_rest(self) -> bool:
        return self._is_behind

    @property
    def _is_behind(self) -> bool:
        """Whether the rival has updates to catch up."""
        return self._rival is not None and not self._rival.is_level(self._run.step)

    # What is shown

    def _report(self) -> PlaygroundReport:
        state, view, parameters = self._state, self._view, self._run.parameters
        features = view.beside == "features"
        return PlaygroundReport(
            state=state,
            view=view,
            step=self._run.step,
            evaluation=self._evaluated(parameters),
            after=self._after(),
            curve=self._run.curve(),
            pinned=tuple(self._pinned),
            regions=self._regions.report(state, view, view.pixels, parameters),
            reading=self._reading(parameters),
            can_go_back=self._run.can_go_back,
            diverged=self._run.diverged,
            running=self._running,
            steps_per_second=self._steps_per_second,
            finished=self._run.finished,
            rival=self._rival_report(),
            feature_space=feature_space(state, view, parameters) if features else None,
        )

    def _evaluated(self, parameters: Floats) -> Evaluation:
        """All numbers at the weights of now; a look at something else changes none of them."""
        speed = self._view.speed
        check = not self._running or (speed is not None and speed <= SLOW)
        of = (self._state, self._learn, parameters, check)
        if self._evaluation is None or any(map(is_not, of, self._evaluated_of)):
            self._evaluation = evaluate(parameters, self._state, self._learn, check=check)
            self._evaluated_of = of
        return self._evaluation

    def _rival_report(self) -> RivalReport | None:
        """Where the rival stands, once it has caught up."""
        if self._rival is None or self._is_behind:
            return None
        state, view = self._state, self._view
        return self._rival.report(
            self._regions.report(state, view, view.beside_pixels, self._rival.parameters)
        )

    def _after(self) -> tuple[Floats, Floats] | None:
        """Where the next update leads, while that is looked at."""
        if not self._view.preview:
            return None
        new = self._run.next_update(self._state)
        return None if new is None else unpack(new.state.parameters, self._state.C)

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
