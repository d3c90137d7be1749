"""The classifier as the Landscape gets it: the numbers of now, and none that can be changed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.losses import LOSSES, Hinge
from lossviz.model.objective import objective
from lossviz.model.regularization import Regularization
from lossviz.panelkit.commands import TakeStep
from lossviz.panels.playground.offering import playground_example
from lossviz.panels.playground.state import START, with_dataset, with_feature_map
from tests.panels.playground.test_job import drive  # noqa: F401 - a fixture


def test_the_course_s_demo_is_offered_as_it_stands(drive):  # noqa: F811
    found = playground_example(drive().ask(), wanted=True)
    assert found.linear.W.tolist() == [[1, 2], [2, -4], [3, -1]]
    assert found.linear.b.tolist() == [0, 0.5, -0.5]
    assert (found.linear.X == START.points.X).all()
    assert (found.y == START.points.y).all()
    assert (found.loss, found.penalty) == (Hinge(), Regularization("l2", 0.1))
    assert (found.feature_names, found.step, found.wanted) == (("w₀", "w₁"), 0, True)


@pytest.mark.parametrize("key", FEATURE_MAPS)
@pytest.mark.parametrize("loss", LOSSES)
def test_after_updates_its_objective_is_the_panel_s(drive, loss, key):  # noqa: F811
    state = with_feature_map(with_dataset(START, "overlap", count=60, share=0.25), key)
    state = dataclasses.replace(state, loss=loss, margin=0.7, regularization="elastic")
    report = drive(state).ask(TakeStep(), TakeStep())
    found = playground_example(report, wanted=False)
    W, b, X = found.linear.W, found.linear.b, found.linear.X
    of_panel = report.evaluation.objective
    again = objective(W, b, X, found.y, found.loss, found.penalty)
    assert again.total == pytest.approx(of_panel.total)
    assert again.dW == pytest.approx(of_panel.dW)
    assert len(found.y) == (~state.points.test).sum() < 60, "what is held out teaches nothing"
    assert len(found.feature_names) == W.shape[1] == X.shape[1]
    assert (found.step, found.wanted) == (2, False)


def test_other_features_go_by_their_own_names(drive):  # noqa: F811
    found = playground_example(drive(with_feature_map(START, "polar")).ask(), wanted=False)
    assert found.feature_names == ("r", "θ")


def test_what_is_offered_cannot_be_written(drive):  # noqa: F811
    found = playground_example(drive().ask(), wanted=False)
    for each in (found.linear.W, found.linear.b, found.linear.X, found.y):
        assert not each.flags.writeable
    assert not np.shares_memory(found.linear.X, START.points.X)
