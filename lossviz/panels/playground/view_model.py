"""What the panel shows of a report, as pictures and texts. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TypeAlias

import numpy as np

from lossviz.data.errors import shortened
from lossviz.data.points import DATASETS
from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.regions import foot_and_arrow, zero_line
from lossviz.panelkit import setting_titles as shared
from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.playground.evaluating import Evaluation
from lossviz.panels.playground.report import PlaygroundReport
from lossviz.panels.playground.shown import ranges_shown, window_shown
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState
from lossviz.widgets.check.verdict import LAMPS, LampKind
from lossviz.widgets.curve_plot.curves import Curve, CurvePicture, Told
from lossviz.widgets.map.window import Window
from lossviz.widgets.numbers.number_text import format_number, short_number
from lossviz.widgets.numbers.ranges import Range, nice_range
from lossviz.widgets.plane.plane_picture import (
    ClassLine,
    PlanePicture,
    PlaneReading,
    PointCloud,
    RegionImage,
    Segment,
    place_text,
)

# The course's demo, which this panel follows, says "step size" to the learning rate.
SETTING_TITLES = shared.SETTING_TITLES | {
    "margin": "margin",
    "learning_rate": "step size",
    "optimizer": "optimizer",
    "feature_map": "features",
    "count": "number of points",
    "noise": "noise",
}
# The two features of a map that are seen first in feature space, where they are not 0 and 1.
AXES = {"squares": (2, 3)}
NO_SEED = -1
LOSS_DECIMALS, READING_DECIMALS = 3, 2
SHORTEST_AXIS = 20  # steps
SMALLEST_DOT, DOT_PER_ROOT = 0.6, 0.7
LEAST_REACH = 1e-6  # slopes below it are rounding
ROUNDING = 1e-12  # weights and slopes below it are what is left of a sum that is 0
X_NAMES = ("x₀", "x₁")
LONGEST_NAME = 20  # characters of a name from a file
SUBSCRIPTS = "₀₁₂₃₄₅₆₇"


NumberText: TypeAlias = Callable[[float], str]


# The plane


def plane_picture(report: PlaygroundReport) -> PlanePicture:
    """Points and lines."""
    state, view, found = report.state, report.view, report.evaluation
    points = state.points
    cloud = PointCloud(
        points.X,
        points.y,
        ~found.right,
        dot_sizes(found.losses) if view.sizes else None,
        points.test if points.test.any() else None,
        found.support & ~points.test if view.margins else None,
    )
    return PlanePicture(
        lines=lines(report), chosen=view.chosen, cloud=cloud, class_names=(), names=x_names(state)
    )


def x_names(state: PlaygroundState) -> tuple[str, str]:
    """What stands at the axes of the plane."""
    if len(state.x_names) != len(X_NAMES):
        return X_NAMES
    first, second = (shortened(name, LONGEST_NAME) for name in state.x_names)
    return first, second


def dot_sizes(losses: Floats) -> Floats:
    """The area of a point grows with its loss; it stays to be seen, and beside others."""
    known = np.nan_to_num(losses, nan=0.0, posinf=1e6)
    return np.clip(SMALLEST_DOT + DOT_PER_ROOT * np.sqrt(known), None, 3.0)


def lines(report: PlaygroundReport) -> tuple[ClassLine, ...]:
    """The zero line of each class; with other features it is none, and the regions alone show."""
    if report.state.feature_map != "identity":
        return ()
    ranges, found, after = ranges_of(report), report.evaluation, report.after
    result = []
    for k, (w, b) in enumerate(zip(found.W, found.b.tolist(), strict=True)):
        ends = segment(w, b, ranges)
        at = (k + 1) / (report.state.C + 1)  # lines often meet in the middle
        arrow = foot_and_arrow(w, b, *ranges, at=at) if ends else None
        margins = (
            [segment(w, b - one, ranges) for one in (1.0, -1.0)] if report.view.margins else []
        )
        result.append(
            ClassLine(
                k,
                ends,
                None if arrow is None else pair(arrow.foot),
                None if arrow is None else pair(w),
                f"s{SUBSCRIPTS[k]} = 0",
                tuple(each for each in margins if each is not None),
                None if after is None else segment(after[0][k], float(after[1][k]), ranges),
            )
        )
    return tuple(result)


def segment(w: Floats, b: float, ranges: tuple[Range, Range]) -> Segment | None:
    """Where a score is 0, from edge to edge of what is seen."""
    ends = zero_line(w, b, *ranges)
    return None if ends is None else (pair(ends[0]), pair(ends[1]))


def pair(place: Floats) -> tuple[float, float]:
    """Two numbers of an array."""
    first, second = place.tolist()
    return first, second


def ranges_of(report: PlaygroundReport) -> tuple[Range, Range]:
    """What is seen; while no picture was asked for yet, the square."""
    view = report.view
    if min(view.pixels) < 1:
        return (-1.0, 1.0), (-1.0, 1.0)
    return ranges_shown(report.state, view)


def window(state: PlaygroundState, view: PlaygroundSight) -> Window:
    """The part of the plane that is looked at; it is a square."""
    return window_shown(state, view, 1.0)


def region_image(report: PlaygroundReport) -> RegionImage | None:
    """Which class wins where."""
    found = report.regions
    return None if found is None else RegionImage(found.codes, found.x_range, found.y_range)


def reading(report: PlaygroundReport) -> PlaneReading | None:
    """Scores and probabilities under the pointer, the class that wins and by how much."""
    found = report.reading
    if found is None:
        return None
    order = sorted(range(len(found.s)), key=lambda k: -found.s[k])
    lead = found.s[order[0]] - found.s[order[1]]
    place = f"({place_text(found.at[0])}, {place_text(found.at[1])})"
    winner = shortened(report.state.names[order[0]], LONGEST_NAME)
    rows = [place, f"{winner}, by {format_number(lead, READING_DECIMALS)}"]
    rows += [
        f"s{SUBSCRIPTS[k]} {format_number(s, READING_DECIMALS)}   p {format_number(p, 2)}"
        for k, (s, p) in enumerate(zip(found.s, found.p, strict=True))
    ]
    return PlaneReading(*found.at, "\n".join(rows))


# Losses


def loss_text(value: float) -> str:
    """A loss as it stands on the panel."""
    return format_number(value, LOSS_DECIMALS)


def accuracy_text(report: PlaygroundReport) -> str:
    """How many are right; of points that are held out, apart."""
    found, test = report.evaluation, report.state.points.test
    text = f"{int(found.right[~test].sum()):,} of {int((~test).sum()):,} right"
    if test.any():
        text += f", test {int(found.right[test].sum()):,} of {int(test.sum()):,}"
    return text


def history_picture(report: PlaygroundReport) -> CurvePicture:
    """Total and data loss after each update, and the totals of runs that were kept."""
    curve = report.curve
    steps = np.arange(len(curve.total), dtype=float)
    kept = tuple(
        Curve(each.name, LOSS_FORMULAS[each.loss].color,
              np.arange(len(each.curve.total), dtype=float), each.curve.total, "thin")
        for each in report.pinned
    )  # fmt: skip
    curves = (
        *kept,
        *rival_curve(report),
        Curve("penalty", "semantic.regularization", steps, curve.penalty, "area"),
        Curve("data", "semantic.dataLoss", steps, curve.data, last_text=loss_text(curve.data[-1])),
        Curve(
            "total", "semantic.totalLoss", steps, curve.total, last_text=loss_text(curve.total[-1])
        ),
    )
    longest = max(len(each.x) for each in curves) - 1
    return CurvePicture(
        curves=curves,
        x_range=(0.0, float(max(longest, SHORTEST_AXIS))),
        y_range=loss_range(np.concatenate([each.y for each in curves])),
        x_name="steps",
        now=float(len(steps) - 1),
        x_decimals=0,
        told=(Told("right", steps, 100 * curve.accuracy, "%"),),
        fill=(len(curves) - 2, len(curves) - 1, "semantic.regularization"),
    )


def rival_curve(report: PlaygroundReport) -> tuple[Curve, ...]:
    """The total of the run that stands beside this one."""
    rival = report.rival
    if rival is None:
        return ()
    steps, total = np.arange(len(rival.curve.total), dtype=float), rival.curve.total
    record = LOSS_FORMULAS[rival.state.loss]
    return (Curve(record.demo_title, record.color, steps, total),)


def loss_range(losses: Floats) -> Range:
    """From 0 to the highest."""
    known = losses[np.isfinite(losses)]
    return nice_range(0.0, max(float(known.max(initial=0.0)), 1e-3))


# Weights


def class_names(state: PlaygroundState) -> tuple[str, ...]:
    """The rows of the weights."""
    return tuple(shortened(name, LONGEST_NAME) for name in state.names)


def class_names_tip(state: PlaygroundState) -> str:
    """All of the names, where a file has given any, for they may have no room; as rich text."""
    if not state.class_names:
        return ""
    return "<br>".join(f"{k}: {escape(shortened(name))}" for k, name in enumerate(state.names))


def columns(state: PlaygroundState) -> tuple[str, ...]:
    """What the weights belong to: the inputs, or the features, and the bias."""
    if state.feature_map == "identity":
        return ("w₀", "w₁", "b")
    return (*FEATURE_MAPS[state.feature_map].names, "b")


def weights(report: PlaygroundReport) -> tuple[Floats, Floats, float]:
    """Values and slopes (C, D + 1) as the grid shows them, and the slope of a full bar."""
    found = report.evaluation
    values = np.column_stack([found.W, found.b])
    values[np.abs(values) < ROUNDING] = 0
    slopes = np.column_stack([found.objective.dW, found.objective.db])
    slopes[np.abs(slopes) < ROUNDING] = 0
    known = np.abs(slopes[np.isfinite(slopes)])
    return values, slopes, max(float(known.max(initial=0.0)), LEAST_REACH)


def verdict(report: PlaygroundReport) -> tuple[LampKind, str]:
    """What the check of the gradient says, against a numeric one."""
    return LAMPS[report.evaluation.verdict]


def check_text(report: PlaygroundReport) -> str:
    """The relative error of the gradient, in full."""
    error = report.evaluation.relative
    if not np.isfinite(error):
        return "The gradient is not checked while it runs, nor for many points."
    return (
        f"Analytic against numeric gradient: relative error {short_number(float(f'{error:.1e}'))}"
    )


# Points


def points_caption(report: PlaygroundReport) -> str:
    """How many there are to learn from, and how many more to test on."""
    test = report.state.points.test
    count, held = int((~test).sum()), int(test.sum())
    words = "example" if count == 1 else "examples"
    return f"{count:,} {words}" + (f", {held:,} to test" if held else "")


def why_not_drawn(state: PlaygroundState) -> str:
    """Why points of another number or noise can't be drawn; "" where they can."""
    if not state.dataset:
        return "These are your own points."
    kind = DATASETS[state.dataset]
    return "" if kind.count is None else f"{kind.note} They stay as they are."


# Settings


def plain_text(value: float) -> str:
    """A setting as it is typed: 0.1, 5."""
    return short_number(value)


def seed_text(value: float) -> str:
    """The seed of random weights; those of one’s own have none."""
    return short_number(value) if value >= 0 else "none"


def batch_text(value: float) -> str:
    """The size of a minibatch; 0 stands for all points."""
    return short_number(value) if value else "all"


# The run


def title(report: PlaygroundReport) -> tuple[str, str]:
    """What the plane is called beside another one, and its loss."""
    if report.view.beside == "loss":
        title = LOSS_FORMULAS[report.state.loss].demo_title
        return title, standing(report.evaluation, report.state)
    return "Input space", ""


def standing(found: Evaluation, state: PlaygroundState) -> str:
    """The loss and how many are right, in short."""
    test = state.points.test
    right = f"{int(found.right[~test].sum()):,} of {int((~test).sum()):,} right"
    return f"loss {loss_text(found.objective.total)}, {right}"


def status(report: PlaygroundReport) -> str:
    """What is played with, and how far it is."""
    steps = f"   {report.step:,} step{'' if report.step == 1 else 's'}" if report.step else ""
    return f"2-D points, {report.state.C} classes{steps}"
