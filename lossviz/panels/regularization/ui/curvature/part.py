"""The view Curvature: a valley with two walks left, the steps they take right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from lossviz.panels.regularization.curvature import settings as actions
from lossviz.panels.regularization.curvature.evaluation import CurvatureFound
from lossviz.panels.regularization.curvature.pictures import longest
from lossviz.panels.regularization.curvature.settings import CurvatureSettings
from lossviz.panels.regularization.state import with_penalty
from lossviz.panels.regularization.ui.curvature.numbers import Numbers
from lossviz.panels.regularization.ui.curvature.valley import Valley
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.theme.tokens import Theme

TICK, TICKS = 40, 60  # ms between two pictures of a run, and how many it has at most


class CurvaturePart(ViewPart):
    """Shows valley and numbers, asks for another λ or start, and shows the walks step by step."""

    def __init__(self, theme: Theme) -> None:
        self._object, self._numbers = Valley(theme), Numbers(theme)
        super().__init__(theme, "curvature", self._object, self._numbers)
        self._found: CurvatureFound | None = None
        self._start = (0.0, 0.0)
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK)
        self._ticks.timeout.connect(self._go_on)
        self._connect()
        self.apply_theme(theme)

    def show_settings(self, settings: CurvatureSettings) -> None:
        """Valley, rate and goal."""
        self._start = settings.start
        self._object.show_settings(settings)

    def show_found(self, found: CurvatureFound, *, animate: bool) -> None:
        """All numbers."""
        self._found = found
        self._object.show_found(found)
        self._numbers.show_found(found)

    def fit(self, left: int, right: int) -> None:
        """In a low window rows are closer."""
        self._object.set_low(self.is_low())
        self._numbers.set_low(self.is_low())

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._object.apply_theme(theme)
        self._numbers.apply_theme(theme)
        super().apply_theme(theme)

    def hideEvent(self, event: QHideEvent) -> None:
        """What no one sees does not run."""
        self._pause()
        super().hideEvent(event)

    # The walks, step by step

    def toggle_running(self) -> None:
        """Run the walks from the start, or rest where they are."""
        if self._ticks.isActive():
            self._pause()
            return
        if self._taken() is None:
            self.looked.emit({"steps": 0})
        self._ticks.start()
        self._object.show_running(True)

    def step(self, count: int = 1) -> None:
        """One step more, from the start if all were shown; or one less."""
        self._pause()
        self._show_steps((self._taken() or 0) + count)

    def step_back(self) -> None:
        """One step less."""
        taken, found = self._taken(), self._found
        if found is not None:
            self._pause()
            self._show_steps((longest(found) if taken is None else taken) - 1)

    def _go_on(self) -> None:
        if self._found is None:
            return
        each = max(1, longest(self._found) // TICKS)
        taken = self._taken()
        if taken is None or taken + each >= longest(self._found):
            self._pause()
            self.looked.emit({"steps": None})
        else:
            self._show_steps(taken + each)

    def _taken(self) -> int | None:
        return None if self._found is None else self._found.look.steps

    def _show_steps(self, steps: int) -> None:
        self.looked.emit({"steps": max(steps, 0)})

    def _pause(self) -> None:
        self._ticks.stop()
        self._object.show_running(False)

    # What the person does

    def _connect(self) -> None:
        part = self._object
        part.valley_chosen.connect(
            lambda name: self.tell(partial(actions.with_valley, valley=name), "valley")
        )
        part.rate_chosen.connect(
            lambda rate: self.tell(partial(actions.with_rate, rate=rate), "learning rate")
        )
        part.own_rate_changed.connect(
            lambda rate, on: self.tell(
                partial(actions.with_own_rate, rate=rate), "learning rate", on
            )
        )
        part.goal_chosen.connect(
            lambda goal: self.tell(partial(actions.with_goal, goal=goal), "goal")
        )
        part.looked.connect(self.looked)
        part.run_wanted.connect(self.toggle_running)
        part.step_wanted.connect(self.step)
        part.plane.dragged.connect(lambda _, w1, w2, on: self._edit_start((w1, w2), on))
        part.plane.step_wanted.connect(self._move_start)
        part.plane.step_ended.connect(lambda: self._edit_start(self._start, False))
        self._numbers.strength_changed.connect(self._edit_strength)
        self._numbers.plot_chosen.connect(lambda plot: self.looked.emit({"plot": plot}))

    def _edit_start(self, start: tuple[float, float], in_gesture: bool) -> None:
        self.tell(partial(actions.with_start, start=start), "start", in_gesture)

    def _move_start(self, right: int, up: int, factor: float) -> None:
        self._start = self._object.plane.stepped(self._start, (right, up), factor)
        self._edit_start(self._start, True)

    def _edit_strength(self, strength: float, in_gesture: bool) -> None:
        self.tell(partial(with_penalty, strength=strength), "λ", in_gesture)
