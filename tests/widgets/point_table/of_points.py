"""Points for the tests of their table: those of the mockup, and as many as one likes."""

from __future__ import annotations

from typing import Any

import numpy as np

MOCKUP = np.array(
    [[0.42, 0.55], [0.78, 0.30], [-0.46, 0.34], [-0.28, 0.72], [0.66, -0.42], [-0.34, -0.52]]
)
TRUE = np.array([0, 0, 1, 1, 2, 2])
W = np.array([[0.92, 0.44], [-0.89, -0.16], [0.57, -0.98]])
B = np.array([-0.01, 0.16, 0.21])
Shown = tuple[Any, ...]


def mockup(losses: np.ndarray[Any, Any] | None = None, role: str = "semantic.softmax") -> Shown:
    """Six points: the last is classified as 1, wrongly."""
    scores = MOCKUP @ W.T + B
    if losses is None:
        losses = np.array([0.64, 0.0, 0.0004, 0.77, 0.60, 0.86])
    return MOCKUP, TRUE, scores, losses, scores.argmax(1) != TRUE, float(losses.mean()), role


def many(count: int, classes: int, grow: float = 1.0) -> Shown:
    """Points anywhere in the square, under weights of about `grow`."""
    rng = np.random.default_rng(7)
    X, y = rng.uniform(-1, 1, (count, 2)), rng.integers(0, classes, count)
    scores = X @ rng.uniform(-2, 2, (classes, 2)).T * grow
    losses = scores.max(1, initial=0.0) - scores[np.arange(count), y]
    mean = float(losses.mean()) if count else float("nan")
    return X, y, scores, losses, scores.argmax(1) != y, mean, "semantic.hinge"
