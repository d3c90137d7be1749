"""The named quantities of the Landscape panel, in its window, against `lossviz.model`."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.data.lecture_examples import LECTURE_VECTOR, LECTURE_W, TWO_WEIGHTS
from lossviz.model import optimizers
from lossviz.model.arrays import Floats
from lossviz.model.evaluation import evaluate
from lossviz.model.gradients import angle, numeric_gradient, relative_error
from lossviz.model.losses import LOSSES
from lossviz.model.objective import Objective, objective
from lossviz.model.parameters import unpack
from lossviz.model.regularization import Regularization
from lossviz.panels.landscape.surface_kinds import SURFACES
from tests.panels.named import wrong
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    cifar_folder,
    drawn_once,
    open_app,
    small_stand_in,
)

START, RATE, H = np.array([0.34, -1.11]), 0.5, 1e-4
NONE = Regularization("none", 0.0)


def of(w: Floats, examples: object = TWO_WEIGHTS) -> Objective:
    """The softmax loss of one row of weights against a row of zeros, and its gradient."""
    X, y, b = examples  # type: ignore[misc]
    return objective(np.stack([w, 0 * w]), b, X, y, LOSSES["softmax"], NONE)


def numeric(w: Floats, examples: object = TWO_WEIGHTS) -> Floats:
    return numeric_gradient(lambda w: of(w, examples).total, w, H, "forward")


def expected() -> dict[str, object]:
    """After one step of gradient descent, beside momentum, with the lecture's table in view."""
    first = of(START)
    w = START - RATE * first.dW[0]
    here = of(w)
    analytic, ahead = here.dW[0], w - RATE * here.dW[0]
    rival = optimizers.momentum(optimizers.start(START), first.dW[0], RATE, 0.9).parameters
    lecture = np.array(LECTURE_W)
    return {
        "w1": w[0], "w2": w[1], "total": here.total,
        "analytic_gradient": analytic,
        "numeric_gradient": numeric(w),
        "gradient_length": np.sqrt(np.sum(analytic**2)),
        "relative_error": relative_error(analytic, numeric(w)),
        "angle": angle(analytic, numeric(w)),
        "kinks": 0, "h": H, "weights": 2, "evaluations": 3,
        "lecture_gradient": numeric(lecture, LECTURE_VECTOR),
        "lecture_relative_error": relative_error(
            of(lecture, LECTURE_VECTOR).dW[0], numeric(lecture, LECTURE_VECTOR)
        ),
        "learning_rate": RATE, "momentum": 0.9, "batch_size": 4, "strength": 0, "step": 1,
        "start_total": first.total, "lowest_total": min(first.total, here.total),
        "next_point": ahead, "next_total": of(ahead).total,
        "walked_evaluations": 1,
        "rival_totals": [of(rival).total],
    }  # fmt: skip


def test_each_can_be_read_in_the_window_and_is_what_the_model_says(open_app):  # noqa: F811
    app = open_app(panel="landscape", theme="light")
    panel = app.window.panel
    app.entry("landscape.race", "C  Momentum").trigger()
    app.entry("landscape.try", "The lecture’s W").trigger()
    app.wait(lambda: panel.quantity("rival_totals") and panel.quantity("lecture_gradient"))
    app.click("landscape.step")
    app.wait(lambda: panel.quantity("step") == 1)
    # Sums over the examples go another way round here, and the numeric gradient divides by h.
    assert wrong(panel, expected(), rel=1e-5, without=("accuracy",)) == []
    assert panel.quantity("accuracy") is None


def test_the_accuracy_is_that_of_the_weights_in_training(open_app, cifar_folder):  # noqa: F811
    app = open_app(panel="training", data=cifar_folder)
    app.take_steps(3)
    app.window.show_panel("landscape")
    app.choose("landscape.surface", SURFACES["training"].title)
    panel = app.window.panel
    app.wait(lambda: panel.quantity("accuracy") is not None)
    trace = app.report.trace
    W, b = unpack(trace.now, trace.classes)
    found = evaluate(W, b, *trace.data.split()[0], trace.mean, LOSSES["softmax"])
    assert panel.quantity("accuracy") == pytest.approx(100 * found.accuracy)
