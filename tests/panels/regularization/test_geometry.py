"""The view Geometry: what it finds against other ways to find it, and what it draws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq

from lossviz.data.lecture_examples import TWO_WEIGHTS
from lossviz.model.regularization import L1, L2, Elastic
from lossviz.panels.regularization.geometry.bodies import body
from lossviz.panels.regularization.geometry.evaluation import evaluate
from lossviz.panels.regularization.geometry.pictures import plane, range_text
from lossviz.panels.regularization.geometry.settings import (
    GeometryLook,
    GeometrySettings,
    with_centre,
    with_data,
)


def test_zero_of_the_lecture_s_examples_by_bisection():
    X, y, b = TWO_WEIGHTS
    sign = np.where(y == 0, -1.0, 1.0)

    def slope(w1: float) -> np.ndarray:  # of the softmax loss of two classes, at (w1, 0)
        p = 1 / (1 + np.exp(-sign * (X[:, 0] * w1 + b[0])))
        return (p * sign) @ X / len(X)

    w1 = brentq(lambda w1: slope(w1)[1] + slope(w1)[0], 0.5, 2.0, xtol=1e-14)
    found = evaluate(GeometrySettings(), GeometryLook()).zeros[1]
    assert found == pytest.approx(abs(slope(w1)[1]), rel=1e-8)
    assert found == pytest.approx(0.521, abs=5e-4)


@pytest.mark.parametrize("regularizer", [L2(), L1(), Elastic(0.5)], ids=lambda each: each.name)
def test_the_body_is_all_of_one_size_and_has_a_corner_on_each_axis(regularizer):
    outline = body(regularizer, 1.7)
    assert [regularizer.penalty(w) for w in outline] == pytest.approx([1.7] * len(outline))
    assert np.count_nonzero(np.abs(outline).min(axis=1) < 1e-12) == 4
    assert len(body(regularizer, 0.0)) == 0


@pytest.mark.parametrize("data", ["softmax", "hinge", "squares"])
def test_the_bold_contour_touches_the_body_at_the_minimum(data):
    found = evaluate(GeometrySettings(data=data), GeometryLook())
    line = np.concatenate(found.touching.lines)
    assert np.linalg.norm(line - found.now.w, axis=1).min() < 0.03
    shown = plane(found)
    assert shown.spots[0].place == found.now.w
    R = L1()
    outside = [R.penalty(w) for w in line]
    assert min(outside) > found.now.R - 0.01


def test_words():
    ranges = [(0.6, 0.6), (-0.6, 0.6), (-0.1, 0.6), (0.0, 0.0)]
    texts = [range_text(*each) for each in ranges]
    assert texts == ["+0.600", "±0.600", "−0.100 to +0.600", "0.000"]
    with pytest.raises(ValueError, match="centre"):
        with_centre(GeometrySettings(), (1e9, 0))
    with pytest.raises(ValueError, match="Data"):
        with_data(GeometrySettings(), "cubes")
