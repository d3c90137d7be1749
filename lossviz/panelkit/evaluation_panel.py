"""A panel whose numbers are worked out anew for each state and view: one request, one evaluation.

It asks the worker with every edit and every look; only the newest request counts, and its answer is
drawn in the next frame. Nothing runs between two edits.

An evaluation that fails would leave numbers beside settings to which they do not belong. So the
panel goes back to what was worked out last, or else to its default. The failure itself is said by
the window, and undo has the settings that failed.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Finished, Result
from lossviz.panelkit.content_panel import ContentPanel, PanelContent
from lossviz.panelkit.moment import Moment, StateT, ViewT
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.questions import by_key
from lossviz.theme.tokens import Theme

OPENED, UNDO, FAILED = "As it was opened", "Undo or redo", "settings that failed"
QUICK_SECONDS = 0.2


StateT_co = TypeVar("StateT_co", covariant=True)
ViewT_co = TypeVar("ViewT_co", covariant=True)
StateT_contra = TypeVar("StateT_contra", contravariant=True)


class Evaluated(Protocol[StateT_co, ViewT_co]):
    """What every evaluation says: all of it is of one state and view. Frozen."""

    @property
    def state(self) -> StateT_co:
        """The settings."""

    @property
    def view(self) -> ViewT_co:
        """Where one looked."""


EvaluationT = TypeVar("EvaluationT", bound=Evaluated[Any, Any])


class EvaluationContent(PanelContent, Protocol[StateT_contra]):
    """All that is on such a panel: a widget, where numbers are typed and dragged."""

    def show_state(self, state: StateT_contra, /) -> None:
        """The settings, at once: what does not need the evaluation."""

    def end_gestures(self) -> None:
        """Numbers were changed from elsewhere: no gesture that rests may tell of its own."""

    def refuse(self, sentence: str, /) -> None:
        """Say why an edit was not made."""

    def accept(self) -> None:
        """What was refused before is over."""


class EvaluationPanel(ContentPanel[StateT, ViewT], Generic[StateT, ViewT, EvaluationT]):
    """Asks the worker for an evaluation of each state and view, and shows the newest.

    A subclass gives
    - `content`, made and wired in its `__init__`, then a call of `_ask`;
    - `_work` and `_show`, as they say below, and `_fitting` where a view may not fit a state;
    - `show_state`, which hands the state to `_adopt`;
    - edits as pure actions, which it hands to `_edit`, and looks, which it hands to `look`;
    - `take`, where it asks the worker for more, which leaves what it does not know to here.
    """

    content: EvaluationContent[StateT]

    def __init__(
        self, kind: PanelKind, theme: Theme, engine: Engine, moment: Moment[StateT, ViewT]
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self._view = self._fitting(self._view)
        self._evaluation: EvaluationT | None = None
        self._drawn: EvaluationT | None = None
        self._drawn_at = -math.inf
        self._cause = UNDO  # of a state that comes: an edit of this panel, or else
        self._in_gesture = False
        self._what = OPENED  # made the state that is shown
        self._edit_number = 0  # a gesture is one edit

    # What each panel has of its own

    def _work(self) -> Callable[[], EvaluationT]:
        """What the worker does: evaluate the state and view of now."""
        raise NotImplementedError

    def _show(self, evaluation: EvaluationT, *, animate: bool) -> None:
        """Draw all numbers; animate: things may move to their places, or else are there at once."""
        raise NotImplementedError

    def _fitting(self, view: ViewT) -> ViewT:
        """The same view, or the nearest one that the state of now has."""
        return view

    def _note(self, evaluation: EvaluationT) -> None:
        """There are numbers of another state than before: keep or offer what follows from it."""

    # What comes in

    def take(self, result: Result) -> None:
        """An evaluation, or that it failed, or what any panel may have asked for."""
        if result.kind != self._evaluate:
            super().take(result)
        elif isinstance(result, Finished):
            self._take_evaluation(result.value)  # type: ignore[arg-type]
        elif isinstance(result, Failed):
            self._go_back()

    def _adopt(self, state: StateT) -> None:
        """Show the settings, whoever made them, and have the numbers worked out anew."""
        self._state = state
        self._what = self._cause
        if self._cause == UNDO:
            self._edit_number += 1
            self._in_gesture = False
        if not self._in_gesture:
            self.content.end_gestures()
        self._view = self._fitting(self._view)
        self.content.show_state(state)
        self._ask()
        self._tell_view()

    # What is shown

    def newest(self) -> EvaluationT | None:
        """The newest evaluation."""
        return self._evaluation

    def ready(self) -> bool:
        """Whether the numbers have been worked out."""
        return self._evaluation is not None

    def frame(self, _tick: int) -> None:
        """Draw the newest evaluation."""
        if self._evaluation is not self._drawn and self._evaluation is not None:
            self._drawn = self._evaluation
            # Keys that are pressed quickly are a gesture to the eye: bars would never arrive.
            before, self._drawn_at = self._drawn_at, time.monotonic()
            animate = not self._in_gesture and self._drawn_at - before > QUICK_SECONDS
            self._show(self._evaluation, animate=animate)
            self.explanation_changed.emit()

    def draw_all(self) -> None:
        """Draw everything now, where it ends: before a picture is taken."""
        if self._evaluation is not None:
            self._show(self._evaluation, animate=False)

    # What the person does

    def reset(self) -> None:
        """Ctrl+R: where nothing could be worked out it is tried again; a subclass does the rest."""
        if self._evaluation is None:
            self._ask()

    def try_question(self, key: str) -> None:
        """Show what a question is about."""
        asked = by_key(self.questions, key)
        if asked.look is not None:
            self._view = asked.look(self._view)
        if asked.try_on is not None:
            self._edit(asked.try_on, "question")
        self.look()

    def _edit(
        self, action: Callable[[StateT], StateT], what: str, in_gesture: bool = False
    ) -> bool:
        """Ask for the state that an action makes; what it refuses is said, and nothing changes."""
        try:
            state = action(self._state)
        except ValueError as error:
            self.content.refuse(str(error))
            return False
        self.content.accept()
        if not self._in_gesture or what != self._what:
            self._edit_number += 1
        self._cause, self._in_gesture = what, in_gesture
        self.edited.emit(state, what, in_gesture)
        self._cause = UNDO
        return True

    def look(self, **changes: object) -> None:
        """Look at something else."""
        self._view = self._fitting(replace(self._view, **changes))  # type: ignore[type-var]
        self._ask()
        self._tell_view()

    def _look_as(self, view: ViewT) -> None:
        self.look(**vars(view))

    # The worker

    @property
    def _evaluate(self) -> str:
        """The kind of the request, to the engine."""
        return f"{self.name}.evaluate"

    def _ask(self) -> None:
        self._engine.request(self._evaluate, self._work())
        self.asked.emit()

    def _take_evaluation(self, evaluation: EvaluationT) -> None:
        before, self._evaluation = self._evaluation, evaluation
        if before is None or before.state != evaluation.state:
            self._note(evaluation)

    def _go_back(self) -> None:
        """The newest request failed: what is set must be what is shown, or nothing is."""
        last = self._evaluation
        if last is None:
            self.edited.emit(self._default_state(), FAILED, False)
            return
        self._view = last.view
        self._drawn = None  # controls that show a view are put back too
        self._tell_view()
        if last.state != self._state:
            self.edited.emit(last.state, FAILED, False)

    # Pictures to share

    def _shown(self) -> EvaluationT:
        """The evaluation on the screen when a picture is asked for."""
        assert self._evaluation is not None
        return self._evaluation
