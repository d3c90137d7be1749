"""The named quantities of the Regularization panel against `lossviz.model`, view by view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

from lossviz.model.losses import Hinge
from lossviz.model.regularization import Elastic, Regularization
from lossviz.panels.regularization.curvature.settings import CurvatureSettings
from lossviz.panels.regularization.evaluation import evaluate
from lossviz.panels.regularization.geometry.settings import GeometrySettings
from lossviz.panels.regularization.preferences.settings import SPARSE
from lossviz.panels.regularization.quantities import QUANTITIES
from lossviz.panels.regularization.simpler.settings import SimplerSettings
from lossviz.panels.regularization.state import RegularizationState, looking_at
from lossviz.panels.regularization.views import LOOKS, START, VIEWS
from lossviz.panels.regularization.w_or_2w.settings import WOr2WSettings

S = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
W = np.array([[2.2, 0.3, 1.0, 1.2], [3.1, 2.9, 2.0, 0.5], [-0.7, 3.0, -1.0, -2.1]])
Y = np.arange(3)
CAR = [1]
LECTURE_ZERO = 0.52064081857  # by bisection: the slope of softmax at the least w with w2 = 0
SQUARES, SIZES = float((W**2).sum()), float(np.abs(W).sum())


def read(view: str, settings: object) -> dict[str, object]:
    """All quantities of a view, with these settings."""
    state = RegularizationState({**START.views, view: settings})
    seen = evaluate(state, looking_at(view)(LOOKS))
    names = {each.name for each in VIEWS[view].quantities}
    return {each.name: each.read(seen) for each in QUANTITIES if each.name in names}


def hold(found: Mapping[str, object], expected: Mapping[str, ArrayLike]) -> None:
    """All of them are expected, and read so."""
    assert found.keys() == expected.keys()
    for name, wanted in expected.items():
        np.testing.assert_allclose(found[name], np.ravel(wanted), rtol=1e-8, err_msg=name)  # type: ignore[arg-type]


def test_of_w_or_2w():
    penalty = Regularization("elastic", 0.1, 0.25)
    k = 0.5
    R = k**2 * 0.25 * SQUARES + k * SIZES
    hold(
        read("w_or_2w", WOr2WSettings(penalty, k)),
        {
            "scale": k,
            "data": 0,
            "plain_penalty": R,
            "penalty": 0.1 * R,
            "total": 0.1 * R,
            "total_at_one": 0.1 * (0.25 * SQUARES + SIZES),
            # Below 1 / 3.6 and above 1 / 2.9 one slope alone counts: here the penalty's is smaller.
            "least_scale": least(penalty),
            "least_total": total(penalty, least(penalty)),
            "closing_scale": 1 / 2.9,
            "image_losses": Hinge().loss(S[CAR], Y[CAR]),
            "scaled_image_losses": Hinge().loss(k * S[CAR], Y[CAR]),
        },
    )


def total(penalty: Regularization, k: float) -> float:
    return float(Hinge().loss(k * S[CAR], Y[CAR]).mean() + penalty.penalty(k * W))


def least(penalty: Regularization) -> float:
    """By a search over every k, and then around the best."""
    ks = np.linspace(0, 2, 20_001)
    for _ in range(4):
        best = ks[np.argmin([total(penalty, k) for k in ks])]
        ks = np.linspace(max(best - (ks[1] - ks[0]), 0), best + (ks[1] - ks[0]), 101)
    return float(best)


def test_of_preferences():
    settings = replace(SPARSE, w=(0.2, 0.4, -0.6, 0.5), penalty=Regularization("l1", 1.0, 0.5))
    x, w1, w2, w = (np.array(v) for v in (settings.x, settings.w1, settings.w2, settings.w))
    three = (w1, w2, w)
    elastic = Elastic(0.5)
    grid = np.linspace(0, 0.5, 100_001)  # all of the score by x = 2, or some by the others
    rest = (1 - 2 * grid) / 3
    hold(
        read("preferences", settings),
        {
            "vector_scores": [v @ x for v in three],
            "l2_costs": [v @ v for v in three],
            "l1_costs": [np.abs(v).sum() for v in three],
            "elastic_costs": [elastic.penalty(v) for v in three],
            "least_costs": [
                1 / 7,
                0.5,
                (0.5 * (grid**2 + 3 * rest**2) + grid + 3 * rest).min(),
            ],
            "own_weights": w,
            "cheapest_weights": [0, 0, 0, 0.5],
            "penalty_slopes": [2 * w, np.sign(w), w + np.sign(w)],
        },
    )


def test_of_geometry():
    settings = GeometrySettings(Regularization("l1", 0.7), "squares", (1.0, -0.3))
    w = np.array([1 - 0.35, 0])  # soft thresholds
    hold(
        read("geometry", settings),
        {
            "minimum": w,
            "minimum_data": 0.35**2 + 0.3**2,
            "minimum_size": 0.65,
            "minimum_total": 0.35**2 + 0.3**2 + 0.7 * 0.65,
            "free_minimum": [1, -0.3],
            "zero_from_w1": 2,
            "zero_from_w2": 0.6,
            "slopes_left": 0,
        },
    )


def test_of_simpler_models():
    settings = SimplerSettings(Regularization("l2", 0.011), 9)
    (x, y), (test_x, test_y) = (np.array(each).T for each in (settings.points, settings.test))
    powers, test_powers = (each[:, None] ** np.arange(1, 10) for each in (x, test_x))
    centred = powers - powers.mean(axis=0)
    pull = len(x) * 0.011 * np.eye(9)
    w = np.linalg.solve(centred.T @ centred + pull, centred.T @ (y - y.mean()))
    b = y.mean() - powers.mean(axis=0) @ w
    line = np.polyfit(x, y, 1)
    f1 = np.polyfit(x, y, 9)
    found = read("simpler", settings)
    best = float(found.pop("best_strength"))  # type: ignore[arg-type]
    hold(
        found,
        {
            "degree": 9,
            "fit_bias": b,
            "fit_weights": w,
            "train_error": ((powers @ w + b - y) ** 2).mean(),
            "test_error": ((test_powers @ w + b - test_y) ** 2).mean(),
            "fit_penalty": w @ w,
            "largest_weight": np.abs(w).max(),
            "f1_test_error": ((np.polyval(f1, test_x) - test_y) ** 2).mean(),
            "f2_test_error": ((np.polyval(line, test_x) - test_y) ** 2).mean(),
        },
    )
    errors = [
        read("simpler", SimplerSettings(Regularization("l2", best * each), 9))["test_error"]
        for each in (0.8, 1.0, 1.25)
    ]
    assert errors[1] == min(errors)  # type: ignore[type-var]
    assert best == pytest.approx(0.011, abs=0.001)


def test_of_curvature():
    settings = CurvatureSettings(
        Regularization("elastic", 10.0, 0.5), "hundred", (0.5, 1.2), goal="0.0001"
    )
    found = read("curvature", settings)
    # Each step multiplies what is left by 99/101; with a kink at the minimum it is counted.
    assert found.pop("free_walk_steps") == np.ceil(np.log(1e-4) / np.log(99 / 101))
    w, steps = np.array([0.5, 1.2]), 0
    while np.linalg.norm(w) > 1e-4 * 1.3 and steps <= 1000:
        w, steps = w - 2 / 121 * (np.array([100, 1]) * w + 10 * (w + np.sign(w))), steps + 1
    hold(
        found,
        {
            "highest_curvature": 110,
            "lowest_curvature": 11,
            "condition": 10,
            "walk_rate": 2 / 121,
            "walk_steps": steps if steps <= 1000 else np.inf,
            "valley_minimum": [0, 0],
            "valley_data": 0,
        },
    )


def test_of_the_lecture():
    facts = {each.name: each.read(None) for kind in VIEWS.values() for each in kind.facts}  # type: ignore[arg-type]
    expected = {
        "lecture_car_loss_doubled": 0,
        "lecture_losses_doubled": [4.8, 0, 23.8],
        "lecture_penalty_ratio": 4,
        "lecture_least_scale": 1 / 2.9,
        "lecture_l2_w1": 1,
        "lecture_l2_w2": 0.25,
        "lecture_l1_w1": 1,
        "lecture_l1_w2": 1,
        "lecture_elastic_w1": 1.5,
        "lecture_elastic_w2": 1.125,
        "sparse_least_l2": 1 / 7,
        "sparse_least_l1": 0.5,
        "lecture_zero_from": LECTURE_ZERO,
        "hundred_steps": 461,
        "hundred_rounded_steps": 46,
        "alike_steps": 165,
        "alike_rounded_steps": 41,
        "l1_added_curvature": 0,
        "bowl_l1_w2": 0,
        "bowl_l2_w2": 0.2,
        "bowl_l1_w2_on_a_side": 0.5,
        "first_f1_train_error": 0,
    }
    for name, wanted in expected.items():
        np.testing.assert_allclose(facts[name], wanted, rtol=1e-8, err_msg=name)  # type: ignore[arg-type]
