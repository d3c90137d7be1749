"""The slide's four lines come to the lecture's numbers, and to those of the general form."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.one_example import hinge_loss
from lossviz.model.slide import hinge_loss_of_slide_26

SCORES = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])


@pytest.mark.parametrize(("y", "loss"), [(0, 2.9), (1, 0), (2, 12.9)])
def test_the_lecture(y: int, loss: float) -> None:
    """Each image has one pixel of 1: the weights of that pixel are its scores."""
    assert hinge_loss_of_slide_26(np.eye(3)[y], y, SCORES.T) == pytest.approx(loss)


def test_it_is_the_general_form() -> None:
    rng = np.random.default_rng(26)
    for _ in range(20):
        W, x, y = rng.normal(size=(5, 4)), rng.normal(size=4), int(rng.integers(5))
        assert hinge_loss_of_slide_26(x, y, W) == pytest.approx(hinge_loss(W @ x, y))
