"""The table as the Landscape panel gets it: the same numbers, and none that can be changed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from lossviz.panels.scores.evaluation import evaluate
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.state import ScoresState, ScoresView, with_scale, with_variant
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.weights import with_bias, with_linear
from tests.panels.scores.tables import steady, tables


def test_the_lecture_s_table_is_offered_as_it_stands() -> None:
    found = score_example(LECTURE)
    assert found.classes == ("cat", "car", "frog")
    assert found.examples == LECTURE.examples
    assert found.scores.tolist() == [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    assert found.y.tolist() == [0, 1, 2]
    assert found.scale == 1
    assert found.linear is None


def test_scale_and_variant_go_with_it() -> None:
    state = with_variant(with_scale(LECTURE, 2.0), squared=True, margin=0.5)
    found = score_example(state)
    assert found.scores.tolist() == [list(row) for row in LECTURE.scores]
    assert found.scale == 2
    assert found.hinge == state.hinge


def test_weights_biases_and_images_go_with_it_where_they_drive_the_scores() -> None:
    state = with_bias(with_linear(LECTURE, True), 1, 0.7)
    linear = score_example(state).linear
    assert linear is not None
    assert linear.X @ linear.W.T + linear.b == pytest.approx(np.array(state.scores))
    assert linear.b.tolist() == [0, 0.7, 0]


@steady
@given(tables())
def test_any_table_keeps_its_losses(state: ScoresState) -> None:
    found, wanted = score_example(state), evaluate(state, ScoresView())
    losses = found.hinge.loss(found.scale * found.scores, found.y)
    assert losses == pytest.approx(wanted.hinge.each, rel=1e-9, abs=1e-9)


def test_an_offer_is_a_copy_that_later_edits_leave_alone() -> None:
    found = score_example(LECTURE)
    other = score_example(dataclasses.replace(LECTURE, scores=((1.0, 2.0, 3.0),) * 3))
    assert found.scores[0].tolist() == [3.2, 5.1, -1.7]
    assert not np.shares_memory(found.scores, other.scores)
