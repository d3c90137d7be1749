"""The gradient check at a point: numeric beside analytic, how far apart, and why. No Qt.

The numeric gradient errs, by how much is in `lossviz.model.numeric_error`: only what is beyond that
is held against the analytic one. Near a corner of the loss the two may differ besides, but by no
more than the corners within h can bend the slope. Up to that the lamp says "kink"; beyond it a
mistake is caught at a corner too.
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
from lossviz.model.formula import Formula
from lossviz.model.formula_corners import corners_within
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
from lossviz.model.numeric_error import (
    NO_ERROR,
    PASS_BELOW,
    WRONG_ABOVE,
    NumericError,
    Verdict,
    numeric_error,
    verdict_on,
)
from lossviz.model.objective import objective
from lossviz.model.rounding import size_at, size_of_losses
from lossviz.model.scores import scores
from lossviz.model.surfaces import Surface
from lossviz.panels.landscape.grounds import NONE, Ground
from lossviz.panels.landscape.state import (
    LandscapeState,
    Point,
    with_start,
)
from lossviz.widgets.numbers.number_text import short_number

MANY_SCORES = 1_000
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


@dataclass(frozen=True, eq=False)
class Check:
    """A gradient check. D: the weights that are checked.

    W (D,): the weights, named `names`. loss: there. analytic (D,): the gradient as it is written
    down, with the mistake in force. off (D,): what the mistake adds to it. slopes: the numeric one,
    row by row, empty where h is of no use; then `problem` says why. relative: the relative error of
    the whole; angle: in degrees. error: how far the numeric gradient can be from the true one.
    kinks: corners of the loss within h; bend: how far apart they can make both gradients besides,
    inf where the loss jumps or has an endless slope; sides: the slope before and behind. asked:
    evaluations of the loss that the numeric gradient of all `weights` of the classifier takes.
    seconds_numeric, seconds_analytic: for those.
    """

    names: tuple[str, ...]
    W: Floats
    loss: float
    analytic: Floats
    off: Floats
    slopes: tuple[Slope, ...]
    problem: str
    relative: float
    angle: float
    error: NumericError
    kinks: int
    bend: float
    sides: Point
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
        """Whether corners within h are why both gradients are apart, and reason enough for it."""
        if not self.kinks or not self.slopes:
            return False
        if math.isnan(self.apart):
            return math.isinf(self.bend)
        if self.apart <= self.error.most and self.relative < PASS_BELOW:
            longest = np.linalg.norm(self.analytic)
            return self.looks_both_ways and bool(self.bend > WRONG_ABOVE * longest)
        return self.apart <= self.bend + self.error.most

    @property
    def looks_both_ways(self) -> bool:
        """Whether the numeric gradient is a central one: a corner within h lies in its way."""
        return any(each.below < float(self.W[each.i]) for each in self.slopes)

    @property
    def apart(self) -> float:
        """How far apart both gradients are; nan where one of them is not a number."""
        numeric = self.numeric
        if numeric is None or math.isnan(self.relative):
            return math.nan
        return float(np.linalg.norm(self.analytic - numeric))

    @property
    def bound(self) -> float:
        """A mistake in the analytic gradient that is longer is always seen."""
        return self.error.bound + self.bend

    @property
    def verdict(self) -> Verdict:
        """What is to be said of the analytic gradient, if it were not for corners."""
        length = float(np.linalg.norm(self.analytic))
        return verdict_on(self.relative, self.apart, length, self.error)


def check_here(ground: Ground, state: LandscapeState, w1: float, w2: float) -> Check:
    """The check at a point of the ground, on its two weights."""
    what = checked_at(ground, state.mistake, state.precision, (w1, w2))
    corners = corners_near(ground, what.W, state.h)
    checked = check(what, ground.symbols, state, corners)
    if state.mistake != "none":
        right = analytic_gradient(ground.surface, "none")(*what.W.tolist())
        with np.errstate(invalid="ignore"):  # slopes that are inf
            checked = replace(checked, off=checked.analytic - right)
    if checked.at_kink:
        checked = replace(checked, sides=slopes_beside(ground, what.W, state.h))
    return checked if ground.training is None else of_all_weights(checked, ground, state.scheme)


def checked_at(ground: Ground, mistake: str, precision: str, at: Point) -> Checked:
    """A point of the ground, as its two weights are in a precision."""
    surface = ground.surface
    gradient = analytic_gradient(surface, mistake)
    exact = each_once(lambda W: float(surface.loss(W[0], W[1])))
    rounded = in_precision(surface, precision)
    return Checked(
        f=each_once(lambda W: float(rounded.loss(W[0], W[1]))) if precision == "float32" else exact,
        gradient=lambda W: gradient(float(W[0]), float(W[1])),
        W=np.array(at, dtype=precision),
        exact=exact,
        size=size_beside(surface, at),
    )


def each_once(f: Callable[[Floats], float]) -> Callable[[Floats], float]:
    """The same, which works out no loss twice: of thousands of examples each takes a while.

    The error of a numeric slope begins with the losses that the slope was made of.
    """
    known: dict[bytes, float] = {}

    def remembering(W: Floats) -> float:
        key = W.tobytes()
        if key not in known:
            known[key] = f(W)
        return known[key]

    return remembering


def size_beside(surface: Surface, point: Point) -> Callable[[Floats], float]:
    """The size of the numbers that a loss is a sum of, at weights (2,) beside a point.

    Over thousands of scores it takes its time, and is about the same beside the point as there.
    """
    if isinstance(surface, Landscape) and surface.S0.size > MANY_SCORES:
        there = size_at(surface, *point)
        return lambda _: there
    return lambda W: size_at(surface, float(W[0]), float(W[1]))


def corners_near(ground: Ground, here: Floats, h: float) -> tuple[int, float]:
    """How many corners of the loss are within h of the weights (2,), and how far they bend it."""
    w1, w2 = here.tolist()
    reach = h + float(np.spacing(np.abs(here)).max())  # W + h is rounded
    if isinstance(ground.surface, Formula):
        return corners_within(ground.surface, w1, w2, reach)
    corners = NO_KINKS if ground.landscape is None else kinks(ground.landscape, w1, w2)
    return corners.crossed(w1, w2, reach), corners.difference(w1, w2, reach)


def slopes_beside(ground: Ground, here: Floats, h: float) -> Point:
    """The slope before and behind a corner, along the weight where they differ most."""
    gradient = analytic_gradient(ground.surface, "none")
    w1, w2 = here.tolist()
    ways = ((w1 - h, w2), (w1 + h, w2)), ((w1, w2 - h), (w1, w2 + h))
    sides = [tuple(float(gradient(*at)[i]) for at in way) for i, way in enumerate(ways)]
    before, behind = max(sides, key=lambda side: np.nan_to_num(abs(side[1] - side[0])))
    return before, behind


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
    """What is checked: a loss, its gradient as it is written down, and the weights (D,).

    exact: the loss in float64. size: of the numbers that it is a sum of.
    """

    f: Callable[[Floats], float]
    gradient: Callable[[Floats], Floats]
    W: Floats
    exact: Callable[[Floats], float]
    size: Callable[[Floats], float]


def check_lecture(state: LandscapeState) -> Check:
    """The lecture's own vector of nine weights, by the softmax loss of its examples."""
    checked = lecture_vector(state.precision)
    names = tuple(f"W{SUBSCRIPTS[i]}" for i in range(1, len(checked.W) + 1))
    return check(checked, names, state, (0, 0.0))


