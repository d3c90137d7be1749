"""The named quantities of the Playground panel, in its window, against `lossviz.model`."""

from __future__ import annotations

import numpy as np

from lossviz.data.points import DEMO, DEMO_B, DEMO_W, held_out
from lossviz.model.arrays import Floats
from lossviz.model.gradients import numeric_gradient, relative_error
from lossviz.model.losses import LOSSES, Loss
from lossviz.model.objective import Objective, objective
from lossviz.model.parameters import pack, unpack
from lossviz.model.regularization import Regularization
from lossviz.model.scores import scores
from lossviz.widgets.controls.menu_button import MenuButton
from lossviz.widgets.point_table.point_table import PointTable
from tests.panels.named import wrong
from tests.shell.driving import (  # noqa: F401 - fixtures
    App,
    OpenApp,
    drawn_once,
    open_app,
    small_stand_in,
)

SHARE, POINT, RATE = 0.34, 2, 0.1
HINGE, SOFTMAX = LOSSES["hinge"], LOSSES["softmax"]
L2 = Regularization("l2", 0.1)
TEST = held_out(DEMO.y, SHARE, 0)
X, Y = DEMO.X[~TEST], DEMO.y[~TEST]


def of(W: Floats, b: Floats, loss: Loss = HINGE) -> Objective:
    return objective(W, b, X, Y, loss, L2)


def updated(W: Floats, b: Floats, loss: Loss = HINGE) -> tuple[Floats, Floats]:
    """W and b after a step of gradient descent."""
    found = of(W, b, loss)
    return W - RATE * found.dW, b - RATE * found.db


def accuracy(W: Floats, b: Floats, X: Floats, y: Floats) -> float:
    return 100 * float((scores(X, W, b).argmax(axis=1) == y).mean())


def by_numbers(W: Floats, b: Floats) -> float:
    """The relative error of the gradient, each weight moved by 1e−5 of itself, or of 1."""
    parameters, found = pack(W, b), of(W, b)
    size = np.maximum(np.abs(parameters), 1)
    slopes = numeric_gradient(lambda p: of(*unpack(p * size, 3)).total, parameters / size, 1e-5)
    return relative_error(pack(found.dW, found.db), slopes / size)


def expected() -> dict[str, object]:
    """The demo with a third of its points held out, after one update, point 3 chosen."""
    W, b = updated(DEMO_W, DEMO_B)
    after, rival = updated(W, b), updated(DEMO_W, DEMO_B, SOFTMAX)
    here, s = of(W, b), scores(DEMO.X, W, b)
    slopes = HINGE.gradient(scores(X, W, b), Y)
    return {
        "points": len(Y), "held_out": TEST.sum(), "classes": 3, "features": 2,
        "losses": HINGE.loss(s, DEMO.y),
        "pulling": np.any(slopes != 0, axis=1).sum(),
        "accuracy": accuracy(W, b, X, Y),
        "held_out_accuracy": accuracy(W, b, DEMO.X[TEST], DEMO.y[TEST]),
        "point": POINT + 1, "point_x": DEMO.X[POINT], "point_class": DEMO.y[POINT],
        "point_scores": s[POINT],
        "point_loss": HINGE.loss(s[POINT : POINT + 1], DEMO.y[POINT : POINT + 1])[0],
        "data": HINGE.loss(scores(X, W, b), Y).mean(),
        "penalty": 0.1 * (W**2).sum(),
        "total": here.total,
        "margin": 1, "strength": 0.1,
        "weights": W, "biases": b, "weight_slopes": here.dW, "bias_slopes": here.db,
        "penalty_slope": 2 * 0.1 * W[0, 0],
        "relative_error": by_numbers(W, b),
        "step": 1, "learning_rate": RATE, "momentum": 0.9, "batch_size": 0,
        "update_change": of(*after).total - here.total,
        "update_change_by_slope": -RATE * ((here.dW**2).sum() + (here.db**2).sum()),
        "rival_total": of(*rival, SOFTMAX).total,
        "rival_accuracy": accuracy(*rival, X, Y),
    }  # fmt: skip


def test_each_can_be_read_in_the_window_and_is_what_the_model_says(open_app):  # noqa: F811
    app = open_app(panel="playground", theme="light")
    panel = app.window.panel
    looked_at = ("held_out_accuracy", "point", "point_loss", "rival_total", "rival_accuracy")
    assert [panel.quantity(name) for name in looked_at] == [None] * 5
    app.type("playground.share", f"{100 * SHARE:g}")
    app.find("playground.points", PointTable).point_chosen.emit(POINT)
    beside = app.find("playground.beside", MenuButton)
    app.choose("playground.beside", dict(beside.choices)["loss"])
    app.wait(lambda: None not in [panel.quantity(name) for name in looked_at])
    app.click("playground.step")
    app.wait(lambda: panel.quantity("step") == 1)
    assert wrong(panel, expected()) == []
