"""A panel of evaluations: what it asks, when it draws, which edit made it, and what fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from unittest.mock import MagicMock, call

import pytest

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Finished
from lossviz.panelkit import evaluation_panel
from lossviz.panelkit.evaluation_panel import FAILED, OPENED, UNDO, EvaluationPanel
from lossviz.panelkit.explanation import Marking
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.questions import Asked
from lossviz.panels.scores.about import SCORES


@dataclass(frozen=True)
class View:
    place: int = 0


@dataclass(frozen=True, eq=False)
class Evaluation:
    state: int
    view: View


ASKED: Asked[Evaluation, int, View] = Asked(
    "double", "Double", "Twice?", "So.", try_on=lambda state: 2 * state, look=lambda _: View(1)
)


class Some(EvaluationPanel[int, View, Evaluation]):
    """Its state is a number, and a place of its view must not be beyond that."""

    questions = (ASKED,)

    def __init__(self, theme, engine):
        super().__init__(SCORES, theme, engine, Moment(5, View(9)))
        self.content = MagicMock()
        self.shown: list[tuple[Evaluation, bool]] = []
        self.noted: list[tuple[int, int, str]] = []
        self.edits: list[tuple[object, str, bool]] = []
        self.edited.connect(lambda *edit: self.edits.append(edit))
        self.edited.connect(lambda state, *_: state == self._state or self._adopt(state))
        self._ask()

    def show_state(self, state):
        self._adopt(state)

    def edit(self, action, what, in_gesture=False):
        return self._edit(action, what, in_gesture)

    def shown_one(self):
        return self._shown()

    def _work(self):
        state, view = self._state, self._view
        return lambda: Evaluation(state, view)

    def _show(self, evaluation, *, animate):
        self.shown.append((evaluation, animate))

    def _default_state(self):
        return 0

    def _fitting(self, view):
        return replace(view, place=min(view.place, self._state))

    def _note(self, evaluation):
        self.noted.append((evaluation.state, self._edit_number, self._what))


@pytest.fixture
def engine() -> MagicMock:
    return MagicMock(spec=Engine)


@pytest.fixture
def panel(qapp, theme, engine):
    made = Some(theme, engine)
    yield made
    made.deleteLater()


def answer(panel: Some, engine: MagicMock) -> Evaluation:
    """The worker does the newest thing that was asked."""
    kind, work = engine.request.call_args.args
    evaluation = work()
    panel.take(Finished(kind, 1, evaluation))
    return evaluation


def fail(panel: Some) -> None:
    panel.take(Failed("scores.evaluate", 1, RuntimeError("broken"), ""))


def add(panel: Some, number: int, in_gesture: bool = False) -> bool:
    return panel.edit(lambda state: state + number, "sum", in_gesture)


def refused(_state: int) -> int:
    raise ValueError("not that")


# Asking and drawing


def test_each_state_and_view_is_asked_for(panel, engine):
    asked = []
    panel.asked.connect(lambda: asked.append(1))
    first = answer(panel, engine)
    assert (first.state, first.view) == (5, View(5)), "of the view as it fits the state"
    add(panel, 1)
    panel.look(place=3)
    assert answer(panel, engine).view == View(3)
    add(panel, -4)
    assert answer(panel, engine).view == View(2), "the nearest place that there is"
    assert len(asked) == 3
    assert {each.args[0] for each in engine.request.call_args_list} == {"scores.evaluate"}


def test_an_evaluation_is_drawn_once_in_a_frame_of_its_own(panel, engine):
    panel.frame(1)
    assert (panel.shown, panel.ready(), panel.newest()) == ([], False, None)
    told = []
    panel.explanation_changed.connect(lambda: told.append(1))
    evaluation = answer(panel, engine)
    panel.frame(2)
    panel.frame(3)
    assert ([each for each, _ in panel.shown], told) == ([evaluation], [1])
    assert (panel.ready(), panel.newest(), panel.shown_one()) == (True, evaluation, evaluation)


def test_what_moves_fast_is_not_animated(panel, engine, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(evaluation_panel.time, "monotonic", lambda: now[0])

    def animated(seconds: float) -> bool:
        now[0] += seconds
        answer(panel, engine)
        panel.frame(1)
        return panel.shown[-1][1]

    assert [animated(1.0), animated(0.1), animated(1.0)] == [True, False, True]
    add(panel, 1, in_gesture=True)
    assert not animated(1.0)
    panel.draw_all()
    assert panel.shown[-1] == (panel.newest(), False), "a picture shows where it ends"


def test_another_theme_is_taken_on_and_all_drawn(panel, engine, theme):
    answer(panel, engine)
    panel.apply_theme(theme)
    assert panel.content.apply_theme.call_args == call(theme)
    assert len(panel.shown) == 1


def test_answers_to_what_any_panel_asks_are_taken(panel):
    marked = []
    panel.marked.connect(marked.append)
    marking = MagicMock(spec=Marking)
    panel.take(Finished("scores.mark.double", 1, marking))
    assert (marked, panel.newest()) == ([marking], None)


# Edits


def test_an_edit_is_asked_for_and_told_at_once(panel):
    assert add(panel, 1)
    assert panel.edits == [(6, "sum", False)]
    assert panel.content.method_calls == [call.accept(), call.end_gestures(), call.show_state(6)]


def test_what_an_action_refuses_is_said(panel, engine):
    before = engine.request.call_count
    assert not panel.edit(refused, "sum")
    panel.content.refuse.assert_called_once_with("not that")
    assert (panel.edits, engine.request.call_count) == ([], before)


def test_a_gesture_is_one_edit_and_undo_another(panel, engine):
    answer(panel, engine)
    for number, going in ((1, True), (1, True), (1, False)):
        add(panel, number, going)
        answer(panel, engine)
    add(panel, 10)
    answer(panel, engine)
    panel.show_state(8)  # as undo does
    answer(panel, engine)
    assert panel.noted == [
        (5, 0, OPENED), (6, 1, "sum"), (7, 1, "sum"), (8, 1, "sum"), (18, 2, "sum"), (8, 3, UNDO),
    ]  # fmt: skip


def test_a_gesture_that_goes_on_is_not_ended_by_its_own_edits(panel):
    add(panel, 1, in_gesture=True)
    panel.content.end_gestures.assert_not_called()
    panel.show_state(5)
    panel.content.end_gestures.assert_called_once_with()


def test_a_look_is_no_edit(panel, engine):
    answer(panel, engine)
    panel.look(place=1)
    answer(panel, engine)
    assert (len(panel.noted), panel.edits) == (1, [])


def test_a_question_is_shown_by_its_state_and_view(panel, engine):
    panel.try_question("double")
    assert (panel.edits, answer(panel, engine).view) == ([(10, "question", False)], View(1))


# Failures


def test_settings_that_fail_give_way_to_those_that_are_shown(panel, engine):
    first = answer(panel, engine)
    panel.frame(1)
    add(panel, 1)
    panel.look(place=2)
    fail(panel)
    assert panel.edits[1:] == [(5, FAILED, False)]
    assert (panel.state, panel.view) == (first.state, first.view)
    panel.frame(2)
    assert panel.shown[-1][0] is first, "what showed the other view shows this one again"
    fail(panel)
    assert len(panel.edits) == 2, "there is nothing more to go back to"


def test_a_look_that_fails_goes_back_without_an_edit(panel, engine):
    first = answer(panel, engine)
    panel.frame(1)
    looked = []
    panel.looked.connect(looked.append)
    panel.look(place=2)
    fail(panel)
    assert looked == [View(2), first.view], "what is kept is where one looks again"
    panel.frame(2)
    assert (panel.edits, panel.view) == ([], first.view)
    assert [each for each, _ in panel.shown] == [first, first]


def test_settings_that_fail_at_first_give_way_to_the_default(panel, engine):
    fail(panel)
    assert panel.edits == [(0, FAILED, False)]
    fail(panel)
    assert (panel.state, panel.ready()) == (0, False)
    before = engine.request.call_count
    panel.reset()
    assert engine.request.call_count == before + 1, "Ctrl+R tries again"
    answer(panel, engine)
    panel.reset()
    assert engine.request.call_count == before + 1
