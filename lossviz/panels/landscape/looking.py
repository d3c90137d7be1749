"""What is looked at around the point: cut, minibatches, error of the slope. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

import numpy as np

from lossviz.model.arrays import Floats, read_only
from lossviz.model.fast_landscape import grid
from lossviz.model.gradients import numeric_gradient, relative_error
from lossviz.model.landscape import Landscape
from lossviz.model.surfaces import Surface
from lossviz.panels.landscape.checking import (
    Check,
    Checked,
    analytic_gradient,
    checked_at,
    lecture_vector,
)
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.state import (
    LARGEST_H,
    SMALLEST_H,
    LandscapeSight,
    LandscapeState,
    Point,
)
from lossviz.widgets.numbers.ranges import Range

POINTS, POINTS_OF_MANY = 201, 61  # of a cut; of a large landscape fewer
MANY = 1_000  # scores: a map of more is worked out in float32, coarse to fine
PER_DECADE = 4
AROUND_STEPS = 3.0  # a cut along a gradient shows so many steps


@dataclass(frozen=True, eq=False)
class Cut:
    """The loss along a line through the point. x (K,): along it, `at` is the point. loss (K,).

    slope: the analytic derivative along the line; numeric: the numeric one, None where there is
    none. step: x and loss where a plain step of the learning rate lands, along a gradient.
    """

    x: Floats
    loss: Floats
    at: float
    here: float
    slope: float
    numeric: float | None
    step: tuple[float, float] | None


@dataclass(frozen=True, eq=False)
class ErrorCurve:
    """The relative error (K,) of a numeric gradient against its h (K,); nan where h is lost."""

    scheme: str
    precision: str
    h: Floats
    error: Floats


@dataclass(frozen=True, eq=False)
class Hovered:
    """The place under the pointer, with its loss and gradient (2,)."""

    at: Point
    loss: float
    slope: Floats


def cut_through(
    ground: Ground,
    state: LandscapeState,
    view: LandscapeSight,
    check: Check,
    ranges: tuple[Range, Range],
) -> Cut:
    """The cut that is chosen, through the point of the check, over what the map shows."""
    w1, w2 = (float(each) for each in check.W)
    way, at, span, stride = line_of(view.cut, check, ranges, state.learning_rate)
    surface, count = ground.surface, point_count(ground)
    x = np.linspace(*span, count)
    with np.errstate(all="ignore"):  # slopes that are as large as numbers can be
        slope = float(check.analytic @ way)
        numeric = None if check.numeric is None else float(check.numeric @ way)
    step = None if stride is None else (at + stride, float(loss_at(surface, w1, w2, way, stride)))
    return Cut(
        x=read_only(x),
        loss=read_only(losses_along(surface, w1, w2, way, x - at)),
        at=at,
        here=check.loss,
        slope=slope,
        numeric=numeric,
        step=step,
    )


def line_of(
    kind: str, check: Check, ranges: tuple[Range, Range], rate: float
) -> tuple[Floats, float, Range, float | None]:
    """Direction (2,) of a cut, its x at the point and from end to end, and how far a step goes.

    Along a gradient x is the way gone downhill, 0 at the point.
    """
    w1, w2 = (float(each) for each in check.W)
    if kind not in ("w2", "analytic", "numeric"):  # what else stands there has no cut of its own
        return np.array([1.0, 0.0]), w1, around(ranges[0], w1), None
    if kind == "w2":
        return np.array([0.0, 1.0]), w2, around(ranges[1], w2), None
    slope = check.analytic if kind == "analytic" else check.numeric
    length = 0.0 if slope is None else float(np.linalg.norm(slope))
    reach = (ranges[1][1] - ranges[1][0]) / 2
    if slope is None or not 0 < length < np.inf:
        return np.array([1.0, 0.0]), 0.0, (-reach, reach), None
    stride = rate * length
    ahead = max(reach, min(AROUND_STEPS * stride, 3 * reach))
    return -slope / length, 0.0, (-reach, ahead), stride


def around(span: Range, at: float) -> Range:
    """What the map shows, or as much around a point that is not on it."""
    if span[0] <= at <= span[1]:
        return span
    half = (span[1] - span[0]) / 2
    return at - half, at + half


def point_count(ground: Ground) -> int:
    """How many points a cut has."""
    return POINTS_OF_MANY if has_many(ground) else POINTS


def has_many(ground: Ground) -> bool:
    """Whether the loss is over so many examples that one takes its time."""
    return ground.landscape is not None and ground.landscape.S0.size > MANY


def losses_along(surface: Surface, w1: float, w2: float, way: Floats, t: Floats) -> Floats:
    """The loss (K,) at (w1, w2) + t way, for equally spaced t (K,)."""
    if isinstance(surface, Landscape):
        line = surface.line(w1, w2, float(way[0]), float(way[1]))
        if line.S0.size > MANY:
            line = line.in_precision(np.float32)  # as the map
        return np.asarray(grid(line, t, np.zeros(1))[0])
    return surface.loss(w1 + t * way[0], w2 + t * way[1])


def loss_at(surface: Surface, w1: float, w2: float, way: Floats, t: float) -> Floats:
    """The loss at one place along a line."""
    return surface.loss(w1 + t * way[0], w2 + t * way[1])


def minibatch_slopes(ground: Ground, state: LandscapeState, w1: float, w2: float) -> Floats:
    """Gradients (K, 2) of K random minibatches; none where the batch is all there is."""
    landscape = ground.landscape
    if landscape is None or state.batch_size >= len(landscape.y):
        return read_only(np.empty((0, 2)))
    each = landscape.example_slopes(w1, w2)  # (N, 2)
    rng = np.random.default_rng(state.seed)
    N, B = len(each), state.batch_size
    means = [each[rng.permutation(N)[:B]].mean(axis=0) for _ in range(state.batches)]
    return read_only(np.array(means) + landscape.penalty_slope(w1, w2))


def hovered(ground: Ground, at: Point) -> Hovered:
    """The loss and the gradient anywhere."""
    surface, (w1, w2) = ground.surface, at
    gradient = analytic_gradient(surface, "none")
    return Hovered(at, float(surface.loss(w1, w2)), read_only(gradient(w1, w2)))


def steps_of_h() -> Floats:
    """The h of an error curve: four a decade."""
    decades = round(np.log10(LARGEST_H / SMALLEST_H))
    return np.asarray(
        np.logspace(np.log10(SMALLEST_H), np.log10(LARGEST_H), PER_DECADE * decades + 1)
    )


def error_curves(
    ground: Ground, state: LandscapeState, w1: float, w2: float
) -> Generator[None, None, tuple[ErrorCurve, ...]]:
    """The relative error against h at a point, in all four ways; rests after each h."""

    mistake, at = state.mistake, (w1, w2)
    return (yield from curves_of(lambda precision: checked_at(ground, mistake, precision, at)))


def lecture_error_curves() -> Generator[None, None, tuple[ErrorCurve, ...]]:
    """The same of the lecture's vector."""
    return (yield from curves_of(lecture_vector))


def curves_of(
    checked: Callable[[str], Checked],
) -> Generator[None, None, tuple[ErrorCurve, ...]]:
    """The curves of what is checked, as it is in each precision."""
    curves = []
    for scheme in ("forward", "central"):
        for precision in ("float64", "float32"):
            error = []
            for found in errors(checked(precision), scheme):
                error.append(found)
                yield
            h, error_at_h = read_only(steps_of_h()), read_only(np.array(error))
            curves.append(ErrorCurve(scheme, precision, h, error_at_h))
    return tuple(curves)


def errors(checked: Checked, scheme: str) -> Iterator[float]:
    """The relative error for one h after another."""
    f, gradient, W = checked.f, checked.gradient, checked.W
    analytic = gradient(W)
    for h in steps_of_h().tolist():
        try:
            numeric = numeric_gradient(f, W, h, scheme)  # type: ignore[arg-type]
        except ValueError:  # h is lost in this precision
            yield np.nan
        else:
            yield relative_error(analytic, numeric)
