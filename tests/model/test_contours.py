"""Contour lines: on the height they are said to be on, closed where they can be, saddles too."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.contours import contour, round_heights

X, Y = np.linspace(-2, 2, 81), np.linspace(-1.5, 1.5, 61)


def test_circles_are_closed_and_on_their_height():
    values = X**2 + Y[:, None] ** 2
    (line,) = contour(values, X, Y, 1.0)
    assert line[0].tolist() == line[-1].tolist()
    assert np.hypot(*line.T) == pytest.approx(1, abs=2e-3)
    assert np.linalg.norm(np.diff(line, axis=0), axis=1).sum() == pytest.approx(2 * np.pi, rel=2e-3)
    cut = contour(values, X, Y, 3.0)  # wider than the window is high
    assert len(cut) == 2
    assert all(abs(line[[0, -1], 1]) == pytest.approx([1.5, 1.5]) for line in cut)
    assert contour(values, X, Y, -1) == contour(values, X, Y, 99) == ()


@pytest.mark.parametrize("height", [-0.2, 0.2])
def test_a_saddle_is_two_lines(height: float):
    x = np.linspace(-1, 1, 5)  # so coarse that its middle cells are crossed four times
    lines = contour(x * x[:, None], x, x, height)
    assert len(lines) == 2
    side = [np.sign(line[:, 0]) for line in contour(X[::8] * X[::8, None], X[::8], X[::8], height)]
    assert all(abs(each.sum()) == len(each) for each in side)  # neither crosses the middle


def test_values_that_are_not_finite_are_no_trouble():
    values = X**2 + Y[:, None] ** 2
    values[:, :20] = np.inf
    values[:5] = np.nan
    for line in contour(values, X, Y, 1.0):
        assert line.shape[1] == 2


def test_round_heights():
    assert round_heights(0.25, 6.5) == (0.3, 0.4, 0.5, 0.8, 1, 1.5, 2, 3, 4, 5, 6)
    assert round_heights(0, 8) == (0.02, 0.08, 0.2, 0.4, 0.6, 1, 1.5, 2, 3, 4, 5, 6)
    assert round_heights(1, 1) == round_heights(0, np.inf) == ()
