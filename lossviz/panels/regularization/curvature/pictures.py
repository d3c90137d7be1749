"""What the view Curvature draws, from what was found. Pure, no Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.regularized.curvature import Walk
from lossviz.panels.regularization.curvature.evaluation import (
    STRONGEST,
    WEAKEST,
    At,
    CurvatureFound,
)
from lossviz.panels.regularization.curvature.settings import CurvatureSettings
from lossviz.panels.regularization.words import loss_text
from lossviz.widgets.contour_plane.contour_picture import ContourPicture, PlaneLine, PlaneSpot
from lossviz.widgets.curve_plot.cursor_picture import CursorLine, CursorPicture
from lossviz.widgets.layout.table_content import Cell, Column, Row, TableContent
from lossviz.widgets.numbers.number_scale import LogScale
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import nice_range

STRENGTHS = LogScale(WEAKEST, STRONGEST, zero=True)
TITLES = {"alike": "Least squares", "hundred": "Condition 100"}
CAPTIONS = {"alike": "two inputs that say nearly the same", "hundred": "50 w₁² + 0.5 w₂²"}
STATUS = {
    "alike": "Least squares, 24 examples, correlation 0.97",
    "hundred": "50 w₁² + 0.5 w₂², condition 100",
}
RATE_TITLES = {"best": "best for each", "same": "the same for both", "own": "a number"}
GOAL_TITLES = {"0.01": "to 1 %", "0.0001": "to 0.01 %"}
INK, SLATE = "text.primary", "semantic.dataLoss"
CONDITION_DECIMALS, SLOPE_DECIMALS = 1, 3
ADDED = {"l2": "λ Σw² adds 2λ", "elastic": "λ Σ(βw² + |w|) adds 2λβ"}
ENDLESS = 60  # steps that are drawn of a walk that does not arrive


def status(settings: CurvatureSettings) -> str:
    """What is loaded."""
    return STATUS[settings.valley]


def steps_text(at: At) -> str:
    """How many steps; a walk that does not arrive says so."""
    return format_number(at.steps, 0) if math.isfinite(at.steps) else "∞"


def longest(found: CurvatureFound) -> int:
    """Steps until both walks have ended."""
    walks = [found.walk, *([found.free_walk] if found.look.free else [])]
    return max(len(drawn(each)) for each in walks) - 1


def drawn(walk: Walk) -> Floats:
    """The places of a walk that are worth seeing: one that never arrives would fill the plane."""
    return walk.w if walk.arrived is not None else walk.w[: ENDLESS + 1]


# The plane


def plane(found: CurvatureFound) -> ContourPicture:
    """Contours, and two walks from one start."""
    lines = [PlaneLine(each.lines, INK, 0.9) for each in found.contours]
    if found.look.data:
        lines += [PlaneLine(each.lines, SLATE, 0.9, "dashed") for each in found.alone[:2]]
    return ContourPicture(
        contours=tuple(lines),
        lines=_walks(found),
        spots=_spots(found),
        held=((0, "start"),),
        words=_words(found),
    )


def _walks(found: CurvatureFound) -> tuple[PlaneLine, ...]:
    free = PlaneLine((taken(found, found.free_walk),), SLATE, 1.0)
    walk = PlaneLine((taken(found, found.walk),), INK, 1.8)
    return (free, walk) if found.look.free else (walk,)


def taken(found: CurvatureFound, walk: Walk) -> Floats:
    """The places of a walk, as far as it is shown."""
    steps = found.look.steps
    return drawn(walk) if steps is None else drawn(walk)[: steps + 1]


def _spots(found: CurvatureFound) -> tuple[PlaneSpot, ...]:
    spots = [PlaneSpot(found.settings.start, "held", "plot.cursor", "start")]
    if found.look.free:
        spots.append(PlaneSpot(found.free.w, "ring", SLATE, _end_text(found.free)))
    spots.append(PlaneSpot(found.now.w, "dot", INK, _end_text(found.now)))
    return tuple(spots)


def _end_text(at: At) -> str:
    steps = f"{steps_text(at)} steps" if math.isfinite(at.steps) else "does not arrive"
    return f"λ = {short_number(at.strength)}, {steps}"


def _words(found: CurvatureFound) -> str:
    w1, w2 = found.settings.start
    ends = "; ".join(_end_text(at) for at in (found.now, found.free))
    return f"Start w₁ {short_number(w1)}, w₂ {short_number(w2)}; {ends}"


def progress(found: CurvatureFound) -> str:
    """How many steps are shown."""
    steps = found.look.steps
    if steps is None:
        return "Both walks begin at the same start."
    return f"Step {min(steps, longest(found)):,} of {longest(found):,}"


# Against λ


def plot(found: CurvatureFound) -> CursorPicture:
    """Steps or condition against λ."""
    steps = found.look.plot == "steps"
    values = found.steps if steps else found.conditions
    now = found.now.steps if steps else found.now.curvature.condition
    free = found.free.steps if steps else found.free.curvature.condition
    name = "steps" if steps else "κ"
    finite = values[np.isfinite(values)]
    most = max([1.0, *finite.tolist(), *([free] if math.isfinite(free) else [])])
    text = format_number(now, 0 if steps else CONDITION_DECIMALS)
    level = np.full(2, free)
    ends = np.array([WEAKEST, STRONGEST])
    return CursorPicture(
        lines=(
            CursorLine("λ = 0", SLATE, ends, level, "dotted", dot=False, thin=True),
            CursorLine(name, INK, found.strengths, values, at=text),
        ),
        scale=STRENGTHS,
        y_range=(0.0, nice_range(0.0, most)[1]),
        at=found.now.strength,
        x_name="λ",
        words=(
            f"λ {short_number(found.now.strength)}: {name} {text}; without {format_number(free, 0)}"
        ),
    )


def plot_title(found: CurvatureFound) -> str:
    """What is drawn."""
    return "Steps of gradient descent" if found.look.plot == "steps" else "Condition κ"


def plot_caption(found: CurvatureFound) -> str:
    """How near is near enough."""
    if found.look.plot != "steps":
        return "how many times as steep across as along"
    return (
        "until 1 % of the way is left"
        if found.settings.goal == "0.01"
        else ("until 0.01 % of the way is left")
    )


def table(found: CurvatureFound) -> TableContent:
    """Curvature and its price, for some λ."""
    columns = tuple(map(Column, ("h max", "h min", "κ", "rate", "steps", "data loss")))
    rows = [_row(at, at.strength == found.now.strength) for at in found.table]
    return TableContent(columns, tuple(rows))


def _row(at: At, chosen: bool) -> Row:
    curve = at.curvature
    return Row(
        f"λ = {short_number(at.strength)}",
        (
            Cell(format_number(curve.highest, SLOPE_DECIMALS)),
            Cell(format_number(curve.lowest, SLOPE_DECIMALS)),
            Cell(format_number(curve.condition, CONDITION_DECIMALS)),
            Cell(format_number(at.rate, SLOPE_DECIMALS)),
            Cell(steps_text(at)),
            Cell(loss_text(at.data), SLATE),
        ),
        chosen,
    )


def note(found: CurvatureFound) -> str:
    """What is added, and its price, in sentences."""
    penalty, now, free = found.settings.penalty, found.now, found.free
    before, after = loss_text(free.data), loss_text(now.data)
    price = f"The price: the data loss at the minimum rises from {before} to {after}."
    if before == after:
        price = "Here it has no price: the minimum stays where it was."
    if penalty.kind == "l1":
        return f"λ Σ|w| adds 0: |w| has no curvature, only a kink. {price}"
    more = now.curvature.lowest - free.curvature.lowest
    added = short_number(float(f"{more:.3g}"))
    lowest = format_number(free.curvature.lowest, SLOPE_DECIMALS)
    total = format_number(now.curvature.lowest, SLOPE_DECIMALS)
    return f"{ADDED[penalty.kind]} to every second slope: {lowest} + {added} = {total}. {price}"


def trouble(found: CurvatureFound) -> str:
    """Why a walk does not arrive; "" where both do."""
    if found.walk.diverged or (found.look.free and found.free_walk.diverged):
        return "The learning rate is above 2 / h max: the walk leaves the valley for good."
    if not math.isfinite(found.now.steps):
        if found.settings.penalty.kind == "l2":
            return "The walk has not arrived after 1,000 steps."
        return (
            "With a fixed rate the walk jumps to and fro across the kink of |w|, and never arrives."
        )
    return ""
