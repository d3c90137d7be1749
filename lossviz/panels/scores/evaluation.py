"""The losses of the table, worked out: everything that the panel shows comes from here. No Qt.

`evaluate` runs in the worker, at each change; it calls the functions of `lossviz.model` and adds no
mathematics of its own. `functions_that_ran` names them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lossviz.model.arrays import Floats, Labels
from lossviz.model.gradients import gradient_check, numeric_gradient, numeric_slopes
from lossviz.model.losses import Hinge, Loss, Softmax
from lossviz.model.numeric_error import PASS_BELOW, numeric_error
from lossviz.model.one_example import (
    hinge_gradient,
    hinge_loss,
    hinge_terms,
    probabilities,
    softmax_gradient,
    softmax_loss,
)
from lossviz.model.rounding import size_of_losses
from lossviz.model.scores import scores
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.scores.jiggle import Jiggle, Row, jiggles
from lossviz.panels.scores.rounding import (
    MOST_DECIMALS,
    decimals_of,
    read_only,
    rounded,
    settled,
    settled_row,
)
from lossviz.panels.scores.state import ORIGINAL, ScoresState, ScoresView

STEP = 1e-3
"""h of the numeric derivative: with a smaller one rounding spoils the slopes of tiny p."""
SIDE_BY_SIDE = 3


@dataclass(frozen=True, eq=False)
class Losses:
    """One loss over the table: `each` (N,) and their mean."""

    each: Floats
    mean: float


@dataclass(frozen=True, eq=False)
class Example:
    """Both losses of the chosen example, term by term; arrays are (C,).

    s: scores, after k. margins: s_j − s_y + Δ before the clip. terms: what each class adds to the
    hinge loss's sum. divisor: what the sum is divided by, 1 unless it is a mean. p: probabilities,
    exp(s_j) / sum; their exp may be inf, so `log10_exp` has log10 of exp(s_j), and of the sum.
    dS: derivative of each loss, analytic and numeric. check: the relative error between them;
    within: whether they are no farther apart than the numeric one can err.
    at_kink: a term of the hinge loss starts to cost within the numeric step, so that its two
    derivatives rightly differ; softmax has no kinks. `original_`: the same for the lecture's loss
    with k = 1.
    """

    i: int
    y: int
    s: Floats
    margins: Floats
    terms: Floats
    divisor: int
    hinge: float
    p: Floats
    log10_exp: Floats
    log10_sum: float
    softmax: float
    dS_hinge: Floats
    dS_softmax: Floats
    numeric_hinge: Floats
    numeric_softmax: Floats
    check_hinge: float
    check_softmax: float
    within_hinge: bool
    within_softmax: bool
    at_kink: bool
    original_s: Floats
    original_terms: Floats
    original_hinge: float
    original_p: Floats
    original_softmax: float


@dataclass(frozen=True)
class Decimals:
    """How many decimals the numbers of a table need: its scores, s_j − s_y + Δ, and hinge terms."""

    scores: int
    margins: int
    terms: int


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All of the panel's numbers for one state and view; arrays are read-only.

    s, original_s (N, C): scores after k, and with k = 1. terms (N, C): what each class adds to the
    hinge loss of its example. jiggles: of the chosen example, or of up to three side by side.
    """

    state: ScoresState
    view: ScoresView
    s: Floats
    original_s: Floats
    terms: Floats
    hinge: Losses
    softmax: Losses
    original_hinge: Losses
    original_softmax: Losses
    example: Example
    jiggles: tuple[Jiggle, ...]
    decimals: Decimals


def evaluate(state: ScoresState, view: ScoresView) -> Evaluation:
    """Work out both losses of the table; `view` must be within it."""
    y, hinge = np.array(state.y), state.hinge
    s, original_s = table_scores(state, state.scale), table_scores(state, 1.0)
    on_line = settled(s, y, hinge.margin)
    terms = [hinge_terms(row, k, hinge) for row, k in zip(on_line, state.y, strict=True)]
    rows = [
        Row(i, view.j, state.y[i], s[i], original_s[i], hinge)
        for i in side_by_side(view, len(state.y))
    ]
    chosen = view.example
    return Evaluation(
        state=state,
        view=view,
        s=s,
        original_s=original_s,
        terms=read_only(np.array(terms)),
        hinge=losses(hinge, on_line, y),
        softmax=losses(Softmax(), s, y),
        original_hinge=losses(ORIGINAL, settled(original_s, y, ORIGINAL.margin), y),
        original_softmax=losses(Softmax(), original_s, y),
        example=example(chosen, state.y[chosen], hinge, s[chosen], original_s[chosen]),
        jiggles=jiggles(rows, view.offset),
        decimals=needed_decimals(s, original_s, hinge),
    )


def table_scores(state: ScoresState, k: float) -> Floats:
    """Scores (N, C) with weights k W: k times the table's, or of W x + b."""
    if state.linear is None:
        return rounded(k * np.array(state.scores))
    W, b, X = (np.array(part) for part in (state.linear.W, state.linear.b, state.linear.X))
    return rounded(scores(X, k * W, b))


