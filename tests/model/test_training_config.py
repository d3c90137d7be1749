"""Settings that make no sense are refused, by name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pytest

from lossviz.model.regularization import Regularization
from lossviz.model.training_config import TrainingConfig

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("loss", ["svm", "", None, []]),
        ("learning_rate", [0, -1, NAN, INF, "0.1", None, True]),
        ("strength", [-1e-9, NAN, INF, "1"]),
        ("regularization", ["L2", 0]),
        ("batch_size", [0, 513, 1.0, "32", True]),
        ("optimizer", ["SGD", None]),
        ("momentum", [-0.1, 1, NAN, None]),
        ("epochs", [0, -1, 2.5]),
        ("seed", [-1, 0.5, None]),
        ("weight_scale", [-1, NAN, INF]),
    ],
)
def test_what_is_refused(field: str, wrong: list[Any]) -> None:
    for value in wrong:
        with pytest.raises(ValueError, match=f"^{field} must be .*, not "):
            replace(TrainingConfig(), **{field: value})


def test_what_is_allowed() -> None:
    TrainingConfig(learning_rate=1e30, strength=0, batch_size=1, momentum=0, weight_scale=0)
    TrainingConfig(batch_size=512, epochs=1, seed=2**40, learning_rate=1)


def test_numbers_become_python_numbers() -> None:
    config = TrainingConfig(batch_size=np.int64(32), learning_rate=np.float64(0.1), strength=1)  # type: ignore[arg-type]
    assert type(config.batch_size) is int
    assert type(config.learning_rate) is type(config.strength) is float


def test_it_is_a_value() -> None:
    assert TrainingConfig() == TrainingConfig()
    assert len({TrainingConfig(), TrainingConfig(), TrainingConfig(seed=1)}) == 2
    with pytest.raises(FrozenInstanceError):
        TrainingConfig().seed = 3  # type: ignore[misc]


def test_its_penalty() -> None:
    assert TrainingConfig(regularization="l1", strength=0.5).penalty == Regularization("l1", 0.5)
