"""Every view of the panel, whatever is set in it: it explains itself and gives its numbers away."""

from __future__ import annotations

import random
import warnings

import numpy as np
import pytest

from lossviz.panelkit.questions import mark
from lossviz.panels.regularization.evaluation import evaluate
from lossviz.panels.regularization.explaining import explanation
from lossviz.panels.regularization.quantities import QUANTITIES
from lossviz.panels.regularization.questions import QUESTIONS
from lossviz.panels.regularization.state import (
    RegularizationState,
    RegularizationView,
    view_that_changed,
    with_penalty,
)
from lossviz.panels.regularization.ui.parts import PARTS
from lossviz.panels.regularization.views import LOOKS, START, VIEWS
from tests.panels.explained import sound
from tests.panels.regularization.moments import DRAWN, some_moment

START_SEEN = evaluate(START, LOOKS)


def shown(view: str) -> RegularizationView:
    return RegularizationView(view, LOOKS.looks)


def test_each_view_is_shown_and_drawn_at_random_by_something():
    assert list(PARTS) == list(VIEWS) == list(DRAWN)


@pytest.mark.parametrize("view", VIEWS)
def test_it_explains_itself_and_its_script_runs_alone(view):
    draw = random.Random(3)
    states = [START.views[view], *(some_moment(draw).state.views[view] for _ in range(5))]
    for settings in states:
        state = RegularizationState({**START.views, view: settings})
        seen = evaluate(state, shown(view))
        sound(explanation(seen))
        kind = VIEWS[view]
        script = kind.numpy(seen.found)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            exec(compile(script, view, "exec"), {"print": lambda *_: None})
        rows = kind.csv(seen.found).splitlines()
        assert len({row.count(",") for row in rows}) == 1
        assert kind.latex(seen.found).count("{") == kind.latex(seen.found).count("}")
        assert kind.status(settings)


def test_questions_have_their_answers_before_they_are_tried_and_show_them_then():
    assert len({asked.key for asked in QUESTIONS}) == len(QUESTIONS)
    for asked in QUESTIONS:
        marking = mark(asked, START_SEEN, {})
        assert all(np.isfinite(float(each.truth.replace("−", "-"))) for each in marking.marks)
        assert asked.look is not None
        assert asked.try_on is not None
        view = asked.look(LOOKS)
        tried = evaluate(asked.try_on(START), view)
        assert mark(asked, tried, {}).marks == marking.marks
        if asked.formula:
            assert asked.formula in {each.key for each in explanation(tried).formulas}


def test_quantities_of_a_view_have_values_while_it_is_shown():
    assert len({each.name for each in QUANTITIES}) == len(QUANTITIES)
    for view, kind in VIEWS.items():
        seen = evaluate(START, shown(view))
        own = {each.name for each in kind.quantities}
        facts = {each.name for each in kind.facts}
        for quantity in QUANTITIES:
            if quantity.name in own | facts:
                assert quantity.read(seen) is not None, quantity.name
    others = {each.name for each in VIEWS["w_or_2w"].quantities}
    seen = evaluate(START, shown("preferences"))
    assert all(each.read(seen) is None for each in QUANTITIES if each.name in others)


def test_what_undo_changed_is_found():
    other = {**START.views, "preferences": with_penalty(START.views["preferences"], kind="l1")}
    assert view_that_changed(START, RegularizationState(other)) == "preferences"
    assert view_that_changed(START, START) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"strength": -1.0},
        {"strength": 1e30},
        {"strength": float("nan")},
        {"beta": 1.5},
        {"kind": "l3"},
    ],
)
def test_a_penalty_that_can_not_be_is_refused_in_a_sentence(changes):
    with pytest.raises(ValueError, match=r"^[λβR].*\.$"):
        with_penalty(START.views["w_or_2w"], **changes)
