"""Moments of the Training panel, drawn at random, for `tests/panelkit/test_moments.py`."""

from __future__ import annotations

import random
from typing import Any

from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.moment import Moment
from lossviz.panels.training import state as training


def some_moment(draw: random.Random) -> Moment[Any, Any]:
    config = TrainingConfig(
        learning_rate=draw.choice([0.001, 0.01]),
        loss=draw.choice(["hinge", "softmax"]),
        optimizer=draw.choice(["sgd", "adam"]),
        seed=draw.randrange(99),
        batch_size=draw.choice([32, 64]),
    )
    view = training.TrainingView(
        templates=draw.choice(["weights", "gradients"]),
        scale=draw.choice(["shared", "per-class"]),
        page=draw.randrange(3),
        pixel=draw.choice([None, (draw.randrange(10), draw.randrange(32), draw.randrange(32))]),
        speed=draw.choice([None, *training.SPEEDS]),
    )
    return Moment(training.TrainingState(config), view, draw.randrange(12))
