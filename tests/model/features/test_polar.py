"""Two classifiers of the same points, and the line of one in the plane of the other."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.feature_maps import Polar
from lossviz.model.features.polar import learned, line_taken_back
from lossviz.model.losses import LOSSES
from lossviz.model.scores import scores


def test_what_no_line_parts_one_line_parts_in_polar() -> None:
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    X, y = np.concatenate([0.3 * circle, 0.8 * circle]), np.repeat([0, 1], 40)
    plain, polar = learned(X, y), learned(Polar().features(X), y)
    assert plain.losses[0] == polar.losses[0] == pytest.approx(np.log(2))
    assert plain.right.mean() == pytest.approx(0.5, abs=0.1)
    assert polar.right.all()
    s = scores(Polar().features(X), polar.W, polar.b)
    assert polar.losses[-1] == pytest.approx(LOSSES["softmax"].loss(s, y).mean())
    back = line_taken_back(polar.W, polar.b)
    assert len(back) == 181
    s = scores(Polar().features(back), polar.W, polar.b)
    np.testing.assert_allclose(s[:, 0], s[:, 1], atol=1e-6 * np.abs(polar.W).max())
    np.testing.assert_allclose(np.hypot(*back.T), 0.55, atol=0.05)


def test_a_line_that_has_no_radius_is_none() -> None:
    assert len(line_taken_back(np.zeros((2, 2)), np.zeros(2))) == 0
    assert len(line_taken_back([[0, 0], [1, 0]], [0, 3])) == 0  # r = −3
    with pytest.raises(ValueError, match=r"W must be \(2, 2\)"):
        line_taken_back(np.zeros((3, 2)), np.zeros(3))
