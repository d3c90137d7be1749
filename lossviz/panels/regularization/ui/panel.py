"""The Regularization panel: five views of one idea, each with its own penalty R and λ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Finished, Result, Value
from lossviz.model.dataset import Dataset
from lossviz.panelkit.evaluation_panel import UNDO, EvaluationPanel
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.wish import PenaltyWish
from lossviz.panels.regularization import state as actions
from lossviz.panels.regularization.evaluation import Evaluation, evaluate
from lossviz.panels.regularization.explaining import explanation
from lossviz.panels.regularization.quantities import QUANTITIES
from lossviz.panels.regularization.questions import QUESTIONS
from lossviz.panels.regularization.simpler.templates import Learned, learning, progress
from lossviz.panels.regularization.state import RegularizationState, RegularizationView
from lossviz.panels.regularization.ui.content import Content
from lossviz.panels.regularization.ui.share import share_actions
from lossviz.panels.regularization.views import START, VIEWS
from lossviz.theme.tokens import Theme

LEARN = "regularization.templates"
WHAT = {"kind": "regularization", "strength": "regularization strength", "beta": "β"}


class RegularizationPanel(EvaluationPanel[RegularizationState, RegularizationView, Evaluation]):
    """Asks the worker for the numbers of the view that is shown, and shows them."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[RegularizationState, RegularizationView],
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self._data: Dataset | None = None
        self._learned: Learned | None = None
        self._learning = self._asked_to_learn = False
        self.content = content = Content(theme, self)
        content.show_view(self._view.shown, self._state)
        content.view_chosen.connect(self._show_view)
        content.penalty_changed.connect(self._edit_penalty)
        content.edited.connect(self._edit_settings)
        content.looked.connect(self._look_in)
        content.learning_wanted.connect(self._learn)
        content.linked.connect(self._show_elsewhere)
        self._ask()

    # What comes in

    def show_state(self, state: object) -> None:
        """Show the settings; what undo changed is brought into sight."""
        assert isinstance(state, RegularizationState)
        changed = actions.view_that_changed(self._state, state)
        if self._cause == UNDO and changed is not None:
            self._view = actions.looking_at(changed)(self._view)
        self._adopt(state)

    def use_data(self, data: Dataset) -> None:
        """Other images: their templates are learned when they are looked at."""
        self._engine.cancel(LEARN)
        self._data, self._learned = data, None
        self._learning = self._asked_to_learn = False
        self.content.show_learned(None, False)
        self._learn_if_seen()

    def take(self, result: Result) -> None:
        """Templates that were learned, or what every such panel asks for."""
        if result.kind != LEARN:
            super().take(result)
            return
        if isinstance(result, Value | Finished) and isinstance(result.value, Learned):
            self._learned = result.value
        self._learning = isinstance(result, Value)
        self.content.show_learned(self._learned, self._learning)
        self.status_changed.emit()

    def _ask(self) -> None:
        """Whatever made the view another one: it is shown from now on."""
        self.content.show_view(self._view.shown, self._state)
        super()._ask()
        self._learn_if_seen()
        self.status_changed.emit()

    def _learn_if_seen(self) -> None:
        """Learn the templates as soon as one looks at them, once for all images that come."""
        seen = self._view.shown == "simpler" and self._view.looks["simpler"].model == "templates"
        if seen and not self._asked_to_learn:
            self._learn(True)

    def _learn(self, on: bool) -> None:
        if self._data is None:
            return
        if not on:
            self._engine.cancel(LEARN)
            return
        self._learning = self._asked_to_learn = True
        self._engine.start(LEARN, partial(learning, self._data))
        self.content.show_learned(self._learned, True)
        self.asked.emit()

    # What is shown

    def running(self) -> str | None:
        """What the worker does for longer."""
        return progress(self._learned) if self._learning else None

    def explanation(self) -> Explanation:
        """Formulas and code of the view, and all questions."""
        return Explanation() if self._evaluation is None else explanation(self._evaluation)

    def status(self) -> str:
        """What the view works with."""
        name = self._view.shown
        return VIEWS[name].status(self._state.views[name])

    def hint(self) -> str:
        """What one can do in the view."""
        return VIEWS[self._view.shown].hint

    # What the person does

    def reset(self) -> None:
        """Ctrl+R: the view as it was at first."""
        super().reset()
        name = self._view.shown
        self._edit_settings(name, lambda _: START.views[name], "reset", False)

    def toggle_running(self) -> None:
        """The Space key: a view that has a run begins it, or rests."""
        self.content.part.toggle_running()

    def step(self) -> None:
        """The right bracket."""
        self.content.part.step()

    def step_back(self) -> None:
        """The left bracket."""
        self.content.part.step_back()

    def share_actions(self) -> tuple[ShareAction, ...]:
        """Copies, pictures and CSV."""
        if self._evaluation is None:
            return ()
        return share_actions(self._shown, self._posing)

    def _show_view(self, name: str) -> None:
        self.look(shown=name)

    def _look_in(self, name: str, changes: dict[str, Any]) -> None:
        self._look_as(actions.looking_at(name, **changes)(self._view))

    def _edit_penalty(self, field: str, value: object, in_gesture: bool) -> None:
        def action(settings: Any) -> Any:
            return actions.with_penalty(settings, **{field: value})

        self._edit_settings(self._view.shown, action, WHAT[field], in_gesture)

    def _edit_settings(
        self, name: str, action: Callable[[Any], Any], what: str, in_gesture: bool
    ) -> None:
        self._edit(actions.on_view(name, action), what, in_gesture)

    def _show_elsewhere(self, panel: str) -> None:
        """Let another panel take the penalty of the view, and show it."""
        settings = self._state.views[self._view.shown]
        loss = getattr(settings, "data", "softmax")
        self.offered.emit(PenaltyWish(panel, settings.penalty, loss))
        self.panel_wanted.emit(panel)

    # The worker

    def _work(self) -> Callable[[], Evaluation]:
        return partial(evaluate, self._state, self._view)

    def _show(self, evaluation: Evaluation, *, animate: bool) -> None:
        self.content.show_evaluation(evaluation, animate=animate)
