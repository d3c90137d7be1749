"""The Features panel: so far the polar map; colours, edges and words come beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lossviz.engine.engine import Engine
from lossviz.panelkit.evaluation_panel import EvaluationPanel
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panels.features import state as actions
from lossviz.panels.features.evaluation import Evaluation, evaluate
from lossviz.panels.features.explaining import explanation
from lossviz.panels.features.quantities import QUANTITIES
from lossviz.panels.features.questions import QUESTIONS
from lossviz.panels.features.state import COUNT, MOST_SEED, FeaturesState, FeaturesView
from lossviz.panels.features.ui.content import Content
from lossviz.panels.features.ui.share import share_actions
from lossviz.theme.tokens import Theme

NOT_DONE = "Each ring keeps its forty points: they can be moved, and “New rings” draws others."


class FeaturesPanel(EvaluationPanel[FeaturesState, FeaturesView, Evaluation]):
    """Asks the worker for both classifiers of each state, and shows them."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[FeaturesState, FeaturesView],
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self.content = Content(theme, self)
        self.content.show_view(self._state, self._view)
        planes = self.content.planes
        planes.point_moved.connect(self._move)
        planes.point_chosen.connect(lambda index: self.look(chosen=index))
        planes.travelled.connect(lambda travel: self.look(travel=travel))
        planes.rings_wanted.connect(self._draw_rings)
        planes.not_done.connect(self._not_done)
        self.content.classifiers.point_typed.connect(self._type)
        self._ask()

    def show_state(self, state: object) -> None:
        """Show the settings, and have both classifiers trained anew."""
        assert isinstance(state, FeaturesState)
        self._adopt(state)

    def look(self, **changes: object) -> None:
        """Look at something else."""
        super().look(**changes)
        self.content.show_view(self._state, self._view)

    def status(self) -> str:
        """What is shown."""
        return f"Two rings, {COUNT} points"

    def explanation(self) -> Explanation:
        """Formulas, code and questions of what is on the screen."""
        return Explanation() if self._evaluation is None else explanation(self._evaluation)

    def toggle_running(self) -> None:
        """Space: the points travel from one plane to the other."""
        self.content.planes.play()

    def show_moment(self, moment: Moment[FeaturesState, FeaturesView]) -> None:
        """Go to a moment: what is on its way stops there."""
        self.content.planes.stay()
        super().show_moment(moment)

    def reset(self) -> None:
        """Ctrl+R: the rings of the start."""
        super().reset()
        self._edit(lambda _: FeaturesState(), "reset")

    def share_actions(self) -> tuple[ShareAction, ...]:
        """The picture, and the points as a table."""
        return () if self._evaluation is None else share_actions(self._shown, self._posing)

    def _work(self) -> Callable[[], Evaluation]:
        return partial(evaluate, self._state, self._view)

    def _show(self, evaluation: Evaluation, *, animate: bool) -> None:
        self.content.show_evaluation(evaluation)

    # What the person does

    def _move(self, plane: str, index: int, first: float, second: float, in_gesture: bool) -> None:
        """A point in either plane; half-way between both it stays where it is."""
        travel = self._view.travel
        if plane == "xy" or travel == 0:
            self._edit(lambda s: actions.with_point(s, index, first, second), "point", in_gesture)
        elif travel == 1:
            self._edit(
                lambda s: actions.with_polar_point(s, index, first, second), "point", in_gesture
            )

    def _type(self, axis: int, value: float, in_gesture: bool) -> None:
        chosen = self._view.chosen
        if chosen is not None:
            place = list(self._state.points[chosen])
            place[axis] = value
            self._edit(lambda s: actions.with_point(s, chosen, *place), "point", in_gesture)

    def _draw_rings(self) -> None:
        seed = (self._state.seed + 1) % (MOST_SEED + 1)
        self._edit(lambda state: actions.with_rings(state, seed), "rings")

    def _not_done(self) -> None:
        self.content.refuse(NOT_DONE)
        self.draw_all()
