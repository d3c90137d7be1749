"""The rival: a second run from the same start, with the other loss, beside the first one. No Qt.

It takes each update together with the first run, on the same minibatch, and goes back with it.
Where it comes later, it takes the updates again from the start, with the settings of that moment.
"""

from __future__ import annotations

import time
from dataclasses import replace

from lossviz.model.arrays import Floats
from lossviz.panels.playground.evaluating import evaluate
from lossviz.panels.playground.report import RegionReport, RivalReport
from lossviz.panels.playground.running import Examples, PlaygroundRun
from lossviz.panels.playground.state import PlaygroundState

# In one slice of catching up: more than the one update that the first run takes meanwhile.
LEAST_UPDATES = 2


def rival_state(state: PlaygroundState) -> PlaygroundState:
    """The same settings with the other loss: hinge beside softmax, softmax beside all others."""
    return replace(state, loss="hinge" if state.loss == "softmax" else "softmax")


class Rival:
    """The run with the other loss. `step` is always that of the first run, where it stands now."""

    def __init__(self, state: PlaygroundState, learn: Examples) -> None:
        self._begin(rival_state(state), learn)

    def _begin(self, state: PlaygroundState, learn: Examples) -> None:
        self._state, self._learn = state, learn
        self._run = PlaygroundRun(state, learn)

    @property
    def parameters(self) -> Floats:
        """W and b now, packed."""
        return self._run.parameters

    def is_level(self, step: int) -> bool:
        """Whether it has no more to catch up: it is there, or diverged before."""
        return self._run.step >= step or self._run.diverged

    def step_to(self, step: int) -> None:
        """Take the update that led the first run to `step`, unless it is further behind."""
        if self._run.step == step - 1:
            self._run.advance(self._state)

    def back_to(self, step: int) -> None:
        """Go back with the first run; nothing to do where it is behind."""
        while self._run.step > step and self._run.back(self._state):
            pass

    def follow(self, state: PlaygroundState, learn: Examples, step: int) -> None:
        """Go on with other settings; from the start where it was not at the first run's step.

        One that was resting or catching up would else have taken its updates with settings of
        various moments, and others than the first run.
        """
        state = rival_state(state)
        if self._run.step != step:
            self._begin(state, learn)
            return
        self._state, self._learn = state, learn
        self._run.follow(state, learn)

    def catch_up(self, step: int, seconds: float) -> None:
        """Take updates again, for about so long."""
        until = time.perf_counter() + seconds
        taken = 0
        while not self.is_level(step) and (taken < LEAST_UPDATES or time.perf_counter() < until):
            self._run.advance(self._state)
            taken += 1

    def report(self, regions: RegionReport | None) -> RivalReport:
        """Where it stands."""
        return RivalReport(
            state=self._state,
            evaluation=evaluate(self.parameters, self._state, self._learn, check=False),
            curve=self._run.curve(),
            regions=regions,
            step=self._run.step,
            diverged=self._run.diverged,
        )
