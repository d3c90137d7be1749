"""All numbers of the panel at the weights of now: scores, losses, gradients, the check. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.gradients import numeric_gradient, numeric_slopes, relative_error
from lossviz.model.numeric_error import Verdict, numeric_error, verdict_on
from lossviz.model.objective import Objective
from lossviz.model.parameters import pack, unpack
from lossviz.model.rounding import size_of_losses, size_of_penalty
from lossviz.model.scores import scores
from lossviz.panels.playground.running import Examples, loss_of, objective_at
from lossviz.panels.playground.state import PlaygroundState

# Beyond so many numbers the numeric gradient would hold up the run.
MOST_TO_CHECK = 60_000
CHECK_H = 1e-5  # of a weight; of 1 where it is smaller
# Above such an error, kinks are looked for.
SUSPECT = 1e-6


@dataclass(frozen=True, eq=False)
class Evaluation:
    """At W (C, D), b (C,): arrays are read-only.

    s (N, C), losses (N,), right (N,), support (N,): of all points, also those held out; support:
    whether a point's loss has a slope there, so that it pulls at the weights. objective: of the
    points to learn from, with its gradient. relative: relative error of the gradient against a
    numeric one, nan where there was no time; verdict: what is to be said of it.
    """

    W: Floats
    b: Floats
    s: Floats
    losses: Floats
    right: NDArray[np.bool_]
    support: NDArray[np.bool_]
    objective: Objective
    relative: float
    verdict: Verdict


def evaluate(
    parameters: Floats, state: PlaygroundState, learn: Examples, *, check: bool
) -> Evaluation:
    """All of it. check: hold the gradient against a numeric one, where that is quick."""
    W, b = unpack(parameters, state.C)
    features = FEATURE_MAPS[state.feature_map].features(state.points.X)
    with np.errstate(all="ignore"):
        s = scores(features, W, b)
        losses, dS = loss_of(state).loss_and_gradient(s, state.points.y)
    right = s.argmax(axis=1) == state.points.y
    found = objective_at(parameters, state, learn)
    quick = learn.N * state.C * parameters.size <= MOST_TO_CHECK
    arrays = (W, b, s, losses, right, np.abs(dS).sum(axis=1) > 0)
    for each in (*arrays, found.dW, found.db):
        each.setflags(write=False)
    unknown = float("nan"), NOT_CHECKED
    return Evaluation(
        *arrays,
        found,
        *(checked(parameters, state, learn, found) if check and quick else unknown),
    )


NOT_CHECKED: Verdict = "none"


def checked(
    parameters: Floats, state: PlaygroundState, learn: Examples, found: Objective
) -> tuple[float, Verdict]:
    """The relative error of the whole gradient against a central difference, and what it says.

    At a kink its two sides differ. The objective is convex, so a slope between them is right there.
    Each weight is moved by a share of its size.
    """
    size = np.maximum(np.abs(parameters), 1)

    def f(shares: Floats) -> float:
        return objective_at(shares * size, state, learn).total

    analytic, shares = pack(found.dW, found.db), parameters / size
    with np.errstate(all="ignore"):
        slopes = tuple(numeric_slopes(f, shares, CHECK_H))
        nearest = np.array([each.slope for each in slopes]) / size
        if relative_error(analytic, nearest) > SUSPECT:
            above = numeric_gradient(f, shares, CHECK_H, "forward") / size
            below = 2 * nearest - above
            nearest = np.clip(analytic, np.minimum(above, below), np.maximum(above, below))
        relative = relative_error(analytic, nearest)
        if relative <= SUSPECT:
            return relative, "pass"
        error = numeric_error(f, lambda at: size_of(at * size, state, learn), shares, slopes)
        apart = float(np.linalg.norm((analytic - nearest) * size))
        return relative, verdict_on(relative, apart, float(np.linalg.norm(analytic * size)), error)


def size_of(parameters: Floats, state: PlaygroundState, learn: Examples) -> float:
    """Of the numbers that the objective is a sum of: as large as its rounding is."""
    W, b = unpack(parameters, state.C)
    terms = np.abs(learn.features) @ np.abs(W).T + np.abs(b)  # (N, C)
    s = scores(learn.features, W, b)
    of_penalty = size_of_penalty(state.penalty, W, np.zeros_like(W))
    return size_of_losses(loss_of(state), s, terms, learn.y) + of_penalty
