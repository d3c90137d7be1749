"""What the Features panel shows, from an evaluation: pictures, numbers and sentences. No Qt."""

from __future__ import annotations

import math

import numpy as np

from lossviz.panels.features.evaluation import Evaluation, Seen
from lossviz.panels.features.state import COUNT
from lossviz.widgets.curve_plot.curves import Curve, CurvePicture, Reference
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.plane.plane_picture import PlanePicture, PointCloud, RegionImage

HALF_WAY = 0.5  # of the travel, where the axes change their names
LOSS_DECIMALS, WEIGHT_DECIMALS = 3, 2
SIZES = np.full(COUNT, 0.7)  # of points, so that eighty do not hide each other
POLAR_NAMES, PLANE_NAMES = ("r", "θ"), ("x", "y")


def plane_picture(seen: Evaluation) -> PlanePicture:
    """The points in (x, y), with the line of (r, θ) taken back."""
    cloud = PointCloud(seen.plane.X, seen.y, ~seen.plane.learned.right, SIZES)
    return PlanePicture(names=PLANE_NAMES, chosen=seen.view.chosen, cloud=cloud, curve=seen.back)


def polar_picture(seen: Evaluation) -> PlanePicture:
    """The points on their way to (r, θ)."""
    cloud = PointCloud(seen.places, seen.y, ~seen.polar.learned.right, SIZES)
    names = POLAR_NAMES if seen.view.travel >= HALF_WAY else PLANE_NAMES
    return PlanePicture(names=names, chosen=seen.view.chosen, cloud=cloud)


def polar_regions(seen: Evaluation) -> RegionImage | None:
    """The regions of (r, θ), once the points have arrived there."""
    return seen.polar.regions if seen.view.travel == 1 else None


def plane_caption(seen: Evaluation) -> str:
    """How good the line in (x, y) is."""
    return f"{right_text(seen.plane)}. Dashed: the line of (r, θ), taken back"


def polar_caption(seen: Evaluation) -> str:
    """How good the line in (r, θ) is, and where it stands."""
    w_r, w_theta, b = seen.polar.weights
    near = -b / w_r if w_r else math.nan
    upright = abs(w_theta) * math.pi < abs(w_r) and 0 <= near <= seen.polar.ranges[0][1]
    where = f", near r = {format_number(near, 2)}" if upright else ""
    return f"{right_text(seen.polar)} with one line{where}"


def right_text(seen: Seen) -> str:
    """Such as "45 of 80 right"."""
    return f"{seen.right} of {COUNT} right"


def classifier_row(seen: Seen) -> tuple[str, ...]:
    """w1, w2, b, data loss, and how many are right."""
    numbers = [format_number(each, WEIGHT_DECIMALS) for each in seen.weights]
    return (*numbers, format_number(seen.loss, LOSS_DECIMALS), f"{seen.right} of {COUNT}")


def loss_picture(seen: Evaluation) -> CurvePicture:
    """The data loss of both over their steps."""
    both = (("(x, y)", "text.secondary", seen.plane), ("(r, θ)", "text.primary", seen.polar))
    curves = tuple(
        Curve(name, role, np.arange(len(each.learned.losses), dtype=float), each.learned.losses)
        for name, role, each in both
    )
    highest = max(float(curve.y.max()) for curve in curves)
    return CurvePicture(
        curves=curves,
        references=(Reference(math.log(2), "log 2"),),
        x_range=(0.0, float(len(curves[0].x) - 1)),
        y_range=(0.0, max(0.8, math.ceil(highest * 5) / 5)),
        x_name="step",
        y_decimals=LOSS_DECIMALS,
        x_decimals=0,
    )


def point_texts(seen: Evaluation) -> tuple[str, str]:
    """r and θ of the chosen point, as they are worked out; "" for none."""
    if seen.view.chosen is None:
        return "", ""
    r, theta = (format_number(each, 3) for each in seen.polar.X[seen.view.chosen].tolist())
    return f"r = √(x² + y²) = {r}", f"θ = atan2(y, x) = {theta}"
