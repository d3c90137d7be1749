"""What training minimises: the mean loss over the examples, plus the penalty on the weights."""

from typing import NamedTuple

from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import Sizes
from lossviz.model.losses import Loss
from lossviz.model.regularization import Regularization
from lossviz.model.scores import scores


class Objective(NamedTuple):
    """The objective at W, b, and its gradient.

    data: mean loss over the N examples. penalty: strength · R(W). total: their sum.
    dW (C, D), db (C,): the gradient of `total`.
    """

    data: float
    penalty: float
    total: float
    dW: Floats
    db: Floats


def objective(
    W: ArrayLike,
    b: ArrayLike,
    X: ArrayLike,
    y: ArrayLike,
    loss: Loss,
    regularization: Regularization,
) -> Objective:
    """L(W, b) = (1/N) sum_i L_i(f(x_i, W, b), y_i) + strength · R(W), and its gradient.

    W (C, D), b (C,), X (N, D), y (N,) with N at least 1; ValueError otherwise. Source: lecture.
    """
    sizes = Sizes()
    X = sizes.numbers("X", X, "N", "D")
    W, b = sizes.numbers("W", W, "C", "D"), sizes.numbers("b", b, "C")
    y = sizes.classes("y", y, "N")
    N = len(X)
    if N == 0:
        raise ValueError("the objective is a mean over examples: it needs at least one")
    s = scores(X, W, b)  # (N, C)
    losses, dS = loss.loss_and_gradient(s, y)  # (N,), (N, C)
    data = float(losses.mean())
    penalty = regularization.penalty(W)
    dW = dS.T @ X / N + regularization.gradient(W)
    db = dS.sum(axis=0) / N
    return Objective(data, penalty, data + penalty, dW, db)
