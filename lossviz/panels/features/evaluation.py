"""All numbers of the Features panel, worked out in the worker. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lossviz.model.arrays import Floats, Labels, read_only
from lossviz.model.feature_maps import Identity, Polar
from lossviz.model.features.polar import Learned, learned, line_taken_back
from lossviz.model.regions import pixels, regions_on
from lossviz.panelkit.region_codes import region_codes
from lossviz.panels.features.state import CLASSES, EACH, FeaturesState, FeaturesView, Place
from lossviz.widgets.numbers.ranges import Range
from lossviz.widgets.plane.plane_picture import RegionImage

SIDE = 320
"""Pixels of a picture of regions: it is stretched to what the plane has."""
LEAST_RADIUS, MARGIN = 1.0, 1.06
TURN: Range = (-math.pi, math.pi)


@dataclass(frozen=True, eq=False)
class Seen:
    """What a linear classifier sees of the points, and what it learned.

    X (N, 2): the points as it sees them. regions: which class wins where in ranges.
    """

    X: Floats
    learned: Learned
    ranges: tuple[Range, Range]
    regions: RegionImage

    @property
    def right(self) -> int:
        """How many points it gives to their class."""
        return int(self.learned.right.sum())

    @property
    def loss(self) -> float:
        """The data loss after the last step."""
        return float(self.learned.losses[-1])

    @property
    def weights(self) -> tuple[float, float, float]:
        """What the score of the outer ring has more than the other: w1, w2 and b."""
        W, b = self.learned.W, self.learned.b
        w1, w2 = (W[1] - W[0]).tolist()
        return w1, w2, float(b[1] - b[0])


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What was found for a state and view.

    y (N,): the ring of each point. plane, polar: the classifiers of (x, y) and of (r, θ).
    back: the line of the second one in the plane of the first. places (N, 2): the points of the
    right plane on their way, and `ranges` what is seen of it.
    """

    state: FeaturesState
    view: FeaturesView
    y: Labels
    plane: Seen
    polar: Seen
    back: tuple[Place, ...]
    places: Floats
    ranges: tuple[Range, Range]


def evaluate(state: FeaturesState, view: FeaturesView) -> Evaluation:
    """Both classifiers, and where the points are on their way."""
    y, plane, polar, back = trained(state.points)
    t = view.travel
    first, second = (between(a, b, t) for a, b in zip(plane.ranges, polar.ranges, strict=True))
    places = read_only((1 - t) * plane.X + t * polar.X)
    return Evaluation(state, view, y, plane, polar, back, places, (first, second))


@lru_cache(maxsize=4)
def trained(points: tuple[Place, ...]) -> tuple[Labels, Seen, Seen, tuple[Place, ...]]:
    """What does not depend on where one looks: a slider that is dragged does not train anew."""
    X = np.array(points)
    y = np.repeat(np.arange(CLASSES), EACH)
    y.setflags(write=False)
    half = max(1.0, MARGIN * float(np.abs(X).max()))
    radii = Polar().features(X)
    plane = seen(X, y, ((-half, half), (-half, half)))
    polar = seen(radii, y, ((0.0, max(LEAST_RADIUS, MARGIN * float(radii[:, 0].max()))), TURN))
    back = line_taken_back(polar.learned.W, polar.learned.b)
    return y, plane, polar, tuple((x0, x1) for x0, x1 in back.tolist())


def seen(X: Floats, y: Labels, ranges: tuple[Range, Range]) -> Seen:
    """What a linear classifier learns of points (N, 2)."""
    found = learned(X, y)
    codes = region_codes(regions_on(pixels(Identity(), *ranges, (SIDE, SIDE)), found.W, found.b))
    return Seen(read_only(X), found, ranges, RegionImage(codes, *ranges))


def between(start: Range, end: Range, t: float) -> Range:
    """A range on the way from one to another, t from 0 to 1."""
    low, high = ((1 - t) * a + t * b for a, b in zip(start, end, strict=True))
    return low, high
