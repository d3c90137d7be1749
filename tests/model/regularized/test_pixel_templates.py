"""Templates for one λ after another: each is a minimum of the objective that the lecture writes."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.dataset import Dataset, Split
from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.losses import Softmax
from lossviz.model.objective import objective
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.regularization import Regularization
from lossviz.model.regularized.pixel_templates import objective_on_span, pixel_templates
from lossviz.model.regularized.quasi_newton import descending
from lossviz.model.totals import finished


def test_every_step_of_the_way_is_a_minimum(data: Dataset):
    learn, _ = data.split()
    work = pixel_templates(learn, data.test, 3, (1.0, 0.1, 0.01))
    seen = list(work)
    found = [each for each in seen if each is not None]
    assert seen[0] is None  # there are places to rest
    assert [each.strength for each in found] == [1.0, 0.1, 0.01]

    mean = mean_image(learn.images)
    X = preprocess(learn.images, mean).astype(np.float64)
    for each in found:
        lecture = objective(
            each.W, each.b, X, learn.labels, Softmax(), Regularization("l2", each.strength)
        )
        assert (each.data, each.R) == pytest.approx((lecture.data, lecture.penalty / each.strength))
        # A convex objective with λ |W|^2 is at most |gradient|^2 / 4 λ above its least.
        above = float(np.vdot(lecture.dW, lecture.dW)) / (4 * each.strength)
        assert above < 1e-4 * lecture.total
        assert abs(lecture.db).max() < 1e-2
        right = (X @ each.W.T + each.b).argmax(axis=1) == learn.labels
        assert each.train == right.mean()
    assert [each.R for each in found] == sorted(each.R for each in found)
    assert found[0].roughness < found[2].roughness


def test_no_images_are_told_and_no_test_images_are_no_trouble(data: Dataset):
    none = Split(np.zeros((0, 3072), np.uint8), np.zeros(0, np.int64))
    with pytest.raises(ValueError, match="an image"):
        next(pixel_templates(none, none, 3))
    alone = Split(data.test.images[:1], data.test.labels[:1])
    last = list(pixel_templates(alone, none, 3, (1.0,)))[-1]
    assert last is not None
    assert (last.test, last.train) == (None, 1.0)


def test_gradient_on_the_span_is_the_numeric_one():
    rng = np.random.default_rng(0)
    Z, VB, y = rng.normal(0, 1, (6, 4)), rng.normal(0, 1, (3, 5)), np.array([0, 1, 2, 2, 0, 1])
    _, gradient = objective_on_span(VB, Z, y, 0.2)
    numeric = numeric_gradient(lambda VB: objective_on_span(VB, Z, y, 0.2)[0], VB)
    assert gradient_check(gradient, numeric) < 1e-6


def test_descending_ends_at_the_minimum_of_a_valley():
    H = np.diag([100.0, 1.0, 0.01])
    goal = np.array([1.0, -2.0, 3.0])

    def f(w):
        return float((w - goal) @ H @ (w - goal) / 2) + 1, H @ (w - goal)

    w = finished(descending(f, np.zeros(3), np.ones(3), 1e-9))
    assert w == pytest.approx(goal, abs=1e-5)