def lecture_vector(precision: str) -> Checked:
    """The loss of the lecture's vector in a precision."""
    X, y, b = LECTURE_VECTOR
    loss, W = LOSSES["softmax"], np.array(LECTURE_W, dtype=precision)

    def rows(W: Floats) -> Floats:
        return np.stack([W, np.zeros_like(W)])

    def f(W: Floats) -> float:
        examples = X.astype(W.dtype), y
        return objective(rows(W), b.astype(W.dtype), *examples, loss, NONE).total

    def gradient(W: Floats) -> Floats:
        return np.asarray(objective(rows(W), b, X, y, loss, NONE).dW[0])

    def size(W: Floats) -> float:
        terms = np.abs(X) @ np.abs(rows(W)).T + np.abs(b)  # (N, 2)
        return size_of_losses(loss, scores(X, rows(W), b), terms, y)

    return Checked(f, gradient, W, f, size)


def check(
    checked: Checked, names: tuple[str, ...], state: LandscapeState, corners: tuple[int, float]
) -> Check:
    """The check of a function f with its analytic gradient, at W (D,); corners: kinks, bend."""
    f, gradient, W, exact, size = checked
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
        off=np.zeros(len(W)),
        slopes=slopes,
        problem=problem,
        relative=relative_error(analytic, numeric) if known else math.nan,
        angle=angle(analytic, numeric) if known else math.nan,
        error=numeric_error(exact, size, W, slopes) if known else NO_ERROR,
        kinks=corners[0],
        bend=corners[1],
        sides=(0.0, 0.0),
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
    """The settings with the point on a corner; a central difference sees both sides of it.

    A planted mistake goes: what the lamp says then is of the corner alone.
    """
    loss = "hinge" if takes_hinge(state) else state.loss
    return with_start(replace(state, loss=loss, scheme="central", mistake="none"), *at)


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
