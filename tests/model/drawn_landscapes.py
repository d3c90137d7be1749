"""Landscapes for tests: random planes through the weights of random classifiers."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lossviz.model.arrays import Floats, Labels
from lossviz.model.landscape import Landscape, PlaneWeights
from lossviz.model.losses import LOSSES, Hinge, Loss
from lossviz.model.objective import Objective, objective
from lossviz.model.regularization import Regularization

EVERY_LOSS: dict[str, Loss] = LOSSES | {
    "squared": Hinge(squared=True),
    "mean": Hinge(mean=True),
    "true class": Hinge(margin=0.7, include_true_class=True),
    "all three": Hinge(margin=2.0, squared=True, include_true_class=True, mean=True),
}


class Drawn(NamedTuple):
    """A classifier on a plane, by its examples and weights, and the landscape of it."""

    X: Floats
    y: Labels
    W: tuple[Floats, Floats, Floats]
    b: tuple[Floats, Floats, Floats]
    f: Landscape

    def model(self, w1: float, w2: float) -> Objective:
        """The model itself at a point."""
        (W0, U, V), (b0, bu, bv) = self.W, self.b
        W, b = W0 + w1 * U + w2 * V, b0 + w1 * bu + w2 * bv
        return objective(W, b, self.X, self.y, self.f.of_scores, self.f.regularization)

    def model_slope(self, w1: float, w2: float) -> Floats:
        """The model's own gradient along the plane."""
        found = self.model(w1, w2)
        pairs = zip(self.W[1:], self.b[1:], strict=True)
        return np.array([np.sum(found.dW * U) + found.db @ bu for U, bu in pairs])


def drawn(
    loss: str, kind: str, seed: int, dtype: Any = np.float64, N: int = 5, strength: float = 0.3
) -> Drawn:
    """N examples of three numbers and four classes, on a plane that no axis lies in."""
    rng = np.random.default_rng(seed)
    X, y = rng.standard_normal((N, 3)).astype(dtype), rng.integers(0, 4, N)
    W = tuple(each.astype(dtype) for each in rng.standard_normal((3, 4, 3)))
    b = tuple(each.astype(dtype) for each in rng.standard_normal((3, 4)))
    S = (X @ each.T + bias for each, bias in zip(W, b, strict=True))
    plane = PlaneWeights(*(each.ravel() for each in W), *b)
    penalty = Regularization(kind, strength, beta=0.8)
    return Drawn(X, y, W, b, Landscape(*S, y, EVERY_LOSS[loss], plane, penalty))  # type: ignore[arg-type]
