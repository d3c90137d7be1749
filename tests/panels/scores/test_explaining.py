"""Formulas and code beside the Scores panel: each variant with its numbers."""

from __future__ import annotations

from itertools import product

import pytest

from lossviz.model.losses import Hinge
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS, hinge_latex
from lossviz.panels.scores.evaluation import Evaluation, evaluate
from lossviz.panels.scores.explaining import explanation
from lossviz.panels.scores.state import ScoresView, with_class_added, with_variant
from lossviz.panels.scores.tables import LECTURE, PRESETS, preset
from lossviz.panels.scores.weights import with_linear
from tests.panels.explained import by_key, hold_numbers, sound


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
        hold_numbers(softmax.numbers, e.example.softmax, close=0.12)  # 0.05 / 21.25
        hold_numbers(slope.numbers, float(e.example.dS_softmax[j]), close=1e-3)


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
