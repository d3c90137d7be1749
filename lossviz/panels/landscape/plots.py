"""From a report to the plots: the cut, the error against h, the loss of the walk. No Qt."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lossviz.model.numeric_error import PASS_BELOW, WRONG_ABOVE
from lossviz.panels.landscape import looking, titles
from lossviz.panels.landscape.looking import Cut, steps_of_h
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    LandscapeState,
)
from lossviz.panels.landscape.titles import MARKERS
from lossviz.panels.landscape.words import SLOPE_DECIMALS
from lossviz.widgets.descent.cut_picture import CutPicture
from lossviz.widgets.descent.error_picture import ErrorCurve, ErrorPicture
from lossviz.widgets.descent.walk_picture import WalkLine, WalkPicture
from lossviz.widgets.map.walk_looks import ALONE
from lossviz.widgets.numbers.number_text import format_number, short_number

SHORTEST_AXIS = 20  # steps
# What the axis of steps may end at, times a power of ten: ticks stand at the ends.
ROUND_ENDS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

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
            name=titles.lettered(record.walker) if race else "",
            look=titles.look(record.walker) if race else ALONE,
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
    """Where the axis of steps ends: at a round number that it keeps for a while, so that it does
    not breathe."""
    if last <= SHORTEST_AXIS:
        return float(SHORTEST_AXIS)
    unit = 10.0 ** math.floor(math.log10(last))
    return next(share * unit for share in ROUND_ENDS if share * unit >= last)
