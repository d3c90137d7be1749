"""The points on their way from the plane of inputs into the space of their features. No Qt.

A linear classifier parts its classes by straight lines where it looks: among the features. Where
there are two of them, their plane can be drawn with its regions; of more, two are drawn.
"""

from __future__ import annotations

import math

import numpy as np

from lossviz.model.arrays import Floats
from lossviz.model.feature_maps import FEATURE_MAPS, Identity
from lossviz.model.parameters import unpack
from lossviz.model.regions import pixels, regions_on
from lossviz.panelkit.region_codes import region_codes
from lossviz.panels.playground.report import FeatureSpace, RegionReport
from lossviz.panels.playground.shown import MARGIN, ranges_shown
from lossviz.panels.playground.state import PlaygroundSight, PlaygroundState
from lossviz.panels.playground.view_model import segment
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.plane.plane_picture import Segment

LEAST_RADIUS = 1.5  # the square's corners are at 1.41
# Half of a range in which all features are alike, as a share of their size.
LEAST_HALF = 1e-3


def feature_space(
    state: PlaygroundState, view: PlaygroundSight, parameters: Floats
) -> FeatureSpace:
    """The points at `view.travel`; regions and lines of the weights, where they can be drawn."""
    feature_map = FEATURE_MAPS[state.feature_map]
    D = len(feature_map.names)
    axes, t = clamped(view.axes, D), min(max(view.travel, 0.0), 1.0)
    X = state.points.X
    features = feature_map.features(X)[:, axes]
    before, there = ranges_shown(state, view), feature_ranges(state, view, axes, features)
    x_range, y_range = (between(*each, t) for each in zip(before, there, strict=True))
    places = np.asarray((1 - t) * X + t * features)
    places.setflags(write=False)
    drawn = t == 1 and D == 2 and axes[0] != axes[1]
    W, b = unpack(parameters, state.C)
    W = W[:, axes]
    return FeatureSpace(
        places=places,
        x_range=x_range,
        y_range=y_range,
        names=names_at(t, (feature_map.names[axes[0]], feature_map.names[axes[1]])),
        D=D,
        axes=axes,
        travel=t,
        regions=regions_in(W, b, (x_range, y_range), view.beside_pixels) if drawn else None,
        ends=lines_in(W, b, (x_range, y_range)) if drawn else (),
    )


def clamped(axes: tuple[int, int], D: int) -> tuple[int, int]:
    """Two features that there are."""
    first, second = (min(max(axis, 0), D - 1) for axis in axes)
    return first, second


def names_at(t: float, names: tuple[str, str]) -> tuple[str, str]:
    """What the axes are called: as the nearer end of the way."""
    return names if t >= 0.5 else (Identity.names[0], Identity.names[1])


# What is seen


def between(start: Range, end: Range, t: float) -> Range:
    """A range on the way from one to another, t from 0 to 1."""
    low, high = ((1 - t) * a + t * b for a, b in zip(start, end, strict=True))
    return low, high


def feature_ranges(
    state: PlaygroundState, view: PlaygroundSight, axes: tuple[int, int], features: Floats
) -> tuple[Range, Range]:
    """What is seen of two features (N, 2); of the inputs themselves, what is seen of the plane."""
    if state.feature_map == Identity.name:
        ranges = ranges_shown(state, view)
        return ranges[axes[0]], ranges[axes[1]]
    first, second = (
        feature_range(state.feature_map, axis, values)
        for axis, values in zip(axes, features.T, strict=True)
    )
    return first, second


def feature_range(key: str, axis: int, values: Floats) -> Range:
    """What is seen of one feature (N,): all of its values, and of r and θ always as much."""
    if key != "polar":
        return with_room(float(values.min()), float(values.max()))
    if axis == 0:
        return 0.0, max(LEAST_RADIUS, MARGIN * float(values.max()))
    return -math.pi, math.pi


def with_room(low: float, high: float) -> Range:
    """A little more than a range; one around it where it is but a point."""
    middle = (low + high) / 2
    half = max(MARGIN * (high - low) / 2, LEAST_HALF * max(1.0, abs(middle)))
    return middle - half, middle + half


# What the classifier does there


def regions_in(
    W: Floats, b: Floats, ranges: tuple[Range, Range], size: tuple[int, int]
) -> RegionReport | None:
    """Which class wins where in the plane of two features; None where the picture has no room."""
    if min(size) < 2:
        return None
    codes = region_codes(regions_on(pixels(Identity(), *ranges, size), W, b))
    return RegionReport(codes, *ranges)


def lines_in(W: Floats, b: Floats, ranges: tuple[Range, Range]) -> tuple[Segment | None, ...]:
    """Where the score of each class is 0."""
    return tuple(segment(w, each, ranges) for w, each in zip(W, b.tolist(), strict=True))
