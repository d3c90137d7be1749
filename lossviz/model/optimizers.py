"""Optimizers: how a gradient becomes a step, and the lecture's search without a gradient.

An optimizer is a pure function, (state, gradient) -> state. All take the learning rate and the
momentum, beta_1 in formulas, with each step, so both may change on the way; `sgd`, `adagrad` and
`rmsprop` have no momentum and ignore it.
Source: lecture; CS231n course notes, "Neural networks part 3"; Kingma and Ba 2015 for Adam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lossviz.model.arrays import Floats
from lossviz.model.checking import as_floats, checked_like

EPSILON = 1e-8
DECAY = 0.99  # RMSProp: how slowly old squared gradients are forgotten
BETA2 = 0.999  # Adam: the same; its beta1 is the momentum


class State(NamedTuple):
    """Where an optimizer is; all arrays have the shape of the parameters, which is free.

    parameters: W, or b, or both in one array. velocity: the memory of gradients.
    squares: the memory of squared gradients. step: updates made so far.
    """

    parameters: Floats
    velocity: Floats
    squares: Floats
    step: int


def start(parameters: ArrayLike) -> State:
    """The state before the first step."""
    parameters = as_floats("parameters", parameters)
    zeros = np.zeros_like(parameters)
    return State(parameters, zeros, zeros, 0)


def sgd(state: State, gradient: Floats, learning_rate: float, momentum: float = 0.9) -> State:
    """Walk down the slope: W −= learning_rate · dW."""
    W, v, g2, step = state
    gradient = checked_like("the gradient", gradient, W)
    return State(W - learning_rate * gradient, v, g2, step + 1)


def momentum(state: State, gradient: Floats, learning_rate: float, momentum: float = 0.9) -> State:
    """A ball that rolls: v = momentum · v − learning_rate · dW; W += v.

    The rate stands inside the velocity. PyTorch keeps it outside, W −= learning_rate · v; the two
    walk alike until the rate changes on the way, which here does not touch the steps before.
    """
    W, v, g2, step = state
    gradient = checked_like("the gradient", gradient, W)
    v = momentum * v - learning_rate * gradient
    return State(W + v, v, g2, step + 1)


def nesterov(state: State, gradient: Floats, learning_rate: float, momentum: float = 0.9) -> State:
    """Momentum that looks ahead: the gradient where the ball is about to be.

    W is kept at the place ahead, so the gradient is taken there: v as in `momentum`, then
    W += momentum · v − learning_rate · dW. The rate stands inside the velocity here too.
    """
    W, v, g2, step = state
    gradient = checked_like("the gradient", gradient, W)
    v = momentum * v - learning_rate * gradient
    return State(W + momentum * v - learning_rate * gradient, v, g2, step + 1)


def adagrad(state: State, gradient: Floats, learning_rate: float, momentum: float = 0.9) -> State:
    """Each weight its own step: smaller where gradients were large, for ever."""
    W, v, g2, step = state
    gradient = checked_like("the gradient", gradient, W)
    g2 = g2 + gradient**2
    return State(W - learning_rate * gradient / (np.sqrt(g2) + EPSILON), v, g2, step + 1)


def rmsprop(state: State, gradient: Floats, learning_rate: float, momentum: float = 0.9) -> State:
    """AdaGrad that forgets: a moving average of the squared gradients."""
    W, v, g2, step = state
    gradient = checked_like("the gradient", gradient, W)
    g2 = DECAY * g2 + (1 - DECAY) * gradient**2
    return State(W - learning_rate * gradient / (np.sqrt(g2) + EPSILON), v, g2, step + 1)


def adam(state: State, gradient: Floats, learning_rate: float, momentum: float = 0.9) -> State:
    """Momentum and RMSProp together, both averages corrected for their start at 0."""
    W, v, g2, step = state
    gradient = checked_like("the gradient", gradient, W)
    v = momentum * v + (1 - momentum) * gradient
    g2 = BETA2 * g2 + (1 - BETA2) * gradient**2
    v_hat, g2_hat = v / (1 - momentum ** (step + 1)), g2 / (1 - BETA2 ** (step + 1))
    return State(W - learning_rate * v_hat / (np.sqrt(g2_hat) + EPSILON), v, g2, step + 1)


Optimizer = Callable[[State, Floats, float, float], State]

OPTIMIZERS: dict[str, Optimizer] = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
}


class Best(NamedTuple):
    """The best weights so far, their loss, and the number of tries so far."""

    W: Floats
    loss: float
    tries: int


def random_search(
    f: Callable[[Floats], float],
    draw: Callable[[np.random.Generator], Floats],
    tries: int,
    seed: int,
) -> Iterator[Best]:
    """The lecture's strategy 1: draw W anew each time and keep the best.

    Yields the best so far after each try. A loss that is nan counts as infinite.
    """
    rng = np.random.default_rng(seed)
    best = None
    for n in range(1, tries + 1):
        best = better(best, Best(W := draw(rng), f(W), n))
        yield best


def random_local_search(
    f: Callable[[Floats], float], W: ArrayLike, step_size: float, tries: int, seed: int
) -> Iterator[Best]:
    """Take a random step from the best W so far, and stay where it is better.

    Yields the best so far after each try. A loss that is nan counts as infinite.
    """
    rng = np.random.default_rng(seed)
    W = as_floats("W", W)
    best = Best(W, f(W), 0)
    for n in range(1, tries + 1):
        W = best.W + step_size * rng.standard_normal(best.W.shape).astype(best.W.dtype)
        best = better(best, Best(W, f(W), n))
        yield best


def better(best: Best | None, new: Best) -> Best:
    """The new one if its loss is lower, else the old one after one more try."""
    if best is None or new.loss < best.loss or np.isnan(best.loss):
        return new
    return best._replace(tries=new.tries)
