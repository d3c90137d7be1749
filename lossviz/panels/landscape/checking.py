"""The gradient check at a point: numeric beside analytic, how far apart, and why. No Qt.

Near a corner of the loss the numeric gradient may differ from the analytic one, but by no more than
the corners within h can bend the slope. Up to that the lamp says "kink"; beyond it a mistake is
caught at a corner too.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from lossviz.data.lecture_examples import LECTURE_VECTOR, LECTURE_W
from lossviz.model.arrays import Floats, read_only
from lossviz.model.gradients import (
    Scheme,
    Slope,
    angle,
    evaluations,
    numeric_slopes,
    relative_error,
)
from lossviz.model.landscape import NO_KINKS, Landscape, kinks
from lossviz.model.losses import LOSSES, Loss
from lossviz.model.mistakes import MISTAKES
from lossviz.model.objective import objective
from lossviz.model.surfaces import Surface
from lossviz.panels.landscape.grounds import NONE, Ground
from lossviz.panels.landscape.state import (
    LandscapeState,
    Point,
    with_start,
)
from lossviz.widgets.check.verdict import PASS_BELOW, Verdict, verdict_on
from lossviz.widgets.numbers.number_text import short_number

SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


@dataclass(frozen=True, eq=False)
class Check:
    """A gradient check. D: the weights that are checked.

    W (D,): the weights, named `names`. loss: there. analytic (D,): the gradient as it is written
    down, with the mistake in force. slopes: the numeric one, row by row, empty where h is of no
    use; then `problem` says why. relative: the relative error of the whole; angle: in degrees.
    kinks: corners of the loss within h; bend: how far apart they can make both gradients. asked:
    evaluations of the loss that the numeric gradient of all `weights` of the classifier takes.
    seconds_numeric, seconds_analytic: for those.
    """

    names: tuple[str, ...]
    W: Floats
    loss: float
    analytic: Floats
    slopes: tuple[Slope, ...]
    problem: str
    relative: float
    angle: float
    kinks: int
    bend: float
    weights: int
    asked: int
    seconds_numeric: float
    seconds_analytic: float

    @property
    def numeric(self) -> Floats | None:
        """The numeric gradient (D,), or None."""
        if not self.slopes:
            return None
        return np.array([each.slope for each in self.slopes])

    @property
    def at_kink(self) -> bool:
        """Whether corners within h are reason enough for how far apart both gradients are."""
        numeric = self.numeric
        if not self.kinks or numeric is None:
            return False
        longest = max(np.linalg.norm(self.analytic), np.linalg.norm(numeric))
        apart = np.linalg.norm(self.analytic - numeric)
        return bool(apart <= self.bend + PASS_BELOW * longest)

    @property
    def verdict(self) -> Verdict:
        """Passed below 1e−4, suspicious to 1e−2, failed above; none where one can't tell."""
        return verdict_on(self.relative)


def check_here(ground: Ground, state: LandscapeState, w1: float, w2: float) -> Check:
    """The check at a point of the ground, on its two weights."""
    surface = in_precision(ground.surface, state.precision)
    gradient = analytic_gradient(ground.surface, state.mistake)
    here = np.array([w1, w2], dtype=state.precision)
    landscape = ground.landscape
    corners = NO_KINKS if landscape is None else kinks(landscape, w1, w2)
    checked = check(
        lambda W: float(surface.loss(W[0], W[1])),
        lambda W: gradient(float(W[0]), float(W[1])),
        here,
        ground.symbols,
        state,
        (corners.crossed(w1, w2, state.h), corners.difference(w1, w2, state.h)),
    )
    return checked if ground.training is None else of_all_weights(checked, ground, state.scheme)


def of_all_weights(checked: Check, ground: Ground, scheme: Scheme) -> Check:
    """The same, with the price for all weights of the model in training.

    The numeric gradient of 30,730 weights is not run for it: its price is the measured time of one
    loss, as often as it takes, forward 30,731 times.
    """
    assert ground.training is not None
    D = len(ground.training.trace.now)
    asked = evaluations(D, scheme)
    seconds = asked * ground.training.seconds_loss, ground.training.seconds_gradient
    return Check(**(vars(checked) | dict(zip(PRICE, (D, asked, *seconds), strict=True))))


PRICE = ("weights", "asked", "seconds_numeric", "seconds_analytic")


