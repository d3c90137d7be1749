"""From a report to what is drawn and written: pictures for the widgets, sentences. No Qt."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lossviz.model.gradients import evaluations
from lossviz.model.mistakes import MISTAKES
from lossviz.model.surfaces import KNOWN_SURFACES
from lossviz.panelkit import setting_titles as shared
from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panelkit.trouble import Trouble
from lossviz.panels.landscape import looking
from lossviz.panels.landscape.checking import Check
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.looking import Cut, steps_of_h
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    FORMULA,
    PLAYGROUND,
    SCORES,
    SEARCHES,
    TRAINING,
    TWO_WEIGHTS,
    LandscapeState,
    LandscapeView,
    has_examples,
)
from lossviz.panels.landscape.walking import WalkRecord
from lossviz.widgets.check.verdict import LAMPS, PASS_BELOW, WRONG_ABOVE, LampKind
from lossviz.widgets.descent.cut_picture import CutPicture
from lossviz.widgets.descent.error_picture import ErrorCurve, ErrorPicture
from lossviz.widgets.descent.walk_picture import WalkLine, WalkPicture
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatPath, HeatReading
from lossviz.widgets.map.window import Window, window_around
from lossviz.widgets.numbers.number_text import format_number, power_of_ten, short_number
from lossviz.widgets.relief.relief_picture import ReliefPicture

LOSS_DECIMALS, SLOPE_DECIMALS, WEIGHT_DECIMALS = 5, 3, 3
NEARLY_FLAT = 0.02
SHORTEST_AXIS = 20  # steps

SURFACE_TITLES = {
    TWO_WEIGHTS: "Two weights",
    SCORES: "The 3 × 3 example",
    PLAYGROUND: "Playground’s W",
    TRAINING: "Classifier in training",
    **{name: known.title for name, known in KNOWN_SURFACES.items()},
    FORMULA: "Own formula",
}
MARKERS = {
    "gd": "circle",
    "sgd": "square",
    "momentum": "triangle",
    "nesterov": "diamond",
    "adagrad": "pentagon",
    "rmsprop": "star",
    "adam": "hexagon",
    "random": "cross",
    "local": "plus",
}
PLANE_TITLES = {
    "gradient": "Gradient and momentum",
    "random": "Two random directions",
    "path": "Main directions of the path",
    "remembered": "Start, now, best",
}
SETTING_TITLES = shared.SETTING_TITLES | {
    "entries": "weights of the map",
    "playground_entries": "weights of the map",
    "plane": "plane",
    "h": "step h",
    "scheme": "scheme",
    "precision": "precision",
    "mistake": "mistake",
    "walker": "optimizer",
    "batches": "minibatches",
}


# The map


def window(ground: Ground, view: LandscapeView, aspect: float) -> Window:
    """The part of the plane that is looked at, on a map of this shape."""
    return view.window or window_around(ground.w1_range, ground.w2_range, aspect)


def marks(report: LandscapeReport) -> HeatMarks:
    """What stands on the map."""
    check = report.check
    return HeatMarks(
        point=report.walk.last.at,
        loss=check.loss,
        analytic=check.analytic,
        numeric=check.numeric,
        minibatches=report.minibatches,
        step=report.state.learning_rate,
        paths=paths(report),
        names=report.ground.names,
        decimals=WEIGHT_DECIMALS,
    )


def paths(report: LandscapeReport) -> tuple[HeatPath, ...]:
    """Old paths below, the walk in hand on top. Names are written where there are several."""
    several = len(report.walks) + len(report.old) > 1
    found = [heat_path(record, several, old=True) for record in report.old]
    if report.ground.training is not None:
        training = report.ground.training
        path = training.path
        found.insert(0, HeatPath(path, len(path), "training", "circle", old=True))
        found += [
            HeatPath(at[np.newaxis], 1, name, "square", old=True)
            for name, at in training.remembered.items()
        ]
    return tuple(found + [heat_path(each, several) for each in reversed(report.walks)])


def heat_path(record: WalkRecord, named: bool, *, old: bool = False) -> HeatPath:
    """A walk as it is drawn on the map."""
    name = walk_name(record, named)
    return HeatPath(record.points, record.done, name, MARKERS[record.walker], old)


def walk_name(record: WalkRecord, several: bool) -> str:
    """What is written at the end of a walk, where there are several and it has moved."""
    return UPDATE_FORMULAS[record.walker].short_title if several and record.done > 1 else ""


def reading(report: LandscapeReport) -> HeatReading | None:
    """The place under the pointer: loss and gradient."""
    if report.hovered is None:
        return None
    (w1, w2), names = report.hovered.at, report.ground.short or report.ground.names
    slopes = ", ".join(format_number(float(each), SLOPE_DECIMALS) for each in report.hovered.slope)
    text = (
        f"{names[0]} {format_number(w1, WEIGHT_DECIMALS)}, "
        f"{names[1]} {format_number(w2, WEIGHT_DECIMALS)}:  "
        f"loss {format_number(report.hovered.loss, 3)}, gradient ({slopes})"
    )
    return HeatReading(w1, w2, text)


def relief(report: LandscapeReport) -> ReliefPicture | None:
    """The surface in 3-D, with the paths laid over it; None while no map is worked out."""
    if report.map is None:
        return None
    found, records = report.map, (*report.old, *report.walks)
    several = len(records) > 1
    return ReliefPicture(
        w1=found.w1,
        w2=found.w2,
        height=found.heights,
        point=(*report.walk.last.at, found.image.scale.place(report.check.loss)),
        paths=tuple(
            replace(path, name=walk_name(record, several))
            for path, record in zip(report.draped, records, strict=False)
        ),
        arrow=report.downhill,
        names=(*report.ground.names, "loss"),
    )


# The cut, the error, the walk

DOWNHILL = ("analytic", "numeric")
CUTS = (("w1", "W₁"), ("w2", "W₂"), ("analytic", "−dW"), ("numeric", "−dW num."))


def cut_choices(report: LandscapeReport) -> tuple[tuple[str, str], ...]:
    """What a cut can go along: an axis, or a gradient downhill."""
    first, second = report.ground.symbols
    return (("w1", first), ("w2", second), *CUTS[2:])


def cut_picture(report: LandscapeReport) -> CutPicture:
    """The cut through the point."""
    cut, kind = report.cut, report.view.cut
    along = report.ground.names[kind == "w2"]
    return CutPicture(
        x=cut.x,
        loss=cut.loss,
        at=cut.at,
        here=cut.here,
        slope=cut.slope if math.isfinite(cut.slope) else None,
        numeric_slope=finite_or_none(cut.numeric),
        step=cut.step,
        color_role=report.ground.color,
        x_name="way downhill" if kind in DOWNHILL else along,
        slope_text=f"slope {format_number(cut.slope, slope_decimals(cut))}",
        step_text=""
        if cut.step is None
        else f"step {short_number(report.state.learning_rate)} × |dW|",
    )


def slope_decimals(cut: Cut) -> int:
    """−2.5 is written so; a slope that needs more digits gets them."""
    return next((d for d in (1, 2) if abs(cut.slope - round(cut.slope, d)) < 5e-4), SLOPE_DECIMALS)


def held_cut(picture: CutPicture) -> CutPicture:
    """A cut while its handle is dragged along it: what was true at its point alone is left out."""
    return replace(picture, slope=None, numeric_slope=None, slope_text="", step=None, step_text="")


def place_on_cut(report: LandscapeReport, x: float) -> tuple[float, float]:
    """The point (w1, w2) of the map that lies at x on the cut."""
    w1, w2 = report.walk.last.at
    kind = report.view.cut
    if kind not in ("w2", *DOWNHILL):
        return x, w2
    if kind == "w2":
        return w1, x
    slope = report.check.analytic if kind == "analytic" else report.check.numeric
    length = 0.0 if slope is None else float(np.linalg.norm(slope))
    if slope is None or not 0 < length < math.inf:
        return w1 + x, w2
    way = -slope / length
    return w1 + x * float(way[0]), w2 + x * float(way[1])


def finite_or_none(value: float | None) -> float | None:
    """A number that can be drawn, or None."""
    return value if value is not None and math.isfinite(value) else None


_H = steps_of_h()
NO_ERRORS = tuple(
    looking.ErrorCurve(scheme, precision, _H, np.full(len(_H), np.nan))
    for scheme in ("forward", "central")
    for precision in ("float64", "float32")
)
"""While the curves of a point are worked out their names stay, so that the plot does not jump."""


def error_picture(report: LandscapeReport) -> ErrorPicture:
    """The relative error against h, the scheme and precision in force in colour."""
    state = report.state
    curves = [
        ErrorCurve(
            name=each.scheme,
            h=each.h,
            error=each.error,
            chosen=(each.scheme, each.precision) == (state.scheme, state.precision),
            dashed=each.precision != state.precision,
        )
        for each in report.errors or NO_ERRORS
    ]
    named = [curve if not curve.dashed else other_precision(curve, state) for curve in curves]
    return ErrorPicture(
        curves=tuple(named),
        h=state.h,
        error=(report.lecture or report.check).relative,
        pass_below=PASS_BELOW,
        wrong_above=WRONG_ABOVE,
    )


def other_precision(curve: ErrorCurve, state: LandscapeState) -> ErrorCurve:
    """The dashed curves say which precision they are of."""
    other = "float32" if state.precision == "float64" else "float64"
    return ErrorCurve(f"{curve.name}, {other}", curve.h, curve.error, dashed=True)


def walk_picture(report: LandscapeReport) -> WalkPicture:
    """The loss over the steps, or in a race over the evaluations of the loss."""
    race = len(report.walks) > 1
    lines = tuple(
        WalkLine(
            name=UPDATE_FORMULAS[record.walker].short_title if race else "",
            x=record.evaluations if race else np.arange(len(record.losses), dtype=float),
            y=record.losses,
            done=record.done,
            marker=MARKERS[record.walker],
            chosen=record is report.walk,
        )
        for record in report.walks
    )
    last = max((float(line.x[-1]) for line in lines), default=0.0)
    return WalkPicture(
        lines=lines,
        x_name="evaluations" if race else "step",
        x_range=(0.0, axis_end(last)),
        diverged=report.walk.ending == "diverged",
    )


def axis_end(last: float) -> float:
    """Where the axis of steps ends: it grows by halves, so that it does not breathe."""
    end = float(SHORTEST_AXIS)
    while end < last:
        end *= 1.5
    return float(round(end))


# Words


def weight_text(weight: float) -> str:
    """A weight with three decimals; a large one with fewer, so that its digits have room."""
    decimals = WEIGHT_DECIMALS if abs(weight) < 100 else 1
    return format_number(weight, decimals) if abs(weight) < 1e4 else power_of_ten(weight, 2)


def after_text(report: LandscapeReport) -> str:
    """Where the walk stands."""
    steps = report.walk.done - 1
    if steps == 0:
        return "at the start"
    return "after step 1" if steps == 1 else f"after step {steps:,}"


def is_filled(check: Check, filled: int | None) -> bool:
    """Whether all rows of the table are filled in: only then can the two be compared."""
    return filled is None or filled >= len(check.W)


def lamp(check: Check) -> tuple[LampKind, str]:
    """The lamp: pass, check, wrong; or that a corner makes the comparison meaningless."""
    if check.at_kink and check.verdict in ("suspicious", "failed"):
        return "kink", "kink"
    return LAMPS[check.verdict]


def relative_text(check: Check) -> str:
    """The relative error."""
    if math.isnan(check.relative):
        return "–"
    return format_number(check.relative, LOSS_DECIMALS) if check.relative else "0"


def angle_text(check: Check) -> str:
    """The angle between the two gradients."""
    if math.isnan(check.angle):
        return ""
    return f"angle {check.angle:.2f}°"


def why_text(report: LandscapeReport, check: Check) -> str:
    """What is to be said of the check: a sentence, or nothing."""
    state = report.state
    if check.problem:
        return check.problem
    if not np.isfinite(check.analytic).all():
        return "The loss has no slope here: it is ∞ or not a number nearby."
    if check.at_kink and check.verdict != "none":
        return kink_text(check)
    if state.mistake == "none" or check is report.lecture:
        return level_text(check)
    title = MISTAKES[state.mistake].title
    if check.verdict == "pass":
        return f"{title}: {NO_EFFECT.get(state.mistake, 'it changes nothing here.')}"
    return f"Caught. {MISTAKES[state.mistake].hint}"


def kink_text(check: Check) -> str:
    """Why the two differ at a corner of the loss, or why they happen not to."""
    corners = "A corner of the loss lies" if check.kinks == 1 else f"{check.kinks} corners lie"
    if check.verdict == "pass":
        return f"{corners} within h, but both look at the same side of it."
    return f"{corners} within h: its two sides have different slopes."


NO_EFFECT = {
    "penalty": "λ is 0 or the penalty is flat here, so nothing is missing.",
    "bias": "no bias moves here. One does in the weights of a classifier in training.",
    "average": "with a single example the sum is the mean.",
}


def is_flat(check: Check) -> bool:
    """Whether both gradients are so short that a forward difference errs as much."""
    assert check.numeric is not None
    longest = max(np.linalg.norm(check.analytic), np.linalg.norm(check.numeric))
    return bool(longest < NEARLY_FLAT)


def level_text(check: Check) -> str:
    """At which level the check passed or did not."""
    match check.verdict:
        case "suspicious" | "failed" if is_flat(check):
            return "The slope is nearly 0 here, so small errors weigh much: try Central."
        case "suspicious":
            return (
                f"Between {short_number(PASS_BELOW)} and {short_number(WRONG_ABOVE)}: "
                "try another h, or look for a mistake."
            )
        case "failed":
            return (
                f"Above {short_number(WRONG_ABOVE)}: usually a mistake, or an h that is too large."
            )
    return ""


def price_text(check: Check, scheme: str, filled: int | None) -> str:
    """Evaluations of the loss so far, and when all are done the time they take here."""
    if not is_filled(check, filled):
        assert filled is not None
        asked = evaluations(filled, scheme)  # type: ignore[arg-type]
        return f"numeric {asked:,} of {check.asked:,} evaluations; analytic 1"
    count = "D + 1" if scheme == "forward" else "2 D"
    numeric = f"numeric {check.asked:,} evaluations ({count}), {time_text(check.seconds_numeric)}"
    return f"{numeric}; analytic 1, {time_text(check.seconds_analytic)}"


def time_text(seconds: float) -> str:
    """A time with two digits: 85 µs, 1.2 ms, 4.1 min."""
    for unit, size in (("min", 60.0), ("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{float(f'{seconds / size:.2g}'):g} {unit}"
    return f"{float(f'{seconds / 1e-6:.2g}'):g} µs"


def cifar_text() -> str:
    """The slide's point, in numbers."""
    return "For CIFAR-10’s 30,730 weights: 30,731 evaluations forward, 61,460 central."


