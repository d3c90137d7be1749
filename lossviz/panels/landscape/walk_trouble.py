"""What went wrong with a walk, and where it can go back to. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.panelkit.trouble import Trouble
from lossviz.panels.landscape.report import LandscapeReport
from lossviz.panels.landscape.state import (
    SEARCHES,
)
from lossviz.widgets.map.window import window_around
from lossviz.widgets.numbers.number_text import short_number


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
