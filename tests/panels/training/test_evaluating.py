"""Scores as shares of the highest: what the bars beside an image show, whatever the weights."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.panels.training.evaluating import shares_of_highest

INF = np.inf


@pytest.mark.parametrize(
    ("scores", "shares"),
    [([4, 2, -1], [1, 0.5, 0]), ([-1, -2, 0], [0, 0, 0]), ([INF, 3, -INF], [1, 0, 0]),
     ([INF, INF, 1], [1, 1, 0]), ([np.nan, 2, 1], [0, 0, 0]), ([3e38, 1e-38, 0], [1, 0, 0])],
)  # fmt: skip
def test_shares_are_numbers_of_0_to_1(scores: list[float], shares: list[float]) -> None:
    found = shares_of_highest(np.array([scores], np.float32))
    assert found.dtype == np.float32
    assert found[0] == pytest.approx(shares, abs=1e-6)