def status(report: LandscapeReport) -> str:
    """What is loaded."""
    return report.ground.status


def held_text(report: LandscapeReport) -> str:
    """How much of the training's path the plane holds."""
    training = report.ground.training
    if training is None:
        return ""
    if len(training.path) < 2 or not np.ptp(training.path, axis=0).any():
        return "The training has not moved yet."
    held = training.held
    # Nearly all is not all: no rounding up to 100 %.
    share = f"{min(100 * held, 99.9):.1f}" if 0.99 < held < 1 else f"{100 * held:.0f}"
    return f"The plane holds {share} % of the path."


def batch_text(batch: int, N: int) -> str:
    """How many examples there are beside a batch size: of 12; where it takes all: all 3."""
    if N == 0:
        return ""
    return f"of {N:,}" if batch < N else f"all {N:,}"


def shows_minibatches(report: LandscapeReport) -> bool:
    """Whether minibatches are drawn on the map."""
    return len(report.minibatches) > 0


def accuracy_text(report: LandscapeReport) -> str:
    """How good the classifier at the point is on the images of the map."""
    training, ground = report.training, report.ground.training
    if training is None or ground is None:
        return ""
    share = format_number(100 * training.accuracy, 1)
    return f"{share} % of {ground.images:,} training images right"


def trouble(report: LandscapeReport) -> Trouble | None:
    """Where the walk went wrong, or None."""
    walk = report.walk
    steps = walk.done - 1
    if walk.ending == "long":
        return Trouble("long", f"The walk has taken {steps:,} steps, the most it can.")
    if not math.isfinite(report.check.loss):
        text = "The loss is ∞ or not a number at this point. Drag the point to another place."
        return Trouble("nowhere", text)
    if walk.ending == "edge":
        text = f"The walk stopped at the edge after step {steps:,}: there the loss ends."
        return Trouble("edge", text, last_good=steps - 1 if steps else None)
    rate = walk.refused if walk.ending == "diverged" else walk.last.learning_rate
    too_large = f"Learning rate {short_number(rate)} is too large here."
    outside = first_outside(report)
    if walk.ending == "diverged":
        good = steps if outside is None else outside - 1
        text = f"The walk diverged after step {steps:,}. {too_large}"
        return Trouble("diverged", text, last_good=good)
    if outside is not None and walk.walker not in SEARCHES:
        text = f"The walk left the map at step {outside:,}. {too_large}"
        return Trouble("left", text, last_good=outside - 1)
    return None


def first_outside(report: LandscapeReport) -> int | None:
    """The step that left for good what the surface shows at first, wherever one looks now."""
    if report.map is None:
        return None
    height, width = report.map.image.codes.shape
    ground = report.ground
    whole = window_around(ground.w1_range, ground.w2_range, width / height)
    (left, right), (low, high) = whole.ranges(width / height)
    w1, w2 = report.walk.points[: report.walk.done].T
    inside = np.flatnonzero((w1 >= left) & (w1 <= right) & (w2 >= low) & (w2 <= high))
    last = int(inside[-1]) if len(inside) else None
    return None if last is None or last == report.walk.done - 1 else last + 1


def mistake_title(key: str) -> str:
    """A mistake as a menu calls it."""
    return MISTAKES[key].title if key == "none" else f"Mistake: {MISTAKES[key].title.lower()}"


def mistakes_here(state: LandscapeState) -> tuple[tuple[str, str], ...]:
    """The mistakes that can be chosen; a plain function has no average, no λ and no class."""
    keys = MISTAKES if has_examples(state.surface) else ("none",)
    return tuple((key, MISTAKES[key].title) for key in keys)