def needed_decimals(s: Floats, original_s: Floats, hinge: Hinge) -> Decimals:
    """The decimals of a table; a square has twice those of what is squared."""
    scores = max(decimals_of(s), decimals_of(original_s))
    margins = max(scores, decimals_of(np.array([hinge.margin])))
    return Decimals(scores, margins, min(2 * margins, MOST_DECIMALS) if hinge.squared else margins)


def losses(loss: Loss, s: Floats, y: Labels) -> Losses:
    """A loss of each example, and their mean."""
    each = read_only(loss.loss(s, y))
    return Losses(each, float(each.mean()))


def side_by_side(view: ScoresView, N: int) -> range:
    """The examples whose curves are shown: the chosen one, or the three it is among."""
    if view.plot != "all":
        return range(view.example, view.example + 1)
    first = view.example // SIDE_BY_SIDE * SIDE_BY_SIDE
    return range(first, min(first + SIDE_BY_SIDE, N))


def example(i: int, y: int, hinge: Hinge, s: Floats, original_s: Floats) -> Example:
    """Both losses of one example, by the lecture's own functions."""
    on_line = settled_row(s, y, hinge.margin)
    original_on_line = settled_row(original_s, y, ORIGINAL.margin)
    margins = rounded(s - s[y] + hinge.margin)
    dS_hinge, dS_softmax = hinge_gradient(on_line, y, hinge), softmax_gradient(s, y)
    numeric_hinge = numeric_gradient(lambda s: hinge_loss(s, y, hinge), on_line, STEP)
    numeric_softmax = numeric_gradient(lambda s: softmax_loss(s, y), s, STEP)
    return Example(
        i=i,
        y=y,
        s=s,
        margins=margins,
        terms=read_only(hinge_terms(on_line, y, hinge)),
        divisor=hinge.divisor(len(s)),
        hinge=hinge_loss(on_line, y, hinge),
        p=read_only(probabilities(s)),
        log10_exp=read_only(s * np.log10(np.e)),
        log10_sum=float(np.logaddexp.reduce(s) * np.log10(np.e)),
        softmax=softmax_loss(s, y),
        dS_hinge=read_only(dS_hinge),
        dS_softmax=read_only(dS_softmax),
        numeric_hinge=read_only(numeric_hinge),
        numeric_softmax=read_only(numeric_softmax),
        check_hinge=(check_hinge := gradient_check(dS_hinge, numeric_hinge)),
        check_softmax=(check_softmax := gradient_check(dS_softmax, numeric_softmax)),
        within_hinge=check_hinge < PASS_BELOW or within_error(hinge, on_line, y, dS_hinge),
        within_softmax=check_softmax < PASS_BELOW or within_error(Softmax(), s, y, dS_softmax),
        at_kink=bool((np.abs(np.delete(margins, y)) < STEP).any()),
        original_s=original_s,
        original_terms=read_only(hinge_terms(original_on_line, y, ORIGINAL)),
        original_hinge=hinge_loss(original_on_line, y, ORIGINAL),
        original_p=read_only(probabilities(original_s)),
        original_softmax=softmax_loss(original_s, y),
    )


def within_error(loss: Loss, s: Floats, y: int, dS: Floats) -> bool:
    """Whether dS (C,) is no farther from the numeric slopes than these can err."""
    one = np.array([y])

    def f(s: Floats) -> float:
        return float(loss.loss(s[None], one)[0])

    slopes = tuple(numeric_slopes(f, s, STEP))
    numeric = np.array([each.slope for each in slopes])
    error = numeric_error(
        f, lambda s: size_of_losses(loss, s[None], np.abs(s)[None], one), s, slopes
    )
    return bool(np.linalg.norm(dS - numeric) <= error.most)


@dataclass(frozen=True)
class Ran:
    """A step of the evaluation, and the functions or classes of `lossviz.model` that took it."""

    key: str
    title: str
    functions: tuple[Callable[..., Any], ...]


HINGE, SOFTMAX = (LOSS_FORMULAS[name].title for name in ("hinge", "softmax"))
RAN = (
    Ran("hinge", f"{HINGE} loss of one image", (hinge_terms, hinge_loss)),
    Ran("softmax", f"{SOFTMAX} loss of one image", (probabilities, softmax_loss)),
    Ran("hinge-gradient", "Slope of its hinge loss, dL/ds", (hinge_gradient,)),
    Ran("softmax-gradient", "Slope of its softmax loss, dL/ds", (softmax_gradient,)),
    Ran("numeric", "The slopes by numbers, and the check", (numeric_gradient, gradient_check)),
    Ran("hinges", f"{HINGE} loss of all images", (Hinge,)),
    Ran("softmaxes", f"{SOFTMAX} loss of all images", (Softmax,)),
)
RAN_LINEAR = Ran("scores", "Scores from weights", (scores,))


def functions_that_ran(state: ScoresState) -> tuple[Ran, ...]:
    """What `evaluate` calls of the model, in the order in which a person reads it."""
    return RAN if state.linear is None else (RAN_LINEAR, *RAN)
