"""The named quantities of the Scores panel, in its window, against `lossviz.model`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lossviz.model.gradients import gradient_check, numeric_gradient
from lossviz.model.losses import Hinge, Softmax
from lossviz.model.one_example import (
    hinge_gradient,
    hinge_loss,
    hinge_terms,
    probabilities,
    softmax_gradient,
    softmax_loss,
)
from lossviz.panelkit.quantities import UnknownQuantityError
from tests.panels.named import wrong

# The lecture's table, a row an image, and weights that give it.
S = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
Y = np.arange(3)
W = [[2.2, 0.3, 1.0, 1.2], [3.1, 2.9, 2.0, 0.5], [-0.7, 3.0, -1.0, -2.1]]
CAT, CAR = 0, 1
H = 1e-3


def expected(k: float, jiggle: float) -> dict[str, object]:
    """Of the cat image, with k W, its car score moved."""
    s, y = k * S[CAT], CAT
    moved = s + jiggle * np.eye(3)[CAR]
    numeric = {
        loss: numeric_gradient(lambda s, loss=loss: loss(s, y), s, H)
        for loss in (hinge_loss, softmax_loss)
    }
    return {
        "images": 3, "classes": 3, "margin": 1, "scale": k, "weights": W, "biases": [0, 0, 0],
        "hinge_mean": Hinge().loss(k * S, Y).mean(),
        "softmax_mean": Softmax().loss(k * S, Y).mean(),
        "hinge_losses": Hinge().loss(k * S, Y),
        "softmax_losses": Softmax().loss(k * S, Y),
        "original_hinge_mean": Hinge().loss(S, Y).mean(),
        "original_softmax_mean": Softmax().loss(S, Y).mean(),
        "hinge_at_zero": Hinge().loss(0 * S, Y).mean(),
        "softmax_at_zero": Softmax().loss(0 * S, Y).mean(),
        "hinge_mean_all_classes": Hinge(include_true_class=True).loss(S, Y).mean(),
        "hinge_mean_averaged": Hinge(mean=True).loss(S, Y).mean(),
        "hinge_mean_squared": Hinge(squared=True).loss(S, Y).mean(),
        "example": 1, "example_class": CAT, "example_scores": s,
        "example_margins": s - s[y] + 1,
        "example_terms": hinge_terms(s, y),
        "example_hinge": hinge_loss(s, y),
        "example_spare": s[y] - max(s[1:]) - 1,
        "example_probabilities": probabilities(s),
        "example_true_probability": math.exp(-softmax_loss(s, y)),
        "example_softmax": softmax_loss(s, y),
        "example_hinge_slopes": hinge_gradient(s, y),
        "example_softmax_slopes": softmax_gradient(s, y),
        "example_hinge_numeric_slopes": numeric[hinge_loss],
        "example_softmax_numeric_slopes": numeric[softmax_loss],
        "example_hinge_relative_error": gradient_check(hinge_gradient(s, y), numeric[hinge_loss]),
        "example_softmax_relative_error": gradient_check(
            softmax_gradient(s, y), numeric[softmax_loss]
        ),
        "jiggled_class": CAR, "jiggle": jiggle, "jiggled_score": moved[CAR],
        "jiggled_hinge": hinge_loss(moved, y),
        "jiggled_softmax": softmax_loss(moved, y),
    }  # fmt: skip


def test_each_can_be_read_in_the_window_and_is_what_the_model_says(scores):
    scores.click("scores.driver.linear")
    scores.type("scores.scale", "2")
    panel = scores.window.panel
    scores.wait(lambda: panel.quantity("scale") == 2, "the losses are not worked out")
    assert wrong(panel, expected(k=2.0, jiggle=-1.0)) == []


def test_the_lecture_s_losses_are_there_by_name_and_what_has_no_value_is_none(scores):
    panel = scores.window.panel
    assert panel.quantity("hinge_mean") == pytest.approx(5.2667, abs=5e-5)
    assert panel.quantity("softmax_losses") == pytest.approx((2.0404, 0.0791, 6.1565), abs=5e-5)
    assert panel.quantity("weights") is None
    with pytest.raises(UnknownQuantityError, match=r"'hinge_sum'\. There is: images, classes"):
        panel.quantity("hinge_sum")
