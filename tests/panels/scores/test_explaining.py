"""Formulas and code beside the Scores panel: each variant with its numbers."""

from __future__ import annotations

import dataclasses
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.losses import Hinge
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS, hinge_latex
from lossviz.panels.scores.evaluation import Evaluation, evaluate
from lossviz.panels.scores.explaining import explanation
from lossviz.panels.scores.state import ScoresView, with_class_added, with_variant
from lossviz.panels.scores.tables import LECTURE, PRESETS, preset
from lossviz.panels.scores.weights import with_linear
from lossviz.shell.explain.latex import without_colors
from tests.panels.explained import by_key, hold_numbers, sound, worked_out
from tests.panels.scores.tables import steady


def of_variant(view: ScoresView, **variant: object) -> Evaluation:
    return evaluate(with_variant(LECTURE, **variant), view)


@pytest.mark.parametrize("flags", [*product([False, True], repeat=3)], ids=str)
def test_each_variant_is_explained_and_its_numbers_come_to_the_loss(flags):
    variant = dict(zip(("squared", "include_true_class", "mean"), flags, strict=True))
    for i, j in product(range(3), range(3)):
        e = of_variant(ScoresView(example=i, j=j), margin=1.5, **variant)
        found = explanation(e)
        sound(found)
        hinge, softmax, slope = (by_key(found, key) for key in ("hinge", "softmax", "slope"))
        assert (hinge.latex, hinge.original) == (hinge_latex(e.state.hinge), hinge_latex(Hinge()))
        if not e.state.hinge.mean:  # the terms alone are not yet the mean
            hold_numbers(hinge.numbers, e.example.hinge, close=0.02)
        hold_numbers(hinge.numbers[-2:], e.example.hinge, close=0.02)
        hold_numbers(softmax.numbers, e.example.softmax, close=0.0051 + 1e-6)  # two decimals
        hold_numbers(slope.numbers, float(e.example.dS_softmax[j]), close=1e-3)


@steady
@given(st.lists(st.floats(-25, 25), min_size=2, max_size=4), st.integers(1, 6))
def test_minus_log_p_is_the_loss_as_printed(s, digits):
    state = dataclasses.replace(
        LECTURE, scores=(tuple(s),), classes=tuple("abcd"[: len(s)]), examples=("x",), y=(0,),
        digits=digits,
    )  # fmt: skip
    e = evaluate(state, ScoresView())
    last = by_key(explanation(e), "softmax").numbers[-2:]
    hold_numbers(last, worked_out(without_colors(last[1])[1:]), close=0.51 * 10.0**-digits)


def test_the_sums_of_the_course_s_question_stand_beside_the_means():
    after = dataclasses.replace(
        LECTURE, scores=(*LECTURE.scores, (0.0, 0.0, 3.0)), examples=(*LECTURE.examples, "new"),
        y=(*LECTURE.y, 2),
    )  # fmt: skip
    for state, sums in ((LECTURE, "15.8, 8.276"), (after, "15.8, 8.371")):
        symbols = by_key(explanation(evaluate(state, ScoresView())), "mean").symbols
        assert [each.value for each in symbols if "sum of" in each.meaning] == [sums]


def test_the_lecture_s_own_loss_has_no_other_beside_it():
    found = explanation(of_variant(ScoresView()))
    hinge = by_key(found, "hinge")
    assert (hinge.latex, hinge.original) == (LOSS_FORMULAS["hinge"].latex, "")
    values = {each.latex: each.value for each in hinge.symbols}
    assert values == {"s_j": "5.1, −1.7", "s_y": "3.2", r"\Delta": "1.0"}
    assert (hinge.title, hinge.icon) == ("Hinge loss of one image", "hinge")


@pytest.mark.parametrize("key", PRESETS)
@pytest.mark.parametrize("linear", [False, True])
def test_each_table_is_explained(key, linear):
    state = preset(LECTURE, key, seed=3)
    for each in (state, with_class_added(with_class_added(state))):
        sound(explanation(evaluate(with_linear(each, linear), ScoresView())))
