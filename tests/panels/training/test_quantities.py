"""The named quantities of the Training panel, in its window, against `lossviz.model`."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import accumulate

from lossviz.model.dataset import Dataset
from lossviz.model.evaluation import confusion, evaluate
from lossviz.model.losses import LOSSES
from lossviz.model.preprocessing import mean_image, preprocess
from lossviz.model.scores import scores
from lossviz.model.training import Run, Snapshot, train
from lossviz.model.training_config import TrainingConfig
from lossviz.widgets.images.confusion_matrix import ConfusionMatrix
from tests.panels.named import wrong
from tests.shell.driving import App
from tests.widgets.looking import area_of

CONFIG = TrainingConfig()
STEPS = 4  # one more than an epoch
CELL = (0, 3)
TOO_LARGE = 1e30


def smooth(values: list[float]) -> float:
    """The exponential moving average of about the last 20."""
    *_, last = accumulate(values, lambda average, value: 0.95 * average + 0.05 * value)
    return last


def expected(snapshots: list[Snapshot], data: Dataset) -> dict[str, object]:
    """After the steps of these snapshots, the first of which is the start."""
    start, now, steps = snapshots[0], snapshots[-1], snapshots[1:]
    judged = {each.step: each.validation for each in snapshots if each.validation is not None}
    mean = mean_image(data.split()[0].images)
    test = evaluate(now.W, now.b, *data.test, mean, LOSSES["softmax"])
    predicted = scores(preprocess(data.test.images, mean), now.W, now.b).argmax(axis=1)
    validation = judged[max(judged)]
    return {
        "learning_rate": 0.005, "strength": 0.02, "batch_size": 128, "momentum": 0.9, "epochs": 20,
        "weight_scale": 0.001, "classes": 10,
        "step": STEPS, "steps_total": now.steps_total, "epoch": now.epoch,
        "best_step": min(judged, key=lambda step: judged[step].data_loss),
        "loss_at_zero": math.log(10), "first_loss": judged[start.step].data_loss,
        "data": now.data_loss, "penalty": now.penalty, "total": now.total,
        "batch_accuracy": 100 * now.batch_accuracy,
        "smooth_data": smooth([each.data_loss for each in steps]),
        "smooth_accuracy": 100 * smooth([each.batch_accuracy for each in steps]),
        "validation_data": validation.data_loss,
        "validation_accuracy": 100 * validation.accuracy,
        "accuracy": 100 * test.accuracy, "chance": 10,
        "cell_images": confusion(data.test.labels, predicted, 10)[CELL],
    }  # fmt: skip


def diverges_at(run: Run, config: TrainingConfig) -> int:
    """The step that fails if training goes on so."""
    while not (snapshot := run.send(config)).diverged:
        pass
    return snapshot.step


def test_each_can_be_read_in_the_window_and_is_what_the_model_says(app: App) -> None:
    panel, data = app.window.panel, app.report.trace.data
    assert [panel.quantity(name) for name in ("data", "smooth_data", "cell_images")] == [None] * 3
    matrix = app.find("training.confusion", ConfusionMatrix)
    place = area_of(matrix.cell_at, CELL, matrix.size()).center().toPoint()
    app.click_at("training.confusion", place)
    app.take_steps(STEPS)
    run = train(CONFIG, data)
    snapshots = [next(run) for _ in range(STEPS + 1)]
    # The curves are kept in float32.
    assert wrong(panel, expected(snapshots, data), 1e-6, without=("diverged_step",)) == []
    assert panel.quantity("diverged_step") is None
    app.type("training.learning_rate", f"{TOO_LARGE:g}")
    app.wait(lambda: panel.quantity("learning_rate") == TOO_LARGE)
    app.click("training.start")
    app.wait(lambda: panel.quantity("diverged_step") is not None)
    rate = replace(CONFIG, learning_rate=TOO_LARGE)
    assert panel.quantity("diverged_step") == diverges_at(run, rate)
