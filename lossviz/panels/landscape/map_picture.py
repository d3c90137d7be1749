"""From a report to what stands on the map, and the surface in 3-D. No Qt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lossviz.panelkit.formulas.updates import UPDATE_FORMULAS
from lossviz.panels.landscape import titles
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    LandscapeView,
)
from lossviz.panels.landscape.titles import MARKERS
from lossviz.panels.landscape.walking import WalkRecord
from lossviz.panels.landscape.words import SLOPE_DECIMALS, WEIGHT_DECIMALS
from lossviz.widgets.heat_map.heat_picture import HeatMarks, HeatPath, HeatReading
from lossviz.widgets.map.walk_looks import ALONE, WalkLook
from lossviz.widgets.map.window import Window, window_around
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.relief.relief_picture import ReliefPicture


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
    found = [heat_path(record, report, old=True) for record in report.old]
    if report.ground.training is not None:
        training = report.ground.training
        path = training.path
        found.insert(0, HeatPath(path, len(path), "training", "circle", old=True))
        found += [
            HeatPath(at[np.newaxis], 1, name, "square", old=True)
            for name, at in training.remembered.items()
        ]
    return tuple(found + [heat_path(each, report) for each in reversed(report.walks)])


def heat_path(record: WalkRecord, report: LandscapeReport, *, old: bool = False) -> HeatPath:
    """A walk as it is drawn on the map."""
    name, look = sign(record, report)
    return HeatPath(record.points, record.done, name, MARKERS[record.walker], old, look)


def sign(record: WalkRecord, report: LandscapeReport) -> tuple[str, WalkLook]:
    """How a walk is told from the others: by name, in a race by its look, which has a legend.

    One that has not moved has neither: all of them stand at one point.
    """
    if record.done <= 1 or len(report.old) + len(report.walks) == 1:
        return "", ALONE
    look = titles.look(record.walker) if len(report.walks) > 1 else ALONE
    return UPDATE_FORMULAS[record.walker].short_title, look


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
    signs = [sign(record, report) for record in records]
    return ReliefPicture(
        w1=found.w1,
        w2=found.w2,
        height=found.heights,
        point=(*report.walk.last.at, found.image.scale.place(report.check.loss)),
        paths=tuple(
            replace(path, name=name, look=look)
            for path, (name, look) in zip(report.draped, signs, strict=False)
        ),
        arrow=report.downhill,
        names=(*report.ground.names, "loss"),
    )


def shows_minibatches(report: LandscapeReport) -> bool:
    """Whether minibatches are drawn on the map."""
    return len(report.minibatches) > 0