class Checked(NamedTuple):
    """What is checked: a loss, its gradient as it is written down, and the weights (D,)."""

    f: Callable[[Floats], float]
    gradient: Callable[[Floats], Floats]
    W: Floats


def check_lecture(state: LandscapeState) -> Check:
    """The lecture's own vector of nine weights, by the softmax loss of its examples."""
    checked = lecture_vector(state.precision)
    names = tuple(f"W{SUBSCRIPTS[i]}" for i in range(1, len(checked.W) + 1))
    return check(*checked, names, state, (0, 0.0))


def lecture_vector(precision: str) -> Checked:
    """The loss of the lecture's vector in a precision."""
    X, y, b = LECTURE_VECTOR
    loss, W = LOSSES["softmax"], np.array(LECTURE_W, dtype=precision)
    X, b = X.astype(precision), b.astype(precision)

    def parts(W: Floats) -> tuple[Floats, Floats]:
        return np.stack([W, np.zeros_like(W)]), b

    def f(W: Floats) -> float:
        return objective(*parts(W), X, y, loss, NONE).total

    def gradient(W: Floats) -> Floats:
        return np.asarray(objective(*parts(W), X, y, loss, NONE).dW[0])

    return Checked(f, gradient, W)


def check(
    f: Callable[[Floats], float],
    gradient: Callable[[Floats], Floats],
    W: Floats,
    names: tuple[str, ...],
    state: LandscapeState,
    corners: tuple[int, float],
) -> Check:
    """The check of a function f with its analytic gradient, at W (D,); corners: kinks, bend."""
    began = time.perf_counter()
    analytic = np.asarray(gradient(W), dtype=np.float64)
    middle = time.perf_counter()
    problem, slopes = "", tuple[Slope, ...]()
    try:
        slopes = tuple(numeric_slopes(f, W, state.h, state.scheme))
    except ValueError:
        problem = no_step(state.h, state.precision)
    ended = time.perf_counter()
    numeric = np.array([each.slope for each in slopes])
    known = bool(slopes) and bool(np.isfinite(numeric).all() and np.isfinite(analytic).all())
    return Check(
        names=names,
        W=read_only(W),
        loss=f(W),
        analytic=read_only(analytic),
        slopes=slopes,
        problem=problem,
        relative=relative_error(analytic, numeric) if known else math.nan,
        angle=angle(analytic, numeric) if known else math.nan,
        kinks=corners[0],
        bend=corners[1],
        weights=len(W),
        asked=evaluations(len(W), state.scheme),
        seconds_numeric=ended - middle,
        seconds_analytic=middle - began,
    )


def kink_near(
    state: LandscapeState, landscape: Landscape, at: Point, hinge: Loss = LOSSES["hinge"]
) -> Point | None:
    """The nearest corner of the loss; None where it has none.

    Softmax has no corners, so what may take it takes the hinge loss, in the variant of the table.
    """
    if takes_hinge(state):
        landscape = replace(landscape, of_scores=hinge)
    return kinks(landscape, *at).nearest(*at)


def standing_on_kink(state: LandscapeState, at: Point) -> LandscapeState:
    """The settings with the point on a corner; a central difference sees both sides of it."""
    loss = "hinge" if takes_hinge(state) else state.loss
    return with_start(replace(state, loss=loss, scheme="central"), *at)


def takes_hinge(state: LandscapeState) -> bool:
    """Whether the loss has to change to have corners; that of another panel's classifier stays."""
    return "loss" in state.kind.made_of and state.loss == "softmax"


def no_step(h: float, precision: str) -> str:
    """Why there is no numeric gradient: a sentence."""
    return f"h = {short_number(h)} is lost in {precision}: W + h rounds to W. Take a larger h."


def in_precision(surface: Surface, precision: str) -> Surface:
    """The surface in float32 or float64; a formula takes that of the weights."""
    if isinstance(surface, Landscape):
        return surface.in_precision(np.dtype(precision))
    return surface


def analytic_gradient(surface: Surface, mistake: str) -> Callable[[float, float], Floats]:
    """The gradient (2,) at a point, with a mistake where there are examples to make it with."""
    if isinstance(surface, Landscape):
        written = MISTAKES[mistake].gradient
        return lambda w1, w2: written(surface, w1, w2)
    return lambda w1, w2: np.array(surface.gradient(w1, w2))
